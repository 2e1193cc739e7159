use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// An exact share, 0 to 1, serialized as its numerator and denominator.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(into = "(u128, u128)", try_from = "(u128, u128)")]
pub struct Fraction {
    numerator: u128,
    /// At least the numerator, and not 0; below 2¹²⁷.
    denominator: u128,
}

impl Fraction {
    /// The share 0.
    pub const ZERO: Fraction = Fraction {
        numerator: 0,
        denominator: 1,
    };
    /// The share 1.
    pub const ONE: Fraction = Fraction {
        numerator: 1,
        denominator: 1,
    };

    /// Creates the fraction of two numbers; `None` if it is below 0 or above 1, or if the denominator is 0.
    pub fn new(numerator: i128, denominator: i128) -> Option<Fraction> {
        let (numerator, denominator) = match denominator {
            0 => return None,
            1.. => (numerator, denominator),
            _ => (-numerator, -denominator),
        };
        (0..=denominator).contains(&numerator).then(|| Fraction {
            numerator: numerator.unsigned_abs(),
            denominator: denominator.unsigned_abs(),
        })
    }

    /// Approximates a number from 0 to 1 within 2⁻⁵⁰.
    pub(super) fn from_f64(share: f64) -> Fraction {
        const UNIT: u64 = 1 << 50;
        Fraction {
            numerator: ((share.clamp(0.0, 1.0) * UNIT as f64) as u64).into(),
            denominator: UNIT.into(),
        }
    }

    /// Evaluates the line `base + slope × t` at this fraction, rounded once even if the terms cancel out.
    ///
    /// The products of the denominator and of `base` and `slope` must fit 128 bits.
    pub(super) fn evaluate(self, (base, slope): (i128, i128)) -> f64 {
        debug_assert!(
            base.checked_mul(self.denominator as i128)
                .zip(slope.checked_mul(self.numerator as i128))
                .is_some_and(|(base, slope)| base.checked_add(slope).is_some()),
            "{base} and {slope} at {self:?}"
        );
        let value = base * self.denominator as i128 + slope * self.numerator as i128;
        value as f64 / self.denominator as f64
    }

    /// Rounds the fraction to a double.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Removes and returns the next binary digit, beginning with the one before the point.
    fn next_digit(&mut self) -> bool {
        let next_digit = self.numerator >= self.denominator;
        if next_digit {
            self.numerator -= self.denominator;
        }
        self.numerator *= 2;
        next_digit
    }
}

impl From<Fraction> for (u128, u128) {
    fn from(fraction: Fraction) -> (u128, u128) {
        (fraction.numerator, fraction.denominator)
    }
}

impl TryFrom<(u128, u128)> for Fraction {
    type Error = &'static str;

    fn try_from((numerator, denominator): (u128, u128)) -> Result<Fraction, &'static str> {
        let parts = [numerator, denominator].map(i128::try_from);
        let fraction = match parts {
            [Ok(numerator), Ok(denominator)] => Fraction::new(numerator, denominator),
            _ => None,
        };
        fraction.ok_or("expected the numerator and denominator of a fraction from 0 to 1")
    }
}

impl Ord for Fraction {
    /// Compares binary digit by binary digit, since products of these numbers would not fit 128 bits. Different fractions
    /// of numbers below 2¹²⁷ differ within the first 254 digits.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (*self, *other);
        let mut digits = (0..255).map(|_| a.next_digit().cmp(&b.next_digit()));
        digits
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Fraction;

    fn fraction(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(numerator, denominator).expect("a fraction of the test")
    }

    #[test]
    fn rejects_what_is_not_a_share() {
        for (numerator, denominator) in [(1, 0), (0, 0), (-1, 2), (1, -2), (3, 2), (-3, -2)] {
            assert_eq!(Fraction::new(numerator, denominator), None);
        }
        assert_eq!(fraction(-1, -2), fraction(1, 2));
    }

    #[test]
    fn fractions_too_large_to_multiply_compare() {
        let large = (1 << 126) - 1;
        assert!(fraction(large - 2, large - 1) < fraction(large - 1, large));
        assert!(fraction(large - 1, large) < Fraction::ONE);
        assert!(fraction(1, large) > Fraction::ZERO);
        assert_eq!(fraction(large, large), Fraction::ONE);
    }

    proptest! {
        #[test]
        fn fractions_compare_like_cross_products(a in 0i128..1000, b in 1i128..1000, c in 0i128..1000, d in 1i128..1000) {
            let (a, c) = (a % (b + 1), c % (d + 1));
            prop_assert_eq!(fraction(a, b).cmp(&fraction(c, d)), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn a_fraction_approximates_its_number(share in 0.0..=1.0) {
            prop_assert!((Fraction::from_f64(share).to_f64() - share).abs() < 1e-14);
        }
    }
}
