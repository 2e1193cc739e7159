//! The library as WebAssembly: compiled, given its JavaScript glue, and optimised.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Cmd, Shell, cmd};

use crate::names::Names;

/// What both ways to build leave in their directory.
pub const MODULE: &str = "weigh_in.wasm";

/// What wasm-bindgen writes.
const GLUE: &str = "weigh_in.js";
const BOUND: &str = "weigh_in_bg.wasm";

/// The WebAssembly features that `rustc` and wasm-bindgen use, and every supported browser has.
/// Named one by one: `--all-features` makes modules that Chromium rejects.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Builds the module and its glue into `work`, as small as they get.
///
/// # Errors
/// If the library does not compile, or a tool rejects the module.
pub fn build(sh: &Shell, work: &Path) -> Result<()> {
    let compiled = compile(sh, "wasm", with_bare_std)?;
    bind(sh, &compiled, work)?;
    let (bound, optimised) = (work.join(BOUND), work.join(MODULE));
    cmd!(
        sh,
        "node_modules/.bin/wasm-opt {bound} --output {optimised} -Oz"
    )
    // Inlining a function into its one caller makes code that compresses worse.
    .arg("--one-caller-inline-max-function-size=20")
    .args(FEATURES)
    .run()
    .context("wasm-opt rejects the module")
}

/// Builds the module and its glue into `work`, as fast as it goes.
///
/// # Errors
/// If the library does not compile, or wasm-bindgen rejects the module.
pub fn build_quickly(sh: &Shell, work: &Path) -> Result<()> {
    let compiled = compile(sh, "wasm-quick", |cargo| cargo)?;
    bind(sh, &compiled, work)?;
    Ok(sh.copy_file(work.join(BOUND), work.join(MODULE))?)
}

/// Compiles the library in a profile of `Cargo.toml`. The target directory of its own keeps one
/// build from invalidating, or waiting for, every other.
fn compile(sh: &Shell, profile: &str, adapt: impl FnOnce(Cmd) -> Cmd) -> Result<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let cargo = cmd!(
        sh,
        "cargo rustc --package weigh-in --lib --crate-type cdylib"
    )
    .args([
        "--profile",
        profile,
        "--target",
        target,
        "--target-dir",
        "target/wasm",
    ]);
    adapt(cargo)
        .run()
        .context("the library does not compile to WebAssembly")?;
    Ok(sh
        .current_dir()
        .join(format!("target/wasm/{target}/{profile}/weigh_in.wasm")))
}

/// Compiles the standard library along, and leaves out what only developers read: panics abort at
/// once, without a message, and `Debug` writes nothing. That is about a fifth of the bytes.
/// `RUSTC_BOOTSTRAP` opens these options on the pinned stable toolchain, for this one command.
fn with_bare_std(cargo: Cmd) -> Cmd {
    let flags = [
        "-Zunstable-options",
        "-Cpanic=immediate-abort",
        "-Zfmt-debug=none",
    ];
    cargo
        .args([
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
}

/// Runs wasm-bindgen as a library, so that `Cargo.lock` alone says which version.
fn bind(sh: &Shell, compiled: &Path, work: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name("weigh_in")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .generate_output()
        .context("wasm-bindgen cannot make the glue")?;
    let names = Names::shorten(&mut output);
    output.emit(work)?;
    let glue = work.join(GLUE);
    Ok(sh.write_file(&glue, names.apply(&sh.read_file(&glue)?))?)
}
