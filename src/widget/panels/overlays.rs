use weigh_in_core::model::{Event, Model, ResultsView};
use yew::prelude::*;

use super::filter_menus::filter_sheet;
use super::pointing::Pointing;
use super::tray::tray;
use crate::widget::host::CloseWatcher;
use crate::widget::view::View;

/// Renders the sheet with all filters, and the entries selected for comparison, where they are shown. While something
/// covers the ranking, going back on the device closes it. Also notices which criterion a reader points at.
pub(super) fn overlays(view: &View) -> Html {
    html! {
        <>
            if view.model.is_filter_sheet_open { { filter_sheet(view) } }
            if view.has_tray() { { tray(view) } }
            <Pointing comparison={view.model.comparison.clone()} dispatch={view.dispatch.clone()} />
            if let Some(cover) = Cover::of(view.model) { <BackCloses {cover} dispatch={view.dispatch.clone()} /> }
        </>
    }
}

/// Something that covers the ranking or takes its place.
#[derive(Clone, Copy, PartialEq)]
enum Cover {
    FilterSheet,
    AllWeights,
    Panel,
}

impl Cover {
    /// Returns the uppermost one.
    fn of(model: &Model) -> Option<Cover> {
        match model.results {
            _ if model.is_filter_sheet_open => Some(Cover::FilterSheet),
            _ if model.weights_panel.expanded => Some(Cover::AllWeights),
            ResultsView::Ranking => None,
            ResultsView::Comparison | ResultsView::Robustness => Some(Cover::Panel),
        }
    }

    /// Returns the event that removes it.
    fn close(self) -> Event {
        match self {
            Cover::FilterSheet => Event::ToggleFilters,
            Cover::AllWeights => Event::ToggleAllWeights,
            Cover::Panel => Event::ShowResults(ResultsView::Ranking),
        }
    }
}

/// Removes what covers the ranking when a reader asks the device to go back.
struct BackCloses {
    _watcher: Option<CloseWatcher>,
}

#[derive(Properties, PartialEq)]
struct Props {
    cover: Cover,
    /// Always the same callback.
    dispatch: Callback<Event>,
}

impl BackCloses {
    fn watch(props: &Props) -> BackCloses {
        let (cover, dispatch) = (props.cover, props.dispatch.clone());
        BackCloses {
            _watcher: CloseWatcher::new(move || dispatch.emit(cover.close())),
        }
    }
}

impl Component for BackCloses {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        BackCloses::watch(ctx.props())
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        *self = BackCloses::watch(ctx.props());
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        Html::default()
    }
}
