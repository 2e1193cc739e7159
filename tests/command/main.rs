//! What the command for editors promises.

mod check;
mod convert;
mod robustness;
mod run;

/// The root of the repository, from which files are named.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
