use yew::prelude::*;

use super::options::narrow;
use crate::widget::host;
use crate::widget::markup::{button, words};
use crate::widget::view::View;
use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::model;
use weigh_in_core::session::{Filter, Part};
use weigh_in_core::text;
use weigh_in_core::text::Texts;

/// What the entries are narrowed by, to take back; and what to loosen where nothing is left.
pub(super) fn active(view: &View) -> Html {
    let (comparison, details) = (&view.model.comparison, &view.model.details());
    let View {
        state,
        texts,
        dispatch,
        ..
    } = view;
    let filter = &state.session.filter;
    let parts = filter.parts();
    if parts.is_empty() {
        return Html::default();
    }
    let facets = comparison.indexed_facets();
    let tags = facets.flat_map(|(index, facet)| {
        let tags = filter.choice(index).tags();
        tags.iter().map(move |&tag| (index, facet, tag))
    });
    let tags = tags.map(|(index, facet, tag)| {
        let remove = narrow(filter, dispatch, move |filter| {
            filter.choice_mut(index).toggle(tag)
        });
        chip(
            texts,
            &texts.labelled(&facet.name, details.tag_name(index, tag)),
            remove,
        )
    });
    let others = parts.iter().filter(|part| !matches!(part, Part::Facet(_)));
    let others = others.map(|&part| {
        let remove = narrow(filter, dispatch, move |filter| {
            *filter = filter.without(part)
        });
        chip(
            texts,
            &name(texts, comparison, details, filter, part),
            remove,
        )
    });
    let open = Filter::open(comparison);
    let clear = narrow(filter, dispatch, move |filter| *filter = open.clone());
    html! {
        <>
            <div class="active">
                { for tags }
                { for others }
                { button("clear-filters", texts.get(text::CLEAR), clear.reform(leave)) }
            </div>
            if state.shown.count() == 0 { { empty(texts, comparison, details, filter, &parts, dispatch) } }
        </>
    }
}

fn chip(texts: &Texts, label: &str, remove: Callback<()>) -> Html {
    let onclick = remove.reform(leave);
    html! {
        <button type="button" part="active-filter" class="chip" {onclick}>
            { words(label) }<span aria-hidden="true">{ words(" ×") }</span><span class="unseen">{ words(texts.get(text::REMOVES)) }</span>
        </button>
    }
}

/// What is pressed will be gone: the focus goes to the filters.
fn leave(event: MouseEvent) {
    host::hand_focus(&event, ".filters", "summary");
}

/// What a part asks for, in words.
fn name(
    texts: &Texts,
    comparison: &Comparison,
    details: &Details,
    filter: &Filter,
    part: Part,
) -> String {
    match part {
        Part::Facet(index) => comparison.facet(index).name.clone(),
        Part::UseCase => filter
            .use_case
            .map(|index| details.use_case_name(index).to_owned())
            .unwrap_or_default(),
        Part::Search => texts.quoted(&filter.search),
    }
}

/// Says which part of the filter lets nothing through.
fn empty(
    texts: &Texts,
    comparison: &Comparison,
    details: &Details,
    filter: &Filter,
    parts: &[Part],
    dispatch: &Callback<model::Event>,
) -> Html {
    let mut loosened: Vec<(Part, usize)> = parts
        .iter()
        .map(|&part| (part, filter.without(part).count(comparison)))
        .filter(|&(_, count)| count > 0)
        .collect();
    loosened.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let ways = loosened.iter().map(|&(part, count)| {
        let loosen = narrow(filter, dispatch, move |filter| *filter = filter.without(part));
        let onclick = loosen.reform(leave);
        let label = texts.loosen(&name(texts, comparison, details, filter, part), count);
        html! { <li><button type="button" class="button" data-loosen="" {onclick}>{ words(&label) }</button></li> }
    });
    html! {
        <div part="empty" class="empty" role="status">
            <p>{ words(if loosened.is_empty() { texts.get(text::EMPTY_EVEN_SO) } else { texts.get(text::EMPTY) }) }</p>
            <ul>{ for ways }</ul>
        </div>
    }
}
