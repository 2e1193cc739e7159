use weigh_in_core::dataset::Comparison;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::Event;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, button, text_node};
use crate::widget::view::View;

/// Renders the title, the size, the source and the date of the data set, and the button that shares the weights.
///
/// Sharing is offered only if the page's URL carries the state.
pub(super) fn header(view: &View) -> Html {
    let comparison = &*view.model.comparison;
    let is_shareable = view.model.url_state.has_location() && !view.hides(HideablePanel::Share);
    let share = view.dispatch.reform(|_: MouseEvent| {
        if host::has_share_sheet() {
            Event::OpenShareSheet
        } else {
            Event::CopyLink
        }
    });
    html! {
        <header class="header">
            { button("skip-button", view.texts.get(text::SKIP), Callback::from(|event: MouseEvent| host::transfer_focus(&event, ".widget", ".entry-name, .back"))) }
            if !comparison.title.is_empty() { <h2>{ text_node(&comparison.title) }</h2> }
            <p class="about">{ about(view, comparison) }</p>
            <div part="status" class="status" role="status">{ view.late(|panels| (panels.status)(view)) }</div>
            if is_shareable { { button("share-button", view.texts.get(text::SHARE), share) } }
        </header>
    }
}

fn about(view: &View, comparison: &Comparison) -> Html {
    let source = &comparison.source;
    let separated =
        |text: &str| html! { <>{ text_node(" · ") }<span>{ text_node(text) }</span></> };
    html! {
        <>
            { text_node(&view.texts.summary(comparison)) }
            if !source.name.is_empty() { { separated(&source.name) } }
            if let Some(month) = comparison.updated {
                { text_node(if source.name.is_empty() { " · " } else { ", " }) }
                <time datetime={attr(&month.to_string())}>{ text_node(&view.texts.month(month)) }</time>
            }
        </>
    }
}
