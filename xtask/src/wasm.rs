//! Compiles the library and the modules of the studio to WebAssembly, generates their JavaScript glue, splits the
//! library, and optimizes the modules. All but the compilation, which Cargo caches, goes through the cache.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Cmd, Shell, cmd};

use crate::cache::Cache;
use crate::glue;
use crate::short_names::ShortNames;
use crate::split::{self, Split};
use crate::tools::{self, WASM};

/// The names of the compiled packages.
const LIBRARY: &str = "weigh-in";
const STUDIO_PACKAGES: [&str; 2] = ["weigh-in-studio", "weigh-in-workbook"];

/// The file name of the main module, in both kinds of build.
pub const MODULE: &str = "weigh_in.wasm";

/// The file names of the studio's modules: the page, and the reader of workbooks.
pub const STUDIO_MODULE: &str = "weigh_in_studio_bg.wasm";
pub const WORKBOOK_MODULE: &str = "weigh_in_workbook_bg.wasm";

/// The options that make Cargo compile the standard library too.
const BUILD_STD_OPTIONS: [&str; 2] = [
    "-Zbuild-std=std,panic_abort",
    "-Zbuild-std-features=optimize_for_size",
];

/// The compiler flags of that build.
const BUILD_STD_FLAGS: [&str; 3] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zfmt-debug=none",
];

/// The file name of a compiled module. wasm-bindgen names its output after it, unless a name is set.
const COMPILED: &str = "compiled.wasm";

/// The files that wasm-bindgen writes.
const GLUE: &str = "weigh_in.js";
const BOUND_MODULE: &str = "weigh_in_bg.wasm";

/// The WebAssembly features that `rustc` and wasm-bindgen use, and every supported browser has.
/// Listed one by one: `--all-features` produces modules that Chromium rejects.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The kind of a build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Optimization {
    /// As small as it gets, for readers.
    Release,
    /// As fast as it builds, while `cargo xtask serve` watches.
    Quick,
}

impl Optimization {
    /// Returns the name of the cache for this kind of build.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Quick => "quick",
        }
    }

    /// Returns the profile in `Cargo.toml`.
    const fn profile(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Quick => "wasm-quick",
        }
    }
}

/// The standard library that a module links.
#[derive(Clone, Copy)]
enum Std {
    /// Compiled with the options of this project.
    Rebuilt,
    /// The one that comes with the toolchain.
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
        Optimization::Release if can_build_std(sh) => Std::Rebuilt,
        Optimization::Release | Optimization::Quick => Std::Prebuilt,
    };
    let library = compile(sh, LIBRARY, optimization, std)?;
    let library = cache.get_or_make("library", &[&library], |output| {
        let compiled = output.join(COMPILED);
        sh.write_file(&compiled, &library)?;
        let Split { main, chunks } = split::split(sh, &compiled, GLUE, output)?;
        bind_library(sh, &main, output)?;
        optimize(
            sh,
            optimization,
            &output.join(BOUND_MODULE),
            &output.join(MODULE),
        )?;
        for chunk in &chunks {
            let chunk = output.join(chunk);
            optimize(sh, optimization, &chunk, &chunk)?;
        }
        [compiled, main, output.join(BOUND_MODULE)]
            .into_iter()
            .try_for_each(|file| Ok(sh.remove_path(file)?))
    })?;
    for package in STUDIO_PACKAGES {
        let module = compile(sh, package, optimization, std)?;
        let name = package.replace('-', "_");
        let built = cache.get_or_make(package, &[&module], |output| {
            let compiled = output.join(COMPILED);
            sh.write_file(&compiled, &module)?;
            bind(&compiled, &name, output)?;
            let bound = output.join(format!("{name}_bg.wasm"));
            optimize(sh, optimization, &bound, &bound)?;
            Ok(sh.remove_path(compiled)?)
        })?;
        for file in sh.read_dir(built)? {
            sh.copy_file(file, work)?;
        }
    }

    let mut chunks = Vec::new();
    for file in sh.read_dir(library)? {
        sh.copy_file(&file, work)?;
        let name = file.file_name().and_then(|name| name.to_str());
        chunks.extend(
            name.filter(|name| name.ends_with(".wasm") && *name != MODULE)
                .map(str::to_owned),
        );
    }
    Ok(chunks)
}

/// Compiles a package, and returns the module. A separate target directory keeps this build from invalidating native
/// builds, or waiting for them.
fn compile(sh: &Shell, package: &str, optimization: Optimization, std: Std) -> Result<Vec<u8>> {
    let profile = optimization.profile();
    let cargo = cmd!(
        sh,
        "cargo rustc --package {package} --all-features --lib --crate-type cdylib"
    )
    .args(["--profile", profile, "--target", WASM])
    .args(["--target-dir", "target/wasm"]);
    let cargo = match std {
        Std::Rebuilt => with_rebuilt_std(cargo),
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

/// Makes Cargo compile the standard library too, without what only developers read: panics abort at once, without a
/// message, and `Debug` writes nothing. That saves about a fifth of the bytes.
/// `RUSTC_BOOTSTRAP` enables these options on the pinned stable toolchain, for this one command.
fn with_rebuilt_std(cargo: Cmd) -> Cmd {
    cargo
        .args(BUILD_STD_OPTIONS)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", BUILD_STD_FLAGS.join("\x1f"))
}

/// Reports whether the standard library can be compiled too, and prints a warning if not.
fn can_build_std(sh: &Shell) -> bool {
    let required = tools::require_build_std(sh, &BUILD_STD_OPTIONS, &BUILD_STD_FLAGS);
    if let Err(error) = &required {
        eprintln!(
            "warning: the standard library cannot be compiled along, so the modules are larger by about a fifth \
             and exceed their budgets: {error:#}"
        );
    }
    required.is_ok()
}

/// Generates the glue of the library. wasm-bindgen is a library here, so that `Cargo.lock` alone sets its version.
fn bind_library(sh: &Shell, main: &Path, work: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(main)
        .out_name("weigh_in")
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        // Chunks need one of these exports; `ShortNames` drops the others.
        .keep_lld_exports(true)
        .generate_output()
        .context("wasm-bindgen cannot make the glue")?;
    let names = ShortNames::shorten(&mut output);
    output.emit(work)?;
    let path = work.join(GLUE);
    let script = glue::adapt(&sh.read_file(&path)?)?;
    Ok(sh.write_file(&path, names.apply(&script))?)
}

/// Generates the glue of a module with a name, and writes both into `work`.
fn bind(compiled: &Path, name: &str, work: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .web(true)?
        .omit_default_module_path(true)
        .typescript(false)
        .generate(work)
        .with_context(|| format!("wasm-bindgen cannot make the glue of {name}"))
}

/// Optimizes a module for size in release builds. The output of wasm-opt is shown only if it fails: it warns about
/// names that the splitting leaves, and these are dropped anyway.
fn optimize(sh: &Shell, optimization: Optimization, module: &Path, optimized: &Path) -> Result<()> {
    if optimization == Optimization::Quick {
        if module != optimized {
            sh.copy_file(module, optimized)?;
        }
        return Ok(());
    }
    // A second run saves another 70 bytes after Brotli.
    run_wasm_opt(sh, module, optimized)?;
    run_wasm_opt(sh, optimized, optimized)
}

fn run_wasm_opt(sh: &Shell, module: &Path, optimized: &Path) -> Result<()> {
    let result = cmd!(
        sh,
        "node_modules/.bin/wasm-opt {module} --output {optimized} -O2 --shrink-level=1"
    )
    // Code that is slightly larger but more uniform compresses better: -Oz is 1 % larger after Brotli, and so is code
    // in which functions are inlined into their only caller, locals are simplified again, or code is pushed down to
    // where it is needed.
    .args([
        "--one-caller-inline-max-function-size=20",
        "--skip-pass=simplify-locals",
        "--skip-pass=code-pushing",
    ])
    // Sections that only tools read.
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
