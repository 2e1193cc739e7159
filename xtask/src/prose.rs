//! Checks the prose against the house style, and the spelling of every file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use xshell::{Shell, cmd};

use crate::tools;

/// The Markdown pages outside of [`PAGE_DIRECTORIES`].
const PAGES: [&str; 3] = ["README.md", "DESIGN.md", "CHANGELOG.md"];

const PAGE_DIRECTORIES: [&str; 2] = ["docs", "examples"];

/// The interface texts that the house style covers.
const TEXTS: &str = "assets/texts/en.json";

/// The version of typos, and so of its dictionary.
const TYPOS: &str = "1.52.0";

/// Checks the prose against the rules in `.prh.yml`.
///
/// # Errors
/// If the prose breaks a rule, with the file, the line and the replacement; or if prh cannot be run.
pub fn check_style(sh: &Shell) -> Result<()> {
    let mut files = markdown_pages(sh)?;
    files.push(TEXTS.into());
    let findings = cmd!(sh, "node_modules/.bin/prh --rules .prh.yml {files...}")
        .quiet()
        .read()
        .context("prh could not check the prose")?;
    ensure!(
        findings.is_empty(),
        "the prose breaks rules of .prh.yml\n{findings}"
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
        pages.extend(markdown_files(sh, Path::new(directory))?);
    }
    Ok(pages)
}

/// Returns the Markdown files in a directory, recursively.
fn markdown_files(sh: &Shell, directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in sh.read_dir(directory)? {
        if path.is_dir() {
            files.extend(markdown_files(sh, &path)?);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path.strip_prefix(sh.current_dir())?.to_owned());
        }
    }
    Ok(files)
}
