//! The presets: weightings that readers can take with one tap.

use serde_json::{Map, Value};
use yew::prelude::*;

use super::Form;
use super::field::{number, text};
use crate::edit::Path;
use crate::page::markup::button;

pub(super) fn presets(form: Form) -> Html {
    let length = form.length("presets");
    let presets = (0..length).map(|index| preset(form, index));
    let fresh = fresh(form, length);
    let add = form
        .change
        .reform(move |_| (Path::of("presets").item(length), Some(fresh.clone())));
    html! {
        <>
            { for presets }
            <p>{ button("add-preset", "Add a preset", add) }</p>
        </>
    }
}

fn preset(form: Form, index: usize) -> Html {
    let path = Path::of("presets").item(index);
    let name = path.key("name").shown(form.data);
    let weights = (0..form.length("criteria")).filter_map(|criterion| {
        let id = id_of(form, criterion)?;
        let path = path.key("weights").key(&id);
        Some(number(form, &form.criterion(criterion), path))
    });
    let remove = {
        let path = path.clone();
        form.change.reform(move |_| (path.clone(), None))
    };
    html! {
        <fieldset>
            <legend>{ format!("Preset {name}") }</legend>
            { text(form, "Name", path.key("name")) }
            { text(form, "Note", path.key("note")) }
            { for weights }
            <p>{ button("remove-preset", &format!("Remove {name}"), remove) }</p>
        </fieldset>
    }
}

fn id_of(form: Form, criterion: usize) -> Option<String> {
    let id = Path::of("criteria").item(criterion).key("id");
    Some(id.get(form.data)?.as_str()?.to_owned())
}

/// A preset with the published weights, under an id that no other has.
fn fresh(form: Form, length: usize) -> Value {
    let is_taken = |id: &str| (0..length).any(|index| form.data["presets"][index]["id"] == id);
    let number = (length + 1..)
        .find(|number| !is_taken(&format!("preset-{number}")))
        .unwrap_or_default();
    let weights = (0..form.length("criteria")).filter_map(|criterion| {
        let weight = &form.data["criteria"][criterion]["weight"];
        Some((id_of(form, criterion)?, weight.clone()))
    });
    let weights = weights.filter(|(_, weight)| weight.is_number());
    serde_json::json!({
        "id": format!("preset-{number}"),
        "name": format!("Preset {number}"),
        "weights": weights.collect::<Map<_, _>>(),
    })
}
