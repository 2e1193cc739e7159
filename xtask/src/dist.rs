//! The release: everything that a publisher copies to a server, in `dist/`, which is also an npm package, and the
//! layout to upload in `cdn/`.
//!
//! | file | content |
//! | --- | --- |
//! | `weigh-in.js` | the shell, the script that a page includes |
//! | `weigh-in-<hash>.js` | the runtime (wasm-bindgen's glue, the style sheet, and what connects them); the loader of a publisher's own data; the diagnosis of failures; the code to embed; the frame host, which creates and controls an iframe; the script of `frame.html` |
//! | `weigh-in-<hash>.wasm` | the library: a module that renders the widget, and chunks that are loaded later |
//! | `weigh-in-<language>-<hash>.txt` | the texts of a language |
//! | `frame.html` | the widget as a page of its own, for iframes |
//! | `package.json`, `weigh-in.d.ts`, `custom-elements.json`, `comparison.schema.json`, `integrity.json`, `README.md`, `LICENSE-*` | metadata for tools and people |
//! | `index.html` | the demo article |
//! | `studio.html`, `studio-<hash>.js`, `.css`, `.wasm` | the studio, in which publishers write data sets |
//! | `studio-workbook-<hash>.js`, `.wasm` | its reader of workbooks, which it loads for such files only |
//!
//! Files that pages load have `.gz` and `.br` versions beside them. The content of a hashed name never changes, so
//! browsers may cache it for good; the other names stay the same from release to release.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::slice;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::publish::fallback_html;
use weigh_in_core::text::Texts;
use xshell::Shell;

use crate::cache::Cache;
use crate::file::File;
use crate::languages::Languages;
use crate::package::{self, Metadata};
use crate::size::{self, Readers, Role, Sizes};
use crate::split::Needs;
use crate::wasm::{self, Optimization};
use crate::{cdn, script, split, studio, tools};

/// The start of every hashed name.
const STEM: &str = "weigh-in";

/// The marker in `index.html` for the ranking that is shown without the widget.
const FALLBACK_MARKER: &str = "<!-- fallback -->";

/// The marker in `frame.html` for the name of its script.
const SCRIPT_MARKER: &str = "FRAME_SCRIPT";

/// Builds the release and the layout to upload, and prints the sizes.
///
/// # Errors
/// If a tool is missing and cannot be installed, or a file does not build. `dist/` is unchanged then.
pub fn build(sh: &Shell) -> Result<Sizes> {
    let _build_lock = prepare(sh)?;
    let cache = Cache::open(sh, Optimization::Release.name())?;
    let metadata = Metadata::read(sh)?;
    let (files, readers) = build_files(sh, &cache, Optimization::Release, &metadata)?;
    let next = write(sh, &files)?;
    let mut sizes = Sizes::new(readers);
    for file in files.iter().filter(|file| file.role != Role::Package) {
        let size = size::compress(sh, &cache, &next.join(&file.name))?;
        sizes.push(&file.name, file.role, size);
    }
    let next_cdn = empty_directory(sh, "cdn.next")?;
    cdn::write(sh, &cache, &next, metadata.version(), &next_cdn)?;
    replace(sh, "dist")?;
    replace(sh, "cdn")?;
    cache.prune()?;
    println!("\n{sizes}");
    Ok(sizes)
}

/// Builds the same files of `dist/` faster: neither optimized nor compressed.
///
/// # Errors
/// As [`build`].
pub fn build_quickly(sh: &Shell) -> Result<()> {
    let _build_lock = prepare(sh)?;
    let cache = Cache::open(sh, Optimization::Quick.name())?;
    let (files, _) = build_files(sh, &cache, Optimization::Quick, &Metadata::read(sh)?)?;
    write(sh, &files)?;
    replace(sh, "dist")?;
    cache.prune()
}

/// Builds the files of the release. Returns them with those that read each format.
fn build_files(
    sh: &Shell,
    cache: &Cache,
    optimization: Optimization,
    metadata: &Metadata,
) -> Result<(Vec<File>, Readers)> {
    let work = empty_directory(sh, "target/dist")?;
    let chunks = wasm::build(sh, cache, optimization, &work)?;
    assemble(sh, cache, &work, &chunks, metadata)
}

/// Ensures that the tools are installed, and locks the output directories: other builds wait until the returned
/// lock is dropped.
fn prepare(sh: &Shell) -> Result<fs::File> {
    tools::require_toolchain(sh)?;
    tools::require_node_packages(sh)?;
    let lock = fs::File::create(sh.create_dir("target")?.join("dist.lock"))?;
    lock.lock()?;
    Ok(lock)
}

/// Does as [`build_files`] from the module, its glue and its chunks in `work`.
fn assemble(
    sh: &Shell,
    cache: &Cache,
    work: &Path,
    chunks: &[String],
    metadata: &Metadata,
) -> Result<(Vec<File>, Readers)> {
    let needs: Needs = serde_json::from_str(&sh.read_file(work.join(split::NEEDS))?)?;
    let named = name_chunks(sh, work, chunks)?;
    let files_of = |function: &str| {
        let needed = needs.get(function).into_iter().flatten();
        let files: Option<Vec<&File>> = needed.map(|chunk| named.get(chunk)).collect();
        let files = files.filter(|files| !files.is_empty());
        files.with_context(|| format!("the chunks of {function} are unknown"))
    };
    let module = sh.read_binary_file(work.join(wasm::MODULE))?;
    let module = File::with_hashed_name(STEM, "wasm", Role::OnDemand, module);

    let embed = script::bundle(sh, cache, "assets/embed.js", &[])?;
    let embed = File::with_hashed_name(STEM, "js", Role::Later, embed);
    let languages = Languages::read(sh)?;
    let mut defines = languages.defines();
    defines.push(script::define_name("EMBED", &embed));
    let runtime = script::bundle_runtime(sh, cache, work, &defines)?;
    let runtime = File::with_hashed_name(STEM, "js", Role::OnDemand, runtime);

    let diagnosis = script::bundle(sh, cache, "assets/diagnosis.js", &[])?;
    let diagnosis = File::with_hashed_name(STEM, "js", Role::Later, diagnosis);
    let diagnosis_name = script::define_name("DIAGNOSIS", &diagnosis);
    let defines = slice::from_ref(&diagnosis_name);
    let host = script::bundle(sh, cache, "assets/frame-host.js", defines)?;
    let host = File::with_hashed_name(STEM, "js", Role::Frame, host);
    let framed = script::bundle(sh, cache, "assets/frame.js", &[])?;
    let framed = File::with_hashed_name(STEM, "js", Role::Frame, framed);
    let frame = sh.read_file("assets/frame.html")?;
    let frame = fill_marker("frame.html", &frame, SCRIPT_MARKER, &framed.name)?;
    let frame = File::with_name("frame.html", Role::Frame, frame);

    let defines = [
        format!("LOADING={}", languages.loading_messages()?),
        script::define_names("JSON_READER", files_of("reading_json")?),
        script::define_names("CSV_READER", files_of("reading_csv")?),
        script::define_names("PACKED_READER", files_of("reading_packed")?),
        diagnosis_name.clone(),
    ];
    let data = script::bundle(sh, cache, "assets/data.js", &defines)?;
    let data = File::with_hashed_name(STEM, "js", Role::Later, data);

    let defines = [
        script::define_name("RUNTIME", &runtime),
        script::define_name("WASM", &module),
        script::define_name("FRAME_HOST", &host),
        script::define_name("DATA", &data),
        diagnosis_name,
        format!("MESSAGES={}", languages.messages()?),
        format!("VERSION={}", Value::from(metadata.version())),
    ];
    let files_with_data_script = |files: Vec<&File>| {
        let files = files.into_iter().chain([&data]);
        files.map(|file| file.name.clone()).collect()
    };
    let readers = [
        files_with_data_script(files_of("reading_json")?),
        files_with_data_script(files_of("reading_csv")?),
        files_with_data_script(files_of("reading_packed")?),
    ];
    let shell = script::bundle(sh, cache, "assets/weigh-in.js", &defines)?;
    let shell = File::with_name("weigh-in.js", Role::Shell, shell);
    let page = File::with_name("index.html", Role::Page, demo_page(sh)?);

    let mut files = vec![shell, runtime, module, data, diagnosis, embed];
    files.extend(named.into_values());
    files.extend(languages.files);
    files.extend([frame, framed, host]);
    files.extend(package::build_files(sh, metadata)?);
    let integrity = package::integrity_file(&files)?;
    let studio = studio::build_files(sh, cache, work, &files, &integrity)?;
    files.push(integrity);
    files.push(page);
    files.extend(studio);
    Ok((files, readers))
}

/// Gives the chunks hashed names, writes these into the link in `work`, and returns the files by their old names. That
/// precedes the bundling, since the link is part of the content that the runtime's own name is hashed from.
fn name_chunks(sh: &Shell, work: &Path, chunks: &[String]) -> Result<BTreeMap<String, File>> {
    let link = work.join(split::LINK);
    chunks
        .iter()
        .map(|chunk| {
            let content = sh.read_binary_file(work.join(chunk))?;
            let file = File::with_hashed_name(STEM, "wasm", Role::Later, content);
            let renamed = split::rename_chunk(&sh.read_file(&link)?, chunk, &file.name)?;
            sh.write_file(&link, renamed)?;
            Ok((chunk.clone(), file))
        })
        .collect()
}

/// Renders the demo article, with the ranking of the bundled data at its marker.
fn demo_page(sh: &Shell) -> Result<String> {
    let data = "assets/custody-insurance.json";
    let data_set = DataSet::from_json(&sh.read_file(data)?).map_err(|problems| {
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        anyhow!("{data} is not a data set:\n{}", problems.join("\n"))
    })?;
    let page = sh.read_file("index.html")?;
    fill_marker(
        "index.html",
        &page,
        FALLBACK_MARKER,
        &fallback_html(&data_set.comparison, &Texts::english()),
    )
}

/// Replaces the marker of a page with content.
pub fn fill_marker(name: &str, page: &str, marker: &str, content: &str) -> Result<String> {
    let (before, after) = page
        .split_once(marker)
        .with_context(|| format!("{name} lacks the marker {marker}"))?;
    Ok(format!("{before}{content}{after}"))
}

/// Writes the files into `dist.next/`.
fn write(sh: &Shell, files: &[File]) -> Result<PathBuf> {
    let next = empty_directory(sh, "dist.next")?;
    for file in files {
        sh.write_file(next.join(&file.name), &file.content)?;
    }
    Ok(next)
}

/// Replaces a directory with its `.next`, so that nobody reads a partial release and no file of an older one
/// stays.
fn replace(sh: &Shell, name: &str) -> Result<()> {
    let directory = sh.current_dir().join(name);
    let next = directory.with_extension("next");
    let previous = directory.with_extension("previous");
    sh.remove_path(&previous)?;
    if directory.exists() {
        fs::rename(&directory, &previous)
            .with_context(|| format!("{name}/ cannot be moved aside"))?;
    }
    fs::rename(&next, &directory).with_context(|| format!("{name}/ cannot be replaced"))?;
    Ok(sh.remove_path(&previous)?)
}

fn empty_directory(sh: &Shell, directory: &str) -> Result<PathBuf> {
    sh.remove_path(directory)?;
    Ok(sh.create_dir(directory)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_replaces_the_marker() {
        let page = "<p><!-- fallback --></p>";
        let page = fill_marker("a.html", page, FALLBACK_MARKER, "<ol></ol>").unwrap();
        assert_eq!(page, "<p><ol></ol></p>");
    }

    #[test]
    fn a_page_without_its_marker_is_an_error() {
        let error = fill_marker("a.html", "<p></p>", FALLBACK_MARKER, "").unwrap_err();
        assert!(error.to_string().contains("a.html lacks the marker"));
    }

    #[test]
    fn a_replaced_directory_keeps_nothing_of_the_old_one() {
        let sh = Shell::new().unwrap();
        let directory = sh.create_temp_dir().unwrap();
        sh.change_dir(directory.path());
        sh.write_file("dist/old", "").unwrap();
        sh.write_file("dist.next/new", "").unwrap();
        replace(&sh, "dist").unwrap();
        assert!(sh.path_exists("dist/new"));
        let rest = ["dist/old", "dist.next", "dist.previous"];
        assert!(rest.iter().all(|path| !sh.path_exists(path)));
    }
}
