use serde::Serialize;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{Problem, line_and_column};
use weigh_in_core::lint::{Warning, lint};
use weigh_in_core::ranking::Ranking;

use super::file::File;

/// All that the check of a file finds.
#[derive(Serialize)]
pub(super) struct CheckReport {
    /// The file's path.
    pub(super) file: String,
    /// What keeps it from being shown; empty if it can be.
    pub(super) problems: Vec<LocatedProblem>,
    pub(super) warnings: Vec<ReportedWarning>,
    /// The entries at the published weights, first rank first; empty if there are problems.
    pub(super) ranking: Vec<RankedEntry>,
    /// How many criteria there are.
    #[serde(skip)]
    pub(super) criteria: usize,
}

#[derive(Serialize)]
pub(super) struct LocatedProblem {
    pub(super) place: String,
    pub(super) message: String,
    /// From 1; `None` for what stands nowhere in particular.
    pub(super) line: Option<usize>,
    /// In characters, from 1.
    pub(super) column: Option<usize>,
    #[serde(skip)]
    pub(super) at: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct ReportedWarning {
    pub(super) place: String,
    pub(super) message: String,
}

#[derive(Serialize)]
pub(super) struct RankedEntry {
    /// `None` if no weight speaks about the entry.
    pub(super) rank: Option<u32>,
    pub(super) tied: bool,
    pub(super) id: String,
    pub(super) name: String,
    /// From 0 to 100, rounded to tenths.
    pub(super) score: Option<f64>,
}

impl CheckReport {
    pub(super) fn of(file: &File) -> CheckReport {
        let mut report = CheckReport {
            file: file.name.clone(),
            problems: Vec::new(),
            warnings: Vec::new(),
            ranking: Vec::new(),
            criteria: 0,
        };
        match file.data_set() {
            Ok(DataSet { comparison, .. }) => {
                let warnings = review(&comparison).into_iter();
                report.warnings = warnings.map(ReportedWarning::from).collect();
                report.ranking = ranking(&comparison);
                report.criteria = comparison.criteria.len();
            }
            Err(problems) => report.problems = locate(file, problems),
        }
        report
    }
}

/// The problems with their lines and columns.
pub(super) fn locate(file: &File, problems: Vec<Problem>) -> Vec<LocatedProblem> {
    let place = |Problem { place, message, at }| {
        let position = at.map(|at| line_and_column(&file.bytes, at));
        let (line, column) = position.unzip();
        LocatedProblem {
            place,
            message,
            line,
            column,
            at: byte_offset,
        }
    };
    problems.into_iter().map(place).collect()
}

fn ranking(comparison: &Comparison) -> Vec<RankedEntry> {
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    let place = |row: &weigh_in_core::ranking::Ranked| {
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
    ranking.rows().iter().map(place).collect()
}

impl From<Warning> for ReportedWarning {
    fn from(Warning { place, message }: Warning) -> ReportedWarning {
        ReportedWarning { place, message }
    }
}
