use std::rc::Rc;

use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::ids::FacetIndex;
use weigh_in_core::model::{self, Shared};
use weigh_in_core::session::{Action, Filter};
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use super::filter_state::clear_filters;
use crate::widget::filters::menus;
use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, button, live_text, on_escape};
use crate::widget::view::View;

/// Returns a callback that replaces the filter.
pub(super) fn set_filter(dispatch: &Callback<model::Event>, filter: Filter) -> Callback<()> {
    dispatch.reform(move |()| model::Event::Apply(Action::SetFilter(filter.clone())))
}

/// Names the only tag of a facet that is chosen: “Region: APAC”; `None` unless there is exactly one.
pub(super) fn facet_label(view: &View, facet: FacetIndex) -> Option<String> {
    let [tag] = *view.state.session.filter.selection(facet).tags() else {
        return None;
    };
    let name = &view.model.comparison.facet(facet).name;
    let details = view.model.details();
    Some(view.texts.labeled(name, details.tag_name(facet, tag)))
}

/// Names the use case that is chosen: “Use case: Travel”.
pub(super) fn use_case_label(view: &View) -> Option<String> {
    let use_case = view.state.session.filter.use_case?;
    let details = view.model.details();
    let name = details.use_case_name(use_case);
    Some(view.texts.labeled(view.texts.get(text::USE_CASE), name))
}

/// Renders the menu of a facet: its tags, each with the number of entries that would remain.
pub(super) fn facet_menu(view: &View, facet: FacetIndex) -> Html {
    let (model, state) = (view.model, view.state);
    html! {
        <FacetMenu texts={view.texts.clone()} comparison={model.comparison.clone()} details={model.details()} filter={state.session.filter.clone()}
            passing={state.matching.clone()} {facet} dispatch={view.dispatch.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    details: Shared<Details>,
    filter: Filter,
    /// Whether each entry passes the filter.
    passing: Rc<Vec<bool>>,
    facet: FacetIndex,
    dispatch: Callback<model::Event>,
}

/// Renders the menu as a separate component, so that entries are not counted again while weights change.
#[component]
fn FacetMenu(props: &Props) -> Html {
    let (index, filter) = (props.facet, &props.filter);
    let facet = props.comparison.facet(index);
    let selection = filter.selection(index);
    let counts = filter.count_by_tag(&props.comparison, index, &props.passing);
    let shown = props.passing.iter().filter(|passes| **passes).count();
    // For example where every entry has a tag that stands for all of them.
    let matches_all = shown > 1 && counts.iter().all(|&count| count == shown);
    let options = facet.indexed_tags().zip(counts).map(|((tag, id), count)| {
        let mut toggled = filter.clone();
        toggled.selection_mut(index).toggle(tag);
        let toggle = set_filter(&props.dispatch, toggled);
        html! {
            <label class="item">
                <input type="checkbox" value={attr(id)} checked={selection.contains(tag)} onchange={toggle.reform(|_: Event| ())} />
                <span>{ live_text(props.details.tag_name(index, tag)) }</span>
                if !matches_all { <small>{ live_text(&props.texts.number(count)) }</small> }
            </label>
        }
    });
    html! {
        <>
            <div>{ for options }</div>
            if matches_all { <p class="note">{ live_text(&props.texts.fill(text::FACET_MATCHES_ALL, &[&props.texts.number(shown)])) }</p> }
            if facet.is_multiple && selection.tags().len() > 1 { { mode_select(props) } }
        </>
    }
}

/// Renders the choice between any and all of the selected tags.
fn mode_select(props: &Props) -> Html {
    let (texts, filter, index) = (&props.texts, props.filter.clone(), props.facet);
    let all = filter.selection(index).match_all;
    let onchange = props.dispatch.reform(move |event: Event| {
        let mut filter = filter.clone();
        filter.selection_mut(index).match_all = host::field_text(&event) == "all";
        model::Event::Apply(Action::SetFilter(filter))
    });
    html! {
        <label class="mode"><span>{ live_text(texts.get(text::MATCH_MODE)) }</span>
            <select data-mode="" {onchange}>
                <option value="any" selected={!all} ~textContent={texts.get(text::MATCH_ANY)} />
                <option value="all" selected={all} ~textContent={texts.get(text::MATCH_ALL)} />
            </select>
        </label>
    }
}

/// Renders the menu of the use cases, each with the entries that suit it.
pub(super) fn use_case_menu(view: &View) -> Html {
    let (comparison, details) = (&view.model.comparison, &view.model.details());
    let filter = &view.state.session.filter;
    let options = comparison.indexed_use_cases().map(|(index, use_case)| {
        let is_selected = filter.use_case == Some(index);
        let mut toggled = filter.clone();
        toggled.use_case = (!is_selected).then_some(index);
        let apply = set_filter(view.dispatch, toggled);
        let onclick = apply.reform(|event: MouseEvent| host::close_menu(&event));
        let names = use_case.entries.iter();
        let names = names.map(|&entry| &*comparison.entry(entry).name);
        html! {
            <button type="button" class="item" data-use-case={attr(&use_case.id)} aria-pressed={bool_attr(is_selected)} {onclick}>
                <span>{ live_text(details.use_case_name(index)) }</span><small>{ live_text(&names.collect::<Vec<_>>().join(", ")) }</small>
            </button>
        }
    });
    html! { <>{ for options }</> }
}

/// Renders the sheet with all filters of a narrow widget, in place of the sliders, so that the ranking above shows what
/// they do.
pub(super) fn filter_sheet(view: &View) -> Html {
    let close = |event: &Event| {
        host::transfer_focus(event, ".widget", "[part='filter-button']");
        model::Event::ToggleFilters
    };
    let dispatch = view.dispatch.clone();
    let onkeydown = on_escape(move |event| dispatch.emit(close(event)));
    let done = view.dispatch.reform(move |event: MouseEvent| close(&event));
    html! {
        <section part="filter-sheet" class="filter-sheet" tabindex="-1" aria-label={attr(view.texts.get(text::FILTER))} {onkeydown}>
            <div class="title"><h3>{ live_text(view.texts.get(text::FILTER)) }</h3>
                if !view.state.session.filter.clauses().is_empty() { { clear_filters(view) } }
                { button("done", view.texts.get(text::DONE), done) }</div>
            { menus(view) }
        </section>
    }
}
