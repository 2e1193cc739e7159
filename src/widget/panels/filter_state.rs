use weigh_in_core::link::HideablePanel;
use weigh_in_core::session::{Filter, FilterClause};
use weigh_in_core::text;
use yew::prelude::*;

use super::filter_menus::set_filter;
use crate::widget::host;
use crate::widget::markup::live_text;
use crate::widget::view::View;

/// Renders the button that removes all filters, after their description where the menus are hidden.
pub(super) fn clear_filters(view: &View) -> Html {
    let (model, texts) = (view.model, view.texts);
    let filter = &view.state.session.filter;
    let clear = replace_filter(view, Filter::none(&model.comparison));
    html! {
        <>
            if view.hides(HideablePanel::Filters) {
                <span>{ live_text(&texts.active_filters(&model.comparison, &model.details(), filter)) }</span>
            }
            <button type="button" part="clear-filters" class="link" onclick={clear}>{ live_text(texts.get(text::CLEAR_FILTERS)) }</button>
        </>
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

/// Lists the clauses without which entries would pass; nothing if entries do.
pub(super) fn empty_state(view: &View) -> Html {
    let filter = &view.state.session.filter;
    if view.state.shown.entry_count() > 0 {
        return Html::default();
    }
    let removable = filter.removable(&view.model.comparison);
    let heading = if removable.is_empty() {
        text::EMPTY_NO_SINGLE_FILTER
    } else {
        text::EMPTY
    };
    let buttons = removable.into_iter().map(|(clause, count)| {
        let label = view.texts.loosened_filter(&clause_name(view, clause), count);
        html! { <li><button type="button" class="button" data-loosen="" onclick={replace_filter(view, filter.without(clause))}>{ live_text(&label) }</button></li> }
    });
    html! {
        <div part="empty" class="empty" role="status">
            <p>{ live_text(view.texts.get(heading)) }</p>
            <ul>{ for buttons }</ul>
        </div>
    }
}
