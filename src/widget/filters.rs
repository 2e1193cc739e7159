use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk};
use weigh_in_core::session::Filter;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{button, value, words};
use crate::widget::menu::Menu;
use crate::widget::view::View;

/// The bar above the ranking: how many entries are shown, and what narrows them.
pub(super) fn filters(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let session = &view.state.session;
    let filter = &session.filter;
    let panels = view.panels;
    let narrowing = |key, label, chosen, content| {
        let menu = Menu {
            part: "filter",
            key: Some(key),
            label,
            chosen,
            chunk: Chunk::Panels,
            content,
        };
        menu.view(view)
    };
    let facets = comparison.indexed_facets();
    let facets = facets.filter(|(_, facet)| facet.tags.len() > 1);
    let facets = facets.map(|(index, facet)| {
        let options = panels.map(|panels| (panels.facet)(view, index));
        let chosen = filter.selection(index).tags().len();
        narrowing(&facet.id, &facet.name, chosen, options)
    });
    let offered = !view.hides(HideablePanel::Filters);
    let facets = facets.filter(|_| offered);
    let searchable =
        comparison.entries.len() >= Filter::MIN_ENTRIES_TO_SEARCH || !filter.search.is_empty();
    let compared = session.compared.len();
    let shown = view
        .texts
        .shown(view.state.shown.count(), comparison.entries.len());
    html! {
        <div part="filters" class="filters">
            <div class="bar-of-filters">
                <p part="shown" class="shown" role="status">{ words(&shown) }</p>
                if searchable && offered { { search(view) } }
                { for facets }
                if !comparison.use_cases.is_empty() && offered {
                    { narrowing("use-case", view.texts.get(text::USE_CASE), usize::from(filter.use_case.is_some()),
                        panels.map(|panels| (panels.use_cases)(view))) }
                }
                if compared > 0 && !view.hides(HideablePanel::Compare) { { button("compare-button", &view.texts.compare(compared), view.on_click((), |()| model::Event::GoToComparison)) } }
            </div>
            if let Some(panels) = panels { { (panels.active)(view) } }
        </div>
    }
}

fn search(view: &View) -> Html {
    let typed = |event: &Event, committed: bool| model::Event::Search {
        text: host::text_in(event),
        committed,
    };
    html! {
        <input part="search" class="search" type="search" aria-label={value(view.texts.get(text::SEARCH))} placeholder={value(view.texts.get(text::SEARCH))}
            value={value(&view.state.session.filter.search)}
            oninput={view.dispatch.reform(move |event: InputEvent| typed(&event, false))}
            onchange={view.dispatch.reform(move |event: Event| typed(&event, true))} />
    }
}
