use super::Fraction;
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};

/// An entry's weighted sum and its weight, along a straight path through weight space: each as a value at 0 and a slope.
///
/// At `t` a criterion's weight is `base + t × slope`, in any unit, and the sum of all weights is constant. Every base and
/// slope is below 10¹¹, so that weighted sums of normalized scores easily fit 128 bits.
#[derive(Clone, Copy, Default)]
pub(super) struct ScoreAlongPath {
    /// The weighted sum of the entry's scores.
    sum: (i128, i128),
    /// The sum of the weights of the criteria on which the entry has scores.
    weight: (i128, i128),
    /// A bit for every criterion that has weight somewhere on the path and on which the entry has a score.
    known: u32,
}

/// The point of a path at which a rival ties with the leader, to be ahead after it.
#[derive(Clone, Copy)]
pub(super) struct Overtake {
    pub(super) point: Fraction,
    /// The rate at which the rival's total gains on the leader's; of overtakes at the same point, the fastest is ahead
    /// after it.
    pub(super) speed: f64,
    /// Whether the point is exact, not within the precision of doubles.
    pub(super) is_exact: bool,
}

impl ScoreAlongPath {
    /// Creates an entry's score along the path with these bases and slopes of weights.
    pub(super) fn new(
        comparison: &Comparison,
        entry: EntryIndex,
        weights: impl Iterator<Item = (CriterionIndex, (i64, i64))>,
    ) -> ScoreAlongPath {
        let mut scores = ScoreAlongPath::default();
        for (criterion, weight) in weights {
            scores.add(comparison, entry, criterion, weight);
        }
        scores
    }

    /// Adds weight to a criterion.
    pub(super) fn add(
        &mut self,
        comparison: &Comparison,
        entry: EntryIndex,
        criterion: CriterionIndex,
        (base, slope): (i64, i64),
    ) {
        debug_assert!(base.abs().max(slope.abs()) < 100_000_000_000);
        let score = comparison.normalized_scores().get(criterion, entry);
        if let Some(score) = score.filter(|_| (base, slope) != (0, 0)) {
            let [base, slope] = [base, slope].map(i128::from);
            self.sum.0 += base * i128::from(score);
            self.sum.1 += slope * i128::from(score);
            self.weight.0 += base;
            self.weight.1 += slope;
            self.known |= 1 << criterion.0;
        }
    }

    /// Finds the point between `from` and `to` at which a rival overtakes this entry, which is not behind at `from`.
    ///
    /// The lead is `N(leader) W(rival) − N(rival) W(leader)`, with N an entry's weighted sum and W the weight of the
    /// criteria on which it has scores. Both are linear in `t`. If both entries have scores on the same criteria, so is
    /// the lead, and the point is exact; otherwise it is a root of a quadratic, within the precision of doubles.
    pub(super) fn overtake(
        &self,
        rival: &ScoreAlongPath,
        from: Fraction,
        to: Fraction,
    ) -> Option<Overtake> {
        if rival.weight == (0, 0) {
            return None;
        }
        let up = to > from;
        let is_within = |point: Fraction| if up { point < to } else { point > to };
        if self.known != rival.known {
            let overtake = quadratic_overtake(self, rival, from, to);
            return overtake.filter(|overtake| is_within(overtake.point));
        }
        let (lead, slope) = (self.sum.0 - rival.sum.0, self.sum.1 - rival.sum.1);
        debug_assert!(
            from.evaluate((lead, slope)) >= 0.0,
            "the leader is not behind at {from:?}"
        );
        let point = Fraction::new(lead, -slope)?;
        ((slope < 0) == up && is_within(point)).then(|| Overtake {
            point,
            speed: slope.unsigned_abs() as f64 / self.known_weight(point),
            is_exact: true,
        })
    }

    /// Returns an overtake at the end of the path if the rival has a total there and this entry has none, since its
    /// criteria have no weight left. Of several rivals, the one with the greatest total is ahead.
    pub(super) fn leader_loses_total(
        &self,
        rival: &ScoreAlongPath,
        from: Fraction,
        to: Fraction,
    ) -> Option<Overtake> {
        if !self.loses_all_weight(from, to) || rival.loses_all_weight(from, to) {
            return None;
        }
        let weight = rival.known_weight(to);
        (weight > 0.0).then(|| Overtake {
            point: to,
            speed: to.evaluate(rival.sum) / weight,
            is_exact: true,
        })
    }

    /// Returns the weight of the criteria on which the entry has scores.
    fn known_weight(&self, point: Fraction) -> f64 {
        self.weight.0 as f64 + point.to_f64() * self.weight.1 as f64
    }

    /// Returns sum and weight at `from`, each followed by its change up to `to`.
    ///
    /// If no weight is left at the end, sum and weight shrink in proportion and the total is constant, so that both
    /// changes can be taken as 0.
    fn base_and_change(&self, from: Fraction, to: Fraction) -> [f64; 4] {
        let length = to.to_f64() - from.to_f64();
        let change = |slope: i128| match self.loses_all_weight(from, to) {
            true => 0.0,
            false => slope as f64 * length,
        };
        let (sum, weight) = (from.evaluate(self.sum), from.evaluate(self.weight));
        [sum, change(self.sum.1), weight, change(self.weight.1)]
    }

    /// Reports whether the entry's criteria have weight at `from` and none at `to`.
    fn loses_all_weight(&self, from: Fraction, to: Fraction) -> bool {
        if self.weight.1 == 0 {
            return false;
        }
        let weight = from.evaluate(self.weight);
        let change = self.weight.1 as f64 * (to.to_f64() - from.to_f64());
        weight + change < 1e-12 * weight
    }
}

impl Overtake {
    /// Reports whether this overtake precedes another on the path up or down, or is ahead just after the same point.
    pub(super) fn is_before(&self, other: &Overtake, up: bool) -> bool {
        let (first, second) = if up { (self, other) } else { (other, self) };
        if self.coincides_with(other) {
            return self.speed > other.speed;
        }
        first.point < second.point
    }

    /// Reports whether both are at the same point, within the precision of doubles.
    fn coincides_with(&self, other: &Overtake) -> bool {
        let distance = (self.point.to_f64() - other.point.to_f64()).abs();
        let is_exact = self.is_exact && other.is_exact;
        self.point == other.point || !is_exact && distance < 1e-13
    }
}

/// Finds the first point from which the lead is below 0.
fn quadratic_overtake(
    leader: &ScoreAlongPath,
    rival: &ScoreAlongPath,
    from: Fraction,
    to: Fraction,
) -> Option<Overtake> {
    let [sum, sum_change, weight, weight_change] = leader.base_and_change(from, to);
    let [rival_sum, rival_change, rival_weight, rival_weight_change] =
        rival.base_and_change(from, to);
    // A rival without a total at `from` has a constant one as soon as the path begins.
    let gains_total = rival_weight == 0.0;
    let [rival_sum, rival_change, rival_weight, rival_weight_change] = match gains_total {
        true => [rival_change, 0.0, rival_weight_change, 0.0],
        false => [rival_sum, rival_change, rival_weight, rival_weight_change],
    };
    let lead = sum_with_tolerance([sum * rival_weight, -rival_sum * weight]);
    if gains_total && lead < 0.0 {
        const SPEED_OF_JUMP: f64 = 1e30;
        return Some(Overtake {
            point: Fraction::from_f64(from.to_f64()),
            speed: -lead / (weight * rival_weight) * SPEED_OF_JUMP,
            is_exact: false,
        });
    }
    // After a fraction s of the path, the lead is constant + linear s + square s². The leader has a total at `from`, so
    // its weight is not 0.
    let scale = weight * weight;
    let constant = lead.max(0.0) / scale;
    let linear = sum_with_tolerance([
        sum * rival_weight_change,
        sum_change * rival_weight,
        -rival_sum * weight_change,
        -rival_change * weight,
    ]) / scale;
    let square = sum_with_tolerance([
        sum_change * rival_weight_change,
        -rival_change * weight_change,
    ]) / scale;
    let root = first_descent_below_zero(constant, linear, square)?;
    // The lead divided by this product is the difference of the totals.
    let weights = (weight + root * weight_change) * (rival_weight + root * rival_weight_change);
    let length = to.to_f64() - from.to_f64();
    // A rival that ties at the very end does not get ahead, whatever the rounding.
    (root < 1.0 - 1e-9).then(|| Overtake {
        point: Fraction::from_f64(from.to_f64() + root * length),
        speed: -(linear + 2.0 * square * root) * scale / weights / length.abs(),
        is_exact: false,
    })
}

/// Adds products; returns 0 if the sum is no greater than the rounding errors of products that cancel out.
///
/// Entries that tie along the whole path would otherwise seem to overtake one another at once.
fn sum_with_tolerance<const N: usize>(products: [f64; N]) -> f64 {
    let sum: f64 = products.iter().sum();
    let size: f64 = products.iter().map(|product| product.abs()).sum();
    if sum.abs() > 16.0 * f64::EPSILON * size {
        sum
    } else {
        0.0
    }
}

/// Finds the least `s` of at least 0 after which `constant + linear s + square s²` is below 0; the constant is not.
///
/// The roots are computed without cancellation (Press et al., Numerical Recipes, 5.6).
fn first_descent_below_zero(constant: f64, linear: f64, square: f64) -> Option<f64> {
    let discriminant = linear * linear - 4.0 * square * constant;
    if discriminant < 0.0 {
        return None;
    }
    let q = -0.5 * (linear + linear.signum() * discriminant.sqrt());
    let roots = [q / square, constant / q];
    let is_descent = |&root: &f64| {
        let slope = linear + 2.0 * square * root;
        root >= 0.0 && root.is_finite() && (slope < 0.0 || slope == 0.0 && square < 0.0)
    };
    roots.into_iter().filter(is_descent).reduce(f64::min)
}
