use std::future::Future;
use std::pin::Pin;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::{Comparison, DataSet, Details};
use weigh_in_core::format::Format;
use weigh_in_core::model::Shared;
use weigh_in_core::yielder::Yielder;

use super::told;
use crate::widget::{call, get_prop, settled};

/// A data set that a publisher brings.
#[wasm_bindgen]
pub struct Data {
    pub(super) comparison: Shared<Comparison>,
    pub(super) details: Shared<Details>,
}

#[wasm_bindgen]
impl Data {
    /// The same data set, for a widget to take.
    pub fn share(&self) -> Data {
        Data {
            comparison: self.comparison.clone(),
            details: self.details.clone(),
        }
    }
}

/// Reads a data set from a file. What it needs to know stands in `file`:
///
/// | name | value |
/// | --- | --- |
/// | `bytes` | its content, a `Uint8Array` |
/// | `type`, `name` | its content type, and its name or URL; both may be empty |
/// | `next` | a function that is called often, with the part that is done, from 0 to 1; if it gives a promise, that is waited for |
/// | `done` | a function that is called at last: with [`Data`] and how many entries it has, or with an array of problems, `{place, message}`, or with nothing if what reads could not be loaded |
#[wasm_bindgen]
pub fn read(file: JsValue) {
    spawn_local(async move {
        if begin(file.clone()).await.is_err() {
            call(&file, "done", &[]);
        }
    });
}

/// Loads what reads data sets, the first time, and begins to read. After a failure the next call tries again.
#[wasm_split(reading, fallible)]
fn begin(file: JsValue) -> Result<(), SplitLoaderError> {
    spawn_local(read_file(file));
    Ok(())
}

async fn read_file(file: JsValue) {
    let bytes = Uint8Array::new(&get_prop(&file, "bytes")).to_vec();
    let text = |name| get_prop(&file, name).as_string().unwrap_or_default();
    let format = Format::detect(&text("type"), &text("name"), &bytes);
    let read = DataSet::read_cooperatively(&bytes, format, &PageYielder(&file)).await;
    let result = match read {
        Ok(DataSet {
            comparison,
            details,
        }) => {
            let entries = comparison.entries.len() as u32;
            let data = Data {
                comparison: Shared::new(comparison),
                details: Shared::new(details),
            };
            [data.into(), entries.into()]
        }
        Err(problems) => {
            let problems: Array = problems.iter().map(told).collect();
            [problems.into(), JsValue::UNDEFINED]
        }
    };
    call(&file, "done", &result);
}

/// The page says when it wants a turn.
struct PageYielder<'a>(&'a JsValue);

impl Yielder for PageYielder<'_> {
    fn next(&self, done: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        let wanted = call(self.0, "next", &[done.into()])?;
        if wanted.is_undefined() {
            return None;
        }
        // A promise that is broken has been waited for, too.
        Some(Box::pin(async move { drop(settled(wanted).await) }))
    }
}
