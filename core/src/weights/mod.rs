//! Weights, their shares of the total, locks, and rounded parts that add up.

#![deny(clippy::float_arithmetic)]

pub(crate) mod apportionment;
mod locks;
mod rank_order;
mod share;
mod weight;

pub use locks::Locks;
pub use share::{Share, Shares, WeightChange};
pub use weight::{Weight, WeightError, Weights};
