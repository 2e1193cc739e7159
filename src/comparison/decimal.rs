use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::columns::Columns;

/// A decimal number exactly as it was written: `digits` × 10^−`scale`.
///
/// ```
/// use weigh_in::comparison::Decimal;
///
/// let a: Decimal = "7.50".parse()?;
/// assert_eq!(a, "75e-1".parse()?);
/// assert_eq!(a.to_string(), "7.5");
/// # Ok::<(), weigh_in::comparison::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Decimal {
    digits: i64,
    scale: u8,
}

/// Why a text is no [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// The text is not a decimal number.
    Malformed,
    /// The number has more than [`Decimal::MAX_DIGITS`] digits before and after the point together.
    TooLong,
}

impl Decimal {
    pub(super) fn put(self, out: &mut Columns) {
        out.put_number(self.digits);
        out.put_number(i64::from(self.scale));
    }

    pub(super) fn take(from: &mut Columns) -> Decimal {
        Decimal {
            digits: from.number(),
            scale: from.number() as u8,
        }
    }

    /// The most digits that a decimal may have, leading and trailing zeros left out.
    pub const MAX_DIGITS: u8 = 18;

    /// 0.
    pub const ZERO: Decimal = Decimal {
        digits: 0,
        scale: 0,
    };

    /// 100.
    pub const HUNDRED: Decimal = Decimal {
        digits: 100,
        scale: 0,
    };

    /// How many digits stand behind the point, at most [`Decimal::MAX_DIGITS`].
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// The whole number that this is when counted in units of 10^−`scale`.
    ///
    /// `scale` must be at least [`Decimal::scale`] and at most [`Decimal::MAX_DIGITS`].
    pub fn in_units_of(self, scale: u8) -> i128 {
        i128::from(self.digits) * 10i128.pow(u32::from(scale - self.scale))
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Reads what JSON calls a number: an optional sign, digits, an optional fraction and exponent.
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (text, 0),
        };
        let (negative, magnitude) = match mantissa.strip_prefix('-') {
            Some(magnitude) => (true, magnitude),
            None => (false, mantissa),
        };
        let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return Err(DecimalError::Malformed);
        }

        let figures = [whole, fraction].concat();
        let significant = figures.trim_matches('0');
        if significant.is_empty() {
            return Ok(Decimal::ZERO);
        }
        let trailing_zeros = figures.len() - figures.trim_end_matches('0').len();
        let scale = fraction.len() as i32 - trailing_zeros as i32 - i32::from(exponent);
        let max = i32::from(Decimal::MAX_DIGITS);
        let leading_zeros_after_point = (scale - significant.len() as i32).max(0);
        if significant.len() as i32 + leading_zeros_after_point + (-scale).max(0) > max {
            return Err(DecimalError::TooLong);
        }
        let unsigned: i64 = significant.parse().map_err(|_| DecimalError::TooLong)?;
        let unsigned = unsigned * 10i64.pow((-scale).max(0) as u32);
        Ok(Decimal {
            digits: if negative { -unsigned } else { unsigned },
            scale: scale.max(0) as u8,
        })
    }
}

/// Reads an exponent; beyond the greatest there is, none is of use and the greatest stands for all.
fn read_exponent(text: &str) -> Result<i16, DecimalError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DecimalError::Malformed);
    }
    let magnitude = digits.parse().unwrap_or(i16::MAX);
    Ok(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

impl fmt::Display for Decimal {
    /// The shortest usual notation: no exponent, no needless zeros.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10u64.pow(u32::from(self.scale));
        let magnitude = self.digits.unsigned_abs();
        if self.digits < 0 {
            f.write_str("-")?;
        }
        write!(f, "{}", magnitude / unit)?;
        if self.scale > 0 {
            write!(
                f,
                ".{:0width$}",
                magnitude % unit,
                width = usize::from(self.scale)
            )?;
        }
        Ok(())
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        self.in_units_of(scale).cmp(&other.in_units_of(scale))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decimal, DecimalError};

    #[test]
    fn numbers_are_read_as_written_in_json() {
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
            assert_eq!(
                text.parse::<Decimal>().map(|d| d.to_string()),
                Ok(shown.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_or_too_long_is_refused() {
        for text in [
            "", "-", ".", "1.2.3", "NaN", "1e", "1e2.5", "1e+-2", "0x10", "--1", "１",
        ] {
            assert_eq!(
                text.parse::<Decimal>(),
                Err(DecimalError::Malformed),
                "{text}"
            );
        }
        for text in [
            "1234567890123456789",
            "1e18",
            "1e-19",
            "1e30000",
            "1e99999",
            "1e-99999",
        ] {
            assert_eq!(
                text.parse::<Decimal>(),
                Err(DecimalError::TooLong),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn reading_what_is_shown_gives_the_same_number(digits in -10i64.pow(17)..10i64.pow(17), scale in 0u8..18) {
            let decimal = Decimal { digits, scale };
            prop_assert_eq!(decimal.to_string().parse::<Decimal>(), Ok(decimal));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+.eE0-9x ]{0,30}") {
            let _ = text.parse::<Decimal>();
        }
    }
}
