//! Tests the package as publishers use it: packs and installs it, checks its types, and bundles pages with it.
//!
//! All of it happens in `target/examples/`: `source/` is the project of a publisher, and beside it are the bundled
//! pages, where `cargo xtask serve` and the browser tests find them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use xshell::{Shell, cmd};

use crate::studio;

/// The directory of the project and the bundled pages.
pub const OUTPUT: &str = "target/examples";

/// The pages of `examples/` that are bundled.
const BUNDLED: [&str; 3] = ["bundled", "react", "vue"];

/// Packs `dist/`, installs the package, checks its types and bundles the examples.
///
/// # Errors
/// If the package lacks a file or has one too many, its types are wrong, or an example does not build or lacks a file
/// of the package.
pub fn build(sh: &Shell) -> Result<()> {
    sh.remove_path(OUTPUT)?;
    let output = sh.create_dir(OUTPUT)?;
    let source = sh.create_dir(output.join("source"))?;
    let package = install(sh, &pack(sh, &output)?, &source)?;
    check_files(sh, &package)?;
    check_types(sh, &package, &source)?;
    check_server(sh, &source)?;
    for example in BUNDLED {
        bundle(sh, example, &source, &output)?;
        check_bundle(sh, &package, &output.join(example))?;
    }
    Ok(())
}

/// Packs the archive that npm would publish.
fn pack(sh: &Shell, output: &Path) -> Result<PathBuf> {
    let dist = sh.current_dir().join("dist");
    let pack = cmd!(sh, "npm pack {dist} --pack-destination {output} --silent");
    let archive = pack.read().context("npm cannot pack dist/")?;
    Ok(output.join(archive.trim()))
}

/// Installs the archive, and returns the directory of the package.
fn install(sh: &Shell, archive: &Path, project: &Path) -> Result<PathBuf> {
    let _project = sh.push_dir(project);
    sh.write_file("package.json", r#"{ "private": true, "type": "module" }"#)?;
    cmd!(sh, "npm install {archive} --offline --ignore-scripts")
        .args(["--no-audit", "--no-fund", "--no-package-lock", "--silent"])
        .run()
        .context("the package cannot be installed")?;
    Ok(project.join("node_modules/weigh-in"))
}

/// Checks that the package has every file of the release but the demo page, the studio and the compressed files, and
/// that no file contains the path of the repository.
fn check_files(sh: &Shell, package: &Path) -> Result<()> {
    let published: BTreeSet<_> = file_names(sh, &sh.current_dir().join("dist"))?
        .into_iter()
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz"))
        .filter(|name| name != "index.html" && !name.starts_with(studio::STEM))
        .collect();
    let packed: BTreeSet<_> = file_names(sh, package)?.into_iter().collect();
    let differences: Vec<_> = packed.symmetric_difference(&published).collect();
    ensure!(
        differences.is_empty(),
        "these are not in package and release alike: {differences:?}"
    );

    let root = sh.current_dir();
    let root = root.as_os_str().as_encoded_bytes();
    for name in packed {
        let content = sh.read_binary_file(package.join(&name))?;
        let reveals_root = content.windows(root.len()).any(|bytes| bytes == root);
        ensure!(!reveals_root, "{name} contains the path of the repository");
    }
    Ok(())
}

/// Checks the types with React and Vue, and outside the repository, where neither is found.
fn check_types(sh: &Shell, package: &Path, project: &Path) -> Result<()> {
    check_project(sh, "frameworks", &project.join("types"))?;
    let elsewhere = sh.create_temp_dir()?;
    let installed = sh.create_dir(elsewhere.path().join("node_modules/weigh-in"))?;
    for file in ["package.json", "weigh-in.d.ts"] {
        sh.copy_file(package.join(file), &installed)?;
    }
    check_project(sh, "plain", &elsewhere.path().join("types"))
}

/// Checks that servers can import the package, as those that render pages do. Some have the classes of a browser, but
/// cannot define elements.
fn check_server(sh: &Shell, project: &Path) -> Result<()> {
    let _project = sh.push_dir(project);
    for browser in ["", "globalThis.HTMLElement = class {};"] {
        let script = format!("{browser} await import('weigh-in')");
        cmd!(sh, "node --input-type=module --eval {script}")
            .run()
            .context("a server cannot import the package")?;
    }
    Ok(())
}

fn check_project(sh: &Shell, example: &str, project: &Path) -> Result<()> {
    copy_directory(
        sh,
        &sh.current_dir().join("examples/types").join(example),
        project,
    )?;
    cmd!(sh, "node_modules/.bin/tsc --project {project}")
        .run()
        .with_context(|| format!("the types do not fit examples/types/{example}"))
}

fn bundle(sh: &Shell, example: &str, project: &Path, output: &Path) -> Result<()> {
    let page = project.join(example);
    copy_directory(sh, &sh.current_dir().join("examples").join(example), &page)?;
    let bundled = output.join(example);
    cmd!(sh, "node_modules/.bin/vite build {page} --outDir {bundled}")
        .args(["--base", "./", "--emptyOutDir", "--logLevel", "warn"])
        .run()
        .with_context(|| format!("Vite cannot bundle examples/{example}"))
}

/// Checks that each file that the script may load was bundled once: beside the page, where bundlers append a hash of
/// their own to the name, or inside a script, where they inline small files.
fn check_bundle(sh: &Shell, package: &Path, bundled: &Path) -> Result<()> {
    let frame = sh.read_file(package.join("frame.html"))?;
    let assets = bundled.join("assets");
    let asset_names = file_names(sh, &assets)?;
    let scripts = asset_names.iter().filter(|name| name.ends_with(".js"));
    let scripts = scripts.map(|name| Ok(sh.read_file(assets.join(name))?));
    let scripts: String = scripts.collect::<Result<_>>()?;
    for name in file_names(sh, package)? {
        let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
        if stem.starts_with("weigh-in-") && !frame.contains(&name) {
            let content = BASE64_STANDARD.encode(sh.read_binary_file(package.join(&name))?);
            let beside = asset_names.iter().filter(|asset| asset.starts_with(stem));
            let copies = beside.count() + scripts.matches(&content).count();
            let bundled = bundled.display();
            ensure!(copies == 1, "{bundled} has {name} {copies} times, not once");
        }
    }
    Ok(())
}

/// Copies a directory recursively.
fn copy_directory(sh: &Shell, from: &Path, to: &Path) -> Result<()> {
    sh.create_dir(to)?;
    for path in sh.read_dir(from)? {
        let name = path
            .file_name()
            .context("a path in a directory has a name")?;
        match path.is_dir() {
            true => copy_directory(sh, &path, &to.join(name))?,
            false => sh.copy_file(&path, to)?,
        }
    }
    Ok(())
}

fn file_names(sh: &Shell, directory: &Path) -> Result<Vec<String>> {
    let paths = sh.read_dir(directory)?;
    let file_names = paths.iter().filter_map(|path| path.file_name()?.to_str());
    Ok(file_names.map(str::to_owned).collect())
}
