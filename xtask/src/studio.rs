//! The studio: a page of the release, with files of its own that no reader loads.

use std::path::Path;

use anyhow::Result;
use xshell::Shell;

use crate::cache::Cache;
use crate::dist::replaced;
use crate::file::File;
use crate::size::Role;
use crate::{script, wasm};

/// How the names of its files begin.
pub const STEM: &str = "studio";

/// The files of the studio, whose module and glue lie in `work`. Its script is told what the widget may load, of
/// `files` and `integrity`, since it works without a network afterwards.
///
/// # Errors
/// If a file cannot be read, or esbuild rejects one.
pub fn files(
    sh: &Shell,
    cache: &Cache,
    work: &Path,
    files: &[File],
    integrity: &File,
) -> Result<Vec<File>> {
    let module = sh.read_binary_file(work.join(wasm::STUDIO))?;
    let module = File::hashed(STEM, "wasm", Role::Studio, module);
    let style = script::style(sh, cache, "assets/studio.css")?;
    let style = File::hashed(STEM, "css", Role::Studio, style);

    let loaded = files
        .iter()
        .filter(|file| matches!(file.role, Role::OnDemand | Role::Later));
    let (scripts, others): (Vec<_>, Vec<_>) = loaded.partition(|file| file.name.ends_with(".js"));
    let others = others.into_iter().chain([integrity]);
    let defines = [
        script::name("MODULE", &module),
        script::names("SCRIPTS", scripts),
        script::names("FILES", others),
    ];
    sh.copy_file("assets/studio.js", work)?;
    let script = script::bundle(sh, cache, work.join("studio.js"), &defines)?;
    let script = File::hashed(STEM, "js", Role::Studio, script);

    let page = sh.read_file("assets/studio.html")?;
    let page = replaced("studio.html", &page, "STUDIO_STYLE", &style.name)?;
    let page = replaced("studio.html", &page, "STUDIO_SCRIPT", &script.name)?;
    let page = File::named("studio.html", Role::Studio, page);
    Ok(vec![page, script, style, module])
}
