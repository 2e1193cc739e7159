use web_sys::{Element, PointerEvent};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::model::{self, Shared, State};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{button, hue, presence, value, words};
use crate::widget::view::View;

/// The criteria in order of importance, to be put into another one, from which weights follow.
pub(super) fn order(view: &View) -> Html {
    html! {
        <Order texts={view.texts.clone()} comparison={view.model.comparison.clone()} state={view.state.clone()} dispatch={view.dispatch.clone()} />
    }
}

#[derive(Default)]
struct Order {
    list: NodeRef,
    /// The criterion that a pointer drags.
    dragged: Option<CriterionIndex>,
    /// What had the focus before the order changed.
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
    /// Put a criterion to a place, counted from 0.
    Put(CriterionIndex, usize),
    /// A pointer takes hold of a criterion.
    Grasp(CriterionIndex),
    /// The pointer is somewhere else now.
    Drag(PointerEvent),
    /// The pointer has let go.
    LetGo,
}

impl Component for Order {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Order::default()
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Put(criterion, place) => set_prop(ctx, criterion, place, true),
            Msg::Grasp(criterion) => self.dragged = Some(criterion),
            Msg::Drag(event) => {
                if let (Some(dragged), Some(list)) = (self.dragged, self.list.cast()) {
                    let place = host::place_at(&list, &event);
                    if order_of(ctx).get(place) != Some(&dragged) {
                        set_prop(ctx, dragged, place, false);
                    }
                }
            }
            Msg::LetGo => {
                if self.dragged.take().is_some() {
                    emit(ctx, &order_of(ctx), true);
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
        let order = order_of(ctx);
        let last = order.len() - 1;
        let weights = &ctx.props().state.session.weights;
        let items = order.iter().enumerate().map(|(place, &index)| {
            let criterion = ctx.props().comparison.criterion(index);
            let to = |way: &'static str, sign: &'static str, place: Option<usize>| {
                let onclick = place.map(|place| link.callback(move |_: MouseEvent| Msg::Put(index, place)));
                let label = texts.put(criterion, way == "up");
                html! { <button type="button" class="tool" data-move={way} aria-label={label} aria-disabled={place.is_none().then_some("true")} {onclick}>{ words(sign) }</button> }
            };
            // The list takes the pointer: the handle may change its place in the document.
            let list = self.list.clone();
            let grasp = link.callback(move |event: PointerEvent| {
                if let Some(list) = list.cast() {
                    host::capture(&list, &event);
                }
                Msg::Grasp(index)
            });
            html! {
                <li key={index.0} data-criterion={value(&criterion.id)} data-hue={hue(index)} data-dragged={presence(self.dragged == Some(index))}>
                    <span class="handle" data-handle="" aria-hidden="true" onpointerdown={grasp}>{ words("⠿") }</span>
                    <i class="swatch" /><span class="what">{ words(&criterion.name) }</span>
                    <small>{ words(&texts.number(weights[index])) }</small>
                    { to("up", "↑", place.checked_sub(1)) }
                    { to("down", "↓", (place < last).then_some(place + 1)) }
                </li>
            }
        });
        let same = order.clone();
        let by_order = ctx
            .props()
            .dispatch
            .reform(move |_| model::Event::SetAllWeights {
                weights: Weights::by_rank_order(&same),
                committed: true,
            });
        html! {
            <section part="order" class="order" aria-label={value(texts.get(text::ORDER))}>
                <p>{ words(texts.get(text::ORDER_HOW)) }</p>
                <ol ref={&self.list} onpointermove={link.callback(Msg::Drag)} onpointerup={link.callback(|_| Msg::LetGo)}
                    onpointercancel={link.callback(|_| Msg::LetGo)}>{ for items }</ol>
                { button("by-order", texts.get(text::BY_ORDER), by_order) }
                <p class="note">{ words(texts.get(text::ORDER_SOURCE)) }</p>
            </section>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(focused) = self.focused.take() {
            host::keep_focus(&focused);
        }
    }
}

fn set_prop(ctx: &Context<Order>, criterion: CriterionIndex, place: usize, committed: bool) {
    let mut order = order_of(ctx);
    order.retain(|&other| other != criterion);
    order.insert(place.min(order.len()), criterion);
    emit(ctx, &order, committed);
}

fn emit(ctx: &Context<Order>, order: &[CriterionIndex], committed: bool) {
    let weights = Weights::by_rank_order(order);
    ctx.props()
        .dispatch
        .emit(model::Event::SetAllWeights { weights, committed });
}

fn order_of(ctx: &Context<Order>) -> Vec<CriterionIndex> {
    ctx.props().state.session.weights.rank_order()
}
