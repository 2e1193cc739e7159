//! Links between pages lead to pages and headings, files exist, and links of the widget can be read.

use std::path::Path;

use weigh_in_core::link::{decode, encode};

use super::data::bundled;
use crate::support::ROOT;
use crate::support::markdown::{Page, Passage, assert_none, pages};

#[test]
fn every_link_between_the_pages_leads_to_a_file_and_a_heading() {
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in page.links() {
            if text.contains("://") {
                continue;
            }
            let (path, fragment) = text.split_once('#').unwrap_or((&text, ""));
            let target = match path {
                "" => page.path.clone(),
                path => normalized(&page.path, path),
            };
            if !exists(&target) {
                failures.push(format!("{place}: there is no file {target}"));
            } else if !fragment.is_empty() && !Page::read(&target).anchors().contains(fragment) {
                failures.push(format!("{place}: {target} has no heading #{fragment}"));
            }
        }
    }
    assert_none(failures);
}

/// Texts with a slash that aren't files in git: media types, what the build writes, and what people type.
const NOT_IN_GIT: [&str; 5] = ["text/", "application/", "dist/", "cdn/", "n/a"];

#[test]
fn every_file_named_in_the_pages_exists() {
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in page.inline_code() {
            let is_path = text.contains('/')
                && text.starts_with(|c: char| c.is_ascii_lowercase() || c == '.')
                && text
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let is_ours = is_path && !NOT_IN_GIT.iter().any(|start| text.starts_with(start));
            if is_ours && !exists(&text) {
                failures.push(format!("{place}: there is no file {text}"));
            }
        }
    }
    assert_none(failures);
}

#[test]
fn every_link_of_the_widget_is_understood() {
    let comparison = bundled();
    let mut links = 0;
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in page.blocks(&[""]).into_iter().chain(page.inline_code()) {
            for link in links_in(&text) {
                links += 1;
                for notice in decode(&comparison, &link).notices {
                    failures.push(format!("{place}: {link}: {notice:?}"));
                }
            }
        }
    }
    assert_none(failures);
    assert!(links >= 5);
}

/// Returns the values of `weigh-in=` in a text, and of what is abridged as `…;`.
fn links_in(text: &str) -> Vec<String> {
    let starts = text.split("weigh-in=").skip(1).map(str::to_owned);
    let rest = text.strip_prefix("…;").map(|rest| format!("1;{rest}"));
    let ends = |link: String| {
        let end = link.find(|c: char| c.is_whitespace() || c == '&' || c == '`');
        link[..end.unwrap_or(link.len())].to_owned()
    };
    starts
        .chain(rest)
        .map(ends)
        .filter(|link| !link.is_empty())
        .collect()
}

#[test]
fn the_links_of_the_readme_are_as_the_widget_writes_them() {
    let comparison = bundled();
    let blocks = Page::read("README.md").blocks(&[""]);
    let [weights, rest] = &blocks[..] else {
        panic!("two links");
    };
    let [weights_link] = &links_in(&weights.text)[..] else {
        panic!("{}: one link", weights.place);
    };
    let session = decode(&comparison, weights_link).session;
    assert_eq!(
        &encode(&comparison, &session),
        weights_link,
        "{}",
        weights.place
    );
    let whole = format!("{weights_link}{}", rest.text.trim().trim_start_matches('…'));
    let session = decode(&comparison, &whole).session;
    assert_eq!(encode(&comparison, &session), whole, "{}", rest.place);
}

fn exists(path: &str) -> bool {
    Path::new(&format!("{ROOT}/{path}")).exists()
}

/// Returns the path from the root that a page means by a relative one.
fn normalized(page: &str, path: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for name in path.split('/') {
        match name {
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    folders.join("/")
}
