use std::rc::Rc;

use weigh_in_core::model::Event;
use yew::prelude::*;

use crate::widget::driver::Driver;
use crate::widget::host;

/// Handles the keys of the whole widget: Ctrl or ⌘ with Z undoes; Escape closes the details of an entry that it is pressed
/// in; on the name of an entry, the arrows up and down, Home and End move to other rows, and C selects the entry for
/// comparison.
pub(super) fn handle_key(driver: &Rc<Driver>, event: &KeyboardEvent) {
    if host::is_undo(event) {
        return driver.dispatch(Event::Undo);
    }
    let is_in_details = !host::is_outside(".entry[data-open]", event);
    if event.key() == "Escape" && is_in_details && !host::has_flag(event, "defaultPrevented") {
        event.prevent_default();
        host::focus_in(event, ".entry", ".entry-name");
        return host::click_in_row(event, ".entry-name");
    }
    let is_shortcut = ["ctrlKey", "metaKey", "altKey"].map(|key| host::has_flag(event, key));
    if is_shortcut.contains(&true) || host::is_outside(".entry-name", event) {
        return;
    }
    match &*event.key() {
        "ArrowUp" => host::focus_row(event, &["previousElementSibling"]),
        "ArrowDown" => host::focus_row(event, &["nextElementSibling"]),
        "Home" => host::focus_row(event, &["parentNode", "firstElementChild"]),
        "End" => host::focus_row(event, &["parentNode", "lastElementChild"]),
        "c" | "C" => host::click_in_row(event, ".compare-toggle"),
        _ => return,
    }
    event.prevent_default();
}
