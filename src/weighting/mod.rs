//! How much each criterion counts.

mod share;
mod weight;

pub use share::{Share, Shares};
pub use weight::{Weight, WeightError, Weights};
