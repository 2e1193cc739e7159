use std::cmp::Ordering;
use std::fmt;

use crate::comparison::{Comparison, CriterionIndex, EntryIndex};
use crate::weighting::{Weight, Weights};

/// The weighted mean of an entry's positions, as an exact fraction from 0 to 1.
///
/// Totals of one comparison compare exactly; those of different comparisons have nothing to do with
/// one another.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// Σ weight × position, in hundredths of a weight times the positions' denominator.
    numerator: u64,
    /// Σ weight in hundredths, over the same criteria; not 0.
    weight: u64,
    /// The positions' denominator.
    denominator: u64,
}

/// A number of points from 0 to 100, in tenths of a point, for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(u16);

impl Total {
    /// The total over the scores that the entry has; `None` if all their weights are 0.
    pub fn new(comparison: &Comparison, weights: &Weights, entry: EntryIndex) -> Option<Total> {
        Total::with(comparison, weights, entry, |_| None)
    }

    /// The least and the greatest total that the entry could have, if a score that counts is missing.
    pub fn bounds(
        comparison: &Comparison,
        weights: &Weights,
        entry: EntryIndex,
    ) -> Option<(Total, Total)> {
        let positions = comparison.positions();
        let counts = |(criterion, weight)| {
            weight > Weight::ZERO && positions.get(criterion, entry).is_none()
        };
        if !weights.iter().any(counts) {
            return None;
        }
        let least = Total::with(comparison, weights, entry, |_| Some(0));
        let greatest = Total::with(comparison, weights, entry, |_| {
            Some(positions.denominator())
        });
        least.zip(greatest)
    }

    /// The total with `missing` for the positions that the entry lacks; those still `None` don't count.
    fn with(
        comparison: &Comparison,
        weights: &Weights,
        entry: EntryIndex,
        missing: impl Fn(CriterionIndex) -> Option<u64>,
    ) -> Option<Total> {
        let positions = comparison.positions();
        let mut total = Total {
            numerator: 0,
            weight: 0,
            denominator: positions.denominator(),
        };
        for (criterion, weight) in weights.iter() {
            if let Some(position) = positions
                .get(criterion, entry)
                .or_else(|| missing(criterion))
            {
                let weight = u64::from(weight.hundredths());
                total.numerator += weight * position;
                total.weight += weight;
            }
        }
        (total.weight > 0).then_some(total)
    }

    /// The total in points, rounded half up.
    pub fn points(self) -> Points {
        let whole = u128::from(self.weight) * u128::from(self.denominator);
        let scaled = u128::from(self.numerator) * 1000;
        Points(((2 * scaled + whole) / (2 * whole)) as u16)
    }

    /// The total as a number from 0 to 100, as near as a double comes to it.
    pub fn to_f64(self) -> f64 {
        100.0 * self.numerator as f64 / (self.weight as f64 * self.denominator as f64)
    }

    /// What the total is a fraction of, over the same unit as Σ weight × position.
    pub(super) fn whole(self) -> u128 {
        u128::from(self.weight) * u128::from(self.denominator)
    }
}

impl Ord for Total {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Total, b: &Total| u128::from(a.numerator) * u128::from(b.weight);
        if self.weight == other.weight {
            self.numerator.cmp(&other.numerator)
        } else {
            cross(self, other).cmp(&cross(other, self))
        }
    }
}

impl PartialOrd for Total {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Total {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Total {}

impl Points {
    pub(super) fn from_tenths(tenths: u16) -> Points {
        Points(tenths)
    }

    /// The points in tenths, 0 to 1,000.
    pub fn tenths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Points {
    /// Always with one decimal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}
