use std::future::Future;
use std::pin::Pin;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{DataFormat, Problem, records_to_csv};
use weigh_in_core::model::Shared;
use weigh_in_core::yielder::Yielder;

use super::problem_object;
use crate::widget::{LateDetails, call, get_prop, inform, settled};

/// A publisher's own data set.
#[wasm_bindgen]
pub struct DataSetHandle {
    pub(super) comparison: Shared<Comparison>,
    pub(super) details: LateDetails,
}

#[wasm_bindgen]
impl DataSetHandle {
    /// Returns another handle to the same data set, since the constructor of a widget consumes one.
    pub fn duplicate(&self) -> DataSetHandle {
        DataSetHandle {
            comparison: self.comparison.clone(),
            details: self.details.clone(),
        }
    }
}

/// Reads a data set from a file, which the properties of `file` describe:
///
/// | name | value |
/// | --- | --- |
/// | `bytes` | the content, a `Uint8Array` |
/// | `type`, `name` | the content type, and the name or URL; both may be empty |
/// | `onProgress` | a function that is called often with the progress, from 0 to 1; if it returns a promise, reading pauses until that settles |
/// | `onDone` | a function that is called at the end: with [`DataSetHandle`] and its number of entries, with an array of problems `{place, message}`, or without arguments if the WebAssembly that reads files could not be loaded |
#[wasm_bindgen]
pub fn read(file: JsValue) {
    let bytes = Uint8Array::new(&get_prop(&file, "bytes")).to_vec();
    let text = |name| get_prop(&file, name).as_string().unwrap_or_default();
    let format = DataFormat::detect(&text("type"), &text("name"), &bytes);
    start_reading(file, format, bytes);
}

/// Starts reading a file of a format, after loading the WebAssembly that does.
fn start_reading(file: JsValue, format: DataFormat, bytes: Vec<u8>) {
    spawn_local(async move {
        let started = match format {
            DataFormat::Json => start_reading_json(file.clone(), bytes).await,
            DataFormat::Csv => start_reading_csv(file.clone(), bytes).await,
            DataFormat::Packed => start_reading_packed(file.clone(), bytes).await,
        };
        if started.is_err() {
            call(&file, "onDone", &[]);
        }
    });
}

/// Starts reading JSON. The first call loads the WebAssembly file with the reader; after a failure the next call tries
/// again. A list of records is read as CSV, whose reader other JSON doesn’t load.
#[wasm_split(reading_json, fallible)]
fn start_reading_json(file: JsValue, bytes: Vec<u8>) -> Result<(), SplitLoaderError> {
    spawn_local(async move {
        let read = DataSet::read_json_cooperatively(&bytes, &PageYielder(&file)).await;
        // No list of records is a data set, so that only an invalid text is parsed again.
        let table = match &read {
            Ok(_) => None,
            Err(_) => std::str::from_utf8(&bytes).ok().and_then(records_to_csv),
        };
        let Some(table) = table else {
            return finish(&file, read.map(unpacked));
        };
        inform("<weigh-in>: the list of records is read as a table");
        start_reading(file, DataFormat::Csv, table.into_bytes());
    });
    Ok(())
}

/// Starts reading CSV, as [`start_reading_json`] does for JSON. The decisions about the table are shown to the publisher in the console.
#[wasm_split(reading_csv, fallible)]
fn start_reading_csv(file: JsValue, bytes: Vec<u8>) -> Result<(), SplitLoaderError> {
    spawn_local(async move {
        let read = DataSet::read_csv_cooperatively(&bytes, &PageYielder(&file)).await;
        for note in read.iter().flat_map(|data| &data.notes) {
            inform(&format!("<weigh-in>: {note}"));
        }
        finish(&file, read.map(unpacked));
    });
    Ok(())
}

/// Reads a packed file, after loading the WebAssembly that does as [`start_reading_json`] does for JSON.
#[wasm_split(reading_packed, fallible)]
fn start_reading_packed(file: JsValue, bytes: Vec<u8>) -> Result<(), SplitLoaderError> {
    let read = Comparison::read_packed(&bytes).map_err(|problem| vec![problem]);
    let packed =
        |(comparison, details): (_, &[u8])| (comparison, LateDetails::Packed(details.into()));
    finish(&file, read.map(packed));
    Ok(())
}

/// Returns the parts of a data set that has been read as a whole.
fn unpacked(data: DataSet) -> (Comparison, LateDetails) {
    (
        data.comparison,
        LateDetails::Unpacked(Shared::new(data.details)),
    )
}

/// Passes the result of reading a file to the page. Inlined, since chunks that share it would need one more request.
#[inline(always)]
fn finish(file: &JsValue, read: Result<(Comparison, LateDetails), Vec<Problem>>) {
    let result = match read {
        Ok((comparison, details)) => {
            let entries = comparison.entries.len() as u32;
            let data = DataSetHandle {
                comparison: Shared::new(comparison),
                details,
            };
            [data.into(), entries.into()]
        }
        Err(problems) => {
            let problems: Array = problems.iter().map(problem_object).collect();
            [problems.into(), JsValue::UNDEFINED]
        }
    };
    call(file, "onDone", &result);
}

/// Pauses when the page asks for it.
struct PageYielder<'a>(&'a JsValue);

impl Yielder for PageYielder<'_> {
    fn request_yield(&self, progress: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        let pause = call(self.0, "onProgress", &[progress.into()])?;
        if pause.is_undefined() {
            return None;
        }
        // A rejected promise ends the pause, too.
        Some(Box::pin(async move { drop(settled(pause).await) }))
    }
}
