//! The reader and the writer of data sets in CSV.

mod columns;
mod csv_losses;
mod fixes;
mod header;
mod layout;
mod notation;
mod read;
mod rows;
mod scores;
mod vocabulary;
mod write;
mod written_columns;

pub use self::columns::{ColumnRole, ColumnSettings, TableColumn, TableColumns};
pub use self::csv_losses::csv_losses;
pub use self::fixes::TableFix;
pub(super) use self::read::read;
pub use self::write::{export_csv, to_csv};
