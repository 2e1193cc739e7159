//! The state of the studio, and the messages that change it.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use serde_json::Value;
use web_sys::{File, HtmlTextAreaElement};
use weigh_in_core::format::{self, DataFormat, TableFix, records_to_csv};
use weigh_in_core::lint::{lint, summary_entries};
use weigh_in_workbook::{Sheet, is_workbook};
use yew::prelude::*;

use super::columns;
use super::export::Export;
use super::findings;
use super::forms::{self, FormModel};
use super::markup::count;
use super::preview::Preview;
use super::reading::{ReadEvent, Reading, ValidDataset};
use super::{editor, host, page_listeners, tools};
use crate::columns::{ColumnEdit, ColumnsForm};
use crate::draft::Draft;
use crate::edit::JsonPath;
use crate::finding::{Finding, Span};
use crate::opened_file::{OpenedFile, describe_notes};
use crate::output;
use crate::print::print;

/// The pause in typing before the text is checked, in milliseconds.
const CHECK_DELAY: u32 = 300;

/// The maximum size of a text that forms can edit, in bytes: each change parses and prints all of it.
const MAX_FORM_BYTES: usize = 1 << 20;

/// The note about a list of records.
const RECORDS_NOTE: &str = "The list of records is shown as a table.";

/// A view of the data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The text field.
    Text,
    /// The columns of a table.
    Columns,
    /// The forms.
    Forms,
    /// Files and the code to embed.
    Export,
}

/// An event, or a request of the user's.
pub enum Msg {
    /// The text in the field has changed.
    TextInput,
    /// Something is pasted into the field.
    Pasted,
    /// Nothing was typed for [`CHECK_DELAY`].
    InputPaused,
    /// A reading reports its progress or its result.
    ReadEvent(ReadEvent),
    /// A file was chosen or dropped.
    OpenFile(File),
    /// The file was read, or could not be.
    FileRead(OpenedFile),
    /// Replace the text with the sheet with this index of the workbook.
    OpenSheet(usize),
    /// Replace the text, and show a note.
    Replace(String, String),
    /// Set the value at a path, or remove it.
    Edit(JsonPath, Option<Value>),
    /// Edit the settings of the column with this index.
    EditColumn(usize, ColumnEdit),
    /// Write the settings of all columns into the header.
    ConfirmColumns,
    /// Change the layout of the table.
    Fix(TableFix),
    /// Go back one step.
    Undo,
    /// Go forward one step.
    Redo,
    /// Select a part of the text.
    Select(Span),
    /// Switch to another view of the data.
    ShowPane(Pane),
    /// The data was saved or copied, as the note says.
    Exported(String),
}

/// The studio.
pub struct Studio {
    pub draft: Draft,
    pub pane: Pane,
    /// A note about the last action.
    pub note: String,
    /// The text field. Its text is ahead of the draft's while something is typed.
    pub field: NodeRef,
    check_timer: Option<Timeout>,
    reading: Option<Reading>,
    progress: Option<f32>,
    findings: Vec<Finding>,
    warnings: Vec<Finding>,
    /// The last valid text.
    last_valid: Option<ValidDataset>,
    form_model: FormModel,
    columns: Option<ColumnsForm>,
    /// The identity of the columns that the editor has confirmed last.
    confirmed_columns: Option<Vec<(bool, String)>>,
    /// Set if the columns are shown once the text is a table that was not confirmed.
    asks_for_columns: bool,
    /// Set if the columns get the focus after rendering.
    focuses_columns: bool,
    /// The part of the text that is selected after rendering.
    selection: Option<Span>,
    /// A change of the table that solves a problem or a warning, and its description.
    fix: Option<(TableFix, String)>,
    /// The sheets of the workbook that was opened last, if it has several.
    pub sheets: Vec<Sheet>,
    /// The index of the one that is open.
    pub open_sheet: usize,
    /// Asks before the page is left; set while there is something to lose.
    unload_guard: Option<EventListener>,
    _listeners: Vec<EventListener>,
}

impl Studio {
    /// Returns what keeps the text from being a data set.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the warnings about the data set.
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }

    /// Returns a change of the table that solves a problem or a warning, and its description.
    pub fn fix(&self) -> Option<&(TableFix, String)> {
        self.fix.as_ref()
    }

    /// Reports whether the text is a table.
    pub fn has_columns(&self) -> bool {
        self.columns.is_some()
    }

    /// Reports whether the text is a table whose columns the editor has not confirmed, or has changed since.
    fn needs_confirmation(&self) -> bool {
        self.columns.as_ref().is_some_and(|columns| {
            let is_known = Some(columns.identity()) == self.confirmed_columns;
            !(columns.is_explicit() || is_known && columns.is_applied())
        })
    }

    /// Returns the progress of a slow reading, from 0 to 1.
    pub fn progress(&self) -> Option<f32> {
        self.progress
    }

    /// Reports whether the text field is shown.
    pub fn is_text_visible(&self) -> bool {
        self.pane == Pane::Text
    }

    /// Returns the number of lines of the text.
    pub fn line_count(&self) -> usize {
        self.draft.text().bytes().filter(|&b| b == b'\n').count() + 1
    }

    /// Returns the data set of the current text, if it is valid.
    pub fn current_dataset(&self) -> Option<&ValidDataset> {
        let dataset = self.last_valid.as_ref()?;
        Rc::ptr_eq(&dataset.text, self.draft.text()).then_some(dataset)
    }

    /// Returns the result of the check in one sentence.
    pub fn check_summary(&self) -> String {
        if self.reading.is_some() {
            return "Reading …".to_owned();
        }
        if self.draft.text().trim().is_empty() {
            return "Nothing here yet.".to_owned();
        }
        let warnings = match self.warnings.len() {
            0 => String::new(),
            number => format!(" {}.", count(number, "warning", "warnings")),
        };
        match self.current_dataset() {
            Some(ValidDataset { data, .. }) => format!(
                "No problems: {}, {}.{warnings}",
                count(data.comparison.entries.len(), "entry", "entries"),
                count(data.comparison.criteria.len(), "criterion", "criteria"),
            ),
            None => format!(
                "{} to fix.",
                count(self.findings.len(), "problem", "problems")
            ),
        }
    }

    fn text_field(&self) -> Option<HtmlTextAreaElement> {
        self.field.cast()
    }

    /// Copies the text of the field into the draft.
    fn commit_field(&mut self, context: &Context<Self>) {
        self.check_timer = None;
        let Some(text) = self.text_field().map(|field| field.value()) else {
            return;
        };
        let records = self.asks_for_columns.then(|| records_to_csv(&text));
        if let Some(table) = records.flatten() {
            self.note = RECORDS_NOTE.to_owned();
            self.draft.set(&table);
            self.fill_field(context);
        } else if self.draft.set(&text) {
            self.check_text(context);
        }
    }

    /// Copies the draft's text into the field.
    fn fill_field(&mut self, context: &Context<Self>) {
        self.check_timer = None;
        if let Some(field) = self.text_field() {
            field.set_value(self.draft.text());
        }
        self.check_text(context);
    }

    /// Starts to read the draft after its text has changed.
    fn check_text(&mut self, context: &Context<Self>) {
        let text = self.draft.text().clone();
        let is_empty = text.trim().is_empty();
        self.unload_guard = (!is_empty).then(page_listeners::ask_before_leaving);
        self.progress = None;
        self.reading = None;
        self.fix = None;
        self.update_columns();
        if is_empty {
            self.findings.clear();
            self.warnings.clear();
        } else {
            let on_event = context.link().callback(Msg::ReadEvent);
            self.reading = Some(Reading::start(text, on_event));
        }
        self.update_form_model();
    }

    /// Updates the columns from the text, and shows them if a table has just been pasted or opened.
    fn update_columns(&mut self) {
        let text = self.draft.text();
        let is_table = output::detect_format(text) == DataFormat::Csv;
        let previous = self.columns.take();
        self.columns = is_table
            .then(|| ColumnsForm::update(previous, text))
            .flatten();
        if self.columns.is_none() && self.pane == Pane::Columns {
            self.pane = Pane::Text;
        }
        if self.asks_for_columns && self.needs_confirmation() {
            self.pane = Pane::Columns;
            self.focuses_columns = true;
        }
        self.asks_for_columns = false;
    }

    fn confirm_columns(&mut self, context: &Context<Self>) {
        let Some(columns) = &self.columns else {
            return;
        };
        let text = columns.apply(self.draft.text());
        self.note = "The columns are set.".to_owned();
        if self.draft.set(&text) {
            self.note += " Undo restores the header.";
            self.fill_field(context);
        }
        self.confirmed_columns = self.columns.as_ref().map(ColumnsForm::identity);
    }

    /// Updates the forms from the text, if they are shown.
    fn update_form_model(&mut self) {
        if self.pane != Pane::Forms {
            return;
        }
        let text = self.draft.text();
        self.form_model = if text.len() > MAX_FORM_BYTES {
            FormModel::TooLong
        } else {
            match output::detect_format(text) {
                DataFormat::Json => FormModel::from_json(text),
                DataFormat::Csv | DataFormat::Packed => match self.current_dataset() {
                    Some(dataset) => FormModel::from_json(&format::to_json(
                        &dataset.data.comparison,
                        &dataset.data.details,
                    )),
                    None => FormModel::Unreadable,
                },
            }
        };
    }

    fn edit(&mut self, path: &JsonPath, value: Option<Value>, context: &Context<Self>) {
        let FormModel::Filled(data) = &mut self.form_model else {
            return;
        };
        path.set(Rc::make_mut(data), value);
        let text = print(data);
        let was_csv = output::detect_format(self.draft.text()) == DataFormat::Csv;
        self.note = match was_csv {
            true => "The table is now JSON, which can hold everything in the settings. Undo restores the table.".to_owned(),
            false => String::new(),
        };
        if self.draft.set(&text) {
            self.fill_field(context);
        }
    }

    fn apply_read_event(&mut self, event: ReadEvent) {
        match event {
            ReadEvent::Progress(done) => self.progress = Some(done),
            ReadEvent::ValidDataset(dataset) => {
                self.warnings = review(&dataset);
                self.fix = find_summary_rows(&dataset);
                self.last_valid = Some(dataset);
                self.finish_reading(Vec::new());
            }
            ReadEvent::Invalid(findings) => {
                self.warnings.clear();
                self.fix = self.find_layout_fix();
                self.finish_reading(findings);
            }
        }
    }

    fn find_layout_fix(&self) -> Option<(TableFix, String)> {
        let text = self.draft.text();
        let is_table = output::detect_format(text) == DataFormat::Csv;
        let fix = (is_table && text.len() <= MAX_FORM_BYTES).then(|| TableFix::find(text));
        fix.flatten().map(|fix| with_description(fix, text))
    }

    fn finish_reading(&mut self, findings: Vec<Finding>) {
        self.findings = findings;
        self.reading = None;
        self.progress = None;
        self.update_form_model();
    }
}

impl Component for Studio {
    type Message = Msg;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        Studio {
            draft: Draft::default(),
            pane: Pane::Text,
            note: String::new(),
            field: NodeRef::default(),
            check_timer: None,
            reading: None,
            progress: None,
            findings: Vec::new(),
            warnings: Vec::new(),
            last_valid: None,
            form_model: FormModel::Unreadable,
            columns: None,
            confirmed_columns: None,
            asks_for_columns: false,
            focuses_columns: false,
            selection: None,
            fix: None,
            sheets: Vec::new(),
            open_sheet: 0,
            unload_guard: None,
            _listeners: page_listeners::add_listeners(context.link()),
        }
    }

    fn update(&mut self, context: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::TextInput => {
                let link = context.link().clone();
                self.check_timer = Some(Timeout::new(CHECK_DELAY, move || {
                    link.send_message(Msg::InputPaused)
                }));
                return false;
            }
            Msg::Pasted => {
                self.asks_for_columns = true;
                self.sheets.clear();
            }
            Msg::InputPaused => {
                self.note.clear();
                self.commit_field(context);
                self.asks_for_columns = false;
            }
            Msg::ReadEvent(event) => self.apply_read_event(event),
            Msg::OpenFile(file) => {
                context.link().send_future(read_file(file));
                return false;
            }
            Msg::FileRead(opened_file) => {
                self.commit_field(context);
                self.asks_for_columns = true;
                let is_open = opened_file.is_open();
                if opened_file.apply_to(&mut self.draft) {
                    self.fill_field(context);
                }
                self.asks_for_columns = false;
                self.note = opened_file.note;
                if is_open {
                    self.sheets = opened_file.sheets;
                    self.open_sheet = 0;
                }
            }
            Msg::OpenSheet(index) => {
                self.open_sheet = index;
                self.commit_field(context);
                self.asks_for_columns = true;
                if let Some(sheet) = self.sheets.get(index) {
                    let notes = describe_notes(sheet);
                    self.note = format!("The sheet “{}” is open. {notes}", sheet.name);
                    if self.draft.set(&sheet.csv) {
                        self.fill_field(context);
                    }
                }
                self.asks_for_columns = false;
            }
            Msg::Replace(text, note) => {
                self.commit_field(context);
                if self.draft.set(&text) {
                    self.fill_field(context);
                }
                self.note = note;
                self.sheets.clear();
            }
            Msg::Edit(path, value) => self.edit(&path, value, context),
            Msg::EditColumn(column, edit) => {
                if let Some(columns) = &mut self.columns {
                    columns.edit(column, edit);
                }
            }
            Msg::ConfirmColumns => self.confirm_columns(context),
            Msg::Fix(fix) => {
                let text = self.draft.text().clone();
                self.commit_field(context);
                // Otherwise the fix is for another text.
                if Rc::ptr_eq(&text, self.draft.text()) && self.draft.set(&fix.apply(&text)) {
                    self.note = "The table is changed; Undo restores it.".to_owned();
                    self.asks_for_columns = true;
                    self.fill_field(context);
                }
            }
            Msg::Undo | Msg::Redo => {
                self.commit_field(context);
                match msg {
                    Msg::Undo => self.draft.undo(),
                    _ => self.draft.redo(),
                }
                self.note.clear();
                self.fill_field(context);
            }
            Msg::Select(span) => {
                self.commit_field(context);
                self.pane = Pane::Text;
                self.selection = Some(span);
            }
            Msg::ShowPane(pane) => {
                self.commit_field(context);
                self.pane = pane;
                self.update_form_model();
            }
            Msg::Exported(note) => {
                self.note = note;
                self.unload_guard = None;
            }
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if std::mem::take(&mut self.focuses_columns) {
            host::focus(columns::ID);
        }
        if let Some(span) = self.selection.take()
            && let Some(field) = self.text_field()
        {
            editor::select(&field, span);
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        let on_export = link.callback(Msg::Exported);
        let on_columns = link.callback(|()| Msg::ShowPane(Pane::Columns));
        html! {
            <>
                { tools::tools(self, context) }
                <main>
                    { tools::pane_choice(self, context) }
                    { editor::editor(self, context) }
                    if let Some(form) = self.columns.as_ref().filter(|_| self.pane == Pane::Columns) {
                        { columns::columns(form, link) }
                    }
                    { findings::findings(self, link) }
                    if self.pane == Pane::Forms && self.needs_confirmation() {
                        <div class="pane">{ columns::request(on_columns.clone()) }</div>
                    } else if self.pane == Pane::Forms {
                        { forms::forms(&self.form_model, self.findings(), link.callback(|(path, value)| Msg::Edit(path, value))) }
                    }
                    if self.pane == Pane::Export {
                        <Export dataset={self.current_dataset().cloned()} needs_confirmation={self.needs_confirmation()} {on_export} {on_columns} />
                    }
                </main>
                <Preview dataset={self.last_valid.clone()} is_stale={self.last_valid.is_some() && self.current_dataset().is_none()} />
            </>
        }
    }
}

fn review(dataset: &ValidDataset) -> Vec<Finding> {
    let warnings = lint(&dataset.data.comparison).into_iter();
    let warnings = warnings.map(|warning| Finding {
        location: warning.place,
        message: warning.message,
        span: None,
    });
    warnings.collect()
}

fn find_summary_rows(dataset: &ValidDataset) -> Option<(TableFix, String)> {
    let is_table = output::detect_format(&dataset.text) == DataFormat::Csv;
    let entries = summary_entries(&dataset.data.comparison).into_iter();
    let entries: Vec<usize> = entries.map(|entry| entry.0 as usize).collect();
    let is_summed = is_table && !entries.is_empty();
    let fix = TableFix::RemoveEntries { entries };
    is_summed.then(|| with_description(fix, &dataset.text))
}

fn with_description(fix: TableFix, text: &str) -> (TableFix, String) {
    let description = fix.describe(text);
    (fix, description)
}

async fn read_file(file: File) -> Msg {
    let name = file.name();
    let bytes = host::read_bytes(&file).await;
    Msg::FileRead(match &bytes {
        Ok(bytes) if DataFormat::detect("", "", bytes) == DataFormat::Packed => {
            OpenedFile::from_packed(&name, bytes)
        }
        Ok(bytes) if is_workbook(bytes) => {
            OpenedFile::from_workbook(&name, host::read_sheets(bytes).await)
        }
        Ok(bytes) => OpenedFile::new(&name, host::decode(bytes).ok()),
        Err(_) => OpenedFile::new(&name, None),
    })
}
