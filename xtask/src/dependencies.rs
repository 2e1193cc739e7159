//! Checks of the dependencies: their licenses and sources, and known vulnerabilities.

use std::process::Output;

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::tools;

/// The version of cargo-deny.
const CARGO_DENY: &str = "0.20.2";

/// The beginning of cargo-deny's message if its database, which is on GitHub, can't be reached.
const NO_DATABASE: &str = "failed to fetch advisory database";

/// The part of npm's message if the registry answers no audits, as mirrors don't.
const NO_AUDIT: &str = "audit endpoint returned an error";

/// Checks the crates against the rules in `deny.toml`, and the crates and the Node packages for known vulnerabilities.
/// Returns the checks that could not run because what they ask can't be reached.
///
/// # Errors
/// If a dependency breaks a rule or has a vulnerability, or cargo-deny cannot be installed.
pub fn check(sh: &Shell) -> Result<Vec<String>> {
    let deny = tools::require_prebuilt_crate(sh, "cargo-deny", CARGO_DENY)?;
    cmd!(sh, "{deny} check licenses bans sources")
        .run()
        .context("a crate breaks a rule of deny.toml")?;
    let advisories = cmd!(sh, "{deny} check advisories").ignore_status();
    let audit = cmd!(sh, "npm audit --audit-level=high").ignore_status();
    let checks = [
        ("advisories about crates", advisories.output()?, NO_DATABASE),
        ("npm audit", audit.output()?, NO_AUDIT),
    ];
    let mut skipped = Vec::new();
    for (name, output, unreachable) in checks {
        if let Some(reason) = skip_reason(name, &output, unreachable)? {
            eprintln!("{reason}");
            skipped.push(reason);
        }
    }
    Ok(skipped)
}

/// Returns why a check did not run; `None` if it passed.
///
/// # Errors
/// If it failed.
fn skip_reason(name: &str, output: &Output, unreachable: &str) -> Result<Option<String>> {
    if output.status.success() {
        return Ok(None);
    }
    let messages = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    let messages = messages.concat();
    match messages.lines().find(|line| line.contains(unreachable)) {
        Some(line) => Ok(Some(format!("{name}: {}", line.trim()))),
        None => bail!("{name}:\n{messages}"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_an_unreachable_source_is_skipped() {
        let sh = Shell::new().unwrap();
        let run = |script: &str| {
            cmd!(sh, "sh -c {script}")
                .quiet()
                .ignore_status()
                .output()
                .unwrap()
        };
        let reason = |script: &str| skip_reason("audit", &run(script), NO_AUDIT);
        assert_eq!(reason("exit 0").unwrap(), None);
        let skipped = reason("echo 'npm error audit endpoint returned an error' >&2; exit 1");
        assert_eq!(
            skipped.unwrap().unwrap(),
            "audit: npm error audit endpoint returned an error"
        );
        let error = reason("echo '1 critical vulnerability'; exit 1").unwrap_err();
        assert!(
            error.to_string().contains("1 critical vulnerability"),
            "{error}"
        );
    }
}
