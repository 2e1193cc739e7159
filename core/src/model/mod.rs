//! Everything a widget knows, and the one function that changes it.
//!
//! [`update`] takes a [`Model`] and an [`Event`] and returns the [`Effect`]s that must follow outside. Whatever a
//! reader, a link, a frame or a script can do is an event, and nothing else changes the model.

mod analyzer;
mod announcement;
mod event;
mod gesture;
mod state;
mod update;
mod url_state;
mod weight_field;

pub use analyzer::Analyzer;
pub use announcement::{announcement, changes_in_words};
pub use event::{Chunk, Effect, ElementEvent, Event, FileFormat, Focus, LoadState, Status, Timer};
pub use gesture::HistoryEntry;
pub use state::State;
pub use update::update;
pub use url_state::{Now, UrlState};
pub use weight_field::{SliderDrag, WeightFieldState, WeightInput};

pub use crate::shared::Shared;

use std::ops::Index;

use self::gesture::GestureTracker;
use crate::dataset::{Comparison, Details};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::link::{self, Decoded, HiddenPanels, Notice};
use crate::ranking::Ranking;
use crate::robustness::Report;
use crate::session::{Action, Session};
use crate::text::Texts;
use crate::weights::Weights;

/// Everything a widget knows.
pub struct Model {
    /// What is compared.
    pub comparison: Shared<Comparison>,
    /// What is said about it; `None` until it is loaded, where the data set is the bundled one.
    pub details: Option<Shared<Details>>,
    /// The words to say it in.
    pub texts: Shared<Texts>,
    /// The panels that the publisher leaves out.
    pub hidden: HiddenPanels,
    /// The widget's part of the page's URL.
    pub address: UrlState,
    /// The session and what follows from it.
    pub state: Shared<State>,
    /// The state before the present gesture.
    pub gesture_start: Shared<State>,
    /// What the widget shows when the page's URL says nothing.
    start: Session,
    /// The sessions before the last gestures, to undo them; the latest last.
    undo_stack: Vec<Session>,
    gestures: GestureTracker,
    /// The controls of the weights, by criterion.
    fields: Vec<WeightFieldState>,
    /// What the weights' panel shows where it is narrow.
    pub weights_panel: WeightsPanelState,
    /// What could not be used of the link that led here, until the reader has read it.
    pub notices: Vec<Notice>,
    /// The status line.
    pub status: Status,
    /// The last announcement for screen readers.
    pub announcement: String,
    /// How robust the ranking is, as far as it is known; `None` until the panels are loaded.
    pub report: Option<Shared<Report>>,
    /// Whether the table of all ranks is open.
    pub ranks_open: bool,
    /// Whether the code to embed is open.
    pub is_embed_open: bool,
    /// Whether the guide has been open, and keeps what is ticked in it.
    pub guide_was_open: bool,
    /// The panels, as far as they are loaded.
    pub panels: LoadState,
    /// The extras, as far as they are loaded.
    pub extras: LoadState,
    /// The file to save as soon as the extras are loaded.
    wanted_file: Option<FileFormat>,
}

/// What the weights' panel shows where it is narrow.
pub struct WeightsPanelState {
    /// The criterion whose slider is on the mixing desk.
    pub selected: CriterionIndex,
    /// Whether all weights are shown instead.
    pub expanded: bool,
    /// The criterion that is explained.
    pub described: Option<CriterionIndex>,
}

impl Model {
    /// The number of gestures that can be undone.
    pub const MAX_UNDO: usize = 100;
    /// Down to which place a reader can be led to an entry: many more rows would take long to draw.
    const MAX_REVEALED_RANK: usize = 100;

    /// A widget of a data set that starts from the given weights, or from the published ones, and goes where `link`
    /// leads.
    pub fn new(
        comparison: Shared<Comparison>,
        details: Option<Shared<Details>>,
        texts: Shared<Texts>,
        hidden: HiddenPanels,
        address: UrlState,
        weights: Option<Weights>,
        link: Option<&str>,
    ) -> Model {
        let mut start = Session::published(&comparison);
        if let Some(weights) = weights {
            start.weights = weights;
        }
        let decoded = link.map(|link| link::decode(&comparison, link));
        let Decoded { session, notices } = decoded.unwrap_or_else(|| Decoded {
            session: start.clone(),
            notices: Vec::new(),
        });
        let weights_panel = WeightsPanelState {
            selected: CriterionIndex(0),
            expanded: session.panels.order || !session.locks.is_empty(),
            described: None,
        };
        let state = State::new(&comparison, session, None);
        Model {
            fields: comparison
                .criteria
                .iter()
                .map(|_| WeightFieldState::default())
                .collect(),
            comparison,
            details,
            texts,
            hidden,
            address,
            gesture_start: state.clone(),
            guide_was_open: state.session.panels.guide,
            state,
            start,
            undo_stack: Vec::new(),
            gestures: GestureTracker::default(),
            weights_panel,
            notices,
            status: Status::Quiet,
            announcement: String::new(),
            report: None,
            ranks_open: false,
            is_embed_open: false,
            panels: LoadState::NotRequested,
            extras: LoadState::NotRequested,
            wanted_file: None,
        }
    }

    /// The details; empty until they are loaded, which they are before a part that shows them.
    pub fn details(&self) -> Shared<Details> {
        let details = self.details.clone();
        details.unwrap_or_else(|| Shared::new(Details::default()))
    }

    /// All entries that pass the filter, on the screen or not.
    pub fn all_shown(&self) -> Ranking {
        self.first_shown(usize::MAX)
    }

    /// The first `most` entries that pass the filter, on the screen or not.
    pub fn first_shown(&self, most: usize) -> Ranking {
        let keep = |entry: EntryIndex| self.state.passing[entry.0 as usize];
        Ranking::among(&self.comparison, &self.state.session.weights, &keep, most)
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo_stack.is_empty()
    }

    /// The session as the value of a link.
    pub fn link_value(&self) -> String {
        link::encode(&self.comparison, &self.state.session)
    }

    /// The page's URL with the widget's state, given what it is now.
    pub fn share_url(&self, url: &str) -> String {
        self.address.link(url, &self.link_value())
    }

    /// The value for the page's URL; `None` where the widget starts from anyway.
    fn value_for_url(&self) -> Option<String> {
        (self.state.session != self.start).then(|| self.link_value())
    }

    /// Carries out an action on the session; whether that changes it.
    fn apply(&mut self, action: Action) -> bool {
        let session = self.state.session.after(action, &self.comparison);
        self.replace(session)
    }

    /// Records a state as the one to which the next undoing leads.
    fn record(&mut self, state: Shared<State>) {
        if self.undo_stack.len() == Model::MAX_UNDO {
            self.undo_stack.remove(0);
        }
        self.undo_stack.push(state.session.clone());
        self.gesture_start = state;
    }

    /// Puts another session in the place of the present one; whether it differs.
    fn replace(&mut self, session: Session) -> bool {
        let is_changed = session != self.state.session;
        self.state = State::new(&self.comparison, session, Some(&self.state));
        is_changed
    }
}

impl Index<CriterionIndex> for Model {
    type Output = WeightFieldState;

    /// The control of a criterion's weight.
    fn index(&self, criterion: CriterionIndex) -> &WeightFieldState {
        &self.fields[usize::from(criterion.0)]
    }
}
