use super::{Rank, Ranking, RankingRow, Standing, standings};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::weights::Weights;

/// The change of an entry's rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RankChange {
    /// The entry.
    pub entry: EntryIndex,
    /// The rank before.
    pub from: Rank,
    /// The rank after.
    pub to: Rank,
}

impl RankChange {
    /// Reports whether the entry rose; otherwise it fell.
    pub fn is_rise(self) -> bool {
        self.to < self.from
    }
}

/// Returns the entries of the ranking `after` whose rank differs from that under the weights `before`, in the order of
/// the ranking. Both rank the entries for which `keep` holds.
pub fn rank_changes(
    comparison: &Comparison,
    before: &Weights,
    keep: &dyn Fn(EntryIndex) -> bool,
    after: &Ranking,
) -> Vec<RankChange> {
    let entries: Vec<EntryIndex> = after.rows().iter().map(|row| row.entry).collect();
    let before = standings(comparison, before, keep, &entries);
    let rows = after.rows().iter().zip(before);
    let change = |(row, before): (&RankingRow, Option<Standing>)| {
        let (from, to) = (before?.rank, row.standing?.rank);
        (from != to).then_some(RankChange {
            entry: row.entry,
            from,
            to,
        })
    };
    rows.filter_map(change).collect()
}
