//! The form for the criteria.

use yew::prelude::*;

use super::Form;
use super::field::{choice, long_text, number, text};
use crate::edit::Path;

const DIRECTIONS: [(&str, &str); 2] = [("higher", "More is better"), ("lower", "Less is better")];

pub(super) fn criteria(form: Form) -> Html {
    let criteria = (0..form.list_length("criteria")).map(|index| criterion(form, index));
    html! { <>{ for criteria }</> }
}

fn criterion(form: Form, index: usize) -> Html {
    let path = Path::of("criteria").item(index);
    let bound = |index| path.key("range").item(index);
    html! {
        <fieldset>
            <legend>{ form.criterion_name(index) }</legend>
            { text(form, "Name", path.key("name")) }
            { number(form, "Weight", path.key("weight")) }
            { long_text(form, "What is measured", path.key("description")) }
            { choice(form, "Direction", path.key("better"), &DIRECTIONS) }
            { text(form, "Unit", path.key("unit")) }
            { number(form, "Least score", bound(0)) }
            { number(form, "Greatest score", bound(1)) }
        </fieldset>
    }
}
