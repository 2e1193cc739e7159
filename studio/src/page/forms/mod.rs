//! The data set as forms. Each field changes the value at its path, and shows what the check says of it.

mod about;
mod criteria;
mod entries;
mod field;
mod presets;

use std::rc::Rc;

use serde_json::Value;
use yew::prelude::*;

use crate::edit::Path;
use crate::finding::Finding;

/// What the forms show.
pub enum FormModel {
    /// The text is too long for them.
    TooLong,
    /// The text has no parts that could be shown.
    Unreadable,
    /// The data set.
    Filled(Rc<Value>),
}

impl FormModel {
    /// A text in JSON; its values may be wrong.
    pub fn of_json(text: &str) -> FormModel {
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => FormModel::Filled(Rc::new(value)),
            _ => FormModel::Unreadable,
        }
    }
}

/// A change of a form: where, and to what; `None` takes away what stands there.
pub type Change = (Path, Option<Value>);

/// What all fields of a form need.
#[derive(Clone, Copy)]
struct Form<'a> {
    data: &'a Value,
    findings: &'a [Finding],
    change: &'a Callback<Change>,
}

impl Form<'_> {
    /// How many items a list of the data set has.
    fn length(&self, list: &str) -> usize {
        self.data[list].as_array().map_or(0, Vec::len)
    }

    /// What a criterion is called, by its place.
    fn criterion(&self, index: usize) -> String {
        let name = Path::of("criteria").item(index).key("name");
        match name.shown(self.data) {
            name if name.is_empty() => format!("Criterion {}", index + 1),
            name => name,
        }
    }
}

pub fn forms(form_model: &FormModel, findings: &[Finding], change: Callback<Change>) -> Html {
    let told = match form_model {
        FormModel::Filled(data) => {
            let form = Form {
                data,
                findings,
                change: &change,
            };
            return html! {
                <div class="pane forms">
                    { about::about(form) }
                    { criteria::criteria(form) }
                    { presets::presets(form) }
                    <entries::Entries data={data.clone()} findings={findings.to_vec()} {change} />
                </div>
            };
        }
        FormModel::TooLong => {
            "This text is too long for forms. It can be edited as text, and previewed."
        }
        FormModel::Unreadable => {
            "Forms show what the text says. Write or mend it under “Text” first, or start with the example."
        }
    };
    html! { <div class="pane forms"><p>{ told }</p></div> }
}
