//! Checks the prose against the house style, and the spelling of every file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use crate::tools;

/// The Markdown pages outside of directories.
const PAGES: [&str; 3] = ["README.md", "DESIGN.md", "CHANGELOG.md"];

/// The directories with Markdown pages.
const PAGE_DIRECTORIES: [&str; 2] = ["docs", "examples"];

/// The other files that the house style covers, besides those in [`DIRECTORIES`].
const FILES: [&str; 5] = [
    "build.rs",
    "index.html",
    "assets/comparison.schema.json",
    "assets/custom-elements.json",
    "assets/texts/en.json",
];

/// The directories in which the house style covers the files with one of [`EXTENSIONS`].
const DIRECTORIES: [&str; 11] = [
    "assets",
    "benches",
    "cli",
    "core",
    "docs",
    "examples",
    "fuzz/targets",
    "src",
    "studio",
    "tests",
    "xtask",
];

/// The extensions of prose, and of sources, whose comments and strings count.
const EXTENSIONS: [&str; 11] = [
    "md", "html", "jsx", "vue", "svelte", "astro", "rs", "js", "mjs", "ts", "css",
];

/// The version of typos, and so of its dictionary.
const TYPOS: &str = "1.52.0";

/// Checks the prose, and the comments and strings of the sources, against the rules in `.prh.yml`.
///
/// # Errors
/// If a text breaks a rule, with the file, the line and the replacement; or if prh cannot be run.
pub fn check_style(sh: &Shell) -> Result<()> {
    let files = PAGES.iter().chain(&FILES);
    let mut files: Vec<PathBuf> = files.map(PathBuf::from).collect();
    for directory in DIRECTORIES {
        files.extend(files_in(sh, Path::new(directory), &EXTENSIONS)?);
    }
    let findings = cmd!(sh, "node_modules/.bin/prh --rules .prh.yml {files...}")
        .quiet()
        .read()
        .context("prh could not check the style")?;
    ensure!(
        findings.is_empty(),
        "texts break rules of .prh.yml\n{findings}"
    );
    Ok(())
}

/// Checks the spelling of every file, in American English; `.typos.toml` lists the exceptions.
///
/// # Errors
/// If a word is misspelled, or typos cannot be installed.
pub fn check_spelling(sh: &Shell) -> Result<()> {
    let typos = tools::require_crate(sh, "typos-cli", TYPOS, "typos")?;
    cmd!(sh, "{typos} --format brief")
        .quiet()
        .run()
        .context("words are misspelled; .typos.toml takes exceptions")
}

/// Returns the paths of all Markdown pages, relative to the root of the repository.
///
/// # Errors
/// If a directory cannot be read.
pub fn markdown_pages(sh: &Shell) -> Result<Vec<PathBuf>> {
    let mut pages = PAGES.map(PathBuf::from).to_vec();
    for directory in PAGE_DIRECTORIES {
        pages.extend(files_in(sh, Path::new(directory), &["md"])?);
    }
    Ok(pages)
}

/// Returns the files with one of `extensions` in a directory, recursively, except for installed packages.
fn files_in(sh: &Shell, directory: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let is_covered = |path: &Path| {
        let extension = path.extension().and_then(OsStr::to_str);
        extension.is_some_and(|extension| extensions.contains(&extension))
    };
    let mut files = Vec::new();
    for path in sh.read_dir(directory)? {
        if path.ends_with("node_modules") {
            continue;
        } else if path.is_dir() {
            files.extend(files_in(sh, &path, extensions)?);
        } else if is_covered(&path) {
            files.push(path.strip_prefix(sh.current_dir())?.to_owned());
        }
    }
    Ok(files)
}
