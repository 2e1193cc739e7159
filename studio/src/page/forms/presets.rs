//! The form for the presets: sets of weights that readers can apply with one tap.

use serde_json::{Map, Value};
use yew::prelude::*;

use super::Form;
use super::field::{number_field, text_field};
use crate::edit::JsonPath;
use crate::page::markup::button;

pub(super) fn presets(form: Form) -> Html {
    let length = form.list_length("presets");
    let presets = (0..length).map(|index| preset(form, index));
    let new_preset = create_preset(form, length);
    let add = form.on_change.reform(move |_| {
        (
            JsonPath::new("presets").item(length),
            Some(new_preset.clone()),
        )
    });
    html! {
        <>
            { for presets }
            <p>{ button("add-preset", "Add a preset", add) }</p>
        </>
    }
}

fn preset(form: Form, index: usize) -> Html {
    let path = JsonPath::new("presets").item(index);
    let name = path.key("name").field_text(form.data);
    let weights = (0..form.list_length("criteria")).filter_map(|criterion| {
        let id = criterion_id(form, criterion)?;
        let path = path.key("weights").key(&id);
        Some(number_field(form, &form.criterion_name(criterion), path))
    });
    let remove = {
        let path = path.clone();
        form.on_change.reform(move |_| (path.clone(), None))
    };
    html! {
        <fieldset>
            <legend>{ format!("Preset {name}") }</legend>
            { text_field(form, "Name", path.key("name")) }
            { text_field(form, "Note", path.key("note")) }
            { for weights }
            <p>{ button("remove-preset", &format!("Remove {name}"), remove) }</p>
        </fieldset>
    }
}

fn criterion_id(form: Form, criterion: usize) -> Option<String> {
    let id = JsonPath::new("criteria").item(criterion).key("id");
    Some(id.get(form.data)?.as_str()?.to_owned())
}

/// Creates a preset with the published weights and an unused id.
fn create_preset(form: Form, length: usize) -> Value {
    let is_taken = |id: &str| (0..length).any(|index| form.data["presets"][index]["id"] == id);
    let number = (length + 1..)
        .find(|number| !is_taken(&format!("preset-{number}")))
        .unwrap_or_default();
    let weights = (0..form.list_length("criteria")).filter_map(|criterion| {
        let weight = &form.data["criteria"][criterion]["weight"];
        Some((criterion_id(form, criterion)?, weight.clone()))
    });
    let weights = weights.filter(|(_, weight)| weight.is_number());
    serde_json::json!({
        "id": format!("preset-{number}"),
        "name": format!("Preset {number}"),
        "weights": weights.collect::<Map<_, _>>(),
    })
}
