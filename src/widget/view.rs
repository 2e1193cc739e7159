use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk, LoadState, Model, ResultsView, Shared, State};
use weigh_in_core::session::Action;
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::extras::Extras;
use crate::widget::markup::{live_text, on_escape, placeholder};
use crate::widget::panels::Panels;

/// Everything that views read, and the callback for events.
pub(crate) struct View<'a> {
    pub(super) model: &'a Model,
    pub(super) state: &'a Shared<State>,
    pub(super) texts: &'a Shared<Texts>,
    /// The panels, once they are loaded.
    pub(super) panels: Option<&'a Panels>,
    /// The extras, once they are loaded.
    pub(super) extras: Option<&'a Extras>,
    /// Always the same callback, so that components whose properties are unchanged are not rendered again.
    pub(super) dispatch: &'a Callback<model::Event>,
}

impl View<'_> {
    /// Reports whether the publisher hides a panel.
    pub(super) fn hides(&self, panel: HideablePanel) -> bool {
        self.model.hidden.hides(panel)
    }

    /// Reports whether the tray with the entries selected for comparison is shown.
    pub(super) fn has_tray(&self) -> bool {
        !self.state.session.compared.is_empty()
            && self.model.results != ResultsView::Comparison
            && !self.hides(HideablePanel::Compare)
    }

    /// Returns a callback for clicks that dispatches the event of a value.
    pub(super) fn on_click<T: Clone + 'static>(
        &self,
        value: T,
        event: fn(T) -> model::Event,
    ) -> Callback<MouseEvent> {
        self.dispatch.reform(move |_| event(value.clone()))
    }

    /// Returns a callback for clicks that applies an action.
    pub(super) fn apply_on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.on_click(action, model::Event::Apply)
    }

    /// Returns a callback for clicks that opens or closes something.
    pub(super) fn disclose_on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.on_click(action, model::Event::SetDisclosure)
    }

    /// Renders a view of the panels; nothing until they are loaded. As a single child it keeps its place among its
    /// siblings, which would otherwise be created again when the panels load.
    pub(super) fn late(&self, render: impl FnOnce(&Panels) -> Html) -> Html {
        self.panels.map(render).unwrap_or_default()
    }

    /// Renders a panel in place of the ranking, which Escape or a button closes.
    pub(super) fn results_panel(&self, content: Html) -> Html {
        let back = self.on_click(ResultsView::Ranking, model::Event::ShowResults);
        let dispatch = self.dispatch.clone();
        let onkeydown =
            on_escape(move |_| dispatch.emit(model::Event::ShowResults(ResultsView::Ranking)));
        html! {
            <div class="results-panel" {onkeydown}>
                <button type="button" part="back-button" class="link back" onclick={back}>{ live_text(self.texts.get(text::BACK_TO_RANKING)) }</button>
                { content }
            </div>
        }
    }

    /// Renders a panel that a chunk renders, or a placeholder until the chunk is loaded.
    pub(super) fn panel_or_placeholder(
        &self,
        name: &'static str,
        chunk: Chunk,
        content: Option<Html>,
    ) -> Html {
        content.unwrap_or_else(
            || html! { <div part={name} class="panel details">{ self.placeholder(chunk) }</div> },
        )
    }

    /// Renders the placeholder for the content of a chunk that is not loaded.
    pub(super) fn placeholder(&self, chunk: Chunk) -> Html {
        let state = match chunk {
            Chunk::Panels => self.model.panels,
            Chunk::Extras => self.model.extras,
        };
        let retry = self.on_click(chunk, model::Event::RequestChunk);
        placeholder(state == LoadState::Failed, self.texts, retry)
    }
}
