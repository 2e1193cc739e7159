use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent};

use super::by_name::{call, get_prop, set_prop};
use super::{around, hand_focus};

/// Closes the menus inside an element that an event did not happen in.
pub(crate) fn close_menus(within: &Element, event: &Event) {
    let path = event.composed_path();
    let open = call(within, "querySelectorAll", &["details.menu[open]".into()]);
    for menu in Array::from(&open.unwrap_or_default()) {
        if !path.includes(&menu, 0) {
            set_prop(&menu, "open", false);
        }
    }
}

/// Closes the menu that an event happened in, and gives its button the focus.
pub(crate) fn close_menu(event: &Event) {
    if let Some(menu) = around(event, "details.menu") {
        set_prop(&menu, "open", false);
        hand_focus(event, "details.menu", "summary");
    }
}

/// Closes the menu that the focus has left for another element.
pub(crate) fn leave_menu(event: &FocusEvent) {
    let next = get_prop(event, "relatedTarget").dyn_into::<Element>().ok();
    if let (Some(menu), Some(next)) = (around(event, "details.menu"), next)
        && !menu.contains(Some(&next))
    {
        set_prop(&menu, "open", false);
    }
}
