use gloo::render::{AnimationFrame, request_animation_frame};
use web_sys::Element;

use super::reflect::{call, get_prop, set_prop};

/// Returns the distance from the top of the viewport to an element, in pixels.
pub(crate) fn top_of(element: &Element) -> f64 {
    edge_of(element, "top")
}

/// Returns the distance from the top of the viewport to an edge of an element, in pixels.
pub(super) fn edge_of(element: &Element, edge: &str) -> f64 {
    let edge = get_prop(&element.get_bounding_client_rect(), edge);
    edge.as_f64().unwrap_or_default()
}

/// Runs a callback right before the next frame is painted, unless the returned value is dropped first.
pub(crate) fn on_next_frame(callback: impl FnOnce() + 'static) -> AnimationFrame {
    request_animation_frame(|_| callback())
}

/// Reports whether the reader prefers reduced motion.
pub(crate) fn prefers_reduced_motion() -> bool {
    let query = "(prefers-reduced-motion: reduce)".into();
    let matched = call(&js_sys::global(), "matchMedia", &[query]);
    matched.is_some_and(|matched| get_prop(&matched, "matches").is_truthy())
}

/// Animates elements to their positions from their previous distances to the top of the viewport, in pixels.
///
/// They are first moved back there without a transition. Undoing that starts the transition of the style sheet, which
/// respects `prefers-reduced-motion`.
pub(crate) fn animate_from(previous: Vec<(Element, f64)>) {
    let set = |element, transition: &str, transform: &str| {
        let style = get_prop(element, "style");
        set_prop(&style, "transition", transition);
        set_prop(&style, "transform", transform);
    };
    for (element, _) in &previous {
        set(element, "none", "");
    }
    let distances: Vec<i32> = previous
        .iter()
        .map(|(element, top)| (top - top_of(element)).round() as i32)
        .collect();
    for ((element, _), distance) in previous.iter().zip(distances) {
        set(element, "none", &format!("translateY({distance}px)"));
    }
    // Reading a position forces a layout, so that the transition starts from there.
    if let Some((element, _)) = previous.first() {
        top_of(element);
    }
    for (element, _) in &previous {
        set(element, "", "");
    }
}
