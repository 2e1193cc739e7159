use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::RankAcceptability;
use crate::dataset::Comparison;
use crate::ids::EntryIndex;

/// The search for those of some entries that could be first, whose shares are then counted.
///
/// Of few it is all of them. Of more than [`RankAcceptability::MAX_RANKED`] it is all with a missing score, and those
/// with none that no other one with none dominates: an entry dominates another if it is at least as good on every
/// criterion, and better on one.
///
/// Entries with high sums of positions come first, so that what could dominate an entry is looked at before it:
/// the sort-filter-skyline of Chomicki, Godfrey, Gryz and Liang ("Skyline with presorting", 2003).
pub struct PotentialWinners {
    /// Among how many it looks.
    entries: usize,
    /// Those that could be first, of those looked at.
    found: Vec<EntryIndex>,
    /// How many may be found.
    most: usize,
    /// Those with no missing score that were not looked at yet, by the sums of their positions.
    waiting: BinaryHeap<(u64, Reverse<EntryIndex>)>,
    /// The positions of those without a missing score that were found, entry by entry.
    rows: Vec<u64>,
    /// How often two entries were compared.
    comparisons: usize,
}

/// How often two entries are compared at most.
const MAX_COMPARISONS: usize = 10_000_000;

impl PotentialWinners {
    /// Starts to look among `entries`, each of which is there once.
    pub fn new(comparison: &Comparison, entries: &[EntryIndex]) -> PotentialWinners {
        debug_assert!(
            entries.iter().collect::<HashSet<_>>().len() == entries.len(),
            "each entry is there once"
        );
        let (mut found, mut complete) = (Vec::new(), Vec::new());
        let is_short = entries.len() <= RankAcceptability::MAX_RANKED;
        for &entry in entries {
            match sum(comparison, entry).filter(|_| !is_short) {
                Some(sum) => complete.push((sum, Reverse(entry))),
                None => found.push(entry),
            }
        }
        PotentialWinners {
            entries: entries.len(),
            found,
            most: RankAcceptability::max_potential_winners(comparison),
            waiting: complete.into(),
            rows: Vec::new(),
            comparisons: 0,
        }
    }

    /// Looks at so many entries more, in the comparison that it was started with; whether the search is over.
    pub fn advance(&mut self, comparison: &Comparison, entries: usize) -> bool {
        let criteria = comparison.criteria.len();
        let mut row = Vec::with_capacity(criteria);
        for _ in 0..entries {
            if self.is_too_much() {
                self.waiting.clear();
            }
            let Some((_, Reverse(entry))) = self.waiting.pop() else {
                break;
            };
            row.clear();
            row.extend(normalized_scores(comparison, entry).flatten());
            let dominator = self
                .rows
                .chunks_exact(criteria)
                .position(|other| dominates(other, &row));
            self.comparisons += dominator.unwrap_or(self.rows.len() / criteria);
            if dominator.is_none() {
                self.rows.extend_from_slice(&row);
                self.found.push(entry);
            }
        }
        self.waiting.is_empty()
    }

    /// Looks at all that are left, and starts to count for those that could be first, in the comparison that it was
    /// started with.
    ///
    /// `None` if there are no entries, if it would take too long to tell who could be first, or if too many could be to
    /// count for all in a few seconds.
    pub fn finish(mut self, comparison: &Comparison) -> Option<RankAcceptability> {
        self.advance(comparison, usize::MAX);
        if self.is_too_much() {
            return None;
        }
        self.found.sort_unstable();
        RankAcceptability::start(comparison, self.entries, self.found)
    }

    fn is_too_much(&self) -> bool {
        self.found.len() > self.most || self.comparisons > MAX_COMPARISONS
    }
}

fn normalized_scores(
    comparison: &Comparison,
    entry: EntryIndex,
) -> impl Iterator<Item = Option<u64>> {
    let criteria = comparison.indexed_criteria();
    criteria.map(move |(criterion, _)| comparison.normalized_scores().get(criterion, entry))
}

/// The sum of the entry's positions; `None` if one is missing.
fn sum(comparison: &Comparison, entry: EntryIndex) -> Option<u64> {
    let mut normalized_scores = normalized_scores(comparison, entry);
    normalized_scores.try_fold(0, |sum, position| Some(sum + position?))
}

/// Whether an entry, by its positions, dominates one whose sum of positions is no greater.
fn dominates(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a >= b) && a != b
}
