//! The tools that the commands need besides Cargo dependencies, and their installation.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use xshell::{Shell, cmd};

/// A copy of the lock file that `node_modules/` was installed from.
const INSTALLED_LOCK: &str = "node_modules/.installed-package-lock.json";

/// The compilation target of the modules.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Ensures that the toolchain has the components in `rust-toolchain.toml`, except for the sources of the standard
/// library.
///
/// # Errors
/// If a component is missing and there is no rustup, or rustup fails.
pub fn require_toolchain(sh: &Shell) -> Result<()> {
    let sysroot = sysroot(sh)?;
    let lacks = |file: &str| !sysroot.join(file).exists();

    if lacks(&format!("lib/rustlib/{WASM}/lib")) {
        rustup(sh, &["target", "add", WASM])?;
    }
    for (component, file) in [
        ("clippy", format!("bin/cargo-clippy{EXE_SUFFIX}")),
        ("rustfmt", format!("bin/rustfmt{EXE_SUFFIX}")),
    ] {
        if lacks(&file) {
            rustup(sh, &["component", "add", component])?;
        }
    }
    Ok(())
}

/// Ensures that the sources of the standard library are installed, and that the toolchain accepts the unstable options
/// of its rebuild.
///
/// # Errors
/// If the sources cannot be added, or the toolchain refuses an option.
pub fn require_build_std(sh: &Shell, cargo: &[&str], rustc: &[&str]) -> Result<()> {
    if !sysroot(sh)?
        .join("lib/rustlib/src/rust/library/Cargo.lock")
        .exists()
    {
        rustup(sh, &["component", "add", "rust-src"])?;
    }
    // Neither builds anything: both parse their options, and reject unknown ones.
    for program in [
        cmd!(sh, "cargo locate-project").args(cargo),
        cmd!(sh, "rustc --print cfg --target {WASM}").args(rustc),
    ] {
        let output = program
            .env("RUSTC_BOOTSTRAP", "1")
            .quiet()
            .ignore_status()
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(())
}

fn sysroot(sh: &Shell) -> Result<PathBuf> {
    Ok(cmd!(sh, "rustc --print sysroot").quiet().read()?.into())
}

fn rustup(sh: &Shell, arguments: &[&str]) -> Result<()> {
    cmd!(sh, "rustup").args(arguments).run().with_context(|| {
        format!(
            "the Rust toolchain is incomplete; run `rustup {}` (rustup: https://rustup.rs)",
            arguments.join(" ")
        )
    })
}

/// Ensures that `node_modules/` in the current directory matches `package-lock.json` there.
///
/// # Errors
/// If Node or npm is missing, or npm fails.
pub fn require_node_packages(sh: &Shell) -> Result<()> {
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
        .context("npm could not install the packages of package-lock.json")?;
    Ok(sh.write_file(INSTALLED_LOCK, lock)?)
}

/// Ensures that a program of a crate on crates.io is in the user's cache, and returns its path.
///
/// # Errors
/// If there is no cache directory, or the crate does not build.
pub fn require_crate(sh: &Shell, name: &str, version: &str, program: &str) -> Result<PathBuf> {
    let program = cached_program(name, version, program)?;
    if !program.exists() {
        let root = program.ancestors().nth(2).context("a cache directory")?;
        install_crate(sh, name, version, root)?;
    }
    Ok(program)
}

/// Returns the path of a crate's program in the user's cache, below the directory into which the crate is installed.
fn cached_program(name: &str, version: &str, program: &str) -> Result<PathBuf> {
    let cache = dirs::cache_dir().context("there is no home directory to install tools into")?;
    let root = cache.join("weigh-in").join(format!("{name}-{version}"));
    Ok(root.join(format!("bin/{program}{EXE_SUFFIX}")))
}

/// Ensures that the program of a crate of the same name is in the user's cache, as [`require_crate`] does, but without the
/// time that it takes to build where PyPI has it built and there is a pip.
///
/// # Errors
/// As [`require_crate`].
pub fn require_prebuilt_crate(sh: &Shell, name: &str, version: &str) -> Result<PathBuf> {
    let program = cached_program(name, version, name)?;
    if !program.exists() {
        let root = program.ancestors().nth(2).context("a cache directory")?;
        let package = format!("astral-dev-toolchain-{name}=={version}");
        let options = ["--no-deps", "--only-binary=:all:", "--quiet"];
        let installed = cmd!(
            sh,
            "python3 -m pip install {options...} --target {root} {package}"
        )
        .run();
        if installed.is_err() || !program.exists() {
            install_crate(sh, name, version, root)?;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_option_is_an_error() {
        let sh = Shell::new().unwrap();
        let (cargo, rustc) = (["-Zno-such-option"], ["-Zno-such-option"]);
        assert!(require_build_std(&sh, &[], &[]).is_ok());
        for (cargo, rustc) in [(&cargo[..], &[][..]), (&[], &rustc)] {
            let error = require_build_std(&sh, cargo, rustc).unwrap_err();
            assert!(error.to_string().contains("no-such-option"), "{error}");
        }
    }
}
