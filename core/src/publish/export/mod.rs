//! The ranking as a file that a reader takes away: for a spreadsheet, a program or a paper; and the whole
//! data set as a file for its editor.
//!
//! CSV and JSON are data sets themselves: with their weights they give the ranking that was taken.
//! All are written by hand, since this is loaded by readers and every byte counts.

mod csv;
mod extract;
mod json;
mod losses;
mod picture;
mod svg;
mod typesetting;

pub use self::csv::{export_csv, to_csv};
pub use self::json::{export_json, to_json};
pub use self::losses::lost_in_csv;
pub use self::picture::{Anchor, Credits, Picture, Shape};
