use web_sys::{Element, PointerEvent};

use super::by_name::{call, get_prop};
use super::motion::edge;

/// Lets an element have all that a pointer does until it is let go.
pub(crate) fn capture(element: &Element, event: &PointerEvent) {
    // Nothing else of the page, such as a selection of text, shall begin.
    event.prevent_default();
    call(
        element,
        "setPointerCapture",
        &[get_prop(event, "pointerId")],
    );
}

/// Which of a list's items a pointer is at, counted from 0; beyond the ends it is the first or last.
pub(crate) fn place_at(list: &Element, event: &PointerEvent) -> usize {
    let items = list.children();
    let at = get_prop(event, "clientY").as_f64().unwrap_or_default();
    let above = (0..items.length())
        .filter_map(|place| items.item(place))
        .filter(|item| edge(item, "bottom") <= at);
    above
        .count()
        .min((items.length() as usize).saturating_sub(1))
}
