use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{truth, value, words};
use crate::widget::view::View;
use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::ids::FacetIndex;
use weigh_in_core::model;
use weigh_in_core::model::Shared;
use weigh_in_core::session::{Action, Filter};
use weigh_in_core::text;
use weigh_in_core::text::Texts;

/// The session with another filter.
pub(super) fn narrow(
    filter: &Filter,
    dispatch: &Callback<model::Event>,
    change: impl Fn(&mut Filter) + 'static,
) -> Callback<()> {
    let (filter, dispatch) = (filter.clone(), dispatch.clone());
    Callback::from(move |()| {
        let mut filter = filter.clone();
        change(&mut filter);
        dispatch.emit(model::Event::Act(Action::Narrow(filter)));
    })
}

/// What a facet offers to narrow by, with how many entries that would leave.
pub(super) fn facet(view: &View, facet: FacetIndex) -> Html {
    let View {
        model,
        state,
        texts,
        dispatch,
        ..
    } = view;
    html! {
        <FacetOptions texts={(*texts).clone()} comparison={model.comparison.clone()} details={model.details()} filter={state.session.filter.clone()}
            passing={state.passing.clone()} {facet} dispatch={(*dispatch).clone()} />
    }
}

/// A component of its own, so that nothing is counted anew while weights move.
struct FacetOptions;

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    details: Shared<Details>,
    filter: Filter,
    /// Which entries pass it.
    passing: Rc<Vec<bool>>,
    facet: FacetIndex,
    dispatch: Callback<model::Event>,
}

impl Component for FacetOptions {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        FacetOptions
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        view(ctx.props())
    }
}

fn view(
    &Props {
        ref texts,
        ref comparison,
        ref details,
        ref filter,
        ref passing,
        facet: index,
        ref dispatch,
        ..
    }: &Props,
) -> Html {
    let facet = comparison.facet(index);
    let choice = filter.choice(index);
    let counts = filter.counts(comparison, index, passing);
    let options = facet.indexed_tags().zip(counts).map(|((tag, id), count)| {
            let toggle = narrow(filter, dispatch, move |filter| filter.choice_mut(index).toggle(tag));
            html! {
                <label class="item">
                    <input type="checkbox" value={value(id)} checked={choice.contains(tag)} onchange={toggle.reform(|_: Event| ())} />
                    <span>{ words(details.tag_name(index, tag)) }</span><small>{ words(&texts.number(count)) }</small>
                </label>
            }
        });
    html! {
        <>
            <div>{ for options }</div>
            if facet.is_multiple && choice.tags().len() > 1 { { mode(texts, filter, index, dispatch) } }
        </>
    }
}

/// Whether an entry needs all of the chosen tags.
fn mode(
    texts: &Texts,
    filter: &Filter,
    index: FacetIndex,
    dispatch: &Callback<model::Event>,
) -> Html {
    let all = filter.choice(index).all;
    let (filter, dispatch) = (filter.clone(), dispatch.clone());
    let onchange = move |event: Event| {
        let mut filter = filter.clone();
        let mode = event.target_unchecked_into::<HtmlSelectElement>().value();
        filter.choice_mut(index).all = mode == "all";
        dispatch.emit(model::Event::Act(Action::Narrow(filter)));
    };
    html! {
        <label class="mode"><span>{ words(texts.get(text::MODE)) }</span>
            <select data-mode="" {onchange}>
                <option value="any" selected={!all}>{ words(texts.get(text::ANY)) }</option>
                <option value="all" selected={all}>{ words(texts.get(text::ALL)) }</option>
            </select>
        </label>
    }
}

/// The needs that entries can be narrowed by, with who meets them.
pub(super) fn use_cases(view: &View) -> Html {
    let (comparison, details) = (&view.model.comparison, &view.model.details());
    let (filter, dispatch) = (&view.state.session.filter, view.dispatch);
    let options = comparison.indexed_use_cases().map(|(index, use_case)| {
        let is_chosen = filter.use_case == Some(index);
        let choose = narrow(filter, dispatch, move |filter| {
            filter.use_case = (!is_chosen).then_some(index);
        });
        let onclick = choose.reform(|event: MouseEvent| host::close_menu(&event));
        let names = use_case.entries.iter();
        let names = names.map(|&entry| &*comparison.entry(entry).name);
        html! {
            <button type="button" class="item" data-use-case={value(&use_case.id)} aria-pressed={truth(is_chosen)} {onclick}>
                <span>{ words(details.use_case_name(index)) }</span><small>{ words(&names.collect::<Vec<_>>().join(", ")) }</small>
            </button>
        }
    });
    html! { <>{ for options }</> }
}
