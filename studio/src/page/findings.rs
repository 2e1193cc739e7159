//! What is wrong or doubtful about the text, as a list beside it.

use yew::html::Scope;
use yew::prelude::*;

use super::app::{Msg, Studio};
use super::markup::count;
use crate::finding::Finding;

/// How many are shown: whoever has more has one that comes again and again.
const MOST: usize = 100;

pub fn list(studio: &Studio, link: &Scope<Studio>) -> Html {
    let (findings, warnings) = (studio.findings(), studio.warnings());
    html! {
        <section class="findings" aria-label="Problems and warnings">
            <p id="verdict" role="status">{ studio.verdict() }</p>
            if let Some(done) = studio.progress() {
                <progress value={done.to_string()} aria-label="Reading the data" />
            }
            { items("problem", findings, link) }
            { items("warning", warnings, link) }
        </section>
    }
}

fn items(kind: &'static str, findings: &[Finding], link: &Scope<Studio>) -> Html {
    let items = findings
        .iter()
        .take(MOST)
        .map(|finding| item(kind, finding, link));
    let more = findings.len().saturating_sub(MOST);
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

/// One of them; a button if it has a place in the text to go to.
fn item(kind: &str, finding: &Finding, link: &Scope<Studio>) -> Html {
    let told = html! {
        <>
            <span class="kind">{ kind }</span>{ " " }<b>{ &finding.place }</b>{ " " }
            <span>{ &finding.message }</span>
        </>
    };
    let Some(span) = finding.span else {
        return html! { <li>{ told }</li> };
    };
    let select = link.callback(move |_| Msg::Select(span));
    html! { <li><button type="button" onclick={select}>{ told }</button></li> }
}
