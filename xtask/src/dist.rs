//! The release: everything that a publisher copies to a server, in `dist/`.
//!
//! | file | what |
//! | --- | --- |
//! | `weigh-in.js` | the shell, which a page includes; the one name that never changes |
//! | `weigh-in-<hash>.js` | the runtime: wasm-bindgen's glue, the style sheet, and what binds them |
//! | `weigh-in-<hash>.wasm` | the library: a module that shows the widget, and chunks for later |
//! | `index.html` | the demo article |
//!
//! each with `.gz` and `.br` beside it. A hashed name stands for its content for ever, so a server
//! may let browsers keep it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};
use weigh_in::comparison::Comparison;
use weigh_in::share::fallback_html;
use weigh_in::texts::Texts;
use xshell::{Shell, cmd};

use crate::size::{self, Role, Sizes};
use crate::{split, tools, wasm};

/// The oldest browsers that run the module, in esbuild's terms; newer CSS is lowered for them.
const OLDEST_BROWSERS: &str = "chrome111,firefox113,safari16.4";

/// The JavaScript that all of [`OLDEST_BROWSERS`] run.
const OLDEST_SCRIPT: &str = "es2022";

/// Where `index.html` takes the ranking that is read without the widget.
const FALLBACK_MARKER: &str = "<!-- fallback -->";

/// A file of the release.
struct File {
    name: String,
    role: Role,
    content: Vec<u8>,
}

/// Builds the release, and prints what it weighs.
///
/// # Errors
/// If a tool is missing and cannot be installed, or a part does not build. `dist/` is as it was
/// then.
pub fn build(sh: &Shell) -> Result<Sizes> {
    let _only_build = prepare(sh)?;
    let work = emptied(sh, "target/dist")?;
    let chunks = wasm::build(sh, &work)?;
    let files = assemble(sh, &work, &chunks)?;
    let next = write(sh, &files)?;
    let mut sizes = Sizes::default();
    for file in &files {
        sizes.push(
            &file.name,
            file.role,
            size::compress(sh, &next.join(&file.name))?,
        );
    }
    replace_dist(sh, &next)?;
    println!("\n{sizes}");
    Ok(sizes)
}

/// Builds the same files faster: neither optimised nor compressed.
///
/// # Errors
/// As [`build`].
pub fn build_quickly(sh: &Shell) -> Result<()> {
    let _only_build = prepare(sh)?;
    let work = emptied(sh, "target/dist")?;
    let chunks = wasm::build_quickly(sh, &work)?;
    let files = assemble(sh, &work, &chunks)?;
    let next = write(sh, &files)?;
    replace_dist(sh, &next)
}

/// Makes sure of the tools, and waits until no other build writes the same directories: until the
/// lock that it returns is dropped.
fn prepare(sh: &Shell) -> Result<fs::File> {
    tools::require_toolchain(sh)?;
    tools::require_node_tools(sh)?;
    let lock = fs::File::create(sh.create_dir("target")?.join("dist.lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// The files of the release, from the module, its glue and its chunks in `work`.
fn assemble(sh: &Shell, work: &Path, chunks: &[String]) -> Result<Vec<File>> {
    let chunks = name_chunks(sh, work, chunks)?;
    let module = sh.read_binary_file(work.join(wasm::MODULE))?;
    let module = hashed(Role::OnDemand, "wasm", module);
    let runtime = hashed(Role::OnDemand, "js", bundle_runtime(sh, work)?.into());
    let shell = File {
        name: "weigh-in.js".to_owned(),
        role: Role::Shell,
        content: minify_shell(sh, &runtime.name, &module.name)?.into(),
    };
    let page = File {
        name: "index.html".to_owned(),
        role: Role::Page,
        content: demo_page(sh)?.into(),
    };
    Ok([shell, runtime, module]
        .into_iter()
        .chain(chunks)
        .chain([page])
        .collect())
}

/// The chunks, with their names put into the link in `work`: before it is bundled, since the runtime
/// is named after all its content.
fn name_chunks(sh: &Shell, work: &Path, chunks: &[String]) -> Result<Vec<File>> {
    let link = work.join(split::LINK);
    chunks
        .iter()
        .map(|chunk| {
            let content = sh.read_binary_file(work.join(chunk))?;
            let file = hashed(Role::Later, "wasm", content);
            let renamed = split::rename(&sh.read_file(&link)?, chunk, &file.name)?;
            sh.write_file(&link, renamed)?;
            Ok(file)
        })
        .collect()
}

/// Bundles `assets/runtime.js` with the glue, the link and the style sheet, which lie beside it in
/// `work`.
fn bundle_runtime(sh: &Shell, work: &Path) -> Result<String> {
    let style = work.join("weigh-in.css");
    esbuild(
        sh,
        "assets/weigh-in.css",
        &[&format!("--target={OLDEST_BROWSERS}")],
    )
    .and_then(|css| Ok(sh.write_file(style, css)?))?;
    let entry = work.join("runtime.js");
    sh.copy_file("assets/runtime.js", &entry)?;
    let target = format!("--target={OLDEST_SCRIPT}");
    esbuild(
        sh,
        &entry,
        &["--bundle", "--format=esm", "--loader:.css=text", &target],
    )
}

/// Minifies `assets/weigh-in.js`, in which `RUNTIME` and `WASM` stand for the files that it loads.
fn minify_shell(sh: &Shell, runtime: &str, module: &str) -> Result<String> {
    esbuild(
        sh,
        "assets/weigh-in.js",
        &[
            &format!("--target={OLDEST_SCRIPT}"),
            &format!(r#"--define:RUNTIME="./{runtime}""#),
            &format!(r#"--define:WASM="./{module}""#),
        ],
    )
}

fn esbuild(sh: &Shell, entry: impl AsRef<Path>, options: &[&str]) -> Result<String> {
    let entry = entry.as_ref();
    cmd!(
        sh,
        "node_modules/.bin/esbuild {entry} --minify --legal-comments=none"
    )
    .arg("--log-level=warning")
    .args(options)
    .read()
    .with_context(|| format!("esbuild rejects {}", entry.display()))
}

/// The demo article, with the ranking of the bundled data in the place of the marker.
fn demo_page(sh: &Shell) -> Result<String> {
    let data = "assets/custody-insurance.json";
    let comparison = Comparison::from_json(&sh.read_file(data)?).map_err(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow!("{data} is not a data set:\n{}", problems.join("\n"))
    })?;
    with_fallback(
        &sh.read_file("index.html")?,
        &fallback_html(&comparison, &Texts::english()),
    )
}

fn with_fallback(page: &str, fallback: &str) -> Result<String> {
    let (before, after) = page
        .split_once(FALLBACK_MARKER)
        .with_context(|| format!("index.html lacks the marker {FALLBACK_MARKER}"))?;
    Ok(format!("{before}{fallback}{after}"))
}

/// Names a file after its content.
fn hashed(role: Role, extension: &str, content: Vec<u8>) -> File {
    let hash = Sha256::digest(&content);
    let hash: String = hash
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    File {
        name: format!("weigh-in-{hash}.{extension}"),
        role,
        content,
    }
}

/// Writes the files into a directory beside `dist/`.
fn write(sh: &Shell, files: &[File]) -> Result<PathBuf> {
    let next = emptied(sh, "dist.next")?;
    for file in files {
        sh.write_file(next.join(&file.name), &file.content)?;
    }
    Ok(next)
}

/// Puts a whole directory in the place of `dist/`, so that nobody reads half a release and no file
/// of an older one stays.
fn replace_dist(sh: &Shell, next: &Path) -> Result<()> {
    let dist = sh.current_dir().join("dist");
    let previous = sh.current_dir().join("dist.previous");
    sh.remove_path(&previous)?;
    if dist.exists() {
        fs::rename(&dist, &previous).context("dist/ cannot be moved aside")?;
    }
    fs::rename(next, &dist).context("dist.next/ cannot be moved to dist/")?;
    Ok(sh.remove_path(&previous)?)
}

fn emptied(sh: &Shell, directory: &str) -> Result<PathBuf> {
    sh.remove_path(directory)?;
    Ok(sh.create_dir(directory)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_follows_the_content_alone() {
        let name = |content: &str| hashed(Role::OnDemand, "js", content.into()).name;
        assert_eq!(name("a"), "weigh-in-ca978112ca1b.js");
        assert_eq!(name("a"), name("a"));
        assert_ne!(name("a"), name("b"));
    }

    #[test]
    fn the_fallback_takes_the_place_of_the_marker() {
        let page = with_fallback("<p><!-- fallback --></p>", "<ol></ol>").unwrap();
        assert_eq!(page, "<p><ol></ol></p>");
    }

    #[test]
    fn a_page_without_the_marker_is_an_error() {
        assert!(with_fallback("<p></p>", "<ol></ol>").is_err());
    }
}
