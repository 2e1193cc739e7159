use weigh_in_core::session::Action;
use weigh_in_core::text;
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::markup::{attr, bool_attr, text_node};
use crate::widget::view::View;

/// Renders the presets: the published weights, equal weights, and those of the data set.
pub(super) fn presets(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let weights = &view.state.session.weights;
    let button = |id: &str, name: &str, pressed: bool, weights: Weights| {
        html! {
            <button type="button" part="preset" class="chip" data-preset={attr(id)} aria-pressed={bool_attr(pressed)}
                onclick={view.apply_on_click(Action::SetWeights(weights))}>{ text_node(name) }</button>
        }
    };
    let published = comparison.published_weights();
    let is_published = *weights == published;
    let equal = Weights::equal(comparison.criteria.len());
    let presets = &comparison.presets;
    let selected = presets.iter().find(|preset| preset.weights == *weights);
    html! {
        <div class="presets" role="group" aria-label={attr(view.texts.get(text::PRESETS))}>
            { button("published", view.texts.get(text::PUBLISHED), is_published, published) }
            { button("equal", view.texts.get(text::EQUAL), weights.are_equal(), equal) }
            if !presets.is_empty() {
                <span class="data-presets">{ text_node(view.texts.get(text::DATA_SET_PRESETS)) }</span>
                { for presets.iter().map(|preset| button(&preset.id, &preset.name, preset.weights == *weights, preset.weights.clone())) }
            }
            if let Some(selected) = selected.filter(|selected| !selected.note.is_empty()) { <p class="note">{ text_node(&selected.note) }</p> }
        </div>
    }
}
