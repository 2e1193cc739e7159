use std::cmp::Ordering;
use std::fmt;

use crate::dataset::{Comparison, MISSING};
use crate::ids::EntryIndex;
use crate::weights::apportionment::quotient;
use crate::weights::{Weight, Weights};

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

/// What totals under some weights are made from: the weights, with the positions of their criteria.
pub(crate) struct Totals<'a> {
    columns: Vec<(u64, &'a [u64])>,
    denominator: u64,
}

/// The positions of some entries by criterion: close together, so that going through them many times does not
/// wait for the memory of all entries.
#[derive(Default)]
pub(crate) struct GatheredScores {
    columns: Vec<Vec<u64>>,
    denominator: u64,
}

/// Which of the entries that were gathered, counted from 0 in the order they were gathered in.
#[derive(Clone, Copy)]
pub(crate) struct GatheredIndex(pub(crate) u32);

/// The totals of gathered entries, at weights that change.
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

    /// The columns in the order of the criteria.
    pub(crate) fn columns(&self) -> &[Vec<u64>] {
        &self.columns
    }

    /// The totals of these entries, for [`GatheredTotals::set_weights`] to say what the criteria weigh.
    pub(crate) fn totals(&self) -> GatheredTotals<'_> {
        GatheredTotals(Totals {
            columns: self.columns.iter().map(|column| (0, &**column)).collect(),
            denominator: self.denominator,
        })
    }
}

impl GatheredTotals<'_> {
    /// The greatest sum of weights: that of 24 criteria, in hundredths.
    const MAX_SUM: u64 = 240_000;

    /// Gives each of all criteria another weight, in any unit; they must come to 240,000 at most, as the
    /// greatest weights in hundredths do.
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

    /// The same as [`Totals::of`].
    pub(crate) fn of(&self, entry: GatheredIndex) -> Option<Total> {
        self.0.total(entry.0, None)
    }

    /// The same as [`Totals::bounds`].
    pub(crate) fn bounds(&self, entry: GatheredIndex) -> Option<(Total, Total)> {
        self.0.bounds_at(entry.0)
    }
}

impl<'a> Totals<'a> {
    /// The totals of a comparison's entries. Weights of 0 are left out.
    pub(crate) fn new(comparison: &'a Comparison, weights: &Weights) -> Totals<'a> {
        let normalized_scores = comparison.normalized_scores();
        let counting = weights.iter().filter(|&(_, weight)| weight > Weight::ZERO);
        let columns = counting.map(|(criterion, weight)| {
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

    /// The total over the scores that an entry has; `None` if all their weights are 0.
    pub(crate) fn of(&self, entry: EntryIndex) -> Option<Total> {
        self.total(entry.0, None)
    }

    /// The least and the greatest total that an entry could have, if a score that counts is missing.
    pub(crate) fn bounds(&self, entry: EntryIndex) -> Option<(Total, Total)> {
        self.bounds_at(entry.0)
    }

    fn bounds_at(&self, index: u32) -> Option<(Total, Total)> {
        let is_missing = |(_, column): &(u64, &[u64])| column[index as usize] == MISSING;
        if !self.columns.iter().any(is_missing) {
            return None;
        }
        let with = |missing| self.total(index, Some(missing));
        with(0).zip(with(self.denominator))
    }

    /// The total at a place of the columns, with `missing` for the positions that are, which else don't count.
    fn total(&self, index: u32, missing: Option<u64>) -> Option<Total> {
        let mut total = Total {
            numerator: 0,
            weight: 0,
            denominator: self.denominator,
        };
        for &(weight, column) in &self.columns {
            let position = match column[index as usize] {
                MISSING => missing,
                position => Some(position),
            };
            if let Some(position) = position {
                total.numerator += weight * position;
                total.weight += weight;
            }
        }
        (total.weight > 0).then_some(total)
    }
}

impl Total {
    /// The total over the scores that the entry has; `None` if all their weights are 0.
    pub fn new(comparison: &Comparison, weights: &Weights, entry: EntryIndex) -> Option<Total> {
        Totals::new(comparison, weights).of(entry)
    }

    /// The total in points, rounded half up.
    pub fn points(self) -> Points {
        let max_numerator = self.max_numerator();
        let scaled = u128::from(self.numerator) * 1000;
        Points(quotient(2 * scaled + max_numerator, 2 * max_numerator) as u16)
    }

    /// The total as a number from 0 to 100, as near as a double comes to it.
    #[expect(
        clippy::float_arithmetic,
        reason = "it is shown to scripts; ranks compare the exact total"
    )]
    pub fn to_f64(self) -> f64 {
        100.0 * self.numerator as f64 / (self.weight as f64 * self.denominator as f64)
    }

    /// What the total is a fraction of, over the same unit as Σ weight × position.
    pub(super) fn max_numerator(self) -> u128 {
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
