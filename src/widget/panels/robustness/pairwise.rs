use weigh_in_core::ids::EntryIndex;
use weigh_in_core::robustness::{pairwise_winning_index, tie_weights};
use yew::prelude::*;

use crate::widget::markup::words;
use crate::widget::view::View;

/// How many of all weightings put the first of two entries ahead of the second, which it is ahead of or level with now,
/// and at which weights they draw level.
pub(in crate::widget::panels) fn pair(view: &View, entries: [EntryIndex; 2]) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let session = &view.state.session;
    let [first, second] = entries;
    let ahead = texts.pairwise_winning_index(
        comparison,
        entries,
        &pairwise_winning_index(comparison, first, second),
    );
    let weights = tie_weights(comparison, &session.weights, &session.locks, entries);
    let level = weights.map(|weights| texts.tie_weights(comparison, &weights));
    html! { <p part="pairwise" class="pairwise">{ words(&ahead) }{ words(" ") }{ words(&level.unwrap_or_default()) }</p> }
}
