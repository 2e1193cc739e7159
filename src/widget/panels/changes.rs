use crate::widget::Store;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::{self, Change};
use weigh_in_core::text;

/// What rose and fell with the last movement.
pub(super) fn changes(store: &Store) -> String {
    store.texts.changes(&store.comparison, &changed(store))
}

/// What a screen reader is told of the last movement: nothing, unless weights were moved.
pub(super) fn announcement(store: &Store) -> String {
    let (before, state) = (store.before(), store.state());
    if before.session.weights == state.session.weights {
        return String::new();
    }
    if !state.is_claimed() {
        return store.texts.get(text::ALL_ZERO).to_owned();
    }
    store.texts.announcement(&store.comparison, &changed(store))
}

/// What has changed since the present movement began, among the entries that are shown.
fn changed(store: &Store) -> Vec<Change> {
    let (before, state) = (store.before(), store.state());
    let weights = &before.session.weights;
    if *weights == state.session.weights {
        return Vec::new();
    }
    let keep = |entry: EntryIndex| state.passing[entry.0 as usize];
    ranking::changes(&store.comparison, weights, &keep, &state.shown)
}
