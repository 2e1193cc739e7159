use gloo::render::{AnimationFrame, request_animation_frame};
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::reflect::{call, construct, get_prop, set_prop};

/// Returns the distance from the top of the viewport to an edge of an element, in pixels.
pub(super) fn edge_of(element: &JsValue, edge: &str) -> f64 {
    number(&bounding_rect(element), edge)
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

/// Where the items of a list are on the screen.
pub(crate) struct ItemRects {
    list_top: f64,
    /// A map from the items to their rectangles.
    rects: JsValue,
    /// The least height of an item, in pixels.
    min_height: f64,
}

impl ItemRects {
    /// Reads the rectangles. This costs nothing as long as the layout is up to date.
    pub(crate) fn read(list: &Element) -> ItemRects {
        let rects = construct("Map", &[]).unwrap_or_default();
        let mut min_height = f64::INFINITY;
        for item in children(list) {
            let rect = bounding_rect(&item);
            min_height = number(&rect, "height").min(min_height);
            call(&rects, "set", &[item, rect]);
        }
        ItemRects {
            list_top: edge_of(list, "top"),
            rects,
            min_height,
        }
    }

    /// Animates the items of the list from these rectangles to their positions in the present order, those that rise
    /// above the others, unless the reader prefers reduced motion.
    ///
    /// The positions follow from the order and the heights, since reading them would force another layout.
    pub(crate) fn animate(&self, list: &Element) {
        if prefers_reduced_motion() {
            return;
        }
        let mut top = self.list_top;
        for item in children(list) {
            let rect = call(&self.rects, "get", std::slice::from_ref(&item));
            let Some(rect) = rect.filter(|rect| !rect.is_undefined()) else {
                top += self.min_height;
                continue;
            };
            // Formatting whole numbers takes less code.
            let distance = (number(&rect, "top") - top).round() as i32;
            top += number(&rect, "height");
            if distance != 0 {
                let frame = |offset: i32| {
                    let frame = Object::new();
                    set_prop(&frame, "transform", format!("translateY({offset}px)"));
                    set_prop(&frame, "zIndex", u8::from(distance > 0));
                    frame
                };
                let options = Object::new();
                set_prop(&options, "duration", 200);
                set_prop(&options, "easing", "cubic-bezier(.2, 0, 0, 1)");
                let frames: Array = [distance, 0].map(frame).iter().collect();
                call(&item, "animate", &[frames.into(), options.into()]);
            }
        }
    }
}

/// Returns the items of a list, from the first to the last.
pub(super) fn children(list: &Element) -> Array {
    Array::from(&get_prop(list, "children"))
}

/// Returns the rectangle of an element in the viewport.
fn bounding_rect(element: &JsValue) -> JsValue {
    call(element, "getBoundingClientRect", &[]).unwrap_or_default()
}

fn number(object: &JsValue, name: &str) -> f64 {
    get_prop(object, name).as_f64().unwrap_or_default()
}
