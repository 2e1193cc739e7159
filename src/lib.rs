//! Weigh-in: readers weigh the criteria of a ranking themselves.
//!
//! # Map
//! What decides is [`weigh_in_core`], which has a map of its own. This crate is the element: what touches a page.
//!
//! 1. `widget`: the Yew components, and `widget::host`, the page around them. `widget::panels` and
//!    `widget::extras` are WebAssembly files of their own, loaded once the ranking shows and when they are
//!    first wanted.
//! 2. `element`: what the JavaScript shell (`assets/weigh-in.js`) calls. What reads data sets is a
//!    WebAssembly file of its own, too.
//!
//! Two programs for editors stand on the core, too: the command in `cli/`, and the page in `studio/`.
//!
//! ```text
//! data set ─▶ dataset ─▶ session ─▶ ranking ──────────────▶ widget ─▶ page
//!                          ▲          └───▶ robustness ──────▲  │
//!                       actions ◀────────────────────────────┼── link (link ⇄ session)
//! ```
//!
//! # Invariants
//! - Both modules exist on `wasm32` only: natively there is nothing to show.
//! - Only `element` and `widget::host` touch globals of the page.

#[cfg(target_arch = "wasm32")]
mod element;
#[cfg(target_arch = "wasm32")]
mod widget;
