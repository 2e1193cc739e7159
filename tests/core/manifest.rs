//! The element's descriptions for tools, `custom-elements.json` and `weigh-in.d.ts`, match the shell and the README.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::ROOT;

type Names = BTreeSet<String>;

/// Members that the browser calls, which are not for the page.
const BROWSER_CALLBACKS: [&str; 5] = [
    "constructor",
    "connectedCallback",
    "disconnectedCallback",
    "adoptedCallback",
    "attributeChangedCallback",
];
const GLOBAL_ATTRIBUTES: [&str; 1] = ["id"];

/// The calls by which the shell reads attributes.
const ATTRIBUTE_READS: [&str; 2] = ["getAttribute(\"", "hasAttribute(\""];

#[test]
fn attributes_match_the_shell() {
    let shell = [read_shell(), read("assets/data.js")].concat();
    let observed = between(&shell, "observedAttributes = [", "]");
    let mut names: Names = quoted_texts(&observed);
    names.extend(
        ATTRIBUTE_READS
            .iter()
            .flat_map(|read| names_after(&shell, read)),
    );
    names.retain(|name| !GLOBAL_ATTRIBUTES.contains(&name.as_str()));
    assert_eq!(manifest_names("attributes"), names);
}

#[test]
fn attributes_and_their_values_match_the_types() {
    let types = read_types();
    let attributes = interface_lines(&types, "WeighInAttributes");
    let declared: Names = attributes.iter().map(|line| declared_name(line)).collect();
    assert_eq!(manifest_names("attributes"), declared);
    for attribute in manifest_items("attributes") {
        let (name, values) = (
            as_text(&attribute["name"]),
            as_text(&attribute["type"]["text"]),
        );
        let line = format!("{name}?: {values};");
        assert!(
            !values.contains('"') || attributes.contains(&line),
            "{line}"
        );
    }
}

#[test]
fn members_match_the_class() {
    let shell = read_shell();
    let class = between(&shell, "class Shell extends HTMLElement {\n", "\n}\n");
    let public = class.lines().filter_map(|line| {
        let member = line
            .strip_prefix("  ")
            .filter(|line| line.starts_with(char::is_alphabetic))?;
        let name = ["get ", "set ", "async "]
            .iter()
            .find_map(|kind| member.strip_prefix(kind));
        let name = name.unwrap_or(member).split(['(', ' ', ';']).next()?;
        (name != "static" && !name.starts_with('#') && !BROWSER_CALLBACKS.contains(&name))
            .then(|| name.to_owned())
    });
    assert_eq!(manifest_names("members"), public.collect::<Names>());
}

#[test]
fn members_match_the_types() {
    let types = read_types();
    let members = interface_lines(&types, "WeighInElement extends HTMLElement");
    assert_eq!(
        manifest_names("members"),
        members.iter().map(|line| declared_name(line)).collect()
    );
    for member in manifest_items("members") {
        let name = as_text(&member["name"]);
        let readonly = members
            .iter()
            .any(|line| line.starts_with(&format!("readonly {name}:")));
        assert_eq!(member["readonly"] == true, readonly, "{name}");
    }
}

#[test]
fn events_match_the_types_and_the_readme() {
    let types = read_types();
    let declared = interface_lines(&types, "WeighInEventMap");
    assert_eq!(
        manifest_names("events"),
        declared
            .iter()
            .flat_map(|line| quoted_texts(line))
            .collect()
    );
    for event in manifest_items("events") {
        let line = format!(
            "\"{}\": {};",
            as_text(&event["name"]),
            as_text(&event["type"]["text"])
        );
        assert!(declared.contains(&line), "{line}");
    }
    let readme = section(&read("README.md"), "### Properties, method, events");
    assert_eq!(
        manifest_names("events"),
        names_after(&readme, "`weigh-in-")
            .iter()
            .map(|name| format!("weigh-in-{name}"))
            .collect()
    );
}

#[test]
fn parts_match_the_readme() {
    let readme = read("README.md");
    let parts = between(&readme, "`::part()` reaches\n`", "`");
    assert_eq!(
        manifest_names("cssParts"),
        parts.split_whitespace().map(str::to_owned).collect()
    );
}

#[test]
fn custom_properties_match_the_style_sheet_the_types_and_the_readme() {
    for file in ["assets/weigh-in.css", "assets/weigh-in.d.ts", "README.md"] {
        let properties = names_after(&read(file), "--weigh-in-");
        let properties: Names = properties
            .iter()
            .map(|name| format!("--weigh-in-{name}"))
            .collect();
        assert_eq!(manifest_names("cssProperties"), properties, "{file}");
    }
}

/// Reads a list of the element's declaration in the manifest.
fn manifest_items(kind: &str) -> Vec<Value> {
    let manifest: Value = serde_json::from_str(&read("assets/custom-elements.json")).expect("JSON");
    let declaration = &manifest["modules"][0]["declarations"][0];
    declaration[kind].as_array().expect("a list").clone()
}

fn manifest_names(kind: &str) -> Names {
    manifest_items(kind)
        .iter()
        .map(|item| as_text(&item["name"]).to_owned())
        .collect()
}

fn as_text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn read(file: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{file}")).expect(file)
}

fn read_shell() -> String {
    read("assets/weigh-in.js")
}

fn read_types() -> String {
    read("assets/weigh-in.d.ts")
}

/// Returns the lines of an interface, without comments.
fn interface_lines(types: &str, head: &str) -> Vec<String> {
    let body = between(types, &format!("export interface {head} {{\n"), "\n}\n");
    let lines = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("/*"));
    lines.map(str::to_owned).collect()
}

/// Returns the name that a line of an interface declares.
fn declared_name(line: &str) -> String {
    let line = ["readonly ", "get ", "set "]
        .iter()
        .find_map(|kind| line.strip_prefix(kind))
        .unwrap_or(line);
    line.split(['(', '?', ':'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn section(document: &str, heading: &str) -> String {
    between(document, heading, "\n#")
}

fn between(text: &str, before: &str, after: &str) -> String {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("{before:?} is not there"));
    let (inner, _) = rest
        .split_once(after)
        .unwrap_or_else(|| panic!("{after:?} is not there"));
    inner.to_owned()
}

/// Returns the texts between double quotes.
fn quoted_texts(text: &str) -> Names {
    text.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Returns the names of letters and hyphens that follow `prefix`.
fn names_after(text: &str, prefix: &str) -> Names {
    let rests = text.split(prefix).skip(1);
    let names = rests.filter_map(|rest| {
        rest.split(|c: char| !c.is_ascii_lowercase() && c != '-')
            .next()
    });
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
