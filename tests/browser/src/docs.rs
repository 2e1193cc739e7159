//! The code in the documentation, which scenarios run and serve as it is written there.

use std::fs;

use crate::repository;

/// Returns the only code block of a page that contains a text.
#[track_caller]
pub fn code_block(page: &str, text: &str) -> String {
    let markdown = read(page);
    let blocks = markdown.split("\n```").skip(1).step_by(2);
    let mut matches = blocks
        .filter_map(|block| block.split_once('\n'))
        .filter(|(_, code)| code.contains(text));
    match (matches.next(), matches.next()) {
        (Some((_, code)), None) => code.to_owned(),
        _ => panic!("{page}: not one code block has {text:?}"),
    }
}

/// Returns the first span of code in a line of a page that contains a text.
#[track_caller]
pub fn code_span(page: &str, text: &str) -> String {
    let markdown = read(page);
    let mut spans = markdown
        .lines()
        .flat_map(|line| line.split('`').skip(1).step_by(2));
    let span = spans.find(|span| span.contains(text));
    span.unwrap_or_else(|| panic!("{page}: no code has {text:?}"))
        .to_owned()
}

/// Returns the content of the first `<script>` in HTML.
#[track_caller]
pub fn script_in(html: &str) -> &str {
    let script = html
        .split_once("<script>")
        .and_then(|(_, rest)| rest.split_once("</script>"));
    script.expect("a script").0
}

fn read(page: &str) -> String {
    fs::read_to_string(repository().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}
