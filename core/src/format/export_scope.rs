use crate::dataset::{Better, Comparison, Criterion, Decimal, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Ranking, RankingRow};
use crate::weights::Weights;

/// The part of a data set that is written to a file: a ranking, or the full data set.
pub(super) struct ExportScope<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) details: &'a Details,
    /// The weights to write.
    pub(super) weights: Weights,
    pub(super) criteria: Vec<(CriterionIndex, &'a Criterion)>,
    /// The entries to write, in order; without standings if the file is not a ranking.
    pub(super) rows: Vec<RankingRow>,
    /// `true` for the full data set, `false` for a ranking.
    pub(super) is_full_data_set: bool,
    /// By entry: `true` if it is among the rows.
    is_included: Vec<bool>,
}

impl<'a> ExportScope<'a> {
    /// Returns the scope of a ranking under its weights, or of the full data set if `ranking` is `None`.
    ///
    /// Criteria on which none of the rows has a score are left out: they don't affect the ranking, and would be problems
    /// in a data set.
    pub(super) fn new(
        comparison: &'a Comparison,
        details: &'a Details,
        ranking: Option<(&Weights, &Ranking)>,
    ) -> ExportScope<'a> {
        let all = || {
            let standing = None;
            let entries = comparison.indexed_entries();
            entries
                .map(move |(entry, _)| RankingRow { entry, standing })
                .collect()
        };
        let (weights, rows) = match ranking {
            Some((weights, ranking)) => (weights.clone(), ranking.rows().to_vec()),
            None => (comparison.published_weights(), all()),
        };
        let mut is_included = vec![false; comparison.entries.len()];
        for row in &rows {
            is_included[row.entry.0 as usize] = true;
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
            is_included,
        }
    }

    /// Reports whether an entry is among the rows.
    pub(super) fn includes(&self, entry: EntryIndex) -> bool {
        self.is_included[entry.0 as usize]
    }

    /// Returns the range to write; `None` if a reader of the file derives the same range from the scores in it, as from
    /// those of a full data set.
    pub(super) fn explicit_range(&self, criterion: &Criterion) -> Option<(Decimal, Decimal)> {
        let (low, high) = criterion.range;
        let is_needed = criterion.given.range || !self.is_full_data_set;
        // Equal scores have the best normalized score, which they keep at the good end of a range.
        let range = match criterion.better {
            _ if low < high => (low, high),
            Better::Higher => (low.integer_below()?, high),
            Better::Lower => (low, high.integer_above()?),
        };
        is_needed.then_some(range)
    }

    /// Reports whether to write a criterion's weight. In a full data set, one that is not given has its default again.
    pub(super) fn writes_weight(&self, criterion: &Criterion) -> bool {
        criterion.given.weight || !self.is_full_data_set
    }
}
