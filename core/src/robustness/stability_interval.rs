use serde::{Deserialize, Serialize};

use super::overtake::{Overtake, ScoreAlongPath};
use super::{Baseline, Fraction};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::{Locks, Weight, Weights};

/// The shares of the total that a criterion can have while the leader stays first, be it tied.
///
/// The others keep their proportions: all of them, or, where weights are locked, the free ones, while the locked ones
/// stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StabilityInterval {
    /// The least share.
    pub low: Fraction,
    /// The greatest share.
    pub high: Fraction,
    /// The entry that is first just below; `None` if there is none below.
    pub below: Option<EntryIndex>,
    /// The entry that is first just above; `None` if there is none above.
    pub above: Option<EntryIndex>,
}

/// A place on a criterion's slider at which another entry becomes first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntervalEnd {
    /// The weight of the criterion, 0 to 100.
    pub weight: f64,
    /// The entry that is first beyond it.
    pub challenger: EntryIndex,
}

impl StabilityInterval {
    /// Where the slider of the band's criterion stands at both ends, at the weights and locks that the band was computed
    /// for; `None` where no entry takes over, or only beyond the slider's end.
    pub fn ends(
        &self,
        weights: &Weights,
        locks: &Locks,
        criterion: CriterionIndex,
    ) -> [Option<IntervalEnd>; 2] {
        let number = |weight: Weight| f64::from(weight.hundredths()) / 100.0;
        let whole: f64 = weights.iter().map(|(_, weight)| number(weight)).sum();
        let others = weights.iter().filter(|&(other, _)| other != criterion);
        let others: f64 = others.map(|(_, weight)| number(weight)).sum();
        // Where others are locked, the sum of all stays; otherwise the other weights do.
        let is_sum_kept = locks.iter().any(|other| other != criterion);
        let end = |(share, challenger): (Fraction, Option<EntryIndex>)| {
            let (share, challenger) = (share.to_f64(), challenger?);
            let weight = if is_sum_kept {
                share * whole
            } else {
                share * others / (1.0 - share)
            };
            (weight <= 100.0).then_some(IntervalEnd { weight, challenger })
        };
        [(self.low, self.below), (self.high, self.above)].map(end)
    }
}

/// The band of a criterion, in the shares of the total that its slider can give it.
///
/// With t the share, a lead over an entry is linear in t where the same scores are known of both: it ends at a
/// fraction, which is exact. Where scores are missing, totals are over different weights, the lead is quadratic in t, and
/// the end within the precision of doubles. Where all others count for nothing and none is locked, every position of
/// the slider but 0 gives it all: the band is whole.
pub fn stability_interval(
    baseline: &Baseline,
    locks: &Locks,
    criterion: CriterionIndex,
) -> StabilityInterval {
    let slide = SliderPath::new(baseline.weights, locks, criterion);
    let (low, below) = slide.end(baseline, Fraction::ZERO);
    let (high, above) = slide.end(baseline, slide.most);
    StabilityInterval {
        low,
        high,
        below,
        above,
    }
}

/// What a criterion's slider does to all weights.
struct SliderPath {
    /// By criterion, the base and the slope of a [`ScoreAlongPath`].
    weights: Vec<(CriterionIndex, (i64, i64))>,
    /// The share that the criterion has.
    present: Fraction,
    /// The greatest that it can have.
    most: Fraction,
}

impl SliderPath {
    fn new(weights: &Weights, locks: &Locks, criterion: CriterionIndex) -> SliderPath {
        let is_free = |other| other != criterion && !locks.contains(other);
        let part = |(_, weight): (CriterionIndex, Weight)| i64::from(weight.hundredths());
        let others = || weights.iter().filter(|&(other, _)| is_free(other));
        let whole: i64 = weights.iter().map(part).sum();
        let own = i64::from(weights[criterion].hundredths());
        let free = own + others().map(part).sum::<i64>();
        // With nothing to take proportions from, free others share equally, as they do when locks make them move.
        let is_equal = free == own && locks.iter().any(|other| other != criterion);
        let proportion = |other| if is_equal { 1 } else { part(other) };
        let among: i64 = others().map(proportion).sum();
        // At t the criterion has t × whole, and the other free ones share what is left of what is free.
        let weight = |other: (CriterionIndex, Weight)| match other.0 {
            index if index == criterion => (0, whole * among),
            index if is_free(index) => (free * proportion(other), -whole * proportion(other)),
            _ => (part(other) * among, 0),
        };
        let line = weights.iter().map(|other| (other.0, weight(other)));
        let line: Vec<(CriterionIndex, (i64, i64))> = line.collect();
        debug_assert_eq!(
            line.iter().map(|(_, (_, slope))| slope).sum::<i64>(),
            0,
            "the sum of all stays"
        );
        let share = |part: i64| Fraction::new(part.into(), whole.into()).unwrap_or(Fraction::ZERO);
        SliderPath {
            weights: line,
            present: share(own),
            most: share(free),
        }
    }

    /// Where the leader stops to be first on the way to a share, and who is then; that share and nobody if it does not.
    fn end(&self, baseline: &Baseline, to: Fraction) -> (Fraction, Option<EntryIndex>) {
        let from = self.present;
        if to == from {
            return (to, None);
        }
        let Baseline { comparison, .. } = *baseline;
        let course = |entry| ScoreAlongPath::new(comparison, entry, self.weights.iter().copied());
        let ahead = course(baseline.leader);
        let mut first: Option<(Overtake, EntryIndex)> = None;
        for rival in baseline.rivals() {
            let is_first = |overtake: &Overtake| {
                first.as_ref().is_none_or(|(before, other)| {
                    overtake.is_before(before, to > from)
                        || !before.is_before(overtake, to > from)
                            && comparison.published_order(rival, *other).is_lt()
                })
            };
            let overtake = ahead.overtake(&course(rival), from, to);
            if let Some(overtake) = overtake.filter(is_first) {
                first = Some((overtake, rival));
            }
        }
        first.map_or((to, None), |(overtake, rival)| (overtake.at, Some(rival)))
    }
}
