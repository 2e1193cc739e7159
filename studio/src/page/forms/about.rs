//! The form for the title, the date and the source of the data set.

use yew::prelude::*;

use super::Form;
use super::field::{long_text_field, text_field};
use crate::edit::JsonPath;

pub(super) fn about(form: Form) -> Html {
    let source = |key| JsonPath::new("source").key(key);
    html! {
        <fieldset>
            <legend>{ "About" }</legend>
            { text_field(form, "Title", JsonPath::new("title")) }
            { text_field(form, "Updated (e.g. 2025-09)", JsonPath::new("updated")) }
            { text_field(form, "Source", source("name")) }
            { text_field(form, "Link to the source", source("url")) }
            { long_text_field(form, "How the scores were made", source("note")) }
            { long_text_field(form, "Disclaimer", JsonPath::new("disclaimer")) }
        </fieldset>
    }
}
