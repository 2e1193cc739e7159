//! Bundles and minifies the scripts of the release, each from its entry in `assets/`.
//!
//! A script refers to the files that it loads by words in capitals, which the build replaces: the names contain hashes
//! of the content.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use xshell::{Shell, cmd};

use crate::cache::Cache;
use crate::file::File;

/// The oldest browsers that run the module, in esbuild's terms; newer CSS is lowered for them.
const OLDEST_BROWSERS: &str = "chrome111,firefox113,safari16.4";

/// The JavaScript that all of [`OLDEST_BROWSERS`] run.
const OLDEST_SCRIPT: &str = "es2022";

/// The name of esbuild's output in the cache.
const OUTPUT: &str = "output";

/// A word of a script and its replacement, in the syntax of esbuild's `--define`.
pub type Define = String;

/// Defines a word as the URL of a file, relative to the script.
pub fn define_name(word: &str, file: &File) -> Define {
    format!("{word}=\"./{}\"", file.name)
}

/// Defines a word as the list of the URLs of files, relative to the script.
pub fn define_names<'a>(word: &str, files: impl IntoIterator<Item = &'a File>) -> Define {
    let names = files.into_iter().map(|file| format!("./{}", file.name));
    format!("{word}={}", Value::from_iter(names))
}

/// Minifies a style sheet.
///
/// # Errors
/// If esbuild rejects it.
pub fn minify_style(sh: &Shell, cache: &Cache, entry: &str) -> Result<String> {
    esbuild(sh, cache, entry, &[format!("--target={OLDEST_BROWSERS}")])
}

/// Bundles `assets/runtime.js` with the glue, the link and the style sheet, which it imports from its own directory,
/// `work`.
///
/// # Errors
/// If esbuild rejects a file.
pub fn bundle_runtime(
    sh: &Shell,
    cache: &Cache,
    work: &Path,
    defines: &[Define],
) -> Result<String> {
    sh.write_file(
        work.join("weigh-in.css"),
        minify_style(sh, cache, "assets/weigh-in.css")?,
    )?;
    for asset in sh.read_dir("assets")? {
        if asset.extension().is_some_and(|extension| extension == "js") {
            sh.copy_file(asset, work)?;
        }
    }
    bundle(sh, cache, work.join("runtime.js"), defines)
}

/// Bundles a script with its imports, except for other files of the release.
///
/// # Errors
/// If esbuild rejects a file.
pub fn bundle(
    sh: &Shell,
    cache: &Cache,
    entry: impl AsRef<Path>,
    defines: &[Define],
) -> Result<String> {
    let options = [
        "--bundle",
        "--format=esm",
        // Browsers decode modules as UTF-8 whatever the server says.
        "--charset=utf8",
        "--loader:.css=text",
        "--external:./weigh-in.js",
        "--external:./weigh-in-*.js",
    ];
    let options = options.into_iter().map(str::to_owned);
    let target = format!("--target={OLDEST_SCRIPT}");
    let defines = defines.iter().map(|define| format!("--define:{define}"));
    let options: Vec<_> = options.chain([target]).chain(defines).collect();
    esbuild(sh, cache, entry, &options)
}

/// Runs esbuild on an entry. Its imports are in the same directory, so the key of the cache covers all scripts and
/// styles there.
fn esbuild(
    sh: &Shell,
    cache: &Cache,
    entry: impl AsRef<Path>,
    options: &[String],
) -> Result<String> {
    let entry = entry.as_ref();
    let folder = entry.parent().context("an entry is in a folder")?;
    let mut inputs = vec![entry.as_os_str().as_encoded_bytes().to_vec()];
    inputs.extend(options.iter().map(|option| option.clone().into_bytes()));
    for file in sh.read_dir(folder)? {
        if file
            .extension()
            .is_some_and(|kind| kind == "js" || kind == "css")
        {
            inputs.push(file.as_os_str().as_encoded_bytes().to_vec());
            inputs.push(sh.read_binary_file(file)?);
        }
    }
    let inputs: Vec<_> = inputs.iter().map(Vec::as_slice).collect();
    let output = cache.get_or_make("esbuild", &inputs, |output| {
        let (script, list) = (output.join(OUTPUT), output.join("inputs.json"));
        cmd!(
            sh,
            "node_modules/.bin/esbuild {entry} --minify --legal-comments=none"
        )
        .arg("--log-level=warning")
        // wasm-bindgen lists the link once for every function that it imports from there.
        .arg("--log-override:duplicate-object-key=silent")
        .args(options)
        .arg(format!("--outfile={}", script.display()))
        .arg(format!("--metafile={}", list.display()))
        .quiet()
        .run()
        .with_context(|| format!("esbuild rejects {}", entry.display()))?;
        check_inputs(sh, &sh.read_file(list)?, folder)
    })?;
    Ok(sh.read_file(output.join(OUTPUT))?.trim_end().to_owned())
}

/// Checks that all files that esbuild has read are in a folder.
fn check_inputs(sh: &Shell, metafile: &str, folder: &Path) -> Result<()> {
    let metafile: Value = serde_json::from_str(metafile)?;
    let inputs = metafile["inputs"].as_object().context("no inputs")?;
    // Each define is an input too, `<define:WORD>`.
    for input in inputs.keys().filter(|input| !input.starts_with('<')) {
        ensure!(
            sh.current_dir().join(input).parent() == Some(&sh.current_dir().join(folder)),
            "{input} is bundled, but the cache covers {} only",
            folder.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_from_another_folder_is_an_error() {
        let (sh, folder) = (Shell::new().unwrap(), Path::new("assets"));
        assert!(
            check_inputs(
                &sh,
                r#"{ "inputs": { "assets/a.js": {}, "<define:A>": {} } }"#,
                folder
            )
            .is_ok()
        );
        let elsewhere = r#"{ "inputs": { "assets/a.js": {}, "docs/b.js": {} } }"#;
        assert!(check_inputs(&sh, elsewhere, folder).is_err());
    }
}
