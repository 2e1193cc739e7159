use yew::prelude::*;

use crate::comparison::Comparison;
use crate::widget::{Shared, text};

/// Title, source and date, whose the scores are, the share button and the status line.
pub(super) struct Header;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) comparison: Shared<Comparison>,
    /// Offered only where the page's URL can carry the state.
    pub(super) on_share: Option<Callback<()>>,
    pub(super) status: Status,
}

/// What the status line says.
#[derive(Clone, PartialEq)]
pub(super) enum Status {
    /// Nothing.
    Quiet,
    /// What was done.
    Said(&'static str),
    /// The link, for the reader to copy by hand.
    Link(String),
}

impl Component for Header {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Header
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            comparison,
            on_share,
            status,
        } = ctx.props();
        html! {
            <header class="header">
                <div class="heading">
                    <h2>{ &comparison.title }</h2>
                    <p class="about">{ text::about(comparison) }{ source(comparison) }</p>
                    if !comparison.source.note.is_empty() {
                        <p class="note">{ &comparison.source.note }</p>
                    }
                </div>
                <div class="sharing">
                    if let Some(on_share) = on_share {
                        <button part="share-button" class="button primary" type="button" onclick={on_share.reform(|_| ())}>
                            { text::SHARE }
                        </button>
                    }
                    <div part="status" class="status" role="status">{ status_line(status) }</div>
                </div>
            </header>
        }
    }
}

fn source(comparison: &Comparison) -> Html {
    let source = &comparison.source;
    let name = match &source.url {
        Some(url) => {
            html! { <a href={url.clone()} target="_blank" rel="noopener">{ &source.name }</a> }
        }
        None => html! { &source.name },
    };
    html! {
        <>
            if !source.name.is_empty() { { " · " }{ name } }
            if let Some(month) = comparison.updated {
                { if source.name.is_empty() { " · " } else { ", " } }
                <time datetime={month.to_string()}>{ text::month(month) }</time>
            }
        </>
    }
}

fn status_line(status: &Status) -> Html {
    match status {
        Status::Quiet => html! {},
        Status::Said(text) => html! { *text },
        Status::Link(link) => html! {
            <label>{ text::COPY_BY_HAND }<input type="text" readonly=true value={link.clone()} /></label>
        },
    }
}
