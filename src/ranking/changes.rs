use std::cmp::Reverse;

use super::{Rank, Ranking};
use crate::comparison::{Comparison, EntryIndex};

/// An entry whose rank is another than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which entry.
    pub entry: EntryIndex,
    /// Its rank before.
    pub from: Rank,
    /// Its rank now.
    pub to: Rank,
}

impl Change {
    /// Whether it rose; else it fell.
    pub fn is_rise(self) -> bool {
        self.to < self.from
    }
}

/// The entries that have a rank in both rankings, and another one; the present first rank first, and
/// of equals the one that moved further, or else comes first in the data.
pub fn changes(comparison: &Comparison, before: &Ranking, after: &Ranking) -> Vec<Change> {
    let before = before.ranks(comparison);
    let change = |row: &super::Ranked| {
        let from = before[row.entry.0 as usize]?;
        let to = row.standing?.rank;
        (from != to).then_some(Change {
            entry: row.entry,
            from,
            to,
        })
    };
    let mut changes: Vec<Change> = after.rows().iter().filter_map(change).collect();
    changes.sort_unstable_by_key(|change| (change.to, Reverse(change.from), change.entry.0));
    changes
}
