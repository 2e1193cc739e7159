use yew::prelude::*;

use crate::widget::markup::live_text;
use crate::widget::view::View;

/// Renders the rank of a row among all entries, if a filter hides some.
pub(super) fn overall_rank(view: &View, position: usize) -> Html {
    let state = view.state;
    match state.overall_standings[position].filter(|_| state.is_filtered()) {
        Some(standing) => {
            html! { <small class="overall">{ live_text(&view.texts.overall(standing.rank)) }</small> }
        }
        None => Html::default(),
    }
}
