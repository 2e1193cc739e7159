//! Finds the browsers of the browser tests, or installs them.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use xshell::{Shell, cmd};

use crate::tools;

/// A browser that the element is tested in.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Browser {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
    /// The engine of Safari, as WebKitGTK's MiniBrowser.
    Webkit,
}

impl Browser {
    /// Returns the name on the command line and in `WEIGH_IN_BROWSERS`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    const fn programs(self) -> &'static [Program] {
        match self {
            Self::Chromium => &[CHROMIUM, CHROMEDRIVER],
            Self::Firefox => &[FIREFOX, GECKODRIVER],
            Self::Webkit => &[WEBKITDRIVER, XVFB],
        }
    }
}

/// A browser, its driver, or a display server.
#[derive(Clone, Copy)]
struct Program {
    /// The environment variable with its path, here and in the browser tests.
    variable: &'static str,
    /// Its names on PATH, the preferred one first.
    names: &'static [&'static str],
    origin: Origin,
}

/// The source that a program is installed from.
#[derive(Clone, Copy)]
enum Origin {
    /// A Debian package.
    Debian(&'static str),
    /// A crate on crates.io, and its version.
    Crate(&'static str, &'static str),
}

const CHROMIUM: Program = Program {
    variable: "CHROMIUM",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    origin: Origin::Debian("chromium"),
};
const CHROMEDRIVER: Program = Program {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    origin: Origin::Debian("chromium-driver"),
};
const FIREFOX: Program = Program {
    variable: "FIREFOX",
    names: &["firefox", "firefox-esr"],
    origin: Origin::Debian("firefox-esr"),
};
const GECKODRIVER: Program = Program {
    variable: "GECKODRIVER",
    names: &["geckodriver"],
    origin: Origin::Crate("geckodriver", "0.37.1"),
};
const WEBKITDRIVER: Program = Program {
    variable: "WEBKITDRIVER",
    names: &["WebKitWebDriver"],
    origin: Origin::Debian("webkit2gtk-driver"),
};
const XVFB: Program = Program {
    variable: "XVFB",
    names: &["Xvfb"],
    origin: Origin::Debian("xvfb"),
};

/// Ensures that the browsers and their drivers are installed, and returns the environment variables with their
/// paths.
///
/// # Errors
/// If a program is missing and cannot be installed without asking.
pub fn require(sh: &Shell, browsers: &[Browser]) -> Result<Vec<(&'static str, PathBuf)>> {
    let programs: Vec<Program> = browsers
        .iter()
        .flat_map(|b| b.programs())
        .copied()
        .collect();
    let mut missing = Vec::new();
    for program in &programs {
        if let (None, Origin::Debian(package)) = (find(program)?, program.origin) {
            missing.push(package);
        }
    }
    if !missing.is_empty() {
        install_packages(sh, &missing)?;
    }
    programs
        .iter()
        .map(|program| Ok((program.variable, find_or_install(sh, program)?)))
        .collect()
}

fn find_or_install(sh: &Shell, program: &Program) -> Result<PathBuf> {
    match (find(program)?, program.origin) {
        (Some(path), _) => Ok(path),
        (None, Origin::Crate(name, version)) => tools::require_crate(sh, name, version, name),
        (None, Origin::Debian(package)) => {
            bail!(
                "the package {package} is installed, but {} is not on PATH",
                program.names[0]
            )
        }
    }
}

/// Returns the path in the program's variable, else the first of its names on PATH.
fn find(program: &Program) -> Result<Option<PathBuf>> {
    let variable = program.variable;
    match env::var_os(variable) {
        Some(path) => which::which(&path)
            .with_context(|| format!("{variable} names {}, which cannot be run", path.display()))
            .map(Some),
        None => Ok(program
            .names
            .iter()
            .find_map(|name| which::which(name).ok())),
    }
}

/// Installs packages with apt, if that takes no password: as root.
fn install_packages(sh: &Shell, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let is_root = cmd!(sh, "id -u")
        .quiet()
        .ignore_stderr()
        .read()
        .is_ok_and(|id| id == "0");
    if !is_root || which::which("apt-get").is_err() {
        bail!(
            "the browser tests need programs that are not on PATH. On Debian: \
             `sudo apt-get install {list}`; elsewhere install what these packages hold, or name \
             the programs in CHROMIUM, CHROMEDRIVER, FIREFOX, GECKODRIVER, WEBKITDRIVER and XVFB"
        );
    }
    eprintln!(
        "The browser tests need programs that are not on PATH, so apt-get installs, as root: {list}."
    );
    cmd!(sh, "apt-get update --quiet").run()?;
    cmd!(sh, "apt-get install --yes --quiet --no-install-recommends")
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
        .with_context(|| format!("apt-get could not install {list}"))
}
