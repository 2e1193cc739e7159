use super::Model;
use crate::ids::EntryIndex;
use crate::ranking::{self, RankChange};

/// Describes the entries whose rank rose or fell with the last gesture.
pub fn describe_rank_changes(model: &Model) -> String {
    model
        .texts
        .rank_changes(&model.comparison, &rank_changes(model))
}

/// Returns the sentence that announces the last gesture to screen readers; it is empty unless weights have changed.
pub fn announcement(model: &Model) -> String {
    let (weights, shown) = (&model.state.session.weights, &model.state.shown);
    if model.gesture_start.session.weights == *weights {
        return String::new();
    }
    model.texts.lead_sentence(&model.comparison, weights, shown)
}

/// Returns the changes of rank since the current gesture began, among the entries that match the filter.
fn rank_changes(model: &Model) -> Vec<RankChange> {
    let (gesture_start, state) = (&model.gesture_start.session.weights, &model.state);
    if *gesture_start == state.session.weights {
        return Vec::new();
    }
    let keep = |entry: EntryIndex| state.matching[entry.0 as usize];
    ranking::rank_changes(&model.comparison, gesture_start, &keep, &state.shown)
}
