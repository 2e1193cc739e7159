use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::reflect::{call, get_prop, set_prop, settled};

/// Copies a text to the clipboard. Reports whether that worked.
pub(crate) async fn copy(text: String) -> bool {
    // Pages without a secure origin have no clipboard API.
    let clipboard = get_prop(&navigator(), "clipboard");
    match call(&clipboard, "writeText", &[text.into()]) {
        Some(promise) => settled(promise).await.is_some(),
        None => false,
    }
}

/// Reports whether the browser has a share sheet.
pub(crate) fn has_share_sheet() -> bool {
    Reflect::has(&navigator(), &"share".into()).unwrap_or(false)
}

/// Opens the browser's share sheet for a link. The outcome is ignored.
pub(crate) fn open_share_sheet(title: &str, url: &str) {
    let data = Object::new();
    set_prop(&data, "title", title);
    set_prop(&data, "url", url);
    if let Some(promise) = call(&navigator(), "share", &[data.into()]) {
        // Closing the sheet rejects the promise, which is not an error.
        spawn_local(async move {
            let _ = settled(promise).await;
        });
    }
}

fn navigator() -> JsValue {
    get_prop(&js_sys::global(), "navigator")
}
