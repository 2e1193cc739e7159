use super::{Baseline, stability_interval};
use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::Total;
use crate::weights::{Locks, Weights};

/// How many of all weightings put one entry ahead of another, as a share from 0 to 1; levels count for neither side
/// where they are a part of measure 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairwiseWinningIndex {
    /// The share if every missing score were as bad for the first as it can be.
    pub low: f64,
    /// The share if every missing score were as good for the first as it can be; equal to `low` where none is missing.
    pub high: f64,
    /// Whether both are level under every weighting.
    pub level: bool,
}

/// How many of all weightings put entry `a` ahead of entry `b`. Exact but for the rounding of doubles.
pub fn pairwise_winning_index(
    comparison: &Comparison,
    a: EntryIndex,
    b: EntryIndex,
) -> PairwiseWinningIndex {
    let normalized_scores = comparison.normalized_scores();
    let whole = normalized_scores.denominator();
    let leads = |missing: [u64; 2]| -> Vec<f64> {
        let lead = |(criterion, _)| {
            let position =
                |entry, missing| normalized_scores.get(criterion, entry).unwrap_or(missing) as f64;
            (position(a, missing[0]) - position(b, missing[1])) / whole as f64
        };
        comparison.indexed_criteria().map(lead).collect()
    };
    let (worst, best) = (leads([0, whole]), leads([whole, 0]));
    PairwiseWinningIndex {
        low: share_above(&worst),
        high: share_above(&best),
        level: best.iter().chain(&worst).all(|&lead| lead == 0.0),
    }
}

/// The weights at which two entries are level, one slider at a time, 0 to 100; `None` where they are level now, or
/// neither has a total.
pub fn tie_weights(
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
        let ends = stability_interval(&baseline, locks, criterion).ends(weights, locks, criterion);
        let ends = ends.into_iter().flatten();
        ends.map(move |end| (criterion, end.weight))
    });
    Some(ends.collect())
}

/// The part of the simplex in which the mean of `values`, weighted by a point's coordinates, is at least 0.
///
/// By the recursion of Varsi (1973), The multidimensional content of the frustum of the simplex, Pacific Journal of
/// Mathematics 46: only positive numbers are added, so that nothing cancels out.
fn share_above(values: &[f64]) -> f64 {
    let below = values.iter().copied().filter(|&value| value < 0.0);
    let below: Vec<f64> = below.collect();
    // How much is above, of the simplex of the values so far and as many of those below as the place tells.
    let mut shares = vec![0.0; below.len() + 1];
    shares[0] = 1.0;
    for value in values.iter().filter(|&&value| value >= 0.0) {
        for (place, below) in below.iter().enumerate() {
            // Where the mean is 0 on the edge between the two, it is cut, and either part has one of them as a corner.
            shares[place + 1] =
                (value * shares[place] - below * shares[place + 1]) / (value - below);
        }
    }
    shares[below.len()]
}
