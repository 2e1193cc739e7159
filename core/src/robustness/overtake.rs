use super::Fraction;
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};

/// An entry's weighted sum and the weight that it is over, along a straight way through the weightings: each as a value
/// at 0 and its slope.
///
/// At `t` a criterion's weight is `base + t × slope`, in any unit, and the sum of all is the same everywhere. Every base
/// and slope is below 10¹¹, so that sums of positions over them fit 128 bits by far.
#[derive(Clone, Copy, Default)]
pub(super) struct ScoreAlongPath {
    sum: (i128, i128),
    weight: (i128, i128),
    /// A bit for every criterion that counts somewhere on the way and on which the entry has a score.
    known: u32,
}

/// Where an entry draws level with the one that leads, to overtake it beyond.
#[derive(Clone, Copy)]
pub(super) struct Overtake {
    pub(super) at: Fraction,
    /// How fast its total gains on the leader's there; of crossings at the same place the greatest is ahead beyond.
    pub(super) speed: f64,
    /// Whether the place is exact, not within the precision of doubles.
    pub(super) is_exact: bool,
}

impl ScoreAlongPath {
    /// An entry's course on the way on which criteria have these bases and slopes.
    pub(super) fn new(
        comparison: &Comparison,
        entry: EntryIndex,
        weights: impl Iterator<Item = (CriterionIndex, (i64, i64))>,
    ) -> ScoreAlongPath {
        let mut course = ScoreAlongPath::default();
        for (criterion, weight) in weights {
            course.add(comparison, entry, criterion, weight);
        }
        course
    }

    /// Lets a criterion weigh so much more.
    pub(super) fn add(
        &mut self,
        comparison: &Comparison,
        entry: EntryIndex,
        criterion: CriterionIndex,
        (base, slope): (i64, i64),
    ) {
        debug_assert!(base.abs().max(slope.abs()) < 100_000_000_000);
        let position = comparison.normalized_scores().get(criterion, entry);
        if let Some(position) = position.filter(|_| (base, slope) != (0, 0)) {
            let [base, slope] = [base, slope].map(i128::from);
            self.sum.0 += base * i128::from(position);
            self.sum.1 += slope * i128::from(position);
            self.weight.0 += base;
            self.weight.1 += slope;
            self.known |= 1 << criterion.0;
        }
    }

    /// Where the entry of another course overtakes this one's, which is not behind at `from`, on the way from there to
    /// `to`.
    ///
    /// The lead is `N(leader) W(rival) − N(rival) W(leader)`, with N an entry's weighted sum and W the weight of its known
    /// criteria. Both are linear in `t`. Where the same criteria are known of both, so is the lead, and the crossing
    /// exact; otherwise it is a root of a quadratic, within the precision of doubles.
    pub(super) fn overtake(
        &self,
        behind: &ScoreAlongPath,
        from: Fraction,
        to: Fraction,
    ) -> Option<Overtake> {
        if behind.weight == (0, 0) {
            return None;
        }
        let up = to > from;
        let is_within = |at: Fraction| if up { at < to } else { at > to };
        if self.known != behind.known {
            let overtake = quadratic(self, behind, from, to);
            return overtake.filter(|overtake| is_within(overtake.at));
        }
        let (lead, slope) = (self.sum.0 - behind.sum.0, self.sum.1 - behind.sum.1);
        debug_assert!(
            from.along((lead, slope)) >= 0.0,
            "the leader is not behind at {from:?}"
        );
        let at = Fraction::new(lead, -slope)?;
        ((slope < 0) == up && is_within(at)).then(|| Overtake {
            at,
            speed: slope.unsigned_abs() as f64 / self.whole(at),
            is_exact: true,
        })
    }

    /// The end of the way, if the entry of another course has a total there and this one's has none: nothing counts that
    /// is known of it. Of several rivals the one with the greatest total is ahead.
    pub(super) fn leader_loses_total(
        &self,
        behind: &ScoreAlongPath,
        from: Fraction,
        to: Fraction,
    ) -> Option<Overtake> {
        if !self.ends(from, to) || behind.ends(from, to) {
            return None;
        }
        let weight = behind.whole(to);
        (weight > 0.0).then(|| Overtake {
            at: to,
            speed: to.along(behind.sum) / weight,
            is_exact: true,
        })
    }

    /// The weight of all known criteria at a place.
    fn whole(&self, at: Fraction) -> f64 {
        self.weight.0 as f64 + at.to_f64() * self.weight.1 as f64
    }

    /// Sum and weight at `from`, and how much they change on the way to `to`.
    ///
    /// Where no weight is left at the end, all that is known shrinks alike, and the total is the same up to there: as if
    /// nothing changed.
    fn between(&self, from: Fraction, to: Fraction) -> [f64; 4] {
        let part = to.to_f64() - from.to_f64();
        let change = |slope: i128| match self.ends(from, to) {
            true => 0.0,
            false => slope as f64 * part,
        };
        let (sum, weight) = (from.along(self.sum), from.along(self.weight));
        [sum, change(self.sum.1), weight, change(self.weight.1)]
    }

    /// Whether all that is known has some weight at `from` and none at `to`.
    fn ends(&self, from: Fraction, to: Fraction) -> bool {
        if self.weight.1 == 0 {
            return false;
        }
        let weight = from.along(self.weight);
        let change = self.weight.1 as f64 * (to.to_f64() - from.to_f64());
        weight + change < 1e-12 * weight
    }
}

impl Overtake {
    /// Whether this one is met before another on the way up or down, or is ahead just beyond the same place.
    pub(super) fn is_before(&self, other: &Overtake, up: bool) -> bool {
        let (first, second) = if up { (self, other) } else { (other, self) };
        if self.is_at_place_of(other) {
            return self.speed > other.speed;
        }
        first.at < second.at
    }

    /// Whether both are at the same place, as far as is known.
    fn is_at_place_of(&self, other: &Overtake) -> bool {
        let off = (self.at.to_f64() - other.at.to_f64()).abs();
        let is_exact = self.is_exact && other.is_exact;
        self.at == other.at || !is_exact && off < 1e-13
    }
}

/// The first place from which the lead is below 0.
fn quadratic(
    ahead: &ScoreAlongPath,
    behind: &ScoreAlongPath,
    from: Fraction,
    to: Fraction,
) -> Option<Overtake> {
    let [sum, sum_change, weight, weight_change] = ahead.between(from, to);
    let [other, other_change, other_weight, other_weight_change] = behind.between(from, to);
    // One that has no total yet comes in with one, and keeps it.
    let comes_in = other_weight == 0.0;
    let [other, other_change, other_weight, other_weight_change] = match comes_in {
        true => [other_change, 0.0, other_weight_change, 0.0],
        false => [other, other_change, other_weight, other_weight_change],
    };
    let lead = together([sum * other_weight, -other * weight]);
    if comes_in && lead < 0.0 {
        const SUDDEN: f64 = 1e30;
        return Some(Overtake {
            at: Fraction::near(from.to_f64()),
            speed: -lead / (weight * other_weight) * SUDDEN,
            is_exact: false,
        });
    }
    // The lead after a part s of the way is constant + linear s + square s². The leader stands there: its weight is
    // not 0.
    let scale = weight * weight;
    let constant = lead.max(0.0) / scale;
    let linear = together([
        sum * other_weight_change,
        sum_change * other_weight,
        -other * weight_change,
        -other_change * weight,
    ]) / scale;
    let square = together([
        sum_change * other_weight_change,
        -other_change * weight_change,
    ]) / scale;
    let part = first_below_zero(constant, linear, square)?;
    // From the lead to the difference of the totals.
    let weights = (weight + part * weight_change) * (other_weight + part * other_weight_change);
    let length = to.to_f64() - from.to_f64();
    // Who draws level at the very end does not get ahead, however that is rounded.
    (part < 1.0 - 1e-9).then(|| Overtake {
        at: Fraction::near(from.to_f64() + part * length),
        speed: -(linear + 2.0 * square * part) * scale / weights / length.abs(),
        is_exact: false,
    })
}

/// The sum of some products; 0 where it is no more than what rounding leaves of products that cancel out.
///
/// Entries that are level all the way would otherwise seem to overtake one another at once.
fn together<const N: usize>(products: [f64; N]) -> f64 {
    let sum: f64 = products.iter().sum();
    let size: f64 = products.iter().map(|product| product.abs()).sum();
    if sum.abs() > 16.0 * f64::EPSILON * size {
        sum
    } else {
        0.0
    }
}

/// The least `s` of at least 0 beyond which `constant + linear s + square s²` is below 0; the constant is not.
///
/// The roots are those of Press et al., Numerical Recipes, 5.6, where nothing cancels out.
fn first_below_zero(constant: f64, linear: f64, square: f64) -> Option<f64> {
    let discriminant = linear * linear - 4.0 * square * constant;
    if discriminant < 0.0 {
        return None;
    }
    let q = -0.5 * (linear + linear.signum() * discriminant.sqrt());
    let roots = [q / square, constant / q];
    let falls = |&root: &f64| {
        let slope = linear + 2.0 * square * root;
        root >= 0.0 && root.is_finite() && (slope < 0.0 || slope == 0.0 && square < 0.0)
    };
    roots.into_iter().filter(falls).reduce(f64::min)
}
