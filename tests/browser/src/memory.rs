//! What a page holds on to; Chromium alone tells.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{driver::block_on, page::Page};

/// What is left in a page after its garbage was collected.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DomCounters {
    pub nodes: usize,
    pub js_event_listeners: usize,
}

impl Page {
    /// Collects Chromium's garbage and counts the rest.
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

    /// How many of the window's list of `WeakRef`s refer to something that is no garbage.
    pub fn count_live_refs(&self, list: &str) -> Result<usize, String> {
        self.collect_garbage();
        let script = "return window[arguments[0]].filter((ref) => ref.deref()).length";
        self.try_js(script, json!([list]))
    }
}
