use std::rc::Rc;

use crate::widget::store::State;
use crate::widget::{Shared, Store, host};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::robustness::{Analysis, PathToFirst, Report};

/// The analysis that follows a widget's state.
pub(crate) struct Work {
    state: Shared<State>,
    analysis: Analysis,
    /// What is known so far; replaced whenever more is.
    pub(crate) report: Shared<Report>,
}

/// How long a slice of work may take, in milliseconds, and how much is done before the clock is looked at.
const SLICE: f64 = 8.0;
const STEPS: u32 = 128;

/// Lets the analysis follow the state of the store: it goes on with other weights and locks, and begins again with
/// another filter. Returns whether there is something new to compute.
pub(in crate::widget::panels) fn follow(store: &Store) -> bool {
    let state = store.state();
    let mut work = store.work.borrow_mut();
    match &mut *work {
        Some(work) => work.follow(&store.comparison, &state),
        None => {
            *work = Some(Work::begin(&store.comparison, &state));
            true
        }
    }
}

/// Works for a slice of time; returns whether the report is complete.
pub(in crate::widget::panels) fn advance(store: &Store) -> bool {
    let mut work = store.work.borrow_mut();
    let Some(work) = &mut *work else {
        return true;
    };
    let end = host::now() + SLICE;
    let mut is_complete = false;
    while !is_complete && host::now() < end {
        is_complete = work.analysis.advance(&store.comparison, STEPS);
    }
    work.renew_report();
    is_complete
}

/// What would put an entry first in a state, of which there is perhaps a report already.
pub(super) fn path(
    comparison: &Comparison,
    state: &Shared<State>,
    report: Option<&Shared<Report>>,
    entry: EntryIndex,
) -> PathToFirst {
    if let Some(report) = report
        && !report.contenders.is_pending()
    {
        return report.path(comparison, entry);
    }
    // Who is in the way must be known.
    let mut work = Work::begin(comparison, state);
    while work.analysis.report().contenders.is_pending() {
        work.analysis.advance(comparison, u32::MAX);
    }
    work.analysis.report().path(comparison, entry)
}

impl Work {
    fn begin(comparison: &Comparison, state: &Shared<State>) -> Work {
        let entries = comparison.indexed_entries().map(|(entry, _)| entry);
        let entries: Vec<EntryIndex> = entries
            .filter(|entry| state.passing[entry.0 as usize])
            .collect();
        let session = &state.session;
        let (weights, locks) = (&session.weights, &session.locks);
        let analysis = Analysis::begin(comparison, &entries, weights, locks, &state.shown);
        Work {
            state: state.clone(),
            report: Shared::new(analysis.report().clone()),
            analysis,
        }
    }

    fn follow(&mut self, comparison: &Comparison, state: &Shared<State>) -> bool {
        let report = self.analysis.report();
        let session = &state.session;
        if !Rc::ptr_eq(&self.state.passing, &state.passing) {
            *self = Work::begin(comparison, state);
            return true;
        }
        self.state = state.clone();
        if report.weights == session.weights && report.locks == session.locks {
            return false;
        }
        let (weights, locks) = (&session.weights, &session.locks);
        self.analysis
            .set_weights(comparison, weights, locks, &state.shown);
        self.renew_report();
        true
    }

    /// Works on until shares and leader are known, if these are shares of so many scores at most; returns the report,
    /// or `None` if it would take longer.
    pub(super) fn report_at_once(
        &mut self,
        comparison: &Comparison,
        most_scores: usize,
    ) -> Option<Report> {
        let contenders = &self.analysis.report().contenders;
        if contenders.is_pending() {
            return None;
        }
        let count = contenders.ready().map_or(0, Vec::len);
        if self.analysis.report().shares.is_pending()
            && count * comparison.criteria.len() > most_scores
        {
            return None;
        }
        let is_pending = |report: &Report| report.shares.is_pending() || report.lead.is_pending();
        while is_pending(self.analysis.report()) {
            self.analysis.advance(comparison, u32::MAX);
        }
        self.renew_report();
        Some(self.analysis.report().clone())
    }

    fn renew_report(&mut self) {
        if *self.report != *self.analysis.report() {
            self.report = Shared::new(self.analysis.report().clone());
        }
    }
}
