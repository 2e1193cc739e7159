//! The panel of weights: all of them beside a wide ranking, a mixing desk below a narrow one.

mod weight_control;

use yew::prelude::*;

use self::weight_control::WeightControl;
use crate::comparison::{Comparison, CriterionIndex};
use crate::weighting::Weight;
use crate::widget::markup::{button, hue, presence, truth, value, words};
use crate::widget::store::State;
use crate::widget::{Shared, text};

/// A weight for every criterion, and the way back to the published ones.
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
    pub(super) on_move: Callback<Move>,
    pub(super) on_reset: Callback<MouseEvent>,
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

    fn create(_: &Context<Self>) -> Self {
        WeightsPanel {
            chosen: CriterionIndex(0),
            expanded: false,
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
        let Props {
            comparison,
            state,
            on_move,
            on_reset,
        } = ctx.props();
        let controls = comparison.indexed_criteria().map(|(criterion, _)| {
            html! {
                <WeightControl key={criterion.0} comparison={comparison.clone()} {criterion}
                    weight={state.session.weights[criterion]} share={state.shares[criterion]}
                    chosen={criterion == self.chosen} on_move={on_move.clone()} />
            }
        });
        html! {
            <section part="controls" class="controls" data-expanded={presence(self.expanded)} aria-label={text::WEIGHTS}>
                { self.chips(ctx) }
                <div class="weights">{ for controls }</div>
                <div class="actions">{ button("reset", text::RESET, on_reset.clone()) }</div>
            </section>
        }
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
