//! The reader and the writer of data sets in CSV.

mod csv_losses;
mod header;
mod layout;
mod notation;
mod read;
mod rows;
mod scores;
mod vocabulary;
mod write;

pub use self::csv_losses::csv_losses;
pub(super) use self::read::read;
pub use self::write::{export_csv, to_csv};
