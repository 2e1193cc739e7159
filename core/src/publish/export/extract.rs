use crate::dataset::{Comparison, Criterion, Decimal, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Ranked, Ranking};
use crate::weights::Weights;

/// What of a data set goes into a file.
pub(super) struct Extract<'a> {
    pub(super) comparison: &'a Comparison,
    pub(super) details: &'a Details,
    /// The weights to tell.
    pub(super) weights: Weights,
    pub(super) criteria: Vec<(CriterionIndex, &'a Criterion)>,
    /// The entries in their order; without a standing where the file is no ranking.
    pub(super) rows: Vec<Ranked>,
    /// Whether it is the data set itself, and not a ranking by it.
    pub(super) is_whole: bool,
    /// Whether each entry is among the rows.
    has: Vec<bool>,
}

impl<'a> Extract<'a> {
    /// A data set as it is.
    pub(super) fn whole(comparison: &'a Comparison, details: &'a Details) -> Extract<'a> {
        let rows = comparison.indexed_entries().map(|(entry, _)| Ranked {
            entry,
            standing: None,
        });
        Extract {
            comparison,
            details,
            weights: comparison.published_weights(),
            criteria: comparison.indexed_criteria().collect(),
            rows: rows.collect(),
            is_whole: true,
            has: vec![true; comparison.entries.len()],
        }
    }

    /// A ranking: its rows under its weights, and the criteria on which one of them has a score. The other
    /// criteria decide nothing among them, and a data set must not have them.
    pub(super) fn shown(
        comparison: &'a Comparison,
        details: &'a Details,
        weights: &Weights,
        ranking: &Ranking,
    ) -> Extract<'a> {
        let rows = ranking.rows();
        let mut has = vec![false; comparison.entries.len()];
        for row in rows {
            has[row.entry.0 as usize] = true;
        }
        let is_scored = |(index, _): &(CriterionIndex, &Criterion)| {
            let positions = comparison.positions();
            rows.iter()
                .any(|row| positions.get(*index, row.entry).is_some())
        };
        Extract {
            comparison,
            details,
            weights: weights.clone(),
            criteria: comparison.indexed_criteria().filter(is_scored).collect(),
            rows: rows.to_vec(),
            is_whole: false,
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
        let follows_scores = self.is_whole && !is_percent && criterion.range == criterion.spread;
        (low < high && !follows_scores).then_some((low, high))
    }
}
