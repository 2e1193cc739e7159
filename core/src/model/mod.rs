//! The whole state of a widget, and the one function that changes it.
//!
//! [`update`](fn@update) takes a [`Model`] and an [`Event`] and returns the [`Effect`]s that the caller must carry out.
//! Whatever a reader, a link, a frame or a script can do is an event, and nothing else changes the model.

mod analyzer;
mod animation;
mod embed_dialog;
mod event;
mod gesture;
mod nearest_weights;
mod panels_update;
mod state;
mod update;
mod url_state;
mod weight_field;

pub use analyzer::Analyzer;
pub use embed_dialog::{EmbedDialog, EmbedDialogEffect, EmbedDialogEvent, update_embed_dialog};
pub use event::{
    Chunk, Effect, ElementEvent, Event, ExportFormat, Focus, LateUpdate, LoadState, OrderInput,
    PanelsEvent, ResultsView, Status, Timer,
};
pub use gesture::HistoryEntry;
pub use panels_update::update_panels;
pub use state::State;
pub use update::{Update, update};
pub use url_state::{Now, UrlState};
pub use weight_field::{ShareInput, SliderDrag, WeightFieldState, WeightInput};

pub use crate::shared::Shared;

use std::ops::Index;

use self::animation::WeightAnimation;
use self::gesture::GestureTracker;
use self::nearest_weights::FoundWeights;
use crate::dataset::{Comparison, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::link::{self, DecodedLink, HiddenPanels, LinkNotice};
use crate::ranking::Ranking;
use crate::robustness::{LeadLevel, Report};
use crate::session::{Action, Session};
use crate::text::{Texts, WeightsOwner};
use crate::weights::Weights;

/// The whole state of a widget.
pub struct Model {
    /// The comparison that is ranked.
    pub comparison: Shared<Comparison>,
    /// The details of the comparison; `None` until they are loaded, where the data set is packed.
    pub details: Option<Shared<Details>>,
    /// The texts in the reader's language.
    pub texts: Shared<Texts>,
    /// The panels that the publisher hides.
    pub hidden: HiddenPanels,
    /// The widget's state in the page's URL.
    pub url_state: UrlState,
    /// The session and what is derived from it.
    pub state: Shared<State>,
    /// The state before the current gesture.
    pub gesture_start: Shared<State>,
    /// The session that the widget shows when the page's URL has no state.
    initial_session: Session,
    /// The weights that the page, a link or a script has set, and that no reader of this page has chosen.
    given_weights: Weights,
    /// The sessions before the last gestures, the latest last.
    undo_stack: Vec<Session>,
    gestures: GestureTracker,
    /// The transient state of the weights' sliders and number fields, by criterion.
    fields: Vec<WeightFieldState>,
    /// Whether weights and filter have been the same for a moment, so that what takes long to say of them is said.
    pub is_settled: bool,
    /// The criterion whose name a reader points at.
    pointed: Option<CriterionIndex>,
    /// The state of the weights' panel where it is narrow.
    pub weights_panel: WeightsPanelState,
    /// The parts of the opened link that were ignored, until the reader dismisses them.
    pub notices: Vec<LinkNotice>,
    /// The status line.
    pub status: Status,
    /// The last announcement for screen readers.
    pub announcement: String,
    /// The report on the ranking's robustness so far; `None` until the panels are loaded.
    pub report: Option<Shared<Report>>,
    /// The level of the lead when it was last known.
    pub lead_level: Option<LeadLevel>,
    /// The nearest winning weights that the reader asked for.
    found_weights: Vec<FoundWeights>,
    animation: Option<WeightAnimation>,
    late_panels: Option<fn(&mut Update<'_>, PanelsEvent) -> bool>,
    late_embed_dialog: Option<fn(&mut Update<'_>, EmbedDialogEvent) -> bool>,
    /// The criterion that a pointer drags in the order of importance.
    pub dragged: Option<CriterionIndex>,
    /// The content of the results.
    pub results: ResultsView,
    /// Whether the filters are open where the widget is narrow.
    pub is_filter_sheet_open: bool,
    /// The dialog with the code to embed; `None` while it is closed.
    pub embed: Option<EmbedDialog>,
    /// Whether the guide has been open; it then stays rendered, to keep its check marks.
    pub guide_was_open: bool,
    /// Whether the panels are loaded.
    pub panels: LoadState,
    /// Whether the extras are loaded.
    pub extras: LoadState,
}

/// The state of the weights' panel where it is narrow.
pub struct WeightsPanelState {
    /// The criterion whose slider was used last, which a narrow panel shows.
    pub selected: CriterionIndex,
    /// Whether a reader has used a slider.
    pub is_used: bool,
    /// Whether all weights are shown instead.
    pub expanded: bool,
    /// Whether a narrow panel shows the sliders in place of the tray with the entries selected for comparison.
    pub covers_tray: bool,
    /// The criterion whose description is open.
    pub described: Option<CriterionIndex>,
}

impl WeightsPanelState {
    /// Reports whether the slider of a criterion is the one in use.
    pub fn is_in_use(&self, criterion: CriterionIndex) -> bool {
        self.is_used && self.selected == criterion
    }
}

impl Model {
    /// The number of gestures that can be undone.
    pub const MAX_UNDO: usize = 100;
    /// The number of criteria up to which each has its own color.
    const MAX_COLORS: usize = 8;
    /// The last row down to which an entry can be revealed: rendering many more takes long.
    const MAX_REVEALED_ROW: usize = 100;

    /// Creates the model of a widget that starts from `weights`, or from the published ones, and then opens `link`.
    pub fn new(
        comparison: Shared<Comparison>,
        details: Option<Shared<Details>>,
        texts: Shared<Texts>,
        hidden: HiddenPanels,
        url_state: UrlState,
        weights: Option<Weights>,
        link: Option<&str>,
    ) -> Model {
        let mut initial_session = Session::published(&comparison);
        if let Some(weights) = weights {
            initial_session.weights = weights;
        }
        let (session, notices) = match link.map(|link| link::decode(&comparison, link)) {
            Some(DecodedLink { session, notices }) => (session, notices),
            None => (initial_session.clone(), Vec::new()),
        };
        let changed = session
            .weights
            .largest_change(&comparison.published_weights());
        let weights_panel = WeightsPanelState {
            selected: changed.unwrap_or(CriterionIndex(0)),
            is_used: false,
            expanded: false,
            covers_tray: false,
            described: None,
        };
        let given_weights = session.weights.clone();
        let state = State::new(&comparison, session, None);
        let fields = comparison
            .criteria
            .iter()
            .map(|_| WeightFieldState::default());
        let mut model = Model {
            fields: fields.collect(),
            comparison,
            details,
            texts,
            hidden,
            url_state,
            gesture_start: state.clone(),
            guide_was_open: state.session.panels.guide,
            results: ResultsView::from_link(&state.session),
            state,
            initial_session,
            given_weights,
            undo_stack: Vec::new(),
            gestures: GestureTracker::default(),
            is_settled: true,
            pointed: None,
            weights_panel,
            notices,
            status: Status::Empty,
            announcement: String::new(),
            report: None,
            lead_level: None,
            found_weights: Vec::new(),
            animation: None,
            late_panels: None,
            late_embed_dialog: None,
            dragged: None,
            is_filter_sheet_open: false,
            embed: None,
            panels: LoadState::NotRequested,
            extras: LoadState::NotRequested,
        };
        model.compute_lead_level();
        model
    }

    /// Computes the level of the lead without a report, which the panels bring; if that would take long, it is unknown
    /// until then.
    fn compute_lead_level(&mut self) {
        let State { session, shown, .. } = &*self.state;
        self.lead_level = LeadLevel::compute(
            &self.comparison,
            self.state.matching_entries(),
            &session.weights,
            &session.locks,
            shown.first_two(),
        );
    }

    /// Reports whether there are more criteria than colors, so that all share one.
    pub fn has_many_criteria(&self) -> bool {
        self.comparison.criteria.len() > Model::MAX_COLORS
    }

    /// Returns the criterion whose part of each total is highlighted: the one whose name a reader points at, or whose
    /// description is open; of criteria with one color, also the one whose slider is in use.
    pub fn highlighted(&self) -> Option<CriterionIndex> {
        let panel = &self.weights_panel;
        let in_use = (panel.is_used && self.has_many_criteria()).then_some(panel.selected);
        self.pointed.or(panel.described).or(in_use)
    }

    /// Returns the details; they are empty until loaded, which happens before any panel shows them.
    pub fn details(&self) -> Shared<Details> {
        let details = self.details.clone();
        details.unwrap_or_else(|| Shared::new(Details::default()))
    }

    /// Returns the compared entries by rank, and then in the published order; those without a total come last.
    pub fn compared(&self) -> Vec<EntryIndex> {
        let session = &self.state.session;
        if session.compared.is_empty() {
            return Vec::new();
        }
        let is_compared = |entry: EntryIndex| session.compared.contains(&entry);
        let max = Session::MAX_COMPARED;
        let ranking = Ranking::with_filter(&self.comparison, &session.weights, &is_compared, max);
        ranking.rows().iter().map(|row| row.entry).collect()
    }

    /// Ranks all entries that match the filter, on the screen or not.
    pub fn full_ranking(&self) -> Ranking {
        self.truncated_ranking(usize::MAX)
    }

    /// Ranks the entries that match the filter and returns the first `max_rows`, on the screen or not.
    pub fn truncated_ranking(&self, max_rows: usize) -> Ranking {
        let keep = |entry: EntryIndex| self.state.matching[entry.0 as usize];
        let weights = &self.state.session.weights;
        Ranking::with_filter(&self.comparison, weights, &keep, max_rows)
    }

    /// Returns whose weights these are, to a reader of this page.
    pub fn weights_owner(&self) -> WeightsOwner {
        if self.state.session.weights == self.given_weights {
            WeightsOwner::Unknown
        } else {
            WeightsOwner::Reader
        }
    }

    /// Returns the sentence that sums up the ranking.
    pub fn lead_sentence(&self, owner: WeightsOwner) -> String {
        let State { session, shown, .. } = &*self.state;
        self.texts
            .lead_sentence(&self.comparison, &session.weights, shown, owner)
    }

    /// Encodes the session as the value of a link.
    pub fn link_value(&self) -> String {
        link::encode(&self.comparison, &self.state.session)
    }

    /// Returns the page's URL, as it was last seen, with the widget's state.
    pub fn printed_url(&self) -> String {
        self.share_url(self.url_state.last_url())
    }

    /// Returns `url`, the page's current one, with the widget's state.
    pub fn share_url(&self, url: &str) -> String {
        self.url_state.with_state(url, &self.link_value())
    }

    /// Encodes the session for the page's URL; `None` if it is the initial one.
    fn value_for_url(&self) -> Option<String> {
        (self.state.session != self.initial_session).then(|| self.link_value())
    }

    /// Applies an action to the session; returns whether that changed it.
    fn apply(&mut self, action: Action) -> bool {
        let session = self.state.session.apply(action, &self.comparison);
        self.replace_session(session)
    }

    /// Stores the state that the next undo restores.
    fn push_undo(&mut self, state: Shared<State>) {
        if self.undo_stack.len() == Model::MAX_UNDO {
            self.undo_stack.remove(0);
        }
        self.undo_stack.push(state.session.clone());
        self.gesture_start = state;
    }

    /// Replaces the session; returns whether the new one differs.
    fn replace_session(&mut self, session: Session) -> bool {
        let is_changed = session != self.state.session;
        self.state = State::new(&self.comparison, session, Some(&self.state));
        is_changed
    }
}

impl Index<CriterionIndex> for Model {
    type Output = WeightFieldState;

    /// Returns the state of the slider and number field of a criterion's weight.
    fn index(&self, criterion: CriterionIndex) -> &WeightFieldState {
        &self.fields[usize::from(criterion.0)]
    }
}
