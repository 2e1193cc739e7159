//! The descriptions of the element for tools, `custom-elements.json` and `weigh-in.d.ts`, agree with the shell and the
//! README.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::ROOT;

type Names = BTreeSet<String>;

/// The methods of the shell that only the browser calls.
const CALLED_BY_THE_BROWSER: [&str; 5] = [
    "constructor",
    "connectedCallback",
    "disconnectedCallback",
    "adoptedCallback",
    "attributeChangedCallback",
];
const OF_EVERY_ELEMENT: [&str; 1] = ["id"];

/// The code before the names of the shell's attributes.
const READS_OF_ATTRIBUTES: [&str; 2] = ["getAttribute(\"", "hasAttribute(\""];

#[test]
fn attributes_are_those_that_the_shell_reads() {
    let shell = [shell(), read("assets/data.js")].concat();
    let observed = between(&shell, "observedAttributes = [", "]");
    let mut read: Names = quoted(&observed);
    read.extend(
        READS_OF_ATTRIBUTES
            .iter()
            .flat_map(|read| starts(&shell, read)),
    );
    read.retain(|name| !OF_EVERY_ELEMENT.contains(&name.as_str()));
    assert_eq!(named("attributes"), read);
}

#[test]
fn attributes_and_their_values_are_those_of_the_types() {
    let types = types();
    let attributes = interface(&types, "WeighInAttributes");
    let declared: Names = attributes.iter().map(|line| key(line)).collect();
    assert_eq!(named("attributes"), declared);
    for attribute in list("attributes") {
        let (name, values) = (text(&attribute["name"]), text(&attribute["type"]["text"]));
        let line = format!("{name}?: {values};");
        assert!(
            !values.contains('"') || attributes.contains(&line),
            "{line}"
        );
    }
}

#[test]
fn members_are_those_of_the_class() {
    let shell = shell();
    let class = between(&shell, "class WeighIn extends HTMLElement {\n", "\n}\n");
    let public = class.lines().filter_map(|line| {
        let member = line
            .strip_prefix("  ")
            .filter(|line| line.starts_with(char::is_alphabetic))?;
        let name = ["get ", "set ", "async "]
            .iter()
            .find_map(|kind| member.strip_prefix(kind));
        let name = name.unwrap_or(member).split(['(', ' ', ';']).next()?;
        (name != "static" && !name.starts_with('#') && !CALLED_BY_THE_BROWSER.contains(&name))
            .then(|| name.to_owned())
    });
    assert_eq!(named("members"), public.collect::<Names>());
}

#[test]
fn members_are_those_of_the_types() {
    let types = types();
    let members = interface(&types, "WeighInElement extends HTMLElement");
    assert_eq!(
        named("members"),
        members.iter().map(|line| key(line)).collect()
    );
    for member in list("members") {
        let name = text(&member["name"]);
        let readonly = members
            .iter()
            .any(|line| line.starts_with(&format!("readonly {name}:")));
        assert_eq!(member["readonly"] == true, readonly, "{name}");
    }
}

#[test]
fn events_are_those_of_the_types_and_the_readme() {
    let types = types();
    let declared = interface(&types, "WeighInEventMap");
    assert_eq!(
        named("events"),
        declared.iter().flat_map(|line| quoted(line)).collect()
    );
    for event in list("events") {
        let line = format!(
            "\"{}\": {};",
            text(&event["name"]),
            text(&event["type"]["text"])
        );
        assert!(declared.contains(&line), "{line}");
    }
    let readme = section(&read("README.md"), "### Properties, method, events");
    assert_eq!(
        named("events"),
        starts(&readme, "`weigh-in-")
            .iter()
            .map(|name| format!("weigh-in-{name}"))
            .collect()
    );
}

#[test]
fn parts_are_those_of_the_readme() {
    let readme = read("README.md");
    let parts = between(&readme, "`::part()` reaches\n`", "`");
    assert_eq!(
        named("cssParts"),
        parts.split_whitespace().map(str::to_owned).collect()
    );
}

#[test]
fn custom_properties_are_those_of_the_style_sheet_the_types_and_the_readme() {
    for file in ["assets/weigh-in.css", "assets/weigh-in.d.ts", "README.md"] {
        let text = read(file);
        // The README has the first and the last of those that are numbered.
        let text = match file {
            "README.md" => text.replace("-hue-1` to `--weigh-in-hue-8`", &numbered_hues()),
            _ => text,
        };
        let properties = starts(&text, "--weigh-in-");
        let properties: Names = properties
            .iter()
            .map(|name| format!("--weigh-in-{name}"))
            .collect();
        assert_eq!(named("cssProperties"), properties, "{file}");
    }
}

fn numbered_hues() -> String {
    let names = (2..=8).map(|hue| format!(" `--weigh-in-hue-{hue}`"));
    format!("-hue-1`{}", names.collect::<String>())
}

/// Returns a list of the element's declaration in the manifest.
pub fn list(of: &str) -> Vec<Value> {
    let manifest: Value = serde_json::from_str(&read("assets/custom-elements.json")).expect("JSON");
    let declaration = &manifest["modules"][0]["declarations"][0];
    declaration[of].as_array().expect("a list").clone()
}

pub fn named(of: &str) -> Names {
    list(of)
        .iter()
        .map(|item| text(&item["name"]).to_owned())
        .collect()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn read(file: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{file}")).expect(file)
}

fn shell() -> String {
    read("assets/weigh-in.js")
}

fn types() -> String {
    read("assets/weigh-in.d.ts")
}

/// Returns the lines of an interface, without comments.
fn interface(types: &str, head: &str) -> Vec<String> {
    let body = between(types, &format!("export interface {head} {{\n"), "\n}\n");
    let lines = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("/*"));
    lines.map(str::to_owned).collect()
}

/// Returns the name that a line of an interface declares.
fn key(line: &str) -> String {
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
fn quoted(text: &str) -> Names {
    text.split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Returns the names of letters, digits and hyphens that stand right after `before`.
fn starts(text: &str, before: &str) -> Names {
    let rests = text.split(before).skip(1);
    let names = rests.filter_map(|rest| {
        rest.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-')
            .next()
    });
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
