//! The reader and the writer of data sets in JSON.

mod criteria;
mod entries;
mod facets;
mod in_script;
mod read;
mod reader;
mod value;
mod write;

pub(crate) use self::in_script::escape_for_script;
pub(super) use self::read::read;
pub(crate) use self::value::{Json, Members};
pub use self::write::{export_json, to_json};
