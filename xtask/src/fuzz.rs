//! Fuzzing: libFuzzer searches for inputs that break the laws in `tests/laws/`.

use anyhow::{Context, Result};
use xshell::cmd;

use crate::{shell, tools};

/// The version of cargo-fuzz.
const CARGO_FUZZ: &str = "0.13.2";

/// The targets, each a program in `fuzz/targets/`.
pub const TARGETS: [&str; 7] = [
    "link",
    "json",
    "csv",
    "packed",
    "workbook",
    "attributes",
    "update",
];

/// The maximum time that an input may take, in seconds.
const TIMEOUT: u32 = 30;

/// Runs a target, or each of them, for a number of seconds. It starts from the inputs in `fuzz/corpus/` and those that
/// earlier runs found, which are kept in `target/fuzz-corpus/`.
///
/// # Errors
/// If an input breaks a law, which is then in `fuzz/artifacts/`; or if cargo-fuzz cannot be installed.
pub fn run(target: Option<&str>, seconds: u32) -> Result<()> {
    let sh = &shell()?;
    let cargo_fuzz = tools::require_crate(sh, "cargo-fuzz", CARGO_FUZZ, "cargo-fuzz")?;
    for name in TARGETS
        .into_iter()
        .filter(|&name| target.is_none_or(|target| target == name))
    {
        let found = sh.create_dir(format!("target/fuzz-corpus/{name}"))?;
        let seeds = sh.create_dir(format!("fuzz/corpus/{name}"))?;
        // Without a sanitizer of memory: the project has no unsafe code.
        cmd!(
            sh,
            "{cargo_fuzz} run --fuzz-dir fuzz --target-dir target/fuzz --sanitizer none {name} {found} {seeds}"
        )
        .arg("--")
        .args([format!("-timeout={TIMEOUT}"), format!("-max_total_time={seconds}")])
        .run()
        .with_context(|| format!("the target \"{name}\" found an input that breaks a law"))?;
    }
    Ok(())
}
