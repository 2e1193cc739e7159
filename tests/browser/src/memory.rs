//! Memory statistics of a page, which only Chromium provides.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{driver::block_on, page::Page};

/// The numbers of nodes and listeners after a garbage collection.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DomCounters {
    pub nodes: usize,
    pub js_event_listeners: usize,
}

impl Page {
    /// Runs Chromium's garbage collection, and returns the counters.
    #[track_caller]
    pub fn collect_garbage(&self) -> DomCounters {
        let counters = block_on(async {
            let chromium = self.driver().cdp();
            chromium.send_raw("HeapProfiler.collectGarbage", ()).await?;
            chromium.send_raw("Memory.getDOMCounters", ()).await
        });
        let counters: Value = counters.expect("Chromium counts");
        serde_json::from_value(counters).expect("counters")
    }

    /// Counts the `WeakRef`s in a list of the window whose target was not collected.
    pub fn count_live_refs(&self, list: &str) -> Result<usize, String> {
        self.collect_garbage();
        let script = "return window[arguments[0]].filter((ref) => ref.deref()).length";
        self.try_js(script, json!([list]))
    }
}
