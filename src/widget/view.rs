use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk, LoadState, Model, Shared, State};
use weigh_in_core::session::Action;
use weigh_in_core::text::Texts;
use yew::prelude::*;

use crate::widget::extras::Extras;
use crate::widget::markup::absent;
use crate::widget::panels::Panels;

/// What views read, and the dispatcher of what a reader does.
pub(crate) struct View<'a> {
    pub(super) model: &'a Model,
    pub(super) state: &'a Shared<State>,
    pub(super) texts: &'a Shared<Texts>,
    /// The panels, once they are loaded.
    pub(super) panels: Option<&'a Panels>,
    /// The extras, once they are loaded.
    pub(super) extras: Option<&'a Extras>,
    /// The same callback each time, so that what depends on little is not rendered again at every step.
    pub(super) dispatch: &'a Callback<model::Event>,
}

impl View<'_> {
    /// Whether the publisher leaves a part out.
    pub(super) fn hides(&self, part: HideablePanel) -> bool {
        self.model.hidden.hides(part)
    }

    /// Dispatches the event of a value when something is clicked.
    pub(super) fn on_click<T: Clone + 'static>(
        &self,
        value: T,
        event: fn(T) -> model::Event,
    ) -> Callback<MouseEvent> {
        self.dispatch.reform(move |_| event(value.clone()))
    }

    /// Changes something when something is clicked.
    pub(super) fn apply_on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.on_click(action, model::Event::Apply)
    }

    /// Opens or closes something when something is clicked.
    pub(super) fn disclose_on_click(&self, action: Action) -> Callback<MouseEvent> {
        self.on_click(action, model::Event::SetDisclosure)
    }

    /// A panel that a part loaded later renders, or what stands in its place until then.
    pub(super) fn opened(&self, name: &'static str, chunk: Chunk, content: Option<Html>) -> Html {
        content.unwrap_or_else(
            || html! { <div part={name} class="panel details">{ self.absent(chunk) }</div> },
        )
    }

    /// What stands in the place of a part that is not loaded.
    pub(super) fn absent(&self, chunk: Chunk) -> Html {
        let fetch = match chunk {
            Chunk::Panels => self.model.panels,
            Chunk::Extras => self.model.extras,
        };
        let again = self.on_click(chunk, model::Event::RequestChunk);
        absent(fetch == LoadState::Failed, self.texts, again)
    }
}
