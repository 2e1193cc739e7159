use super::{Rank, Ranked, Ranking, Standing, standings};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::weights::Weights;

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

/// The entries of a ranking that had another rank under the weights before, among the same entries: those for
/// which `keep` holds. They stand as in the ranking, the present first rank first.
pub fn changes(
    comparison: &Comparison,
    before: &Weights,
    keep: &dyn Fn(EntryIndex) -> bool,
    after: &Ranking,
) -> Vec<Change> {
    let entries: Vec<EntryIndex> = after.rows().iter().map(|row| row.entry).collect();
    let before = standings(comparison, before, keep, &entries);
    let rows = after.rows().iter().zip(before);
    let change = |(row, before): (&Ranked, Option<Standing>)| {
        let (from, to) = (before?.rank, row.standing?.rank);
        (from != to).then_some(Change {
            entry: row.entry,
            from,
            to,
        })
    };
    rows.filter_map(change).collect()
}
