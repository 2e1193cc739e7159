//! The benchmarks: the release, and peers that show the same, in one run of Chromium.

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use crate::browsers::{self, Browser};
use crate::cache::Cache;
use crate::test::BROWSER_TESTS;
use crate::{dist, shell, size, tools};

/// The directory of the peers as built, of the data sets, and of the figures.
const OUTPUT: &str = "target/bench";

/// Builds the release and the peers, measures them, and prints the figures as Markdown.
///
/// # Errors
/// If a tool is missing and cannot be installed, the release or a peer does not build, or nothing can be measured.
pub fn run() -> Result<()> {
    let sh = &shell()?;
    dist::build(sh)?;
    let programs = browsers::require(sh, &[Browser::Chromium])?;
    build_peers(sh)?;
    cmd!(
        sh,
        "cargo test --package {BROWSER_TESTS} -- --ignored --exact chromium::bench"
    )
    .env("WEIGH_IN_DIST", sh.current_dir().join("dist"))
    .env("WEIGH_IN_BROWSERS", "chromium")
    .envs(programs)
    .run()
    .context("the benchmarks do not run")?;
    println!(
        "\n`cargo xtask bench` on {}\n\n{}",
        machine(sh)?,
        sh.read_file(format!("{OUTPUT}/figures.md"))?
    );
    Ok(())
}

/// Describes when and on what machine this is run, for the report.
fn machine(sh: &Shell) -> Result<String> {
    let script = "const { cpus } = require('node:os'); `${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, ${cpus().length} cores.`";
    Ok(cmd!(sh, "node --print {script}").quiet().read()?)
}

/// Bundles the pages in `benches/peers/`, writes the data sets, and compresses all of them.
fn build_peers(sh: &Shell) -> Result<()> {
    {
        let _benches = sh.push_dir("benches");
        tools::require_node_packages(sh)?;
    }
    sh.remove_path(OUTPUT)?;
    cmd!(sh, "node benches/build.mjs {OUTPUT}")
        .run()
        .context("the peers cannot be bundled")?;
    cmd!(
        sh,
        "cargo run --quiet --package weigh-in-cli -- convert {OUTPUT}/own.json {OUTPUT}/own.bin"
    )
    .run()
    .context("the data set cannot be packed")?;
    let cache = Cache::open(sh, "bench")?;
    for file in sh.read_dir(OUTPUT)? {
        size::compress(sh, &cache, &file)?;
    }
    cache.prune()
}
