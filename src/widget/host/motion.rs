use gloo::render::{AnimationFrame, request_animation_frame};
use web_sys::Element;

use super::by_name::{call, get_prop, set_prop};

/// How far down an element is seen, in pixels.
pub(crate) fn top(element: &Element) -> f64 {
    edge(element, "top")
}

/// How far down an edge of an element is seen, in pixels.
pub(super) fn edge(element: &Element, edge: &str) -> f64 {
    let edge = get_prop(&element.get_bounding_client_rect(), edge);
    edge.as_f64().unwrap_or_default()
}

/// Calls back right before the next picture is painted, unless the frame is dropped before.
pub(crate) fn before_paint(callback: impl FnOnce() + 'static) -> AnimationFrame {
    request_animation_frame(|_| callback())
}

/// Whether the reader wishes for less motion.
pub(crate) fn prefers_less_motion() -> bool {
    let query = "(prefers-reduced-motion: reduce)".into();
    let matched = call(&js_sys::global(), "matchMedia", &[query]);
    matched.is_some_and(|matched| get_prop(&matched, "matches").is_truthy())
}

/// Lets elements glide to their places from where they were seen.
///
/// They are put back there without a transition; taking that back starts the one of the style sheet,
/// which honors the reader's wish for less motion.
pub(crate) fn glide(seen: Vec<(Element, f64)>) {
    let set = |element, transition: &str, transform: &str| {
        let style = get_prop(element, "style");
        set_prop(&style, "transition", transition);
        set_prop(&style, "transform", transform);
    };
    for (element, _) in &seen {
        set(element, "none", "");
    }
    let distances: Vec<i32> = seen
        .iter()
        .map(|(element, at)| (at - top(element)).round() as i32)
        .collect();
    for ((element, _), distance) in seen.iter().zip(distances) {
        set(element, "none", &format!("translateY({distance}px)"));
    }
    // Reading a place makes the browser take note of where things are before they start to move.
    if let Some((element, _)) = seen.first() {
        top(element);
    }
    for (element, _) in &seen {
        set(element, "", "");
    }
}
