use serde::Serialize;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{Problem, line_and_column};
use weigh_in_core::lint::{Warning, lint};
use weigh_in_core::ranking::Ranking;

use super::file::File;

/// All that the check of a file finds.
#[derive(Serialize)]
pub(super) struct Findings {
    /// The file's path.
    pub(super) file: String,
    /// What keeps it from being shown; empty if it can be.
    pub(super) problems: Vec<PlacedProblem>,
    pub(super) warnings: Vec<Advice>,
    /// The entries at the published weights, first rank first; empty if there are problems.
    pub(super) ranking: Vec<Place>,
    /// How many criteria there are.
    #[serde(skip)]
    pub(super) criteria: usize,
}

#[derive(Serialize)]
pub(super) struct PlacedProblem {
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
pub(super) struct Advice {
    pub(super) place: String,
    pub(super) message: String,
}

#[derive(Serialize)]
pub(super) struct Place {
    /// `None` if no weight speaks about the entry.
    pub(super) rank: Option<u32>,
    pub(super) tied: bool,
    pub(super) id: String,
    pub(super) name: String,
    /// From 0 to 100, rounded to tenths.
    pub(super) score: Option<f64>,
}

impl Findings {
    pub(super) fn of(file: &File) -> Findings {
        let mut findings = Findings {
            file: file.name.clone(),
            problems: Vec::new(),
            warnings: Vec::new(),
            ranking: Vec::new(),
            criteria: 0,
        };
        match file.data_set() {
            Ok(DataSet { comparison, .. }) => {
                let warnings = lint(&comparison).into_iter();
                findings.warnings = warnings.map(Advice::from).collect();
                findings.ranking = ranking(&comparison);
                findings.criteria = comparison.criteria.len();
            }
            Err(problems) => findings.problems = placed(file, problems),
        }
        findings
    }
}

/// The problems with their lines and columns.
pub(super) fn placed(file: &File, problems: Vec<Problem>) -> Vec<PlacedProblem> {
    let place = |Problem {
                     place,
                     message,
                     byte_offset,
                 }| {
        let position = byte_offset.map(|offset| line_and_column(&file.bytes, offset));
        let (line, column) = position.unzip();
        PlacedProblem {
            place,
            message,
            line,
            column,
            at: byte_offset,
        }
    };
    problems.into_iter().map(place).collect()
}

fn ranking(comparison: &Comparison) -> Vec<Place> {
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    let place = |row: &weigh_in_core::ranking::Ranked| {
        let entry = comparison.entry(row.entry);
        let tenths = row
            .standing
            .map(|standing| standing.total.points().tenths());
        Place {
            rank: row.standing.map(|standing| standing.rank.number()),
            tied: row.standing.is_some_and(|standing| standing.tied),
            id: entry.id.clone(),
            name: entry.name.clone(),
            score: tenths.map(|tenths| f64::from(tenths) / 10.0),
        }
    };
    ranking.rows().iter().map(place).collect()
}

impl From<Warning> for Advice {
    fn from(Warning { place, message }: Warning) -> Advice {
        Advice { place, message }
    }
}
