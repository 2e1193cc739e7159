//! The library and the studio as WebAssembly: compiled, given their JavaScript glue, and optimised; the library is
//! split, too.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Cmd, Shell, cmd};

use crate::names::Names;
use crate::split::{self, Split};

/// The packages that are compiled.
const LIBRARY: &str = "weigh-in";
const STUDIO_PACKAGE: &str = "weigh-in-studio";

/// The main module, as both ways to build leave it in their directory.
pub const MODULE: &str = "weigh_in.wasm";

/// The studio's module.
pub const STUDIO: &str = "weigh_in_studio_bg.wasm";

/// What wasm-bindgen writes.
const GLUE: &str = "weigh_in.js";
const BOUND: &str = "weigh_in_bg.wasm";

/// What the runtime takes of the glue to start the module. The glue's own ways take modules in many forms, and
/// weigh half a kilobyte.
const PARTS_OF_GLUE: &str =
    "export { __wbg_get_imports as imports, __wbg_finalize_init as finish };\n";

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

/// Builds the module, its glue and its chunks into `work`, as small as they get, and returns the
/// chunks' file names.
///
/// # Errors
/// If the library does not compile, or a tool rejects a module.
pub fn build(sh: &Shell, work: &Path) -> Result<Vec<String>> {
    let compiled = compile(sh, LIBRARY, "wasm", with_bare_std)?;
    let Split { main, chunks } = split::split(sh, &compiled, GLUE, work)?;
    bind(sh, &main, work)?;
    optimise(sh, &work.join(BOUND), &work.join(MODULE))?;
    for chunk in &chunks {
        let chunk = work.join(chunk);
        optimise(sh, &chunk, &chunk)?;
    }
    let studio = compile(sh, STUDIO_PACKAGE, "wasm", with_bare_std)?;
    bind_studio(&studio, work)?;
    optimise(sh, &work.join(STUDIO), &work.join(STUDIO))?;
    Ok(chunks)
}

/// Builds the same files into `work`, as fast as it goes.
///
/// # Errors
/// As [`build`].
pub fn build_quickly(sh: &Shell, work: &Path) -> Result<Vec<String>> {
    let compiled = compile(sh, LIBRARY, "wasm-quick", |cargo| cargo)?;
    let Split { main, chunks } = split::split(sh, &compiled, GLUE, work)?;
    bind(sh, &main, work)?;
    sh.copy_file(work.join(BOUND), work.join(MODULE))?;
    let studio = compile(sh, STUDIO_PACKAGE, "wasm-quick", |cargo| cargo)?;
    bind_studio(&studio, work)?;
    Ok(chunks)
}

/// Compiles a package in a profile of `Cargo.toml`. The target directory of its own keeps one build from
/// invalidating, or waiting for, every other.
fn compile(
    sh: &Shell,
    package: &str,
    profile: &str,
    adapt: impl FnOnce(Cmd) -> Cmd,
) -> Result<PathBuf> {
    let target = "wasm32-unknown-unknown";
    let cargo = cmd!(
        sh,
        "cargo rustc --package {package} --lib --crate-type cdylib"
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
        .args(["--", split::LINKER_FLAG])
        .run()
        .with_context(|| format!("{package} does not compile to WebAssembly"))?;
    let module = package.replace('-', "_");
    Ok(sh
        .current_dir()
        .join(format!("target/wasm/{target}/{profile}/{module}.wasm")))
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
fn bind(sh: &Shell, main: &Path, work: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(main)
        .out_name("weigh_in")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        // Chunks need one of them; `Names` drops the others.
        .keep_lld_exports(true)
        .generate_output()
        .context("wasm-bindgen cannot make the glue")?;
    let names = Names::shorten(&mut output);
    output.emit(work)?;
    let glue = work.join(GLUE);
    let script = [&sh.read_file(&glue)?, PARTS_OF_GLUE].concat();
    Ok(sh.write_file(&glue, names.apply(&script))?)
}

/// Writes the studio's module and its glue into `work`.
fn bind_studio(compiled: &Path, work: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .generate(work)
        .context("wasm-bindgen cannot make the studio's glue")
}

/// Makes a module as small as it gets. What wasm-opt says is shown only if it fails: it warns of names
/// that the splitting leaves, and they go anyway.
fn optimise(sh: &Shell, module: &Path, optimised: &Path) -> Result<()> {
    let result = cmd!(
        sh,
        "node_modules/.bin/wasm-opt {module} --output {optimised} -O2 --shrink-level=1"
    )
    // Code that is a little larger, and more alike, compresses better: -Oz weighs 1 % more after Brotli,
    // and so does code in which functions are inlined into their one caller, or locals are simplified once more.
    .args([
        "--one-caller-inline-max-function-size=20",
        "--skip-pass=simplify-locals",
    ])
    // What only tools read.
    .args(["--strip-producers", "--strip-target-features"])
    .args(FEATURES)
    .ignore_status()
    .output()?;
    ensure!(
        result.status.success(),
        "wasm-opt rejects {}:\n{}",
        module.display(),
        String::from_utf8_lossy(&result.stderr)
    );
    Ok(())
}
