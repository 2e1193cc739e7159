use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::markup::{button, words};

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
