//! The interface of the module for the studio.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the sheets with content, each as its name and its CSV.
///
/// # Errors
/// Those of [`read_sheets`](crate::read_sheets).
#[wasm_bindgen(js_name = readSheets)]
pub fn read_sheets(bytes: &[u8]) -> Result<Array, JsValue> {
    let sheets = crate::read_sheets(bytes)?.into_iter();
    let sheets = sheets.map(|sheet| Array::of2(&sheet.name.into(), &sheet.csv.into()));
    Ok(sheets.collect())
}
