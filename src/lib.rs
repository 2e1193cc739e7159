//! Weigh-in: readers weigh the criteria of a ranking themselves.
//!
//! # Map
//! In reading order; data flows down the list and only actions flow back up.
//!
//! 1. [`comparison`]: what is compared. A data set is read once, checked, and its scores are laid
//!    out as exact positions. `build.rs` does so for the bundled one and packs it, so that no reader
//!    pays for reading JSON.
//! 2. [`weighting`]: how much each criterion counts: weights, and their shares of the total.
//! 3. [`ranking`]: totals, ranks with ties, and what each criterion contributed.
//! 4. [`session`]: a reader's state and the actions that change it.
//! 5. [`share`]: the session as a link, the page's URL and its history, the ranking as plain HTML, as
//!    files to take away and as code to embed, and what the element's attributes say.
//! 6. `widget`: the Yew components, and `widget::host`, the page around them. `widget::panels` and
//!    `widget::extras` are WebAssembly files of their own, loaded when they are first wanted.
//! 7. `element`: what the JavaScript shell (`assets/weigh-in.js`) calls.
//!
//! `apportionment` serves 2 and 3: rounded parts that add up. [`texts`] serves 5 and 6: every word that is
//! not of the data, in the reader's language.
//!
//! ```text
//! data set ─▶ comparison ─▶ session ─▶ ranking ─▶ widget ─▶ page
//!                              ▲          │          │
//!                           actions ◀─────┼── share (link ⇄ session)
//! ```
//!
//! # Invariants
//! - Modules 1 to 5 and `texts` never name `yew`, `web_sys`, `js_sys` or `gloo`; 6 and 7 exist on
//!   `wasm32` only, so a native build shows that nothing above needs a page.
//! - No floating-point number decides a rank: totals are integers over a common denominator.
//! - What came from outside (data, links, attributes, fields) is parsed once, at the edge, without
//!   `unwrap`; inside, types leave nothing to check.
//! - Only `element` and `widget::host` touch globals of the page.

#![deny(missing_docs)]
#![deny(unsafe_code)]

pub mod comparison;
#[cfg(target_arch = "wasm32")]
mod element;
pub mod ranking;
pub mod session;
pub mod share;
pub mod texts;
pub mod weighting;
#[cfg(target_arch = "wasm32")]
mod widget;

mod apportionment;
