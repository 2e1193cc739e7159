use crate::dataset::{Criterion, Decimal};
use crate::format::problems::{Located, Problems};
use crate::weights::Weight;

/// A criterion and its scores while a data set is read.
pub(super) struct CriterionBuilder {
    pub(super) criterion: Criterion,
    /// The range that the data set gives.
    explicit_range: Option<(Decimal, Decimal)>,
    /// A score for every entry so far.
    pub(super) scores: Vec<Option<Decimal>>,
    /// Whether some entry has something in the place of a score, be it one or not.
    pub(super) has_any_cell: bool,
}

impl CriterionBuilder {
    /// The column of a criterion whose range and spread are not known yet.
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

    /// Adds the next entry's score, which stands in a place; reports it if it lies outside the range.
    pub(super) fn add(
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
                "this score lies outside the criterion's range, {low} to {high}: mend one of them"
            );
            problems.report(location, "", message);
        }
    }

    /// The criterion with its spread and range, and its scores; reports in a place if there are none.
    ///
    /// The range is the given one, else 0 to 100 if all scores lie in it, else the spread.
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
            let message = "no entry has a score on this criterion: add scores, or leave it out";
            problems.report(location, "", message);
        }
        (self.criterion, self.scores)
    }
}

/// The weight of a criterion for which none is given: it counts for nothing at first; if none has one, all count
/// alike.
pub(super) fn default_weight(given: &[Option<Weight>]) -> Weight {
    if given.iter().any(Option::is_some) {
        Weight::ZERO
    } else {
        Weight::MIDDLE
    }
}
