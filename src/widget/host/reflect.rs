//! Access to the page's objects by property name.
//!
//! wasm-bindgen generates a JavaScript function for every typed API that is used, and each reader loads all of them
//! first, even those of the panels and the extras. A property name adds bytes only to the chunk that uses it.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Returns a property of an object; `undefined` if it has none of this name.
pub(crate) fn get_prop(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Reports whether a property of an object is set, such as that of a key that is held during an event.
pub(crate) fn has_flag(object: &JsValue, name: &str) -> bool {
    get_prop(object, name).is_truthy()
}

/// Sets a property of an object. Failures are ignored.
pub(crate) fn set_prop(object: &JsValue, name: &str, value: impl Into<JsValue>) {
    let _ = Reflect::set(object, &name.into(), &value.into());
}

/// Calls a method of an object. Returns `None` if it doesn't exist or throws.
pub(crate) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    // `Reflect::apply` fails if this is not a function.
    let method: Function = get_prop(object, name).unchecked_into();
    let arguments: Array = arguments.iter().collect();
    Reflect::apply(&method, object, &arguments).ok()
}

/// Constructs an object of a global class. Returns `None` if the class doesn't exist or its constructor throws.
pub(super) fn construct(class: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = get_prop(&js_sys::global(), class).unchecked_into();
    let arguments: Array = arguments.iter().collect();
    Reflect::construct(&class, &arguments).ok()
}

/// Waits for a promise. Returns its value, or the reason why it is rejected.
pub(crate) async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}
