use std::cmp::Ordering;
use std::ops::Deref;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{
    Analysis, ComparedPair, FirstShare, NearestWeights, Robustness, StabilityInterval,
    WeightTransfer, nearest_winning_weights,
};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::weights::{Locks, Weights};

/// The robustness of the ranking of some entries, for one set of weights with its locks.
///
/// A report is a plain value: it can be compared, stored and sent. [`Report::new`] computes all of it at once, and an
/// [`Analysis`] computes it in slices, during which some results are [`Deferred::Pending`]. The nearest weights under
/// which an entry wins follow from it on demand, see [`Report::nearest_weights`].
///
/// Indices are those of the comparison that the report was computed for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The set of weights.
    pub weights: Weights,
    /// The criteria whose weights are locked.
    pub locks: Locks,
    /// The number of entries that are ranked.
    pub entries: usize,
    /// The entries that may be first under some weights, in the order of their indices, and the current leader, if it is not
    /// one of them. Up to [`RankAcceptability::MAX_RANKED`](super::RankAcceptability::MAX_RANKED) entries, these are all.
    pub potential_winners: Deferred<Vec<EntryIndex>>,
    /// The current leader; `None` where nothing is ranked.
    pub lead: Deferred<Option<Lead>>,
    /// Rank acceptability by entry, in the order of their indices. It depends on scores and filter, not on the weights.
    pub acceptabilities: Deferred<Rc<Vec<EntryAcceptability>>>,
    /// The neighbors among the entries that a reader compares; see [`Analysis::compare`].
    pub pairs: Rc<Vec<ComparedPair>>,
}

/// A result of a [`Report`], which may not be computed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deferred<T> {
    /// Not computed yet.
    Pending,
    /// Not computed, since there are too many potential winners.
    TooMany,
    /// The result.
    Ready(T),
}

/// The current leader, and the robustness of its lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// The entry; of tied ones, the one that the ranking shows on top.
    pub leader: EntryIndex,
    /// By criterion, the shares of the total with which the leader stays first.
    pub stability_intervals: Vec<StabilityInterval>,
    /// Whether the leader is first under all weights, alone or tied.
    pub is_dominant: bool,
    /// Whether another entry could be first under the current weights if all missing scores were known.
    pub missing_scores_could_change_leader: bool,
    /// The robustness of the lead, and the smallest change that ends it.
    pub verdict: Deferred<Verdict>,
    /// The share of the nearby sets of weights under which the leader stays first, 0 to 1; see
    /// [`LocalRobustness`](super::LocalRobustness).
    pub local_robustness: Deferred<f64>,
}

/// The robustness of a lead, and the smallest change that ends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The level of robustness.
    pub robustness: Robustness,
    /// The smallest transfer that changes the leader; `None` if none does.
    pub transfer: Option<WeightTransfer>,
    /// Another entry that ties with the leader, from [`co_leader`](super::co_leader).
    pub co_leader: Option<EntryIndex>,
}

/// The shares of all sets of weights under which an entry takes each rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryAcceptability {
    /// The entry.
    pub entry: EntryIndex,
    /// The share under which the entry is first, alone or tied.
    pub first: FirstShare,
    /// By rank, from the first, the share under which the entry takes it, 0 to 1; `None` where only first places are
    /// counted.
    pub ranks: Option<Vec<f64>>,
}

impl Report {
    /// Computes the complete report for some distinct entries, which can take seconds.
    pub fn new(
        comparison: &Comparison,
        entries: &[EntryIndex],
        weights: &Weights,
        locks: &Locks,
    ) -> Report {
        let mut is_ranked = vec![false; comparison.entries.len()];
        for entry in entries {
            is_ranked[entry.0 as usize] = true;
        }
        let keep = |entry: EntryIndex| is_ranked[entry.0 as usize];
        let ranking = Ranking::with_filter(comparison, weights, &keep, 1);
        let mut analysis = Analysis::begin(comparison, entries, weights, locks, &ranking);
        while !analysis.advance(comparison, u32::MAX) {}
        analysis.report().deref().clone()
    }

    /// Reports whether nothing is pending.
    pub fn is_complete(&self) -> bool {
        let has_local_robustness = |lead: &Lead| !lead.local_robustness.is_pending();
        self.has_verdict()
            && self.lead().is_none_or(has_local_robustness)
            && !self.potential_winners.is_pending()
            && !self.acceptabilities.is_pending()
    }

    /// Reports whether the verdict on the lead is computed, or there is no leader.
    pub(super) fn has_verdict(&self) -> bool {
        let has_verdict = |lead: &Lead| !lead.verdict.is_pending();
        !self.lead.is_pending() && self.lead().is_none_or(has_verdict)
    }

    /// Returns the current leader, if it is known and there is one.
    pub fn lead(&self) -> Option<&Lead> {
        self.lead.ready()?.as_ref()
    }

    /// Returns the comparison of two entries that a reader compares, the first of which is ahead.
    pub fn pair(&self, entries: [EntryIndex; 2]) -> Option<&ComparedPair> {
        self.pairs.iter().find(|pair| pair.entries == entries)
    }

    /// Returns the rank acceptability of an entry, if it is counted and the entry is a potential winner.
    pub fn acceptability_of(&self, entry: EntryIndex) -> Option<&EntryAcceptability> {
        let shares = self.acceptabilities.ready()?;
        let index = shares.binary_search_by_key(&entry, |shares| shares.entry);
        index.ok().map(|index| &shares[index])
    }

    /// Returns the rank acceptability of all potential winners by descending first share; of equals, the one that is
    /// second more often comes first, and so on, then the published order counts. Empty where it is not counted.
    pub fn acceptabilities_by_first_share(
        &self,
        comparison: &Comparison,
    ) -> Vec<&EntryAcceptability> {
        let shares = self.acceptabilities.ready().into_iter();
        let mut shares: Vec<&EntryAcceptability> = shares.flat_map(|shares| &**shares).collect();
        shares.sort_by(|a, b| {
            let by_rank = b.ranks.partial_cmp(&a.ranks).unwrap_or(Ordering::Equal);
            let by_first = b.first.share.total_cmp(&a.first.share).then(by_rank);
            by_first.then_with(|| comparison.published_order(a.entry, b.entry))
        });
        shares
    }

    /// Finds the nearest weights that put an entry first.
    ///
    /// Returns [`NearestWeights::Unknown`] if the potential winners, which are its rivals, are not known.
    pub fn nearest_weights(&self, comparison: &Comparison, entry: EntryIndex) -> NearestWeights {
        match self.potential_winners.ready() {
            Some(potential_winners) if !potential_winners.is_empty() => {
                nearest_winning_weights(comparison, potential_winners, &self.weights, entry)
            }
            _ => NearestWeights::Unknown,
        }
    }
}

impl<T> Deferred<T> {
    /// Returns the result, if there is one.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Deferred::Ready(result) => Some(result),
            Deferred::Pending | Deferred::TooMany => None,
        }
    }

    /// Reports whether the result is not computed yet.
    pub fn is_pending(&self) -> bool {
        matches!(self, Deferred::Pending)
    }

    /// Reports whether there are too many potential winners.
    pub fn is_too_many(&self) -> bool {
        matches!(self, Deferred::TooMany)
    }
}

impl<T> From<Option<T>> for Deferred<T> {
    /// Converts `None` to [`Deferred::TooMany`].
    fn from(result: Option<T>) -> Deferred<T> {
        result.map_or(Deferred::TooMany, Deferred::Ready)
    }
}
