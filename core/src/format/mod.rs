//! Data sets as files: JSON and CSV, read with every problem at once, and written.
//!
//! A ranking is written as a data set, too: with its weights it gives the ranking that was taken.

mod characters;
mod criterion_builder;
mod csv;
mod export_scope;
mod facets;
mod file_format;
mod json;
mod problem;
mod problems;
mod reading;

pub use characters::is_direction_control;
pub use csv::{csv_losses, export_csv, to_csv};
pub use file_format::Format;
pub(crate) use json::{Json, Members, in_script};
pub use json::{export_json, to_json};
pub use problem::{Problem, line_and_column};
