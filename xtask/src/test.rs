//! Every check of the project, the quick ones first.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::browsers::{self, Browser};
use crate::size::Sizes;
use crate::steps::Steps;
use crate::{dependencies, dist, doc_scripts, examples, fuzz, prose, shell, tools};

/// The packages with native tests. Cargo runs once for each: together they would unify the features of their
/// dependencies, and all of those would be built again.
const PACKAGES: [&str; 6] = [
    "weigh-in-core",
    "weigh-in-cli",
    "weigh-in",
    "weigh-in-studio",
    "weigh-in-workbook",
    "xtask",
];

/// The package whose tests drive browsers.
pub const BROWSER_TESTS: &str = "weigh-in-browser-tests";

/// The package of the laws that tests and fuzz targets check.
const LAWS: &str = "weigh-in-laws";

/// The packages that are compiled to WebAssembly.
const WASM_PACKAGES: [&str; 3] = ["weigh-in", "weigh-in-studio", "weigh-in-workbook"];

/// The time for which each fuzz target runs among the checks that take long, in seconds.
const FUZZ_SECONDS: u32 = 60;

/// Runs every check, and stops at the first that fails. With `all_examples`, it also builds and tries the examples whose
/// tools are large; with `long`, it also runs the checks that take long.
///
/// # Errors
/// The error of the failed check, or of a tool that is missing and cannot be installed.
pub fn run(browsers: &[Browser], all_examples: bool, long: bool) -> Result<()> {
    let sh = &shell()?;
    let mut steps = Steps::default();

    let programs = steps.run("tools", || {
        tools::require_toolchain(sh)?;
        tools::require_node_packages(sh)?;
        browsers::require(sh, browsers)
    })?;
    steps.run("format", || {
        let check = cmd!(sh, "cargo fmt --all --check").run();
        check.context("the code is not formatted; run `cargo fmt --all`")
    })?;
    steps.run("prose", || prose::check_style(sh))?;
    steps.run("spelling", || prose::check_spelling(sh))?;
    let skipped = steps.run("dependencies", || dependencies::check(sh))?;
    steps.skip(skipped);
    steps.run("lints", || lint(sh))?;
    steps.run("script types", || {
        let check = cmd!(sh, "node_modules/.bin/tsc --project assets").run();
        check.context("the types of assets/*.js do not fit")?;
        doc_scripts::check(sh)
    })?;
    steps.run("native tests", || {
        for package in PACKAGES {
            let tests = cmd!(sh, "cargo test --package {package}").run();
            tests.context("a native test fails")?;
        }
        Ok(())
    })?;
    if long {
        steps.run("reading times", || {
            let tests = cmd!(
                sh,
                "cargo test --release --package weigh-in-core --test core"
            );
            let tests = tests.args(["--", "--ignored", "long::"]).run();
            tests.context("reading takes too long")
        })?;
        steps.run("fuzzing", || fuzz::run(None, FUZZ_SECONDS))?;
    }
    steps.run("documentation", || document(sh))?;
    let sizes = steps.run("release", || dist::build(sh))?;
    steps.run("size budgets", || check_budgets(&sizes))?;
    steps.run("package", || examples::build(sh))?;
    if all_examples {
        steps.run("more examples", || examples::build_more(sh))?;
    }
    steps.run("browser tests", || {
        let names: Vec<_> = browsers.iter().map(|browser| browser.name()).collect();
        let mut tests = cmd!(sh, "cargo test --package {BROWSER_TESTS}")
            .env("WEIGH_IN_DIST", sh.current_dir().join("dist"))
            .env("WEIGH_IN_BROWSERS", names.join(","))
            .envs(programs);
        if all_examples {
            tests = tests.env("WEIGH_IN_MORE_EXAMPLES", "1");
        }
        tests.run().context("a browser test fails")
    })?;

    steps.print_summary();
    Ok(())
}

/// Lints every package; those that are compiled to WebAssembly twice, since parts of them exist for it only.
fn lint(sh: &Shell) -> Result<()> {
    for package in PACKAGES.into_iter().chain([LAWS, BROWSER_TESTS]) {
        cmd!(
            sh,
            "cargo clippy --package {package} --all-targets -- -D warnings"
        )
        .run()?;
    }
    for package in WASM_PACKAGES {
        cmd!(
            sh,
            "cargo clippy --package {package} --all-features --lib --target wasm32-unknown-unknown"
        )
        .args(["--", "-D", "warnings"])
        .run()?;
    }
    Ok(())
}

/// Builds the documentation of every package, for WebAssembly of those that are compiled to it, where all of their code
/// exists; a broken link is an error.
fn document(sh: &Shell) -> Result<()> {
    for package in PACKAGES.into_iter().chain([LAWS, BROWSER_TESTS]) {
        let mut doc = cmd!(
            sh,
            "cargo doc --package {package} --no-deps --document-private-items"
        )
        .env("RUSTDOCFLAGS", "-D warnings");
        if WASM_PACKAGES.contains(&package) {
            doc = doc.args([
                "--all-features",
                "--lib",
                "--target",
                "wasm32-unknown-unknown",
            ]);
        }
        doc.run()?;
    }
    Ok(())
}

fn check_budgets(sizes: &Sizes) -> Result<()> {
    let excesses = sizes.budget_excesses();
    if !excesses.is_empty() {
        bail!(excesses.join(" "));
    }
    Ok(())
}
