//! The pure core of Weigh-in: data sets, weights, rankings, their robustness, and the state of a widget.
//!
//! # Map
//! The modules are in reading order. No module uses one below it.
//!
//! 1. [`ids`]: typed indices.
//! 2. [`weights`]: weights, their shares of the total, locks, and rounding to parts that add up.
//! 3. [`yielder`]: yield points of long computations, so that a page stays responsive.
//! 4. `shared`: a shared value with copy on write, exported as [`model::Shared`].
//! 5. [`dataset`]: the data set: the comparison, which is all that ranking needs, and the details, which may load later.
//!    Scores are stored as exact normalized scores, in columns.
//! 6. [`ranking`]: totals, ranks with ties, and contributions. Only the rows that are shown are sorted.
//! 7. [`format`](mod@format): data sets and rankings as files: readers of JSON, CSV and packed files that report every
//!    problem at once, and writers.
//! 8. [`lint`]: findings about valid data that an editor should check, and the probable content of a table's columns.
//! 9. [`robustness`]: how far a ranking depends on the exact weights: stability intervals, rank acceptability, nearest
//!    winning weights, and a report of all of them.
//! 10. [`session`]: a reader's settings, and the actions that change them.
//! 11. [`link`]: the session as a link, the state in the page's URL, and the attributes `weights` and `hide`.
//! 12. [`text`]: the widget's own texts, in the reader's language.
//! 13. [`publish`]: the ranking as plain HTML, as a picture, and as code to embed.
//! 14. [`model`]: the whole state of a widget. [`update`](model::update()) takes an event and returns effects; nothing
//!     else changes it.
//!
//! # Invariants
//! - The core has no access to a page: the crate depends on no browser crate.
//! - No floating-point number decides a rank: totals are integers over a common denominator. Doubles occur only in
//!   results about many sets of weights: shares of the weight space, nearest weights before they are rounded and
//!   verified, and stability intervals where scores are missing.
//! - Input (data, links, attributes, fields) is parsed once, at the edge, without `unwrap`; inside, types leave nothing
//!   to check.
//!
//! # Glossary
//! MCDA stands for multi-criteria decision analysis, SMAA for stochastic multicriteria acceptability analysis.
//!
//! - **data set**: what is compared: the comparison (criteria, entries, scores and all else that ranks or filters) and the
//!   details (reasons, sources, descriptions, the guide).
//! - **criterion**: an attribute by which entries are compared, a column of the data (MCDA).
//! - **weight**: the importance of a criterion, 0 to 100 (MCDA).
//! - **share**: a weight divided by the sum of all weights (MCDA: normalized weight).
//! - **entry**: an item that is ranked, a row of the data (MCDA: alternative).
//! - **score**: the value of an entry on a criterion, as in the data (MCDA: performance).
//! - **normalized score**: the position of a score in its criterion's range, 0 to 1, 1 being best (additive value model).
//! - **total**: the mean of an entry's normalized scores, weighted by the shares (additive value model).
//! - **contribution**: a criterion's share times the entry's normalized score, a summand of the total (additive value
//!   model).
//! - **leader**: the entry that is first at the current weights.
//! - **facet**, **tag**: a property by which readers filter entries, and one of its values.
//! - **preset**, **use case**: weights to start from, and a list of entries to choose from, both with a name.
//! - **set of weights**: a vector of shares, one for each criterion (SMAA: weight vector).
//! - **weight space**: all sets of weights, a simplex (SMAA).
//! - **robustness**: how far the result depends on the exact weights (MCDA).
//! - **stability interval**: the range of one weight in which the leader stays first (Mareschal, 1988).
//! - **weight transfer**: weight that moves from one criterion to another and so changes the leader; the smallest one is
//!   reported (ours).
//! - **local robustness**: how often the leader stays first at weights near the current ones (ours).
//! - **rank acceptability**: the share of the weight space in which an entry takes a rank (Lahdelma and Salminen, 2001).
//! - **variance share**: the part of the differences between the totals that a criterion accounts for (Becker et al.,
//!   2017).
//! - **pairwise winning index**: the share of the weight space in which one entry beats another (SMAA).
//! - **potential winner**: an entry that may be first under some set of weights. The analysis keeps a superset of these:
//!   all of up to 100 entries; of more, those with a missing score, and those that no complete entry dominates, which is
//!   at least as good on every criterion and better on one (Pareto).
//! - **nearest winning weights**: the set of weights that puts an entry first with the least movement (inverse
//!   sensitivity analysis).

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
