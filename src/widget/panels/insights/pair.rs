use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::robustness::{duel, level_weights};
use weigh_in_core::session::Session;
use weigh_in_core::text::Texts;
use yew::prelude::*;

use crate::widget::markup::words;

/// How many of all weightings put the first of two entries ahead of the second, which it is ahead of or level with now,
/// and at which weights they draw level.
pub(in crate::widget::panels) fn pair(
    texts: &Texts,
    comparison: &Comparison,
    session: &Session,
    entries: [EntryIndex; 2],
) -> Html {
    let [first, second] = entries;
    let ahead = texts.duel(comparison, entries, &duel(comparison, first, second));
    let weights = level_weights(comparison, &session.weights, &session.locks, entries);
    let level = weights.map(|weights| texts.level_weights(comparison, &weights));
    html! { <p part="pair" class="pair">{ words(&ahead) }{ words(" ") }{ words(&level.unwrap_or_default()) }</p> }
}
