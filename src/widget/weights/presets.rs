use weigh_in_core::session::Action;
use weigh_in_core::text;
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::markup::{truth, value, words};
use crate::widget::view::View;

/// Whole weightings to choose from: the source's and the neutral one, and then our own.
pub(super) fn presets(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let weights = &view.state.session.weights;
    let preset = |id: &str, name: &str, pressed: bool, weights: Weights| {
        html! {
            <button type="button" part="preset" class="chip" data-preset={value(id)} aria-pressed={truth(pressed)}
                onclick={view.apply_on_click(Action::SetWeights(weights))}>{ words(name) }</button>
        }
    };
    let published = comparison.published_weights();
    let is_published = *weights == published;
    let equal = Weights::equal(comparison.criteria.len());
    let own = &comparison.presets;
    let selected = own.iter().find(|own| own.weights == *weights);
    html! {
        <div class="presets" role="group" aria-label={value(view.texts.get(text::PRESETS))}>
            { preset("published", view.texts.get(text::PUBLISHED), is_published, published) }
            { preset("equal", view.texts.get(text::EQUAL), weights.are_equal(), equal) }
            if !own.is_empty() {
                <span class="ours">{ words(view.texts.get(text::OURS)) }</span>
                { for own.iter().map(|own| preset(&own.id, &own.name, own.weights == *weights, own.weights.clone())) }
            }
            if let Some(selected) = selected.filter(|selected| !selected.note.is_empty()) { <p class="note">{ words(&selected.note) }</p> }
        </div>
    }
}
