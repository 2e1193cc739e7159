use serde::{Deserialize, Serialize};

use super::columns::Columns;
use crate::comparison::{Better, CriterionIndex, Decimal, EntryIndex};
use crate::weighting::Weight;

/// Where each score stands in its criterion's range: 0 at the bad end, the [`denominator`] at the
/// good end, exactly.
///
/// All positions of a data set stand over one common denominator, so that weighted sums of them are
/// whole numbers that can be compared without rounding.
///
/// [`denominator`]: Positions::denominator
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Positions {
    denominator: u64,
    columns: Vec<Vec<Option<u64>>>,
}

/// A criterion's scores, as [`Positions`] are made from them.
pub(super) struct Column {
    pub(super) better: Better,
    /// The lowest and the highest score there can be. Where they are equal, every score there is
    /// stands at the good end.
    pub(super) range: (Decimal, Decimal),
    /// Within the range.
    pub(super) scores: Vec<Option<Decimal>>,
}

impl Positions {
    /// The greatest denominator with which a weighted sum over the most criteria fits 64 bits.
    const MAX_DENOMINATOR: i128 = (u64::MAX
        / (super::Comparison::MAX_CRITERIA as u64 * Weight::MAX.hundredths() as u64))
        as i128;

    /// The denominator where the exact one would be greater: positions are then rounded once.
    const ROUNDED_DENOMINATOR: i128 = 1_000_000_000;

    pub(super) fn new(columns: &[Column]) -> Positions {
        let fractions: Vec<Fractions> = columns.iter().map(Fractions::new).collect();
        let exact = fractions.iter().try_fold(1i128, |multiple, column| {
            let factor = column.denominator / gcd(multiple, column.denominator);
            multiple
                .checked_mul(factor)
                .filter(|&multiple| multiple <= Positions::MAX_DENOMINATOR)
        });
        let denominator = exact.unwrap_or(Positions::ROUNDED_DENOMINATOR);
        let columns = fractions
            .iter()
            .map(|column| column.over(denominator))
            .collect();
        Positions {
            denominator: denominator as u64,
            columns,
        }
    }

    pub(super) fn put(&self, out: &mut Columns) {
        out.put_number(self.denominator as i64);
        out.put_list(&self.columns, |out, column| {
            out.put_list(column, |out, &position| {
                out.put_option(position, |out, position| out.put_number(position as i64));
            });
        });
    }

    pub(super) fn take(from: &mut Columns) -> Positions {
        let position = |from: &mut Columns| from.option(|from| from.number() as u64);
        Positions {
            denominator: from.number() as u64,
            columns: from.list(|from| from.list(position)),
        }
    }

    /// What every position is a fraction of; at least 1.
    pub fn denominator(&self) -> u64 {
        self.denominator
    }

    /// The position of a score, 0 to the denominator; `None` where the score is missing.
    ///
    /// Both indices must come from the comparison of these positions.
    pub fn get(&self, criterion: CriterionIndex, entry: EntryIndex) -> Option<u64> {
        self.columns[usize::from(criterion.0)][entry.0 as usize]
    }
}

/// The positions of a column, over the least denominator of its own.
struct Fractions {
    denominator: i128,
    numerators: Vec<Option<i128>>,
}

impl Fractions {
    fn new(column: &Column) -> Fractions {
        let (low, high) = column.range;
        if low == high {
            let numerators = column.scores.iter().map(|score| score.map(|_| 1)).collect();
            return Fractions {
                denominator: 1,
                numerators,
            };
        }
        let bounds = [Some(low), Some(high)];
        let scale = column
            .scores
            .iter()
            .chain(&bounds)
            .flatten()
            .map(|decimal| decimal.scale())
            .max();
        let whole = |decimal: Decimal| decimal.in_units_of(scale.unwrap_or(0));
        let (low, high) = (whole(low), whole(high));
        let numerators: Vec<Option<i128>> = column
            .scores
            .iter()
            .map(|score| {
                score.map(|score| match column.better {
                    Better::Higher => whole(score) - low,
                    Better::Lower => high - whole(score),
                })
            })
            .collect();
        let divisor = numerators
            .iter()
            .flatten()
            .fold(high - low, |a, &b| gcd(a, b));
        Fractions {
            denominator: (high - low) / divisor,
            numerators: numerators
                .iter()
                .map(|numerator| numerator.map(|n| n / divisor))
                .collect(),
        }
    }

    /// The same fractions over another denominator, rounded to the nearest, halves up.
    fn over(&self, denominator: i128) -> Vec<Option<u64>> {
        // A denominator of up to 10^37 times one of up to 10^14 would not fit: the finest digits go.
        let coarser = (self.denominator / 10i128.pow(24)).max(1);
        let own = self.denominator / coarser;
        let convert = |numerator: i128| {
            let scaled = (numerator / coarser).min(own) * denominator;
            ((2 * scaled + own) / (2 * own)) as u64
        };
        self.numerators
            .iter()
            .map(|numerator| numerator.map(convert))
            .collect()
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Better, Column, CriterionIndex, Decimal, EntryIndex, Positions};

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal of the test")
    }

    fn column(better: Better, range: (&str, &str), scores: &[&str]) -> Column {
        let scores = scores.iter().map(|text| text.parse().ok()).collect();
        Column {
            better,
            range: (decimal(range.0), decimal(range.1)),
            scores,
        }
    }

    fn row(positions: &Positions, criterion: u8, entries: u32) -> Vec<Option<u64>> {
        (0..entries)
            .map(|entry| positions.get(CriterionIndex(criterion), EntryIndex(entry)))
            .collect()
    }

    #[test]
    fn positions_stand_over_the_least_common_denominator() {
        let positions = Positions::new(&[
            column(Better::Higher, ("0", "3"), &["1", "2", "3"]),
            column(Better::Higher, ("0", "100"), &["50", "25", "0"]),
        ]);
        assert_eq!(positions.denominator(), 12);
        assert_eq!(row(&positions, 0, 3), [Some(4), Some(8), Some(12)]);
        assert_eq!(row(&positions, 1, 3), [Some(6), Some(3), Some(0)]);
    }

    #[test]
    fn lower_is_better_turns_the_range_round() {
        let positions = Positions::new(&[column(
            Better::Lower,
            ("-1", "1.5"),
            &["-1", "1.5", "0", "-"],
        )]);
        assert_eq!(positions.denominator(), 5);
        assert_eq!(row(&positions, 0, 4), [Some(5), Some(0), Some(3), None]);
    }

    #[test]
    fn a_range_without_extent_puts_every_score_at_the_good_end() {
        let positions = Positions::new(&[column(Better::Higher, ("7", "7"), &["7", "-"])]);
        assert_eq!(row(&positions, 0, 2), [Some(positions.denominator()), None]);
    }

    #[test]
    fn where_the_exact_denominator_is_too_great_positions_are_rounded_once() {
        let positions = Positions::new(&[
            column(
                Better::Higher,
                ("0", "99999999999977"),
                &["1", "33333333333326", "99999999999977"],
            ),
            column(
                Better::Higher,
                ("0", "99999999999971"),
                &["0", "99999999999970", "99999999999971"],
            ),
        ]);
        assert_eq!(positions.denominator(), 1_000_000_000);
        assert_eq!(
            row(&positions, 0, 3),
            [Some(0), Some(333_333_333), Some(1_000_000_000)]
        );
        assert_eq!(
            row(&positions, 1, 3),
            [Some(0), Some(1_000_000_000), Some(1_000_000_000)]
        );
    }

    #[test]
    fn the_widest_and_finest_range_there_is_can_be_placed() {
        let positions = Positions::new(&[column(
            Better::Higher,
            ("-999999999999999999", "999999999999999999"),
            &[
                "0.000000000000000001",
                "-999999999999999999",
                "999999999999999999",
            ],
        )]);
        assert_eq!(
            row(&positions, 0, 3),
            [Some(500_000_000), Some(0), Some(1_000_000_000)]
        );
    }

    proptest! {
        #[test]
        fn positions_keep_the_order_of_the_scores(scores in proptest::collection::vec(0u32..1_000_000, 2..20)) {
            let texts: Vec<String> = scores.iter().map(|score| format!("{score}e-4")).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let positions = Positions::new(&[
                column(Better::Higher, ("0", "100"), &texts),
                column(Better::Lower, ("0", "100"), &texts),
            ]);
            let count = scores.len() as u32;
            let (up, down) = (row(&positions, 0, count), row(&positions, 1, count));
            for a in 0..scores.len() {
                for b in 0..scores.len() {
                    prop_assert_eq!(up[a].cmp(&up[b]), scores[a].cmp(&scores[b]));
                    prop_assert_eq!(down[a].cmp(&down[b]), scores[b].cmp(&scores[a]));
                }
                let sum = up[a].zip(down[a]).map(|(up, down)| up + down);
                prop_assert_eq!(sum, Some(positions.denominator()));
            }
        }
    }
}
