//! The form for names and links of the entries; scores are edited as text.

use std::rc::Rc;

use serde_json::Value;
use yew::prelude::*;

use super::field::text_field;
use super::{FieldEdit, Form};
use crate::edit::JsonPath;
use crate::finding::Finding;
use crate::page::markup::button;

/// The number of entries that are added at a time.
const PAGE_SIZE: usize = 20;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The data set.
    pub data: Rc<Value>,
    /// The problems of the data set.
    pub findings: Vec<Finding>,
    /// Called with each change.
    pub on_change: Callback<FieldEdit>,
}

/// Renders the first entries, and more on demand.
#[component]
pub fn Entries(props: &Props) -> Html {
    let shown_count = use_state(|| PAGE_SIZE);
    let form = Form {
        data: &props.data,
        findings: &props.findings,
        on_change: &props.on_change,
    };
    let length = form.list_length("entries");
    let more = {
        let shown_count = shown_count.clone();
        Callback::from(move |_| shown_count.set(*shown_count + PAGE_SIZE))
    };
    let entries = (0..length.min(*shown_count)).map(|index| entry(form, index));
    html! {
        <>
            { for entries }
            if length > *shown_count {
                <p>{ button("more-entries", "Show more entries", more) }</p>
            }
        </>
    }
}

fn entry(form: Form, index: usize) -> Html {
    let path = JsonPath::new("entries").item(index);
    html! {
        <fieldset>
            <legend>{ format!("Entry {}", index + 1) }</legend>
            { text_field(form, "Name", path.key("name")) }
            { text_field(form, "Link", path.key("url")) }
            { text_field(form, "Tagline", path.key("tagline")) }
        </fieldset>
    }
}
