//! The text field with line numbers, problems and warnings.

use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::app::{Msg, Studio};
use super::gutter::{Gutter, LINE_HEIGHT};
use crate::finding::Span;

/// The text in the field while it is empty.
const PLACEHOLDER: &str = "Paste cells from a spreadsheet, CSV or JSON here, or drop a file anywhere on this page.

A table has a header line and a line for each product: a column called name, and a column of numbers for each criterion.";

pub fn editor(studio: &Studio, context: &Context<Studio>) -> Html {
    let link = context.link();
    let findings = studio.findings();
    let mut marked_lines: Vec<usize> = findings
        .iter()
        .filter_map(|finding| Some(finding.span?.line))
        .collect();
    marked_lines.sort_unstable();
    let invalid = (!findings.is_empty()).then_some("true");
    html! {
        <div class="pane" hidden={!studio.is_text_visible()}>
            <div class="editor">
                <Gutter field={studio.field.clone()} line_count={studio.line_count()} marked_lines={Rc::from(marked_lines)} />
                <textarea ref={studio.field.clone()} id="text" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off"
                    aria-label="Data, as CSV or JSON" aria-describedby="verdict" aria-invalid={invalid}
                    placeholder={PLACEHOLDER} oninput={link.callback(|_| Msg::TextInput)}
                    onpaste={link.callback(|_| Msg::Pasted)} />
            </div>
        </div>
    }
}

/// Selects a part of the text and scrolls it into view.
pub fn select(field: &HtmlTextAreaElement, span: Span) {
    // Neither can fail in a `textarea`.
    let _ = field.focus();
    let _ = field.set_selection_range(span.start, span.end);
    let line = i32::try_from(span.line).unwrap_or(i32::MAX / LINE_HEIGHT);
    field.set_scroll_top((line * LINE_HEIGHT).saturating_sub(field.client_height() / 3));
    // An estimate of the column's position: a character is about 0.4 times as wide as a line is high.
    let text = field.value();
    let units: Vec<u16> = text.encode_utf16().take(span.start as usize).collect();
    let column = units
        .iter()
        .rev()
        .take_while(|&&unit| unit != u16::from(b'\n'))
        .count();
    let left = i32::try_from(column).unwrap_or_default() * LINE_HEIGHT * 2 / 5;
    field.set_scroll_left((left - field.client_width() / 2).max(0));
}
