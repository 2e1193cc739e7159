use super::total::{Points, Total};
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::apportionment::apportion;
use crate::weights::{Share, Shares, Weights};

/// What every criterion adds to an entry's total, rounded so that the points add up to those shown
/// for the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributions(Vec<Contribution>);

/// What a criterion adds to an entry's total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Which criterion.
    pub criterion: CriterionIndex,
    /// Its share of the weight among the criteria on which the entry has a score; `None` if it has
    /// none on this one.
    pub share: Option<Share>,
    /// The points it adds.
    pub points: Points,
}

impl Contributions {
    /// Every criterion's contribution, in their order; all 0 if there is no total.
    pub fn new(comparison: &Comparison, weights: &Weights, entry: EntryIndex) -> Contributions {
        let normalized_scores = comparison.normalized_scores();
        let position = |criterion| normalized_scores.get(criterion, entry);
        let parts = weights.iter().map(|(criterion, weight)| {
            u128::from(weight.hundredths()) * u128::from(position(criterion).unwrap_or(0))
        });
        let parts: Vec<u128> = parts.collect();
        let max_numerator = Total::new(comparison, weights, entry).map_or(0, Total::max_numerator);
        let shares = Shares::among(weights, |criterion| position(criterion).is_some());
        let tenths = apportion(&parts, max_numerator, 1000);
        let contributions = (0..).map(CriterionIndex).zip(tenths);
        let contributions = contributions.map(|(criterion, tenths)| Contribution {
            criterion,
            share: position(criterion).map(|_| shares[criterion]),
            points: Points::from_tenths(tenths as u16),
        });
        Contributions(contributions.collect())
    }

    /// The contributions in the order of the criteria.
    pub fn iter(&self) -> impl Iterator<Item = Contribution> {
        self.0.iter().copied()
    }
}
