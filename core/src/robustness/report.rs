use std::cmp::Ordering;
use std::ops::Deref;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{
    Analysis, FirstShare, NearestWeights, Robustness, StabilityInterval, WeightTransfer,
    nearest_winning_weights,
};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::Ranking;
use crate::weights::{Locks, Weights};

/// How robust the ranking of some entries is, at one set of weights with its locks.
///
/// A report is a plain value: it can be compared, stored and sent. [`Report::new`] computes all of it at once, and an
/// [`Analysis`] computes it in slices, during which some findings are [`Finding::Pending`].
///
/// Indices are those of the comparison that the report was computed for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The set of weights.
    pub weights: Weights,
    /// The criteria whose weights stay as they are.
    pub locks: Locks,
    /// How many entries are ranked among themselves.
    pub entries: usize,
    /// The entries that could be first under some weights, in the order of their indices, and the present leader, if it
    /// is not one of them. Of at most [`RankAcceptability::MAX_RANKED`] entries these
    /// are all.
    pub potential_winners: Finding<Vec<EntryIndex>>,
    /// The present leader; `None` where nothing is ranked.
    pub lead: Finding<Option<Lead>>,
    /// Rank acceptability by entry, in the order of their indices. It depends on scores and filter, not on the weights.
    pub shares: Finding<Rc<Vec<EntryShares>>>,
}

/// A part of a [`Report`], once it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding<T> {
    /// It is not computed yet.
    Pending,
    /// It is not computed, since too many entries could be first.
    TooMany,
    /// The result.
    Ready(T),
}

/// The entry that is first at present, and how firmly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// The entry; of equals the one that the ranking shows on top.
    pub leader: EntryIndex,
    /// By criterion, the shares of the total with which the leader stays first.
    pub stability_intervals: Vec<StabilityInterval>,
    /// Whether the leader is first under all weights, alone or tied.
    pub is_dominant: bool,
    /// Whether another entry could be first at the present weights if all missing scores were known.
    pub could_change: bool,
    /// How firm the lead is, and what would end it.
    pub verdict: Finding<Verdict>,
    /// In what share of the sets of weights nearby the leader stays first, 0 to 1; see [`LocalRobustness`](super::LocalRobustness).
    pub local_robustness: Finding<f64>,
}

/// How firm a lead is, and what would end it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// How firm the lead is.
    pub robustness: Robustness,
    /// The least weight that makes another entry first; `None` if no weight moved between two criteria does.
    pub transfer: Option<WeightTransfer>,
    /// Another entry that is level with the leader, as [`co_leader`](super::co_leader) says.
    pub level: Option<EntryIndex>,
}

/// In what share of all sets of weights an entry takes each rank.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryShares {
    /// The entry.
    pub entry: EntryIndex,
    /// The share in which it is first, alone or tied.
    pub first: FirstShare,
    /// The share in which it takes each rank, from the first, 0 to 1; `None` where only first places are counted.
    pub ranks: Option<Vec<f64>>,
}

impl Report {
    /// Computes the whole report for some entries, each of which is there once. It can take seconds.
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
        let ranking = Ranking::among(comparison, weights, &keep, 1);
        let mut analysis = Analysis::begin(comparison, entries, weights, locks, &ranking);
        while !analysis.advance(comparison, u32::MAX) {}
        analysis.report().deref().clone()
    }

    /// Whether all is known.
    pub fn is_complete(&self) -> bool {
        let is_nearby_known = self
            .lead()
            .is_none_or(|lead| !lead.local_robustness.is_pending());
        self.has_verdict()
            && is_nearby_known
            && !self.potential_winners.is_pending()
            && !self.shares.is_pending()
    }

    /// Whether it is known how firm the lead is, or that there is none.
    pub(super) fn has_verdict(&self) -> bool {
        let is_known = |lead: &Lead| !lead.verdict.is_pending();
        !self.lead.is_pending() && self.lead().is_none_or(is_known)
    }

    /// The present leader, if it is known and there is one.
    pub fn lead(&self) -> Option<&Lead> {
        self.lead.ready()?.as_ref()
    }

    /// The rank acceptability of an entry, if it is counted and the entry could be first.
    pub fn shares_of(&self, entry: EntryIndex) -> Option<&EntryShares> {
        let shares = self.shares.ready()?;
        let place = shares.binary_search_by_key(&entry, |shares| shares.entry);
        place.ok().map(|place| &shares[place])
    }

    /// The rank acceptability of all entries that could be first, highest first share first; of equals the one that is
    /// second more often, and so on, then the published order. Empty where it is not counted.
    pub fn shares_by_first(&self, comparison: &Comparison) -> Vec<&EntryShares> {
        let mut shares: Vec<&EntryShares> = Vec::new();
        if let Some(known) = self.shares.ready() {
            shares.extend(known.iter());
        }
        shares.sort_by(|a, b| {
            let by_rank = b.ranks.partial_cmp(&a.ranks).unwrap_or(Ordering::Equal);
            let by_first = b.first.share.total_cmp(&a.first.share).then(by_rank);
            by_first.then_with(|| comparison.published_order(a.entry, b.entry))
        });
        shares
    }

    /// What would put an entry first.
    ///
    /// [`NearestWeights::Unknown`] if the contenders are not known: no one can say then what is in the way.
    pub fn path(&self, comparison: &Comparison, entry: EntryIndex) -> NearestWeights {
        match self.potential_winners.ready() {
            Some(potential_winners) if !potential_winners.is_empty() => {
                nearest_winning_weights(comparison, potential_winners, &self.weights, entry)
            }
            _ => NearestWeights::Unknown,
        }
    }
}

impl<T> Finding<T> {
    /// The result, if there is one.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Finding::Ready(result) => Some(result),
            Finding::Pending | Finding::TooMany => None,
        }
    }

    /// Whether it is not computed yet.
    pub fn is_pending(&self) -> bool {
        matches!(self, Finding::Pending)
    }

    /// Whether too many entries could be first.
    pub fn is_too_many(&self) -> bool {
        matches!(self, Finding::TooMany)
    }
}

impl<T> From<Option<T>> for Finding<T> {
    /// What could be computed, or was too much.
    fn from(result: Option<T>) -> Finding<T> {
        result.map_or(Finding::TooMany, Finding::Ready)
    }
}
