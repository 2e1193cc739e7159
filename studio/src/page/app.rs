//! What the studio knows, and what changes it.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use serde_json::Value;
use web_sys::{File, HtmlTextAreaElement};
use weigh_in_core::format::{self, Format};
use yew::prelude::*;

use super::forms::{self, FormModel};
use super::markup::count;
use super::preview::Preview;
use super::reading::{ReadEvent, Reading, ValidDataset};
use super::take_away::TakeAway;
use super::{editor, host, page_listeners, tools};
use crate::draft::Draft;
use crate::edit::Path;
use crate::finding::{Finding, Span};
use crate::opening::Opening;
use crate::output;
use crate::print::print;

/// How long the text is left alone before it is checked, in milliseconds.
const PAUSE: u32 = 300;

/// The longest text that there are forms for, in bytes: each of their changes reads and prints all of it.
const LONGEST_FOR_FORMS: usize = 1 << 20;

/// A way to look at the data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// As text.
    Text,
    /// As forms.
    Forms,
    /// As what a publisher takes home.
    TakeAway,
}

/// What has happened.
pub enum Msg {
    /// Something was typed.
    Typed,
    /// Nothing was typed for a while.
    Paused,
    /// A reading tells how it goes.
    Told(ReadEvent),
    /// A file was chosen or dropped.
    Open(File),
    /// It was read, or could not be.
    Opened(Opening),
    /// Another text is wanted in the place of this one, and there is something to say about it.
    Replace(String, String),
    /// A field of a form was changed.
    Edit(Path, Option<Value>),
    /// A step back.
    Undo,
    /// A step forth.
    Redo,
    /// A part of the text is to be selected.
    Select(Span),
    /// Another way to look at the data.
    Show(Pane),
    /// The data were taken away.
    Taken(String),
}

/// The studio.
pub struct Studio {
    pub draft: Draft,
    pub pane: Pane,
    /// What there is to say about what was done last.
    pub note: String,
    /// The text field. Its text is ahead of the draft's while something is typed.
    pub field: NodeRef,
    pause: Option<Timeout>,
    reading: Option<Reading>,
    progress: Option<f32>,
    findings: Vec<Finding>,
    warnings: Vec<Finding>,
    /// The last text without problems.
    sound: Option<ValidDataset>,
    form_model: FormModel,
    /// Asks before the page is left; there as long as there is something to lose.
    leaving: Option<EventListener>,
    _listeners: Vec<EventListener>,
}

impl Studio {
    /// What keeps the text from being a data set.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What is doubtful about the data set.
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }

    /// How far a reading that takes its time has come, from 0 to 1.
    pub fn progress(&self) -> Option<f32> {
        self.progress
    }

    /// Whether the text is in view.
    pub fn shows_text(&self) -> bool {
        self.pane == Pane::Text
    }

    /// How many lines the text has.
    pub fn lines(&self) -> usize {
        self.draft.text().bytes().filter(|&b| b == b'\n').count() + 1
    }

    /// The present text as a data set, if it is one.
    pub fn present(&self) -> Option<&ValidDataset> {
        let sound = self.sound.as_ref()?;
        Rc::ptr_eq(&sound.text, self.draft.text()).then_some(sound)
    }

    /// What the check says, in one sentence.
    pub fn verdict(&self) -> String {
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
        match self.present() {
            Some(ValidDataset { data, .. }) => format!(
                "No problems: {}, {}.{warnings}",
                count(data.comparison.entries.len(), "entry", "entries"),
                count(data.comparison.criteria.len(), "criterion", "criteria"),
            ),
            None => format!(
                "{} to mend.",
                count(self.findings.len(), "problem", "problems")
            ),
        }
    }

    fn text_field(&self) -> Option<HtmlTextAreaElement> {
        self.field.cast()
    }

    /// Takes over what stands in the field.
    fn take(&mut self, context: &Context<Self>) {
        self.pause = None;
        if let Some(field) = self.text_field()
            && self.draft.set(&field.value())
        {
            self.changed(context);
        }
    }

    /// Puts the draft's text into the field.
    fn give(&mut self, context: &Context<Self>) {
        self.pause = None;
        if let Some(field) = self.text_field() {
            field.set_value(self.draft.text());
        }
        self.changed(context);
    }

    /// The draft has another text.
    fn changed(&mut self, context: &Context<Self>) {
        let text = self.draft.text().clone();
        let is_empty = text.trim().is_empty();
        self.leaving = (!is_empty).then(page_listeners::ask_before_leaving);
        self.progress = None;
        self.reading = None;
        if is_empty {
            self.findings.clear();
            self.warnings.clear();
        } else {
            let tell = context.link().callback(Msg::Told);
            self.reading = Some(Reading::start(text, tell));
        }
        self.fill_form();
    }

    /// Makes the forms say what the text says, if anybody looks at them.
    fn fill_form(&mut self) {
        if self.pane != Pane::Forms {
            return;
        }
        let text = self.draft.text();
        self.form_model = if text.len() > LONGEST_FOR_FORMS {
            FormModel::TooLong
        } else {
            match output::format(text) {
                Format::Json => FormModel::of_json(text),
                Format::Csv => match self.present() {
                    Some(sound) => FormModel::of_json(&format::to_json(
                        &sound.data.comparison,
                        &sound.data.details,
                    )),
                    None => FormModel::Unreadable,
                },
            }
        };
    }

    fn edit(&mut self, path: &Path, value: Option<Value>, context: &Context<Self>) {
        let FormModel::Filled(data) = &mut self.form_model else {
            return;
        };
        path.set(Rc::make_mut(data), value);
        let text = print(data);
        let was_table = output::format(self.draft.text()) == Format::Csv;
        self.note = match was_table {
            true => "The table has become JSON, which holds all that forms do. Undo brings the table back.".to_owned(),
            false => String::new(),
        };
        if self.draft.set(&text) {
            self.give(context);
        }
    }

    fn told(&mut self, news: ReadEvent) {
        match news {
            ReadEvent::Progress(done) => self.progress = Some(done),
            ReadEvent::ValidDataset(sound) => {
                self.warnings = warnings(&sound);
                self.sound = Some(sound);
                self.read(Vec::new());
            }
            ReadEvent::Invalid(findings) => {
                self.warnings.clear();
                self.read(findings);
            }
        }
    }

    /// The reading is over.
    fn read(&mut self, findings: Vec<Finding>) {
        self.findings = findings;
        self.reading = None;
        self.progress = None;
        self.fill_form();
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
            pause: None,
            reading: None,
            progress: None,
            findings: Vec::new(),
            warnings: Vec::new(),
            sound: None,
            form_model: FormModel::Unreadable,
            leaving: None,
            _listeners: page_listeners::listeners(context.link()),
        }
    }

    fn update(&mut self, context: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Typed => {
                let link = context.link().clone();
                self.pause = Some(Timeout::new(PAUSE, move || link.send_message(Msg::Paused)));
                return false;
            }
            Msg::Paused => {
                self.note.clear();
                self.take(context);
            }
            Msg::Told(news) => self.told(news),
            Msg::Open(file) => {
                context.link().send_future(open(file));
                return false;
            }
            Msg::Opened(opening) => {
                self.take(context);
                if opening.put_into(&mut self.draft) {
                    self.give(context);
                }
                self.note = opening.note;
            }
            Msg::Replace(text, note) => {
                self.take(context);
                if self.draft.set(&text) {
                    self.give(context);
                }
                self.note = note;
            }
            Msg::Edit(path, value) => self.edit(&path, value, context),
            Msg::Undo | Msg::Redo => {
                self.take(context);
                match msg {
                    Msg::Undo => self.draft.undo(),
                    _ => self.draft.redo(),
                }
                self.note.clear();
                self.give(context);
            }
            Msg::Select(span) => {
                if let Some(field) = self.text_field() {
                    editor::select(&field, span);
                }
                return false;
            }
            Msg::Show(pane) => {
                self.take(context);
                self.pane = pane;
                self.fill_form();
            }
            Msg::Taken(note) => {
                self.note = note;
                self.leaving = None;
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        let taken = link.callback(Msg::Taken);
        html! {
            <>
                { tools::tools(self, context) }
                <main>
                    { tools::panes(self, context) }
                    { editor::editor(self, context) }
                    if self.pane == Pane::Forms {
                        { forms::forms(&self.form_model, self.findings(), link.callback(|(path, value)| Msg::Edit(path, value))) }
                    }
                    if self.pane == Pane::TakeAway {
                        <TakeAway sound={self.present().cloned()} {taken} />
                    }
                </main>
                <Preview sound={self.sound.clone()} is_old={self.sound.is_some() && self.present().is_none()} />
            </>
        }
    }
}

fn warnings(sound: &ValidDataset) -> Vec<Finding> {
    let warnings = weigh_in_core::lint::review(&sound.data.comparison).into_iter();
    let warnings = warnings.map(|warning| Finding {
        place: warning.place,
        message: warning.message,
        span: None,
    });
    warnings.collect()
}

/// Reads a file.
async fn open(file: File) -> Msg {
    let read = host::read(&file).await;
    Msg::Opened(Opening::new(&file.name(), read.ok()))
}
