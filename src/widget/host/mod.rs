//! The page around the widget. With `element`, the only module that touches globals.

mod by_name;
mod files;
mod focus;
mod menus;
mod motion;
mod page;
mod pointer;
mod sharing;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, ShadowRoot, Window, console};

pub(crate) use self::by_name::{call, get_prop, set_prop, settled};
pub(crate) use self::files::{save_painted, save_text, today};
pub(crate) use self::focus::{focused_within, go_to, hand_focus, keep_focus, rove_focus};
pub(crate) use self::menus::{close_menu, close_menus, leave_menu};
pub(crate) use self::motion::{before_paint, glide, prefers_less_motion, top};
pub(crate) use self::page::{Intl, Page};
pub(crate) use self::pointer::{capture, place_at};
pub(crate) use self::sharing::{copy, has_share_sheet, open_share_sheet};

/// Tells the publisher something, in the console.
pub(crate) fn warn(message: &str) {
    console::warn_1(&message.into());
}

/// Milliseconds of the page's clock.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// Calls back at every event of this name that reaches the window, until the listener is dropped.
pub(crate) fn listen(
    name: &'static str,
    callback: impl Fn(&Event) + 'static,
) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), name, callback))
}

/// Adds a style sheet to those of the shadow tree that an element lies in.
pub(crate) fn adopt(element: &Element, css: &str) {
    if let Some(sheet) = by_name::make("CSSStyleSheet", &[]) {
        call(&sheet, "replaceSync", &[css.into()]);
        call(
            &get_prop(&root(element), "adoptedStyleSheets"),
            "push",
            &[sheet],
        );
    }
}

/// The shadow tree that an element lies in. What is on no page has no tree, and nothing of a tree.
fn root(element: &Element) -> ShadowRoot {
    element.get_root_node().unchecked_into()
}

/// What a selector finds around an event.
fn around(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}

/// What stands in the field that an event happened in.
pub(crate) fn text_in(event: &Event) -> String {
    let text = get_prop(&get_prop(event, "target"), "value").as_string();
    text.unwrap_or_default()
}

/// Where the slider stands that an event happened in, from 0 to 100.
pub(crate) fn number_in(event: &Event) -> f64 {
    let number = get_prop(&get_prop(event, "target"), "valueAsNumber").as_f64();
    number.unwrap_or_default()
}

/// The element that an event happened in. Yew listens at the root: the current target is that.
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
