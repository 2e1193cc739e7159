//! The weights panel: all of them beside a wide ranking, one at a time below a narrow one.

mod presets;
mod weight_control;

use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Chunk, Event};
use weigh_in_core::session::{Action, Panels};
use weigh_in_core::text;
use weigh_in_core::weights::Shares;
use yew::prelude::*;

use self::presets::presets;
use self::weight_control::weight_control;
use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, flag_attr, hue, live_text, text_node};
use crate::widget::view::View;

/// Renders the weight of every criterion, or the criteria in order of importance, and the presets.
pub(super) fn weights(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let panels = view.state.session.panels;
    let published = Shares::in_whole_percent(&comparison.published_weights());
    let controls = comparison
        .indexed_criteria()
        .map(|(index, criterion)| weight_control(view, index, criterion, published[index]));
    html! {
        <section part="controls" class="controls" data-expanded={flag_attr(view.model.weights_panel.expanded)}
            data-covered={flag_attr(view.has_tray() && !view.model.weights_panel.covers_tray)} aria-label={attr(view.texts.get(text::WEIGHTS))}>
            { criterion_tabs(view) }
            <div class="all-weights" data-order={flag_attr(panels.order)}>
                <div class="weights-head">
                    <h3>{ text_node(view.texts.get(text::WHAT_MATTERS)) }</h3>
                    if comparison.criteria.len() > 1 {
                        { order_button(view) }
                        <p class="note">{ text_node(view.texts.get(text::SHARES_NOTE)) }</p>
                    }
                </div>
                <div class="weights">{ for controls }</div>
                if panels.order { { view.panel_or_placeholder("order", Chunk::Panels, view.panels.map(|panels| (panels.order)(view))) } }
                if !view.hides(HideablePanel::Presets) { <div class="presets">{ presets(view) }</div> }
            </div>
        </section>
    }
}

/// Renders the button that switches between the sliders and the criteria in order of importance.
fn order_button(view: &View) -> Html {
    let panels = view.state.session.panels;
    let order = !panels.order;
    let label = if order {
        text::ORDER_BUTTON
    } else {
        text::BACK_TO_SLIDERS
    };
    html! {
        <button type="button" part="order-button" class="link" aria-expanded={bool_attr(panels.order)}
            onclick={view.disclose_on_click(Action::SetPanels(Panels { order, ..panels }))}>{ live_text(view.texts.get(label)) }</button>
    }
}

/// Renders the choice of the criterion whose weight a narrow panel shows; hidden in a wide one.
fn criterion_tabs(view: &View) -> Html {
    let locks = &view.state.session.locks;
    let tabs = view.model.comparison.indexed_criteria();
    let tabs = tabs.map(|(index, criterion)| {
        html! {
            <button key={index.0} type="button" class="tab" data-hue={hue(index)} data-chip={attr(&criterion.id)} title={attr(&criterion.name)}
                aria-pressed={bool_attr(index == view.model.weights_panel.selected)} onclick={view.dispatch.reform(move |event: MouseEvent| {
                    host::reveal_target(&event);
                    Event::UseSlider(index)
                })}>
                <span>{ text_node(criterion.short_name()) }if locks.contains(index) { <i class="padlock" /> }</span>{ text_node(" ") }<b ~textContent={view.texts.percent(view.state.shares[index])} />
            </button>
        }
    });
    let expanded = view.model.weights_panel.expanded;
    html! {
        <div class="criterion-picker">
            <div class="tabs">{ for tabs }</div>
            if view.has_tray() { { view.late(|panels| (panels.tray_tab)(view)) } }
            <button type="button" class="tab all" data-all-weights="" aria-expanded={bool_attr(expanded)}
                onclick={view.on_click((), |()| Event::ToggleAllWeights)}>{ live_text(view.texts.get(if expanded { text::DONE } else { text::ALL })) }</button>
        </div>
    }
}
