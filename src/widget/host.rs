//! The page around the widget. With `element`, the only module that touches globals.

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, Window, console};

use crate::share::Step;

/// The page, as far as a widget needs it.
pub(crate) struct Page {
    /// Dispatches an event on the element, given what follows `weigh-in-` in its name.
    emit: Function,
}

impl Page {
    pub(crate) fn new(emit: Function) -> Page {
        Page { emit }
    }

    /// Tells the page what happened: `ready`, `input` or `change`.
    pub(crate) fn emit(&self, event: &str) {
        // Dispatching reports what listeners throw, and throws nothing itself.
        let _ = self.emit.call1(&JsValue::NULL, &event.into());
    }

    /// The page's URL.
    pub(crate) fn url(&self) -> String {
        window()
            .and_then(|window| window.location().href().ok())
            .unwrap_or_default()
    }

    /// Writes the page's URL, keeping whatever state the page itself has in its history.
    ///
    /// Where history is out of reach, as in some sandboxed frames, the URL stays as it is.
    pub(crate) fn write_url(&self, url: &str, step: Step) {
        let Some(history) = window().and_then(|window| window.history().ok()) else {
            return;
        };
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = match step {
            Step::New => history.push_state_with_url(&state, "", Some(url)),
            Step::Same => history.replace_state_with_url(&state, "", Some(url)),
        };
    }

    /// Calls back whenever the page's URL changed by Back, Forward, a link or the address bar,
    /// until the listeners are dropped.
    pub(crate) fn on_navigation(
        &self,
        callback: impl Fn() + Clone + 'static,
    ) -> Vec<EventListener> {
        let window = window();
        let events = ["popstate", "hashchange"].into_iter();
        events
            .zip(window.iter().cycle())
            .map(|(event, window)| {
                let callback = callback.clone();
                EventListener::new(window, event, move |_| callback())
            })
            .collect()
    }
}

/// Puts a text on the clipboard; whether that worked.
pub(crate) async fn copy(text: String) -> bool {
    let Some(window) = window() else { return false };
    let navigator = window.navigator();
    // Pages without a secure origin have no clipboard at all.
    match Reflect::get(&navigator, &"clipboard".into()) {
        Ok(clipboard) if clipboard.is_object() => {
            JsFuture::from(navigator.clipboard().write_text(&text))
                .await
                .is_ok()
        }
        _ => false,
    }
}

/// Tells the publisher something, in the console.
pub(crate) fn warn(message: &str) {
    console::warn_1(&message.into());
}

/// Milliseconds of the page's clock.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// How far down an element is seen, in pixels.
pub(crate) fn top(element: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Calls back right before the next picture is painted, unless the frame is dropped before.
pub(crate) fn before_paint(callback: impl FnOnce() + 'static) -> AnimationFrame {
    request_animation_frame(|_| callback())
}

/// Lets elements glide to their places from where they were seen.
///
/// They are put back there without a transition; taking that back starts the one of the style sheet,
/// which honours the reader's wish for less motion.
pub(crate) fn glide(seen: Vec<(HtmlElement, f64)>) {
    for (element, _) in &seen {
        let style = element.style();
        let _ = style.set_property("transition", "none");
        let _ = style.remove_property("transform");
    }
    let distances: Vec<i32> = seen
        .iter()
        .map(|(element, at)| (at - top(element)).round() as i32)
        .collect();
    for ((element, _), distance) in seen.iter().zip(distances) {
        let _ = element
            .style()
            .set_property("transform", &format!("translateY({distance}px)"));
    }
    // Reading a place makes the browser take note of where things are before they start to move.
    seen.iter().take(1).for_each(|(element, _)| {
        top(element);
    });
    for (element, _) in &seen {
        let style = element.style();
        let _ = style.remove_property("transition");
        let _ = style.remove_property("transform");
    }
}

fn window() -> Option<Window> {
    web_sys::window()
}
