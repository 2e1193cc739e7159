use weigh_in_core::dataset::Criterion;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, SliderDrag, WeightInput};
use weigh_in_core::session::Action;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, flag_attr, hue, text_node};
use crate::widget::view::View;

/// Renders the weight of a criterion: a slider, a number field, its share of the total, and the range of scores.
pub(super) fn weight_control(view: &View, index: CriterionIndex, criterion: &Criterion) -> Html {
    let texts = view.texts;
    let described = view.model.weights_panel.described == Some(index);
    let description = || match &view.model.details {
        Some(details) => details.description(index),
        None => texts.get(text::LOADING),
    };
    let share = view.state.shares[index];
    let name_id = attr(&format!("name-{}", index.0));
    html! {
        <div key={index.0} part="weight" class="weight" data-criterion={attr(&criterion.id)} data-hue={hue(index)}
            data-selected={flag_attr(index == view.model.weights_panel.selected)}>
            <button type="button" part="criterion" class="name" aria-expanded={bool_attr(described)}
                onclick={view.on_click(index, model::Event::ToggleDescription)}>
                <i class="swatch" /><span id={name_id.clone()}>{ text_node(&criterion.name) }</span>
            </button>
            { number_field(view, index, criterion) }
            <span part="share-of-total" class="share">{ text_node(&texts.percent(share)) }</span>
            { slider(view, index, criterion, name_id) }
            <p class="observed-range">{ text_node(&texts.observed_range(criterion)) }</p>
            { weight_tools(view, index, criterion) }
            if described { <p part="description" class="description">{ text_node(description()) }</p> }
        </div>
    }
}

fn number_field(view: &View, index: CriterionIndex, criterion: &Criterion) -> Html {
    let (texts, dispatch) = (view.texts, view.dispatch);
    let session = &view.state.session;
    let field = &view.model[index];
    let invalid = field.is_invalid();
    let shown = field
        .typed_text()
        .map_or_else(|| texts.number(session.weights[index]), str::to_owned);
    let message = attr(&format!("invalid-{}", index.0));
    html! {
        <span class="field">
            <input part="number" class="number" type="text" inputmode="decimal" autocomplete="off" value={shown}
                disabled={session.locks.contains(index)} aria-label={texts.number_label(criterion)} aria-invalid={bool_attr(invalid)}
                aria-describedby={invalid.then(|| message.clone())}
                oninput={dispatch.reform(move |event: InputEvent| model::Event::WeightInput(index, WeightInput::Type(host::field_text(&event))))}
                onchange={dispatch.reform(move |_: Event| model::Event::WeightInput(index, WeightInput::Enter))}
                onfocusout={dispatch.reform(move |_: FocusEvent| model::Event::WeightInput(index, WeightInput::Enter))} />
            if invalid { <span class="invalid" role="alert" id={message}>{ text_node(texts.get(text::INVALID_WEIGHT)) }</span> }
        </span>
    }
}

fn slider(view: &View, index: CriterionIndex, criterion: &Criterion, name: AttrValue) -> Html {
    let session = &view.state.session;
    let weight = session.weights[index];
    let limits = session.weights.limits(index, &session.locks);
    let panels = view
        .panels
        .filter(|_| !view.hides(HideablePanel::Robustness));
    let thumb = view.model[index].drag_text(weight, limits);
    let shown = thumb.map_or_else(|| weight.to_string(), str::to_owned);
    let slide = move |event: InputEvent| {
        let thumb = SliderDrag {
            value: host::slider_value(&event),
            text: host::field_text(&event),
        };
        model::Event::WeightInput(index, WeightInput::Slide(thumb))
    };
    let release = move |event: Event| {
        model::Event::WeightInput(index, WeightInput::Release(host::slider_value(&event)))
    };
    html! {
        <span class="track" ~style={format!("--value: {weight}; --published: {}", criterion.weight)}>
            <i class="published" />
            // `step` is `any` for published weights such as 7.5. The model rounds what readers set to whole numbers.
            <input part="slider" class="slider" type="range" min="0" max="100" step="any" value={shown}
                disabled={session.locks.contains(index)} aria-labelledby={name}
                aria-valuetext={view.texts.slider_value(weight, view.state.shares[index], criterion.weight)}
                aria-describedby={format!("stability-interval-{}", index.0)}
                oninput={view.dispatch.reform(slide)} onchange={view.dispatch.reform(release)} />
            if let Some(panels) = panels { { (panels.stability_interval)(view, index) } }
        </span>
    }
}

/// Renders the buttons that reset and lock the weight.
fn weight_tools(view: &View, index: CriterionIndex, criterion: &Criterion) -> Html {
    let (texts, session) = (view.texts, &view.state.session);
    let locked = session.locks.contains(index);
    let lockable = locked || session.locks.has_room(view.model.comparison.criteria.len());
    // The pressed button disappears, so the focus moves to the slider.
    let reset = move |event: MouseEvent| {
        host::transfer_focus(&event, ".weight", ".slider");
        model::Event::WeightInput(index, WeightInput::Reset)
    };
    html! {
        <span class="tools">
            if session.weights[index] != criterion.weight && !locked {
                <button type="button" part="reset-weight" class="tool" aria-label={texts.reset_weight(criterion)}
                    onclick={view.dispatch.reform(reset)}>{ text_node(&texts.reset_label(criterion.weight)) }</button>
            }
            <button type="button" part="lock" class="tool" aria-pressed={bool_attr(locked)} disabled={!lockable}
                aria-label={texts.lock(criterion)} onclick={view.apply_on_click(Action::ToggleLock(index))}><i class="padlock" /></button>
        </span>
    }
}
