use serde::{Deserialize, Serialize};

use super::overtake::{Overtake, ScoreAlongPath};
use super::{Baseline, Fraction, pairwise_winning_index};
use crate::dataset::MISSING_SCORE;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Total, Totals};
use crate::weights::Locks;

/// A transfer of weight from one criterion to another that changes the leader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightTransfer {
    /// The criterion that loses weight.
    pub from: CriterionIndex,
    /// The criterion that gains weight.
    pub to: CriterionIndex,
    /// The weight, as a share of the total, above which the leader is no longer first. It is all the weight of `from` if
    /// the leader has no total without that criterion.
    pub share: Fraction,
    /// The entry that is first after the transfer.
    pub rival: EntryIndex,
}

impl WeightTransfer {
    /// Rounds the share up to percentage points with one decimal, enough to make the rival first.
    pub fn points(&self) -> f64 {
        (1000.0 * self.share.to_f64() - 1e-9).ceil().max(1.0) / 10.0
    }
}

/// The level of a ranking's robustness, by the smallest [`WeightTransfer`] that changes the leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Robustness {
    /// A transfer of less than 5 percentage points changes the leader.
    Fragile,
    /// A transfer of less than 15 percentage points changes the leader, or missing scores could.
    Moderate,
    /// A transfer of 15 percentage points or more changes the leader, or none does, and missing scores could not.
    Robust,
}

impl Robustness {
    /// Returns the name for programs: `fragile`, `moderate` or `robust`.
    pub fn name(self) -> &'static str {
        match self {
            Robustness::Fragile => "fragile",
            Robustness::Moderate => "moderate",
            Robustness::Robust => "robust",
        }
    }

    /// Classifies a ranking by its smallest transfer, if there is one, and by whether
    /// [missing scores could change the leader](missing_scores_could_change_leader).
    pub fn new(transfer: Option<&WeightTransfer>, missing_scores_matter: bool) -> Robustness {
        let below = |percent| {
            Fraction::new(percent, 100)
                .zip(transfer)
                .is_some_and(|(limit, transfer)| transfer.share < limit)
        };
        if below(5) {
            Robustness::Fragile
        } else if missing_scores_matter || below(15) {
            Robustness::Moderate
        } else {
            Robustness::Robust
        }
    }
}

/// Returns another entry that ties with the leader: under all weights if the leader `is_dominant` and no `transfer`
/// changes it, or under the current ones if the smallest transfer is 0. `None` if the transfer is greater.
pub fn co_leader(
    baseline: &Baseline,
    transfer: Option<&WeightTransfer>,
    is_dominant: bool,
) -> Option<EntryIndex> {
    let (comparison, leader) = (baseline.comparison, baseline.leader);
    if let Some(transfer) = transfer {
        let total = |entry| Total::new(comparison, baseline.weights, entry);
        let is_tied = transfer.share == Fraction::ZERO && total(transfer.rival) == total(leader);
        return is_tied.then_some(transfer.rival);
    }
    let rivals = baseline.rivals().filter(|_| is_dominant);
    let tied =
        rivals.filter(|&rival| pairwise_winning_index(comparison, leader, rival).is_always_tied);
    tied.min_by(|&a, &b| comparison.published_order(a, b))
}

/// Finds the smallest transfer between two criteria, neither of them locked, that changes the leader; `None` if none does.
///
/// It is exact where the leader and its rival have scores on the same criteria, otherwise within the precision of
/// doubles. The time is proportional to the number of rivals times the number of pairs of criteria.
pub fn smallest_transfer(baseline: &Baseline, locks: &Locks) -> Option<WeightTransfer> {
    let comparison = baseline.comparison;
    let parts = baseline.weights.iter();
    let parts = parts.map(|(criterion, weight)| (criterion, i64::from(weight.hundredths())));
    let total: i64 = parts.clone().map(|(_, part)| part).sum();
    let free = || {
        parts
            .clone()
            .filter(|&(criterion, _)| !locks.contains(criterion))
    };
    let scores = |entry| {
        let weights = parts
            .clone()
            .map(|(criterion, part)| (criterion, (part, 0)));
        (entry, ScoreAlongPath::new(comparison, entry, weights))
    };
    let ahead = scores(baseline.leader);
    let rivals: Vec<(EntryIndex, ScoreAlongPath)> = baseline.rivals().map(scores).collect();
    let mut smallest: Option<(Overtake, WeightTransfer)> = None;
    for (from, part) in free().filter(|&(_, part)| part > 0) {
        let max_share = Fraction::new(part.into(), total.into())?;
        for (to, _) in free().filter(|&(to, _)| to != from) {
            let shift = |&(entry, mut scores): &(EntryIndex, ScoreAlongPath)| {
                scores.add(comparison, entry, from, (0, -total));
                scores.add(comparison, entry, to, (0, total));
                scores
            };
            let ahead = shift(&ahead);
            for rival in &rivals {
                let behind = shift(rival);
                let overtake = ahead.overtake(&behind, Fraction::ZERO, max_share);
                let overtake = overtake
                    .or_else(|| ahead.leader_loses_total(&behind, Fraction::ZERO, max_share));
                let is_smaller = |overtake: &Overtake| {
                    let smallest = smallest.as_ref();
                    smallest.is_none_or(|(before, _)| overtake.is_before(before, true))
                };
                if let Some(overtake) = overtake.filter(is_smaller) {
                    let transfer = WeightTransfer {
                        from,
                        to,
                        share: overtake.point,
                        rival: rival.0,
                    };
                    smallest = Some((overtake, transfer));
                }
            }
        }
    }
    smallest.map(|(_, transfer)| transfer)
}

/// Reports whether the leader is first under all weights, alone or tied: no rival has a better score on any criterion.
pub fn leader_is_dominant(baseline: &Baseline) -> bool {
    let comparison = baseline.comparison;
    comparison.indexed_criteria().all(|(criterion, _)| {
        let column = comparison.normalized_scores().column(criterion);
        let best = column[baseline.leader.0 as usize];
        // `MISSING_SCORE` is greater than every score.
        let is_behind = |rival: EntryIndex| column[rival.0 as usize] <= best;
        best != MISSING_SCORE && baseline.rivals().all(is_behind)
    })
}

/// Reports whether another entry could be first under these weights if all missing scores were known: one whose greatest
/// possible total is above the leader's least.
pub fn missing_scores_could_change_leader(baseline: &Baseline) -> bool {
    let totals = Totals::new(baseline.comparison, baseline.weights);
    let bounds = |entry| totals.bounds(entry).unzip();
    let leader_min = bounds(baseline.leader).0.or(totals.total(baseline.leader));
    let mut rivals = baseline.rivals();
    rivals.any(|rival| bounds(rival).1.or(totals.total(rival)) > leader_min)
}
