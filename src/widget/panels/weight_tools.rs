use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::model::{self, PanelsEvent, ShareInput, WeightInput};
use weigh_in_core::session::Action;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, live_text};
use crate::widget::view::View;

/// Renders the buttons that reset and lock the weight of a slider in use. A locked slider always has its lock.
pub(super) fn weight_tools(view: &View, index: CriterionIndex) -> Html {
    let (texts, session) = (view.texts, &view.state.session);
    let criterion = view.model.comparison.criterion(index);
    let in_use = view.model.weights_panel.is_in_use(index);
    let locked = session.locks.contains(index);
    let lockable = locked || session.locks.has_room(view.model.comparison.criteria.len());
    // The pressed button disappears, so the focus moves to the slider.
    let reset = move |event: MouseEvent| {
        host::transfer_focus(&event, ".weight", ".slider");
        model::Event::WeightInput(index, WeightInput::Reset)
    };
    html! {
        <>
            if in_use && session.weights[index] != criterion.weight && !locked {
                <button type="button" part="reset-weight" class="tool" aria-label={texts.reset_weight(criterion)}
                    onclick={view.dispatch.reform(reset)}>{ live_text("↺") }</button>
            }
            if in_use || locked {
                <button type="button" part="lock" class="tool" aria-pressed={bool_attr(locked)} disabled={!lockable}
                    aria-label={texts.lock(criterion)} onclick={view.apply_on_click(Action::ToggleLock(index))}><i class="padlock" /></button>
            }
        </>
    }
}

/// Renders what a criterion measures, and the range of its scores.
pub(super) fn description(view: &View, index: CriterionIndex) -> Html {
    let (model, texts) = (view.model, view.texts);
    let details = model.details();
    html! {
        <p part="description" class="description">{ live_text(details.description(index)) }{ live_text(" ") }<small>{ live_text(&texts.observed_range(model.comparison.criterion(index))) }</small></p>
    }
}

/// Renders the number field for a weight's share of the total.
pub(super) fn share_field(view: &View, index: CriterionIndex) -> Html {
    let criterion = view.model.comparison.criterion(index);
    let (texts, dispatch) = (view.texts, view.dispatch);
    let field = &view.model[index];
    let invalid = field.is_invalid();
    let shown = field
        .typed_text()
        .map_or_else(|| texts.percent(view.state.shares[index]), str::to_owned);
    let message = attr(&format!("invalid-{}", index.0));
    html! {
        <span class="field">
            <input part="number" class="number" type="text" inputmode="decimal" autocomplete="off" value={shown}
                disabled={view.state.session.locks.contains(index)} aria-label={texts.number_label(criterion)} aria-invalid={bool_attr(invalid)}
                aria-describedby={invalid.then(|| message.clone())}
                oninput={dispatch.reform(move |event: InputEvent| share_event(index, ShareInput::Type(host::field_text(&event))))}
                onchange={dispatch.reform(move |_: Event| share_event(index, ShareInput::Enter))}
                onfocusout={dispatch.reform(move |_: FocusEvent| share_event(index, ShareInput::Enter))} />
            if invalid { <span class="invalid" role="alert" id={message}>{ live_text(texts.get(text::INVALID_WEIGHT)) }</span> }
        </span>
    }
}

fn share_event(criterion: CriterionIndex, input: ShareInput) -> model::Event {
    model::Event::Panels(PanelsEvent::Share(criterion, input))
}
