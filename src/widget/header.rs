use yew::prelude::*;

use crate::comparison::Comparison;
use crate::widget::{Shared, text};

/// Title, source and date, whose the scores are, and the share button.
pub(super) struct Header;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) comparison: Shared<Comparison>,
    /// Offered only where the page's URL can carry the state.
    pub(super) on_share: Option<Callback<()>>,
}

impl Component for Header {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Header
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { comparison, on_share } = ctx.props();
        html! {
            <header class="header">
                <div class="heading">
                    <h2>{ &comparison.title }</h2>
                    <p class="about">{ text::about(comparison) }{ source(comparison) }</p>
                    if !comparison.source.note.is_empty() {
                        <p class="note">{ &comparison.source.note }</p>
                    }
                </div>
                if let Some(on_share) = on_share {
                    <button part="share-button" class="button primary" type="button" onclick={on_share.reform(|_| ())}>
                        { text::SHARE }
                    </button>
                }
            </header>
        }
    }
}

fn source(comparison: &Comparison) -> Html {
    let source = &comparison.source;
    let name = match &source.url {
        Some(url) => html! { <a href={url.clone()} target="_blank" rel="noopener">{ &source.name }</a> },
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
