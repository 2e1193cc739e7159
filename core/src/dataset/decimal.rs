use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

/// An exact decimal number: `digits` × 10^−`scale`.
///
/// ```
/// use weigh_in_core::dataset::Decimal;
///
/// let a: Decimal = "7.50".parse()?;
/// assert_eq!(a, "75e-1".parse()?);
/// assert_eq!(a.to_string(), "7.5");
/// # Ok::<(), weigh_in_core::dataset::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// Without trailing zeros after the point, so that equal numbers have equal digits and scales.
    digits: i64,
    /// One more than the scale; its niche keeps `Option<Decimal>` as small as `Decimal`.
    scale_from_1: NonZeroU8,
}

/// The error of parsing a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// The text is not a decimal number.
    Malformed,
    /// The number has more than [`Decimal::MAX_DIGITS`] digits, before and after the point together.
    TooLong,
}

impl Decimal {
    pub(super) const fn new(digits: i64, scale: u8) -> Decimal {
        Decimal {
            digits,
            scale_from_1: NonZeroU8::MIN.saturating_add(scale),
        }
    }

    /// The maximum number of digits, without leading and trailing zeros.
    pub const MAX_DIGITS: u8 = 18;

    /// 0.
    pub const ZERO: Decimal = Decimal::new(0, 0);

    /// 1.
    pub const ONE: Decimal = Decimal::new(1, 0);

    /// 100.
    pub const HUNDRED: Decimal = Decimal::new(100, 0);

    /// The middles and the tops of the scales from 0 that scores may have in common, in ascending order.
    pub const SCALES: [(Decimal, Decimal); 4] = [
        (Decimal::new(5, 1), Decimal::ONE),
        (Decimal::new(25, 1), Decimal::new(5, 0)),
        (Decimal::new(5, 0), Decimal::new(10, 0)),
        (Decimal::new(50, 0), Decimal::HUNDRED),
    ];

    /// Returns the top of the scale on which scores are comparable as they are, from their lowest and highest one on each
    /// criterion: the smallest of 0 to 1, 5, 10 and 100 that holds all of them, if the highest score on each criterion is
    /// above the middle of the scale. `None` otherwise, or without criteria.
    pub(crate) fn common_scale(observed: &[(Decimal, Decimal)]) -> Option<Decimal> {
        let holds_all = |top: Decimal| {
            let mut observed = observed.iter();
            observed.all(|&(low, high)| Decimal::ZERO <= low && high <= top)
        };
        let (middle, top) = Decimal::SCALES
            .into_iter()
            .find(|&(_, top)| holds_all(top))?;
        let has_high_scores = observed.iter().all(|&(_, high)| middle < high);
        (has_high_scores && !observed.is_empty()).then_some(top)
    }

    /// Returns an integer below the number, 0 or a power of ten if possible; `None` if none has few enough digits.
    pub(crate) fn integer_below(self) -> Option<Decimal> {
        let powers = (0..u32::from(Decimal::MAX_DIGITS)).map(|power| -(10i64.pow(power)));
        let candidates = [0]
            .into_iter()
            .chain(powers)
            .map(|digits| Decimal::new(digits, 0));
        candidates.into_iter().find(|candidate| *candidate < self)
    }

    /// Returns an integer above the number, as [`Decimal::integer_below`] does below it.
    pub(crate) fn integer_above(self) -> Option<Decimal> {
        let powers = (0..u32::from(Decimal::MAX_DIGITS)).map(|power| 10i64.pow(power));
        let candidates = [0]
            .into_iter()
            .chain(powers)
            .map(|digits| Decimal::new(digits, 0));
        candidates.into_iter().find(|candidate| *candidate > self)
    }

    /// Returns the number of digits after the point, at most [`Decimal::MAX_DIGITS`].
    pub fn scale(self) -> u8 {
        self.scale_from_1.get() - 1
    }

    /// Reports whether the number has at most [`Decimal::MAX_DIGITS`] digits, and no trailing zeros after the point, as all
    /// parsed numbers do.
    pub(super) fn is_valid(self) -> bool {
        let max_digits = u32::from(Decimal::MAX_DIGITS);
        let has_trailing_zero = self.scale() > 0 && self.digits % 10 == 0;
        self.scale() <= Decimal::MAX_DIGITS
            && self.digits.unsigned_abs() < 10u64.pow(max_digits)
            && !has_trailing_zero
    }

    /// Returns the number as an integer multiple of 10^−`scale`.
    ///
    /// `scale` must be at least [`Decimal::scale`] and at most [`Decimal::MAX_DIGITS`].
    pub fn in_units_of(self, scale: u8) -> i128 {
        let digits = i128::from(self.digits);
        match scale - self.scale() {
            0 => digits,
            more => digits * 10i128.pow(u32::from(more)),
        }
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Parses a number as in JSON: an optional minus sign, digits, an optional fraction and exponent.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let magnitude = mantissa.strip_prefix('-').unwrap_or(mantissa);
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let figures = [whole, fraction].concat();
        if figures.is_empty() || !figures.bytes().all(|figure| figure.is_ascii_digit()) {
            return Err(DecimalError::Malformed);
        }
        let figures = figures.trim_start_matches('0');
        let significant = figures.trim_end_matches('0');
        if significant.is_empty() {
            return Ok(Decimal::ZERO);
        }
        let trailing = figures.len() - significant.len();
        let scale = fraction.len() as i64 - trailing as i64 - i64::from(exponent);
        // Written without an exponent, the number also has the zeros up to the point.
        let zeros = (-scale).max(0);
        let written = scale.max(significant.len() as i64) + zeros;
        if written > i64::from(Decimal::MAX_DIGITS) {
            return Err(DecimalError::TooLong);
        }
        let figures = significant.bytes();
        let digits = figures.fold(0, |digits, figure| digits * 10 + i64::from(figure - b'0'));
        let digits = digits * 10i64.pow(zeros as u32);
        let is_negative = magnitude.len() < mantissa.len();
        let digits = if is_negative { -digits } else { digits };
        Ok(Decimal::new(digits, scale.max(0) as u8))
    }
}

/// Parses an exponent. Those too large for an `i16`, with which no number is short enough, become its maximum.
fn parse_exponent(text: &str) -> Result<i16, DecimalError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DecimalError::Malformed);
    }
    let magnitude = digits.parse().unwrap_or(i16::MAX);
    let is_negative = text.starts_with('-');
    Ok(if is_negative { -magnitude } else { magnitude })
}

impl fmt::Display for Decimal {
    /// Writes the number without an exponent and without trailing zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10u64.pow(u32::from(self.scale()));
        let magnitude = self.digits.unsigned_abs();
        if self.digits < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", magnitude / unit)?;
        let scale = usize::from(self.scale());
        if scale > 0 {
            write!(f, ".{:0scale$}", magnitude % unit)?;
        }
        Ok(())
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale() == other.scale() {
            return self.digits.cmp(&other.digits);
        }
        let scale = self.scale().max(other.scale());
        self.in_units_of(scale).cmp(&other.in_units_of(scale))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decimal, DecimalError};

    #[test]
    fn parses_numbers_as_in_json() {
        for (text, shown) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("100", "100"),
            ("0.050", "0.05"),
            ("-12.5", "-12.5"),
            ("1e3", "1000"),
            ("1.25E1", "12.5"),
            ("5e-3", "0.005"),
            ("0e999", "0"),
            ("0e99999", "0"),
            ("123456789012345678", "123456789012345678"),
        ] {
            let read = text.parse().map(|decimal: Decimal| decimal.to_string());
            assert_eq!(read.as_deref(), Ok(shown), "{text}");
        }
    }

    #[test]
    fn rejects_malformed_and_too_long_numbers() {
        let check = |texts: &[&str], error| {
            for text in texts {
                assert_eq!(text.parse::<Decimal>(), Err(error), "{text}");
            }
        };
        let malformed = [
            "", "-", ".", "1.2.3", "NaN", "1e", "1e2.5", "1e+-2", "0x10", "--1", "１",
        ];
        check(&malformed, DecimalError::Malformed);
        let too_long = [
            "1234567890123456789",
            "1e18",
            "1e-19",
            "1e30000",
            "1e99999",
            "1e-99999",
        ];
        check(&too_long, DecimalError::TooLong);
    }

    proptest! {
        #[test]
        fn parsing_a_displayed_number_returns_the_same_number(digits in -10i64.pow(17)..10i64.pow(17), scale in 0u8..18) {
            let decimal: Result<Decimal, DecimalError> = format!("{digits}e-{scale}").parse();
            prop_assert_eq!(decimal.and_then(|decimal| decimal.to_string().parse()), decimal);
            prop_assert!(decimal.is_ok());
        }

        #[test]
        fn parsing_any_text_does_not_panic(text in "[-+.eE0-9x ]{0,30}") {
            let _ = text.parse::<Decimal>();
        }
    }
}
