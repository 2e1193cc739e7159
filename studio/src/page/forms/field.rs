//! A field of a form, for the value at a path.

use serde_json::Value;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::Form;
use crate::edit::{self, Path};
use crate::page::host;

/// A field with one line of text.
pub fn text(form: Form, label: &str, path: Path) -> Html {
    line(form, label, path, "text", edit::text)
}

/// A field for a number.
pub fn number(form: Form, label: &str, path: Path) -> Html {
    line(form, label, path, "decimal", edit::number)
}

fn line(
    form: Form,
    label: &str,
    path: Path,
    mode: &'static str,
    read: fn(&str) -> Option<Value>,
) -> Html {
    let (id, shown) = (path.to_string(), path.shown(form.data));
    let change = form.change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = host::target::<HtmlInputElement>(&event) {
            change.emit((path.clone(), read(&field.value())));
        }
    });
    let (invalid, told) = message(form, &id);
    html! {
        <div class={classes!("field", mode)}>
            <label for={id.clone()}>{ label }</label>
            <input id={id.clone()} value={shown} inputmode={mode} autocomplete="off" aria-invalid={invalid}
                aria-describedby={invalid.map(|_| id + "!")} {onchange} />
            { told }
        </div>
    }
}

/// A field with several lines of text.
pub fn long_text(form: Form, label: &str, path: Path) -> Html {
    let (id, shown) = (path.to_string(), path.shown(form.data));
    let change = form.change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = host::target::<HtmlTextAreaElement>(&event) {
            change.emit((path.clone(), edit::text(&field.value())));
        }
    });
    let (invalid, told) = message(form, &id);
    html! {
        <div class="field long">
            <label for={id.clone()}>{ label }</label>
            <textarea id={id.clone()} rows="2" value={shown} aria-invalid={invalid}
                aria-describedby={invalid.map(|_| id + "!")} {onchange} />
            { told }
        </div>
    }
}

/// A choice among a few values, of which the first counts if none is given.
pub fn choice(
    form: Form,
    label: &str,
    path: Path,
    options: &[(&'static str, &'static str)],
) -> Html {
    let (id, shown) = (path.to_string(), path.shown(form.data));
    let change = form.change.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(field) = host::target::<HtmlSelectElement>(&event) {
            change.emit((path.clone(), edit::text(&field.value())));
        }
    });
    let options = options.iter().map(|&(value, name)| {
        html! { <option {value} selected={value == shown}>{ name }</option> }
    });
    let (invalid, told) = message(form, &id);
    html! {
        <div class="field">
            <label for={id.clone()}>{ label }</label>
            <select id={id.clone()} aria-invalid={invalid} aria-describedby={invalid.map(|_| id + "!")} {onchange}>
                { for options }
            </select>
            { told }
        </div>
    }
}

/// What the check says of a field: whether it is invalid, and why.
fn message(form: Form, place: &str) -> (Option<&'static str>, Html) {
    let finding = form.findings.iter().find(|finding| finding.place == place);
    let told = finding.map(|finding| {
        html! { <p class="invalid" id={place.to_owned() + "!"}>{ &finding.message }</p> }
    });
    (finding.map(|_| "true"), told.unwrap_or_default())
}
