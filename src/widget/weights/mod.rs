//! The panel of weights: all of them beside a wide ranking, a mixing desk below a narrow one.

mod weight_control;

use yew::prelude::*;

use self::weight_control::WeightControl;
use crate::comparison::{Comparison, CriterionIndex};
use crate::weighting::Weight;
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
    /// A weight was moved; for good if the third is true.
    pub(super) on_move: Callback<(CriterionIndex, Weight, bool)>,
    pub(super) on_reset: Callback<()>,
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
        let controls = comparison.indexed_criteria().map(|(index, _)| {
            html! {
                <WeightControl key={index.0} comparison={comparison.clone()} criterion={index}
                    weight={state.session.weights[index]} share={state.shares[index]}
                    chosen={index == self.chosen}
                    on_move={on_move.reform(move |(weight, committed)| (index, weight, committed))} />
            }
        });
        html! {
            <section part="controls" class={classes!("controls", self.expanded.then_some("expanded"))} aria-label={text::WEIGHTS}>
                { self.chips(ctx) }
                <div class="weights">{ for controls }</div>
                <div class="actions">
                    <button part="reset" class="button" type="button" onclick={on_reset.reform(|_| ())}>{ text::RESET }</button>
                </div>
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
                <button key={index.0} class={classes!("chip", text::hue(index))} type="button"
                    data-chip={criterion.id.clone()} aria-pressed={(index == self.chosen && !self.expanded).to_string()}
                    onclick={ctx.link().callback(move |_| Msg::Choose(index))}>
                    { &criterion.name }{ " " }<small>{ text::percent(state.shares[index]) }</small>
                </button>
            }
        });
        html! {
            <div class="desk">
                <div class="chips">{ for chips }</div>
                <button class="chip all" type="button" data-all-weights="" aria-expanded={self.expanded.to_string()}
                    onclick={ctx.link().callback(|_| Msg::ToggleAll)}>{ text::ALL_WEIGHTS }</button>
            </div>
        }
    }
}
