use yew::prelude::*;

use crate::comparison::Comparison;
use crate::session::{Action, Session};
use crate::weighting::Weights;
use crate::widget::markup::{truth, value, words};
use crate::widget::text;

/// Whole weightings to choose from: the source's and the neutral one, and then our own.
pub(super) fn presets(comparison: &Comparison, session: &Session, act: &Callback<Action>) -> Html {
    let weights = &session.weights;
    let preset = |id: &str, name: &str, pressed: bool, weights: Weights| {
        let onclick = act.reform(move |_| Action::SetWeights(weights.clone()));
        html! {
            <button type="button" part="preset" class="chip" data-preset={value(id)} aria-pressed={truth(pressed)} {onclick}>{ words(name) }</button>
        }
    };
    let published = comparison.published_weights();
    let is_published = *weights == published;
    let equal = Weights::equal(comparison.criteria.len());
    let own = &comparison.presets;
    let chosen = own.iter().find(|own| own.weights == *weights);
    html! {
        <div class="presets" role="group" aria-label={text::PRESETS}>
            { preset("published", text::PUBLISHED, is_published, published) }
            { preset("equal", text::EQUAL, weights.are_equal(), equal) }
            if !own.is_empty() {
                <span class="ours">{ words(text::OURS) }</span>
                { for own.iter().map(|own| preset(&own.id, &own.name, own.weights == *weights, own.weights.clone())) }
            }
            if let Some(chosen) = chosen.filter(|chosen| !chosen.note.is_empty()) { <p class="note">{ words(&chosen.note) }</p> }
        </div>
    }
}
