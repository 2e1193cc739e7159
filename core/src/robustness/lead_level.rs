use super::Robustness;
use crate::dataset::{Basis, Comparison, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Contributions, Difference};
use crate::weights::Weights;

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
        details: &Details,
        weights: &Weights,
        pair: Option<[EntryIndex; 2]>,
        robustness: Robustness,
    ) -> LeadLevel {
        let rests_on_inferred_scores =
            pair.is_some_and(|pair| is_mostly_inferred(comparison, details, weights, pair));
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

/// Reports whether inferred scores make up more than half of the first entry's lead over the second.
fn is_mostly_inferred(
    comparison: &Comparison,
    details: &Details,
    weights: &Weights,
    pair: [EntryIndex; 2],
) -> bool {
    let [leader, next] = pair.map(|entry| Contributions::new(comparison, weights, entry));
    let difference = Difference::new(&leader, &next);
    let is_inferred = |criterion: CriterionIndex| {
        let mut reasons = pair
            .iter()
            .map(|&entry| details.entry(entry).reason(criterion));
        reasons.any(|reason| reason.basis == Some(Basis::Inferred))
    };
    let parts = difference.by_criterion.iter();
    let inferred = parts.filter(|&&(criterion, _)| is_inferred(criterion));
    let inferred: i16 = inferred.map(|&(_, tenths)| tenths).sum();
    2 * inferred > difference.total
}
