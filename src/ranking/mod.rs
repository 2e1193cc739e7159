//! Who comes first under a weighting, by how much, and why.

mod changes;
mod contributions;
mod difference;
mod total;

use std::fmt;

pub use changes::{Change, changes};
pub use contributions::{Contribution, Contributions};
pub use difference::Difference;
pub use total::{Points, Total};

use crate::comparison::{Comparison, EntryIndex};
use crate::weighting::Weights;

/// All entries of a comparison in the order of their totals.
///
/// Totals are compared exactly. Equal totals share a rank, and the next entry's rank leaves room for
/// them (1, 2, 2, 4: standard competition ranking); among equals the published order stands, then
/// the name. Entries that no weight speaks about come last, in that same order, without a rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    rows: Vec<Ranked>,
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
    /// Ranks the entries of `comparison` under `weights`.
    pub fn new(comparison: &Comparison, weights: &Weights) -> Ranking {
        let standing = |total| Standing {
            rank: Rank(0),
            tied: false,
            total,
            bounds: None,
        };
        let published = comparison.published_order().iter();
        let mut rows: Vec<Ranked> = published
            .map(|&entry| Ranked {
                entry,
                standing: Total::new(comparison, weights, entry).map(standing),
            })
            .collect();
        // Highest first; `None` is the lowest. The sort is stable, so the published order breaks ties.
        rows.sort_by_key(|row| std::cmp::Reverse(total(row)));
        for row in &mut rows {
            if let Some(standing) = &mut row.standing {
                standing.bounds = Total::bounds(comparison, weights, row.entry);
            }
        }
        Ranking::of(rows)
    }

    /// The entries for which `keep` holds, ranked among themselves.
    pub fn among(&self, keep: impl Fn(EntryIndex) -> bool) -> Ranking {
        let rows = self.rows.iter().filter(|row| keep(row.entry));
        Ranking::of(rows.copied().collect())
    }

    /// Gives rows that stand in the order of their totals their ranks.
    fn of(mut rows: Vec<Ranked>) -> Ranking {
        let mut first_of_equals = 0;
        for place in 0..rows.len() {
            if total(&rows[first_of_equals]) != total(&rows[place]) {
                first_of_equals = place;
            }
            let next = rows.get(place + 1).and_then(total);
            if let Some(standing) = &mut rows[place].standing {
                standing.rank = Rank(first_of_equals as u32 + 1);
                standing.tied = first_of_equals < place || next == Some(standing.total);
            }
        }
        Ranking { rows }
    }

    /// The entries, first rank first.
    pub fn rows(&self) -> &[Ranked] {
        &self.rows
    }

    /// The rank of every entry, by entry; `None` where there is none.
    pub fn ranks(&self, comparison: &Comparison) -> Vec<Option<Rank>> {
        let mut ranks = vec![None; comparison.entries.len()];
        for row in &self.rows {
            ranks[row.entry.0 as usize] = row.standing.map(|standing| standing.rank);
        }
        ranks
    }

    /// Whether there is a ranking at all: some weight is not 0.
    pub fn is_claimed(&self) -> bool {
        self.rows.iter().any(|row| row.standing.is_some())
    }
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

impl fmt::Display for Standing {
    /// The rank, with `=` before it if it is shared.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.tied { "=" } else { "" }, self.rank.0)
    }
}

/// The rank that the source published for every entry, by entry.
///
/// Where the data say nothing, it is the rank under the published weights.
pub fn published_ranks(comparison: &Comparison) -> Vec<Option<u32>> {
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    let mut ranks: Vec<Option<u32>> = comparison
        .entries
        .iter()
        .map(|entry| entry.published_rank)
        .collect();
    for row in ranking.rows() {
        let rank = &mut ranks[row.entry.0 as usize];
        *rank = rank.or(row.standing.map(|standing| standing.rank.number()));
    }
    ranks
}
