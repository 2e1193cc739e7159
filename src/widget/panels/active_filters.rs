use weigh_in_core::session::{Filter, FilterClause};
use weigh_in_core::text;
use yew::prelude::*;

use super::filter_menus::set_filter;
use crate::widget::host;
use crate::widget::markup::{button, text_node};
use crate::widget::view::View;

/// Renders the active filters, with buttons that remove them; if no entry passes, suggestions for which to remove.
pub(super) fn active_filters(view: &View) -> Html {
    let (comparison, details) = (&view.model.comparison, &view.model.details());
    let texts = view.texts;
    let filter = &view.state.session.filter;
    let clauses = filter.clauses();
    if clauses.is_empty() {
        return Html::default();
    }
    let facets = comparison.indexed_facets();
    let tags = facets.flat_map(|(index, facet)| {
        let tags = filter.selection(index).tags();
        tags.iter().map(move |&tag| (index, facet, tag))
    });
    let tags = tags.map(|(index, facet, tag)| {
        let mut remaining = filter.clone();
        remaining.selection_mut(index).toggle(tag);
        let label = texts.labeled(&facet.name, details.tag_name(index, tag));
        chip(view, &label, remaining)
    });
    let others = clauses
        .iter()
        .filter(|clause| !matches!(clause, FilterClause::Facet(_)));
    let others =
        others.map(|&clause| chip(view, &clause_name(view, clause), filter.without(clause)));
    let clear = replace_filter(view, Filter::none(comparison));
    html! {
        <>
            <div class="active">
                { for tags }
                { for others }
                { button("clear-filters", texts.get(text::CLEAR_FILTERS), clear) }
            </div>
            if view.state.shown.entry_count() == 0 { { empty_state(view) } }
        </>
    }
}

/// Renders the legend for the segments of inferred scores; hidden without such segments.
pub(super) fn inferred_legend(view: &View) -> Html {
    html! { <><i class="swatch" data-inferred="" />{ text_node(view.texts.get(text::INFERRED)) }</> }
}

/// Renders a button that removes a clause or a tag, which leaves the filter `remaining`.
fn chip(view: &View, label: &str, remaining: Filter) -> Html {
    html! {
        <button type="button" part="active-filter" class="chip" onclick={replace_filter(view, remaining)}>
            { text_node(label) }<span aria-hidden="true">{ text_node(" ×") }</span><span class="visually-hidden">{ text_node(view.texts.get(text::REMOVE_FILTER)) }</span>
        </button>
    }
}

/// Returns a callback that replaces the filter, and focuses the filter menus, since the pressed button disappears.
fn replace_filter(view: &View, filter: Filter) -> Callback<MouseEvent> {
    set_filter(view.dispatch, filter).reform(|event: MouseEvent| {
        // Only one of the two is visible.
        for visible in ["[part='filter-button']", "summary"] {
            host::transfer_focus(&event, ".filters", visible);
        }
    })
}

/// Describes a clause in words.
fn clause_name(view: &View, clause: FilterClause) -> String {
    let filter = &view.state.session.filter;
    match clause {
        FilterClause::Facet(index) => view.model.comparison.facet(index).name.clone(),
        FilterClause::UseCase => filter
            .use_case
            .map(|index| view.model.details().use_case_name(index).to_owned())
            .unwrap_or_default(),
        FilterClause::Search => view.texts.quoted(&filter.search),
    }
}

/// Lists the clauses without which entries would pass.
fn empty_state(view: &View) -> Html {
    let filter = &view.state.session.filter;
    let removable = filter.removable(&view.model.comparison);
    let heading = if removable.is_empty() {
        text::EMPTY_NO_SINGLE_FILTER
    } else {
        text::EMPTY
    };
    let buttons = removable.into_iter().map(|(clause, count)| {
        let label = view.texts.loosened_filter(&clause_name(view, clause), count);
        html! { <li><button type="button" class="button" data-loosen="" onclick={replace_filter(view, filter.without(clause))}>{ text_node(&label) }</button></li> }
    });
    html! {
        <div part="empty" class="empty" role="status">
            <p>{ text_node(view.texts.get(heading)) }</p>
            <ul>{ for buttons }</ul>
        </div>
    }
}
