//! Data sets as files: JSON and CSV, read with every problem at once.

mod column;
mod csv;
mod facets;
mod file_format;
mod json;
mod problem;
mod problems;
mod reading;

pub use file_format::Format;
pub use problem::{Problem, line_and_column};
