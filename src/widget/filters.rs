use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk};
use weigh_in_core::session::Filter;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, button, text_node};
use crate::widget::menu::Menu;
use crate::widget::view::View;

/// Renders the bar above the ranking: the number of entries shown, the search field, and the filter menus.
pub(super) fn filters(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let session = &view.state.session;
    let filter = &session.filter;
    let panels = view.panels;
    let filter_menu = |key, label, selected_count, content| {
        let menu = Menu {
            part: "filter",
            key: Some(key),
            label,
            selected_count,
            chunk: Chunk::Panels,
            content,
        };
        menu.view(view)
    };
    let facets = comparison.indexed_facets();
    let facets = facets.filter(|(_, facet)| facet.tags.len() > 1);
    let facets = facets.map(|(index, facet)| {
        let options = panels.map(|panels| (panels.facet_menu)(view, index));
        let selected_count = filter.selection(index).tags().len();
        filter_menu(&facet.id, &facet.name, selected_count, options)
    });
    let has_filters = !view.hides(HideablePanel::Filters);
    let facets = facets.filter(|_| has_filters);
    let has_search =
        comparison.entries.len() >= Filter::MIN_ENTRIES_TO_SEARCH || !filter.search.is_empty();
    let compared = session.compared.len();
    let shown = view
        .texts
        .shown(view.state.shown.entry_count(), comparison.entries.len());
    html! {
        <div part="filters" class="filters">
            <div class="filter-bar">
                <p part="shown" class="shown" role="status">{ text_node(&shown) }</p>
                if has_search && has_filters { { search_field(view) } }
                { for facets }
                if !comparison.use_cases.is_empty() && has_filters {
                    { filter_menu("use-case", view.texts.get(text::USE_CASE), usize::from(filter.use_case.is_some()),
                        panels.map(|panels| (panels.use_case_menu)(view))) }
                }
                if compared > 0 && !view.hides(HideablePanel::Compare) { { button("compare-button", &view.texts.compare(compared), view.on_click((), |()| model::Event::GoToComparison)) } }
            </div>
            if let Some(panels) = panels { { (panels.active_filters)(view) } }
        </div>
    }
}

fn search_field(view: &View) -> Html {
    let search_event = |event: &Event, committed: bool| model::Event::Search {
        text: host::field_text(event),
        committed,
    };
    html! {
        <input part="search" class="search" type="search" aria-label={attr(view.texts.get(text::SEARCH))} placeholder={attr(view.texts.get(text::SEARCH))}
            value={attr(&view.state.session.filter.search)}
            oninput={view.dispatch.reform(move |event: InputEvent| search_event(&event, false))}
            onchange={view.dispatch.reform(move |event: Event| search_event(&event, true))} />
    }
}
