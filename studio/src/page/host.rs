//! The browser's interfaces: elements of the page, files, the clipboard.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, File, HtmlAnchorElement, HtmlElement, TextDecoder, Url,
    Window,
};

use weigh_in_workbook::Sheet;

use crate::encoding::{self, Encoding};

#[wasm_bindgen]
extern "C" {
    /// Loads the reader of workbooks, and returns the sheets with content, each as its name, its CSV and its notes. Defined by the
    /// script of the studio.
    #[wasm_bindgen(catch, js_name = readWorkbook)]
    async fn read_workbook(bytes: Uint8Array) -> Result<JsValue, JsValue>;
}

/// Returns the window.
pub fn window() -> Window {
    web_sys::window().expect("the studio runs in a page")
}

/// Finds an element of the page by its id.
pub fn element(id: &str) -> Option<Element> {
    window().document()?.get_element_by_id(id)
}

/// Focuses an element of the page by its id.
pub fn focus(id: &str) {
    let element = element(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // An element that can't be focused stays without focus.
        let _ = element.focus();
    }
}

/// Returns the time in milliseconds since the page was opened.
pub fn now() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// Returns the target of an event.
pub fn event_target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// Returns the URL of the folder that contains the studio.
pub fn folder() -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split(['?', '#']).next().unwrap_or_default();
    page[..page.rfind('/').map_or(0, |slash| slash + 1)].to_owned()
}

/// Reads the bytes of a file.
pub async fn read_bytes(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Decodes the text of a file, and returns the encoding that was detected.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), JsValue> {
    let encoding = Encoding::detect(bytes);
    let decoder = TextDecoder::new_with_label(encoding.label())?;
    let text = decoder.decode_with_u8_array(bytes)?;
    Ok((encoding::normalize_line_breaks(&text), encoding))
}

/// Reads the sheets of a workbook with content.
///
/// # Errors
/// Returns a sentence without a capital and a full stop.
pub async fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let sheets = read_workbook(Uint8Array::from(bytes)).await;
    let sheets = sheets.map_err(|error| match error.as_string() {
        Some(error) => error,
        None => "the reader of workbooks does not load, or fails on this file: check the connection, or save the sheet as “CSV UTF-8”".to_owned(),
    })?;
    let sheets = Array::from(&sheets);
    let sheets = sheets.iter().map(|sheet| {
        let sheet = Array::from(&sheet);
        let text = |index| sheet.get(index).as_string().unwrap_or_default();
        Sheet {
            name: text(0),
            csv: encoding::normalize_line_breaks(&text(1)),
            notes: Some(text(2))
                .filter(|notes| !notes.is_empty())
                .into_iter()
                .collect(),
        }
    });
    Ok(sheets.collect())
}

/// Makes the browser download a file.
pub fn download(name: &str, kind: &str, content: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = window().document().ok_or(JsValue::UNDEFINED)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser may read the file after the click.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url)))
        .forget();
    Ok(())
}

/// Copies a text to the clipboard, and reports whether that worked.
pub async fn copy_text(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // The clipboard is missing in insecure contexts.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Fetches the integrity hash of the `weigh-in.js` beside the studio.
pub async fn fetch_integrity() -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str("integrity.json"));
    let response: web_sys::Response = response.await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let hashes: serde_json::Value = serde_json::from_str(&text.as_string()?).ok()?;
    Some(hashes.get("weigh-in.js")?.as_str()?.to_owned())
}
