use weigh_in_core::session::{Filter, FilterClause};
use weigh_in_core::text;
use yew::prelude::*;

use super::filter_menus::narrow;
use crate::widget::host;
use crate::widget::markup::{button, words};
use crate::widget::view::View;

/// What the entries are narrowed by, to take back; and what to loosen where nothing is left.
pub(super) fn active(view: &View) -> Html {
    let (comparison, details) = (&view.model.comparison, &view.model.details());
    let texts = view.texts;
    let filter = &view.state.session.filter;
    let parts = filter.parts();
    if parts.is_empty() {
        return Html::default();
    }
    let facets = comparison.indexed_facets();
    let tags = facets.flat_map(|(index, facet)| {
        let tags = filter.selection(index).tags();
        tags.iter().map(move |&tag| (index, facet, tag))
    });
    let tags = tags.map(|(index, facet, tag)| {
        let mut others = filter.clone();
        others.selection_mut(index).toggle(tag);
        let label = texts.labeled(&facet.name, details.tag_name(index, tag));
        chip(view, &label, others)
    });
    let others = parts
        .iter()
        .filter(|part| !matches!(part, FilterClause::Facet(_)));
    let others = others.map(|&part| chip(view, &name(view, part), filter.without(part)));
    let clear = leave(view, Filter::open(comparison));
    html! {
        <>
            <div class="active">
                { for tags }
                { for others }
                { button("clear-filters", texts.get(text::CLEAR), clear) }
            </div>
            if view.state.shown.count() == 0 { { empty(view, &parts) } }
        </>
    }
}

/// A button that takes something back, so that another filter is left.
fn chip(view: &View, label: &str, left: Filter) -> Html {
    html! {
        <button type="button" part="active-filter" class="chip" onclick={leave(view, left)}>
            { words(label) }<span aria-hidden="true">{ words(" ×") }</span><span class="unseen">{ words(view.texts.get(text::REMOVES)) }</span>
        </button>
    }
}

/// Puts another filter in place of the present one. What is pressed will be gone: the focus goes to the filters.
fn leave(view: &View, filter: Filter) -> Callback<MouseEvent> {
    narrow(view.dispatch, filter)
        .reform(|event: MouseEvent| host::hand_focus(&event, ".filters", "summary"))
}

/// What a part asks for, in words.
fn name(view: &View, part: FilterClause) -> String {
    let filter = &view.state.session.filter;
    match part {
        FilterClause::Facet(index) => view.model.comparison.facet(index).name.clone(),
        FilterClause::UseCase => filter
            .use_case
            .map(|index| view.model.details().use_case_name(index).to_owned())
            .unwrap_or_default(),
        FilterClause::Search => view.texts.quoted(&filter.search),
    }
}

/// Says which part of the filter lets nothing through.
fn empty(view: &View, parts: &[FilterClause]) -> Html {
    let loosened = parts.iter().map(|&part| {
        let filter = view.state.session.filter.without(part);
        (part, filter.count(&view.model.comparison), filter)
    });
    let mut loosened: Vec<_> = loosened.filter(|&(_, count, _)| count > 0).collect();
    loosened.sort_by_key(|&(_, count, _)| std::cmp::Reverse(count));
    let heading = if loosened.is_empty() {
        text::EMPTY_EVEN_SO
    } else {
        text::EMPTY
    };
    let ways = loosened.into_iter().map(|(part, count, filter)| {
        let label = view.texts.loosen(&name(view, part), count);
        html! { <li><button type="button" class="button" data-loosen="" onclick={leave(view, filter)}>{ words(&label) }</button></li> }
    });
    html! {
        <div part="empty" class="empty" role="status">
            <p>{ words(view.texts.get(heading)) }</p>
            <ul>{ for ways }</ul>
        </div>
    }
}
