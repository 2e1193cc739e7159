use js_sys::Object;
use wasm_bindgen::JsValue;

use super::reflect::{call, get_prop, set_prop, settled};

/// Copies a text to the clipboard. Reports whether that worked.
pub(crate) async fn copy(text: String) -> bool {
    // Pages without a secure origin have no clipboard API.
    let clipboard = get_prop(&navigator(), "clipboard");
    match call(&clipboard, "writeText", &[text.into()]) {
        Some(promise) => settled(promise).await.is_ok(),
        None => false,
    }
}

/// Reports whether the browser has a share sheet that the page may open: a frame may not, unless the page allows it.
pub(crate) fn has_share_sheet() -> bool {
    let data = Object::new();
    // Any URL will do.
    set_prop(&data, "url", "https://example.org/");
    let can_share = call(&navigator(), "canShare", &[data.into()]);
    can_share.is_some_and(|can_share| can_share.is_truthy())
}

/// Opens the browser's share sheet for a link and a sentence about it. Reports whether it opened.
pub(crate) async fn open_share_sheet(title: String, text: String, url: String) -> bool {
    let data = Object::new();
    set_prop(&data, "title", title);
    set_prop(&data, "text", text);
    set_prop(&data, "url", url);
    match call(&navigator(), "share", &[data.into()]) {
        // Closing the sheet rejects the promise.
        Some(promise) => match settled(promise).await {
            Ok(_) => true,
            Err(error) => get_prop(&error, "name") == "AbortError",
        },
        None => false,
    }
}

fn navigator() -> JsValue {
    get_prop(&js_sys::global(), "navigator")
}
