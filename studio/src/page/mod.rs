//! The page: Yew components that show and edit the draft.

mod app;
mod columns;
mod editor;
mod export;
mod findings;
mod forms;
mod gutter;
mod host;
mod markup;
mod page_listeners;
mod preview;
mod reading;
mod tools;

use wasm_bindgen::prelude::wasm_bindgen;

/// Renders the studio; called as soon as the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    if let Some(root) = host::element("studio") {
        yew::Renderer::<app::Studio>::with_root(root).render();
    }
}
