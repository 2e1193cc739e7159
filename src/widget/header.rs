use weigh_in_core::dataset::Comparison;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Chunk, Event};
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, button, live_text, text_node};
use crate::widget::menu::Menu;
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
            { skip_button(view) }
            if !comparison.title.is_empty() { <h2>{ text_node(&comparison.title) }</h2> }
            <div class="about">{ about(view, comparison) }{ method(view) }</div>
            <div part="status" class="status" role="status">{ view.late(|panels| (panels.status)(view)) }</div>
            if is_shareable { { button("share-button", view.texts.get(text::SHARE), share) } }
        </header>
    }
}

/// Renders the button that moves the focus to the ranking, or to the panel in its place.
fn skip_button(view: &View) -> Html {
    let skip = |event: MouseEvent| host::focus_in(&event, ".widget", ".entry-name, .back");
    button("skip-button", view.texts.get(text::SKIP), skip.into())
}

/// Renders how the scores were determined, in a box that a button opens.
fn method(view: &View) -> Html {
    let note = &view.model.comparison.source.note;
    if note.is_empty() {
        return Html::default();
    }
    let menu = Menu {
        part: "method",
        key: None,
        label: view.texts.get(text::METHOD),
        is_link: true,
        selected_count: 0,
        chunk: Chunk::Panels,
        content: Some(html! { <p>{ live_text(note) }</p> }),
        is_open: false,
    };
    html! { <span class="method">{ live_text(" · ") }{ menu.view(view) }</span> }
}

fn about(view: &View, comparison: &Comparison) -> Html {
    let source = &comparison.source;
    html! {
        <>
            { live_text(&view.texts.summary(comparison)) }
            // The footer names the source again, so that a narrow widget can leave it out here.
            if !source.name.is_empty() { <span class="source">{ live_text(" · ") }{ live_text(&source.name) }</span> }
            if let Some(month) = comparison.updated {
                { live_text(" · ") }
                <time datetime={attr(&month.to_string())}>{ live_text(&view.texts.month(month)) }</time>
            }
        </>
    }
}
