//! A reader's state, and what a reader can do to it.

mod filter;

pub use filter::{FacetSelection, Filter, FilterClause};

use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::{Locks, Weight, Weights};

/// What a reader has set, and a link carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// How much each criterion counts.
    pub weights: Weights,
    /// Which weights stay as they are.
    pub locks: Locks,
    /// Which entries are shown.
    pub filter: Filter,
    /// The entries to compare, in the order in which they were picked; at most
    /// [`Session::MAX_COMPARED`].
    pub compared: Vec<EntryIndex>,
    /// The entries whose details are open.
    pub open: Vec<EntryIndex>,
    /// The panels that are open.
    pub panels: Panels,
    /// How many rows are shown at most; at least [`Session::PAGE_SIZE`].
    pub rows: u32,
}

/// Which panels are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Panels {
    /// The guide.
    pub guide: bool,
    /// The order of importance.
    pub order: bool,
}

/// Something that changes a [`Session`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A criterion counts differently.
    SetWeight {
        /// Which criterion.
        criterion: CriterionIndex,
        /// How much it counts from now on, if the locks allow it.
        weight: Weight,
        /// The weights when the movement began.
        since: Weights,
    },
    /// All criteria count differently, and none is locked any more.
    SetWeights(Weights),
    /// A weight stays as it is, or is free again.
    ToggleLock(CriterionIndex),
    /// Other entries are shown, in a list that starts from its beginning.
    SetFilter(Filter),
    /// An entry is compared, or not any more.
    ToggleCompared(EntryIndex),
    /// An entry's details are open, or not any more.
    ToggleOpen(EntryIndex),
    /// Other panels are open.
    SetPanels(Panels),
    /// More rows are shown.
    ShowMore,
    /// The weights are as published again, and none is locked.
    Reset,
    /// Everything is as in another session, such as one from a link.
    Restore(Session),
}

impl Session {
    /// How many entries can be compared.
    pub const MAX_COMPARED: usize = 4;
    /// How many rows are shown at first, and how many more each time.
    pub const PAGE_SIZE: u32 = 25;

    /// The session in which everything is as published.
    pub fn published(comparison: &Comparison) -> Session {
        Session {
            weights: comparison.published_weights(),
            locks: Locks::default(),
            filter: Filter::open(comparison),
            compared: Vec::new(),
            open: Vec::new(),
            panels: Panels::default(),
            rows: Session::PAGE_SIZE,
        }
    }

    /// The session after `action`.
    pub fn after(&self, action: Action, comparison: &Comparison) -> Session {
        let mut session = self.clone();
        match action {
            Action::SetWeight {
                criterion,
                weight,
                since,
            } => {
                if !session.locks.contains(criterion) {
                    session.weights = since.rebalanced(criterion, weight, &session.locks);
                }
            }
            Action::SetWeights(weights) => {
                session.weights = weights;
                session.locks = Locks::default();
            }
            Action::ToggleLock(criterion) => {
                session.locks.toggle(criterion, comparison.criteria.len());
            }
            Action::SetFilter(filter) => {
                session.filter = filter;
                session.rows = Session::PAGE_SIZE;
            }
            Action::ToggleCompared(entry) => {
                let room = session.compared.len() < Session::MAX_COMPARED;
                toggle(&mut session.compared, entry, room);
            }
            Action::ToggleOpen(entry) => toggle(&mut session.open, entry, true),
            Action::SetPanels(panels) => session.panels = panels,
            Action::ShowMore => session.rows = session.rows.saturating_add(Session::PAGE_SIZE),
            Action::Reset => {
                session.weights = comparison.published_weights();
                session.locks = Locks::default();
            }
            Action::Restore(session) => return session,
        }
        session
    }
}

/// Takes an entry out of a list, or adds it if there is room.
fn toggle(list: &mut Vec<EntryIndex>, entry: EntryIndex, room: bool) {
    match list.iter().position(|&other| other == entry) {
        Some(place) => drop(list.remove(place)),
        None if room => list.push(entry),
        None => {}
    }
}
