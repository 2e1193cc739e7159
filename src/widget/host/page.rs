use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use weigh_in_core::model::{HistoryEntry, Now, Shared};
use weigh_in_core::text::{Locale, ValueFormat};

use super::reflect::{call, get_prop, settled};

/// The page, through the options of the shell that `element` lists.
pub(crate) struct Page(pub(crate) Object);

/// The number and date formats of the reader's language, from the browser's `Intl`.
pub(crate) struct Intl(pub(crate) Shared<Page>);

impl Locale for Intl {
    fn write(&self, format: ValueFormat, value: &str) -> String {
        let format = match format {
            ValueFormat::Decimal => "decimal",
            ValueFormat::Percent => "percent",
            ValueFormat::Month => "month",
            ValueFormat::Cardinal => "cardinal",
            ValueFormat::Ordinal => "ordinal",
        };
        let text = call(&self.0.0, "formatValue", &[format.into(), value.into()]);
        let text = text.and_then(|text| text.as_string());
        text.unwrap_or_else(|| value.to_owned())
    }
}

impl Page {
    /// Fires an event of the element: `ready`, `input` or `change`.
    pub(crate) fn emit(&self, event: &str) {
        call(&self.0, "emit", &[event.into()]);
    }

    /// Starts or ends watching for removals by others from the shadow tree, which end while the widget renders. Returns
    /// `false` if there were any.
    pub(crate) fn watch(&self, is_watching: bool) -> bool {
        call(&self.0, "watch", &[is_watching.into()]).is_some_and(|intact| intact.is_truthy())
    }

    /// Fetches the data for the code to embed: the URL of the shell's folder, the shell's integrity hash, and
    /// alternating names and values of attributes. Returns `None` on failure.
    pub(crate) async fn fetch_embed_info(&self) -> Option<Vec<String>> {
        let info = settled(call(&self.0, "embed", &[])?).await.ok()?;
        Array::from(&info)
            .iter()
            .map(|item| item.as_string())
            .collect()
    }

    /// Writes the page's URL, and keeps the page's own state in the history entry.
    ///
    /// If the history is not accessible, as in some sandboxed frames, the URL stays the same.
    pub(crate) fn write_url(&self, url: &str, entry: HistoryEntry) {
        let history = self.window("history");
        let method = match entry {
            HistoryEntry::Push => "pushState",
            HistoryEntry::Replace => "replaceState",
        };
        let state = get_prop(&history, "state");
        call(&history, method, &[state, "".into(), url.into()]);
    }

    /// Returns the current time, URL and history length.
    pub(crate) fn now(&self) -> Now {
        let url = get_prop(&self.window("location"), "href");
        let history_length = get_prop(&self.window("history"), "length").as_f64();
        Now {
            millis: super::now(),
            url: url.as_string().unwrap_or_default(),
            history_length: history_length.unwrap_or_default() as u32,
        }
    }

    /// Returns `location` or `history` of the page; in a frame, the replacements for those of the surrounding page.
    fn window(&self, name: &str) -> JsValue {
        get_prop(&get_prop(&self.0, "window"), name)
    }
}
