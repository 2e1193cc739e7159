//! Form fields, each for the value at a path.

use serde_json::Value;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Form;
use crate::edit::{self, JsonPath};
use crate::page::host;

/// Renders a field for one line of text.
pub fn text_field(form: Form, label: &str, path: JsonPath) -> Html {
    input(form, label, path, "text", edit::parse_text)
}

/// Renders a field for a number.
pub fn number_field(form: Form, label: &str, path: JsonPath) -> Html {
    input(form, label, path, "decimal", edit::parse_number)
}

fn input(
    form: Form,
    label: &str,
    path: JsonPath,
    mode: &'static str,
    read: fn(&str) -> Option<Value>,
) -> Html {
    let (id, field_text) = (path.to_string(), path.field_text(form.data));
    let on_change = form.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = host::event_target::<HtmlInputElement>(&event) {
            on_change.emit((path.clone(), read(&field.value())));
        }
    });
    let (invalid, error) = problem(form, &id);
    html! {
        <div class={classes!("field", mode)}>
            <label for={id.clone()}>{ label }</label>
            <input id={id.clone()} value={field_text} inputmode={mode} autocomplete="off" aria-invalid={invalid}
                aria-describedby={invalid.map(|_| id + "!")} {onchange} />
            { error }
        </div>
    }
}

/// Renders a field for several lines of text.
pub fn long_text_field(form: Form, label: &str, path: JsonPath) -> Html {
    let (id, field_text) = (path.to_string(), path.field_text(form.data));
    let on_change = form.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = host::event_target::<HtmlTextAreaElement>(&event) {
            on_change.emit((path.clone(), edit::parse_text(&field.value())));
        }
    });
    let (invalid, error) = problem(form, &id);
    html! {
        <div class="field long">
            <label for={id.clone()}>{ label }</label>
            <textarea id={id.clone()} rows="2" value={field_text} aria-invalid={invalid}
                aria-describedby={invalid.map(|_| id + "!")} {onchange} />
            { error }
        </div>
    }
}

/// Renders a choice of several values; the first is the default.
pub fn choice_field(
    form: Form,
    label: &str,
    path: JsonPath,
    options: &[(&'static str, &'static str)],
) -> Html {
    let (id, field_text) = (path.to_string(), path.field_text(form.data));
    let on_change = form.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = host::event_target::<HtmlSelectElement>(&event) {
            on_change.emit((path.clone(), edit::parse_text(&field.value())));
        }
    });
    let options = options.iter().map(|&(value, name)| {
        html! { <option {value} selected={value == field_text}>{ name }</option> }
    });
    let (invalid, error) = problem(form, &id);
    html! {
        <div class="field">
            <label for={id.clone()}>{ label }</label>
            <select id={id.clone()} aria-invalid={invalid} aria-describedby={invalid.map(|_| id + "!")} {onchange}>
                { for options }
            </select>
            { error }
        </div>
    }
}

/// Returns the value of `aria-invalid` for a field, and the message that says why.
fn problem(form: Form, id: &str) -> (Option<&'static str>, Html) {
    let finding = form.findings.iter().find(|finding| finding.location == id);
    let error = finding.map(|finding| {
        html! { <p class="invalid" id={id.to_owned() + "!"}>{ &finding.message }</p> }
    });
    (finding.map(|_| "true"), error.unwrap_or_default())
}
