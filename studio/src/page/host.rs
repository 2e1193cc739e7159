//! The browser around the studio: elements that stand in the page, files, the clipboard.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, File, HtmlAnchorElement, TextDecoder, Url, Window,
};

use crate::encoding::{self, Encoding};

/// The window; there is one in a page.
pub fn window() -> Window {
    web_sys::window().expect("the studio runs in a page")
}

/// An element of the page by its id.
pub fn element(id: &str) -> Option<Element> {
    window().document()?.get_element_by_id(id)
}

/// Milliseconds since some time.
pub fn now() -> f64 {
    window()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

/// The element that an event has happened to.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// The URL of the folder in which the studio lies.
pub fn folder() -> String {
    let address = window().location().href().unwrap_or_default();
    let page = address.split(['?', '#']).next().unwrap_or_default();
    page[..page.rfind('/').map_or(0, |slash| slash + 1)].to_owned()
}

/// A file as text, and the encoding that it was in.
pub async fn read(file: &File) -> Result<(String, Encoding), JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    let encoding = Encoding::of(&bytes);
    let decoder = TextDecoder::new_with_label(encoding.label())?;
    let text = decoder.decode_with_u8_array(&bytes)?;
    Ok((encoding::plain(&text), encoding))
}

/// Lets the browser save a text as a file.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = window().document().ok_or(JsValue::UNDEFINED)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser may read the file after the click is over.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url)))
        .forget();
    Ok(())
}

/// Puts a text into the clipboard; whether that worked.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // It is missing where the page is not secure.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// The hash of `weigh-in.js` beside the studio, as the release tells it.
pub async fn integrity() -> Option<String> {
    let response = JsFuture::from(window().fetch_with_str("integrity.json"));
    let response: web_sys::Response = response.await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    let hashes: serde_json::Value = serde_json::from_str(&text.as_string()?).ok()?;
    Some(hashes.get("weigh-in.js")?.as_str()?.to_owned())
}
