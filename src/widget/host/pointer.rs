use web_sys::{Element, PointerEvent};
use yew::NodeRef;

use super::motion::{children, edge_of};
use super::reflect::{call, get_prop};

/// Directs all events of a pointer to an element until the pointer is released.
pub(crate) fn capture_pointer(element: &Element, event: &PointerEvent) {
    // Prevents the default action, such as selecting text.
    event.prevent_default();
    call(
        element,
        "setPointerCapture",
        &[get_prop(event, "pointerId")],
    );
}

/// Returns the index of the list item at a pointer's height; that of the first or last item if the pointer is outside.
pub(crate) fn item_index_at(list: &NodeRef, event: &PointerEvent) -> usize {
    let items = list.cast().map(|list| children(&list)).unwrap_or_default();
    let y = get_prop(event, "clientY").as_f64().unwrap_or_default();
    let above = items.iter().filter(|item| edge_of(item, "bottom") <= y);
    above
        .count()
        .min((items.length() as usize).saturating_sub(1))
}
