use serde::{Deserialize, Serialize};

use super::line::{Course, Crossing};
use super::{Fraction, Standpoint, duel};
use crate::dataset::MISSING;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Total, Totals};
use crate::weights::Locks;

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

/// Another first of the ranking, with the same total as its leader: whatever the weights if the leader is `always` first and
/// no `shift` gives another, else until the least shift, which takes no weight. `None` if a shift takes some.
pub fn level_on_top(
    standpoint: &Standpoint,
    shift: Option<&Shift>,
    always: bool,
) -> Option<EntryIndex> {
    let Standpoint {
        comparison,
        weights,
        leader,
        ..
    } = *standpoint;
    if let Some(shift) = shift {
        let total = |entry| Total::new(comparison, weights, entry);
        let is_level = shift.share == Fraction::ZERO && total(shift.rival) == total(leader);
        return is_level.then_some(shift.rival);
    }
    let rivals = standpoint.rivals().filter(|_| always);
    let level = rivals.filter(|&rival| duel(comparison, leader, rival).level);
    level.min_by(|&a, &b| comparison.published_order(a, b))
}

/// The least weight that makes another entry first, when it goes from one criterion to another, neither of them locked;
/// `None` if no such way leads to another leader.
///
/// Exact where the same scores are known of the leader and its rival, otherwise within the precision of doubles. It takes
/// as many steps as there are rivals and pairs of criteria.
pub fn least_shift(standpoint: &Standpoint, locks: &Locks) -> Option<Shift> {
    let Standpoint {
        comparison,
        weights,
        leader,
        ..
    } = *standpoint;
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
        (entry, Course::new(comparison, entry, weights))
    };
    let ahead = course(leader);
    let rivals: Vec<(EntryIndex, Course)> = standpoint.rivals().map(course).collect();
    let mut least: Option<(Crossing, Shift)> = None;
    for (from, part) in free.clone().filter(|&(_, part)| part > 0) {
        let all = Fraction::new(part.into(), whole.into())?;
        for (to, _) in free.clone().filter(|&(to, _)| to != from) {
            let shifted = |&(entry, mut course): &(EntryIndex, Course)| {
                course.add(comparison, entry, from, (0, -whole));
                course.add(comparison, entry, to, (0, whole));
                course
            };
            let ahead = shifted(&ahead);
            for rival in &rivals {
                let behind = shifted(rival);
                let crossing = ahead.crossing(&behind, Fraction::ZERO, all);
                let crossing = crossing.or_else(|| ahead.left_alone(&behind, Fraction::ZERO, all));
                let is_least = |crossing: &Crossing| {
                    let least = least.as_ref();
                    least.is_none_or(|(before, _)| crossing.is_before(before, true))
                };
                if let Some(crossing) = crossing.filter(is_least) {
                    let shift = Shift {
                        from,
                        to,
                        share: crossing.at,
                        rival: rival.0,
                    };
                    least = Some((crossing, shift));
                }
            }
        }
    }
    least.map(|(_, shift)| shift)
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
