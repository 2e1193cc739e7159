//! Weigh-in: readers weigh the criteria of a ranking themselves.
//!
//! # Map
//! In reading order; data flows down the list and only actions flow back up.
//!
//! 1. [`comparison`]: what is compared. A data set is read once from JSON or CSV, in turns with
//!    whatever else the page does, checked, and its scores are laid out as exact positions, in
//!    columns. `build.rs` does so for the bundled one and packs it, so that its readers do not pay for
//!    reading.
//! 2. [`weighting`]: how much each criterion counts: weights, and their shares of the total.
//! 3. [`ranking`]: totals, ranks with ties, and what each criterion contributed. Only what is shown is
//!    sorted.
//! 4. [`insights`]: how firm a ranking is: bands of the sliders, shares of all weightings, and what
//!    would put an entry first.
//! 5. [`session`]: a reader's state and the actions that change it.
//! 6. [`share`]: the session as a link, the page's URL and its history, the ranking as plain HTML, as
//!    files to take away and as code to embed, and what the element's attributes say.
//! 7. `widget`: the Yew components, and `widget::host`, the page around them. `widget::panels` and
//!    `widget::extras` are WebAssembly files of their own, loaded once the ranking shows and when they are
//!    first wanted.
//! 8. `element`: what the JavaScript shell (`assets/weigh-in.js`) calls. What reads data sets is a
//!    WebAssembly file of its own, too.
//!
//! [`review()`] tells an editor what to look at in the data, by 1 to 3. `apportionment` serves 2 to 4:
//! rounded parts that add up. [`texts`] serves 6 and 7: every word that is not of the data, in the
//! reader's language. Two programs for editors stand on 1 to 6: the command in `src/main.rs`, and the
//! page in `studio/`.
//!
//! ```text
//! data set ─▶ comparison ─▶ session ─▶ ranking ──────────▶ widget ─▶ page
//!                              ▲          └───▶ insights ────▲  │
//!                           actions ◀───────────────────────────┼── share (link ⇄ session)
//! ```
//!
//! # Invariants
//! - Modules 1 to 6 and `texts` never name `yew`, `web_sys`, `js_sys` or `gloo`; 7 and 8 exist on
//!   `wasm32` only, with the feature `widget`, so a native build shows that nothing above needs a page.
//! - No floating-point number decides a rank: totals are integers over a common denominator.
//!   Doubles are only what is told of all of them: shares of weightings, paths before they are rounded
//!   and tried, and bands where scores are missing.
//! - What came from outside (data, links, attributes, fields) is parsed once, at the edge, without
//!   `unwrap`; inside, types leave nothing to check.
//! - Only `element` and `widget::host` touch globals of the page.

#![deny(missing_docs)]
#![deny(unsafe_code)]

pub mod comparison;
#[cfg(all(target_arch = "wasm32", feature = "widget"))]
mod element;
pub mod insights;
pub mod ranking;
pub mod session;
pub mod share;
pub mod texts;
pub mod weighting;
#[cfg(all(target_arch = "wasm32", feature = "widget"))]
mod widget;

mod apportionment;
mod review;

pub use review::{Warning, review};
