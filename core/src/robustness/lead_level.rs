use super::Robustness;
use crate::dataset::{Basis, Comparison, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::ranking::{Contributions, Difference, Ranking};
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
    /// Computes the level of the lead in `ranking`, whose level by the weights is `robustness`. Only the first two rows
    /// are read.
    pub fn new(
        comparison: &Comparison,
        details: &Details,
        weights: &Weights,
        ranking: &Ranking,
        robustness: Robustness,
    ) -> LeadLevel {
        let pair = ranking.rows().first_chunk::<2>();
        let rests_on_inferred_scores = pair.is_some_and(|[leader, next]| {
            let pair = [leader.entry, next.entry];
            next.standing.is_some() && is_mostly_inferred(comparison, details, weights, pair)
        });
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
