//! The servers that the hosting guide configures send the headers, the types and the policy of its tables.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::constants::source;
use crate::support::markdown::Page;

/// Values by name: of headers, of types by extension, or of directives.
type Map = BTreeMap<String, String>;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn guide() -> Page {
    Page::read("docs/hosting.md")
}

/// Returns the only code block of the guide that contains a text.
fn block(info: &str, text: &str) -> String {
    let blocks = guide().blocks(&[info]).into_iter();
    let mut blocks = blocks.filter(|block| block.text.contains(text));
    match (blocks.next(), blocks.next()) {
        (Some(block), None) => block.text,
        _ => panic!("docs/hosting.md: not one block of {info:?} has {text:?}"),
    }
}

/// Returns the rows of the guide's table with these headings, as the code in their cells.
fn table(headings: &str) -> Vec<Vec<Vec<String>>> {
    let rows = guide().rows().into_iter();
    let rows = rows.skip_while(|row| !row.text.starts_with(headings));
    let rows = rows.skip(1).take_while(|row| row.text.contains(" | "));
    let code = |cell: &str| {
        let spans = cell.split('`').skip(1).step_by(2);
        spans.map(str::to_owned).collect()
    };
    let rows: Vec<_> = rows
        .map(|row| row.text.split(" | ").map(code).collect())
        .collect();
    assert!(!rows.is_empty(), "docs/hosting.md: no table {headings:?}");
    rows
}

fn header(line: &str) -> (String, String) {
    let (name, value) = line.split_once(": ").expect("a header");
    (name.to_owned(), value.to_owned())
}

/// Returns the headers of the table for the files in its first column: `None` is all files.
fn headers_of(files: Option<&str>) -> Map {
    let rows = table("files | header").into_iter();
    let rows = rows.filter(|row| row[0].first().map(String::as_str) == files);
    rows.map(|row| header(&row[1][0])).collect()
}

#[test]
fn the_file_of_headers_has_those_of_the_table() {
    let file = block("", "/1.0.0/*");
    let mut sections: BTreeMap<&str, Map> = BTreeMap::new();
    let mut section = "";
    for line in file.lines() {
        match line.strip_prefix("  ") {
            Some(line) => sections.entry(section).or_default().extend([header(line)]),
            None => section = line,
        }
    }
    let version = format!("/{VERSION}/*");
    let expected = [
        ("/*", headers_of(None)),
        ("/1/*", headers_of(Some("/1/weigh-in.js"))),
        (&version, headers_of(Some("/X.Y.Z/…"))),
    ];
    assert!(expected.iter().all(|(_, headers)| !headers.is_empty()));
    assert_eq!(sections, BTreeMap::from(expected));
}

#[test]
fn nginx_sends_the_headers_and_the_types_of_the_tables() {
    let nginx = block("nginx", "location");
    let added = nginx.lines().filter_map(|line| {
        let line = line.trim().strip_prefix("add_header ")?;
        let (name, value) = line.strip_suffix(';')?.split_once(' ')?;
        Some((name.to_owned(), value.to_owned()))
    });
    let mut added: Map = added.collect();
    assert_eq!(
        added.remove("Cache-Control").as_deref(),
        Some("$weigh_in_cache")
    );
    assert_eq!(added, headers_of(None));

    let quoted: Vec<&str> = nginx.split('"').skip(1).step_by(2).collect();
    let caching = ["/X.Y.Z/…", "/1/weigh-in.js"];
    assert_eq!(
        quoted,
        caching.map(|files| headers_of(Some(files))["Cache-Control"].clone())
    );

    let (_, types) = nginx.split_once("types { ").expect("the types");
    let (types, _) = types.split_once(" }").expect("their end");
    let types = types.split_terminator(';').map(|pair| {
        let (value, extension) = pair
            .trim()
            .split_once(' ')
            .expect("a type and an extension");
        (format!(".{extension}"), value.to_owned())
    });
    let listed = table("file | `Content-Type`").into_iter().map(|row| {
        // `charset utf-8` adds it.
        let value = row[1][0].replace("; charset=utf-8", "");
        (row[0][0].clone(), value)
    });
    assert_eq!(types.collect::<Map>(), listed.collect::<Map>());
}

#[test]
fn the_upload_to_s3_caches_as_in_the_table() {
    let upload = block("sh", "aws s3 cp");
    let commands = upload.split("aws s3 cp ").skip(1);
    let mut caching = BTreeSet::new();
    for command in commands {
        let (folder, _) = command.split_once(' ').expect("a folder");
        let files = match folder.split('/').nth(1) {
            Some(VERSION) => "/X.Y.Z/…",
            _ => "/1/weigh-in.js",
        };
        let value = headers_of(Some(files))["Cache-Control"].clone();
        assert!(
            command.contains(&format!("--cache-control \"{value}\"")),
            "{command}"
        );
        caching.insert(files);
    }
    assert_eq!(caching.len(), 2);
}

/// Returns the sources by directive.
fn directives(policy: &str) -> BTreeMap<String, BTreeSet<String>> {
    let directives = policy.split(';').map(|directive| {
        let mut words = directive.split_whitespace().map(str::to_owned);
        (words.next().expect("a directive"), words.collect())
    });
    directives.collect()
}

#[test]
fn the_policy_has_the_directives_of_the_table_and_of_the_example() {
    let policy = directives(&block("", "'wasm-unsafe-eval'; connect-src"));
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table("directive | why") {
        for (name, sources) in directives(&row[0][0]) {
            listed.entry(name).or_default().extend(sources);
        }
    }
    assert_eq!(policy, listed);

    let example = source("examples/strict-csp.html");
    let (_, example) = example
        .split_once("Content-Security-Policy\" content=\"")
        .expect("a policy");
    let (example, _) = example.split_once('"').expect("its end");
    let mut example = directives(example);
    let none = BTreeSet::from(["'none'".to_owned()]);
    assert_eq!(example.remove("default-src"), Some(none));
    let trusted_types: Vec<String> = guide()
        .inline_code()
        .into_iter()
        .map(|code| code.text)
        .filter(|code| code.contains("trusted-types"))
        .collect();
    let mut expected = policy;
    for sources in expected.values_mut() {
        if sources.remove("https://cdn.example") {
            sources.insert("'self'".to_owned());
        }
    }
    expected.extend(directives(&trusted_types.join(";")));
    assert_eq!(example, expected);
}
