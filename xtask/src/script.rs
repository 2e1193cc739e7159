//! The scripts of the release, each bundled and minified from its entry in `assets/`.
//!
//! A script names the files that it loads by words in capitals, which the build replaces, since those
//! names follow from what is in the files.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::file::File;

/// The oldest browsers that run the module, in esbuild's terms; newer CSS is lowered for them.
const OLDEST_BROWSERS: &str = "chrome111,firefox113,safari16.4";

/// The JavaScript that all of [`OLDEST_BROWSERS`] run.
const OLDEST_SCRIPT: &str = "es2022";

/// A word of a script and what it stands for, as esbuild takes it.
pub type Define = String;

/// Makes a word stand for the name of a file beside the script.
pub fn name(word: &str, file: &File) -> Define {
    format!("{word}=\"./{}\"", file.name)
}

/// Makes a word stand for the list of the names of files beside the script.
pub fn names<'a>(word: &str, files: impl IntoIterator<Item = &'a File>) -> Define {
    let names = files.into_iter().map(|file| format!("./{}", file.name));
    format!("{word}={}", Value::from_iter(names))
}

/// Minifies a style sheet.
///
/// # Errors
/// If esbuild rejects it.
pub fn style(sh: &Shell, entry: &str) -> Result<String> {
    esbuild(sh, entry, &[format!("--target={OLDEST_BROWSERS}")])
}

/// Bundles `assets/runtime.js` with the glue, the link and the style sheet, for which it looks beside
/// it, in `work`.
///
/// # Errors
/// If esbuild rejects a file.
pub fn bundle_runtime(sh: &Shell, work: &Path, defines: &[Define]) -> Result<String> {
    sh.write_file(work.join("weigh-in.css"), style(sh, "assets/weigh-in.css")?)?;
    for asset in sh.read_dir("assets")? {
        if asset.extension().is_some_and(|extension| extension == "js") {
            sh.copy_file(asset, work)?;
        }
    }
    bundle(sh, work.join("runtime.js"), defines)
}

/// Bundles a script with what it imports; the files of the release stay apart.
///
/// # Errors
/// If esbuild rejects a file.
pub fn bundle(sh: &Shell, entry: impl AsRef<Path>, defines: &[Define]) -> Result<String> {
    let options = [
        "--bundle",
        "--format=esm",
        // Modules are read as UTF-8 whatever the server says.
        "--charset=utf8",
        "--loader:.css=text",
        "--external:./weigh-in.js",
        "--external:./weigh-in-*.js",
    ];
    let options = options.into_iter().map(str::to_owned);
    let target = format!("--target={OLDEST_SCRIPT}");
    let defines = defines.iter().map(|define| format!("--define:{define}"));
    let options: Vec<_> = options.chain([target]).chain(defines).collect();
    esbuild(sh, entry, &options)
}

fn esbuild(sh: &Shell, entry: impl AsRef<Path>, options: &[String]) -> Result<String> {
    let entry = entry.as_ref();
    cmd!(
        sh,
        "node_modules/.bin/esbuild {entry} --minify --legal-comments=none"
    )
    .arg("--log-level=warning")
    // wasm-bindgen names the link once for every function that it takes from there.
    .arg("--log-override:duplicate-object-key=silent")
    .args(options)
    .read()
    .with_context(|| format!("esbuild rejects {}", entry.display()))
}
