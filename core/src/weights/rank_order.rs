use std::cmp::Reverse;

use super::{Weight, Weights};
use crate::ids::CriterionIndex;
use crate::weights::apportionment::apportion;

/// The least common multiple of the numbers from 1 to 24, over which all parts are integers.
const MULTIPLE: u128 = 5_354_228_880;

impl Weights {
    /// Returns the rank-order-centroid weights of the criteria, at most 24, of which `order` has each once, the most
    /// important first: the k-th of n has 100/n · Σ 1/i for i from k to n, rounded to hundredths that add up to 100.
    ///
    /// They are the mean of all sets of weights that agree with the order (Barron & Barrett 1996, “Decision quality
    /// using ranked attribute weights”, Management Science 42).
    pub fn by_rank_order(order: &[CriterionIndex]) -> Weights {
        let count = order.len() as u128;
        debug_assert!(count <= 24, "{count} criteria");
        let parts = (1..=count).map(|k| (k..=count).map(|i| MULTIPLE / i).sum());
        let parts: Vec<u128> = parts.collect();
        let max = u32::from(Weight::MAX.hundredths());
        let hundredths = apportion(&parts, parts.iter().sum(), max);
        let mut weights: Weights = order.iter().map(|_| Weight::ZERO).collect();
        for (&criterion, hundredths) in order.iter().zip(hundredths) {
            weights.set(criterion, Weight::saturating_from_hundredths(hundredths));
        }
        weights
    }

    /// Returns the criteria by decreasing weight; those of equal weight stay in their order.
    pub fn rank_order(&self) -> Vec<CriterionIndex> {
        let mut order: Vec<CriterionIndex> = self.iter().map(|(criterion, _)| criterion).collect();
        order.sort_unstable_by_key(|&criterion| (Reverse(self[criterion]), criterion.0));
        order
    }

    /// Returns the rank-order-centroid weights for the order of these weights with one criterion at another position,
    /// counted from 0; positions after the last stand for the last.
    pub fn with_position(&self, criterion: CriterionIndex, position: usize) -> Weights {
        let mut order = self.rank_order();
        order.retain(|&other| other != criterion);
        order.insert(position.min(order.len()), criterion);
        Weights::by_rank_order(&order)
    }

    /// Returns equal weights for this many criteria.
    pub fn equal(criteria: usize) -> Weights {
        let weight = Weight::saturating_from_hundredths((100 / criteria.max(1)) as u32 * 100);
        (0..criteria).map(|_| weight).collect()
    }

    /// Reports whether all weights are equal and not 0.
    pub fn are_equal(&self) -> bool {
        let mut weights = self.hundredths();
        let first = weights.next().filter(|&first| first > 0);
        first.is_some_and(|first| weights.all(|weight| weight == first))
    }
}
