use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::prelude::*;

use crate::session::{Action, Filter};
use crate::widget::app::{App, Msg};
use crate::widget::markup::{Menu, button, menu, value, words};
use crate::widget::panels::Panels;
use crate::widget::store::State;
use crate::widget::{Store, text};

/// The bar above the ranking: how many entries are shown, and what narrows them.
pub(super) fn filters(
    store: &Store,
    state: &State,
    panels: Option<&Panels>,
    act: &Callback<Action>,
    link: &Scope<App>,
) -> Html {
    let comparison = &store.comparison;
    let filter = &state.session.filter;
    let on_open = link.callback(|_| Msg::WantPanels);
    let narrowing = |key: &str, label: &str, chosen: usize, content: Option<Html>| {
        menu(Menu {
            part: "filter",
            key: Some(key),
            label,
            chosen,
            content: content.unwrap_or_else(|| words(text::LOADING)),
            on_open: on_open.clone(),
        })
    };
    let facets = comparison.indexed_facets();
    let facets = facets.filter(|(_, facet)| facet.tags.len() > 1);
    let facets = facets.map(|(index, facet)| {
        let options = panels.map(|panels| (panels.facet)(comparison, filter, index, act));
        let chosen = filter.choice(index).tags().len();
        narrowing(&facet.id, &facet.name, chosen, options)
    });
    let searchable = comparison.entries.len() >= Filter::SEARCHABLE || !filter.search.is_empty();
    let compared = state.session.compared.len();
    let shown = text::shown(state.shown.rows().len(), comparison.entries.len());
    html! {
        <div part="filters" class="filters">
            <div class="bar-of-filters">
                <p part="shown" class="shown" role="status">{ words(&shown) }</p>
                if searchable { { search(filter, link) } }
                { for facets }
                if !comparison.use_cases.is_empty() {
                    { narrowing("use-case", text::USE_CASE, usize::from(filter.use_case.is_some()),
                        panels.map(|panels| (panels.use_cases)(comparison, filter, act))) }
                }
                if compared > 0 { { button("compare-button", &text::compare(compared), link.callback(|_| Msg::GoToComparison)) } }
            </div>
            if let Some(panels) = panels { { (panels.active)(comparison, filter, act) } }
        </div>
    }
}

fn search(filter: &Filter, link: &Scope<App>) -> Html {
    let typed = |event: &Event, committed: bool| Msg::Search {
        text: event.target_unchecked_into::<HtmlInputElement>().value(),
        committed,
    };
    html! {
        <input part="search" class="search" type="search" aria-label={text::SEARCH} placeholder={text::SEARCH} value={value(&filter.search)}
            oninput={link.callback(move |event: InputEvent| typed(&event, false))} onchange={link.callback(move |event: Event| typed(&event, true))} />
    }
}
