//! Laws of Weigh-in: functions that panic if something does not hold that must hold for any input.
//!
//! The native tests call them with inputs that proptest generates, and the fuzz targets in `fuzz/` with those of libFuzzer.
#![forbid(unsafe_code)]

pub mod addresses;
pub mod attributes;
pub mod data_sets;
pub mod links;
pub mod packed_files;
pub mod page;
pub mod sessions;
pub mod time;
#[cfg(feature = "workbook")]
pub mod workbooks;
