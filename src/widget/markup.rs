//! Small pieces of markup. They stand out of line since `html!` repeats its conversions wherever it
//! is used, and a widget is paid for by the byte.

use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;
use yew::virtual_dom::VText;

/// An attribute's value that isn't known beforehand.
#[inline(never)]
pub(super) fn value(text: &str) -> AttrValue {
    AttrValue::from(text.to_owned())
}

/// A text.
#[inline(never)]
pub(super) fn words(text: &str) -> Html {
    VText::new(text.to_owned()).into()
}

/// An attribute that says yes or no in words, as those of ARIA do.
pub(super) fn truth(yes: bool) -> AttrValue {
    AttrValue::Static(if yes { "true" } else { "false" })
}

/// An attribute that says yes by being there.
pub(super) fn presence(yes: bool) -> Option<AttrValue> {
    yes.then_some(AttrValue::Static(""))
}

/// Which of the eight colors is a criterion's.
pub(super) fn hue(criterion: CriterionIndex) -> AttrValue {
    const HUES: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];
    AttrValue::Static(HUES[usize::from(criterion.0) % HUES.len()])
}

/// A button that is also a part.
#[inline(never)]
pub(super) fn button(part: &'static str, label: &str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" class="button" {part} {onclick}>{ words(label) }</button> }
}

/// A button that opens something, and is a part.
#[inline(never)]
pub(super) fn opener(
    part: &'static str,
    label: &str,
    open: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! { <button type="button" class="button" {part} aria-expanded={truth(open)} {onclick}>{ words(label) }</button> }
}

/// What stands in the place of something that is not loaded yet, or could not be; `again` asks once more.
#[inline(never)]
pub(super) fn absent(failed: bool, texts: &Texts, again: Callback<MouseEvent>) -> Html {
    let message = if failed {
        text::NOT_LOADED
    } else {
        text::LOADING
    };
    html! {
        <p role="status">
            { words(texts.get(message)) }
            if failed { { words(" ") }{ button("again", texts.get(text::TRY_AGAIN), again) } }
        </p>
    }
}

/// A link that opens beside the page.
#[inline(never)]
pub(super) fn outward_link(url: &str, label: &str) -> Html {
    html! { <a href={value(url)} target="_blank" rel="noopener">{ words(label) }</a> }
}

/// Where something was read, in small print after it.
#[inline(never)]
pub(super) fn source(name: &str) -> Html {
    if name.is_empty() {
        return Html::default();
    }
    html! { <>{ words(" ") }<cite>{ words(name) }</cite></> }
}
