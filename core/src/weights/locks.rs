use serde::{Deserialize, Serialize};

use super::{Weight, Weights};
use crate::ids::CriterionIndex;
use crate::weights::apportionment::apportion;

/// The criteria whose weights stay as they are.
///
/// As long as there is one, moving a weight keeps the sum of all: the free others make up for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Locks(Vec<CriterionIndex>);

impl Locks {
    /// Whether no weight is locked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this criterion's weight is locked.
    pub fn contains(&self, criterion: CriterionIndex) -> bool {
        self.0.contains(&criterion)
    }

    /// The locked criteria in their order.
    pub fn iter(&self) -> impl Iterator<Item = CriterionIndex> {
        self.0.iter().copied()
    }

    /// Whether one more of so many criteria can be locked.
    ///
    /// Two stay free: one alone could not move without changing the sum.
    pub fn has_room(&self, criteria: usize) -> bool {
        self.0.len() + 2 < criteria
    }

    /// Locks this criterion of so many, if there is room, or unlocks it.
    pub fn toggle(&mut self, criterion: CriterionIndex, criteria: usize) {
        match self.0.binary_search(&criterion) {
            Ok(index) => drop(self.0.remove(index)),
            Err(index) if self.has_room(criteria) => self.0.insert(index, criterion),
            Err(_) => {}
        }
    }
}

impl Weights {
    /// These weights with one moved; a locked one, which must not be `criterion`, stays.
    ///
    /// Without locks nothing else moves. Otherwise the sum stays, exactly: the free others share what is
    /// left in proportion to what they are now, or equally where they are all 0, none more than
    /// [`Weight::MAX`]; and the moved one stops at [`Weights::limits`].
    pub fn rebalanced(&self, criterion: CriterionIndex, weight: Weight, locks: &Locks) -> Weights {
        debug_assert!(!locks.contains(criterion), "a locked weight does not move");
        let mut moved = self.clone();
        if locks.is_empty() {
            moved.set(criterion, weight);
            return moved;
        }
        let (low, high) = self.limits(criterion, locks);
        let weight = weight.clamp(low, high);
        moved.set(criterion, weight);
        let (mut others, pool) = self.others(criterion, locks);
        let mut rest = pool - u32::from(weight.hundredths());
        while !others.is_empty() {
            let parts = others.iter().map(|&(_, part)| part);
            let parts: Vec<u128> = match parts.clone().sum() {
                0u128 => vec![1; others.len()],
                _ => parts.collect(),
            };
            let portions = apportion(&parts, parts.iter().sum(), rest);
            let max = u32::from(Weight::MAX.hundredths());
            let filled = portions.iter().any(|&portion| portion > max);
            let mut left = Vec::new();
            for (&(other, part), portion) in others.iter().zip(portions) {
                if filled && portion <= max {
                    left.push((other, part));
                    continue;
                }
                moved.set(other, Weight::saturating_from_hundredths(portion));
                rest -= portion.min(max);
            }
            others = left;
        }
        moved
    }

    /// The least and the greatest that a free weight can be moved to.
    pub fn limits(&self, criterion: CriterionIndex, locks: &Locks) -> (Weight, Weight) {
        if locks.is_empty() {
            return (Weight::ZERO, Weight::MAX);
        }
        let (others, pool) = self.others(criterion, locks);
        let max = u32::from(Weight::MAX.hundredths());
        let least = pool.saturating_sub(others.len() as u32 * max);
        (
            Weight::saturating_from_hundredths(least),
            Weight::saturating_from_hundredths(pool),
        )
    }

    /// The other free criteria with their weights, and the sum of all free weights, in hundredths.
    fn others(
        &self,
        criterion: CriterionIndex,
        locks: &Locks,
    ) -> (Vec<(CriterionIndex, u128)>, u32) {
        let free = self.iter().filter(|&(other, _)| !locks.contains(other));
        let pool = free
            .clone()
            .map(|(_, weight)| u32::from(weight.hundredths()))
            .sum();
        let others = free.filter(|&(other, _)| other != criterion);
        let others = others.map(|(other, weight)| (other, u128::from(weight.hundredths())));
        (others.collect(), pool)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CriterionIndex, Locks, Weight, Weights};

    fn weights(hundredths: &[u16]) -> Weights {
        let weights = hundredths.iter();
        weights
            .filter_map(|&hundredths| Weight::from_hundredths(hundredths))
            .collect()
    }

    fn hundredths(weights: &Weights) -> Vec<u32> {
        weights.hundredths().collect()
    }

    fn locks(criteria: &[u8], of: usize) -> Locks {
        let mut locks = Locks::default();
        for &criterion in criteria {
            locks.toggle(CriterionIndex(criterion), of);
        }
        locks
    }

    fn weight(hundredths: u16) -> Weight {
        Weight::from_hundredths(hundredths).expect("a weight of the test")
    }

    #[test]
    fn without_locks_only_the_moved_weight_changes() {
        let moved = weights(&[3000, 2000, 1000]).rebalanced(
            CriterionIndex(1),
            weight(9000),
            &Locks::default(),
        );
        assert_eq!(hundredths(&moved), [3000, 9000, 1000]);
    }

    #[test]
    fn the_free_others_share_the_rest_in_proportion() {
        let moved = weights(&[3000, 2500, 1500, 1500, 1000, 500]).rebalanced(
            CriterionIndex(1),
            weight(3400),
            &locks(&[0], 6),
        );
        assert_eq!(hundredths(&moved), [3000, 3400, 1200, 1200, 800, 400]);
    }

    #[test]
    fn from_the_far_end_the_others_come_back() {
        let locks = locks(&[0], 4);
        let end =
            weights(&[3000, 4000, 2000, 1000]).rebalanced(CriterionIndex(1), Weight::MAX, &locks);
        assert_eq!(hundredths(&end), [3000, 7000, 0, 0]);
        let back = end.rebalanced(CriterionIndex(1), weight(3000), &locks);
        assert_eq!(hundredths(&back), [3000, 3000, 2000, 2000]);
    }

    #[test]
    fn no_weight_is_pushed_over_the_greatest() {
        let start = weights(&[9000, 9000, 9000, 100]);
        let moved = start.rebalanced(CriterionIndex(1), Weight::ZERO, &locks(&[0], 4));
        assert_eq!(hundredths(&moved), [9000, 0, 10_000, 8100]);
        let limits = weights(&[9000, 9000, 9000, 9000]).limits(CriterionIndex(1), &locks(&[0], 4));
        assert_eq!(limits, (weight(7000), Weight::MAX));
    }

    #[test]
    fn two_weights_stay_free() {
        let all = locks(&[0, 1, 2, 3], 4);
        assert_eq!(
            all.iter().collect::<Vec<_>>(),
            [CriterionIndex(0), CriterionIndex(1)]
        );
        assert!(!all.has_room(4));
        assert!(!Locks::default().has_room(2));
    }

    proptest! {
        #[test]
        fn locked_weights_and_the_sum_stay_whatever_is_moved(
            start in proptest::collection::vec(0u16..=10_000, 3..24),
            locked in proptest::collection::vec(any::<u8>(), 1..24),
            criterion in any::<u8>(),
            to in 0u16..=10_000,
        ) {
            let count = start.len();
            let criterion = CriterionIndex(criterion % count as u8);
            let mut locks = Locks::default();
            for &other in &locked {
                let other = CriterionIndex(other % count as u8);
                if other != criterion && !locks.contains(other) {
                    locks.toggle(other, count);
                }
            }
            let before = weights(&start);
            let after = before.rebalanced(criterion, weight(to), &locks);
            for locked in locks.iter() {
                prop_assert_eq!(after[locked], before[locked]);
            }
            if !locks.is_empty() {
                prop_assert_eq!(after.hundredths().sum::<u32>(), before.hundredths().sum::<u32>());
                let (low, high) = before.limits(criterion, &locks);
                prop_assert_eq!(after[criterion], weight(to).clamp(low, high));
                // Wherever it went, it can go back: nothing sticks.
                let back = after.rebalanced(criterion, before[criterion], &locks);
                prop_assert_eq!(back[criterion], before[criterion]);
            }
        }
    }
}
