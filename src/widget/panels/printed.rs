use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::live_text;
use crate::widget::view::View;

/// Renders what a printed page says of its ranking: the filters, the date, and the page's URL with the weights.
pub(super) fn printed(view: &View) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let date = texts.fill(text::MADE_ON, &[&host::today()]);
    let filter = &view.state.session.filter;
    let filters = texts.active_filters(comparison, &view.model.details(), filter);
    html! {
        <p class="printed">
            if !filters.is_empty() { { live_text(&filters) }{ live_text(" · ") } }
            { live_text(&date) }{ live_text(" · ") }<bdi>{ live_text(&view.model.printed_url()) }</bdi></p>
    }
}
