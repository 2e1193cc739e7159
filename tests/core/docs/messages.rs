//! The messages that the pages quote are those of the sources.

use std::fs;
use std::path::Path;

use crate::support::ROOT;
use crate::support::markdown::{Page, assert_none};

/// The maximum distance in the sources between the pieces of a message, in bytes.
const REACH: usize = 1_000;

/// A message that the script composes, and its pieces.
const COMPOSED: (&str, &str) = ("The property data is …", "The property data … is …");

#[test]
fn every_console_message_in_the_embedding_guide_occurs_in_the_sources() {
    let page = Page::read("docs/embedding.md");
    let cells = page.column("the console says | cause");
    assert!(cells.len() >= 20);
    let sources = sources(&["assets", "core/src", "src"]);
    let mut failures = Vec::new();
    for cell in cells {
        // This row is about what the browser says.
        if cell.text.starts_with("no message from the widget") {
            continue;
        }
        let message = cell.text.replace(COMPOSED.0, COMPOSED.1);
        failures.extend(unknown(&sources, &message, &cell.place));
    }
    let prose = page.rows().into_iter();
    let two = prose.filter(|row| row.text.starts_with("Two messages do not keep"));
    for row in two {
        for quoted in row.text.split('“').skip(1) {
            let (message, _) = quoted.split_once('”').expect("an end");
            failures.extend(unknown(&sources, message, &row.place));
        }
    }
    assert_none(failures);
}

#[test]
fn every_problem_in_the_data_guide_occurs_in_the_sources() {
    let cells = Page::read("docs/data.md").column("message | fix");
    assert!(cells.len() >= 8);
    let sources = sources(&["core/src/format"]);
    let mut failures = Vec::new();
    for cell in cells {
        failures.extend(unknown(&sources, &cell.text, &cell.place));
    }
    assert_none(failures);
}

#[test]
fn every_label_named_in_the_pages_is_in_the_interface() {
    let widget = Page::read("assets/texts/en.json").text;
    let studio = sources(&["studio/src"]);
    let guide = Page::read("docs/studio.md");
    let bold = guide.text.split("**").skip(1).step_by(2);
    let is_label = |text: &&str| text.starts_with(char::is_uppercase) && !text.contains('.');
    let mut labels: Vec<(&Page, String, &str)> = bold
        .filter(is_label)
        .map(|label| (&guide, format!("**{label}**"), &*studio))
        .collect();
    assert!(labels.len() >= 5);
    let quoted = |label| format!("“{label}”");
    labels.extend(
        ["Empty table", "Empty JSON", "Example"].map(|label| (&guide, quoted(label), &*studio)),
    );
    let pages = ["README.md", "docs/theme.md", "docs/robustness.md"].map(Page::read);
    let of_widget = pages.iter().zip(["Embed", "Share", "How sure is this?"]);
    labels.extend(of_widget.map(|(page, label)| (page, quoted(label), &*widget)));
    let mut failures = Vec::new();
    for (page, marked, texts) in labels {
        let place = page.place_of(&marked);
        let label = marked.trim_matches(['*', '“', '”']);
        let is_there = ['"', '>']
            .iter()
            .any(|start| texts.contains(&format!("{start}{label}")));
        if !is_there {
            failures.push(format!("{place}: nothing is labeled {label:?}"));
        }
    }
    assert_none(failures);
}

/// Returns the parts of a cell that no source has: the cell as a whole, or what its commas separate.
fn unknown(sources: &str, cell: &str, place: &str) -> Vec<String> {
    if occurs(sources, cell) {
        return Vec::new();
    }
    let alternatives = cell.split(", ").filter(|part| !occurs(sources, part));
    alternatives
        .map(|part| format!("{place}: no source says {part:?}"))
        .collect()
}

/// Reports whether the pieces of a message between `…` and numbers are in the sources, close together and in order.
fn occurs(sources: &str, message: &str) -> bool {
    let message = plain(message).replace(|c: char| c.is_ascii_digit(), "…");
    let mut pieces = message
        .split('…')
        .map(str::trim)
        .filter(|piece| !piece.is_empty());
    let Some(first) = pieces.next() else {
        return false;
    };
    let rest: Vec<&str> = pieces.collect();
    sources.match_indices(first).any(|(start, _)| {
        let mut rest_of_source = &sources[start + first.len()..];
        let end = rest_of_source.len().saturating_sub(REACH);
        rest.iter().all(|piece| {
            let Some((_, after)) = rest_of_source.split_once(piece) else {
                return false;
            };
            rest_of_source = after;
            after.len() + piece.len() >= end
        })
    })
}

/// Returns text without the marks that differ between the pages and the sources.
fn plain(text: &str) -> String {
    text.replace('’', "'").replace(['`', '\\'], "")
}

/// Returns the scripts and Rust files in these folders, without comments.
pub fn sources(folders: &[&str]) -> String {
    let mut text = String::new();
    for folder in folders {
        append(Path::new(&format!("{ROOT}/{folder}")), &mut text);
    }
    plain(&text)
}

fn append(path: &Path, text: &mut String) {
    if path.is_dir() {
        for file in fs::read_dir(path).expect("a folder") {
            append(&file.expect("a file").path(), text);
        }
    } else if path
        .extension()
        .is_some_and(|kind| kind == "js" || kind == "rs")
    {
        let source = fs::read_to_string(path).expect("UTF-8");
        for line in source.lines().filter(|line| !is_comment(line)) {
            text.push_str(line);
            text.push('\n');
        }
    }
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "/*", "* "]
        .iter()
        .any(|start| line.starts_with(start))
}
