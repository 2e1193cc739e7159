use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};

use super::reflect::{call, construct};

/// Listens for the device's gesture or button that goes back, as Android has it, until it is dropped. The page's history
/// is not involved.
pub(crate) struct CloseWatcher {
    watcher: JsValue,
    _listener: EventListener,
}

impl CloseWatcher {
    /// Starts to listen; `None` in browsers without this interface, such as Firefox and Safari in 2026.
    pub(crate) fn new(on_close: impl Fn() + 'static) -> Option<CloseWatcher> {
        let watcher = construct("CloseWatcher", &[])?;
        let target = watcher.clone().unchecked_into();
        Some(CloseWatcher {
            watcher,
            _listener: EventListener::new(&target, "close", move |_| on_close()),
        })
    }
}

impl Drop for CloseWatcher {
    fn drop(&mut self) {
        call(&self.watcher, "destroy", &[]);
    }
}
