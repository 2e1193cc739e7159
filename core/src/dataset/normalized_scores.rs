use crate::dataset::{Better, Criterion, Decimal};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::Weight;
use crate::yielder::{Yielder, yield_point};

/// Where each score stands in its criterion's range: 0 at the bad end, the [`denominator`] at the
/// good end, exactly.
///
/// All positions of a data set stand over one common denominator, so that weighted sums of them are
/// whole numbers that can be compared without rounding.
///
/// [`denominator`]: Positions::denominator
#[derive(Clone, Debug, Default)]
pub struct NormalizedScores {
    pub(super) denominator: u64,
    /// For every criterion a position of every entry; [`MISSING`] where a score is.
    pub(super) columns: Vec<Vec<u64>>,
}

/// Stands for the position of a score that is missing: greater than every denominator, and takes no more
/// room.
pub const MISSING: u64 = u64::MAX;

impl NormalizedScores {
    /// The greatest denominator with which a weighted sum over the most criteria fits 64 bits.
    const MAX_DENOMINATOR: i128 = (u64::MAX
        / (super::Comparison::MAX_CRITERIA as u64 * Weight::MAX.hundredths() as u64))
        as i128;

    /// The denominator where the exact one would be greater: positions are then rounded once.
    const ROUNDED_DENOMINATOR: i128 = 1_000_000_000;

    /// The positions of the scores of criteria, of which each lies within its criterion's range. Where
    /// both ends of a range are equal, every score there is stands at the good end.
    pub(crate) async fn new(
        criteria: &[Criterion],
        scores: &[Vec<Option<Decimal>>],
        yielder: &dyn Yielder,
    ) -> NormalizedScores {
        let mut denominator = Some(1);
        let mut fractions = Vec::new();
        for (criterion, scores) in criteria.iter().zip(scores) {
            let column = Fractions::new(criterion, scores);
            denominator = denominator.and_then(|multiple: i128| {
                let factor = column.denominator / gcd(multiple, column.denominator);
                let multiple = multiple.checked_mul(factor)?;
                (multiple <= NormalizedScores::MAX_DENOMINATOR).then_some(multiple)
            });
            fractions.push(column);
            yield_point(yielder, 1.0).await;
        }
        let denominator = denominator.unwrap_or(NormalizedScores::ROUNDED_DENOMINATOR);
        let mut columns = Vec::new();
        for (column, scores) in fractions.iter().zip(scores) {
            columns.push(column.scale_to(denominator, scores));
            yield_point(yielder, 1.0).await;
        }
        NormalizedScores {
            denominator: denominator as u64,
            columns,
        }
    }

    /// What every position is a fraction of; at least 1.
    pub fn denominator(&self) -> u64 {
        self.denominator
    }

    /// The positions of a criterion by entry, 0 to the denominator; [`MISSING`] where a score is missing.
    ///
    /// The index must come from the comparison of these positions.
    pub fn column(&self, criterion: CriterionIndex) -> &[u64] {
        &self.columns[usize::from(criterion.0)]
    }

    /// The position of a score, 0 to the denominator; `None` where the score is missing.
    ///
    /// Both indices must come from the comparison of these positions.
    pub fn get(&self, criterion: CriterionIndex, entry: EntryIndex) -> Option<u64> {
        let position = self.column(criterion)[entry.0 as usize];
        (position != MISSING).then_some(position)
    }
}

/// How the scores of a criterion become fractions over the least denominator of their own.
struct Fractions {
    /// How many digits behind the point all of them are counted with.
    scale: u8,
    /// The bad end of the range, counted so.
    worst: i128,
    /// What the differences to that end are divided by.
    divisor: i128,
    denominator: i128,
}

impl Fractions {
    fn new(criterion: &Criterion, scores: &[Option<Decimal>]) -> Fractions {
        let (low, high) = criterion.range;
        let bounds = [Some(low), Some(high)];
        let scales = scores.iter().chain(&bounds).flatten();
        let scale = scales.map(|decimal| decimal.scale()).max().unwrap_or(0);
        let (mut worst, mut best) = (low.in_units_of(scale), high.in_units_of(scale));
        if criterion.better == Better::Lower {
            (worst, best) = (best, worst);
        }
        if worst == best {
            worst -= 1;
        }
        let extent = (best - worst).abs();
        let mut fractions = Fractions {
            scale,
            worst,
            divisor: 1,
            denominator: extent,
        };
        let mut divisor = extent;
        for &score in scores.iter().flatten() {
            if divisor == 1 {
                break;
            }
            divisor = gcd(divisor, fractions.numerator(score));
        }
        fractions.divisor = divisor;
        fractions.denominator = extent / divisor;
        fractions
    }

    fn numerator(&self, score: Decimal) -> i128 {
        let difference = (score.in_units_of(self.scale) - self.worst).abs();
        match self.divisor {
            1 => difference,
            divisor => difference / divisor,
        }
    }

    /// The fractions over another denominator, rounded to the nearest, halves up.
    fn scale_to(&self, denominator: i128, scores: &[Option<Decimal>]) -> Vec<u64> {
        let factor = denominator / self.denominator;
        let is_exact = factor * self.denominator == denominator;
        // A denominator of up to 10^37 times one of up to 10^14 would not fit: the finest digits go.
        let coarser = (self.denominator / 10i128.pow(24)).max(1);
        let own = self.denominator / coarser;
        let position = |score: Decimal| {
            let numerator = self.numerator(score);
            if is_exact {
                return (numerator * factor) as u64;
            }
            let scaled = (numerator / coarser).min(own) * denominator;
            ((2 * scaled + own) / (2 * own)) as u64
        };
        let normalized_scores = scores.iter();
        normalized_scores
            .map(|score| score.map_or(MISSING, position))
            .collect()
    }
}

/// The greatest common divisor. Numbers of 64 bits, which nearly all are, divide many times as fast.
fn gcd(a: i128, b: i128) -> i128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(mut a), Ok(mut b)) => {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            i128::from(a)
        }
        _ if b == 0 => a,
        _ => gcd(b, a % b),
    }
}

#[cfg(test)]
mod tests {
    use super::MISSING;
    use crate::dataset::DataSet;

    /// Checks the denominator and the positions, by criterion, of a table.
    fn check(csv: &str, denominator: u64, columns: &[&[u64]]) {
        let data = DataSet::from_csv(csv).expect("a table of the test");
        let normalized_scores = data.comparison.normalized_scores;
        assert_eq!(normalized_scores.denominator, denominator);
        assert_eq!(normalized_scores.columns, columns);
    }

    #[test]
    fn positions_stand_over_the_least_common_denominator() {
        check(
            "name,A [range=0..3],B\nx,1,50\ny,2,25\nz,3,0\n",
            12,
            &[&[4, 8, 12], &[6, 3, 0]],
        );
    }

    #[test]
    fn lower_is_better_turns_the_range_round() {
        check(
            "name,A [better=lower range=-1..1.5]\nw,-1\nx,1.5\ny,0\nz,\n",
            5,
            &[&[5, 0, 3, MISSING]],
        );
    }

    #[test]
    fn a_range_without_extent_puts_every_score_at_the_good_end() {
        check("name,A\nx,107\ny,\n", 1, &[&[1, MISSING]]);
    }

    #[test]
    fn where_the_exact_denominator_is_too_great_positions_are_rounded_once() {
        check(
            "name,A [range=0..99999999999977],B [range=0..99999999999971]\n\
             x,1,0\n\
             y,33333333333326,99999999999970\n\
             z,99999999999977,99999999999971\n",
            1_000_000_000,
            &[
                &[0, 333_333_333, 1_000_000_000],
                &[0, 1_000_000_000, 1_000_000_000],
            ],
        );
    }

    #[test]
    fn the_widest_and_finest_range_there_is_can_be_placed() {
        check(
            "name,A [range=-999999999999999999..999999999999999999]\n\
             x,0.000000000000000001\n\
             y,-999999999999999999\n\
             z,999999999999999999\n",
            1_000_000_000,
            &[&[500_000_000, 0, 1_000_000_000]],
        );
    }
}
