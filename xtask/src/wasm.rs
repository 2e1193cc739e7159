//! The library and the studio as WebAssembly: compiled, given their JavaScript glue, and optimized; the library is
//! split, too. All but the compiling, which Cargo caches, is kept in the cache.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Cmd, Shell, cmd};

use crate::cache::Cache;
use crate::names::Names;
use crate::split::{self, Split};
use crate::tools::{self, WASM};

/// The packages that are compiled.
const LIBRARY: &str = "weigh-in";
const STUDIO_PACKAGE: &str = "weigh-in-studio";

/// The main module, as both ways to build leave it in their directory.
pub const MODULE: &str = "weigh_in.wasm";

/// The studio's module.
pub const STUDIO: &str = "weigh_in_studio_bg.wasm";

/// How Cargo is told to compile the standard library along.
const STD_OPTIONS: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];

/// What the compiler is told then.
const STD_FLAGS: [&str; 3] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zfmt-debug=none",
];

/// A module as the compiler leaves it. wasm-bindgen names what it writes after it, unless told another name.
const COMPILED: &str = "compiled.wasm";

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

/// How a module is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Optimization {
    /// As small as it gets, for readers.
    Release,
    /// As fast as it builds, while `cargo xtask serve` watches.
    Quick,
}

impl Optimization {
    /// The name of the cache of its outputs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Quick => "quick",
        }
    }

    /// The profile in `Cargo.toml`.
    const fn profile(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Quick => "wasm-quick",
        }
    }
}

/// The standard library that a module is linked with.
#[derive(Clone, Copy)]
enum Std {
    /// Compiled along, with the options of this project.
    Own,
    /// As the toolchain brings it.
    Prebuilt,
}

/// Builds the modules, their glue and the library's chunks into `work`, and returns the chunks' file names.
///
/// # Errors
/// If a package does not compile, or a tool rejects a module.
pub fn build(
    sh: &Shell,
    cache: &Cache,
    optimization: Optimization,
    work: &Path,
) -> Result<Vec<String>> {
    let std = match optimization {
        Optimization::Release if can_build_std(sh) => Std::Own,
        Optimization::Release | Optimization::Quick => Std::Prebuilt,
    };
    let library = compile(sh, LIBRARY, optimization, std)?;
    let library = cache.directory("library", &[&library], |output| {
        let compiled = output.join(COMPILED);
        sh.write_file(&compiled, &library)?;
        let Split { main, chunks } = split::split(sh, &compiled, GLUE, output)?;
        bind(sh, &main, output)?;
        optimize(sh, optimization, &output.join(BOUND), &output.join(MODULE))?;
        for chunk in &chunks {
            let chunk = output.join(chunk);
            optimize(sh, optimization, &chunk, &chunk)?;
        }
        [compiled, main, output.join(BOUND)]
            .into_iter()
            .try_for_each(|file| Ok(sh.remove_path(file)?))
    })?;
    let studio = compile(sh, STUDIO_PACKAGE, optimization, std)?;
    let studio = cache.directory("studio", &[&studio], |output| {
        let compiled = output.join(COMPILED);
        sh.write_file(&compiled, &studio)?;
        bind_studio(&compiled, output)?;
        optimize(sh, optimization, &output.join(STUDIO), &output.join(STUDIO))?;
        Ok(sh.remove_path(compiled)?)
    })?;

    let mut chunks = Vec::new();
    for file in sh.read_dir(library)? {
        sh.copy_file(&file, work)?;
        let name = file.file_name().and_then(|name| name.to_str());
        chunks.extend(
            name.filter(|name| name.ends_with(".wasm") && *name != MODULE)
                .map(str::to_owned),
        );
    }
    for file in sh.read_dir(studio)? {
        sh.copy_file(file, work)?;
    }
    Ok(chunks)
}

/// Compiles a package, and returns the module. The target directory of its own keeps one build from
/// invalidating, or waiting for, every other.
fn compile(sh: &Shell, package: &str, optimization: Optimization, std: Std) -> Result<Vec<u8>> {
    let profile = optimization.profile();
    let cargo = cmd!(
        sh,
        "cargo rustc --package {package} --lib --crate-type cdylib"
    )
    .args(["--profile", profile, "--target", WASM])
    .args(["--target-dir", "target/wasm"]);
    let cargo = match std {
        Std::Own => with_own_std(cargo),
        Std::Prebuilt => cargo,
    };
    cargo
        .args(["--", split::LINKER_FLAG])
        .run()
        .with_context(|| format!("{package} does not compile to WebAssembly"))?;
    let module = package.replace('-', "_");
    let module = format!("target/wasm/{WASM}/{profile}/{module}.wasm");
    Ok(sh.read_binary_file(module)?)
}

/// Compiles the standard library along, and leaves out what only developers read: panics abort at
/// once, without a message, and `Debug` writes nothing. That is about a fifth of the bytes.
/// `RUSTC_BOOTSTRAP` opens these options on the pinned stable toolchain, for this one command.
fn with_own_std(cargo: Cmd) -> Cmd {
    cargo
        .args(STD_OPTIONS)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", STD_FLAGS.join("\x1f"))
}

/// Returns whether the standard library can be compiled along, and warns if not.
fn can_build_std(sh: &Shell) -> bool {
    let required = tools::require_std_sources(sh, &STD_OPTIONS, &STD_FLAGS);
    if let Err(error) = &required {
        eprintln!(
            "warning: the standard library cannot be compiled along, so the modules are larger by about a fifth \
             and exceed their budgets: {error:#}"
        );
    }
    required.is_ok()
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
        .out_name("weigh_in_studio")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .generate(work)
        .context("wasm-bindgen cannot make the studio's glue")
}

/// Makes a module as small as it gets, for readers. What wasm-opt prints is shown only if it fails: it warns of names
/// that the splitting leaves, and they go anyway.
fn optimize(sh: &Shell, optimization: Optimization, module: &Path, optimized: &Path) -> Result<()> {
    if optimization == Optimization::Quick {
        if module != optimized {
            sh.copy_file(module, optimized)?;
        }
        return Ok(());
    }
    // A second run takes off another 70 bytes after Brotli.
    run_wasm_opt(sh, module, optimized)?;
    run_wasm_opt(sh, optimized, optimized)
}

fn run_wasm_opt(sh: &Shell, module: &Path, optimized: &Path) -> Result<()> {
    let result = cmd!(
        sh,
        "node_modules/.bin/wasm-opt {module} --output {optimized} -O2 --shrink-level=1"
    )
    // Code that is a little larger, and more alike, compresses better: -Oz weighs 1 % more after Brotli,
    // and so does code in which functions are inlined into their one caller, or locals are simplified
    // once more, or code is pushed down to where it is needed.
    .args([
        "--one-caller-inline-max-function-size=20",
        "--skip-pass=simplify-locals",
        "--skip-pass=code-pushing",
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
