use serde::{Deserialize, Serialize};

use super::line::{Crossing, Line};
use super::{Fraction, Standpoint, duel};
use crate::dataset::{Comparison, MISSING};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::Totals;
use crate::weights::{Locks, Weight};

/// Weight that goes from one criterion to another, and makes another entry first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
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

impl Shift {
    /// A tenth of a percentage point more than [`Shift::share`] at most, and enough to make the rival first.
    pub fn points(&self) -> f64 {
        (1000.0 * self.share.to_f64() - 1e-9).ceil().max(1.0) / 10.0
    }
}

/// How firm a ranking is, by the least [`Shift`] that gives it another leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Firmness {
    /// Less than 5 percentage points.
    Thread,
    /// Less than 15 percentage points.
    Fair,
    /// 15 percentage points or more, or no weight at all, and missing scores change nothing.
    Firm,
}

impl Firmness {
    /// Its name for programs: `thread`, `fair` or `firm`.
    pub fn name(self) -> &'static str {
        match self {
            Firmness::Thread => "thread",
            Firmness::Fair => "fair",
            Firmness::Firm => "firm",
        }
    }

    /// How firm a ranking is that such a shift, or none, gives another leader, and whose lead may be [open](lead_is_open).
    pub fn new(shift: Option<&Shift>, is_open: bool) -> Firmness {
        let below = |percent| {
            Fraction::new(percent, 100)
                .zip(shift)
                .is_some_and(|(limit, shift)| shift.share < limit)
        };
        if below(5) {
            Firmness::Thread
        } else if is_open || below(15) {
            Firmness::Fair
        } else {
            Firmness::Firm
        }
    }
}

/// Another first of a ranking, with the same total as its leader: whatever the weights if the leader is `always` first and
/// no `shift` gives another, else until the least shift, which takes no weight. `None` if a shift takes some.
pub fn level_on_top(
    comparison: &Comparison,
    leader: EntryIndex,
    mut firsts: impl Iterator<Item = EntryIndex>,
    shift: Option<&Shift>,
    always: bool,
) -> Option<EntryIndex> {
    firsts.find(|&entry| match shift {
        Some(shift) => shift.share == Fraction::ZERO && shift.rival == entry,
        None => always && entry != leader && duel(comparison, leader, entry).level,
    })
}

/// The least weight that makes another entry first, when it goes from one criterion to another, neither of them locked;
/// `None` if no such way leads to another leader.
///
/// Exact where the same scores are known of the leader and its rival, otherwise within the precision of doubles. It takes
/// as many steps as there are rivals and pairs of criteria, and where scores are missing as many more as there are
/// criteria.
pub fn least_shift(standpoint: &Standpoint, locks: &Locks) -> Option<Shift> {
    let weights = standpoint.weights;
    let whole: i64 = weights
        .iter()
        .map(|(_, weight)| i64::from(weight.hundredths()))
        .sum();
    let free: Vec<(CriterionIndex, Weight)> = weights
        .iter()
        .filter(|&(criterion, _)| !locks.contains(criterion))
        .collect();
    let mut least: Option<(Crossing, Shift)> = None;
    for rival in standpoint.rivals() {
        let pursuit = Pursuit::new(standpoint, rival);
        for &(from, weight) in free.iter().filter(|&&(_, weight)| weight > Weight::ZERO) {
            let all = Fraction::new(weight.hundredths().into(), whole.into())?;
            for &(to, _) in free.iter().filter(|&&(to, _)| to != from) {
                let crossing = pursuit.crossing(from, to, all);
                let is_least = |crossing: &Crossing| {
                    least.as_ref().is_none_or(|(before, shift)| {
                        crossing.is_before(before, true)
                            || !before.is_before(crossing, true)
                                && (from, to) < (shift.from, shift.to)
                    })
                };
                if let Some(crossing) = crossing.filter(is_least) {
                    let share = crossing.at;
                    let shift = Shift {
                        from,
                        to,
                        share,
                        rival,
                    };
                    least = Some((crossing, shift));
                }
            }
        }
    }
    least.map(|(_, shift)| shift)
}

/// How a rival catches up with the leader when weight goes from one criterion to another.
struct Pursuit<'a> {
    standpoint: &'a Standpoint<'a>,
    rival: EntryIndex,
    /// What the leader has more than the rival by criterion, if all their scores are known.
    advantages: Option<Vec<i128>>,
    /// How far the leader is ahead now, by those.
    lead: i128,
    /// All weight.
    whole: i64,
}

impl<'a> Pursuit<'a> {
    fn new(standpoint: &'a Standpoint<'a>, rival: EntryIndex) -> Pursuit<'a> {
        let Standpoint {
            comparison,
            weights,
            leader,
            ..
        } = *standpoint;
        let advantage = |(criterion, _)| {
            let column = comparison.positions().column(criterion);
            match [leader, rival].map(|entry| column[entry.0 as usize]) {
                [MISSING, _] | [_, MISSING] => None,
                [own, its] => Some(i128::from(own) - i128::from(its)),
            }
        };
        let advantages: Option<Vec<i128>> = comparison.indexed_criteria().map(advantage).collect();
        let pairs = advantages.iter().flatten().zip(weights.iter());
        let hundredths = |weight: Weight| i64::from(weight.hundredths());
        Pursuit {
            standpoint,
            rival,
            lead: pairs
                .map(|(advantage, (_, weight))| advantage * i128::from(hundredths(weight)))
                .sum(),
            advantages,
            whole: weights.iter().map(|(_, weight)| hundredths(weight)).sum(),
        }
    }

    /// Where the rival overtakes the leader while less than `all`, a share of the total, goes from one to the other; or
    /// there, if that leaves the leader without a total.
    fn crossing(
        &self,
        from: CriterionIndex,
        to: CriterionIndex,
        all: Fraction,
    ) -> Option<Crossing> {
        let Standpoint {
            comparison,
            weights,
            leader,
            ..
        } = *self.standpoint;
        if let Some(advantages) = &self.advantages {
            let [lost, won] = [from, to].map(|criterion| advantages[usize::from(criterion.0)]);
            let pace = i128::from(self.whole) * (lost - won);
            // Less than all that there is, in whole numbers.
            if lost <= won || self.lead >= i128::from(weights[from].hundredths()) * (lost - won) {
                return None;
            }
            let at = Fraction::new(self.lead, pace)?;
            let speed = pace as f64 / self.whole as f64;
            let is_exact = true;
            return Some(Crossing {
                at,
                speed,
                is_exact,
            });
        }
        let moved = |criterion| i64::from(criterion == to) - i64::from(criterion == from);
        let weights = weights
            .iter()
            .map(|(criterion, weight)| (weight.hundredths().into(), self.whole * moved(criterion)));
        let line = Line::new(weights);
        let crossing = line.crossing(comparison, leader, self.rival, Fraction::ZERO, all);
        crossing.or_else(|| line.left_alone(comparison, leader, self.rival, Fraction::ZERO, all))
    }
}

/// Whether the leader is first under every weighting, be it tied: no rival has a better score on any criterion.
pub fn leads_always(standpoint: &Standpoint) -> bool {
    let Standpoint {
        comparison, leader, ..
    } = *standpoint;
    comparison.indexed_criteria().all(|(criterion, _)| {
        let column = comparison.positions().column(criterion);
        let best = column[leader.0 as usize];
        best != MISSING
            && standpoint
                .rivals()
                // A missing position is greater than every other one.
                .all(|rival| column[rival.0 as usize] <= best)
    })
}

/// Whether another entry could be first, with these weights, if all missing scores were known: one whose greatest total
/// is above the leader's least.
pub fn lead_is_open(standpoint: &Standpoint) -> bool {
    let totals = Totals::new(standpoint.comparison, standpoint.weights);
    let bounds = |entry| totals.bounds(entry).unzip();
    let least = bounds(standpoint.leader).0.or(totals.of(standpoint.leader));
    let mut rivals = standpoint.rivals();
    rivals.any(|rival| bounds(rival).1.or(totals.of(rival)) > least)
}
