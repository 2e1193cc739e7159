use crate::dataset::{Criterion, Decimal};
use crate::format::problems::{Located, Problems};
use crate::weights::Weight;

/// A criterion and its scores, under construction while a data set is read.
pub(super) struct CriterionBuilder {
    pub(super) criterion: Criterion,
    /// The range given in the data set.
    explicit_range: Option<(Decimal, Decimal)>,
    /// The scores of the entries read so far.
    pub(super) scores: Vec<Option<Decimal>>,
    /// `true` if any entry has a score on the criterion, even an invalid one.
    pub(super) has_any_cell: bool,
}

impl CriterionBuilder {
    /// Starts with a criterion whose ranges are not known yet.
    pub(super) fn new(
        criterion: Criterion,
        explicit_range: Option<(Decimal, Decimal)>,
    ) -> CriterionBuilder {
        CriterionBuilder {
            criterion,
            explicit_range,
            scores: Vec::new(),
            has_any_cell: false,
        }
    }

    /// Adds the next entry's score; reports it at `location` if it lies outside the given range.
    pub(super) fn push_score(
        &mut self,
        problems: &mut Problems,
        location: &dyn Located,
        score: Option<Decimal>,
    ) {
        self.scores.push(score);
        if let (Some(score), Some((low, high))) = (score, self.explicit_range)
            && (score < low || high < score)
        {
            let message = format!(
                "this score is outside the criterion's range, {low} to {high}; correct the score or the range"
            );
            problems.report(location, "", message);
        }
    }

    /// Returns the criterion with its ranges, and its scores; reports at `location` if no entry has one.
    ///
    /// The range is the given one; otherwise 0 to 100 if all scores lie in it; otherwise the observed range.
    pub(super) fn build(
        mut self,
        problems: &mut Problems,
        location: &dyn Located,
    ) -> (Criterion, Vec<Option<Decimal>>) {
        let present = || self.scores.iter().copied().flatten();
        if let Some(observed_range) = present().min().zip(present().max()) {
            let percent = (Decimal::ZERO, Decimal::HUNDRED);
            let fits = percent.0 <= observed_range.0 && observed_range.1 <= percent.1;
            let range = if fits { percent } else { observed_range };
            self.criterion.observed_range = observed_range;
            self.criterion.range = self.explicit_range.unwrap_or(range);
        } else if !self.scores.is_empty() && !self.has_any_cell && !self.criterion.id.is_empty() {
            let message =
                "no entry has a score on this criterion; add scores, or remove the criterion";
            problems.report(location, "", message);
        }
        (self.criterion, self.scores)
    }
}

/// Returns the weight of the criteria for which the data set gives none: 0, or the same for all if it gives no weights at
/// all.
pub(super) fn default_weight(weights: &[Option<Weight>]) -> Weight {
    if weights.iter().any(Option::is_some) {
        Weight::ZERO
    } else {
        Weight::MIDDLE
    }
}
