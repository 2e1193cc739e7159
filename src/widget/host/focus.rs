use js_sys::Object;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event, KeyboardEvent};

use super::by_name::{call, get_prop, set_prop};
use super::{around, root};

/// The element of a shadow tree that has the focus, if it lies within another one.
pub(crate) fn focused_within(element: &Element) -> Option<Element> {
    let focused = root(element).active_element()?;
    element.contains(Some(&focused)).then_some(focused)
}

/// Gives an element the focus again if it has lost it to nothing else, as it does when it is moved
/// about the document. The page stays where it is.
pub(crate) fn keep_focus(element: &Element) {
    if root(element).active_element().is_none() {
        focus_in_place(element);
    }
}

/// Gives an element the focus without scrolling to it.
fn focus_in_place(element: &JsValue) {
    let options = Object::new();
    set_prop(&options, "preventScroll", true);
    call(element, "focus", &[options.into()]);
}

/// Moves the focus from what a key was pressed in to its neighbors: by an arrow to the next or the one
/// before, as the text runs, by Home and End to the first and the last.
pub(crate) fn rove_focus(event: KeyboardEvent) {
    let at = get_prop(&event, "target");
    let list = get_prop(&at, "parentElement");
    let of = std::slice::from_ref(&list);
    let style = call(&js_sys::global(), "getComputedStyle", of);
    let way = get_prop(&style.unwrap_or_default(), "direction").as_string();
    let reversed = way.is_some_and(|way| way == "rtl");
    let next = match (&*event.key(), reversed) {
        ("ArrowRight", false) | ("ArrowLeft", true) => get_prop(&at, "nextElementSibling"),
        ("ArrowLeft", false) | ("ArrowRight", true) => get_prop(&at, "previousElementSibling"),
        ("Home", _) => get_prop(&list, "firstElementChild"),
        ("End", _) => get_prop(&list, "lastElementChild"),
        _ => return,
    };
    event.prevent_default();
    focus_in_place(&next);
}

/// Gives what a selector finds inside an element the focus, and scrolls to it; whether there is such.
pub(crate) fn go_to(within: &Element, selector: &str) -> bool {
    let found = within.query_selector(selector).ok().flatten();
    found.is_some_and(|found| call(&found, "focus", &[]).is_some())
}

/// Gives the focus to what one selector finds inside what another finds around an event: for what goes
/// away when it is pressed. The page stays where it is.
pub(crate) fn hand_focus(event: &Event, around: &str, to: &str) {
    let to = self::around(event, around).and_then(|around| around.query_selector(to).ok()?);
    if let Some(to) = to {
        focus_in_place(&to);
    }
}
