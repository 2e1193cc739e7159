use std::rc::Rc;

use super::{Model, Shared, State};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;
use crate::robustness::{Analysis, NearestWeights, Report};

/// The analysis of how robust a widget's ranking is, which follows the widget's state.
///
/// It stands beside the [`Model`], since the code that works on it loads later.
pub struct Analyzer {
    state: Shared<State>,
    analysis: Analysis,
    /// Whether it has begun with other weights or another filter since [`Analyzer::follow`] was last called.
    has_begun: bool,
}

/// How much is computed before the clock is looked at.
const STEPS: u32 = 128;

impl Analyzer {
    /// How long weights and filter rest before they are analyzed in depth, in milliseconds.
    pub const REST: u32 = 150;

    /// Begins an analysis of a model's state.
    pub fn begin(model: &Model) -> Analyzer {
        Analyzer::of(&model.comparison, &model.state)
    }

    fn of(comparison: &Comparison, state: &Shared<State>) -> Analyzer {
        let entries = comparison.indexed_entries().map(|(entry, _)| entry);
        let entries: Vec<EntryIndex> = entries
            .filter(|entry| state.passing[entry.0 as usize])
            .collect();
        let session = &state.session;
        let (weights, locks) = (&session.weights, &session.locks);
        let analysis = Analysis::begin(comparison, &entries, weights, locks, &state.shown);
        Analyzer {
            state: state.clone(),
            analysis,
            has_begun: false,
        }
    }

    /// Follows the model: goes on with other weights and locks, and begins again with another filter. Returns whether
    /// there is something new to compute since the last call.
    pub fn follow(&mut self, model: &Model) -> bool {
        self.catch_up(model);
        std::mem::take(&mut self.has_begun)
    }

    fn catch_up(&mut self, model: &Model) {
        let (comparison, state) = (&model.comparison, &model.state);
        if !Rc::ptr_eq(&self.state.passing, &state.passing) {
            *self = Analyzer::of(comparison, state);
            self.has_begun = true;
            return;
        }
        self.state = state.clone();
        let report = self.analysis.report();
        let session = &state.session;
        if report.weights == session.weights && report.locks == session.locks {
            return;
        }
        let (weights, locks) = (&session.weights, &session.locks);
        self.analysis
            .set_weights(comparison, weights, locks, &state.shown);
        self.has_begun = true;
    }

    /// Works as long as there is `time`; returns whether the report is complete.
    pub fn advance(&mut self, model: &Model, time: impl Fn() -> bool) -> bool {
        let mut is_complete = false;
        while !is_complete && time() {
            is_complete = self.analysis.advance(&model.comparison, STEPS);
        }
        is_complete
    }

    /// What is known so far.
    pub fn report(&self) -> &Shared<Report> {
        self.analysis.report()
    }

    /// Catches up with the model, and works on until shares and leader are known, if these are shares of so many scores
    /// at most; returns the report, or `None` if it would take longer.
    pub fn report_at_once(&mut self, model: &Model, most_scores: usize) -> Option<Shared<Report>> {
        // A script may ask before the widget has noticed what the script has changed.
        self.catch_up(model);
        let comparison = &model.comparison;
        let potential_winners = &self.analysis.report().potential_winners;
        if potential_winners.is_pending() {
            return None;
        }
        let count = potential_winners.ready().map_or(0, Vec::len);
        if self.analysis.report().shares.is_pending()
            && count * comparison.criteria.len() > most_scores
        {
            return None;
        }
        let is_pending = |report: &Report| report.shares.is_pending() || report.lead.is_pending();
        while is_pending(self.analysis.report()) {
            self.analysis.advance(comparison, u32::MAX);
        }
        Some(self.analysis.report().clone())
    }

    /// What would put an entry first in a state, of which there is perhaps a report already.
    pub fn path(
        comparison: &Comparison,
        state: &Shared<State>,
        report: Option<&Shared<Report>>,
        entry: EntryIndex,
    ) -> NearestWeights {
        if let Some(report) = report
            && !report.potential_winners.is_pending()
        {
            return report.path(comparison, entry);
        }
        // Who is in the way must be known.
        let mut analysis = Analyzer::of(comparison, state).analysis;
        while analysis.report().potential_winners.is_pending() {
            analysis.advance(comparison, u32::MAX);
        }
        analysis.report().path(comparison, entry)
    }
}
