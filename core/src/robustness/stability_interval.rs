use serde::{Deserialize, Serialize};

use super::overtake::{Overtake, ScoreAlongPath};
use super::{Baseline, Fraction};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::{Locks, Weight, Weights};

/// The range of a criterion's share of the total in which the leader stays first, alone or tied.
///
/// The other criteria keep their proportions; if weights are locked, only the free ones change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StabilityInterval {
    /// The least share.
    pub low: Fraction,
    /// The greatest share.
    pub high: Fraction,
    /// The entry that is first just below; `None` if none takes over.
    pub below: Option<EntryIndex>,
    /// The entry that is first just above; `None` if none takes over.
    pub above: Option<EntryIndex>,
}

/// A point on a criterion's slider from which another entry is first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntervalEnd {
    /// The weight of the criterion, 0 to 100.
    pub weight: f64,
    /// The entry that is first outside the interval.
    pub challenger: EntryIndex,
}

impl StabilityInterval {
    /// Converts both ends to weights of the criterion's slider, for the weights and locks that the interval was computed
    /// for; `None` where no entry takes the lead, or only outside the slider's range.
    pub fn ends(
        &self,
        weights: &Weights,
        locks: &Locks,
        criterion: CriterionIndex,
    ) -> [Option<IntervalEnd>; 2] {
        let total = weights.hundredths().sum::<u32>();
        let others = total - u32::from(weights[criterion].hundredths());
        let [total, others] = [total, others].map(|sum| f64::from(sum) / 100.0);
        // If others are locked, the sum of all weights is constant; otherwise the other weights are.
        let keeps_sum = locks.iter().any(|other| other != criterion);
        let end = |(share, challenger): (Fraction, Option<EntryIndex>)| {
            let (share, challenger) = (share.to_f64(), challenger?);
            let weight = if keeps_sum {
                share * total
            } else {
                share * others / (1.0 - share)
            };
            (weight <= 100.0).then_some(IntervalEnd { weight, challenger })
        };
        [(self.low, self.below), (self.high, self.above)].map(end)
    }
}

/// Computes the stability interval of a criterion within the shares of the total that its slider can give it (Mareschal,
/// "Weight stability intervals in multicriteria decision aid", 1988).
///
/// With t the share, the lead over a rival is linear in t if both have scores on the same criteria, and ends at an exact
/// fraction. Otherwise the totals are over different weights, the lead is quadratic in t, and its end within the precision
/// of doubles. If all other weights are 0 and none is locked, every position of the slider but 0 gives the criterion the
/// whole total, so that the interval is unlimited.
pub fn stability_interval(
    baseline: &Baseline,
    locks: &Locks,
    criterion: CriterionIndex,
) -> StabilityInterval {
    let path = SliderPath::new(baseline.weights, locks, criterion);
    let (low, below) = path.end(baseline, Fraction::ZERO);
    let (high, above) = path.end(baseline, path.max_share);
    StabilityInterval {
        low,
        high,
        below,
        above,
    }
}

/// The path of all weights along a criterion's slider.
struct SliderPath {
    /// By criterion, the base and the slope of a [`ScoreAlongPath`].
    weights: Vec<(CriterionIndex, (i64, i64))>,
    current_share: Fraction,
    max_share: Fraction,
}

impl SliderPath {
    fn new(weights: &Weights, locks: &Locks, criterion: CriterionIndex) -> SliderPath {
        let is_free = |other| other != criterion && !locks.contains(other);
        let weight_of = |(_, weight): (CriterionIndex, Weight)| i64::from(weight.hundredths());
        let others = || weights.iter().filter(|&(other, _)| is_free(other));
        let total: i64 = weights.iter().map(weight_of).sum();
        let criterion_weight = i64::from(weights[criterion].hundredths());
        let free = criterion_weight + others().map(weight_of).sum::<i64>();
        // If all free others are 0, they share equally, as they do when locks make them move.
        let is_equal = free == criterion_weight && locks.iter().any(|other| other != criterion);
        let proportion = |other| if is_equal { 1 } else { weight_of(other) };
        let proportion_sum: i64 = others().map(proportion).sum();
        // At t the criterion has t × total, and the other free ones share the rest of the free weight.
        let weight = |other: (CriterionIndex, Weight)| match other.0 {
            index if index == criterion => (0, total * proportion_sum),
            index if is_free(index) => (free * proportion(other), -total * proportion(other)),
            _ => (weight_of(other) * proportion_sum, 0),
        };
        let path_weights = weights.iter().map(|other| (other.0, weight(other)));
        let path_weights: Vec<(CriterionIndex, (i64, i64))> = path_weights.collect();
        let slopes = path_weights.iter().map(|(_, (_, slope))| slope);
        debug_assert_eq!(slopes.sum::<i64>(), 0, "the sum of all stays");
        let share =
            |weight: i64| Fraction::new(weight.into(), total.into()).unwrap_or(Fraction::ZERO);
        SliderPath {
            weights: path_weights,
            current_share: share(criterion_weight),
            max_share: share(free),
        }
    }

    /// Returns the share at which the leader loses its lead on the path to `to`, and the entry that takes it; `to` and
    /// `None` if it keeps the lead.
    fn end(&self, baseline: &Baseline, to: Fraction) -> (Fraction, Option<EntryIndex>) {
        let from = self.current_share;
        if to == from {
            return (to, None);
        }
        let comparison = baseline.comparison;
        let scores = |entry| ScoreAlongPath::new(comparison, entry, self.weights.iter().copied());
        let ahead = scores(baseline.leader);
        let mut first: Option<(Overtake, EntryIndex)> = None;
        for rival in baseline.rivals() {
            let is_first = |overtake: &Overtake| {
                first.as_ref().is_none_or(|(before, other)| {
                    overtake.is_before(before, to > from)
                        || !before.is_before(overtake, to > from)
                            && comparison.published_order(rival, *other).is_lt()
                })
            };
            let overtake = ahead.overtake(&scores(rival), from, to);
            if let Some(overtake) = overtake.filter(is_first) {
                first = Some((overtake, rival));
            }
        }
        first.map_or((to, None), |(overtake, rival)| {
            (overtake.point, Some(rival))
        })
    }
}
