//! What the commands need beside Cargo's own dependencies, and how it is installed.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

/// A copy of the lock file that `node_modules/` was installed from.
const INSTALLED_LOCK: &str = "node_modules/.installed-package-lock.json";

/// Makes sure that the toolchain has the parts that `rust-toolchain.toml` names.
///
/// # Errors
/// If a part is missing and there is no rustup, or rustup fails.
pub fn require_toolchain(sh: &Shell) -> Result<()> {
    let sysroot = PathBuf::from(cmd!(sh, "rustc --print sysroot").quiet().read()?);
    let lacks = |part: &str| !sysroot.join(part).exists();

    if lacks("lib/rustlib/wasm32-unknown-unknown/lib") {
        rustup(sh, &["target", "add", "wasm32-unknown-unknown"])?;
    }
    for (component, part) in [
        (
            "rust-src",
            "lib/rustlib/src/rust/library/Cargo.lock".to_owned(),
        ),
        ("clippy", format!("bin/cargo-clippy{EXE_SUFFIX}")),
        ("rustfmt", format!("bin/rustfmt{EXE_SUFFIX}")),
    ] {
        if lacks(&part) {
            rustup(sh, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(sh: &Shell, arguments: &[&str]) -> Result<()> {
    cmd!(sh, "rustup").args(arguments).run().with_context(|| {
        format!(
            "the Rust toolchain is incomplete; run `rustup {}` (rustup: https://rustup.rs)",
            arguments.join(" ")
        )
    })
}

/// Makes sure that `node_modules/` is what `package-lock.json` says.
///
/// # Errors
/// If Node or npm is missing, or npm fails.
pub fn require_node_tools(sh: &Shell) -> Result<()> {
    for program in ["node", "npm"] {
        if which::which(program).is_err() {
            bail!("{program} is not on PATH; install Node.js 20.19 or newer (https://nodejs.org)");
        }
    }
    let lock = sh.read_file("package-lock.json")?;
    if sh.path_exists(INSTALLED_LOCK) && sh.read_file(INSTALLED_LOCK)? == lock {
        return Ok(());
    }
    cmd!(sh, "npm ci --ignore-scripts --no-audit --no-fund")
        .run()
        .context("npm could not install the tools of package-lock.json")?;
    Ok(sh.write_file(INSTALLED_LOCK, lock)?)
}

/// Makes sure that a program of crates.io is in the user's cache, and returns its path.
///
/// # Errors
/// If there is no cache directory, or the crate does not build.
pub fn require_crate(sh: &Shell, name: &str, version: &str) -> Result<PathBuf> {
    let cache = dirs::cache_dir().context("there is no home directory to install tools into")?;
    let root = cache.join("weigh-in").join(format!("{name}-{version}"));
    let program = root.join(format!("bin/{name}{EXE_SUFFIX}"));
    if !program.exists() {
        install_crate(sh, name, version, &root)?;
    }
    Ok(program)
}

/// Installs from a directory outside the workspace, so that none of its settings apply.
fn install_crate(sh: &Shell, name: &str, version: &str, root: &Path) -> Result<()> {
    let _outside = sh.push_dir(sh.create_dir(root)?);
    cmd!(
        sh,
        "cargo install {name} --version {version} --locked --root {root}"
    )
    .env_remove("CARGO_TARGET_DIR")
    .env_remove("RUSTFLAGS")
    .run()
    .with_context(|| format!("{name} {version} could not be installed from crates.io"))
}
