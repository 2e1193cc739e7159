//! The text: a field with line numbers, and what there is to say about it.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::app::{Msg, Studio};
use super::findings;
use super::gutter::{Gutter, LINE};
use crate::finding::Span;

/// What the field says as long as it is empty.
const INVITATION: &str = "Paste cells from a spreadsheet, CSV or JSON here, or drop a file anywhere on this page.

A table has a header line and a line for each product: a column called name, and a column of numbers for each criterion.";

pub fn editor(studio: &Studio, context: &Context<Studio>) -> Html {
    let link = context.link();
    let findings = studio.findings();
    let mut marked: Vec<usize> = findings
        .iter()
        .filter_map(|finding| Some(finding.span?.line))
        .collect();
    marked.sort_unstable();
    let invalid = (!findings.is_empty()).then_some("true");
    html! {
        <div class="pane" hidden={!studio.shows_text()}>
            <div class="editor">
                <Gutter field={studio.field.clone()} lines={studio.lines()} marked={Rc::from(marked)} />
                <textarea ref={studio.field.clone()} id="text" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off"
                    aria-label="Data, as CSV or JSON" aria-describedby="verdict" aria-invalid={invalid}
                    placeholder={INVITATION} oninput={link.callback(|_| Msg::Typed)} />
            </div>
            { findings::list(studio, link) }
        </div>
    }
}

/// Selects a part of the text and brings it into view.
pub fn select(field: &HtmlTextAreaElement, span: Span) {
    // Neither can fail in a field for text.
    let _ = field.focus();
    let _ = field.set_selection_range(span.start, span.end);
    let line = i32::try_from(span.line).unwrap_or(i32::MAX / LINE);
    field.set_scroll_top((line * LINE).saturating_sub(field.client_height() / 3));
    // About where its column is: a character is nearly half as wide as a line is high.
    let before = field.value();
    let units: Vec<u16> = before.encode_utf16().take(span.start as usize).collect();
    let column = units
        .iter()
        .rev()
        .take_while(|&&unit| unit != u16::from(b'\n'))
        .count();
    let left = i32::try_from(column).unwrap_or_default() * LINE * 2 / 5;
    field.set_scroll_left((left - field.client_width() / 2).max(0));
}
