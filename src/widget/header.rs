use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::comparison::Comparison;
use crate::widget::markup::{button, outward_link, value, words};
use crate::widget::text;

/// What the status line says.
pub(super) enum Status {
    /// Nothing.
    Quiet,
    /// What was done.
    Said(&'static str),
    /// The link, for the reader to copy by hand.
    Link(String),
}

/// Title, source and date, whose the scores are, the share button and the status line.
///
/// Sharing is offered only where the page's URL can carry the state.
pub(super) fn header(
    comparison: &Comparison,
    status: &Status,
    on_share: Option<Callback<MouseEvent>>,
) -> Html {
    let note = &comparison.source.note;
    html! {
        <header class="header">
            <div class="heading">
                <h2>{ words(&comparison.title) }</h2>
                <p class="about">{ words(&text::about(comparison)) }{ source(comparison) }</p>
                if !note.is_empty() { <p class="note">{ words(note) }</p> }
            </div>
            <div class="sharing">
                if let Some(on_share) = on_share { { button("share-button", text::SHARE, on_share) } }
                <div part="status" class="status" role="status">{ status_line(status) }</div>
            </div>
        </header>
    }
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
