//! The panel of weights: all of them beside a wide ranking, a mixing desk below a narrow one.

mod presets;
mod weight_control;

use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Chunk, Event};
use weigh_in_core::session::{Action, Panels};
use weigh_in_core::text;
use yew::prelude::*;

use self::presets::presets;
use self::weight_control::weight_control;
use crate::widget::markup::{button, hue, opener, presence, truth, value, words};
use crate::widget::view::View;

/// A weight for every criterion, whole weightings to choose from, and the ways back.
pub(super) fn weights(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let session = &view.state.session;
    let controls = comparison
        .indexed_criteria()
        .map(|(index, criterion)| weight_control(view, index, criterion));
    html! {
        <section part="controls" class="controls" data-expanded={presence(view.model.weights_panel.expanded)} aria-label={value(view.texts.get(text::WEIGHTS))}>
            { last_changes(view) }
            { chips(view) }
            <div class="all-weights">
                if !view.hides(HideablePanel::Presets) { { presets(view) } }
                <div class="weights">{ for controls }</div>
                { ways_back(view) }
                if session.panels.order { { view.opened("order", Chunk::Panels, view.panels.map(|panels| (panels.order)(view))) } }
            </div>
        </section>
    }
}

/// What rose and fell with the last movement, or why nothing can.
fn last_changes(view: &View) -> Html {
    if !view.state.session.weights.are_zero() {
        html! { <p part="changes" class="changes">{ for view.panels.map(|panels| words(&(panels.changes)(view.model))) }</p> }
    } else {
        html! { <p part="notice" class="changes">{ words(view.texts.get(text::ALL_ZERO)) }</p> }
    }
}

/// Undo, reset, and the way to weights by order of importance.
fn ways_back(view: &View) -> Html {
    let panels = view.state.session.panels;
    let order = !panels.order;
    html! {
        <div class="actions">
            <button type="button" part="undo" class="button" disabled={!view.model.can_undo()} onclick={view.on_click((), |()| Event::Undo)}>{ words(view.texts.get(text::UNDO)) }</button>
            { button("reset", view.texts.get(text::RESET), view.apply_on_click(Action::Reset)) }
            { opener("order-button", view.texts.get(text::ORDER), panels.order, view.disclose_on_click(Action::SetPanels(Panels { order, ..panels }))) }
        </div>
    }
}

/// The mixing desk's choice of criteria; a wide panel hides it.
fn chips(view: &View) -> Html {
    let chips = view.model.comparison.indexed_criteria();
    let chips = chips.map(|(index, criterion)| {
        html! {
            <button key={index.0} type="button" class="chip" data-hue={hue(index)} data-chip={value(&criterion.id)}
                aria-pressed={truth(index == view.model.weights_panel.selected)} onclick={view.on_click(index, Event::SelectCriterion)}>
                { words(&criterion.name) }{ words(" ") }<small>{ words(&view.texts.percent(view.state.shares[index])) }</small>
            </button>
        }
    });
    html! {
        <div class="desk">
            <div class="chips">{ for chips }</div>
            <button type="button" class="chip all" data-all-weights="" aria-expanded={truth(view.model.weights_panel.expanded)}
                onclick={view.on_click((), |()| Event::ToggleAllWeights)}>{ words(view.texts.get(text::ALL_WEIGHTS)) }</button>
        </div>
    }
}
