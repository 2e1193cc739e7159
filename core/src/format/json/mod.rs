//! The reader and the writer of data sets in JSON.

mod criteria;
mod entries;
mod escape_for_script;
mod facets;
mod output;
mod read;
mod reader;
mod write;

pub(crate) use self::escape_for_script::escape_for_script;
pub(crate) use self::output::{JsonOutput, Members};
pub(super) use self::read::read;
pub use self::write::{export_json, to_json};
