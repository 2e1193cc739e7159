//! The panel of weights: all of them beside a wide ranking, a mixing desk below a narrow one.

mod presets;
mod weight_control;

use std::ops::{Index, IndexMut};

use yew::prelude::*;

use self::presets::presets;
use self::weight_control::weight_control;
pub(crate) use self::weight_control::{Held, Touch};
use crate::widget::app::Msg;
use crate::widget::markup::{button, hue, opener, presence, truth, value, words};
use crate::widget::panels;
use crate::widget::view::View;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::link::Hideable;
use weigh_in_core::session::{Action, Panels, Session};
use weigh_in_core::text;

/// What a narrow panel shows.
pub(super) struct Desk {
    /// The criterion whose slider is on the mixing desk.
    pub(super) chosen: CriterionIndex,
    /// Whether all weights are shown instead.
    pub(super) expanded: bool,
    /// The criterion that is explained.
    pub(super) explained: Option<CriterionIndex>,
    /// What readers are at, by criterion.
    held: Vec<Held>,
}

impl Desk {
    /// The desk at first: with all weights, if one of them is locked or their order is open.
    pub(super) fn new(session: &Session) -> Desk {
        Desk {
            chosen: CriterionIndex(0),
            expanded: session.panels.order || !session.locks.is_empty(),
            explained: None,
            held: session.weights.iter().map(|_| Held::default()).collect(),
        }
    }
}

impl Index<CriterionIndex> for Desk {
    type Output = Held;

    fn index(&self, criterion: CriterionIndex) -> &Held {
        &self.held[usize::from(criterion.0)]
    }
}

impl IndexMut<CriterionIndex> for Desk {
    fn index_mut(&mut self, criterion: CriterionIndex) -> &mut Held {
        &mut self.held[usize::from(criterion.0)]
    }
}

/// A weight for every criterion, whole weightings to choose from, and the ways back.
pub(super) fn weights(view: &View, desk: &Desk) -> Html {
    let comparison = &view.store.comparison;
    let session = &view.state.session;
    let controls = comparison
        .indexed_criteria()
        .map(|(index, criterion)| weight_control(view, desk, index, criterion));
    let order = |panels: &panels::Panels| (panels.order)(view);
    html! {
        <section part="controls" class="controls" data-expanded={presence(desk.expanded)} aria-label={value(view.texts.get(text::WEIGHTS))}>
            { last_changes(view) }
            { chips(view, desk) }
            <div class="all-weights">
                if !view.hides(Hideable::Presets) { { presets(view) } }
                <div class="weights">{ for controls }</div>
                { ways_back(view) }
                if session.panels.order { { view.opened("order", view.panels, order, view.on(|| Msg::WantPanels)) } }
            </div>
        </section>
    }
}

/// What rose and fell with the last movement, or why nothing can.
fn last_changes(view: &View) -> Html {
    if view.state.is_claimed() {
        html! { <p part="changes" class="changes">{ for view.panels.done().map(|panels| words(&(panels.changes)(view.store))) }</p> }
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
            <button type="button" part="undo" class="button" disabled={!view.store.can_undo()} onclick={view.on(|| Msg::Undo)}>{ words(view.texts.get(text::UNDO)) }</button>
            { button("reset", view.texts.get(text::RESET), view.acts(Action::Reset)) }
            { opener("order-button", view.texts.get(text::ORDER), panels.order, view.looks(Action::SetPanels(Panels { order, ..panels }))) }
        </div>
    }
}

/// The mixing desk's choice of criteria; a wide panel hides it.
fn chips(view: &View, desk: &Desk) -> Html {
    let chips = view.store.comparison.indexed_criteria();
    let chips = chips.map(|(index, criterion)| {
        html! {
            <button key={index.0} type="button" class="chip" data-hue={hue(index)} data-chip={value(&criterion.id)}
                aria-pressed={truth(index == desk.chosen)} onclick={view.on(move || Msg::Choose(index))}>
                { words(&criterion.name) }{ words(" ") }<small>{ words(&view.texts.percent(view.state.shares[index])) }</small>
            </button>
        }
    });
    html! {
        <div class="desk">
            <div class="chips">{ for chips }</div>
            <button type="button" class="chip all" data-all-weights="" aria-expanded={truth(desk.expanded)}
                onclick={view.on(|| Msg::ToggleAll)}>{ words(view.texts.get(text::ALL_WEIGHTS)) }</button>
        </div>
    }
}
