//! Drives real browsers through WebDriver, for the scenarios in `scenarios/`.
//!
//! Scenarios act through [`page`], [`input`], [`locator`], [`widget`] and [`state`], which use only the public
//! contract. They compare with [`ranking_oracle`] and [`filter_oracle`], independent implementations over the [`data`],
//! and with axe-core in [`audit`]. [`runner`] gives each scenario a [`browser`] and a [`server`], which serves a
//! [`site`]. Nothing here uses the crate under test.

#![expect(
    missing_docs,
    reason = "only the scenarios use the harness, and most names say all there is"
)]

pub mod audit;
pub mod browser;
pub mod data;
pub mod devtools;
mod display;
pub mod docs;
pub mod driver;
pub mod eventually;
pub mod filter_oracle;
pub mod frame;
pub mod input;
pub mod locator;
pub mod page;
pub mod ranking_oracle;
pub mod runner;
pub mod server;
pub mod site;
pub mod state;
pub mod widget;

use std::path::Path;

/// Returns the root of the repository.
pub fn repository() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("the crate lies in tests/browser")
}
