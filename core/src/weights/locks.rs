use serde::{Deserialize, Serialize};

use super::{Weight, Weights};
use crate::ids::CriterionIndex;
use crate::weights::apportionment::apportion;

/// The criteria whose weights are locked.
///
/// While any weight is locked, changing another one keeps the sum of all: the unlocked others are rebalanced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Locks(Vec<CriterionIndex>);

impl Locks {
    /// Reports whether no weight is locked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reports whether this criterion's weight is locked.
    pub fn contains(&self, criterion: CriterionIndex) -> bool {
        self.0.contains(&criterion)
    }

    /// Iterates over the locked criteria, in order.
    pub fn iter(&self) -> impl Iterator<Item = CriterionIndex> {
        self.0.iter().copied()
    }

    /// Reports whether one more of this many criteria can be locked.
    ///
    /// Two must stay unlocked: a single one could not change without changing the sum.
    pub fn has_room(&self, criteria: usize) -> bool {
        self.0.len() + 2 < criteria
    }

    /// Unlocks this criterion if it is locked; otherwise locks it, if [`Locks::has_room`] for one more of this many
    /// criteria.
    pub fn toggle(&mut self, criterion: CriterionIndex, criteria: usize) {
        match self.0.binary_search(&criterion) {
            Ok(index) => drop(self.0.remove(index)),
            Err(index) if self.has_room(criteria) => self.0.insert(index, criterion),
            Err(_) => {}
        }
    }
}

impl Weights {
    /// Returns these weights with that of `criterion`, which must not be locked, set to `weight`.
    ///
    /// Without locks nothing else changes. With locks, the sum of all weights stays exactly the same: the other unlocked
    /// weights share the remainder in proportion to their present values, or equally if these are all 0, each capped at
    /// [`Weight::MAX`]; and `weight` is clamped to [`Weights::limits`].
    pub fn rebalanced(&self, criterion: CriterionIndex, weight: Weight, locks: &Locks) -> Weights {
        debug_assert!(!locks.contains(criterion), "a locked weight does not move");
        let mut rebalanced = self.clone();
        if locks.is_empty() {
            rebalanced.set(criterion, weight);
            return rebalanced;
        }
        let (low, high) = self.limits(criterion, locks);
        let weight = weight.clamp(low, high);
        rebalanced.set(criterion, weight);
        let (mut unlocked, pool) = self.unlocked_others(criterion, locks);
        let mut rest = pool - u32::from(weight.hundredths());
        while !unlocked.is_empty() {
            let parts = unlocked.iter().map(|&(_, part)| part);
            let parts: Vec<u128> = match parts.clone().sum() {
                0u128 => vec![1; unlocked.len()],
                _ => parts.collect(),
            };
            let portions = apportion(&parts, parts.iter().sum(), rest);
            let max = u32::from(Weight::MAX.hundredths());
            let filled = portions.iter().any(|&portion| portion > max);
            let mut remaining = Vec::new();
            for (&(other, part), portion) in unlocked.iter().zip(portions) {
                if filled && portion <= max {
                    remaining.push((other, part));
                } else {
                    rebalanced.set(other, Weight::saturating_from_hundredths(portion));
                    rest -= portion.min(max);
                }
            }
            unlocked = remaining;
        }
        rebalanced
    }

    /// Returns these weights with `percent` as the share of the total of `criterion`, which must not be locked.
    ///
    /// The other unlocked weights keep their proportions, or become equal if all are 0. A share of 0 makes the weight 0 and
    /// leaves the others as they are. Without locks, only the weight of `criterion` changes, unless it would exceed
    /// [`Weight::MAX`]: then it is that, and the others shrink. With locks, the share is clamped to what they allow, as by
    /// [`Weights::rebalanced`].
    pub fn with_share(&self, criterion: CriterionIndex, percent: Weight, locks: &Locks) -> Weights {
        const WHOLE: u64 = 10_000;
        let share = u64::from(percent.hundredths());
        let total: u64 = self.hundredths().map(u64::from).sum();
        let rounded = |number: u64, divisor: u64| {
            Weight::saturating_from_hundredths(((2 * number + divisor) / (2 * divisor)) as u32)
        };
        if !locks.is_empty() {
            return self.rebalanced(criterion, rounded(total * share, WHOLE), locks);
        }
        let max = u64::from(Weight::MAX.hundredths());
        let others = total - u64::from(self[criterion].hundredths());
        if share == 0 || others > 0 && others * share <= max * (WHOLE - share) {
            let mut weights = self.clone();
            weights.set(criterion, rounded(others * share, (WHOLE - share).max(1)));
            return weights;
        }
        let (weight, rest) = match others {
            0 => (share, WHOLE - share),
            _ => (max, max * (WHOLE - share) / share),
        };
        let proportion = |other: CriterionIndex, part: Weight| match others {
            _ if other == criterion => 0,
            0 => 1,
            _ => u128::from(part.hundredths()),
        };
        let parts = self.iter().map(|(other, part)| proportion(other, part));
        let parts: Vec<u128> = parts.collect();
        let portions = apportion(&parts, parts.iter().sum(), rest as u32);
        let portions = portions.into_iter();
        let mut weights: Weights = portions.map(Weight::saturating_from_hundredths).collect();
        weights.set(criterion, Weight::saturating_from_hundredths(weight as u32));
        weights
    }

    /// Returns the lowest and the highest value that an unlocked weight can be set to.
    pub fn limits(&self, criterion: CriterionIndex, locks: &Locks) -> (Weight, Weight) {
        if locks.is_empty() {
            return (Weight::ZERO, Weight::MAX);
        }
        let (unlocked, pool) = self.unlocked_others(criterion, locks);
        let max = u32::from(Weight::MAX.hundredths());
        let least = pool.saturating_sub(unlocked.len() as u32 * max);
        (
            Weight::saturating_from_hundredths(least),
            Weight::saturating_from_hundredths(pool),
        )
    }

    /// Returns the other unlocked criteria with their weights, and the sum of all unlocked weights, in hundredths.
    fn unlocked_others(
        &self,
        criterion: CriterionIndex,
        locks: &Locks,
    ) -> (Vec<(CriterionIndex, u128)>, u32) {
        let free = self.iter().filter(|&(other, _)| !locks.contains(other));
        let parts = free
            .clone()
            .map(|(_, weight)| u32::from(weight.hundredths()));
        let pool = parts.sum();
        let unlocked = free.filter(|&(other, _)| other != criterion);
        let unlocked = unlocked.map(|(other, weight)| (other, u128::from(weight.hundredths())));
        (unlocked.collect(), pool)
    }
}
