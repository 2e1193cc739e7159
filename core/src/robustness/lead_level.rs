use super::{
    Baseline, RankAcceptability, Robustness, missing_scores_could_change_leader, smallest_transfer,
};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::ranking::{Contributions, Difference};
use crate::weights::{Locks, Weights};

/// The level of a lead's robustness, with regard to the scores that are inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadLevel {
    /// The level by the weights, lowered by one if the lead rests on inferred scores.
    pub robustness: Robustness,
    /// Whether more than half of the points by which the leader is ahead of the next entry are on criteria for which the
    /// score of one of them is inferred.
    pub rests_on_inferred_scores: bool,
}

impl LeadLevel {
    /// Computes the level of the first entry's lead over the second, whose level by the weights is `robustness`; without
    /// a second entry that has a total, the lead does not rest on inferred scores.
    pub fn new(
        comparison: &Comparison,
        weights: &Weights,
        pair: Option<[EntryIndex; 2]>,
        robustness: Robustness,
    ) -> LeadLevel {
        let rests_on_inferred_scores =
            pair.is_some_and(|pair| is_mostly_inferred(comparison, weights, pair));
        LeadLevel {
            robustness: match robustness {
                Robustness::Robust if rests_on_inferred_scores => Robustness::Moderate,
                Robustness::Moderate if rests_on_inferred_scores => Robustness::Fragile,
                robustness => robustness,
            },
            rests_on_inferred_scores,
        }
    }
}

impl LeadLevel {
    /// The normalized scores that [`LeadLevel::compute`] reads at most, which take some 10 milliseconds.
    const MAX_SCORES: usize = 200_000;

    /// Computes the level of the lead among `entries`, the first two of which by rank are `pair`, without a
    /// [`Report`](super::Report). Returns `None` if nobody leads, if it would take long, or if there are more than
    /// [`RankAcceptability::MAX_RANKED`] entries, of which a report may have no level either.
    pub fn compute(
        comparison: &Comparison,
        entries: impl Iterator<Item = EntryIndex>,
        weights: &Weights,
        locks: &Locks,
        pair: Option<[EntryIndex; 2]>,
    ) -> Option<LeadLevel> {
        // Of many entries, no more are listed than show that there are too many.
        let entries: Vec<EntryIndex> = entries.take(RankAcceptability::MAX_RANKED + 1).collect();
        let scores = entries.len() * comparison.criteria.len().pow(3);
        if entries.len() > RankAcceptability::MAX_RANKED || scores > LeadLevel::MAX_SCORES {
            return None;
        }
        let baseline = Baseline::new(comparison, &entries, weights)?;
        let transfer = smallest_transfer(&baseline, locks);
        let missing_scores_matter = missing_scores_could_change_leader(&baseline);
        let robustness = Robustness::new(transfer.as_ref(), missing_scores_matter);
        Some(LeadLevel::new(comparison, weights, pair, robustness))
    }
}

/// Reports whether inferred scores make up more than half of the first entry's lead over the second.
fn is_mostly_inferred(comparison: &Comparison, weights: &Weights, pair: [EntryIndex; 2]) -> bool {
    let [leader, next] = pair.map(|entry| Contributions::new(comparison, weights, entry));
    let difference = Difference::new(&leader, &next);
    let parts = difference.by_criterion.iter();
    let inferred = parts.filter(|&&(criterion, _)| {
        let mut pair = pair.iter();
        pair.any(|&entry| comparison.is_inferred(criterion, entry))
    });
    let inferred: i16 = inferred.map(|&(_, tenths)| tenths).sum();
    2 * inferred > difference.total
}
