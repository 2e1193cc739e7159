//! The studio: a page of the release, with files that no reader loads.

use std::path::Path;

use anyhow::Result;
use xshell::Shell;

use crate::cache::Cache;
use crate::dist::fill_marker;
use crate::file::File;
use crate::size::Role;
use crate::{script, wasm};

/// The start of the names of its files.
pub const STEM: &str = "studio";

/// Builds the files of the studio from its module and glue in `work`. Its script gets the list of the files that the
/// widget may load, from `files` and `integrity`, and caches them, so that the studio works offline.
///
/// # Errors
/// If a file cannot be read, or esbuild rejects one.
pub fn build_files(
    sh: &Shell,
    cache: &Cache,
    work: &Path,
    files: &[File],
    integrity: &File,
) -> Result<Vec<File>> {
    let module = sh.read_binary_file(work.join(wasm::STUDIO_MODULE))?;
    let module = File::with_hashed_name(STEM, "wasm", Role::Studio, module);
    let style = script::minify_style(sh, cache, "assets/studio.css")?;
    let style = File::with_hashed_name(STEM, "css", Role::Studio, style);

    let loaded = files
        .iter()
        .filter(|file| matches!(file.role, Role::OnDemand | Role::Later));
    let (scripts, others): (Vec<_>, Vec<_>) = loaded.partition(|file| file.name.ends_with(".js"));
    let others = others.into_iter().chain([integrity]);
    let workbook = build_workbook_reader(sh, cache, work)?;
    let defines = [
        script::define_name("MODULE", &module),
        script::define_name("WORKBOOK", &workbook[0]),
        script::define_names("SCRIPTS", scripts),
        script::define_names("FILES", others),
    ];
    sh.copy_file("assets/studio.js", work)?;
    let script = script::bundle(sh, cache, work.join("studio.js"), &defines)?;
    let script = File::with_hashed_name(STEM, "js", Role::Studio, script);

    let page = sh.read_file("assets/studio.html")?;
    let page = fill_marker("studio.html", &page, "STUDIO_STYLE", &style.name)?;
    let page = fill_marker("studio.html", &page, "STUDIO_SCRIPT", &script.name)?;
    let page = File::with_name("studio.html", Role::Studio, page);
    let mut files = vec![page, script, style, module];
    files.extend(workbook);
    Ok(files)
}

/// Builds the script and the module that read workbooks.
fn build_workbook_reader(sh: &Shell, cache: &Cache, work: &Path) -> Result<[File; 2]> {
    let stem = format!("{STEM}-workbook");
    let module = sh.read_binary_file(work.join(wasm::WORKBOOK_MODULE))?;
    let module = File::with_hashed_name(&stem, "wasm", Role::Studio, module);
    sh.copy_file("assets/studio-workbook.js", work)?;
    let defines = [script::define_name("MODULE", &module)];
    let script = script::bundle(sh, cache, work.join("studio-workbook.js"), &defines)?;
    let script = File::with_hashed_name(&stem, "js", Role::Studio, script);
    Ok([script, module])
}
