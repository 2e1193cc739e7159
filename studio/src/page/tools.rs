//! The header of the page: templates, undo and redo.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::app::{Msg, Pane, Studio};
use super::host;
use super::markup::{button, choice, drop_down};
use crate::templates;

pub fn tools(studio: &Studio, context: &Context<Studio>) -> Html {
    let link = context.link();
    let open = link.batch_callback(|event: Event| {
        let field: HtmlInputElement = host::event_target(&event)?;
        let file = field.files()?.get(0);
        // Allows opening the same file again.
        field.set_value("");
        file.map(Msg::OpenFile)
    });
    let replace = |text: &'static str, note: &'static str| {
        link.callback(move |_| Msg::Replace(text.to_owned(), note.to_owned()))
    };
    html! {
        <header>
            <div class="title">
                <h1>{ "Weigh-in studio" }</h1>
                <p>{ "Turn a spreadsheet into a ranking readers can re-weight. What you write stays in this browser." }</p>
            </div>
            <div class="tools">
                <label class="button">{ "Open a file …" }
                    <input type="file" accept=".csv,.tsv,.txt,.json,.bin,.xlsx,.xlsb,.xls,.ods,text/csv,application/json" onchange={open} />
                </label>
                { button("table", "Empty table", replace(templates::TABLE, "A table to write over: three products, two criteria.")) }
                { button("json", "Empty JSON", replace(templates::JSON, "A data set to write over: three products, two criteria.")) }
                { button("example", "Example", replace(templates::EXAMPLE, "The example: ten custody insurers.")) }
                <button type="button" name="undo" disabled={!studio.draft.can_undo()} onclick={link.callback(|_| Msg::Undo)}>{ "Undo" }</button>
                <button type="button" name="redo" disabled={!studio.draft.can_redo()} onclick={link.callback(|_| Msg::Redo)}>{ "Redo" }</button>
            </div>
        </header>
    }
}

/// Renders the choice of the view, and the note about the last action.
pub fn pane_choice(studio: &Studio, context: &Context<Studio>) -> Html {
    let mut options = vec![(Pane::Text, "Data")];
    if studio.has_columns() {
        options.push((Pane::Columns, "Columns"));
    }
    options.extend([(Pane::Forms, "Settings"), (Pane::Export, "Publish")]);
    let show = context.link().callback(Msg::ShowPane);
    html! {
        <nav aria-label="Views of the data">
            { choice("view", "View", &options, studio.pane, &show) }
            if !studio.sheets.is_empty() {
                { sheet_choice(studio, context) }
            }
            <p class="note" role="status">{ &studio.note }</p>
        </nav>
    }
}

/// Renders the choice of a sheet of the workbook.
fn sheet_choice(studio: &Studio, context: &Context<Studio>) -> Html {
    let names = studio.sheets.iter().map(|sheet| &*sheet.name);
    let open = context.link().callback(Msg::OpenSheet);
    drop_down("sheet", "Sheet", None, names, studio.open_sheet, open)
}
