use std::cmp::Ordering;
use std::fmt;

use crate::dataset::{Comparison, MISSING_SCORE};
use crate::ids::EntryIndex;
use crate::weights::apportionment::quotient;
use crate::weights::{Weight, Weights};

/// The weighted mean of an entry's normalized scores, as an exact fraction from 0 to 1.
///
/// Totals of the same comparison compare exactly; those of different comparisons must not be compared.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// Σ weight in hundredths × numerator of the normalized score.
    numerator: u64,
    /// Σ weight in hundredths, over the same criteria; not 0.
    weight: u64,
    /// The denominator of the normalized scores.
    denominator: u64,
}

/// A number of points from 0 to 100, rounded to tenths for display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(u16);

/// Computes totals under a set of weights.
pub(crate) struct Totals<'a> {
    /// The weights in hundredths, with the normalized scores of their criteria.
    columns: Vec<(u64, &'a [u64])>,
    denominator: u64,
}

/// The normalized scores of selected entries by criterion, close together in memory for repeated passes over them.
#[derive(Default)]
pub(crate) struct GatheredScores {
    columns: Vec<Vec<u64>>,
    denominator: u64,
}

/// The index of an entry in [`GatheredScores`], from 0.
#[derive(Clone, Copy)]
pub(crate) struct GatheredIndex(pub(crate) u32);

/// Computes totals of gathered entries under changing weights.
pub(crate) struct GatheredTotals<'a>(Totals<'a>);

impl GatheredScores {
    pub(crate) fn new(
        comparison: &Comparison,
        entries: impl Iterator<Item = EntryIndex> + Clone,
    ) -> GatheredScores {
        let criteria = comparison.indexed_criteria();
        let columns = criteria.map(|(criterion, _)| {
            let column = comparison.normalized_scores().column(criterion);
            let entries = entries.clone();
            entries.map(|entry| column[entry.0 as usize]).collect()
        });
        GatheredScores {
            columns: columns.collect(),
            denominator: comparison.normalized_scores().denominator(),
        }
    }

    /// Returns the columns in the order of the criteria.
    pub(crate) fn columns(&self) -> &[Vec<u64>] {
        &self.columns
    }

    /// Returns the totals of these entries, at first with weights of 0; see [`GatheredTotals::set_weights`].
    pub(crate) fn totals(&self) -> GatheredTotals<'_> {
        GatheredTotals(Totals {
            columns: self.columns.iter().map(|column| (0, &**column)).collect(),
            denominator: self.denominator,
        })
    }
}

impl GatheredTotals<'_> {
    /// The maximum sum of weights: that of 24 criteria, in hundredths.
    const MAX_SUM: u64 = 240_000;

    /// Sets the weights of all criteria, in any unit; their sum must be at most 240,000.
    pub(crate) fn set_weights(&mut self, weights: &[u64]) {
        let columns = &mut self.0.columns;
        debug_assert_eq!(weights.len(), columns.len());
        debug_assert!(
            weights.iter().sum::<u64>() <= GatheredTotals::MAX_SUM,
            "{weights:?}"
        );
        for (column, &weight) in columns.iter_mut().zip(weights) {
            column.0 = weight;
        }
    }

    /// Returns the total of an entry, as [`Totals::total`] does.
    pub(crate) fn total(&self, entry: GatheredIndex) -> Option<Total> {
        self.0.total_at(entry.0, None)
    }

    /// Returns the bounds of an entry's total, as [`Totals::bounds`] does.
    pub(crate) fn bounds(&self, entry: GatheredIndex) -> Option<(Total, Total)> {
        self.0.bounds_at(entry.0)
    }
}

impl<'a> Totals<'a> {
    /// Returns the totals of a comparison's entries. Criteria of weight 0 are left out.
    pub(crate) fn new(comparison: &'a Comparison, weights: &Weights) -> Totals<'a> {
        let normalized_scores = comparison.normalized_scores();
        let nonzero = weights.iter().filter(|&(_, weight)| weight > Weight::ZERO);
        let columns = nonzero.map(|(criterion, weight)| {
            (
                u64::from(weight.hundredths()),
                normalized_scores.column(criterion),
            )
        });
        Totals {
            columns: columns.collect(),
            denominator: normalized_scores.denominator(),
        }
    }

    /// Returns the total over an entry's scores; `None` if all their weights are 0.
    pub(crate) fn total(&self, entry: EntryIndex) -> Option<Total> {
        self.total_at(entry.0, None)
    }

    /// Returns the lowest and the highest possible total of an entry; `None` if no score on a criterion with a weight is
    /// missing.
    pub(crate) fn bounds(&self, entry: EntryIndex) -> Option<(Total, Total)> {
        self.bounds_at(entry.0)
    }

    fn bounds_at(&self, index: u32) -> Option<(Total, Total)> {
        let is_missing = |(_, column): &(u64, &[u64])| column[index as usize] == MISSING_SCORE;
        if !self.columns.iter().any(is_missing) {
            return None;
        }
        let with = |missing| self.total_at(index, Some(missing));
        with(0).zip(with(self.denominator))
    }

    /// Returns the total at an index of the columns. Missing scores count as `missing`, or not at all if it is `None`.
    fn total_at(&self, index: u32, missing: Option<u64>) -> Option<Total> {
        let mut total = Total {
            numerator: 0,
            weight: 0,
            denominator: self.denominator,
        };
        for &(weight, column) in &self.columns {
            let score = match column[index as usize] {
                MISSING_SCORE => missing,
                score => Some(score),
            };
            if let Some(score) = score {
                total.numerator += weight * score;
                total.weight += weight;
            }
        }
        (total.weight > 0).then_some(total)
    }
}

impl Total {
    /// Returns the total over the entry's scores; `None` if all their weights are 0.
    pub fn new(comparison: &Comparison, weights: &Weights, entry: EntryIndex) -> Option<Total> {
        Totals::new(comparison, weights).total(entry)
    }

    /// Returns the total in points, rounded half up.
    pub fn points(self) -> Points {
        let max_numerator = self.max_numerator();
        let scaled = u128::from(self.numerator) * 1000;
        Points(quotient(2 * scaled + max_numerator, 2 * max_numerator) as u16)
    }

    /// Returns the total as a number from 0 to 100, in the precision of a double.
    #[expect(
        clippy::float_arithmetic,
        reason = "it is shown to scripts; ranks compare the exact total"
    )]
    pub fn to_f64(self) -> f64 {
        100.0 * self.numerator as f64 / (self.weight as f64 * self.denominator as f64)
    }

    /// Returns the numerator of the highest possible total: Σ weight × denominator of the normalized scores.
    pub(crate) fn max_numerator(self) -> u128 {
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
    /// Creates the points from tenths, 0 to 1,000.
    pub fn from_tenths(tenths: u16) -> Points {
        debug_assert!(tenths <= 1_000, "{tenths} tenths of a point");
        Points(tenths)
    }

    /// Returns the points in tenths, 0 to 1,000.
    pub fn tenths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Points {
    /// Writes the points with one decimal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}
