//! Tests the package as publishers use it: packs and installs it, checks its types, and builds pages with it.
//!
//! `target/examples/` has the package, the project that checks its types, and the built pages, where `cargo xtask serve`
//! and the browser tests find them. `target/example-projects/` has the projects of the frameworks, which keep their
//! installed packages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use xshell::{Shell, cmd};

use crate::{studio, tools};

/// The directory of the package and the built pages.
pub const OUTPUT: &str = "target/examples";

/// The package, in [`OUTPUT`].
const ARCHIVE: &str = "weigh-in.tgz";

/// The directory of the projects with their installed packages.
const PROJECTS: &str = "target/example-projects";

/// An example that is a project of its own: `npm ci` installs its tools, and `npm run build` writes the page to
/// `dist/`.
struct Project {
    /// The name of its directory in `examples/`.
    name: &'static str,
    /// The directory of the page that has the files of the package, if the bundler finds and names them.
    assets: Option<&'static str>,
}

/// The projects that every test builds.
const USUAL: [Project; 2] = [
    Project {
        name: "react",
        assets: Some("assets"),
    },
    Project {
        name: "vue",
        assets: Some("assets"),
    },
];

/// The projects that are built on request, since their tools are large.
const MORE: [Project; 4] = [
    Project {
        name: "react-18",
        assets: Some("assets"),
    },
    Project {
        name: "svelte",
        assets: Some("assets"),
    },
    Project {
        name: "astro",
        assets: Some("_astro"),
    },
    // Its configuration names the files to copy, and its scripts are named after their content.
    Project {
        name: "angular",
        assets: None,
    },
];

/// Packs `dist/`, installs the package, checks its types and builds the usual examples.
///
/// # Errors
/// If the package lacks a file or has one too many, its types are wrong, or an example does not build or lacks a file
/// of the package.
pub fn build(sh: &Shell) -> Result<()> {
    sh.remove_path(OUTPUT)?;
    let output = sh.create_dir(OUTPUT)?;
    let source = sh.create_dir(output.join("source"))?;
    pack(sh, &output)?;
    sh.write_file(
        source.join("package.json"),
        r#"{ "private": true, "type": "module" }"#,
    )?;
    let package = install(sh, &source)?;
    check_files(sh, &package)?;
    check_types(sh, &package, &source)?;
    check_server(sh, &source)?;
    bundle(sh, "bundled", &source, &output)?;
    check_assets(sh, &package, &output.join("bundled/assets"))?;
    USUAL
        .iter()
        .try_for_each(|project| build_project(sh, project))
}

/// Builds the examples whose tools are large, with the package that [`build`] has packed.
///
/// # Errors
/// If the tools of an example cannot be installed, or it does not build or lacks a file of the package.
pub fn build_more(sh: &Shell) -> Result<()> {
    MORE.iter()
        .try_for_each(|project| build_project(sh, project))
}

/// Packs the archive that npm would publish.
fn pack(sh: &Shell, output: &Path) -> Result<()> {
    let dist = sh.current_dir().join("dist");
    let pack = cmd!(sh, "npm pack {dist} --pack-destination {output} --silent");
    let archive = pack.read().context("npm cannot pack dist/")?;
    sh.copy_file(output.join(archive.trim()), output.join(ARCHIVE))?;
    Ok(sh.remove_path(output.join(archive.trim()))?)
}

/// Installs the package in a project, and returns its directory.
fn install(sh: &Shell, project: &Path) -> Result<PathBuf> {
    let archive = sh.current_dir().join(OUTPUT).join(ARCHIVE);
    let package = project.join("node_modules/weigh-in");
    // npm would keep one of the same version.
    sh.remove_path(&package)?;
    let _project = sh.push_dir(project);
    cmd!(sh, "npm install {archive} --no-save --offline")
        .args(["--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
        .run()
        .context("the package cannot be installed")?;
    Ok(package)
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
    let uses = "const { WeighIn, define } = await import('weigh-in'); define(); new WeighIn();";
    for browser in ["", "globalThis.HTMLElement = class {};"] {
        let script = format!("{browser} {uses}");
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

/// Builds a project with its own tools, as its publisher would.
fn build_project(sh: &Shell, Project { name, assets }: &Project) -> Result<()> {
    let root = sh.current_dir();
    let project = sh.create_dir(root.join(PROJECTS).join(name))?;
    for path in sh.read_dir(&project)? {
        if !path.ends_with("node_modules") {
            sh.remove_path(path)?;
        }
    }
    copy_directory(sh, &root.join("examples").join(name), &project)?;
    copy_directory(
        sh,
        &root.join("examples/data"),
        &root.join(PROJECTS).join("data"),
    )?;
    {
        let _project = sh.push_dir(&project);
        tools::require_node_packages(sh).with_context(|| {
            format!("the tools of examples/{name} cannot be installed; they need the npm registry")
        })?;
    }
    let package =
        install(sh, &project).with_context(|| format!("examples/{name} cannot use the package"))?;
    {
        let _project = sh.push_dir(&project);
        cmd!(sh, "npm run build --silent")
            .env("ASTRO_TELEMETRY_DISABLED", "1")
            .env("NG_CLI_ANALYTICS", "false")
            .run()
            .with_context(|| {
                format!("examples/{name} does not build; repeat it in {PROJECTS}/{name} with `npm run build`")
            })?;
    }
    let page = root.join(OUTPUT).join(name);
    copy_directory(sh, &project.join("dist"), &page)?;
    match assets {
        Some(assets) => check_assets(sh, &package, &page.join(assets)),
        None => Ok(()),
    }
}

/// Checks that each file that the script may load was bundled once: beside the script, where bundlers append a hash of
/// their own to the name, or inside a script, where they inline small files.
fn check_assets(sh: &Shell, package: &Path, assets: &Path) -> Result<()> {
    let frame = sh.read_file(package.join("frame.html"))?;
    let asset_names = file_names(sh, assets)?;
    let scripts = asset_names.iter().filter(|name| name.ends_with(".js"));
    let scripts = scripts.map(|name| Ok(sh.read_file(assets.join(name))?));
    let scripts: String = scripts.collect::<Result<_>>()?;
    for name in file_names(sh, package)? {
        let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
        if stem.starts_with("weigh-in-") && !frame.contains(&name) {
            let content = BASE64_STANDARD.encode(sh.read_binary_file(package.join(&name))?);
            let beside = asset_names.iter().filter(|asset| asset.starts_with(stem));
            let copies = beside.count() + scripts.matches(&content).count();
            let assets = assets.display();
            ensure!(copies == 1, "{assets} has {name} {copies} times, not once");
        }
    }
    Ok(())
}

/// Copies a directory recursively, except for installed packages.
fn copy_directory(sh: &Shell, from: &Path, to: &Path) -> Result<()> {
    sh.create_dir(to)?;
    for path in sh.read_dir(from)? {
        let name = path
            .file_name()
            .context("a path in a directory has a name")?;
        if path.ends_with("node_modules") {
            continue;
        } else if path.is_dir() {
            copy_directory(sh, &path, &to.join(name))?;
        } else {
            sh.copy_file(&path, to)?;
        }
    }
    Ok(())
}

fn file_names(sh: &Shell, directory: &Path) -> Result<Vec<String>> {
    let paths = sh.read_dir(directory)?;
    let file_names = paths.iter().filter_map(|path| path.file_name()?.to_str());
    Ok(file_names.map(str::to_owned).collect())
}
