use web_sys::{Element, PointerEvent};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::model::{self, Shared, State};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, button, flag_attr, hue, text_node};
use crate::widget::view::View;

/// Renders the criteria in order of importance. Readers can change the order, and weights are derived from it.
pub(super) fn rank_order(view: &View) -> Html {
    html! {
        <RankOrderPanel texts={view.texts.clone()} comparison={view.model.comparison.clone()} state={view.state.clone()} dispatch={view.dispatch.clone()} />
    }
}

#[derive(Default)]
struct RankOrderPanel {
    list: NodeRef,
    /// The criterion that a pointer drags.
    dragged: Option<CriterionIndex>,
    /// The element that had the focus before the order changed.
    focused: Option<Element>,
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    state: Shared<State>,
    dispatch: Callback<model::Event>,
}

enum Msg {
    /// Move a criterion to a position, counted from 0.
    Move(CriterionIndex, usize),
    /// A pointer has grabbed a criterion.
    StartDrag(CriterionIndex),
    /// The pointer has moved.
    Drag(PointerEvent),
    /// The pointer was released.
    EndDrag,
}

impl Component for RankOrderPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        RankOrderPanel::default()
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Move(criterion, position) => move_criterion(ctx, criterion, position, true),
            Msg::StartDrag(criterion) => self.dragged = Some(criterion),
            Msg::Drag(event) => {
                if let (Some(dragged), Some(list)) = (self.dragged, self.list.cast()) {
                    let position = host::item_index_at(&list, &event);
                    if current_order(ctx).get(position) != Some(&dragged) {
                        move_criterion(ctx, dragged, position, false);
                    }
                }
            }
            Msg::EndDrag => {
                if self.dragged.take().is_some() {
                    dispatch_weights(ctx, &current_order(ctx), true);
                }
            }
        }
        true
    }

    fn changed(&mut self, _: &Context<Self>, _: &Props) -> bool {
        self.focused = self
            .list
            .cast()
            .and_then(|list| host::focused_within(&list));
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let texts = &ctx.props().texts;
        let order = current_order(ctx);
        let last = order.len() - 1;
        let weights = &ctx.props().state.session.weights;
        let items = order.iter().enumerate().map(|(position, &index)| {
            let criterion = ctx.props().comparison.criterion(index);
            let move_button = |direction: &'static str, sign: &'static str, position: Option<usize>| {
                let onclick = position.map(|position| link.callback(move |_: MouseEvent| Msg::Move(index, position)));
                let label = texts.move_criterion(criterion, direction == "up");
                html! { <button type="button" class="tool" data-move={direction} aria-label={label} aria-disabled={position.is_none().then_some("true")} {onclick}>{ text_node(sign) }</button> }
            };
            // The list captures the pointer, since the handle may move within the document.
            let list = self.list.clone();
            let start_drag = link.callback(move |event: PointerEvent| {
                if let Some(list) = list.cast() {
                    host::capture_pointer(&list, &event);
                }
                Msg::StartDrag(index)
            });
            html! {
                <li key={index.0} data-criterion={attr(&criterion.id)} data-hue={hue(index)} data-dragged={flag_attr(self.dragged == Some(index))}>
                    <span class="handle" data-handle="" aria-hidden="true" onpointerdown={start_drag}>{ text_node("⠿") }</span>
                    <i class="swatch" /><span class="criterion-name">{ text_node(&criterion.name) }</span>
                    <small>{ text_node(&texts.number(weights[index])) }</small>
                    { move_button("up", "↑", position.checked_sub(1)) }
                    { move_button("down", "↓", (position < last).then_some(position + 1)) }
                </li>
            }
        });
        let same_order = order.clone();
        let by_order = ctx
            .props()
            .dispatch
            .reform(move |_| model::Event::SetAllWeights {
                weights: Weights::by_rank_order(&same_order),
                committed: true,
            });
        html! {
            <section part="order" class="order" aria-label={attr(texts.get(text::ORDER))}>
                <p>{ text_node(texts.get(text::ORDER_HOW)) }</p>
                <ol ref={&self.list} onpointermove={link.callback(Msg::Drag)} onpointerup={link.callback(|_| Msg::EndDrag)}
                    onpointercancel={link.callback(|_| Msg::EndDrag)}>{ for items }</ol>
                { button("by-order", texts.get(text::BY_ORDER), by_order) }
                <p class="note">{ text_node(texts.get(text::ORDER_SOURCE)) }</p>
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(focused) = self.focused.take() {
            host::keep_focus(&focused);
        }
    }
}

fn move_criterion(
    ctx: &Context<RankOrderPanel>,
    criterion: CriterionIndex,
    position: usize,
    committed: bool,
) {
    let mut order = current_order(ctx);
    order.retain(|&other| other != criterion);
    order.insert(position.min(order.len()), criterion);
    dispatch_weights(ctx, &order, committed);
}

fn dispatch_weights(ctx: &Context<RankOrderPanel>, order: &[CriterionIndex], committed: bool) {
    let weights = Weights::by_rank_order(order);
    ctx.props()
        .dispatch
        .emit(model::Event::SetAllWeights { weights, committed });
}

fn current_order(ctx: &Context<RankOrderPanel>) -> Vec<CriterionIndex> {
    ctx.props().state.session.weights.rank_order()
}
