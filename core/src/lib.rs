//! The pure core of Weigh-in: data sets, weights, rankings, and what follows from them.
//!
//! # Map
//! In reading order; no module uses one below it.
//!
//! 1. [`ids`]: the typed indices.
//! 2. [`weights`]: how much each criterion counts: weights, their shares of the total, locks, and rounded parts
//!    that add up.
//! 3. [`yielder`]: long work in slices.
//! 4. `shared`: a value that several hold and each can replace for itself, exported as [`model::Shared`].
//! 5. [`dataset`]: what is compared: the part that ranks, and the details that may load later. Scores are laid out as
//!    exact positions, in columns.
//! 6. [`ranking`]: totals, ranks with ties, and what each criterion contributed. Only what is shown is sorted.
//! 7. [`format`](mod@format): data sets and rankings as files: JSON and CSV, read with every problem at once, and
//!    written.
//! 8. [`lint`]: what an editor should look at in the data.
//! 9. [`robustness`]: how firm a ranking is: a report of the bands of the sliders, shares of all weightings, and what
//!    would put an entry first.
//! 10. [`session`]: a reader's state and the actions that change it.
//! 11. [`link`]: the session as a link, the page's URL, and what the element's attributes say.
//! 12. [`text`]: every word that is not of the data, in the reader's language.
//! 13. [`publish`]: the ranking as plain HTML, as a picture and as code to embed.
//! 14. [`model`]: everything a widget knows. `update` takes an event and returns effects; nothing else changes it.
//!
//! # Invariants
//! - Nothing here knows of a page: the crate depends on no browser crate.
//! - No floating-point number decides a rank: totals are integers over a common denominator.
//!   Doubles are only what is told of all of them: shares of weightings, paths before they are rounded
//!   and tried, and bands where scores are missing.
//! - What came from outside (data, links, attributes, fields) is parsed once, at the edge, without
//!   `unwrap`; inside, types leave nothing to check.

pub mod dataset;
pub mod format;
pub mod ids;
pub mod link;
pub mod lint;
pub mod model;
pub mod publish;
pub mod ranking;
pub mod robustness;
pub mod session;
mod shared;
pub mod text;
pub mod weights;
pub mod yielder;
