use yew::html::Scope;
use yew::prelude::*;

use crate::widget::app::{App, Msg};
use crate::widget::extras::Extras;
use crate::widget::fetch::Fetch;
use crate::widget::panels::Panels;
use crate::widget::store::State;
use crate::widget::{Page, Shared, Store};
use weigh_in_core::link::Hideable;
use weigh_in_core::session::Action;
use weigh_in_core::text::Texts;

/// What is shown, and whom to tell what a reader does.
pub(crate) struct View<'a> {
    pub(super) store: &'a Store,
    pub(super) state: &'a Shared<State>,
    pub(super) texts: &'a Shared<Texts>,
    pub(super) page: &'a Shared<Page>,
    pub(super) panels: &'a Fetch<Panels>,
    pub(super) extras: &'a Fetch<Extras>,
    /// Whether the page's URL carries the state.
    pub(super) is_shared: bool,
    /// A reader changed something.
    pub(super) act: &'a Callback<Action>,
    /// A reader opened or closed something.
    pub(super) look: Callback<Action>,
    pub(super) link: &'a Scope<App>,
}

impl View<'_> {
    /// Whether the publisher leaves a part out.
    pub(super) fn hides(&self, part: Hideable) -> bool {
        self.store.hidden.hides(part)
    }

    /// Sends a message when something is clicked.
    pub(super) fn on(&self, msg: impl Fn() -> Msg + 'static) -> Callback<MouseEvent> {
        self.link.callback(move |_| msg())
    }

    /// Changes something when something is clicked.
    pub(super) fn acts(&self, action: Action) -> Callback<MouseEvent> {
        self.act.reform(move |_| action.clone())
    }

    /// Opens or closes something when something is clicked.
    pub(super) fn looks(&self, action: Action) -> Callback<MouseEvent> {
        self.look.reform(move |_| action.clone())
    }

    /// What is loaded when it is opened, or what there is to say until it is here.
    pub(super) fn opened<T>(
        &self,
        name: &'static str,
        fetch: &Fetch<T>,
        view: impl FnOnce(&T) -> Html,
        again: Callback<MouseEvent>,
    ) -> Html {
        match fetch.done() {
            Some(done) => view(done),
            None => {
                html! { <div part={name} class="panel details">{ fetch.absent(self.texts, again) }</div> }
            }
        }
    }
}
