use std::rc::Rc;

use super::{Model, Shared, State};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::robustness::{Analysis, LeadLevel, NearestWeights, Report};

/// The analysis of the robustness of a widget's ranking, kept in step with the widget's state.
///
/// It is separate from the [`Model`], since its code loads later.
pub struct Analyzer {
    state: Shared<State>,
    analysis: Analysis,
    /// Whether weights, locks or filter have changed since the last call of [`Analyzer::update`].
    has_new_work: bool,
}

/// The number of steps that are computed before the clock is read.
const STEPS_PER_CALL: u32 = 128;

impl Analyzer {
    /// The milliseconds that weights and filter must stay unchanged before they are analyzed in depth.
    pub const SETTLE_DELAY: u32 = 150;

    /// Begins an analysis of a model's state.
    pub fn begin(model: &Model) -> Analyzer {
        let mut analyzer = Analyzer::new(&model.comparison, &model.state);
        analyzer.compare(model);
        analyzer
    }

    fn new(comparison: &Comparison, state: &Shared<State>) -> Analyzer {
        let entries: Vec<EntryIndex> = state.matching_entries().collect();
        let session = &state.session;
        let (weights, locks) = (&session.weights, &session.locks);
        let analysis = Analysis::begin(comparison, &entries, weights, locks, &state.shown);
        Analyzer {
            state: state.clone(),
            analysis,
            has_new_work: false,
        }
    }

    /// Adopts the model's state: continues under other weights and locks, and begins again under another filter. Returns
    /// whether there is new work since the last call.
    pub fn update(&mut self, model: &Model) -> bool {
        self.sync(model);
        std::mem::take(&mut self.has_new_work)
    }

    fn sync(&mut self, model: &Model) {
        let (comparison, state) = (&model.comparison, &model.state);
        let (weights, locks) = (&state.session.weights, &state.session.locks);
        let report = self.analysis.report();
        if !Rc::ptr_eq(&self.state.matching, &state.matching) {
            *self = Analyzer::new(comparison, state);
            self.has_new_work = true;
        } else if report.weights != *weights || report.locks != *locks {
            self.analysis
                .set_weights(comparison, weights, locks, &state.shown);
            self.has_new_work = true;
        }
        self.state = state.clone();
        self.compare(model);
    }

    fn compare(&mut self, model: &Model) {
        self.analysis.compare(&model.comparison, &model.compared());
    }

    /// Computes as long as `has_time` returns true; returns whether the report is complete.
    pub fn advance(&mut self, model: &Model, has_time: impl Fn() -> bool) -> bool {
        let mut is_complete = false;
        while !is_complete && has_time() {
            is_complete = self.analysis.advance(&model.comparison, STEPS_PER_CALL);
        }
        is_complete
    }

    /// Returns the report so far.
    pub fn report(&self) -> &Shared<Report> {
        self.analysis.report()
    }

    /// Returns the level of the lead; `None` until the report knows what the lead depends on.
    pub fn lead_level(&self, model: &Model) -> Option<LeadLevel> {
        let lead = self.report().lead()?;
        let robustness = lead.verdict.ready()?.robustness;
        let comparison = &model.comparison;
        let State { session, shown, .. } = &*self.state;
        Some(LeadLevel::new(
            comparison,
            &session.weights,
            shown.first_two(),
            robustness,
        ))
    }

    /// Adopts the model's state and computes until shares and leader are known; returns the report, or `None` if the
    /// potential winners are not known yet or have more than `max_scores` scores.
    pub fn report_now(&mut self, model: &Model, max_scores: usize) -> Option<Shared<Report>> {
        // A script may ask before the widget has noticed what the script has changed.
        self.sync(model);
        let comparison = &model.comparison;
        let potential_winners = &self.analysis.report().potential_winners;
        if potential_winners.is_pending() {
            return None;
        }
        let count = potential_winners.ready().map_or(0, Vec::len);
        if self.analysis.report().acceptabilities.is_pending()
            && count * comparison.criteria.len() > max_scores
        {
            return None;
        }
        let is_pending =
            |report: &Report| report.acceptabilities.is_pending() || report.lead.is_pending();
        while is_pending(self.analysis.report()) {
            self.analysis.advance(comparison, u32::MAX);
        }
        Some(self.analysis.report().clone())
    }

    /// Finds the nearest winning weights of an entry, by the model's report if it has advanced far enough.
    pub fn nearest_weights(model: &Model, entry: EntryIndex) -> NearestWeights {
        let comparison = &model.comparison;
        if let Some(report) = &model.report
            && !report.potential_winners.is_pending()
        {
            return report.nearest_weights(comparison, entry);
        }
        // The search needs the potential winners, which are the entry's rivals.
        let mut analysis = Analyzer::new(comparison, &model.state).analysis;
        while analysis.report().potential_winners.is_pending() {
            analysis.advance(comparison, u32::MAX);
        }
        analysis.report().nearest_weights(comparison, entry)
    }
}
