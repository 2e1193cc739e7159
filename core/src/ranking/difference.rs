use super::Contributions;
use crate::ids::CriterionIndex;

/// Why one entry's total is above or below another's, in tenths of a point as shown: the parts add up
/// to the whole, and the whole is the difference of the two totals as they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The first entry's points less the second's, in tenths; −1,000 to 1,000.
    pub total: i16,
    /// What every criterion adds to it, without those that add nothing; the greatest first.
    pub by_criterion: Vec<(CriterionIndex, i16)>,
}

impl Difference {
    /// How the first of two entries differs from the second.
    pub fn new(first: &Contributions, second: &Contributions) -> Difference {
        let pairs = first.iter().zip(second.iter());
        let by_criterion = pairs.map(|(a, b)| {
            let [a_tenths, b_tenths] = [a, b].map(|part| part.points.tenths() as i16);
            (a.criterion, a_tenths - b_tenths)
        });
        let mut by_criterion: Vec<(CriterionIndex, i16)> =
            by_criterion.filter(|&(_, part)| part != 0).collect();
        by_criterion.sort_by_key(|&(_, part)| std::cmp::Reverse(part.abs()));
        Difference {
            total: by_criterion.iter().map(|&(_, part)| part).sum(),
            by_criterion,
        }
    }
}
