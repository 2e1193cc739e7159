//! The commands that only Chromium has, and the memory statistics of a page among them.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    driver::{block_on, short_message},
    page::Page,
};

/// The numbers of nodes and listeners after a garbage collection.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DomCounters {
    pub nodes: usize,
    pub js_event_listeners: usize,
}

impl Page {
    /// Sends a command of the Chrome DevTools Protocol, and returns its result.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: Value) -> Value {
        match block_on(self.driver().cdp().send_raw(command, parameters)) {
            Ok(result) => result,
            Err(error) => panic!("{command}: {}", short_message(&error)),
        }
    }

    /// Runs Chromium's garbage collection, and returns the counters.
    #[track_caller]
    pub fn collect_garbage(&self) -> DomCounters {
        self.cdp("HeapProfiler.collectGarbage", json!({}));
        let counters = self.cdp("Memory.getDOMCounters", json!({}));
        serde_json::from_value(counters).expect("counters")
    }

    /// Counts the `WeakRef`s in a list of the window whose target was not collected.
    pub fn count_live_refs(&self, list: &str) -> Result<usize, String> {
        self.collect_garbage();
        let script = "return window[arguments[0]].filter((ref) => ref.deref()).length";
        self.try_js(script, json!([list]))
    }
}
