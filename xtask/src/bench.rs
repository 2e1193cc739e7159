//! The benchmarks: the release and a peer, in one run of Chromium.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::browsers::{self, Browser};
use crate::test::BROWSER_TESTS;
use crate::{dist, shell};

/// Builds the release, measures it and prints one table.
///
/// # Errors
/// If a tool is missing and cannot be installed, the release does not build, or nothing can be measured.
pub fn run() -> Result<()> {
    let sh = &shell()?;
    dist::build(sh)?;
    let programs = browsers::require(sh, &[Browser::Chromium])?;
    cmd!(
        sh,
        "cargo test --package {BROWSER_TESTS} -- --ignored --exact chromium::bench"
    )
    .env("WEIGH_IN_DIST", sh.current_dir().join("dist"))
    .env("WEIGH_IN_BROWSERS", "chromium")
    .envs(programs)
    .run()
    .context("the benchmarks do not run")
}
