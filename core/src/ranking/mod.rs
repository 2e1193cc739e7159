//! Rankings under a set of weights: totals, ranks with ties, and the contributions of the criteria.
//!
//! No floating-point number decides a rank; the lint below enforces this.

#![deny(clippy::float_arithmetic)]

mod contributions;
mod difference;
mod total;

use std::cmp::Ordering;

pub use contributions::{Contribution, Contributions};
pub use difference::{Difference, lead};
pub(crate) use total::{GatheredIndex, GatheredScores, Totals};
pub use total::{Points, Total};

use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::weights::Weights;

/// The entries of a comparison in the order of their totals: all that were ranked, or the first of them.
///
/// Totals are compared exactly. Equal totals share a rank, and the following ranks are skipped (1, 2, 2, 4: standard
/// competition ranking). Tied entries are in the published order, then by name. Entries with scores only on criteria of
/// weight 0 come last, in the same order, without a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    rows: Vec<RankingRow>,
    count: usize,
}

/// A row of a [`Ranking`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankingRow {
    /// The entry.
    pub entry: EntryIndex,
    /// Its standing; `None` if every criterion on which it has a score has weight 0.
    pub standing: Option<Standing>,
}

/// An entry's rank and total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The rank.
    pub rank: Rank,
    /// `true` if another entry has the same total.
    pub tied: bool,
    /// The total over the entry's scores.
    pub total: Total,
    /// The lowest and the highest possible total; `None` if no score on a criterion with a weight is missing.
    pub bounds: Option<(Total, Total)>,
}

/// A rank, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u32);

impl Ranking {
    /// Ranks all entries of `comparison` under `weights`.
    pub fn new(comparison: &Comparison, weights: &Weights) -> Ranking {
        Ranking::with_filter(comparison, weights, &|_| true, usize::MAX)
    }

    /// Ranks the entries for which `keep` holds among themselves, and keeps the first `limit` of them.
    ///
    /// Entries that can't be among the first are not sorted, so that with many entries the time goes into computing their
    /// totals.
    pub fn with_filter(
        comparison: &Comparison,
        weights: &Weights,
        keep: &dyn Fn(EntryIndex) -> bool,
        limit: usize,
    ) -> Ranking {
        let totals = Totals::new(comparison, weights);
        let mut count = 0;
        // One more, because the last could be tied with it.
        let capacity = limit.saturating_add(1);
        let mut rows: Vec<RankingRow> = Vec::new();
        let mut last: Option<RankingRow> = None;
        let sort = |rows: &mut Vec<RankingRow>| {
            rows.sort_unstable_by(|a, b| order(comparison, a, b));
            rows.truncate(capacity);
        };
        for (entry, _) in comparison
            .indexed_entries()
            .filter(|&(entry, _)| keep(entry))
        {
            count += 1;
            let row = RankingRow {
                entry,
                standing: totals.total(entry).map(Standing::new),
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

    /// Returns the entries, best first.
    pub fn rows(&self) -> &[RankingRow] {
        &self.rows
    }

    /// Returns the leader and the next entry; `None` unless both have a total.
    pub fn first_two(&self) -> Option<[EntryIndex; 2]> {
        let &[first, second] = self.rows.first_chunk()?;
        second.standing.map(|_| [first.entry, second.entry])
    }

    /// Iterates over the entries with rank 1, which are several if they tie.
    pub fn leaders(&self) -> impl Iterator<Item = EntryIndex> {
        let is_leader =
            |row: &&RankingRow| row.standing.is_some_and(|standing| standing.rank.0 == 1);
        self.rows.iter().take_while(is_leader).map(|row| row.entry)
    }

    /// Returns the number of ranked entries, including those that are not in [`Ranking::rows`].
    pub fn entry_count(&self) -> usize {
        self.count
    }

    /// Reports whether any entry has a rank. None has one if all weights are 0, no entry passes the filter, or the entries
    /// have scores only on criteria of weight 0.
    pub fn has_ranks(&self) -> bool {
        self.rows.iter().any(|row| row.standing.is_some())
    }
}

impl Standing {
    /// Returns the standing of an entry with no better entries, ties or missing scores.
    fn new(total: Total) -> Standing {
        Standing {
            rank: Rank(1),
            tied: false,
            total,
            bounds: None,
        }
    }
}

/// Returns the standings of `entries` among all entries for which `keep` holds; `None` for an entry with scores only on
/// criteria of weight 0.
///
/// Makes one pass over all entries, without sorting them.
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
            ..Standing::new(totals.total(entry)?)
        })
    };
    let mut standings: Vec<Option<Standing>> = entries.iter().map(standing).collect();
    let totals_of_entries = standings.iter().flatten().map(|standing| standing.total);
    let Some(lowest) = totals_of_entries.min() else {
        return standings;
    };
    for (candidate, _) in comparison.indexed_entries() {
        let Some(total) = totals
            .total(candidate)
            .filter(|&total| total >= lowest && keep(candidate))
        else {
            continue;
        };
        for (standing, &entry) in standings.iter_mut().zip(entries) {
            let Some(standing) = standing else { continue };
            match total.cmp(&standing.total) {
                Ordering::Greater => standing.rank.0 += 1,
                Ordering::Equal => standing.tied |= candidate != entry,
                Ordering::Less => {}
            }
        }
    }
    standings
}

/// Sets the ranks of sorted rows.
fn assign_ranks(rows: &mut [RankingRow]) {
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

/// Compares two rows: the highest total first, entries without a total last; the published order breaks ties.
fn order(comparison: &Comparison, a: &RankingRow, b: &RankingRow) -> Ordering {
    let by_total = total(b).cmp(&total(a));
    by_total.then_with(|| comparison.published_order(a.entry, b.entry))
}

fn total(row: &RankingRow) -> Option<Total> {
    row.standing.map(|standing| standing.total)
}

impl Rank {
    /// Returns the rank as a number, from 1.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// Returns the published ranks of `entries`.
///
/// An entry without one gets its rank among all entries under the published weights, or `None` if it has no rank there.
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
