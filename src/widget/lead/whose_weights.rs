use weigh_in_core::model;
use weigh_in_core::session::Action;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::live_text;
use crate::widget::view::View;

/// Renders the largest difference from the published weights, with the button that restores them.
pub(super) fn whose_weights(view: &View, is_custom: bool) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let weights = &view.state.session.weights;
    if weights.are_zero() {
        return Html::default();
    }
    let changes = is_custom.then(|| texts.custom_weights(comparison, weights));
    html! {
        <p part="custom-weights" class="whose">
            if let Some([label, change]) = changes {
                <span><span class="label">{ live_text(&label) }</span>{ live_text(&change) }</span>{ live_text(" ") }{ reset_button(view, text::SEE_PUBLISHED) }
            } else {
                { live_text(texts.get(text::PUBLISHED)) }
            }
        </p>
    }
}

/// Reports whether others than the published weights are in use.
pub(super) fn is_custom(view: &View) -> bool {
    let weights = &view.state.session.weights;
    !weights.are_zero() && *weights != view.model.comparison.published_weights()
}

/// Renders the button that restores the published weights. It disappears when it is pressed.
pub(super) fn reset_button(view: &View, label: text::Text) -> Html {
    let reset = view.dispatch.reform(|event: MouseEvent| {
        host::transfer_focus(&event, ".lead", ".sentence");
        model::Event::Apply(Action::Reset)
    });
    html! { <button type="button" part="reset" class="link" onclick={reset}>{ live_text(view.texts.get(label)) }</button> }
}
