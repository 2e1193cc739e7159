use weigh_in_core::dataset::Comparison;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Chunk, Event, Status};
use weigh_in_core::session::{Action, Panels};
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, button, disclosure_button, external_link, text_node};
use crate::widget::menu::Menu;
use crate::widget::view::View;

/// Renders the title, the source with its date, and the buttons for the guide, saving, embedding and sharing.
///
/// Sharing is offered only if the page's URL carries the state.
pub(super) fn header(view: &View) -> Html {
    let comparison = &*view.model.comparison;
    let note = &comparison.source.note;
    let is_shareable = view.model.url_state.has_location() && !view.hides(HideablePanel::Share);
    html! {
        <header class="header">
            <div class="heading">
                <h2>{ text_node(&comparison.title) }</h2>
                <p class="about">{ text_node(&view.texts.summary(comparison)) }{ source(view, comparison) }</p>
                if !note.is_empty() { <p class="note">{ text_node(note) }</p> }
            </div>
            <div class="sharing">
                <div class="buttons">
                    if comparison.has_guide && !view.hides(HideablePanel::Guide) { { guide_button(view) } }
                    if !view.hides(HideablePanel::Save) { { save_menu(view) } }
                    if !view.hides(HideablePanel::Embed) { { button("embed-button", view.texts.get(text::EMBED), view.on_click((), |()| Event::OpenEmbedDialog)) } }
                    if is_shareable && host::has_share_sheet() {
                        { button("share-sheet", view.texts.get(text::SHARE_SHEET), view.on_click((), |()| Event::OpenShareSheet)) }
                    }
                    if is_shareable { { button("share-button", view.texts.get(text::COPY_LINK), view.on_click((), |()| Event::CopyLink)) } }
                </div>
                <div part="status" class="status" role="status">{ status_line(view) }</div>
            </div>
        </header>
    }
}

fn guide_button(view: &View) -> Html {
    let panels = view.state.session.panels;
    let guide = !panels.guide;
    disclosure_button(
        "guide-button",
        view.texts.get(text::GUIDE),
        panels.guide,
        view.disclose_on_click(Action::SetPanels(Panels { guide, ..panels })),
    )
}

fn save_menu(view: &View) -> Html {
    let menu = Menu {
        part: "save",
        key: None,
        label: view.texts.get(text::SAVE),
        selected_count: 0,
        chunk: Chunk::Extras,
        content: view.extras.map(|extras| (extras.formats)(view)),
    };
    menu.view(view)
}

fn source(view: &View, comparison: &Comparison) -> Html {
    let source = &comparison.source;
    html! {
        <>
            if !source.name.is_empty() {
                { text_node(" · ") }
                { match &source.url {
                    Some(url) => external_link(url, &source.name),
                    None => text_node(&source.name),
                } }
            }
            if let Some(month) = comparison.updated {
                { text_node(if source.name.is_empty() { " · " } else { ", " }) }
                <time datetime={attr(&month.to_string())}>{ text_node(&view.texts.month(month)) }</time>
            }
        </>
    }
}

fn status_line(view: &View) -> Html {
    match &view.model.status {
        Status::Empty => Html::default(),
        Status::Message(text) => text_node(view.texts.get(*text)),
        Status::CopyByHand(link) => html! {
            <label>{ text_node(view.texts.get(text::COPY_LINK_BY_HAND)) }<input type="text" readonly=true value={attr(link)}
                onfocus={|event: FocusEvent| drop(host::call(&host::get_prop(&event, "target"), "select", &[]))} /></label>
        },
    }
}
