use weigh_in_core::ids::EntryIndex;
use yew::prelude::*;

use crate::widget::markup::text_node;
use crate::widget::view::View;

/// Renders the pairwise winning index of two entries, of which the first is ahead now or tied, and shares at which
/// they tie.
pub(in crate::widget::panels) fn pairwise(view: &View, entries: [EntryIndex; 2]) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let Some(report) = &view.model.report else {
        return Html::default();
    };
    let mut pairs = report.pairs.iter();
    let Some(pair) = pairs.find(|pair| pair.entries == entries) else {
        return Html::default();
    };
    let index = texts.pairwise_winning_index(comparison, entries, &pair.winning_index);
    let ties = pair.tie_shares.as_ref();
    let ties = ties.map(|shares| texts.tie_shares(comparison, shares));
    html! { <p part="pairwise" class="pairwise">{ text_node(&index) }{ text_node(" ") }{ text_node(&ties.unwrap_or_default()) }</p> }
}
