//! The sentence that sums up the ranking, how clear the lead is, and whose weights these are.

mod level;
mod whose_weights;

use weigh_in_core::text::WeightsOwner;
use yew::prelude::*;

use self::level::level;
use self::whose_weights::{is_custom, whose_weights};
use crate::widget::markup::{flag_attr, live_text};
use crate::widget::view::View;

/// Renders the sentence that sums up the ranking, how clear the lead is, and whose weights these are.
pub(super) fn lead(view: &View) -> Html {
    let is_custom = is_custom(view);
    html! {
        <div class="lead" data-custom={flag_attr(is_custom)}>
            <p part="lead" class="sentence" tabindex="-1">{ sentence(view) }</p>
            <div class="level">{ level(view) }</div>
            { whose_weights(view, is_custom) }
        </div>
    }
}

/// Renders the sentence, of which a narrow widget shows a short form.
fn sentence(view: &View) -> Html {
    let owners = [view.model.weights_owner(), WeightsOwner::Unnamed];
    let [full, short] = owners.map(|owner| view.model.lead_sentence(owner));
    if full == short {
        return with_leader(view, &full);
    }
    html! {
        <>
            <span class="full">{ with_leader(view, &full) }</span>
            <span class="short">{ with_leader(view, &short) }</span>
        </>
    }
}

/// Renders a sentence, with the name of a single leader in bold.
fn with_leader(view: &View, sentence: &str) -> Html {
    let mut leaders = view.state.shown.leaders();
    let leader = leaders.next().filter(|_| leaders.next().is_none());
    let name = leader.map_or("", |leader| &view.model.comparison.entry(leader).name);
    // Searching bytes takes less code than `str::find`, and finds the same.
    let bytes = sentence.as_bytes();
    let mut windows = bytes.windows(name.len().max(1));
    match windows.position(|window| window == name.as_bytes()) {
        Some(start) => {
            let (before, rest) = sentence.split_at(start);
            let (name, after) = rest.split_at(name.len());
            html! { <>{ live_text(before) }<b>{ live_text(name) }</b>{ live_text(after) }</> }
        }
        None => live_text(sentence),
    }
}
