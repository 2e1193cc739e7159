//! The form for the title, the date and the source of the data set.

use yew::prelude::*;

use super::Form;
use super::field::{long_text, text};
use crate::edit::Path;

pub(super) fn about(form: Form) -> Html {
    let source = |key| Path::of("source").key(key);
    html! {
        <fieldset>
            <legend>{ "About" }</legend>
            { text(form, "Title", Path::of("title")) }
            { text(form, "Updated, as 2025-09", Path::of("updated")) }
            { text(form, "Source", source("name")) }
            { text(form, "Link to the source", source("url")) }
            { long_text(form, "How the scores were made", source("note")) }
            { long_text(form, "Disclaimer", Path::of("disclaimer")) }
        </fieldset>
    }
}
