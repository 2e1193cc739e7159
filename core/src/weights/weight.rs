use std::fmt;
use std::ops::Index;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::CriterionIndex;

/// The importance of a criterion relative to the others: 0 to 100, in whole hundredths.
///
/// ```
/// use weigh_in_core::weights::Weight;
///
/// let weight: Weight = "7.5".parse()?;
/// assert_eq!(weight.hundredths(), 750);
/// assert_eq!(weight.to_string(), "7.5");
/// # Ok::<(), weigh_in_core::weights::WeightError>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize,
)]
pub struct Weight(u16);

/// The error of parsing a [`Weight`] from a text that is not a number from 0 to 100 with at most two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightError;

/// A weight for every criterion of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub struct Weights(Vec<Weight>);

impl Weight {
    /// 0: the criterion does not count.
    pub const ZERO: Weight = Weight(0);
    /// 50.
    pub const MIDDLE: Weight = Weight(5_000);
    /// 100.
    pub const MAX: Weight = Weight(10_000);

    /// Returns the weight of this many hundredths; `None` above [`Weight::MAX`].
    pub const fn from_hundredths(hundredths: u16) -> Option<Weight> {
        if hundredths <= Weight::MAX.0 {
            Some(Weight(hundredths))
        } else {
            None
        }
    }

    /// Returns the weight of this many hundredths, capped at [`Weight::MAX`].
    pub(super) fn saturating_from_hundredths(hundredths: u32) -> Weight {
        Weight(hundredths.min(Weight::MAX.0.into()) as u16)
    }

    /// Returns the weight nearest to a number from 0 to 100; `None` for other numbers and NaN.
    #[expect(
        clippy::float_arithmetic,
        reason = "a script's number becomes exact here, once"
    )]
    pub fn nearest(number: f64) -> Option<Weight> {
        let is_weight = (0.0..=100.0).contains(&number);
        is_weight.then(|| Weight((number * 100.0).round() as u16))
    }

    /// Returns the whole weight nearest to the position to which a slider was moved from this weight; `to` is clamped to
    /// 0 to 100.
    ///
    /// Halfway between two whole numbers, the one nearer to this weight wins: a step of 1 from 7.5 leads to 8.
    #[expect(
        clippy::float_arithmetic,
        reason = "the position of a slider becomes exact here, once"
    )]
    pub fn snapped_to(self, to: f64) -> Weight {
        let to = (to.clamp(0.0, 100.0) * 100.0).round() as u16;
        let below = to / 100 * 100;
        let up = match to - below {
            0..50 => false,
            50 => self.0 > to,
            _ => true,
        };
        Weight(if up { below + 100 } else { below })
    }

    /// Returns the weight in hundredths, 0 to 10,000.
    pub const fn hundredths(self) -> u16 {
        self.0
    }
}

impl FromStr for Weight {
    type Err = WeightError;

    /// Parses a number from 0 to 100 with at most two decimals after a point or comma.
    fn from_str(text: &str) -> Result<Self, WeightError> {
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let number = |part: &str| match part.bytes().all(|byte| byte.is_ascii_digit()) {
            true if part.is_empty() => Ok(0),
            true => part.parse::<u32>().map_err(|_| WeightError),
            false => Err(WeightError),
        };
        let hundredths = match fraction.len() {
            0 => 0,
            1 => 10 * number(fraction)?,
            2 => number(fraction)?,
            _ => return Err(WeightError),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Err(WeightError);
        }
        let whole = number(whole)?.min(u32::from(Weight::MAX.0 / 100 + 1));
        Weight::from_hundredths((100 * whole + hundredths) as u16).ok_or(WeightError)
    }
}

impl fmt::Display for Weight {
    /// Writes as few decimals as needed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, hundredths) = (self.0 / 100, self.0 % 100);
        match hundredths {
            0 => write!(f, "{whole}"),
            _ if hundredths % 10 == 0 => write!(f, "{whole}.{}", hundredths / 10),
            _ => write!(f, "{whole}.{hundredths:02}"),
        }
    }
}

impl Weights {
    /// Sets the weight of one criterion.
    pub fn set(&mut self, criterion: CriterionIndex, weight: Weight) {
        self.0[usize::from(criterion.0)] = weight;
    }

    /// Reports whether all weights are 0, so that nothing is ranked.
    pub fn are_zero(&self) -> bool {
        self.0.iter().all(|&weight| weight == Weight::ZERO)
    }

    /// Iterates over the weights in hundredths, in the order of the criteria.
    pub fn hundredths(&self) -> impl Iterator<Item = u32> + Clone {
        self.0.iter().map(|weight| weight.0.into())
    }

    /// Iterates over the criteria and their weights, in order.
    pub fn iter(&self) -> impl Iterator<Item = (CriterionIndex, Weight)> + Clone {
        (0..).map(CriterionIndex).zip(self.0.iter().copied())
    }
}

impl Index<CriterionIndex> for Weights {
    type Output = Weight;

    fn index(&self, criterion: CriterionIndex) -> &Weight {
        &self.0[usize::from(criterion.0)]
    }
}

impl FromIterator<Weight> for Weights {
    fn from_iter<I: IntoIterator<Item = Weight>>(weights: I) -> Self {
        Weights(weights.into_iter().collect())
    }
}
