use crate::dataset::{Comparison, MISSING_SCORE};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Total, Totals};
use crate::weights::Weights;

/// Computes the part of the differences between the totals that a criterion accounts for: the covariance of its
/// contributions with the totals ÷ the variance of the totals.
///
/// The parts of all criteria add up to 1. A part may be negative: the criterion then works against the order. For complete
/// scores a part is weight share × covariance of the normalized scores with the totals ÷ variance of the totals (Becker
/// et al., "Weights and importance in composite indicators: Closing the gap", Ecological Indicators 80, 2017). A missing
/// score contributes nothing, as in the total. `None` with fewer than three totals, and where all totals are equal.
pub fn variance_share(
    comparison: &Comparison,
    weights: &Weights,
    entries: &[EntryIndex],
    criterion: CriterionIndex,
) -> Option<f64> {
    let column = comparison.normalized_scores().column(criterion);
    let weight = f64::from(weights[criterion].hundredths());
    let totals = Totals::new(comparison, weights);
    let pairs = entries.iter().filter_map(|&entry| {
        let total = totals.total(entry)?;
        let score = column[entry.0 as usize];
        let is_known = score != MISSING_SCORE;
        let contribution = if is_known {
            weight * score as f64 * 100.0 / total.max_numerator() as f64
        } else {
            0.0
        };
        Some((contribution, total))
    });
    let pairs: Vec<(f64, Total)> = pairs.collect();
    let &(_, first) = pairs.first()?;
    if pairs.len() < 3 || pairs.iter().all(|&(_, total)| total == first) {
        return None;
    }
    let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / pairs.len() as f64;
    let mean_contribution = mean(&mut pairs.iter().map(|pair| pair.0));
    let mean_total = mean(&mut pairs.iter().map(|pair| pair.1.to_f64()));
    let mut covariance = 0.0;
    let mut variance = 0.0;
    for &(contribution, total) in &pairs {
        let deviation = total.to_f64() - mean_total;
        covariance += (contribution - mean_contribution) * deviation;
        variance += deviation * deviation;
    }
    Some(covariance / variance)
}
