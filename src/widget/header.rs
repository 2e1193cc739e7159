use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

use crate::comparison::Comparison;
use crate::session::{Action, Panels};
use crate::widget::app::{App, Msg};
use crate::widget::extras::Format;
use crate::widget::markup::{Menu, button, menu, outward_link, truth, value, words};
use crate::widget::store::State;
use crate::widget::{Store, host, text};

/// What the status line says.
pub(super) enum Status {
    /// Nothing.
    Quiet,
    /// What was done.
    Said(&'static str),
    /// The link, for the reader to copy by hand.
    Link(String),
}

/// Title, source and date, whose the scores are, and what a reader can take away.
///
/// Sharing is offered only where the page's URL can carry the state (`is_shared`).
pub(super) fn header(
    store: &Store,
    status: &Status,
    state: &State,
    link: &Scope<App>,
    is_shared: bool,
) -> Html {
    let comparison = &*store.comparison;
    let note = &comparison.source.note;
    html! {
        <header class="header">
            <div class="heading">
                <h2>{ words(&comparison.title) }</h2>
                <p class="about">{ words(&text::about(comparison)) }{ source(comparison) }</p>
                if !note.is_empty() { <p class="note">{ words(note) }</p> }
            </div>
            <div class="sharing">
                <div class="buttons">
                    if !comparison.guide.is_empty() { { guide_button(state.session.panels, link) } }
                    { save_menu(link) }
                    if is_shared && host::has_share_sheet() {
                        { button("share-sheet", text::SHARE_SHEET, link.callback(|_| Msg::Share)) }
                    }
                    if is_shared { { button("share-button", text::COPY, link.callback(|_| Msg::Copy)) } }
                </div>
                <div part="status" class="status" role="status">{ status_line(status) }</div>
            </div>
        </header>
    }
}

fn guide_button(panels: Panels, link: &Scope<App>) -> Html {
    let guide = !panels.guide;
    let onclick = link.callback(move |_| Msg::Look(Action::SetPanels(Panels { guide, ..panels })));
    html! {
        <button type="button" part="guide-button" class="button" aria-expanded={truth(panels.guide)} {onclick}>{ words(text::GUIDE) }</button>
    }
}

fn save_menu(link: &Scope<App>) -> Html {
    let item = |(format, id, label): (Format, &'static str, &str)| {
        let onclick = link.callback(move |event: MouseEvent| {
            host::close_menu(&event);
            Msg::WantExtras(Some(format))
        });
        html! { <button type="button" class="item" data-save={id} {onclick}>{ words(label) }</button> }
    };
    let items = [
        (Format::Png, "png", text::SAVE_PNG),
        (Format::Svg, "svg", text::SAVE_SVG),
        (Format::Csv, "csv", text::SAVE_CSV),
        (Format::Json, "json", text::SAVE_JSON),
    ];
    menu(Menu {
        part: "save",
        key: None,
        label: text::SAVE,
        chosen: 0,
        content: html! { <>{ for items.into_iter().map(item) }</> },
        on_open: Callback::noop(),
    })
}

fn source(comparison: &Comparison) -> Html {
    let source = &comparison.source;
    html! {
        <>
            if !source.name.is_empty() {
                { words(" · ") }
                { match &source.url {
                    Some(url) => outward_link(url, &source.name),
                    None => words(&source.name),
                } }
            }
            if let Some(month) = comparison.updated {
                { words(if source.name.is_empty() { " · " } else { ", " }) }
                <time datetime={value(&month.to_string())}>{ words(&text::month(month)) }</time>
            }
        </>
    }
}

fn status_line(status: &Status) -> Html {
    match status {
        Status::Quiet => Html::default(),
        Status::Said(text) => words(text),
        Status::Link(link) => html! {
            <label>{ words(text::COPY_BY_HAND) }<input type="text" readonly=true value={value(link)}
                onfocus={|event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select()} /></label>
        },
    }
}
