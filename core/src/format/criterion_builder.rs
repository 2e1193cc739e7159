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
    /// The lowest and the highest of them; `None` if all are missing.
    observed_range: Option<(Decimal, Decimal)>,
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
            observed_range: None,
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
        if let Some(score) = score {
            self.check_score(problems, location, score);
        }
    }

    fn check_score(&mut self, problems: &mut Problems, location: &dyn Located, score: Decimal) {
        let (low, high) = self.observed_range.unwrap_or((score, score));
        self.observed_range = Some((low.min(score), high.max(score)));
        if let Some((low, high)) = self.explicit_range
            && (score < low || high < score)
        {
            let message = format!(
                "this score is outside the criterion's range, {low} to {high}; correct the score or the range"
            );
            problems.report(location, "", message);
        }
    }

    /// Sets the score of an entry that was missing so far, as [`CriterionBuilder::push_score`] does.
    pub(super) fn set_score(
        &mut self,
        problems: &mut Problems,
        location: &dyn Located,
        entry: usize,
        score: Decimal,
    ) {
        self.check_score(problems, location, score);
        self.scores[entry] = Some(score);
    }

    /// Sets the range, unless the data set gives one.
    pub(super) fn set_range(&mut self, range: (Decimal, Decimal)) {
        self.explicit_range.get_or_insert(range);
    }

    /// Sets the unit, unless the data set gives one. Returns another one that is kept.
    pub(super) fn set_unit(&mut self, unit: &str) -> Option<&str> {
        if self.criterion.unit.is_empty() {
            self.criterion.unit = unit.to_owned();
        }
        let kept = &*self.criterion.unit;
        (!unit.is_empty() && kept != unit).then_some(kept)
    }

    /// Returns the criterion with its ranges, and its scores; reports at `location` if no entry has one.
    ///
    /// The range is the given one; otherwise 0 to the top of the common scale, which [`common_scale`] finds; otherwise the
    /// observed range.
    pub(super) fn build(
        mut self,
        scale: Option<Decimal>,
        problems: &mut Problems,
        location: &dyn Located,
    ) -> (Criterion, Vec<Option<Decimal>>) {
        if let Some(observed_range) = self.observed_range {
            let range = scale.map_or(observed_range, |top| (Decimal::ZERO, top));
            self.criterion.observed_range = observed_range;
            self.criterion.given.range = self.explicit_range.is_some();
            self.criterion.range = self.explicit_range.unwrap_or(range);
        } else if !self.scores.is_empty() && !self.has_any_cell && !self.criterion.id.is_empty() {
            let message =
                "no entry has a score on this criterion; add scores, or remove the criterion";
            problems.report(location, "", message);
        }
        (self.criterion, self.scores)
    }
}

/// Returns the top of the scale that the criteria without a range have in common, as [`Decimal::common_scale`] finds it;
/// `None` if they have none.
pub(super) fn common_scale(columns: &[CriterionBuilder]) -> Option<Decimal> {
    let without_range = columns
        .iter()
        .filter(|column| column.explicit_range.is_none());
    let observed: Vec<_> = without_range
        .filter_map(|column| column.observed_range)
        .collect();
    Decimal::common_scale(&observed)
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
