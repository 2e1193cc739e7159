//! Data sets as tables.

mod header;
mod losses;
mod read;
mod rows;
mod scores;
mod vocabulary;
mod write;

pub use self::losses::lost_in_csv;
pub(super) use self::read::read;
pub use self::write::{export_csv, to_csv};
