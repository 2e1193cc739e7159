use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::RankAcceptability;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;

/// The search for the entries that may be first under some weights, whose shares are then counted.
///
/// Up to [`RankAcceptability::MAX_RANKED`] entries are all taken to be potential winners. Of more, these are all entries
/// with a missing score, and the complete ones that no other complete one dominates: an entry dominates another if it is
/// at least as good on every criterion, and better on one.
///
/// Entries with high sums of normalized scores come first, so that an entry follows all that could dominate it: the
/// sort-filter-skyline of Chomicki, Godfrey, Gryz and Liang ("Skyline with presorting", 2003).
pub struct PotentialWinners {
    /// The number of all entries.
    entries: usize,
    /// The potential winners so far.
    found: Vec<EntryIndex>,
    max_found: usize,
    /// The complete entries that are not examined yet, by the sums of their normalized scores.
    queue: BinaryHeap<(u64, Reverse<EntryIndex>)>,
    /// The normalized scores of the complete potential winners, entry by entry.
    rows: Vec<u64>,
    /// The number of pairs of entries that were compared.
    comparisons: usize,
}

/// The maximum number of pairs of entries that are compared.
const MAX_COMPARISONS: usize = 10_000_000;

impl PotentialWinners {
    /// Begins a search among `entries`, which must be distinct.
    pub fn new(comparison: &Comparison, entries: &[EntryIndex]) -> PotentialWinners {
        debug_assert!(
            entries.iter().collect::<HashSet<_>>().len() == entries.len(),
            "each entry is there once"
        );
        let (mut found, mut complete) = (Vec::new(), Vec::new());
        let ranks_all = entries.len() <= RankAcceptability::MAX_RANKED;
        for &entry in entries {
            let mut row = comparison.normalized_scores().row(entry);
            let sum = row.try_fold(0, |sum, score| Some(sum + score?));
            match sum.filter(|_| !ranks_all) {
                Some(sum) => complete.push((sum, Reverse(entry))),
                None => found.push(entry),
            }
        }
        PotentialWinners {
            entries: entries.len(),
            found,
            max_found: RankAcceptability::max_potential_winners(comparison),
            queue: complete.into(),
            rows: Vec::new(),
            comparisons: 0,
        }
    }

    /// Examines `entries` more entries of the comparison that the search was begun with; returns whether it is complete.
    pub fn advance(&mut self, comparison: &Comparison, entries: usize) -> bool {
        let criteria = comparison.criteria.len();
        let mut row = Vec::with_capacity(criteria);
        for _ in 0..entries {
            if self.exceeds_limits() {
                self.queue.clear();
            }
            let Some((_, Reverse(entry))) = self.queue.pop() else {
                break;
            };
            row.clear();
            row.extend(comparison.normalized_scores().row(entry).flatten());
            let mut others = self.rows.chunks_exact(criteria);
            let dominator = others.position(|other| dominates(other, &row));
            self.comparisons += dominator.unwrap_or(self.rows.len() / criteria);
            if dominator.is_none() {
                self.rows.extend_from_slice(&row);
                self.found.push(entry);
            }
        }
        self.queue.is_empty()
    }

    /// Completes the search and begins to count the shares of the potential winners, in the comparison that the search
    /// was begun with.
    ///
    /// Returns `None` if there are no entries, if the search would take too long, or if there are too many
    /// potential winners to count within a few seconds.
    pub fn finish(mut self, comparison: &Comparison) -> Option<RankAcceptability> {
        self.advance(comparison, usize::MAX);
        if self.exceeds_limits() {
            return None;
        }
        self.found.sort_unstable();
        RankAcceptability::from_potential_winners(comparison, self.entries, self.found)
    }

    fn exceeds_limits(&self) -> bool {
        self.found.len() > self.max_found || self.comparisons > MAX_COMPARISONS
    }
}

/// Reports whether normalized scores dominate others whose sum is no greater.
fn dominates(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b) && a != b
}
