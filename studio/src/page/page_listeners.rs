//! Listeners for the whole page: dropped files, keyboard shortcuts, and leaving it.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, FileList, KeyboardEvent};
use yew::html::Scope;

use super::app::{Msg, Studio};
use super::host;

/// Makes the browser ask before the page is left.
pub fn ask_before_leaving() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&host::window(), "beforeunload", options, |event| {
        event.prevent_default();
    })
}

/// Listens for dropped files and for keyboard shortcuts outside of fields.
pub fn add_listeners(link: &Scope<Studio>) -> Vec<EventListener> {
    let Some(document) = host::window().document() else {
        return Vec::new();
    };
    let options = EventListenerOptions::enable_prevent_default();
    let drag_over = EventListener::new_with_options(&document, "dragover", options, |event| {
        if dragged_files(event).is_some() {
            event.prevent_default();
        }
    });
    let drop_link = link.clone();
    let drop = EventListener::new_with_options(&document, "drop", options, move |event| {
        if let Some(files) = dragged_files(event) {
            event.prevent_default();
            if let Some(file) = files.get(0) {
                drop_link.send_message(Msg::OpenFile(file));
            }
        }
    });
    let link = link.clone();
    let key_down = EventListener::new_with_options(&document, "keydown", options, move |event| {
        if let Some(msg) = shortcut_msg(event) {
            event.prevent_default();
            link.send_message(msg);
        }
    });
    vec![drag_over, drop, key_down]
}

/// Returns the files of a drag event; `None` if something else is dragged.
fn dragged_files(event: &Event) -> Option<FileList> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let has_files = data.types().includes(&"Files".into(), 0);
    has_files.then(|| data.files()).flatten()
}

/// Returns the message of a keyboard shortcut. Fields and the widget handle these keys themselves.
fn shortcut_msg(event: &Event) -> Option<Msg> {
    let key = event.dyn_ref::<KeyboardEvent>()?;
    let target: Element = host::event_target(event)?;
    let is_handled_by_target = target
        .closest("input, textarea, select, weigh-in")
        .is_ok_and(|ancestor| ancestor.is_some());
    if is_handled_by_target || !(key.ctrl_key() || key.meta_key()) {
        return None;
    }
    match (&*key.key().to_lowercase(), key.shift_key()) {
        ("z", false) => Some(Msg::Undo),
        ("z", true) | ("y", false) => Some(Msg::Redo),
        _ => None,
    }
}
