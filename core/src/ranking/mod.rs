//! Who comes first under a weighting, by how much, and why.
//!
//! No floating-point number decides a rank, which the lint below makes sure of.

#![deny(clippy::float_arithmetic)]

mod changes;
mod contributions;
mod difference;
mod total;

use std::cmp::Ordering;

pub use changes::{Change, changes};
pub use contributions::{Contribution, Contributions};
pub use difference::Difference;
pub(crate) use total::{GatheredIndex, GatheredScores, Totals};
pub use total::{Points, Total};

use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::weights::Weights;

/// Entries of a comparison in the order of their totals: all that are ranked, or the first of them.
///
/// Totals are compared exactly. Equal totals share a rank, and the next entry's rank leaves room for
/// them (1, 2, 2, 4: standard competition ranking); among equals the published order stands, then
/// the name. Entries that no weight speaks about come last, in that same order, without a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    rows: Vec<Ranked>,
    count: usize,
}

/// An entry's place in a [`Ranking`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Which entry.
    pub entry: EntryIndex,
    /// Its standing; `None` if every criterion it has a score on has weight 0.
    pub standing: Option<Standing>,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The rank.
    pub rank: Rank,
    /// Whether another entry has the same total.
    pub tied: bool,
    /// The total over the scores there are.
    pub total: Total,
    /// The least and the greatest total there could be, if scores that count are missing.
    pub bounds: Option<(Total, Total)>,
}

/// A place in an order, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u32);

impl Ranking {
    /// Ranks all entries of `comparison` under `weights`.
    pub fn new(comparison: &Comparison, weights: &Weights) -> Ranking {
        Ranking::among(comparison, weights, &|_| true, usize::MAX)
    }

    /// Ranks the entries for which `keep` holds among themselves, and gives the first `limit` of them.
    ///
    /// Its time grows with the number of entries only by the sums: what can't be among the first is not
    /// sorted.
    pub fn among(
        comparison: &Comparison,
        weights: &Weights,
        keep: &dyn Fn(EntryIndex) -> bool,
        limit: usize,
    ) -> Ranking {
        let totals = Totals::new(comparison, weights);
        let mut count = 0;
        // One more, since the last could be tied with it.
        let capacity = limit.saturating_add(1);
        let mut rows: Vec<Ranked> = Vec::new();
        let mut last: Option<Ranked> = None;
        let sort = |rows: &mut Vec<Ranked>| {
            rows.sort_unstable_by(|a, b| order(comparison, a, b));
            rows.truncate(capacity);
        };
        for (entry, _) in comparison
            .indexed_entries()
            .filter(|&(entry, _)| keep(entry))
        {
            count += 1;
            let row = Ranked {
                entry,
                standing: totals.of(entry).map(Standing::new),
            };
            if last.is_some_and(|last| order(comparison, &row, &last).is_gt()) {
                continue;
            }
            rows.push(row);
            if rows.len() == capacity.saturating_mul(2) {
                sort(&mut rows);
                last = rows.last().copied();
            }
        }
        sort(&mut rows);
        assign_ranks(&mut rows);
        rows.truncate(limit);
        for row in &mut rows {
            if let Some(standing) = &mut row.standing {
                standing.bounds = totals.bounds(row.entry);
            }
        }
        Ranking { rows, count }
    }

    /// The entries, first rank first.
    pub fn rows(&self) -> &[Ranked] {
        &self.rows
    }

    /// The entries that have the first rank, which are several if they tie.
    pub fn leaders(&self) -> impl Iterator<Item = EntryIndex> {
        let is_first = |row: &&Ranked| row.standing.is_some_and(|standing| standing.rank.0 == 1);
        self.rows.iter().take_while(is_first).map(|row| row.entry)
    }

    /// How many entries are ranked among themselves, be they all in [`Ranking::rows`] or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether some entry has a rank: none has one where all weights are 0, nothing passes the filter, or only criteria
    /// without a score count.
    pub fn is_ranked(&self) -> bool {
        self.rows.iter().any(|row| row.standing.is_some())
    }
}

impl Standing {
    /// A total as the best that there is, of an entry that lacks no score.
    fn new(total: Total) -> Standing {
        Standing {
            rank: Rank(1),
            tied: false,
            total,
            bounds: None,
        }
    }
}

/// Where each of some entries stands among all those for which `keep` holds; `None` if every criterion it has a
/// score on has weight 0.
///
/// It takes a pass over all entries, and does not sort them.
pub fn standings(
    comparison: &Comparison,
    weights: &Weights,
    keep: &dyn Fn(EntryIndex) -> bool,
    entries: &[EntryIndex],
) -> Vec<Option<Standing>> {
    let totals = Totals::new(comparison, weights);
    let standing = |&entry: &EntryIndex| {
        Some(Standing {
            bounds: totals.bounds(entry),
            ..Standing::new(totals.of(entry)?)
        })
    };
    let mut standings: Vec<Option<Standing>> = entries.iter().map(standing).collect();
    let known = standings.iter().flatten().map(|standing| standing.total);
    let Some(least) = known.min() else {
        return standings;
    };
    for (other, _) in comparison.indexed_entries() {
        let Some(total) = totals
            .of(other)
            .filter(|&total| total >= least && keep(other))
        else {
            continue;
        };
        for (standing, &entry) in standings.iter_mut().zip(entries) {
            let Some(standing) = standing else { continue };
            match total.cmp(&standing.total) {
                Ordering::Greater => standing.rank.0 += 1,
                Ordering::Equal => standing.tied |= other != entry,
                Ordering::Less => {}
            }
        }
    }
    standings
}

/// Gives rows that stand in their order their ranks.
fn assign_ranks(rows: &mut [Ranked]) {
    let mut first_of_equals = 0;
    for index in 0..rows.len() {
        if total(&rows[first_of_equals]) != total(&rows[index]) {
            first_of_equals = index;
        }
        let next = rows.get(index + 1).and_then(total);
        if let Some(standing) = &mut rows[index].standing {
            standing.rank = Rank(first_of_equals as u32 + 1);
            standing.tied = first_of_equals < index || next == Some(standing.total);
        }
    }
}

/// The order of two entries: the highest total first, none last; the published order breaks ties.
fn order(comparison: &Comparison, a: &Ranked, b: &Ranked) -> Ordering {
    let by_total = total(b).cmp(&total(a));
    by_total.then_with(|| comparison.published_order(a.entry, b.entry))
}

fn total(row: &Ranked) -> Option<Total> {
    row.standing.map(|standing| standing.total)
}

impl Rank {
    /// The rank as a number, from 1.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// The ranks that the source published for some entries.
///
/// Where the data say nothing, it is the rank among all under the published weights; `None` if those say
/// nothing either.
pub fn published_ranks(comparison: &Comparison, entries: &[EntryIndex]) -> Vec<Option<u32>> {
    let published = entries.iter();
    let mut ranks: Vec<Option<u32>> = published
        .map(|&entry| comparison.entry(entry).published_rank)
        .collect();
    if ranks.contains(&None) {
        let weights = comparison.published_weights();
        let standings = standings(comparison, &weights, &|_| true, entries);
        for (rank, standing) in ranks.iter_mut().zip(standings) {
            *rank = rank.or(standing.map(|standing| standing.rank.number()));
        }
    }
    ranks
}
