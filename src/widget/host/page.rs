use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use weigh_in_core::model::{HistoryEntry, Now, Shared};
use weigh_in_core::text::{Form, Locale};

use super::by_name::{call, get_prop, settled};

/// The page, as far as a widget needs it: the options that the shell gives, as `element` lists them.
pub(crate) struct Page(pub(crate) Object);

/// The reader's language as the browser knows it.
pub(crate) struct Intl(pub(crate) Shared<Page>);

impl Locale for Intl {
    fn write(&self, form: Form, value: &str) -> String {
        let form = match form {
            Form::Decimal => "decimal",
            Form::Percent => "percent",
            Form::Month => "month",
            Form::Cardinal => "cardinal",
            Form::Ordinal => "ordinal",
        };
        let written = call(&self.0.0, "locale", &[form.into(), value.into()]);
        let written = written.and_then(|written| written.as_string());
        written.unwrap_or_else(|| value.to_owned())
    }
}

impl Page {
    /// Tells the page what happened: `ready`, `input` or `change`.
    pub(crate) fn emit(&self, event: &str) {
        call(&self.0, "emit", &[event.into()]);
    }

    /// What code to embed the widget needs: the folder of the shell, its integrity, and names and values of
    /// attributes in turns; `None` if that can't be had.
    pub(crate) async fn release(&self) -> Option<Vec<String>> {
        let told = settled(call(&self.0, "embed", &[])?).await?;
        Array::from(&told)
            .iter()
            .map(|part| part.as_string())
            .collect()
    }

    /// Writes the page's URL, keeping whatever state the page itself has in its history.
    ///
    /// Where history is out of reach, as in some sandboxed frames, the URL stays as it is.
    pub(crate) fn write_url(&self, url: &str, step: HistoryEntry) {
        let history = self.window("history");
        let write = match step {
            HistoryEntry::Push => "pushState",
            HistoryEntry::Replace => "replaceState",
        };
        let state = get_prop(&history, "state");
        call(&history, write, &[state, "".into(), url.into()]);
    }

    /// The page at this moment.
    pub(crate) fn now(&self) -> Now {
        let url = get_prop(&self.window("location"), "href");
        let entries = get_prop(&self.window("history"), "length").as_f64();
        Now {
            millis: super::now(),
            url: url.as_string().unwrap_or_default(),
            entries: entries.unwrap_or_default() as u32,
        }
    }

    /// `location` or `history` of the page; in a frame they stand for those of the page around.
    fn window(&self, name: &str) -> JsValue {
        get_prop(&get_prop(&self.0, "window"), name)
    }
}
