//! The form for the criteria.

use weigh_in_core::dataset::Better;
use yew::prelude::*;

use super::Form;
use super::field::{choice_field, long_text_field, number_field, text_field};
use crate::edit::JsonPath;

pub(super) fn criteria(form: Form) -> Html {
    let criteria = (0..form.list_length("criteria")).map(|index| criterion(form, index));
    html! { <>{ for criteria }</> }
}

fn criterion(form: Form, index: usize) -> Html {
    let path = JsonPath::new("criteria").item(index);
    let directions = Better::KEYWORDS.map(|(keyword, better)| {
        let name = match better {
            Better::Higher => "More is better",
            Better::Lower => "Less is better",
        };
        (keyword, name)
    });
    let bound = |index| path.key("range").item(index);
    html! {
        <fieldset>
            <legend>{ form.criterion_name(index) }</legend>
            { text_field(form, "Name", path.key("name")) }
            { text_field(form, "Short name, for phones", path.key("short")) }
            { number_field(form, "Weight", path.key("weight")) }
            { long_text_field(form, "What is measured", path.key("description")) }
            { choice_field(form, "Direction", path.key("better"), &directions) }
            { text_field(form, "Unit", path.key("unit")) }
            { number_field(form, "Lowest score", bound(0)) }
            { number_field(form, "Highest score", bound(1)) }
        </fieldset>
    }
}
