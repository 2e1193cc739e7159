//! The weights panel: all of them beside a wide ranking, one at a time below a narrow one.

mod presets;
mod weight_control;

use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Chunk, Event};
use weigh_in_core::session::{Action, Panels};
use weigh_in_core::text;
use yew::prelude::*;

use self::presets::presets;
use self::weight_control::weight_control;
use crate::widget::markup::{
    attr, bool_attr, button, disclosure_button, flag_attr, hue, text_node,
};
use crate::widget::view::View;

/// Renders the weight of every criterion, presets, undo and reset, and the rank order.
pub(super) fn weights(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let session = &view.state.session;
    let controls = comparison
        .indexed_criteria()
        .map(|(index, criterion)| weight_control(view, index, criterion));
    html! {
        <section part="controls" class="controls" data-expanded={flag_attr(view.model.weights_panel.expanded)} aria-label={attr(view.texts.get(text::WEIGHTS))}>
            { last_changes(view) }
            { criterion_chips(view) }
            <div class="all-weights">
                if !view.hides(HideablePanel::Presets) { { presets(view) } }
                <div class="weights">{ for controls }</div>
                { undo_and_reset(view) }
                if session.panels.order { { view.panel_or_placeholder("order", Chunk::Panels, view.panels.map(|panels| (panels.order)(view))) } }
            </div>
        </section>
    }
}

/// Renders the entries that rose and fell with the last change, or why there is no ranking.
fn last_changes(view: &View) -> Html {
    if !view.state.session.weights.are_zero() {
        html! { <p part="changes" class="changes">{ for view.panels.map(|panels| text_node(&(panels.rank_changes)(view.model))) }</p> }
    } else {
        html! { <p part="notice" class="changes">{ text_node(view.texts.get(text::ALL_ZERO)) }</p> }
    }
}

/// Renders the buttons for undo, reset and the rank order.
fn undo_and_reset(view: &View) -> Html {
    let panels = view.state.session.panels;
    let order = !panels.order;
    html! {
        <div class="actions">
            <button type="button" part="undo" class="button" disabled={!view.model.can_undo()} onclick={view.on_click((), |()| Event::Undo)}>{ text_node(view.texts.get(text::UNDO)) }</button>
            { button("reset", view.texts.get(text::RESET), view.apply_on_click(Action::Reset)) }
            { disclosure_button("order-button", view.texts.get(text::ORDER), panels.order, view.disclose_on_click(Action::SetPanels(Panels { order, ..panels }))) }
        </div>
    }
}

/// Renders the choice of the criterion whose weight a narrow panel shows; hidden in a wide one.
fn criterion_chips(view: &View) -> Html {
    let criterion_chips = view.model.comparison.indexed_criteria();
    let criterion_chips = criterion_chips.map(|(index, criterion)| {
        html! {
            <button key={index.0} type="button" class="chip" data-hue={hue(index)} data-chip={attr(&criterion.id)}
                aria-pressed={bool_attr(index == view.model.weights_panel.selected)} onclick={view.on_click(index, Event::SelectCriterion)}>
                { text_node(&criterion.name) }{ text_node(" ") }<small>{ text_node(&view.texts.percent(view.state.shares[index])) }</small>
            </button>
        }
    });
    html! {
        <div class="criterion-picker">
            <div class="chips">{ for criterion_chips }</div>
            <button type="button" class="chip all" data-all-weights="" aria-expanded={bool_attr(view.model.weights_panel.expanded)}
                onclick={view.on_click((), |()| Event::ToggleAllWeights)}>{ text_node(view.texts.get(text::ALL_WEIGHTS)) }</button>
        </div>
    }
}
