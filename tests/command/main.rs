//! The promises of the command for editors.

mod check;
mod convert;
mod robustness;
mod run;
mod workbooks;

/// The root of the repository, to which paths are relative.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
