use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent};

use super::reflect::{call, get_prop, set_prop};
use super::{closest, transfer_focus};

/// Closes the menus inside an element, except one that contains the event's target, and those of the filter sheet.
pub(crate) fn close_menus(within: &Element, event: &Event) {
    let path = composed_path(event);
    let open = call(
        within,
        "querySelectorAll",
        &["details.menu[open]:not(.filter-sheet *)".into()],
    );
    for menu in Array::from(&open.unwrap_or_default()) {
        if !path.iter().any(|element| element == menu) {
            set_prop(&menu, "open", false);
        }
    }
}

/// Reports whether an event that reached the window comes from outside of all elements that match a selector.
pub(crate) fn is_outside(selector: &str, event: &Event) -> bool {
    let target = composed_path(event).get(0).dyn_into::<Element>();
    target.is_ok_and(|target| matches!(target.closest(selector), Ok(None)))
}

/// Returns the elements that an event passes, from the innermost to the outermost.
fn composed_path(event: &Event) -> Array {
    Array::from(&call(event, "composedPath", &[]).unwrap_or_default())
}

/// Closes the menu that contains the event's target, and focuses the menu's button.
pub(crate) fn close_menu(event: &Event) {
    if let Some(menu) = closest(event, "details.menu") {
        set_prop(&menu, "open", false);
        transfer_focus(event, "details.menu", "summary");
    }
}

/// Closes the menu when the focus moves from it to another element.
pub(crate) fn close_menu_on_focusout(event: &FocusEvent) {
    let next = get_prop(event, "relatedTarget").dyn_into::<Element>().ok();
    if let (Some(menu), Some(next)) = (closest(event, "details.menu:not(.filter-sheet *)"), next)
        && !menu.contains(Some(&next))
    {
        set_prop(&menu, "open", false);
    }
}
