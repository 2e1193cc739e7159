//! Readers and writers of data sets in JSON and CSV, and of packed files. The readers report all problems at once.
//!
//! Rankings are exported as data sets: with the weights in the file, reading it gives the same ranking.

mod characters;
mod criterion_builder;
mod csv;
mod data_format;
mod export_scope;
mod facets;
mod json;
mod packed_file;
mod problem;
mod problems;
mod reading;
mod records;
mod web_address;

pub use characters::is_direction_control;
pub use csv::{
    ColumnRole, ColumnSettings, TableColumn, TableColumns, TableFix, csv_losses, export_csv, to_csv,
};
pub use data_format::DataFormat;
pub(crate) use json::{JsonOutput, Members, escape_for_script};
pub use json::{export_json, to_json};
pub use packed_file::to_packed;
pub use problem::{Problem, line_and_column};
pub use records::records_to_csv;
