use std::fmt;
use std::ops::Index;

use crate::ids::CriterionIndex;
use crate::weights::apportionment::{apportion, quotient};
use crate::weights::{Weight, Weights};

/// A share of the total weight, in tenths of a percent: 0 to 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    tenths: u16,
    decimals: bool,
}

/// The criteria's shares of the total weight, rounded so that they add up to 100 %. All are 0 if all weights are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares(Vec<Share>);

impl Shares {
    /// Computes the shares of all criteria, in whole percentages if all are whole, otherwise all with one decimal.
    pub fn new(weights: &Weights) -> Shares {
        Shares::with_filter(weights, |_| true)
    }

    /// Computes the shares of all criteria in whole percentages.
    pub fn in_whole_percent(weights: &Weights) -> Shares {
        let parts = weights.hundredths().map(u128::from);
        let parts: Vec<u128> = parts.collect();
        let percentages = apportion(&parts, parts.iter().sum(), 100);
        let share = |percent: u32| Share {
            tenths: 10 * percent as u16,
            decimals: false,
        };
        Shares(percentages.into_iter().map(share).collect())
    }

    /// Computes the shares among the criteria for which `is_included` holds, as [`Shares::new`] does; the others have 0.
    pub(crate) fn with_filter(
        weights: &Weights,
        is_included: impl Fn(CriterionIndex) -> bool,
    ) -> Shares {
        let parts = weights.iter().map(|(criterion, weight)| {
            u128::from(weight.hundredths()) * u128::from(is_included(criterion))
        });
        let parts: Vec<u128> = parts.collect();
        let whole = parts.iter().sum();
        let has_decimals = |&part: &u128| {
            whole > 0 && u128::from(quotient(part * 100, whole)) * whole != part * 100
        };
        let decimals = parts.iter().any(has_decimals);
        let share = |tenths| Share {
            tenths: tenths as u16,
            decimals,
        };
        let tenths = apportion(&parts, whole, 1000);
        Shares(tenths.into_iter().map(share).collect())
    }
}

impl Weights {
    /// Returns the criterion whose share, in whole percentages, differs most from that under other weights, the first of
    /// equal ones; `None` if none does. Only criteria whose weight differs count.
    pub fn largest_change(&self, other: &Weights) -> Option<CriterionIndex> {
        let shares = [self, other].map(Shares::in_whole_percent);
        let distance = |index| shares[0][index].tenths.abs_diff(shares[1][index].tenths);
        let changed = self
            .iter()
            .filter(|&(index, weight)| weight != other[index] && distance(index) > 0);
        let changed: Vec<CriterionIndex> = changed.map(|(index, _)| index).collect();
        // In reverse, since the last of equal ones is returned.
        changed
            .into_iter()
            .rev()
            .max_by_key(|&index| distance(index))
    }

    /// Counts the criteria beside this one whose weights differ from other weights, and whose shares of the weights beside
    /// it do so by 0.05 percentage points at least: fewer than that is rounding.
    pub fn changes_beside(&self, criterion: CriterionIndex, other: &Weights) -> usize {
        let beside = |weights: &Weights| -> i64 {
            let sum: u32 = weights.hundredths().sum();
            i64::from(sum) - i64::from(weights[criterion].hundredths())
        };
        let [sum, other_sum] = [self, other].map(beside);
        let is_changed = |&(index, weight): &(CriterionIndex, Weight)| {
            let [part, other_part] =
                [weight, other[index]].map(|weight| i64::from(weight.hundredths()));
            let difference = (part * other_sum - other_part * sum).abs();
            index != criterion && part != other_part && 2_000 * difference >= sum * other_sum
        };
        self.iter().filter(is_changed).count()
    }
}

impl Index<CriterionIndex> for Shares {
    type Output = Share;

    fn index(&self, criterion: CriterionIndex) -> &Share {
        &self.0[usize::from(criterion.0)]
    }
}

impl Share {
    /// Returns the share in tenths of a percent, 0 to 1,000.
    pub fn tenths(self) -> u16 {
        self.tenths
    }
}

/// The change of a criterion's importance between two sets of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightChange {
    /// Its weights before and after, which are its shares in percent, since the sum of all weights stays 100.
    Weight(Weight, Weight),
    /// Its shares before and after. Scaling all weights alike changes nothing.
    Share(Share, Share),
}

impl WeightChange {
    /// Returns the change for a criterion; `None` if its share changes by less than 0.02 percentage points, as rounding
    /// can do.
    pub fn between(
        criterion: CriterionIndex,
        before: &Weights,
        after: &Weights,
    ) -> Option<WeightChange> {
        let sums = [before, after].map(|weights| weights.hundredths().sum::<u32>());
        let [from, to] = [before, after].map(|weights| weights[criterion]);
        if sums == [10_000; 2] {
            return (from != to).then_some(WeightChange::Weight(from, to));
        }
        let parts = [from, to].map(|weight| i64::from(weight.hundredths()));
        let [sum_before, sum_after] = sums.map(i64::from);
        let is_rounding =
            5_000 * (parts[0] * sum_after - parts[1] * sum_before).abs() < sum_before * sum_after;
        let [from, to] = [before, after].map(|weights| Shares::new(weights)[criterion]);
        (!is_rounding && from.tenths != to.tenths).then_some(WeightChange::Share(from, to))
    }
}

impl fmt::Display for Share {
    /// Writes the percentage without the percent sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, tenth) = (self.tenths / 10, self.tenths % 10);
        if self.decimals {
            write!(f, "{whole}.{tenth}")
        } else {
            write!(f, "{whole}")
        }
    }
}
