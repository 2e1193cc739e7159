use std::fmt;
use std::ops::Index;

use crate::apportionment::apportion;
use crate::comparison::CriterionIndex;
use crate::weighting::Weights;

/// A part of a whole, in tenths of a percent: 0 to 1,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    tenths: u16,
    decimals: bool,
}

/// Every criterion's share of the total weight, rounded so that they add up to 100 %.
///
/// They are whole percents where all are; otherwise all have one decimal. All are 0 where all
/// weights are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares(Vec<Share>);

impl Shares {
    /// The shares of these weights among themselves.
    pub fn new(weights: &Weights) -> Shares {
        Shares::among(weights, |_| true)
    }

    /// The shares among the criteria that are `in_question`; 0 for the others.
    pub(crate) fn among(weights: &Weights, in_question: impl Fn(CriterionIndex) -> bool) -> Shares {
        let parts: Vec<u128> = weights
            .iter()
            .map(|(criterion, weight)| {
                if in_question(criterion) {
                    u128::from(weight.hundredths())
                } else {
                    0
                }
            })
            .collect();
        let whole = parts.iter().sum();
        let tenths = apportion(&parts, whole, 1000);
        let decimals = parts
            .iter()
            .any(|part| whole > 0 && part * 100 % whole != 0);
        Shares(
            tenths
                .into_iter()
                .map(|tenths| Share {
                    tenths: tenths as u16,
                    decimals,
                })
                .collect(),
        )
    }
}

impl Index<CriterionIndex> for Shares {
    type Output = Share;

    fn index(&self, criterion: CriterionIndex) -> &Share {
        &self.0[usize::from(criterion.0)]
    }
}

impl Share {
    /// The share in tenths of a percent, 0 to 1,000.
    pub fn tenths(self) -> u16 {
        self.tenths
    }
}

impl fmt::Display for Share {
    /// Percent, without the sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, tenth) = (self.tenths / 10, self.tenths % 10);
        if self.decimals {
            write!(f, "{whole}.{tenth}")
        } else {
            write!(f, "{whole}")
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Shares;
    use crate::weighting::{Weight, Weights};

    fn weights(hundredths: &[u16]) -> Weights {
        hundredths
            .iter()
            .filter_map(|&hundredths| Weight::from_hundredths(hundredths))
            .collect()
    }

    fn shown(hundredths: &[u16]) -> Vec<String> {
        Shares::new(&weights(hundredths))
            .0
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn whole_percents_are_shown_without_decimals() {
        assert_eq!(
            shown(&[3000, 2500, 1500, 1500, 1000, 500]),
            ["30", "25", "15", "15", "10", "5"]
        );
    }

    #[test]
    fn other_shares_all_have_one_decimal_and_still_add_up() {
        assert_eq!(shown(&[100, 100, 100]), ["33.4", "33.3", "33.3"]);
    }

    #[test]
    fn without_weight_there_is_no_share() {
        assert_eq!(shown(&[0, 0]), ["0", "0"]);
    }

    proptest! {
        #[test]
        fn shares_add_up_to_one_hundred_percent(hundredths in proptest::collection::vec(0u16..=10_000, 1..24)) {
            let shares = Shares::new(&weights(&hundredths));
            let sum: u16 = shares.0.iter().map(|share| share.tenths()).sum();
            prop_assert_eq!(sum, if hundredths.iter().all(|&part| part == 0) { 0 } else { 1000 });
        }
    }
}
