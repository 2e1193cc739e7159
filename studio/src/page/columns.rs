//! The columns of a table, each in a compact row, for the editor to confirm.

use web_sys::HtmlInputElement;
use weigh_in_core::dataset::Better;
use weigh_in_core::format::{ColumnRole, ColumnSettings};
use yew::html::Scope;
use yew::prelude::*;

use super::app::{Msg, Studio};
use super::host;
use super::markup::{button, drop_down};
use crate::columns::{ColumnEdit, ColumnField, ColumnsForm};

/// The id of the pane, which gets the focus when a table is pasted.
pub const ID: &str = "columns";

const ROLES: [(ColumnRole, &str); 9] = [
    (ColumnRole::Name, "Name"),
    (ColumnRole::Criterion, "Criterion"),
    (ColumnRole::Tags, "Tag"),
    (ColumnRole::Ignored, "Ignore"),
    (ColumnRole::PublishedRank, "Rank"),
    (ColumnRole::Url, "Link"),
    (ColumnRole::Tagline, "Tagline"),
    (ColumnRole::Id, "ID"),
    (ColumnRole::Rel, "Link type"),
];

const DIRECTIONS: [(Better, &str); 2] = [
    (Better::Higher, "More is better"),
    (Better::Lower, "Less is better"),
];

/// Renders the rows of the columns.
pub fn columns(form: &ColumnsForm, link: &Scope<Studio>) -> Html {
    let rows = form.columns().enumerate();
    let rows = rows.map(|(index, (settings, reason))| row(form, index, settings, reason, link));
    let confirm = link.callback(|_| Msg::ConfirmColumns);
    html! {
        <div class="pane columns" id={ID} tabindex="-1" role="group" aria-label="Columns of the table">
            <p>{ "What is in each column? The likely answers are chosen: change those that are wrong. Criteria without a range follow their scores, and without weights all count the same." }</p>
            <div class="rows">{ for rows }</div>
            <p class="buttons confirm">{ button("confirm-columns", "Use these columns", confirm) }</p>
        </div>
    }
}

/// Renders the request to confirm the columns before going on.
pub fn request(on_columns: Callback<()>) -> Html {
    html! {
        <>
            <p>{ "First look at what is in each column: otherwise readers would see what was guessed." }</p>
            <p>{ button("show-columns", "Look at the columns", on_columns.reform(|_| ())) }</p>
        </>
    }
}

fn row(
    form: &ColumnsForm,
    index: usize,
    settings: &ColumnSettings,
    reason: &str,
    link: &Scope<Studio>,
) -> Html {
    let name = match &*settings.name {
        "" => format!("Column {}", index + 1),
        name => name.to_owned(),
    };
    let examples = form.examples(index).join(" · ");
    html! {
        <div class="column" role="group" aria-label={name.clone()} data-column={index.to_string()}>
            <p><b>{ name }</b>{ " " }<span class="examples">{ examples }</span></p>
            { choice("role", "Content", &ROLES, settings.role, index, ColumnEdit::Role, link) }
            if settings.role == ColumnRole::Criterion {
                { choice("better", "Direction", &DIRECTIONS, settings.better.unwrap_or(Better::Higher), index, ColumnEdit::Better, link) }
                { field(ColumnField::Weight, "weight", ["Weight", "Weight"], &settings.weight, index, link) }
                { field(ColumnField::Lowest, "lowest", ["Min", "Lowest possible score"], &settings.range[0], index, link) }
                { field(ColumnField::Highest, "highest", ["Max", "Highest possible score"], &settings.range[1], index, link) }
                { field(ColumnField::Unit, "unit", ["Unit", "Unit"], &settings.unit, index, link) }
            }
            if !reason.is_empty() {
                <p class="reason" id={reason_id(index)}>{ reason }</p>
            }
        </div>
    }
}

fn choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    label: &'static str,
    options: &'static [(T, &'static str)],
    chosen: T,
    column: usize,
    to_edit: fn(T) -> ColumnEdit,
    link: &Scope<Studio>,
) -> Html {
    let on_select = link.batch_callback(move |index: usize| {
        let (option, _) = options.get(index)?;
        Some(Msg::EditColumn(column, to_edit(*option)))
    });
    let texts = options.iter().map(|(_, text)| *text);
    let index = options.iter().position(|(option, _)| *option == chosen);
    let description = Some(reason_id(column));
    drop_down(
        name,
        label,
        description,
        texts,
        index.unwrap_or_default(),
        on_select,
    )
}

/// Returns the id of the reason for the probable settings of a column.
fn reason_id(column: usize) -> String {
    format!("reason-{column}")
}

fn field(
    field: ColumnField,
    name: &'static str,
    [hint, label]: [&'static str; 2],
    text: &str,
    column: usize,
    link: &Scope<Studio>,
) -> Html {
    let onchange = link.batch_callback(move |event: Event| {
        let input: HtmlInputElement = host::event_target(&event)?;
        let edit = ColumnEdit::Field(field, input.value());
        Some(Msg::EditColumn(column, edit))
    });
    let mode = match field {
        ColumnField::Unit => "text",
        ColumnField::Weight | ColumnField::Lowest | ColumnField::Highest => "decimal",
    };
    html! {
        <input {name} aria-label={label} title={label} placeholder={hint} value={text.to_owned()} inputmode={mode}
            autocomplete="off" {onchange} />
    }
}
