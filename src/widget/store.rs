use std::cell::RefCell;

use crate::comparison::Comparison;
use crate::ranking::{Ranking, published_ranks};
use crate::session::{Action, Session};
use crate::share::{self, Decoded, Notice};
use crate::weighting::Shares;
use crate::widget::Shared;

/// The one place where a widget's state lives. It changes by actions only, and at once.
pub(crate) struct Store {
    /// What is compared.
    pub(crate) comparison: Shared<Comparison>,
    /// The rank that the source published for every entry, by entry.
    pub(crate) published_ranks: Vec<Option<u32>>,
    /// What the widget shows when the page's URL says nothing.
    start: RefCell<Session>,
    state: RefCell<Shared<State>>,
}

/// A session and what follows from it; never changed, only replaced.
pub(crate) struct State {
    pub(crate) session: Session,
    pub(crate) ranking: Ranking,
    pub(crate) shares: Shares,
    /// What of the link that led here could not be used.
    pub(crate) notices: Vec<Notice>,
}

impl State {
    fn new(comparison: &Comparison, session: Session, notices: Vec<Notice>) -> Shared<State> {
        let ranking = Ranking::new(comparison, &session.weights);
        let shares = Shares::new(&session.weights);
        Shared::new(State {
            session,
            ranking,
            shares,
            notices,
        })
    }
}

impl Store {
    pub(crate) fn new(comparison: Shared<Comparison>) -> Store {
        let session = Session::published(&comparison);
        Store {
            published_ranks: published_ranks(&comparison),
            state: RefCell::new(State::new(&comparison, session.clone(), Vec::new())),
            start: RefCell::new(session),
            comparison,
        }
    }

    pub(crate) fn state(&self) -> Shared<State> {
        self.state.borrow().clone()
    }

    /// Sets where the widget starts from, and goes there.
    pub(crate) fn start_from(&self, session: Session) {
        self.start.replace(session.clone());
        self.apply(Action::Restore(session));
    }

    /// Goes where the value of a link leads, or to the start if there is none.
    pub(crate) fn follow(&self, link: Option<&str>) {
        let Decoded { session, notices } = match link {
            Some(link) => share::decode(&self.comparison, link),
            None => Decoded {
                session: self.start.borrow().clone(),
                notices: Vec::new(),
            },
        };
        self.state
            .replace(State::new(&self.comparison, session, notices));
    }

    /// Carries out an action.
    pub(crate) fn apply(&self, action: Action) {
        let session = self.state().session.after(action, &self.comparison);
        self.state
            .replace(State::new(&self.comparison, session, Vec::new()));
    }

    /// The session as the value of a link.
    pub(crate) fn link(&self) -> String {
        share::encode(&self.comparison, &self.state().session)
    }

    /// The value of a link, unless it would lead where the widget starts anyway.
    pub(crate) fn link_unless_at_start(&self) -> Option<String> {
        (self.state().session != *self.start.borrow()).then(|| self.link())
    }
}
