//! The panel of weights: all of them beside a wide ranking, a mixing desk below a narrow one.

mod presets;
mod weight_control;

use yew::prelude::*;

use self::presets::presets;
use self::weight_control::WeightControl;
use crate::comparison::{Comparison, CriterionIndex};
use crate::session::{Action, Panels};
use crate::weighting::Weight;
use crate::widget::markup::{button, hue, presence, truth, value, words};
use crate::widget::store::State;
use crate::widget::{Shared, text};

/// A weight for every criterion, whole weightings to choose from, and the ways back.
pub(super) struct WeightsPanel {
    /// The criterion whose slider the mixing desk shows.
    chosen: CriterionIndex,
    /// Whether a narrow panel shows all weights.
    expanded: bool,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) comparison: Shared<Comparison>,
    pub(super) state: Shared<State>,
    pub(super) can_undo: bool,
    /// What the last movement has changed, in words.
    pub(super) changes: String,
    /// The order of importance, if it is open.
    pub(super) order: Html,
    pub(super) on_move: Callback<Move>,
    pub(super) on_undo: Callback<MouseEvent>,
    pub(super) act: Callback<Action>,
    pub(super) look: Callback<Action>,
}

/// A weight was moved.
pub(crate) struct Move {
    pub(super) criterion: CriterionIndex,
    pub(super) weight: Weight,
    /// For good; else the movement goes on.
    pub(super) committed: bool,
}

pub(super) enum Msg {
    Choose(CriterionIndex),
    ToggleAll,
}

impl Component for WeightsPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        WeightsPanel {
            chosen: CriterionIndex(0),
            expanded: ctx.props().state.session.panels.order,
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Choose(criterion) => self.chosen = criterion,
            Msg::ToggleAll => self.expanded = !self.expanded,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        let session = &props.state.session;
        let has_room = session.locks.has_room(props.comparison.criteria.len());
        let controls = props.comparison.indexed_criteria().map(|(criterion, _)| {
            let locked = session.locks.contains(criterion);
            html! {
                <WeightControl key={criterion.0} comparison={props.comparison.clone()} {criterion}
                    weight={session.weights[criterion]} share={props.state.shares[criterion]}
                    limits={session.weights.limits(criterion, &session.locks)}
                    {locked} lockable={locked || has_room} chosen={criterion == self.chosen}
                    on_move={&props.on_move} act={&props.act} />
            }
        });
        html! {
            <section part="controls" class="controls" data-expanded={presence(self.expanded)} aria-label={text::WEIGHTS}>
                { changes(props) }
                { self.chips(ctx) }
                <div class="all-weights">
                    { presets(&props.comparison, session, &props.act) }
                    <div class="weights">{ for controls }</div>
                    { ways_back(props) }
                    { props.order.clone() }
                </div>
            </section>
        }
    }
}

/// What rose and fell with the last movement, or why nothing can.
fn changes(props: &Props) -> Html {
    if props.state.ranking.is_claimed() {
        html! { <p part="changes" class="changes">{ words(&props.changes) }</p> }
    } else {
        html! { <p part="notice" class="changes">{ words(text::ALL_ZERO) }</p> }
    }
}

/// Undo, reset, and the way to weights by order of importance.
fn ways_back(props: &Props) -> Html {
    let panels = props.state.session.panels;
    let order = !panels.order;
    let toggle = props
        .look
        .reform(move |_| Action::SetPanels(Panels { order, ..panels }));
    html! {
        <div class="actions">
            <button type="button" part="undo" class="button" disabled={!props.can_undo} onclick={&props.on_undo}>{ words(text::UNDO) }</button>
            { button("reset", text::RESET, props.act.reform(|_| Action::Reset)) }
            <button type="button" part="order-button" class="button" aria-expanded={truth(panels.order)} onclick={toggle}>{ words(text::ORDER) }</button>
        </div>
    }
}

impl WeightsPanel {
    /// The mixing desk's choice of criteria; a wide panel hides it.
    fn chips(&self, ctx: &Context<Self>) -> Html {
        let Props {
            comparison, state, ..
        } = ctx.props();
        let chips = comparison.indexed_criteria().map(|(index, criterion)| {
            html! {
                <button key={index.0} type="button" class="chip" data-hue={hue(index)} data-chip={value(&criterion.id)}
                    aria-pressed={truth(index == self.chosen)} onclick={ctx.link().callback(move |_| Msg::Choose(index))}>
                    { words(&criterion.name) }{ words(" ") }<small>{ words(&text::percent(state.shares[index])) }</small>
                </button>
            }
        });
        html! {
            <div class="desk">
                <div class="chips">{ for chips }</div>
                <button type="button" class="chip all" data-all-weights="" aria-expanded={truth(self.expanded)}
                    onclick={ctx.link().callback(|_| Msg::ToggleAll)}>{ words(text::ALL_WEIGHTS) }</button>
            </div>
        }
    }
}
