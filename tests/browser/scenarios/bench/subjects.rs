//! The pages that are measured side by side.

use std::fs;

use serde_json::Value;
use weigh_in_browser_tests::repository;

/// A page that shows the ranking.
pub struct Subject {
    /// The name in the report.
    pub name: String,
    /// The path on the site.
    pub path: String,
    /// The complete page.
    pub html: String,
}

/// The attributes of the widget in the pages with it, after their names in the report.
const WIDGETS: [(&str, &str); 4] = [
    ("Weigh-in, bundled data", ""),
    ("Weigh-in, own JSON", r#" src="own.json""#),
    ("Weigh-in, own CSV", r#" src="own.csv""#),
    ("Weigh-in, own data packed", r#" src="own.bin""#),
];

/// The page of [`WIDGETS`] that the ratios compare with.
pub const BASELINE: usize = 1;

/// The peers: the name in the report, the folder in `benches/peers`, and the package.
const PEERS: [(&str, &str, Option<&str>); 5] = [
    ("By hand, without a library", "vanilla", None),
    ("Preact", "preact", Some("preact")),
    ("React", "react", Some("react-dom")),
    ("Solid", "solid", Some("solid-js")),
    ("LineUp", "lineup", Some("lineupjs")),
];

/// Returns the pages, the widget's first.
pub fn subjects() -> Vec<Subject> {
    let widgets = WIDGETS
        .iter()
        .enumerate()
        .map(|(index, (name, data))| Subject {
            name: (*name).to_owned(),
            path: format!("/bench/widget-{index}.html"),
            html: widget_page(data),
        });
    let peers = PEERS.iter().map(|(name, folder, package)| {
        let name = package.map_or((*name).to_owned(), |package| {
            format!("{name} {}", package_version(package))
        });
        Subject {
            name,
            path: format!("/bench/{folder}.html"),
            html: page(&format!(
                r#"<link rel="stylesheet" href="{folder}.css"><div id="app"></div><script type="module" src="{folder}.js"></script>"#
            )),
        }
    });
    widgets.chain(peers).collect()
}

/// Returns the version of a package in `benches/package.json`.
pub fn package_version(package: &str) -> String {
    let packages = fs::read_to_string(repository().join("benches/package.json"));
    let packages: Value = serde_json::from_str(&packages.expect("the list of the packages"))
        .expect("the list is JSON");
    let version = packages["devDependencies"][package].as_str();
    version.expect("a package with a version").to_owned()
}

/// Returns a page with the widget, as a publisher would embed it, with these attributes.
pub fn widget_page(attributes: &str) -> String {
    page(&format!(
        r#"<script type="module" src="/weigh-in.js"></script><weigh-in{attributes}></weigh-in>"#
    ))
}

fn page(content: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Best custody insurance providers</title>
{content}
</html>"#
    )
}
