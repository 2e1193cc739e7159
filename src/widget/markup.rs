//! Small pieces of markup. They are functions that are not inlined, since `html!` repeats its conversions wherever it
//! is used, and every byte of the widget is downloaded by readers.

use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

/// Returns a dynamic attribute value.
#[inline(never)]
pub(super) fn attr(text: &str) -> AttrValue {
    AttrValue::from(text.to_owned())
}

/// Renders a text that never changes, before which nothing is ever inserted, and whose element Yew never uses again for
/// another one of its kind.
#[inline(never)]
pub(super) fn text_node(text: &str) -> Html {
    html! { text }
}

/// Renders a text that may change as the property of an element without a box, which is laid out like a text node. Translators replace
/// text nodes, and Yew would not notice; what they write into an element is overwritten by the next text. Texts that change with every
/// step of a slider are properties of the element around them, without one more.
#[inline(never)]
pub(super) fn live_text(text: &str) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! { <weigh-in-text ~textContent={text} /> }
}

/// Returns the value of an attribute that is `true` or `false`, such as those of ARIA.
pub(super) fn bool_attr(yes: bool) -> AttrValue {
    AttrValue::Static(if yes { "true" } else { "false" })
}

/// Returns the value of an attribute that is either present or absent.
pub(super) fn flag_attr(yes: bool) -> Option<AttrValue> {
    yes.then_some(AttrValue::Static(""))
}

/// Returns the number of a criterion's color, counted from 1. The style sheet has 8, and one for all of more criteria.
#[inline(never)]
pub(super) fn hue(criterion: CriterionIndex) -> AttrValue {
    attr(&(criterion.0 + 1).to_string())
}

/// Renders a button with a `part` attribute.
#[inline(never)]
pub(super) fn button(part: &'static str, label: &str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {part} {onclick}>{ live_text(label) }</button> }
}

/// Returns a handler of key presses that passes on those of Escape.
pub(super) fn on_escape(
    close: impl Fn(&KeyboardEvent) + 'static,
) -> impl Fn(KeyboardEvent) + 'static {
    move |event| {
        if event.key() == "Escape" {
            // Or a `CloseWatcher` would close something else, too.
            event.prevent_default();
            close(&event);
        }
    }
}

/// Renders the placeholder for content that is loading, or that failed to load and that `retry` loads again.
#[inline(never)]
pub(super) fn placeholder(failed: bool, texts: &Texts, retry: Callback<MouseEvent>) -> Html {
    let message = if failed {
        text::NOT_LOADED
    } else {
        text::LOADING
    };
    html! {
        <p role="status">
            { live_text(texts.get(message)) }
            if failed { { live_text(" ") }{ button("again", texts.get(text::TRY_AGAIN), retry) } }
        </p>
    }
}

/// Renders a link that opens in another tab, and so has at least the keyword `noopener` in `rel`.
#[inline(never)]
pub(super) fn external_link(url: &str, label: &str, rel: &str) -> Html {
    html! { <a href={attr(url)} target="_blank" rel={attr(rel)}>{ text_node(label) }</a> }
}

/// Renders the source of a statement, in small print after it.
#[inline(never)]
pub(super) fn source(name: &str) -> Html {
    if name.is_empty() {
        return Html::default();
    }
    html! { <>{ live_text(" ") }<cite>{ live_text(name) }</cite></> }
}
