//! The layout that a publisher uploads: `cdn/X.Y.Z/` with the release, whose files never change, and
//! `cdn/X/weigh-in.js`, which imports the newest of them.

use std::path::Path;

use anyhow::Result;
use xshell::Shell;

use crate::cache::Cache;
use crate::size;

/// The name of the script in every directory.
const SHELL: &str = "weigh-in.js";

/// Writes the layout for the release in `dist` into `directory`.
///
/// # Errors
/// If a file cannot be read or written.
pub fn write(
    sh: &Shell,
    cache: &Cache,
    dist: &Path,
    version: &str,
    directory: &Path,
) -> Result<()> {
    let exact = sh.create_dir(directory.join(version))?;
    for file in sh.read_dir(dist)? {
        if !is_page(&file) {
            sh.copy_file(file, &exact)?;
        }
    }
    let newest = sh.create_dir(directory.join(major(version)))?.join(SHELL);
    sh.write_file(&newest, newest_script(version))?;
    size::compress(sh, cache, &newest)?;
    Ok(())
}

/// Reports whether a file is the demo page, compressed or not.
fn is_page(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("index.html"))
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

fn newest_script(version: &str) -> String {
    let major = major(version);
    format!("// The newest release of version {major}.\nimport \"../{version}/{SHELL}\";\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_has_all_files_but_the_page_and_imports_the_version() {
        let sh = Shell::new().unwrap();
        let directory = sh.create_temp_dir().unwrap();
        let (dist, cdn) = (directory.path().join("dist"), directory.path().join("cdn"));
        for name in [
            "weigh-in.js",
            "weigh-in.js.br",
            "index.html",
            "index.html.gz",
        ] {
            sh.write_file(dist.join(name), name).unwrap();
        }
        sh.change_dir(directory.path());
        sh.write_file("package-lock.json", "{}").unwrap();
        let cache = Cache::open(&sh, "test").unwrap();
        write(&sh, &cache, &dist, "2.10.3", &cdn).unwrap();

        let names = |directory: &str| {
            let files = sh.read_dir(cdn.join(directory)).unwrap();
            let names = files.iter().filter_map(|file| file.file_name());
            names
                .map(|name| name.to_string_lossy().into_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("2.10.3"), ["weigh-in.js", "weigh-in.js.br"]);
        assert_eq!(
            names("2"),
            ["weigh-in.js", "weigh-in.js.br", "weigh-in.js.gz"]
        );
        let newest = sh.read_file(cdn.join("2/weigh-in.js")).unwrap();
        assert!(
            newest.contains("import \"../2.10.3/weigh-in.js\";"),
            "{newest}"
        );
    }
}
