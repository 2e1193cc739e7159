//! Weigh-in: readers weigh the criteria of a ranking themselves.
//!
//! # Map
//! What decides is [`weigh_in_core`], which has a map of its own. This crate is the element: what touches a page.
//!
//! 1. `widget::host`: the page around a widget, by name.
//! 2. `widget::driver`: takes what happens to the model and carries out the effects that follow.
//! 3. `widget::app` and the views: what readers see, as functions of the model. `widget::panels` and `widget::extras`
//!    are WebAssembly files of their own, loaded once the ranking shows and when they are first opened.
//! 4. `element`: what the JavaScript shell (`assets/weigh-in.js`) calls. What reads data sets is a WebAssembly file of
//!    its own, too.
//!
//! Two programs for editors stand on the core, too: the command in `cli/`, and the page in `studio/`.
//!
//! ```text
//! data set ─▶ dataset ─▶ session ─▶ ranking ─▶ views ─▶ page
//!                           ▲  └──▶ robustness ──▲        │
//!                         update ◀── events ──────────────┘
//!                           └──▶ effects: URL, events of the element, focus, announcements, chunks
//! ```
//!
//! # Invariants
//! - All of it exists on `wasm32` only: natively there is nothing to show.
//! - `weigh_in_core::model::update` is the one place where a widget's state changes.
//! - Views read the model and dispatch events; they import nothing of `app`.
//! - Only `element` and `widget::host` touch globals of the page.

#[cfg(target_arch = "wasm32")]
mod element;
#[cfg(target_arch = "wasm32")]
mod widget;
