use std::fmt;
use std::str::FromStr;

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// Returns the number of months since January of the year 0.
    pub(super) fn number(self) -> i64 {
        i64::from(self.year) * 12 + i64::from(self.month) - 1
    }

    /// Returns the month of a number that [`Month::number`] returned.
    pub(super) fn from_number(number: i64) -> Month {
        Month {
            year: (number / 12) as u16,
            month: (number % 12 + 1) as u8,
        }
    }
}

impl FromStr for Month {
    type Err = ();

    /// Parses a month such as `2025-09`, and ignores a day after it.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| is_number)
        };
        match (next(4), next(2)) {
            (Some(year), Some(month @ 1..=12)) => Ok(Month {
                year,
                month: month as u8,
            }),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}
