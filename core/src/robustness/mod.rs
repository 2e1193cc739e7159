//! How firm a ranking is: whether the order hangs on the exact weights, and what it would take to change it.
//!
//! All of it is about weightings: weights by which every criterion counts 0 or more, and 1 together. They are the
//! points of a simplex, and "a share of all weightings" is a part of its volume.
//!
//! A [`Report`] holds all of it for one set of weights; an [`Analysis`] computes it in slices. They are made of:
//!
//! - [`stability_interval()`]: how far one slider can go while the leader stays first.
//! - [`smallest_transfer`]: the least weight that makes another entry first when it goes from one criterion to another; how
//!   firm the ranking is follows from it.
//! - [`pairwise_winning_index()`]: how many of all weightings put one entry ahead of another.
//! - [`PotentialWinners`]: which of many entries could be first at all.
//! - [`RankAcceptability`]: in what share of all weightings each entry takes each rank.
//! - [`LocalRobustness`]: in what share of the weightings around the present one its leader stays first.
//! - [`nearest_winning_weights`]: the least movement of weights that puts an entry first, or why nothing does.

mod analysis;
mod by_id;
mod fraction;
mod lattice;
mod local_robustness;
mod nearest_weights;
mod overtake;
mod pairwise_winning_index;
mod potential_winners;
mod rank_acceptability;
mod report;
mod simplex;
mod stability_interval;
mod weight_transfer;

pub use analysis::Analysis;
pub use by_id::{ById, NearestWeightsById, ReportById, StabilityIntervalById};
pub use fraction::Fraction;
pub use local_robustness::LocalRobustness;
pub use nearest_weights::{NearestWeights, nearest_winning_weights};
pub use pairwise_winning_index::{PairwiseWinningIndex, pairwise_winning_index, tie_weights};
pub use potential_winners::PotentialWinners;
pub use rank_acceptability::{FirstShare, RankAcceptability};
pub use report::{EntryShares, Finding, Lead, Report, Verdict};
pub use stability_interval::{IntervalEnd, StabilityInterval, stability_interval};
pub use weight_transfer::{
    Robustness, WeightTransfer, co_leader, leader_is_dominant, missing_scores_could_change_leader,
    smallest_transfer,
};

use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Totals;
use crate::weights::Weights;

/// Present weights, the entries in question, and which of them is first.
pub struct Baseline<'a> {
    comparison: &'a Comparison,
    entries: &'a [EntryIndex],
    weights: &'a Weights,
    leader: EntryIndex,
}

impl<'a> Baseline<'a> {
    /// The standpoint of these weights among `entries`; `None` where nothing is ranked.
    pub fn new(
        comparison: &'a Comparison,
        entries: &'a [EntryIndex],
        weights: &'a Weights,
    ) -> Option<Baseline<'a>> {
        let totals = Totals::new(comparison, weights);
        let ranked = entries
            .iter()
            .filter_map(|&entry| Some((totals.of(entry)?, entry)));
        let first = ranked.max_by(|(a, one), (b, other)| {
            let by_total = a.cmp(b);
            by_total.then_with(|| comparison.published_order(*other, *one))
        });
        first.map(|(_, leader)| Baseline {
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
