use std::rc::Rc;

use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::ids::FacetIndex;
use weigh_in_core::model::{self, Shared};
use weigh_in_core::session::{Action, Filter};
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{truth, value, words};
use crate::widget::view::View;

/// Puts another filter in the place of the present one.
pub(super) fn narrow(dispatch: &Callback<model::Event>, filter: Filter) -> Callback<()> {
    dispatch.reform(move |()| model::Event::Apply(Action::SetFilter(filter.clone())))
}

/// What a facet offers to narrow by, with how many entries that would leave.
pub(super) fn facet(view: &View, facet: FacetIndex) -> Html {
    let (model, state) = (view.model, view.state);
    html! {
        <FacetOptions texts={view.texts.clone()} comparison={model.comparison.clone()} details={model.details()} filter={state.session.filter.clone()}
            passing={state.passing.clone()} {facet} dispatch={view.dispatch.clone()} />
    }
}

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

/// A component of its own, so that nothing is counted anew while weights move.
#[component]
fn FacetOptions(props: &Props) -> Html {
    let (index, filter) = (props.facet, &props.filter);
    let facet = props.comparison.facet(index);
    let selection = filter.selection(index);
    let counts = filter.counts(&props.comparison, index, &props.passing);
    let options = facet.indexed_tags().zip(counts).map(|((tag, id), count)| {
        let mut toggled = filter.clone();
        toggled.selection_mut(index).toggle(tag);
        let toggle = narrow(&props.dispatch, toggled);
        html! {
            <label class="item">
                <input type="checkbox" value={value(id)} checked={selection.contains(tag)} onchange={toggle.reform(|_: Event| ())} />
                <span>{ words(props.details.tag_name(index, tag)) }</span><small>{ words(&props.texts.number(count)) }</small>
            </label>
        }
    });
    html! {
        <>
            <div>{ for options }</div>
            if facet.is_multiple && selection.tags().len() > 1 { { mode(props) } }
        </>
    }
}

/// Whether an entry needs all of the chosen tags.
fn mode(props: &Props) -> Html {
    let (texts, filter, index) = (&props.texts, props.filter.clone(), props.facet);
    let all = filter.selection(index).all;
    let onchange = props.dispatch.reform(move |event: Event| {
        let mut filter = filter.clone();
        filter.selection_mut(index).all = host::text_in(&event) == "all";
        model::Event::Apply(Action::SetFilter(filter))
    });
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
    let filter = &view.state.session.filter;
    let options = comparison.indexed_use_cases().map(|(index, use_case)| {
        let is_chosen = filter.use_case == Some(index);
        let mut chosen = filter.clone();
        chosen.use_case = (!is_chosen).then_some(index);
        let choose = narrow(view.dispatch, chosen);
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
