use web_sys::{Element, PointerEvent};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::model::{self, OrderInput, PanelsEvent, Shared, State};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, flag_attr, hue, live_text};
use crate::widget::view::View;

/// Renders the criteria in order of importance. Readers can change the order, and weights are derived from it.
pub(super) fn rank_order(view: &View) -> Html {
    html! {
        <RankOrderPanel texts={view.texts.clone()} comparison={view.model.comparison.clone()} state={view.state.clone()}
            dragged={view.model.dragged} dispatch={view.dispatch.clone()} />
    }
}

#[derive(Default)]
struct RankOrderPanel {
    list: NodeRef,
    /// The element that had the focus before the order changed.
    focused: Option<Element>,
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    state: Shared<State>,
    /// The criterion that a pointer drags.
    dragged: Option<CriterionIndex>,
    dispatch: Callback<model::Event>,
}

impl Component for RankOrderPanel {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        RankOrderPanel::default()
    }

    fn changed(&mut self, _: &Context<Self>, _: &Props) -> bool {
        self.focused = self
            .list
            .cast()
            .and_then(|list| host::focused_within(&list));
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            texts,
            comparison,
            state,
            dragged,
            dispatch,
        } = ctx.props();
        let weights = &state.session.weights;
        let order = weights.rank_order();
        let last = order.len() - 1;
        let items = order.iter().enumerate().map(|(position, &index)| {
            let criterion = comparison.criterion(index);
            let move_button = |direction: &'static str, sign: &'static str, position: Option<usize>| {
                let onclick = position.map(|position| dispatch.reform(move |_: MouseEvent| order_event(OrderInput::Move(index, position))));
                let label = texts.move_criterion(criterion, direction == "up");
                html! { <button type="button" class="tool" data-move={direction} aria-label={label} aria-disabled={position.is_none().then_some("true")} {onclick}>{ live_text(sign) }</button> }
            };
            // The list captures the pointer, since the handle may move within the document.
            let list = self.list.clone();
            let grab = dispatch.reform(move |event: PointerEvent| {
                if let Some(list) = list.cast() {
                    host::capture_pointer(&list, &event);
                }
                order_event(OrderInput::Grab(index))
            });
            html! {
                <li key={index.0} data-criterion={attr(&criterion.id)} data-hue={hue(index)} data-dragged={flag_attr(*dragged == Some(index))}>
                    <span class="handle" data-handle="" aria-hidden="true" ~textContent="⠿" onpointerdown={grab} />
                    <i class="swatch" /><span class="criterion-name">{ live_text(&criterion.name) }</span>
                    <small>{ live_text(&texts.percent(state.shares[index])) }</small>
                    { move_button("up", "↑", position.checked_sub(1)) }
                    { move_button("down", "↓", (position < last).then_some(position + 1)) }
                </li>
            }
        });
        let drag = dragged.map(|_| {
            let list = self.list.clone();
            dispatch.reform(move |event: PointerEvent| {
                order_event(OrderInput::Drag(host::item_index_at(&list, &event)))
            })
        });
        let release = dispatch.reform(|_: PointerEvent| order_event(OrderInput::Release));
        let apply = dispatch.reform(|_: MouseEvent| order_event(OrderInput::Apply));
        html! {
            <section part="order" class="order" aria-label={attr(texts.get(text::ORDER))}>
                <p>{ live_text(texts.get(text::ORDER_HOW)) }</p>
                <ol ref={&self.list} onpointermove={drag} onpointerup={release.clone()} onpointercancel={release}>{ for items }</ol>
                <button type="button" part="by-order" class="button" disabled={*weights == Weights::by_rank_order(&order)} onclick={apply}>{ live_text(texts.get(text::BY_ORDER)) }</button>
                <p class="note">{ live_text(texts.get(text::ORDER_SOURCE)) }</p>
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(focused) = self.focused.take() {
            host::keep_focus(&focused);
        }
    }
}

fn order_event(input: OrderInput) -> model::Event {
    model::Event::Panels(PanelsEvent::Order(input))
}
