use serde::{Deserialize, Serialize};

use super::overtake::{Overtake, ScoreAlongPath};
use super::{Baseline, Fraction, pairwise_winning_index};
use crate::dataset::MISSING;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Total, Totals};
use crate::weights::Locks;

/// Weight that goes from one criterion to another, and makes another entry first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightTransfer {
    /// The criterion that counts less.
    pub from: CriterionIndex,
    /// The criterion that counts more.
    pub to: CriterionIndex,
    /// How much goes, as a share of the total; with any more than that the leader is not first any more, or with this
    /// where no more can go and the leader has no total then.
    pub share: Fraction,
    /// The entry that is first then.
    pub rival: EntryIndex,
}

impl WeightTransfer {
    /// A tenth of a percentage point more than [`WeightTransfer::share`] at most, and enough to make the rival first.
    pub fn points(&self) -> f64 {
        (1000.0 * self.share.to_f64() - 1e-9).ceil().max(1.0) / 10.0
    }
}

/// How firm a ranking is, by the least [`WeightTransfer`] that gives it another leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Robustness {
    /// Less than 5 percentage points.
    Fragile,
    /// Less than 15 percentage points.
    Moderate,
    /// 15 percentage points or more, or no weight at all, and missing scores change nothing.
    Robust,
}

impl Robustness {
    /// Its name for programs: `fragile`, `moderate` or `robust`.
    pub fn name(self) -> &'static str {
        match self {
            Robustness::Fragile => "fragile",
            Robustness::Moderate => "moderate",
            Robustness::Robust => "robust",
        }
    }

    /// How firm a ranking is that such a shift, or none, gives another leader, and whose lead may be [open](missing_scores_could_change_leader).
    pub fn new(transfer: Option<&WeightTransfer>, is_open: bool) -> Robustness {
        let below = |percent| {
            Fraction::new(percent, 100)
                .zip(transfer)
                .is_some_and(|(limit, transfer)| transfer.share < limit)
        };
        if below(5) {
            Robustness::Fragile
        } else if is_open || below(15) {
            Robustness::Moderate
        } else {
            Robustness::Robust
        }
    }
}

/// Another first of the ranking, with the same total as its leader: whatever the weights if the leader is `always` first and
/// no `transfer` gives another, else until the least shift, which takes no weight. `None` if a shift takes some.
pub fn co_leader(
    baseline: &Baseline,
    transfer: Option<&WeightTransfer>,
    always: bool,
) -> Option<EntryIndex> {
    let Baseline {
        comparison,
        weights,
        leader,
        ..
    } = *baseline;
    if let Some(transfer) = transfer {
        let total = |entry| Total::new(comparison, weights, entry);
        let is_level = transfer.share == Fraction::ZERO && total(transfer.rival) == total(leader);
        return is_level.then_some(transfer.rival);
    }
    let rivals = baseline.rivals().filter(|_| always);
    let level = rivals.filter(|&rival| pairwise_winning_index(comparison, leader, rival).level);
    level.min_by(|&a, &b| comparison.published_order(a, b))
}

/// The least weight that makes another entry first, when it goes from one criterion to another, neither of them locked;
/// `None` if no such way leads to another leader.
///
/// Exact where the same scores are known of the leader and its rival, otherwise within the precision of doubles. It takes
/// as many steps as there are rivals and pairs of criteria.
pub fn smallest_transfer(baseline: &Baseline, locks: &Locks) -> Option<WeightTransfer> {
    let Baseline {
        comparison,
        weights,
        leader,
        ..
    } = *baseline;
    let parts = weights
        .iter()
        .map(|(criterion, weight)| (criterion, i64::from(weight.hundredths())));
    let whole: i64 = parts.clone().map(|(_, part)| part).sum();
    let free = parts
        .clone()
        .filter(|&(criterion, _)| !locks.contains(criterion));
    let course = |entry| {
        let weights = parts
            .clone()
            .map(|(criterion, part)| (criterion, (part, 0)));
        (entry, ScoreAlongPath::new(comparison, entry, weights))
    };
    let ahead = course(leader);
    let rivals: Vec<(EntryIndex, ScoreAlongPath)> = baseline.rivals().map(course).collect();
    let mut least: Option<(Overtake, WeightTransfer)> = None;
    for (from, part) in free.clone().filter(|&(_, part)| part > 0) {
        let all = Fraction::new(part.into(), whole.into())?;
        for (to, _) in free.clone().filter(|&(to, _)| to != from) {
            let shifted = |&(entry, mut course): &(EntryIndex, ScoreAlongPath)| {
                course.add(comparison, entry, from, (0, -whole));
                course.add(comparison, entry, to, (0, whole));
                course
            };
            let ahead = shifted(&ahead);
            for rival in &rivals {
                let behind = shifted(rival);
                let overtake = ahead.overtake(&behind, Fraction::ZERO, all);
                let overtake =
                    overtake.or_else(|| ahead.leader_loses_total(&behind, Fraction::ZERO, all));
                let is_least = |overtake: &Overtake| {
                    let least = least.as_ref();
                    least.is_none_or(|(before, _)| overtake.is_before(before, true))
                };
                if let Some(overtake) = overtake.filter(is_least) {
                    let transfer = WeightTransfer {
                        from,
                        to,
                        share: overtake.at,
                        rival: rival.0,
                    };
                    least = Some((overtake, transfer));
                }
            }
        }
    }
    least.map(|(_, transfer)| transfer)
}

/// Whether the leader is first under every weighting, be it tied: no rival has a better score on any criterion.
pub fn leader_is_dominant(baseline: &Baseline) -> bool {
    let Baseline {
        comparison, leader, ..
    } = *baseline;
    comparison.indexed_criteria().all(|(criterion, _)| {
        let column = comparison.normalized_scores().column(criterion);
        let best = column[leader.0 as usize];
        best != MISSING
            && baseline
                .rivals()
                // A missing position is greater than every other one.
                .all(|rival| column[rival.0 as usize] <= best)
    })
}

/// Whether another entry could be first, with these weights, if all missing scores were known: one whose greatest total
/// is above the leader's least.
pub fn missing_scores_could_change_leader(baseline: &Baseline) -> bool {
    let totals = Totals::new(baseline.comparison, baseline.weights);
    let bounds = |entry| totals.bounds(entry).unzip();
    let least = bounds(baseline.leader).0.or(totals.of(baseline.leader));
    let mut rivals = baseline.rivals();
    rivals.any(|rival| bounds(rival).1.or(totals.of(rival)) > least)
}
