use serde::{Deserialize, Serialize};

use super::weight_transfer::{missing_scores_could_change_leader, smallest_transfer};
use super::{Baseline, Robustness, stability_interval};
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::Total;
use crate::weights::{Locks, Weights};

/// The share of all sets of weights under which one entry beats another, 0 to 1. Ties of measure 0 do not count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairwiseWinningIndex {
    /// The share if every missing score were as bad for the first entry as it can be.
    pub low: f64,
    /// The share if every missing score were as good for the first entry as it can be; equal to `low` where none is
    /// missing.
    pub high: f64,
    /// Whether both entries tie under all weights; the share is then 1.
    pub is_always_tied: bool,
}

/// Two entries in comparison, at one set of weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparedPair {
    /// The entries, of which the first is ahead, or they tie.
    pub entries: [EntryIndex; 2],
    /// The share of all sets of weights under which the first beats the second.
    pub winning_index: PairwiseWinningIndex,
    /// The level of the first's lead over the second by the weights; `None` if neither has a total.
    pub robustness: Option<Robustness>,
    /// The shares of single criteria at which they tie, as [`tie_shares`] returns them.
    pub tie_shares: Option<Vec<(CriterionIndex, f64)>>,
}

impl ComparedPair {
    /// Compares two entries.
    pub fn new(
        comparison: &Comparison,
        weights: &Weights,
        locks: &Locks,
        entries: [EntryIndex; 2],
    ) -> ComparedPair {
        let baseline = Baseline::new(comparison, &entries, weights);
        let robustness = baseline.map(|baseline| {
            let transfer = smallest_transfer(&baseline, locks);
            Robustness::new(
                transfer.as_ref(),
                missing_scores_could_change_leader(&baseline),
            )
        });
        ComparedPair {
            entries,
            robustness,
            winning_index: pairwise_winning_index(comparison, entries[0], entries[1]),
            tie_shares: tie_shares(comparison, weights, locks, entries),
        }
    }
}

/// Computes the share of all sets of weights under which entry `a` beats entry `b`, exact but for the rounding of
/// doubles.
pub fn pairwise_winning_index(
    comparison: &Comparison,
    a: EntryIndex,
    b: EntryIndex,
) -> PairwiseWinningIndex {
    let normalized_scores = comparison.normalized_scores();
    let denominator = normalized_scores.denominator();
    let leads = |missing: [u64; 2]| -> Vec<f64> {
        let pairs = normalized_scores.row(a).zip(normalized_scores.row(b));
        let lead = |(a, b): (Option<u64>, Option<u64>)| {
            let [a, b] = [a.unwrap_or(missing[0]), b.unwrap_or(missing[1])];
            (a as f64 - b as f64) / denominator as f64
        };
        pairs.map(lead).collect()
    };
    let (worst, best) = (leads([0, denominator]), leads([denominator, 0]));
    PairwiseWinningIndex {
        low: share_above(&worst),
        high: share_above(&best),
        is_always_tied: best.iter().chain(&worst).all(|&lead| lead == 0.0),
    }
}

/// Finds the shares of the total at which two entries tie, one slider at a time, 0 to 1; `None` if they tie under the current
/// weights, or neither has a total.
pub fn tie_shares(
    comparison: &Comparison,
    weights: &Weights,
    locks: &Locks,
    entries: [EntryIndex; 2],
) -> Option<Vec<(CriterionIndex, f64)>> {
    let [first, second] = entries.map(|entry| Total::new(comparison, weights, entry));
    if first == second {
        return None;
    }
    let baseline = Baseline::new(comparison, &entries, weights)?;
    let criteria = comparison.indexed_criteria();
    let ends = criteria.flat_map(|(criterion, _)| {
        let interval = stability_interval(&baseline, locks, criterion);
        let ends = [
            (interval.low, interval.below),
            (interval.high, interval.above),
        ];
        let ends = ends
            .into_iter()
            .filter(|(_, challenger)| challenger.is_some());
        ends.map(move |(share, _)| (criterion, share.to_f64()))
    });
    Some(ends.collect())
}

/// Computes the share of the simplex in which the mean of `values`, weighted by a point's coordinates, is at least 0.
///
/// It uses the recursion of Varsi (1973), The multidimensional content of the frustum of the simplex, Pacific Journal of
/// Mathematics 46: only positive numbers are added, so that nothing cancels out.
fn share_above(values: &[f64]) -> f64 {
    let (above, below): (Vec<f64>, Vec<f64>) = values.iter().partition(|&&value| value >= 0.0);
    // At index i, the share above for the simplex of the values so far and the first i of those below 0.
    let mut shares = vec![0.0; below.len() + 1];
    shares[0] = 1.0;
    for value in above {
        for (index, below) in below.iter().enumerate() {
            // The edge between the two is cut where the mean is 0, and each part has one of them as a corner.
            shares[index + 1] =
                (value * shares[index] - below * shares[index + 1]) / (value - below);
        }
    }
    shares[below.len()]
}
