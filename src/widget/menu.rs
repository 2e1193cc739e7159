use weigh_in_core::model::{self, Chunk};
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, flag_attr, live_text, on_escape};
use crate::widget::view::View;

/// A button that opens a box below it, whose content is loaded on demand.
pub(super) struct Menu<'a> {
    pub(super) part: &'static str,
    /// Distinguishes the menu from others with the same `part`.
    pub(super) key: Option<&'a str>,
    pub(super) label: &'a str,
    /// Whether the button looks like a link.
    pub(super) is_link: bool,
    /// The number of selected items.
    pub(super) selected_count: usize,
    pub(super) chunk: Chunk,
    pub(super) content: Option<Html>,
    /// Whether the menu is open from the start.
    pub(super) is_open: bool,
}

impl Menu<'_> {
    /// Renders the menu, which closes on Escape, and when the focus or a click goes elsewhere.
    #[inline(never)]
    pub(super) fn view(self, view: &View) -> Html {
        let onkeydown = on_escape(|event| host::close_menu(event));
        let content = self.content.unwrap_or_else(|| view.placeholder(self.chunk));
        html! {
            <details part={self.part} class="menu" open={self.is_open} data-facet={self.key.map(attr)} {onkeydown} onfocusout={|event: FocusEvent| host::close_menu_on_focusout(&event)}>
                <summary class="button" data-link={flag_attr(self.is_link)} data-chosen={flag_attr(self.selected_count > 0)} onclick={view.on_click(self.chunk, model::Event::RequestChunk)}>
                    { live_text(self.label) }
                    if self.selected_count > 1 { { live_text(" ") }<small>{ live_text(&view.texts.number(self.selected_count)) }</small> }
                </summary>
                <div class="box" tabindex="-1">{ content }</div>
            </details>
        }
    }
}
