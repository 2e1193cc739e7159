//! Weigh-in: readers weigh the criteria of a ranking themselves.
//!
//! # Map
//! All decisions are made in [`weigh_in_core`](../weigh_in_core/index.html), which has its own map. This crate is the
//! element: the code that touches the page.
//!
//! 1. `widget::host`: access to the page around a widget.
//! 2. `widget::driver`: passes events to the model and runs the effects that it returns.
//! 3. `widget::app` and the views: functions from the model to HTML. `widget::panels` and `widget::extras` are
//!    separate WebAssembly files, loaded when a reader first points at the widget, and when one of the extras is opened.
//! 4. `element`: the interface for the JavaScript shell (`assets/weigh-in.js`). The reader of data sets is a separate
//!    WebAssembly file, too.
//!
//! Two programs for editors use the core, too: the command in `cli/` and the page in `studio/`.
//!
//! ```text
//! data set ─▶ dataset ─▶ session ─▶ ranking ─▶ views ─▶ page
//!                           ▲  └──▶ robustness ──▲        │
//!                         update ◀── events ──────────────┘
//!                           └──▶ effects: URL, events of the element, focus, announcements, chunks
//! ```
//!
//! # Invariants
//! - The crate is empty on targets other than `wasm32`.
//! - `weigh_in_core::model::update` is the only function that changes a widget's state. Components keep only what nothing
//!   else depends on: a drag or an animation in progress, the answer below a question, the options of a dialog.
//! - Views read the model and dispatch events; they import nothing from `app`.
//! - Only `element` and `widget::host` access globals of the page.

#[cfg(target_arch = "wasm32")]
mod element;
#[cfg(target_arch = "wasm32")]
mod widget;
