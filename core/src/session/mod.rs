//! A reader's settings, and the actions that change them.

mod filter;

pub use filter::{FacetSelection, Filter, FilterClause};

use crate::dataset::Comparison;
use crate::ids::{CriterionIndex, EntryIndex};
use crate::weights::{Locks, Weight, Weights};

/// The settings of a reader, which a link carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// The weight of each criterion.
    pub weights: Weights,
    /// The weights that are locked.
    pub locks: Locks,
    /// The filter of the entries.
    pub filter: Filter,
    /// The entries to compare, in the order in which they were selected; at most [`Session::MAX_COMPARED`].
    pub compared: Vec<EntryIndex>,
    /// The entries whose details are open.
    pub open_entries: Vec<EntryIndex>,
    /// The panels that are open.
    pub panels: Panels,
    /// The maximum number of rows that are shown; at least [`Session::PAGE_SIZE`].
    pub rows: u32,
}

/// The panels that are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Panels {
    /// Whether the guide is open.
    pub guide: bool,
    /// Whether the order of importance is open.
    pub order: bool,
}

/// Something that changes a [`Session`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Sets one weight; if others are locked, the free ones are rebalanced.
    SetWeight {
        /// The criterion.
        criterion: CriterionIndex,
        /// The new weight, as far as the locks allow it.
        weight: Weight,
        /// The weights when the gesture began, which give the proportions of the free ones.
        start_weights: Weights,
    },
    /// Sets all weights and removes the locks.
    SetWeights(Weights),
    /// Locks or unlocks a weight.
    ToggleLock(CriterionIndex),
    /// Sets the filter and shows the first page of rows.
    SetFilter(Filter),
    /// Adds an entry to the comparison or removes it.
    ToggleCompared(EntryIndex),
    /// Opens or closes an entry's details.
    ToggleDetails(EntryIndex),
    /// Sets the panels that are open.
    SetPanels(Panels),
    /// Shows one more page of rows.
    ShowMore,
    /// Restores the published weights and removes the locks.
    Reset,
    /// Replaces the whole session, for example by one from a link.
    Restore(Session),
}

impl Session {
    /// The maximum number of entries that can be compared.
    pub const MAX_COMPARED: usize = 4;
    /// The number of rows that are shown at first, and that [`Action::ShowMore`] adds.
    pub const PAGE_SIZE: u32 = 25;

    /// Creates the session with the published weights and nothing else set.
    pub fn published(comparison: &Comparison) -> Session {
        Session {
            weights: comparison.published_weights(),
            locks: Locks::default(),
            filter: Filter::none(comparison),
            compared: Vec::new(),
            open_entries: Vec::new(),
            panels: Panels::default(),
            rows: Session::PAGE_SIZE,
        }
    }

    /// Returns the session after `action`.
    pub fn apply(&self, action: Action, comparison: &Comparison) -> Session {
        let mut session = self.clone();
        match action {
            Action::SetWeight {
                criterion,
                weight,
                start_weights,
            } => {
                if !session.locks.contains(criterion) {
                    session.weights = start_weights.rebalanced(criterion, weight, &session.locks);
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
                let has_room = session.compared.len() < Session::MAX_COMPARED;
                toggle(&mut session.compared, entry, has_room);
            }
            Action::ToggleDetails(entry) => toggle(&mut session.open_entries, entry, true),
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

/// Removes an entry from a list, or adds it if the list has room.
fn toggle(list: &mut Vec<EntryIndex>, entry: EntryIndex, has_room: bool) {
    match list.iter().position(|&other| other == entry) {
        Some(index) => drop(list.remove(index)),
        None if has_room => list.push(entry),
        None => {}
    }
}
