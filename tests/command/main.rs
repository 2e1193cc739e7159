//! What the command for editors promises.

mod checking;
mod converting;
mod run;
mod telling_insights;

/// The root of the repository, from which files are named.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
