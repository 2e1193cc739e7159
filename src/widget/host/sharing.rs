use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::by_name::{call, get_prop, set_prop, settled};

/// Puts a text on the clipboard; whether that worked.
pub(crate) async fn copy(text: String) -> bool {
    // Pages without a secure origin have no clipboard at all.
    let clipboard = get_prop(&navigator(), "clipboard");
    match call(&clipboard, "writeText", &[text.into()]) {
        Some(written) => settled(written).await.is_some(),
        None => false,
    }
}

/// Whether the browser has a sheet to share a link with.
pub(crate) fn has_share_sheet() -> bool {
    Reflect::has(&navigator(), &"share".into()).unwrap_or(false)
}

/// Opens the browser's sheet to share a link with; whatever the reader does there is not told.
pub(crate) fn open_share_sheet(title: &str, url: &str) {
    let data = Object::new();
    set_prop(&data, "title", title);
    set_prop(&data, "url", url);
    if let Some(shared) = call(&navigator(), "share", &[data.into()]) {
        // Closing the sheet is no failure.
        spawn_local(async move {
            let _ = settled(shared).await;
        });
    }
}

fn navigator() -> JsValue {
    get_prop(&js_sys::global(), "navigator")
}
