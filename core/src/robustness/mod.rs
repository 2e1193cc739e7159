//! How firm a ranking is: whether the order hangs on the exact weights, and what it would take to change it.
//!
//! All of it is about weightings: weights by which every criterion counts 0 or more, and 1 together. They are the
//! points of a simplex, and "a share of all weightings" is a part of its volume.
//!
//! A [`Report`] holds all of it for one set of weights; an [`Analysis`] computes it in slices. They are made of:
//!
//! - [`band()`]: how far one slider can go while the leader stays first.
//! - [`least_shift`]: the least weight that makes another entry first when it goes from one criterion to another; how
//!   firm the ranking is follows from it.
//! - [`duel()`]: how many of all weightings put one entry ahead of another.
//! - [`Contenders`]: which of many entries could be first at all.
//! - [`Acceptability`]: in what share of all weightings each entry takes each rank.
//! - [`Nearby`]: in what share of the weightings around the present one its leader stays first.
//! - [`path_to_first`]: the least movement of weights that puts an entry first, or why nothing does.

mod acceptability;
mod analysis;
mod band;
mod by_id;
mod contenders;
mod duel;
mod fraction;
mod lattice;
mod line;
mod nearby;
mod path;
mod report;
mod shift;
mod simplex;

pub use acceptability::{Acceptability, FirstShare};
pub use analysis::Analysis;
pub use band::{Band, BandEnd, band};
pub use by_id::{BandById, ById, PathById, ReportById};
pub use contenders::Contenders;
pub use duel::{Duel, duel, level_weights};
pub use fraction::Fraction;
pub use nearby::Nearby;
pub use path::{PathToFirst, path_to_first};
pub use report::{EntryShares, Finding, Lead, Report, Verdict};
pub use shift::{Firmness, Shift, lead_is_open, leads_always, least_shift, level_on_top};

use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Totals;
use crate::weights::Weights;

/// Present weights, the entries in question, and which of them is first.
pub struct Standpoint<'a> {
    comparison: &'a Comparison,
    entries: &'a [EntryIndex],
    weights: &'a Weights,
    leader: EntryIndex,
}

impl<'a> Standpoint<'a> {
    /// The standpoint of these weights among `entries`; `None` where nothing is ranked.
    pub fn new(
        comparison: &'a Comparison,
        entries: &'a [EntryIndex],
        weights: &'a Weights,
    ) -> Option<Standpoint<'a>> {
        let totals = Totals::new(comparison, weights);
        let ranked = entries
            .iter()
            .filter_map(|&entry| Some((totals.of(entry)?, entry)));
        let first = ranked.max_by(|(a, one), (b, other)| {
            let by_total = a.cmp(b);
            by_total.then_with(|| comparison.published_order(*other, *one))
        });
        first.map(|(_, leader)| Standpoint {
            comparison,
            entries,
            weights,
            leader,
        })
    }

    /// The entry that is first; of equals the one that the ranking shows on top.
    pub fn leader(&self) -> EntryIndex {
        self.leader
    }

    /// The others.
    fn rivals(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        let entries = self.entries.iter().copied();
        entries.filter(|&entry| entry != self.leader)
    }
}
