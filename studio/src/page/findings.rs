//! The list of problems, warnings and notes.

use weigh_in_core::format::TableFix;
use yew::html::Scope;
use yew::prelude::*;

use super::app::{Msg, Pane, Studio};
use super::markup::{button, count};
use crate::finding::Finding;

/// The maximum number shown of each kind: longer lists usually repeat the same problem.
const MAX_ITEMS: usize = 100;

pub fn findings(studio: &Studio, link: &Scope<Studio>) -> Html {
    let (findings, warnings) = (studio.findings(), studio.warnings());
    let dataset = studio.current_dataset();
    let notes = dataset.map_or_else(Vec::new, |dataset| Finding::notes(&dataset.data));
    html! {
        <section class="findings" hidden={!matches!(studio.pane, Pane::Text | Pane::Columns)} aria-label="Problems, warnings and notes">
            <p id="verdict" role="status">{ studio.check_summary() }</p>
            if let Some(done) = studio.progress() {
                <progress value={done.to_string()} aria-label="Reading the data" />
            }
            if let Some(fix) = studio.fix() {
                <p>{ fix_button(fix, link) }</p>
            }
            { items("problem", findings, link) }
            { items("warning", warnings, link) }
            { items("note", &notes, link) }
        </section>
    }
}

fn fix_button((fix, description): &(TableFix, String), link: &Scope<Studio>) -> Html {
    let fix = fix.clone();
    let on_click = link.callback(move |_| Msg::Fix(fix.clone()));
    button("fix", description, on_click)
}

fn items(kind: &'static str, findings: &[Finding], link: &Scope<Studio>) -> Html {
    let items = findings
        .iter()
        .take(MAX_ITEMS)
        .map(|finding| item(kind, finding, link));
    let more = findings.len().saturating_sub(MAX_ITEMS);
    html! {
        if !findings.is_empty() {
            <ul class={kind}>
                { for items }
                if more > 0 {
                    <li>{ format!("and {}", count(more, "more", "more")) }</li>
                }
            </ul>
        }
    }
}

/// Renders a finding; as a button if it has a span to select.
fn item(kind: &str, finding: &Finding, link: &Scope<Studio>) -> Html {
    let content = html! {
        <>
            <span class="kind">{ kind }</span>{ " " }<b>{ &finding.location }</b>{ " " }
            <span>{ &finding.message }</span>
        </>
    };
    let Some(span) = finding.span else {
        return html! { <li>{ content }</li> };
    };
    let select = link.callback(move |_| Msg::Select(span));
    html! { <li><button type="button" onclick={select}>{ content }</button></li> }
}
