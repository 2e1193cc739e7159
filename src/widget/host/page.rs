use gloo::events::EventListener;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::by_name::{call, get};
use super::window;
use crate::share::Step;
use crate::texts::{Form, Locale};

/// The page, as far as a widget needs it: functions that the shell gives, some of them `undefined`.
pub(crate) struct Page {
    /// Dispatches an event on the element, given what follows `weigh-in-` in its name.
    pub(crate) emit: Function,
    /// Promises what code to embed the widget needs.
    pub(crate) embed: Function,
    /// Gives the URL that the state stands in, where that is not the document's own.
    pub(crate) url: Function,
    /// Takes a new URL and whether it is a new entry of the history, likewise.
    pub(crate) write: Function,
}

/// The reader's language as the browser knows it: a function of the shell.
pub(crate) struct Intl(pub(crate) Function);

impl Locale for Intl {
    fn write(&self, form: Form, value: &str) -> String {
        let form = match form {
            Form::Decimal => "decimal",
            Form::Percent => "percent",
            Form::Month => "month",
            Form::Cardinal => "cardinal",
            Form::Ordinal => "ordinal",
        };
        let written = self.0.call2(&JsValue::NULL, &form.into(), &value.into());
        let written = written.ok().and_then(|written| written.as_string());
        written.unwrap_or_else(|| value.to_owned())
    }
}

impl Page {
    /// Tells the page what happened: `ready`, `input` or `change`.
    pub(crate) fn emit(&self, event: &str) {
        // Dispatching reports what listeners throw, and throws nothing itself.
        let _ = self.emit.call1(&JsValue::NULL, &event.into());
    }

    /// What code to embed the widget needs: the folder of the shell, its integrity, and names and values of
    /// attributes in turns; `None` if that can't be had.
    pub(crate) async fn release(&self) -> Option<Vec<String>> {
        let promise: Promise = self.embed.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
        let told = JsFuture::from(promise).await.ok()?;
        Array::from(&told)
            .iter()
            .map(|part| part.as_string())
            .collect()
    }

    /// The page's URL.
    pub(crate) fn url(&self) -> String {
        let url = self
            .url
            .is_function()
            .then(|| self.url.call0(&JsValue::NULL).ok()?.as_string());
        url.flatten().unwrap_or_else(own_url)
    }

    /// Writes the page's URL, keeping whatever state the page itself has in its history.
    ///
    /// Where history is out of reach, as in some sandboxed frames, the URL stays as it is.
    pub(crate) fn write_url(&self, url: &str, step: Step) {
        if self.write.is_function() {
            let is_new = step == Step::New;
            let _ = self
                .write
                .call2(&JsValue::NULL, &url.into(), &is_new.into());
            return;
        }
        let history = history();
        let write = match step {
            Step::New => "pushState",
            Step::Same => "replaceState",
        };
        let state = get(&history, "state");
        call(&history, write, &[state, "".into(), url.into()]);
    }

    /// How many entries the history has; 0 where it is out of reach.
    pub(crate) fn history_length(&self) -> u32 {
        let length = get(&history(), "length").as_f64();
        length.unwrap_or_default() as u32
    }

    /// Calls back whenever the page's URL changed by Back, Forward, a link or the address bar,
    /// until the listeners are dropped.
    pub(crate) fn on_navigation(
        &self,
        callback: impl Fn() + Clone + 'static,
    ) -> Vec<EventListener> {
        let window = window();
        let events = ["popstate", "hashchange"].into_iter();
        events
            .zip(window.iter().cycle())
            .map(|(event, window)| {
                let callback = callback.clone();
                EventListener::new(window, event, move |_| callback())
            })
            .collect()
    }
}

/// The document's URL.
fn own_url() -> String {
    let location = get(&js_sys::global(), "location");
    get(&location, "href").as_string().unwrap_or_default()
}

fn history() -> JsValue {
    get(&js_sys::global(), "history")
}
