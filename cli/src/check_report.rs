use serde::Serialize;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::format::{Problem, line_and_column};
use weigh_in_core::lint::{Warning, describe_ranges, lint};
use weigh_in_core::ranking::Ranking;

use super::file::File;

/// The result of checking a file.
#[derive(Serialize)]
pub(super) struct CheckReport {
    /// The file's path.
    pub(super) file: String,
    /// The problems for which the data set is rejected.
    pub(super) problems: Vec<LocatedProblem>,
    pub(super) warnings: Vec<ReportedWarning>,
    /// The decisions about settings that the data set does not give.
    pub(super) notes: Vec<String>,
    /// The entries in order at the published weights; empty if there are problems.
    pub(super) ranking: Vec<RankedEntry>,
    /// The number of criteria.
    #[serde(skip)]
    pub(super) criteria: usize,
}

#[derive(Serialize)]
pub(super) struct LocatedProblem {
    pub(super) place: String,
    pub(super) message: String,
    /// From 1; `None` for problems without a location.
    pub(super) line: Option<usize>,
    /// In characters, from 1.
    pub(super) column: Option<usize>,
    #[serde(skip)]
    pub(super) byte_offset: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct ReportedWarning {
    pub(super) place: String,
    pub(super) message: String,
}

#[derive(Serialize)]
pub(super) struct RankedEntry {
    /// `None` if the entry has no score on a criterion with a weight.
    pub(super) rank: Option<u32>,
    pub(super) tied: bool,
    pub(super) id: String,
    pub(super) name: String,
    /// From 0 to 100, rounded to tenths.
    pub(super) score: Option<f64>,
}

impl CheckReport {
    pub(super) fn new(file: &File) -> CheckReport {
        let mut report = CheckReport {
            file: file.name.clone(),
            problems: Vec::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
            ranking: Vec::new(),
            criteria: 0,
        };
        match file.data_set() {
            Ok(data) => {
                let comparison = &data.comparison;
                let warnings = lint(comparison).into_iter();
                report.warnings = warnings.map(ReportedWarning::from).collect();
                let ranges = describe_ranges(comparison);
                report.notes = file.notes(&data).chain(ranges).collect();
                report.ranking = ranking(comparison);
                report.criteria = comparison.criteria.len();
            }
            Err(problems) => report.problems = locate(file, problems),
        }
        report
    }
}

/// Adds lines and columns to problems.
pub(super) fn locate(file: &File, problems: Vec<Problem>) -> Vec<LocatedProblem> {
    let locate = |Problem {
                      place,
                      message,
                      byte_offset,
                  }| {
        let position = byte_offset.map(|offset| line_and_column(&file.bytes, offset));
        let (line, column) = position.unzip();
        LocatedProblem {
            place,
            message,
            line,
            column,
            byte_offset,
        }
    };
    problems.into_iter().map(locate).collect()
}

fn ranking(comparison: &Comparison) -> Vec<RankedEntry> {
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    let entry = |row: &weigh_in_core::ranking::RankingRow| {
        let entry = comparison.entry(row.entry);
        let tenths = row
            .standing
            .map(|standing| standing.total.points().tenths());
        RankedEntry {
            rank: row.standing.map(|standing| standing.rank.number()),
            tied: row.standing.is_some_and(|standing| standing.tied),
            id: entry.id.clone(),
            name: entry.name.clone(),
            score: tenths.map(|tenths| f64::from(tenths) / 10.0),
        }
    };
    ranking.rows().iter().map(entry).collect()
}

impl From<Warning> for ReportedWarning {
    fn from(Warning { place, message }: Warning) -> ReportedWarning {
        ReportedWarning { place, message }
    }
}
