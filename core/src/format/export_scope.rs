use crate::dataset::{Comparison, Criterion, Decimal, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Ranked, Ranking};
use crate::weights::Weights;

/// What of a data set goes into a file.
pub(super) struct ExportScope<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) details: &'a Details,
    /// The weights to tell.
    pub(super) weights: Weights,
    pub(super) criteria: Vec<(CriterionIndex, &'a Criterion)>,
    /// The entries in their order; without a standing where the file is no ranking.
    pub(super) rows: Vec<Ranked>,
    /// Whether it is the data set itself, and not a ranking by it.
    pub(super) is_full_data_set: bool,
    /// Whether each entry is among the rows.
    has: Vec<bool>,
}

impl<'a> ExportScope<'a> {
    /// A ranking, its rows under its weights; or without one, the data set as it is.
    ///
    /// It has the criteria on which one of the rows has a score. The others decide nothing among them, and a data set
    /// must not have them.
    pub(super) fn new(
        comparison: &'a Comparison,
        details: &'a Details,
        ranking: Option<(&Weights, &Ranking)>,
    ) -> ExportScope<'a> {
        let all = || {
            let standing = None;
            let entries = comparison.indexed_entries();
            entries
                .map(move |(entry, _)| Ranked { entry, standing })
                .collect()
        };
        let (weights, rows) = match ranking {
            Some((weights, ranking)) => (weights.clone(), ranking.rows().to_vec()),
            None => (comparison.published_weights(), all()),
        };
        let mut has = vec![false; comparison.entries.len()];
        for row in &rows {
            has[row.entry.0 as usize] = true;
        }
        let is_scored = |(index, _): &(CriterionIndex, &Criterion)| {
            let mut rows = rows.iter();
            rows.any(|row| comparison.score(*index, row.entry).is_some())
        };
        ExportScope {
            comparison,
            details,
            weights,
            criteria: comparison.indexed_criteria().filter(is_scored).collect(),
            rows,
            is_full_data_set: ranking.is_none(),
            has,
        }
    }

    /// Whether an entry is among the rows.
    pub(super) fn has(&self, entry: EntryIndex) -> bool {
        self.has[entry.0 as usize]
    }

    /// The range to write down; `None` where whoever reads the file again comes to the same one by the
    /// scores in it.
    pub(super) fn range(&self, criterion: &Criterion) -> Option<(Decimal, Decimal)> {
        let (low, high) = criterion.range;
        let is_percent = Decimal::ZERO <= low && high <= Decimal::HUNDRED;
        let follows_scores =
            self.is_full_data_set && !is_percent && criterion.range == criterion.observed_range;
        (low < high && !follows_scores).then_some((low, high))
    }
}
