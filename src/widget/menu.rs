use weigh_in_core::model::{self, Chunk};
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{presence, value, words};
use crate::widget::view::View;

/// A button with a box that opens below it, whose content loads later.
pub(super) struct Menu<'a> {
    pub(super) part: &'static str,
    /// What tells it from others of the same part.
    pub(super) key: Option<&'a str>,
    pub(super) label: &'a str,
    /// How many of the things in it are chosen.
    pub(super) chosen: usize,
    pub(super) chunk: Chunk,
    pub(super) content: Option<Html>,
}

impl Menu<'_> {
    /// It closes when the focus goes elsewhere, on Escape, and when the page is pressed.
    #[inline(never)]
    pub(super) fn view(self, view: &View) -> Html {
        let onkeydown = |event: KeyboardEvent| {
            if event.key() == "Escape" {
                host::close_menu(&event);
            }
        };
        let content = self.content.unwrap_or_else(|| view.absent(self.chunk));
        html! {
            <details part={self.part} class="menu" data-facet={self.key.map(value)} {onkeydown} onfocusout={|event: FocusEvent| host::leave_menu(&event)}>
                <summary class="button" data-chosen={presence(self.chosen > 0)} onclick={view.on_click(self.chunk, model::Event::RequestChunk)}>
                    { words(self.label) }
                    if self.chosen > 0 { { words(" ") }<small>{ words(&view.texts.number(self.chosen)) }</small> }
                </summary>
                <div class="box" tabindex="-1">{ content }</div>
            </details>
        }
    }
}
