use weigh_in_core::ids::EntryIndex;
use weigh_in_core::robustness::{pairwise_winning_index, tie_weights};
use yew::prelude::*;

use crate::widget::markup::text_node;
use crate::widget::view::View;

/// The pairwise winning index of two entries, of which the first is ahead now or tied, and weights at which they tie.
pub(in crate::widget::panels) fn pairwise(view: &View, entries: [EntryIndex; 2]) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let session = &view.state.session;
    let [first, second] = entries;
    let index = texts.pairwise_winning_index(
        comparison,
        entries,
        &pairwise_winning_index(comparison, first, second),
    );
    let weights = tie_weights(comparison, &session.weights, &session.locks, entries);
    let tie = weights.map(|weights| texts.tie_weights(comparison, &weights));
    html! { <p part="pairwise" class="pairwise">{ text_node(&index) }{ text_node(" ") }{ text_node(&tie.unwrap_or_default()) }</p> }
}
