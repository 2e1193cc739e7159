use super::Model;
use crate::ids::EntryIndex;
use crate::ranking::{self, Change};
use crate::text;

/// Describes what rose and fell with the last gesture.
pub fn changes_in_words(model: &Model) -> String {
    model.texts.changes(&model.comparison, &changed(model))
}

/// Describes the last gesture for screen readers: empty unless weights have changed.
pub fn announcement(model: &Model) -> String {
    let weights = &model.state.session.weights;
    if model.gesture_start.session.weights == *weights {
        return String::new();
    }
    if weights.are_zero() {
        return model.texts.get(text::ALL_ZERO).to_owned();
    }
    model.texts.announcement(&model.comparison, &changed(model))
}

/// The changes since the present gesture began, among the entries that are shown.
fn changed(model: &Model) -> Vec<Change> {
    let (gesture_start, state) = (&model.gesture_start.session.weights, &model.state);
    if *gesture_start == state.session.weights {
        return Vec::new();
    }
    let keep = |entry: EntryIndex| state.passing[entry.0 as usize];
    ranking::changes(&model.comparison, gesture_start, &keep, &state.shown)
}
