//! What the entries are called; their scores are edited as text.

use std::rc::Rc;

use serde_json::Value;
use yew::prelude::*;

use super::field::text;
use super::{Change, Form};
use crate::edit::Path;
use crate::finding::Finding;
use crate::page::markup::button;

/// How many come at a time.
const PAGE: usize = 20;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The data set.
    pub data: Rc<Value>,
    /// What the check says of it.
    pub findings: Vec<Finding>,
    /// Is told of changes.
    pub change: Callback<Change>,
}

/// Shows the first entries, and more on demand.
#[component]
pub fn Entries(props: &Props) -> Html {
    let shown = use_state(|| PAGE);
    let form = Form {
        data: &props.data,
        findings: &props.findings,
        change: &props.change,
    };
    let length = form.length("entries");
    let more = {
        let shown = shown.clone();
        Callback::from(move |_| shown.set(*shown + PAGE))
    };
    let entries = (0..length.min(*shown)).map(|index| entry(form, index));
    html! {
        <>
            { for entries }
            if length > *shown {
                <p>{ button("more-entries", "Show more entries", more) }</p>
            }
        </>
    }
}

fn entry(form: Form, index: usize) -> Html {
    let path = Path::of("entries").item(index);
    html! {
        <fieldset>
            <legend>{ format!("Entry {}", index + 1) }</legend>
            { text(form, "Name", path.key("name")) }
            { text(form, "Link", path.key("url")) }
            { text(form, "Tagline", path.key("tagline")) }
        </fieldset>
    }
}
