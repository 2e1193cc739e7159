//! The interface of the module for the studio.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the sheets with content, each as its name, its CSV and its notes.
///
/// # Errors
/// Those of [`read_sheets`](crate::read_sheets).
#[wasm_bindgen(js_name = readSheets)]
pub fn read_sheets(bytes: &[u8]) -> Result<Array, JsValue> {
    let sheets = crate::read_sheets(bytes)?.into_iter();
    let sheets = sheets.map(|sheet| {
        let notes = sheet.notes.join("; ");
        Array::of3(&sheet.name.into(), &sheet.csv.into(), &notes.into())
    });
    Ok(sheets.collect())
}
