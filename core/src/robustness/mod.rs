//! The robustness of a ranking: how far it depends on the exact weights, and which weights would change it.
//!
//! A set of weights gives every criterion a share of the total, 0 or more; the shares add up to 1. The sets of weights
//! are the points of a simplex, the weight space, and "a share of all sets of weights" is a share of its volume.
//!
//! A [`Report`] holds all results for one set of weights; an [`Analysis`] computes them in slices. The methods are:
//!
//! - [`stability_interval()`]: the range of one weight in which the leader stays first.
//! - [`smallest_transfer`]: the least weight moved between two criteria that changes the leader. The level of
//!   [`Robustness`] follows from it.
//! - [`LeadLevel`]: that level, lowered by one where the lead rests on inferred scores.
//! - [`pairwise_winning_index()`]: the share of all sets of weights under which one entry beats another.
//! - [`PotentialWinners`]: the entries that may be first under some weights.
//! - [`RankAcceptability`]: the share of all sets of weights under which an entry takes a rank.
//! - [`variance_share()`]: the part of the differences between the totals that a criterion accounts for.
//! - [`LocalRobustness`]: the share of the nearby sets of weights under which the leader stays first.
//! - [`nearest_winning_weights`]: the least movement of weights that puts an entry first, or why none does.

mod analysis;
mod by_id;
mod dual_simplex;
mod fraction;
mod lattice;
mod lead_level;
mod local_robustness;
mod nearest_weights;
mod overtake;
mod pairwise_winning_index;
mod potential_winners;
mod rank_acceptability;
mod report;
mod stability_interval;
mod variance_share;
mod weight_transfer;

pub use analysis::Analysis;
pub use by_id::{ById, NearestWeightsById, ReportById, StabilityIntervalById};
pub use fraction::Fraction;
pub use lead_level::LeadLevel;
pub use local_robustness::LocalRobustness;
pub use nearest_weights::{NearestWeights, nearest_winning_weights};
pub use pairwise_winning_index::{
    ComparedPair, PairwiseWinningIndex, pairwise_winning_index, tie_shares,
};
pub use potential_winners::PotentialWinners;
pub use rank_acceptability::{FirstShare, RankAcceptability};
pub use report::{Deferred, EntryAcceptability, Lead, Report, Verdict};
pub use stability_interval::{IntervalEnd, StabilityInterval, stability_interval};
pub use variance_share::variance_share;
pub use weight_transfer::{
    Robustness, WeightTransfer, co_leader, leader_is_dominant, missing_scores_could_change_leader,
    smallest_transfer,
};

use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Totals;
use crate::weights::Weights;

/// The weights and entries that an analysis starts from, with their leader.
pub struct Baseline<'a> {
    comparison: &'a Comparison,
    entries: &'a [EntryIndex],
    weights: &'a Weights,
    leader: EntryIndex,
}

impl<'a> Baseline<'a> {
    /// Finds the leader of `entries` under `weights`; `None` where nothing is ranked.
    pub fn new(
        comparison: &'a Comparison,
        entries: &'a [EntryIndex],
        weights: &'a Weights,
    ) -> Option<Baseline<'a>> {
        let totals = Totals::new(comparison, weights);
        let ranked = entries
            .iter()
            .filter_map(|&entry| Some((totals.total(entry)?, entry)));
        let first = ranked.max_by(|(total_a, a), (total_b, b)| {
            let by_total = total_a.cmp(total_b);
            by_total.then_with(|| comparison.published_order(*b, *a))
        });
        first.map(|(_, leader)| Baseline {
            comparison,
            entries,
            weights,
            leader,
        })
    }

    /// Returns the entry that is first; of tied entries, the one that the ranking shows on top.
    pub fn leader(&self) -> EntryIndex {
        self.leader
    }

    /// Returns the entries without the leader.
    fn rivals(&self) -> impl Iterator<Item = EntryIndex> + '_ {
        let entries = self.entries.iter().copied();
        entries.filter(|&entry| entry != self.leader)
    }
}
