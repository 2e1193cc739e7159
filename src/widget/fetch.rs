use yew::prelude::*;

use crate::widget::markup::{button, words};
use weigh_in_core::text;
use weigh_in_core::text::Texts;

/// Something that is loaded when it is first wanted, as far as it has come.
pub(super) enum Fetch<T> {
    /// Nobody has asked for it.
    Unasked,
    /// It is on its way.
    Pending,
    /// It is here.
    Done(T),
    /// It could not be loaded.
    Failed,
}

impl<T> Fetch<T> {
    /// What has come.
    pub(super) fn done(&self) -> Option<&T> {
        match self {
            Fetch::Done(done) => Some(done),
            _ => None,
        }
    }

    /// What there is to say as long as it is not here; `again` asks once more.
    pub(super) fn absent(&self, texts: &Texts, again: Callback<MouseEvent>) -> Html {
        absent(matches!(self, Fetch::Failed), texts, again)
    }
}

#[inline(never)]
fn absent(failed: bool, texts: &Texts, again: Callback<MouseEvent>) -> Html {
    let told = if failed {
        text::NOT_LOADED
    } else {
        text::LOADING
    };
    html! {
        <p role="status">
            { words(texts.get(told)) }
            if failed { { words(" ") }{ button("again", texts.get(text::TRY_AGAIN), again) } }
        </p>
    }
}

impl<T> From<Option<T>> for Fetch<T> {
    fn from(fetched: Option<T>) -> Self {
        fetched.map_or(Fetch::Failed, Fetch::Done)
    }
}
