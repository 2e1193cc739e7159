//! The ranking as a file that a reader takes away: for a spreadsheet, a program or a paper.
//!
//! CSV and JSON are data sets themselves: with their weights they give the ranking that was taken.
//! All are written by hand, since this is loaded by readers and every byte counts.

mod csv;
mod json;
mod picture;
mod svg;
mod typesetting;

pub use self::csv::export_csv;
pub use self::json::export_json;
pub use self::picture::{Anchor, Credits, Picture, Shape};

use crate::comparison::{Comparison, Criterion, CriterionIndex, Decimal};
use crate::ranking::Ranking;

/// The criteria on which one of the entries shown has a score.
///
/// The others decide nothing among them, and a data set must not have them.
fn scored_criteria<'a>(
    comparison: &'a Comparison,
    ranking: &Ranking,
) -> Vec<(CriterionIndex, &'a Criterion)> {
    let is_scored = |index: CriterionIndex| {
        ranking
            .rows()
            .iter()
            .any(|row| comparison.entry(row.entry).scores[usize::from(index.0)].is_some())
    };
    let criteria = comparison.indexed_criteria();
    criteria.filter(|(index, _)| is_scored(*index)).collect()
}

/// The range as a data set gives it; `None` where all scores are equal and outside of 0 to 100, so
/// that they make a range without extent again.
fn given_range(criterion: &Criterion) -> Option<(Decimal, Decimal)> {
    let (low, high) = criterion.range;
    (low < high).then_some((low, high))
}
