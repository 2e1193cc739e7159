use weigh_in_core::dataset::Criterion;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, SliderDrag, WeightInput};
use weigh_in_core::weights::Share;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, flag_attr, hue, text_node};
use crate::widget::view::View;

/// Renders the weight of a criterion: its share of the total in a number field, a slider, and while that is in use what
/// the weight changes.
pub(super) fn weight_control(
    view: &View,
    index: CriterionIndex,
    criterion: &Criterion,
    published: Share,
) -> Html {
    let panel = &view.model.weights_panel;
    let described = panel.described == Some(index);
    let is_selected = index == panel.selected;
    let in_use = panel.is_in_use(index);
    let name_id = attr(&format!("name-{}", index.0));
    let hints_id = attr(&format!("hints-{}", index.0));
    html! {
        <div key={index.0} part="weight" class="weight" data-criterion={attr(&criterion.id)} data-hue={hue(index)}
            data-selected={flag_attr(is_selected)} data-in-use={flag_attr(in_use)}
            onpointermove={view.dispatch.reform(move |_: PointerEvent| model::Event::UseSlider(index))}
            onfocusin={view.dispatch.reform(move |_: FocusEvent| model::Event::UseSlider(index))}>
            <button type="button" part="criterion" class="name" aria-expanded={bool_attr(described)}
                onclick={view.on_click(index, model::Event::ToggleDescription)}>
                <i class="swatch" /><span id={name_id.clone()}>{ text_node(&criterion.name) }</span>
            </button>
            if let Some(panels) = view.panels {
                { (panels.share_field)(view, index) }
            } else {
                <span part="number" class="number" ~textContent={view.texts.percent(view.state.shares[index])} />
            }
            { slider(view, index, criterion, published, [name_id, hints_id.clone()], in_use) }
            <span class="tools">{ view.late(|panels| (panels.weight_tools)(view, index)) }</span>
            <p class="hints" id={hints_id}>if in_use { { view.late(|panels| (panels.slider_hints)(view, index)) } }</p>
            if described { { view.late(|panels| (panels.description)(view, index)) } }
        </div>
    }
}

fn slider(
    view: &View,
    index: CriterionIndex,
    criterion: &Criterion,
    published: Share,
    [name, hints]: [AttrValue; 2],
    in_use: bool,
) -> Html {
    let session = &view.state.session;
    let weight = session.weights[index];
    let limits = session.weights.limits(index, &session.locks);
    let panels = view
        .panels
        .filter(|_| in_use && !view.hides(HideablePanel::Robustness));
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
        <span class="track" ~style={format!("--_wi-value: {weight}; --_wi-published: {}", criterion.weight)}>
            <i class="published" />
            // `step` is `any` for published weights such as 7.5. The model rounds what readers set to whole numbers.
            <input part="slider" class="slider" type="range" min="0" max="100" step="any" value={shown}
                disabled={session.locks.contains(index)} aria-labelledby={name}
                aria-valuetext={view.texts.slider_value(view.state.shares[index], published)} aria-describedby={hints}
                oninput={view.dispatch.reform(slide)} onchange={view.dispatch.reform(release)}
                onpointercancel={view.dispatch.reform(move |_: PointerEvent| model::Event::CancelSlide(index))} />
            if let Some(panels) = panels { { (panels.stability_interval)(view, index) } }
        </span>
    }
}
