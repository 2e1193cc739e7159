use crate::dataset::{Better, Criterion, Decimal};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::Weight;
use crate::yielder::{Yielder, yield_point};

/// The position of each score in its criterion's range, as an exact fraction: 0 at the worse end, 1 at the better end.
///
/// All fractions of a data set have a common [`denominator`], and only numerators are stored. So weighted sums are
/// integers, which can be compared without rounding.
///
/// [`denominator`]: NormalizedScores::denominator
#[derive(Clone, Debug, Default)]
pub struct NormalizedScores {
    pub(super) denominator: u64,
    /// The numerators by criterion and entry; [`MISSING_SCORE`] for missing scores.
    pub(super) columns: Vec<Vec<u64>>,
}

/// The numerator that stands for a missing score. It is greater than any denominator, and needs less memory than an
/// `Option`.
pub const MISSING_SCORE: u64 = u64::MAX;

impl NormalizedScores {
    /// The largest denominator with which a weighted sum over the maximum number of criteria fits 64 bits.
    pub(super) const MAX_DENOMINATOR: i128 = (u64::MAX
        / (super::Comparison::MAX_CRITERIA as u64 * Weight::MAX.hundredths() as u64))
        as i128;

    /// The denominator used if the exact one exceeds [`NormalizedScores::MAX_DENOMINATOR`]; each normalized score is then
    /// rounded once.
    const ROUNDED_DENOMINATOR: i128 = 1_000_000_000;

    /// Normalizes the scores, which must lie within their criteria's ranges. If both ends of a range are equal, all its
    /// normalized scores are 1.
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

    /// Returns the common denominator of all normalized scores; at least 1.
    pub fn denominator(&self) -> u64 {
        self.denominator
    }

    /// Returns a criterion's normalized scores by entry as numerators, 0 to the denominator; [`MISSING_SCORE`] for missing
    /// scores.
    ///
    /// The index must come from the same comparison.
    pub fn column(&self, criterion: CriterionIndex) -> &[u64] {
        &self.columns[usize::from(criterion.0)]
    }

    /// Returns a normalized score as a numerator, 0 to the denominator; `None` if the score is missing.
    ///
    /// Both indices must come from the same comparison.
    pub fn get(&self, criterion: CriterionIndex, entry: EntryIndex) -> Option<u64> {
        let numerator = self.column(criterion)[entry.0 as usize];
        (numerator != MISSING_SCORE).then_some(numerator)
    }

    /// Returns an entry's normalized scores by criterion, each as [`NormalizedScores::get`] does.
    pub(crate) fn row(&self, entry: EntryIndex) -> impl Iterator<Item = Option<u64>> {
        let criteria = (0..self.columns.len() as u8).map(CriterionIndex);
        criteria.map(move |criterion| self.get(criterion, entry))
    }
}

/// The conversion of a criterion's scores to fractions over their least common denominator.
struct Fractions {
    /// The number of digits after the point with which all scores are integers.
    scale: u8,
    /// The worse end of the range, in units of 10^−`scale`.
    worst: i128,
    /// The greatest common divisor of the scores' distances to that end.
    divisor: i128,
    /// The extent of the range, divided by `divisor`.
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
        let mut divisor = extent;
        for score in scores.iter().flatten() {
            if divisor == 1 {
                break;
            }
            divisor = gcd(divisor, (score.in_units_of(scale) - worst).abs());
        }
        Fractions {
            scale,
            worst,
            divisor,
            denominator: extent / divisor,
        }
    }

    fn numerator(&self, score: Decimal) -> i128 {
        let difference = (score.in_units_of(self.scale) - self.worst).abs();
        match self.divisor {
            1 => difference,
            divisor => difference / divisor,
        }
    }

    /// Returns the numerators over another denominator, rounded half up.
    fn scale_to(&self, denominator: i128, scores: &[Option<Decimal>]) -> Vec<u64> {
        let factor = denominator / self.denominator;
        let is_exact = factor * self.denominator == denominator;
        // The product of denominators up to 10^37 and 10^14 would overflow: drop the last digits.
        let coarser = (self.denominator / 10i128.pow(24)).max(1);
        let coarse_denominator = self.denominator / coarser;
        let normalize = |score: Decimal| {
            let numerator = self.numerator(score);
            if is_exact {
                return (numerator * factor) as u64;
            }
            let scaled = (numerator / coarser).min(coarse_denominator) * denominator;
            ((2 * scaled + coarse_denominator) / (2 * coarse_denominator)) as u64
        };
        let scores = scores.iter();
        scores
            .map(|score| score.map_or(MISSING_SCORE, normalize))
            .collect()
    }
}

/// Returns the greatest common divisor. Numbers that fit 64 bits, as nearly all do, take a much faster division.
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
    use super::MISSING_SCORE;
    use crate::dataset::DataSet;

    /// Checks the denominator and the numerators by criterion of a table.
    fn check(csv: &str, denominator: u64, columns: &[&[u64]]) {
        let data = DataSet::from_csv(csv).expect("a table of the test");
        let normalized_scores = data.comparison.normalized_scores;
        assert_eq!(normalized_scores.denominator, denominator);
        assert_eq!(normalized_scores.columns, columns);
    }

    #[test]
    fn normalized_scores_have_the_least_common_denominator() {
        check(
            "name,A [range=0..3],B [range=0..100]\nx,1,50\ny,2,25\nz,3,0\n",
            12,
            &[&[4, 8, 12], &[6, 3, 0]],
        );
    }

    #[test]
    fn lower_is_better_reverses_the_range() {
        check(
            "name,A [better=lower range=-1..1.5]\nw,-1\nx,1.5\ny,0\nz,\n",
            5,
            &[&[5, 0, 3, MISSING_SCORE]],
        );
    }

    #[test]
    fn scores_in_a_range_without_extent_normalize_to_one() {
        check("name,A\nx,107\ny,\n", 1, &[&[1, MISSING_SCORE]]);
    }

    #[test]
    fn normalized_scores_are_rounded_if_the_exact_denominator_is_too_large() {
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
    fn the_widest_and_finest_range_can_be_normalized() {
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
