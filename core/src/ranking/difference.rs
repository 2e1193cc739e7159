use super::{Contribution, Contributions, Points};
use crate::ids::CriterionIndex;

/// The difference of two entries' totals by criterion, in tenths of a point, as rounded for display: the parts add up to
/// the difference of the displayed totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The first entry's points minus the second's, in tenths: −1,000 to 1,000.
    pub total: i16,
    /// The difference of the criteria's contributions, without those that are equal; the largest first.
    pub by_criterion: Vec<(CriterionIndex, i16)>,
    /// The criteria with a weight on which the first entry alone has no score, and those on which the second alone has
    /// none. The other criteria of such an entry count for more.
    pub missing: [Vec<CriterionIndex>; 2],
}

/// Returns the index of the most points, and the tenths of a point by which they exceed the next fewer ones; `None` if
/// several are equally many, or all are.
pub fn lead(points: &[Points]) -> Option<(usize, i16)> {
    let highest = *points.iter().max()?;
    let mut leaders = (0..points.len()).filter(|&index| points[index] == highest);
    let leader = leaders.next().filter(|_| leaders.next().is_none())?;
    let next = *points.iter().filter(|&&points| points < highest).max()?;
    Some((leader, highest.tenths() as i16 - next.tenths() as i16))
}

impl Difference {
    /// Computes the first entry's total minus the second's.
    pub fn new(first: &Contributions, second: &Contributions) -> Difference {
        let pairs = first.iter().zip(second.iter());
        let by_criterion = pairs.map(|(a, b)| {
            let [a_tenths, b_tenths] =
                [a, b].map(|contribution| contribution.points.tenths() as i16);
            (a.criterion, a_tenths - b_tenths)
        });
        let mut by_criterion: Vec<(CriterionIndex, i16)> =
            by_criterion.filter(|&(_, part)| part != 0).collect();
        by_criterion.sort_unstable_by_key(|&(criterion, part)| {
            (std::cmp::Reverse(part.abs()), criterion.0)
        });
        Difference {
            total: by_criterion.iter().map(|&(_, part)| part).sum(),
            by_criterion,
            missing: [missing(first, second), missing(second, first)],
        }
    }
}

/// Returns the criteria with a weight on which `entry` has no score, and `other` has one.
fn missing(entry: &Contributions, other: &Contributions) -> Vec<CriterionIndex> {
    let has_weight = |contribution: Contribution| {
        let share = contribution.share;
        share.is_some_and(|share| share.tenths() > 0)
    };
    let pairs = entry.iter().zip(other.iter());
    let missing =
        pairs.filter(|&(of_entry, of_other)| of_entry.share.is_none() && has_weight(of_other));
    missing.map(|(of_entry, _)| of_entry.criterion).collect()
}
