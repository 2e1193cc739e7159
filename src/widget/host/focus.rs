use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent};

use super::reflect::{call, get_prop, has_flag, set_prop};
use super::{closest, root};

/// Returns the focused element, if it is inside `element`.
pub(crate) fn focused_within(element: &Element) -> Option<Element> {
    let focused = root(element).active_element()?;
    element.contains(Some(&focused)).then_some(focused)
}

/// Focuses an element again, without scrolling, unless another element has the focus by now. An element loses the focus
/// when it moves within the document.
pub(crate) fn keep_focus(element: &Element) {
    if root(element).active_element().is_none() {
        focus_in_place(element);
    }
}

/// Focuses an element without scrolling to it.
fn focus_in_place(element: &JsValue) {
    let options = Object::new();
    set_prop(&options, "preventScroll", true);
    call(element, "focus", &[options.into()]);
}

/// Focuses the first descendant that matches a selector, and scrolls to it. Reports whether one exists.
pub(crate) fn focus_match(within: &Element, selector: &str) -> bool {
    let found = within.query_selector(selector).ok().flatten();
    found.is_some_and(|found| call(&found, "focus", &[]).is_some())
}

/// Selects the text of the first descendant field that matches a selector.
pub(crate) fn select_match(within: &Element, selector: &str) {
    if let Ok(Some(field)) = within.query_selector(selector) {
        call(&field, "select", &[]);
    }
}

/// Reports whether a key is the shortcut for undo, outside a text field, which has its own; then prevents the default.
pub(crate) fn is_undo(event: &KeyboardEvent) -> bool {
    let is_z_key = get_prop(event, "code") == "KeyZ" && !has_flag(event, "shiftKey");
    let is_z = event.key() == "z" || is_z_key;
    let is_shortcut = (has_flag(event, "ctrlKey") || has_flag(event, "metaKey")) && is_z;
    let is_undo =
        is_shortcut && closest(event, "[type='text'], [type='search'], textarea").is_none();
    if is_undo {
        event.prevent_default();
    }
    is_undo
}

/// Focuses the name in the row that properties such as `nextElementSibling` lead to from the row of an event's target.
pub(crate) fn focus_row(event: &Event, properties: &[&str]) {
    let row = closest(event, ".entry").map(|row| {
        let start = JsValue::from(row);
        properties
            .iter()
            .fold(start, |node, name| get_prop(&node, name))
    });
    if let Some(row) = row.and_then(|row| row.dyn_into::<Element>().ok()) {
        focus_match(&row, ".entry-name");
    }
}

/// Clicks the first element that matches a selector in the row of an event's target.
pub(crate) fn click_in_row(event: &Event, selector: &str) {
    let button = closest(event, ".entry").and_then(|row| row.query_selector(selector).ok()?);
    if let Some(button) = button {
        call(&button, "click", &[]);
    }
}

/// Finds the closest ancestor of an event's target that matches `ancestor`, and focuses its first descendant that
/// matches `descendant`, and scrolls to it.
pub(crate) fn focus_in(event: &Event, ancestor: &str, descendant: &str) {
    if let Some(ancestor) = closest(event, ancestor) {
        focus_match(&ancestor, descendant);
    }
}

/// Does as [`focus_in`] without scrolling. For buttons that disappear when they are pressed.
pub(crate) fn transfer_focus(event: &Event, ancestor: &str, descendant: &str) {
    let ancestor = closest(event, ancestor);
    if let Some(element) = ancestor.and_then(|element| element.query_selector(descendant).ok()?) {
        focus_in_place(&element);
    }
}
