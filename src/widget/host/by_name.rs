//! The page's objects, used by name.
//!
//! wasm-bindgen writes a JavaScript function for whatever is used by its type, and every reader loads
//! all of them at first, those of the panels and the extras too. A name costs only who uses it.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What an object has under a name; `undefined` if nothing.
pub(crate) fn get_prop(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Gives an object something under a name, if it takes that.
pub(crate) fn set_prop(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    let _ = Reflect::set(object, &name.into(), &value.into());
}

/// Calls a method of an object; `None` if there is none, or it fails.
pub(crate) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    // If it is no function, applying it fails.
    let method: Function = get_prop(object, name).unchecked_into();
    let arguments: Array = arguments.iter().collect();
    Reflect::apply(&method, object, &arguments).ok()
}

/// Makes an object of a class of the page; `None` if there is none, or it fails.
pub(super) fn make(class: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = get_prop(&js_sys::global(), class).unchecked_into();
    let arguments: Array = arguments.iter().collect();
    Reflect::construct(&class, &arguments).ok()
}

/// What comes of a promise; `None` if it is broken.
pub(crate) async fn settled(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await.ok()
}
