use weigh_in_core::dataset::{Comparison, Facet};
use weigh_in_core::ids::FacetIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk};
use weigh_in_core::session::Filter;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, flag_attr, live_text};
use crate::widget::menu::Menu;
use crate::widget::view::View;

/// Renders the bar above the ranking: the search field and the filter menus, which a narrow widget shows in a sheet, and
/// what the numbers mean.
pub(super) fn filters(view: &View) -> Html {
    let entries = view.model.comparison.entries.len();
    let shown = view.texts.shown(view.state.shown.entry_count(), entries);
    let clauses = view.state.session.filter.clauses().len();
    let is_open = view.model.is_filter_sheet_open;
    let toggle = view.on_click((), |()| model::Event::ToggleFilters);
    let has_inferred = view.state.shown.rows().iter().any(|row| {
        let entry = view.model.comparison.entry(row.entry);
        entry.has_inferred_scores()
    });
    html! {
        <div part="filters" class="filters" data-inferred={flag_attr(has_inferred)}>
            <div class="filter-bar">
                if view.has_filters() {
                    <button type="button" part="filter-button" class="button" aria-expanded={bool_attr(is_open)} onclick={toggle}>
                        { live_text(view.texts.get(text::FILTER)) }
                        if clauses > 0 { { live_text(" ") }<small>{ live_text(&view.texts.number(clauses)) }</small> }
                    </button>
                    if !is_open { <div class="facets">{ menus(view) }</div> }
                }
                <p class="legend">
                    if clauses > 0 {
                        <span part="shown">{ live_text(&shown) }</span>
                        { view.late(|panels| (panels.clear_filters)(view)) }
                    } else {
                        <span class="inferred-legend">{ inferred_legend(view) }</span>
                        <span>{ live_text(&view.texts.fill(text::SCORE_OF_100, &[&view.texts.number(100)])) }</span>
                    }
                </p>
            </div>
            { view.late(|panels| (panels.empty_state)(view)) }
        </div>
    }
}

/// Renders the legend for the segments of inferred scores; hidden without such segments.
pub(super) fn inferred_legend(view: &View) -> Html {
    html! { <><i class="swatch" data-inferred="" />{ live_text(view.texts.get(text::INFERRED)) }</> }
}

/// Renders the search field and the filter menus.
pub(super) fn menus(view: &View) -> Html {
    let comparison = &view.model.comparison;
    let filter = &view.state.session.filter;
    let panels = view.panels;
    let filter_menu = |key, name, selected_count, label: Option<String>, content| {
        let menu = Menu {
            part: "filter",
            key: Some(key),
            label: label.as_deref().unwrap_or(name),
            is_link: false,
            selected_count,
            chunk: Chunk::Panels,
            content,
            is_open: view.model.is_filter_sheet_open,
        };
        menu.view(view)
    };
    let facets = facets(comparison).map(|(index, facet)| {
        let options = panels.map(|panels| (panels.facet_menu)(view, index));
        let label = panels.and_then(|panels| (panels.facet_label)(view, index));
        let selected_count = filter.selection(index).tags().len();
        filter_menu(&facet.id, &facet.name, selected_count, label, options)
    });
    html! {
        <>
            if view.has_search() { { search_field(view) } }
            { for facets }
            if !comparison.use_cases.is_empty() {
                { filter_menu("use-case", view.texts.get(text::USE_CASE), usize::from(filter.use_case.is_some()),
                    panels.and_then(|panels| (panels.use_case_label)(view)), panels.map(|panels| (panels.use_case_menu)(view))) }
            }
        </>
    }
}

/// Renders the search field.
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

/// Iterates over the facets that distinguish entries.
fn facets(comparison: &Comparison) -> impl Iterator<Item = (FacetIndex, &Facet)> {
    let facets = comparison.indexed_facets();
    facets.filter(|(_, facet)| facet.tags.len() > 1)
}

impl View<'_> {
    fn has_search(&self) -> bool {
        self.model.comparison.entries.len() >= Filter::MIN_ENTRIES_TO_SEARCH
            || !self.state.session.filter.search.is_empty()
    }

    /// Reports whether there is anything to filter by.
    fn has_filters(&self) -> bool {
        let comparison = &self.model.comparison;
        !self.hides(HideablePanel::Filters)
            && (self.has_search()
                || !comparison.use_cases.is_empty()
                || facets(comparison).next().is_some())
    }
}
