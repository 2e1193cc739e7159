//! The files that make the release an npm package: metadata for tools and people.

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha384};
use xshell::{Shell, cmd};

use crate::file::File;
use crate::size::Role;

/// The files that are copied unchanged, and their names in the package.
const COPIED: [(&str, &str); 7] = [
    ("assets/server.js", "server.js"),
    ("assets/weigh-in.d.ts", "weigh-in.d.ts"),
    ("assets/custom-elements.json", "custom-elements.json"),
    ("assets/comparison.schema.json", "comparison.schema.json"),
    ("docs/package.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// The library's entry in the output of `cargo metadata`.
pub struct Metadata(Value);

impl Metadata {
    /// Reads the metadata from Cargo.
    ///
    /// # Errors
    /// If Cargo does not know the library.
    pub fn read(sh: &Shell) -> Result<Self> {
        let metadata = cmd!(sh, "cargo metadata --no-deps --format-version 1 --offline");
        let metadata: Value = serde_json::from_str(&metadata.quiet().read()?)?;
        let packages = metadata["packages"].as_array();
        let package =
            packages.and_then(|all| all.iter().find(|candidate| candidate["name"] == "weigh-in"));
        Ok(Self(package.context("no package weigh-in")?.clone()))
    }

    /// Returns the version of the library, which is that of the release.
    pub fn version(&self) -> &str {
        self.0["version"].as_str().unwrap_or_default()
    }

    /// Returns `package.json`. A server compresses the files of its pages, so the package contains none that are
    /// compressed; the demo page and the studio are left out too.
    fn package_json(&self) -> Value {
        // The first condition that holds counts.
        let shell = json!({
            "types": "./weigh-in.d.ts",
            "node": "./server.js",
            "deno": "./server.js",
            "workerd": "./server.js",
            "default": "./weigh-in.js",
        });
        json!({
            "name": self.0["name"],
            "version": self.0["version"],
            "description": self.0["description"],
            "keywords": self.0["keywords"],
            "license": self.0["license"],
            "type": "module",
            "exports": {
                ".": shell,
                "./weigh-in.js": shell,
                "./frame.html": "./frame.html",
                "./custom-elements.json": "./custom-elements.json",
                "./comparison.schema.json": "./comparison.schema.json",
                "./integrity.json": "./integrity.json",
                "./package.json": "./package.json",
            },
            "types": "./weigh-in.d.ts",
            "customElements": "./custom-elements.json",
            "unpkg": "./weigh-in.js",
            "jsdelivr": "./weigh-in.js",
            "sideEffects": ["*.js"],
            "files": [
                "weigh-in*.js",
                "server.js",
                "weigh-in-*.wasm",
                "*.txt",
                "frame.html",
                "weigh-in.d.ts",
                "custom-elements.json",
                "comparison.schema.json",
                "integrity.json",
                "LICENSE-*",
            ],
        })
    }
}

/// Builds the files that only the package has.
///
/// # Errors
/// If one cannot be read.
pub fn build_files(sh: &Shell, metadata: &Metadata) -> Result<Vec<File>> {
    let manifest = to_pretty_json(&metadata.package_json())?;
    let manifest = File::with_name("package.json", Role::Package, manifest);
    let copied = COPIED.iter().map(|(source, name)| {
        let content = sh.read_binary_file(source)?;
        Ok(File::with_name(name, Role::Package, content))
    });
    [Ok(manifest)].into_iter().chain(copied).collect()
}

/// Builds `integrity.json`: the hash of every published file, as browsers check it.
///
/// # Errors
/// None in practice: a map of strings can always be serialized.
pub fn integrity_file<'a>(files: impl IntoIterator<Item = &'a File>) -> Result<File> {
    let files = files.into_iter().filter(|file| file.role != Role::Page);
    let hashes: Map<String, Value> = files
        .map(|file| (file.name.clone(), hash(&file.content).into()))
        .collect();
    let hashes = to_pretty_json(&hashes.into())?;
    Ok(File::with_name("integrity.json", Role::Package, hashes))
}

fn hash(content: &[u8]) -> String {
    let hash = BASE64_STANDARD.encode(Sha384::digest(content));
    format!("sha384-{hash}")
}

fn to_pretty_json(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package() -> Value {
        let metadata = json!({ "name": "weigh-in", "version": "1.2.3", "license": "MIT" });
        Metadata(metadata).package_json()
    }

    #[test]
    fn conditions_are_in_order_since_the_first_match_counts() {
        let exports = serde_json::to_string(&package()["exports"]["."]).unwrap();
        assert!(exports.find("types") < exports.find("node"), "{exports}");
        assert!(exports.find("node") < exports.find("default"), "{exports}");
    }

    #[test]
    fn every_path_in_package_json_is_published() {
        let package = package();
        let listed = package["files"].as_array().unwrap();
        let fields = ["types", "customElements", "unpkg", "jsdelivr"].map(|field| &package[field]);
        let exports = package["exports"].as_object().unwrap().values();
        let paths = exports.chain(fields).filter_map(Value::as_str);
        for path in paths.filter(|path| *path != "./package.json") {
            let name = path.trim_start_matches("./");
            let covers = |pattern: &Value| {
                let pattern = pattern.as_str().unwrap();
                pattern == name
                    || pattern
                        .split_once('*')
                        .is_some_and(|(start, end)| name.starts_with(start) && name.ends_with(end))
            };
            assert!(listed.iter().any(covers), "{path}");
        }
    }

    #[test]
    fn hashes_match_the_specification() {
        // From the specification of subresource integrity, section 3.1.
        assert_eq!(
            hash(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }

    #[test]
    fn integrity_covers_the_published_files_only() {
        let shell = File::with_name("weigh-in.js", Role::Shell, "a");
        let page = File::with_name("index.html", Role::Page, "b");
        let hashes: Value =
            serde_json::from_slice(&integrity_file([&shell, &page]).unwrap().content).unwrap();
        let names: Vec<_> = hashes.as_object().unwrap().keys().collect();
        assert_eq!(names, ["weigh-in.js"]);
    }
}
