//! The page: what is seen, and what is done to the draft.

mod app;
mod editor;
mod findings;
mod forms;
mod gutter;
mod host;
mod markup;
mod page_listeners;
mod preview;
mod reading;
mod take_away;
mod tools;

use wasm_bindgen::prelude::wasm_bindgen;

/// Shows the studio; called as soon as the module is there.
#[wasm_bindgen(start)]
pub fn start() {
    if let Some(root) = host::element("studio") {
        yew::Renderer::<app::Studio>::with_root(root).render();
    }
}
