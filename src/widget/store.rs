use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::widget::Shared;
use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link;
use weigh_in_core::link::{Decoded, Hidden, Notice};
use weigh_in_core::ranking::{Ranking, Standing, published_ranks, standings};
use weigh_in_core::session::{Action, Filter, Session};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::{Shares, Weight, Weights};

/// What tells scripts how firm the ranking is.
pub(crate) type Insights = fn(&Store) -> JsValue;

/// The one place where a widget's state lives. It changes by actions only, and at once.
pub(crate) struct Store {
    /// What is compared.
    pub(crate) comparison: Shared<Comparison>,
    /// What is said about it; `None` until it is loaded, where the data set is the bundled one.
    details: RefCell<Option<Shared<Details>>>,
    /// The words to say it in.
    pub(crate) texts: Shared<Texts>,
    /// What the publisher leaves out.
    pub(crate) hidden: Hidden,
    /// What the widget shows when the page's URL says nothing.
    start: RefCell<Session>,
    state: RefCell<Shared<State>>,
    /// The sessions before the last movements, to undo them; the latest last.
    past: RefCell<Vec<Session>>,
    /// The state before the present movement.
    before: RefCell<Shared<State>>,
    /// Of the panels, once they are loaded.
    pub(crate) insights: Cell<Option<Insights>>,
}

/// A session and what follows from it; never changed, only replaced.
pub(crate) struct State {
    pub(crate) session: Session,
    /// The entries that pass the filter, ranked among themselves: those that are on the screen.
    pub(crate) shown: Ranking,
    /// Where they stand among all, in the same order.
    pub(crate) overall: Vec<Option<Standing>>,
    /// The ranks that the source published for them, in the same order.
    pub(crate) published: Vec<Option<u32>>,
    /// Which entries pass the filter, by entry.
    pub(crate) passing: Rc<Vec<bool>>,
    pub(crate) shares: Shares,
    /// What of the link that led here could not be used.
    pub(crate) notices: Vec<Notice>,
}

impl State {
    fn new(
        comparison: &Comparison,
        session: Session,
        passing: Rc<Vec<bool>>,
        notices: Vec<Notice>,
    ) -> Shared<State> {
        let weights = &session.weights;
        let most = session.rows as usize;
        let shown = Ranking::among(
            comparison,
            weights,
            &|entry| passing[entry.0 as usize],
            most,
        );
        let entries: Vec<EntryIndex> = shown.rows().iter().map(|row| row.entry).collect();
        let overall = if shown.count() < comparison.entries.len() {
            standings(comparison, weights, &|_| true, &entries)
        } else {
            shown.rows().iter().map(|row| row.standing).collect()
        };
        Shared::new(State {
            overall,
            published: published_ranks(comparison, &entries),
            shares: Shares::new(weights),
            shown,
            passing,
            session,
            notices,
        })
    }

    /// Whether there is a ranking at all: some weight is not 0, and every criterion has a score.
    pub(crate) fn is_claimed(&self) -> bool {
        let mut weights = self.session.weights.iter();
        weights.any(|(_, weight)| weight > Weight::ZERO)
    }

    /// Whether some entries are hidden.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.shown.count() < self.passing.len()
    }
}

impl Store {
    /// How many movements can be undone.
    const PAST: usize = 100;

    pub(crate) fn new(
        comparison: Shared<Comparison>,
        details: Option<Shared<Details>>,
        texts: Shared<Texts>,
        hidden: Hidden,
    ) -> Store {
        let session = Session::published(&comparison);
        let passing = Rc::new(session.filter.passing(&comparison));
        let state = State::new(&comparison, session.clone(), passing, Vec::new());
        Store {
            state: RefCell::new(state.clone()),
            start: RefCell::new(session),
            past: RefCell::default(),
            before: RefCell::new(state),
            comparison,
            details: RefCell::new(details),
            texts,
            hidden,
            insights: Cell::new(None),
        }
    }

    /// The details; empty until they are loaded, which they are in panels and extras.
    pub(crate) fn details(&self) -> Shared<Details> {
        let details = self.details.borrow().clone();
        details.unwrap_or_else(|| Shared::new(Details::default()))
    }

    /// Adds the details of the bundled data set, unless there are details already.
    pub(crate) fn add_details(&self, bundled: fn() -> Details) {
        let mut details = self.details.borrow_mut();
        details.get_or_insert_with(|| Shared::new(bundled()));
    }

    pub(crate) fn state(&self) -> Shared<State> {
        self.state.borrow().clone()
    }

    /// All entries that pass the filter, be they on the screen or not.
    pub(crate) fn all_shown(&self) -> Ranking {
        self.first_shown(usize::MAX)
    }

    /// The first `most` entries that pass the filter, be they on the screen or not.
    pub(crate) fn first_shown(&self, most: usize) -> Ranking {
        let state = self.state();
        let keep = |entry: EntryIndex| state.passing[entry.0 as usize];
        Ranking::among(&self.comparison, &state.session.weights, &keep, most)
    }

    /// The state before the present movement.
    pub(crate) fn before(&self) -> Shared<State> {
        self.before.borrow().clone()
    }

    /// Sets where the widget starts from, and goes there.
    pub(crate) fn start_from(&self, weights: Weights) {
        let mut session = Session::published(&self.comparison);
        session.weights = weights;
        self.start.replace(session.clone());
        self.before.replace(self.state());
        self.apply(Action::Restore(session));
    }

    /// Goes where the value of a link leads, or to the start if there is none.
    pub(crate) fn follow(&self, link: Option<&str>) {
        let Decoded { session, notices } = match link {
            Some(link) => link::decode(&self.comparison, link),
            None => Decoded {
                session: self.start.borrow().clone(),
                notices: Vec::new(),
            },
        };
        self.before.replace(self.state());
        self.replace(session, notices);
    }

    /// Whether an action makes a difference.
    pub(crate) fn would_change(&self, action: &Action) -> bool {
        let session = &self.state().session;
        session.after(action.clone(), &self.comparison) != *session
    }

    /// Makes a state the one to which the next undoing leads.
    pub(crate) fn record(&self, state: Shared<State>) {
        let mut past = self.past.borrow_mut();
        if past.len() == Store::PAST {
            past.remove(0);
        }
        past.push(state.session.clone());
        self.before.replace(state);
    }

    /// Carries out an action.
    pub(crate) fn apply(&self, action: Action) {
        let state = self.state();
        let session = state.session.after(action, &self.comparison);
        self.replace(session, state.notices.clone());
    }

    /// Whether there is something to undo.
    pub(crate) fn can_undo(&self) -> bool {
        !self.past.borrow().is_empty()
    }

    /// Goes back to where the last movement began.
    pub(crate) fn undo(&self) {
        let past = self.past.borrow_mut().pop();
        if let Some(session) = past {
            self.before.replace(self.state());
            self.apply(Action::Restore(session));
        }
    }

    /// Puts away what was told of the link.
    pub(crate) fn dismiss_notices(&self) {
        self.replace(self.state().session.clone(), Vec::new());
    }

    /// The session as the value of a link.
    pub(crate) fn link(&self) -> String {
        link::encode(&self.comparison, &self.state().session)
    }

    /// The value of a link, unless it would lead where the widget starts anyway.
    pub(crate) fn link_unless_at_start(&self) -> Option<String> {
        (self.state().session != *self.start.borrow()).then(|| self.link())
    }

    fn replace(&self, session: Session, notices: Vec<Notice>) {
        let state = self.state();
        let same = |filter: &Filter| *filter == state.session.filter;
        let passing = match &session.filter {
            filter if same(filter) => state.passing.clone(),
            filter => Rc::new(filter.passing(&self.comparison)),
        };
        self.state
            .replace(State::new(&self.comparison, session, passing, notices));
    }
}
