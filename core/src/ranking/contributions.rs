use super::total::{Points, Total};
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::apportionment::apportion;
use crate::weights::{Share, Shares, Weights};

/// The contributions of all criteria to an entry's total, rounded so that their points add up to those of the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributions(Vec<Contribution>);

/// The contribution of a criterion to an entry's total: the criterion's weight share × the entry's normalized score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The criterion.
    pub criterion: CriterionIndex,
    /// The criterion's share of the weights of all criteria on which the entry has a score; `None` if it has none on this
    /// one.
    pub share: Option<Share>,
    /// The points.
    pub points: Points,
}

impl Contributions {
    /// Computes the contributions of all criteria; all are 0 if the entry has no total.
    pub fn new(comparison: &Comparison, weights: &Weights, entry: EntryIndex) -> Contributions {
        let normalized_scores = comparison.normalized_scores();
        let score = |criterion| normalized_scores.get(criterion, entry);
        let parts = weights.iter().map(|(criterion, weight)| {
            u128::from(weight.hundredths()) * u128::from(score(criterion).unwrap_or(0))
        });
        let parts: Vec<u128> = parts.collect();
        let max_numerator = Total::new(comparison, weights, entry).map_or(0, Total::max_numerator);
        let shares = Shares::with_filter(weights, |criterion| score(criterion).is_some());
        let tenths = apportion(&parts, max_numerator, 1000);
        let contributions = (0..).map(CriterionIndex).zip(tenths);
        let contributions = contributions.map(|(criterion, tenths)| Contribution {
            criterion,
            share: score(criterion).map(|_| shares[criterion]),
            points: Points::from_tenths(tenths as u16),
        });
        Contributions(contributions.collect())
    }

    /// Iterates over the contributions in the order of the criteria.
    pub fn iter(&self) -> impl Iterator<Item = Contribution> {
        self.0.iter().copied()
    }
}
