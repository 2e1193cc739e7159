//! The commands of the project: `cargo xtask serve`, `test`, `build`, `bench` and `fuzz`.
//!
//! Each installs the tools that it needs if that takes no password, and otherwise stops with an error that says what
//! to install.

mod bench;
mod browsers;
mod cache;
mod cdn;
mod dependencies;
mod dist;
mod doc_scripts;
mod examples;
mod file;
mod fuzz;
mod glue;
mod languages;
mod package;
mod prose;
mod script;
mod serve;
mod short_names;
mod size;
mod split;
mod steps;
mod studio;
mod test;
mod tools;
mod wasm;
mod watch;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use xshell::Shell;

use crate::browsers::Browser;

/// Builds, serves and checks the weigh-in element.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the release in `dist/` and the layout to upload in `cdn/`, and print what it weighs.
    Build,
    /// Build, serve `dist/` with the demo article and the examples, and rebuild and reload on every change.
    Serve {
        /// The port to listen on.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the page in the default browser.
        #[arg(long)]
        open: bool,
    },
    /// Run every check: format, prose, spelling, dependencies, lints, tests, documentation, size budgets, package,
    /// browser tests.
    Test {
        /// The browsers to test in.
        #[arg(long, value_delimiter = ',', default_value = "chromium,firefox")]
        browser: Vec<Browser>,
        /// Also build and try the examples whose tools are large: React 18, Svelte, Astro and Angular.
        #[arg(long)]
        examples: bool,
        /// Also run the checks that take long: the time that large files take, and each fuzz target for a minute.
        #[arg(long)]
        long: bool,
    },
    /// Build the release and measure it in Chromium, against peers, in one run; prints one table.
    Bench,
    /// Search for inputs that break a law in `tests/laws/`, with libFuzzer.
    Fuzz {
        /// The target to run; all of them, one after the other, by default.
        #[arg(value_parser = fuzz::TARGETS)]
        target: Option<String>,
        /// The time to run each target, in seconds.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Build => build(),
        Command::Serve { port, open } => serve::run(port, open),
        Command::Test {
            browser,
            examples,
            long,
        } => test::run(&browser, examples, long),
        Command::Bench => bench::run(),
        Command::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<()> {
    let sizes = dist::build(&shell()?)?;
    for excess in sizes.budget_excesses() {
        eprintln!("warning: {excess}");
    }
    Ok(())
}

/// Opens a shell in the root of the repository.
fn shell() -> Result<Shell> {
    let sh = Shell::new().context("the current directory cannot be read")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    sh.change_dir(root.context("xtask is directly under the root of the repository")?);
    Ok(sh)
}
