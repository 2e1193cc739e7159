//! What happens to the page as a whole: files that are dropped, keys outside of fields, and that it is left.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, FileList, KeyboardEvent};
use yew::html::Scope;

use super::app::{Msg, Studio};
use super::host;

/// Makes the browser ask whether the page shall be left.
pub fn ask_before_leaving() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&host::window(), "beforeunload", options, |event| {
        event.prevent_default();
    })
}

/// What happens to the page as a whole: files that are dropped, and keys outside of fields.
pub fn listeners(link: &Scope<Studio>) -> Vec<EventListener> {
    let Some(document) = host::window().document() else {
        return Vec::new();
    };
    let options = EventListenerOptions::enable_prevent_default();
    let over = EventListener::new_with_options(&document, "dragover", options, |event| {
        if files(event).is_some() {
            event.prevent_default();
        }
    });
    let to_open = link.clone();
    let drop = EventListener::new_with_options(&document, "drop", options, move |event| {
        if let Some(files) = files(event) {
            event.prevent_default();
            if let Some(file) = files.get(0) {
                to_open.send_message(Msg::Open(file));
            }
        }
    });
    let link = link.clone();
    let key = EventListener::new_with_options(&document, "keydown", options, move |event| {
        if let Some(msg) = step_of(event) {
            event.prevent_default();
            link.send_message(msg);
        }
    });
    vec![over, drop, key]
}

/// The files that are dragged; `None` if it is something else.
fn files(event: &Event) -> Option<FileList> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let has_files = data.types().includes(&"Files".into(), 0);
    has_files.then(|| data.files()).flatten()
}

/// The step that a key asks for. Fields have steps of their own, and so has the widget.
fn step_of(event: &Event) -> Option<Msg> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let target: Element = host::target(event)?;
    let is_elsewhere = target
        .closest("input, textarea, select, weigh-in")
        .is_ok_and(|found| found.is_some());
    if is_elsewhere || !(key.ctrl_key() || key.meta_key()) {
        return None;
    }
    match (&*key.key().to_lowercase(), key.shift_key()) {
        ("z", false) => Some(Msg::Undo),
        ("z", true) | ("y", false) => Some(Msg::Redo),
        _ => None,
    }
}
