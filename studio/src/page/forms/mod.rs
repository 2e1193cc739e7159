//! The data set as forms. Each field edits the value at its path, and shows its problems.

mod about;
mod criteria;
mod entries;
mod field;
mod presets;

use std::rc::Rc;

use serde_json::Value;
use yew::prelude::*;

use crate::edit::JsonPath;
use crate::finding::Finding;

/// The content of the forms.
pub enum FormModel {
    /// The text is too long for forms.
    TooLong,
    /// The text is not a JSON object or a valid table.
    Unreadable,
    /// The data set.
    Filled(Rc<Value>),
}

impl FormModel {
    /// Parses a JSON text; its values may be invalid.
    pub fn from_json(text: &str) -> FormModel {
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => FormModel::Filled(Rc::new(value)),
            _ => FormModel::Unreadable,
        }
    }
}

/// The path and the new value of an edited field; `None` removes the value.
pub type FieldEdit = (JsonPath, Option<Value>);

/// The context of all fields of a form.
#[derive(Clone, Copy)]
struct Form<'a> {
    data: &'a Value,
    findings: &'a [Finding],
    on_change: &'a Callback<FieldEdit>,
}

impl Form<'_> {
    /// Returns the length of a list of the data set.
    fn list_length(&self, list: &str) -> usize {
        self.data[list].as_array().map_or(0, Vec::len)
    }

    /// Returns the name of a criterion, or a numbered one if it has none.
    fn criterion_name(&self, index: usize) -> String {
        let name = JsonPath::new("criteria").item(index).key("name");
        match name.field_text(self.data) {
            name if name.is_empty() => format!("Criterion {}", index + 1),
            name => name,
        }
    }
}

pub fn forms(form_model: &FormModel, findings: &[Finding], on_change: Callback<FieldEdit>) -> Html {
    let hint = match form_model {
        FormModel::Filled(data) => {
            let form = Form {
                data,
                findings,
                on_change: &on_change,
            };
            return html! {
                <div class="pane forms">
                    { about::about(form) }
                    { criteria::criteria(form) }
                    { presets::presets(form) }
                    <entries::Entries data={data.clone()} findings={findings.to_vec()} {on_change} />
                </div>
            };
        }
        FormModel::TooLong => {
            "This data set is too large for the settings. Edit it under “Data”; the preview works as usual."
        }
        FormModel::Unreadable => {
            "Settings show what the data says. Write or fix it under “Data” first, or start with the example."
        }
    };
    html! { <div class="pane forms"><p>{ hint }</p></div> }
}
