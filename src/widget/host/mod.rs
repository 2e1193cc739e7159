//! Access to the page around the widget. Besides `element`, the only module that uses globals.

mod close_watcher;
mod files;
mod focus;
mod menus;
mod motion;
mod page;
mod pointer;
mod reflect;
mod sharing;

use gloo::events::EventListener;
use js_sys::Object;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ShadowRoot, Window, console};

pub(crate) use self::close_watcher::CloseWatcher;
pub(crate) use self::files::{save_png, save_text, today};
pub(crate) use self::focus::{
    click_in_row, focus_in, focus_match, focus_row, focused_within, is_undo, keep_focus,
    select_match, transfer_focus,
};
pub(crate) use self::menus::{close_menu, close_menu_on_focusout, close_menus, is_outside};
pub(crate) use self::motion::{ItemRects, on_next_frame, prefers_reduced_motion};
pub(crate) use self::page::{Intl, Page};
pub(crate) use self::pointer::{capture_pointer, item_index_at};
pub(crate) use self::reflect::{call, get_prop, has_flag, set_prop, settled};
pub(crate) use self::sharing::{copy, has_share_sheet, open_share_sheet};

/// Logs a warning for the publisher to the console.
pub(crate) fn warn(message: &str) {
    console::warn_1(&message.into());
}

/// Logs an information for the publisher to the console.
pub(crate) fn inform(message: &str) {
    if let Some(window) = window() {
        call(&get_prop(&window, "console"), "info", &[message.into()]);
    }
}

/// Returns the current time, in milliseconds.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// Listens to the events of a name that reach the window, until the listener is dropped.
pub(crate) fn listen(
    name: &'static str,
    callback: impl Fn(&Event) + 'static,
) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), name, callback))
}

/// Adds a style sheet to the shadow tree of an element.
pub(crate) fn adopt_styles(element: &Element, css: &str) {
    if let Some(sheet) = reflect::construct("CSSStyleSheet", &[]) {
        call(&sheet, "replaceSync", &[css.into()]);
        call(
            &get_prop(&root(element), "adoptedStyleSheets"),
            "push",
            &[sheet],
        );
    }
}

/// Returns the shadow root of an element. For an element that is not connected it is another node, which lacks the
/// properties of a shadow root.
fn root(element: &Element) -> ShadowRoot {
    element.get_root_node().unchecked_into()
}

/// Returns the closest ancestor of an event's target that matches a selector, or the target itself.
fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}

/// Returns the id of the criterion whose part of the weights' panel has a name that matches a selector, in the shadow tree
/// of an element.
pub(crate) fn criterion_matching(anchor: &Element, selector: &str) -> Option<String> {
    let name = call(&root(anchor), "querySelector", &[selector.into()])?;
    let weight = call(&name, "closest", &[".weight".into()])?;
    call(&weight, "getAttribute", &["data-criterion".into()])?.as_string()
}

/// Returns the value of the field that is the event's target.
pub(crate) fn field_text(event: &Event) -> String {
    let text = get_prop(&get_prop(event, "target"), "value").as_string();
    text.unwrap_or_default()
}

/// Returns the value of the slider that is the event's target, from 0 to 100.
pub(crate) fn slider_value(event: &Event) -> f64 {
    let number = get_prop(&get_prop(event, "target"), "valueAsNumber").as_f64();
    number.unwrap_or_default()
}

/// Scrolls the element on which an event was fired into view, in the middle of a row that scrolls sideways.
pub(crate) fn reveal_target(event: &Event) {
    if let Some(target) = target(event) {
        let options = Object::new();
        set_prop(&options, "block", "nearest");
        set_prop(&options, "inline", "center");
        call(&target, "scrollIntoView", &[options.into()]);
    }
}

/// Returns the element on which an event was fired. The current target is the root, where Yew listens.
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
