//! The HTML, CSS and JavaScript of the pages use what the element has, and files that a release has.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::link::{HiddenPanels, parse_weights_attribute};
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text::Texts;

use super::data::bundled;
use crate::manifest::{list, named};
use crate::support::markdown::{Page, Passage, assert_none, pages};
use crate::support::read_data;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files of a release that keep their names, and the beginning of the others.
const RELEASE: [&str; 9] = [
    "weigh-in.js",
    "weigh-in.d.ts",
    "frame.html",
    "studio.html",
    "custom-elements.json",
    "comparison.schema.json",
    "integrity.json",
    "weigh-in-….js",
    "…",
];

/// The attributes of every element of HTML.
const GLOBAL_ATTRIBUTES: [&str; 3] = ["id", "class", "style"];

#[test]
fn every_weigh_in_element_has_attributes_and_values_that_exist() {
    let mut elements = 0;
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in markup(&page) {
            let fragment = Html::parse_fragment(&text);
            for element in fragment.select(&selector("weigh-in")) {
                elements += 1;
                let is_bundled = element.attr("src").is_none();
                for (name, value) in element.value().attrs() {
                    if let Some(fault) = fault(name, value, is_bundled) {
                        failures.push(format!("{place}: {name}=\"{value}\": {fault}"));
                    }
                }
            }
        }
    }
    assert_none(failures);
    assert!(elements >= 20);
}

/// Returns HTML and JSX, whose expressions become attribute values, and code in prose that is a tag or an attribute.
fn markup(page: &Page) -> Vec<Passage> {
    let html = page.blocks(&["html"]).into_iter();
    let jsx = page.blocks(&["jsx"]).into_iter().map(|mut block| {
        block.text = without_expressions(&block.text);
        block
    });
    let code = page.inline_code().into_iter().filter_map(|mut code| {
        let is_attribute = code.text.split_once("=\"").is_some_and(|(name, _)| {
            named("attributes").contains(name) && code.text.ends_with('"')
        });
        if is_attribute {
            code.text = format!("<weigh-in {}>", code.text);
        }
        code.text.starts_with("<weigh-in").then_some(code)
    });
    html.chain(jsx).chain(code).collect()
}

fn without_expressions(jsx: &str) -> String {
    let mut depth = 0;
    let mut html = String::new();
    for c in jsx.chars() {
        match c {
            '{' => {
                depth += 1;
                if depth == 1 {
                    html.push_str("\"{}\"");
                }
            }
            '}' => depth -= 1,
            c if depth == 0 => html.push(c),
            _ => {}
        }
    }
    html
}

/// Returns what is wrong with an attribute, in HTML, React or Vue.
fn fault(name: &str, value: &str, is_bundled: bool) -> Option<String> {
    let event = name.strip_prefix('@').or(name.strip_prefix("on"));
    if let Some(event) = event {
        return (!named("events").contains(event)).then(|| "there is no such event".to_owned());
    }
    let is_expression = name.starts_with(':') || value == "{}";
    let name = name.trim_start_matches(':');
    if GLOBAL_ATTRIBUTES.contains(&name) {
        return None;
    }
    let is_known =
        named("attributes").contains(name) || is_expression && named("members").contains(name);
    if !is_known {
        return Some("there is no such attribute".to_owned());
    }
    if is_expression || value == "…" {
        return None;
    }
    match name {
        "weights" if is_bundled => {
            let (_, problems) = parse_weights_attribute(&bundled(), value);
            problems.first().map(|problem| problem.message.clone())
        }
        "hide" => {
            let mut words = value.split_whitespace();
            words
                .find(|word| HiddenPanels::parse(word) == HiddenPanels::default())
                .map(|word| format!("{word:?} is nothing to hide"))
        }
        name => {
            let attributes = list("attributes");
            let attribute = attributes
                .iter()
                .find(|attribute| attribute["name"] == name);
            let types = attribute.and_then(|attribute| attribute["type"]["text"].as_str());
            let types = types.unwrap_or_default();
            let is_choice = types.contains('"');
            (is_choice && !types.contains(&format!("\"{value}\""))).then(|| types.to_owned())
        }
    }
}

#[test]
fn every_frame_has_the_query_and_the_permissions_that_the_widget_writes() {
    let frames = source("assets/frame.js");
    let properties = source("assets/theme-properties.js");
    let written = frame_to_embed();
    let written = Html::parse_fragment(&written);
    let written = written.select(&selector("iframe")).next().expect("a frame");
    let mut found = 0;
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in page.blocks(&["html"]) {
            let fragment = Html::parse_fragment(&text);
            for frame in fragment.select(&selector("iframe")) {
                found += 1;
                let attribute = |name| frame.attr(name).unwrap_or_default();
                let query = attribute("src").split_once('?').unwrap_or_default().1;
                for (name, value) in form_urlencoded::parse(query.as_bytes()) {
                    let is_known = frames.contains(&format!("\"{name}\""))
                        || properties.contains(&format!("\"{name}\""));
                    if !is_known {
                        failures.push(format!("{place}: frame.html reads no {name}"));
                    } else if let Some(fault) = fault(&name, &value, true) {
                        failures.push(format!("{place}: {name}={value}: {fault}"));
                    }
                }
                for (name, value) in written.value().attrs() {
                    if !["src", "title"].contains(&name) && attribute(name) != value {
                        failures.push(format!("{place}: the widget writes {name}=\"{value}\""));
                    }
                }
            }
        }
    }
    assert_none(failures);
    assert!(found >= 1);
}

/// Returns the code to embed the bundled data in a frame.
fn frame_to_embed() -> String {
    let DataSet {
        comparison,
        details,
        ..
    } = read_data(include_str!("../../../assets/custody-insurance.json"));
    let embed = Embed {
        base: "https://cdn.example/weigh-in/1.0.0/",
        integrity: None,
        attributes: &[],
        properties: &[],
        data: None,
        texts: &Texts::english(),
    };
    let weights = comparison.published_weights();
    embed.to_html(Snippet::Frame, &comparison, &details, &weights)
}

#[test]
fn the_query_of_the_frame_is_described_in_full() {
    let page = Page::read("docs/embedding.md");
    let place = page.place_of("The query of `frame.html` accepts");
    let text = page.text.replace('\n', " ");
    let (_, query) = text
        .split_once("The query of `frame.html` accepts ")
        .expect("the sentence");
    let (query, _) = query.split_once("The fragment").expect("an end");
    let query = query.replace(
        "`hue-1` to `hue-8`",
        "`hue-1` `hue-2` `hue-3` `hue-4` `hue-5` `hue-6` `hue-7` `hue-8`",
    );
    let described: BTreeSet<&str> = query.split('`').skip(1).step_by(2).collect();
    let frames = source("assets/frame.js");
    let properties = source("assets/theme-properties.js");
    let attributes = words(&frames, "ATTRIBUTES = [");
    let properties = words(&properties, "THEME_PROPERTIES = [");
    let mut expected: BTreeSet<&str> = attributes.into_iter().chain(properties).collect();
    expected.insert("off");
    assert_eq!(described, expected, "{place}");
}

#[test]
fn scripts_and_files_of_a_release_have_its_names_and_version() {
    let (major, _) = VERSION.split_once('.').expect("a version");
    let mut files = 0;
    let mut failures = Vec::new();
    for page in pages() {
        for (line, text) in (1..).zip(page.text.lines()) {
            let place = format!("{}:{line}", page.path);
            for start in ["cdn.example/weigh-in/", "npm/weigh-in@", "cdn/", "`/"] {
                for rest in text.split(start).skip(1) {
                    let rest = rest.split(['"', '`', ' ', '?', '|', '\'']).next();
                    let Some((version, file)) = rest.and_then(|rest| rest.split_once('/')) else {
                        continue;
                    };
                    if !version.starts_with(|c: char| c.is_ascii_digit()) {
                        continue;
                    }
                    files += 1;
                    if version != VERSION && version != major {
                        failures.push(format!("{place}: {version} is not {VERSION}"));
                    }
                    // `cdn/1/` has one file; see xtask/src/cdn.rs.
                    let is_named = match version == major {
                        true => file == "weigh-in.js" || file.is_empty(),
                        false => RELEASE.contains(&file) || file.is_empty(),
                    };
                    if !is_named {
                        failures.push(format!("{place}: there is no {version}/{file}"));
                    }
                }
            }
        }
    }
    assert_none(failures);
    assert!(files >= 12);
}

#[test]
fn import_maps_are_json() {
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in page.blocks(&["html"]) {
            let fragment = Html::parse_fragment(&text);
            let json = r#"script[type="importmap"], script[type$="json"]"#;
            for script in fragment.select(&selector(json)) {
                let parsed = serde_json::from_str::<serde_json::Value>(&inner(script));
                failures.extend(parsed.err().map(|error| format!("{place}: {error}")));
            }
        }
    }
    assert_none(failures);
}

#[test]
fn every_part_property_and_event_in_the_pages_exists() {
    let shell = [source("assets/weigh-in.js"), source("assets/data.js")].concat();
    let views = sources_of_views();
    let events = named("events");
    let mut failures = Vec::new();
    for page in pages() {
        let code = page
            .blocks(&["css", "html", "js", "js Robustness", "jsx"])
            .into_iter();
        for Passage { place, text } in code.chain(page.inline_code()) {
            let mut check = |name: String, is_known: bool| {
                if !is_known {
                    failures.push(format!("{place}: there is no {name}"));
                }
            };
            for part in names_after(&text, "::part(") {
                check(format!("part {part}"), named("cssParts").contains(&part));
            }
            for name in names_after(&text, "--weigh-in-") {
                let name = format!("--weigh-in-{name}");
                check(name.clone(), named("cssProperties").contains(&name));
            }
            for name in names_after(&text, "data-") {
                let name = format!("data-{name}");
                let is_known = views.contains(&name)
                    || shell.contains(&name)
                    || source("assets/own-data.js").contains(&name);
                check(name, is_known);
            }
            for start in ["\"weigh-in-", "@weigh-in-", "onweigh-in-"] {
                for name in names_after(&text, start) {
                    let name = format!("weigh-in-{name}");
                    check(format!("event {name}"), events.contains(&name));
                }
            }
            for start in ["element.", "target."] {
                for name in names_after(&text, start) {
                    let is_known = named("members").contains(&name) || DOM.contains(&&*name);
                    check(format!("property {name}"), is_known);
                }
            }
        }
    }
    assert_none(failures);
}

/// The members of every element that the examples use.
const DOM: [&str; 3] = ["id", "addEventListener", "getAttribute"];

#[test]
fn the_parts_are_those_of_the_code() {
    let code = [
        sources_of_views(),
        source("assets/weigh-in.js"),
        source("assets/data.js"),
    ]
    .concat();
    let starts = [
        "part=\"",
        "part: \"",
        "part.add(\"",
        " button(\"",
        "panel_or_placeholder(\"",
    ];
    let parts = starts.iter().flat_map(|start| names_after(&code, start));
    assert_eq!(parts.collect::<BTreeSet<_>>(), named("cssParts"));
}

#[test]
fn the_theme_guide_lists_every_part_and_every_property_with_its_default() {
    let page = Page::read("docs/theme.md");
    let rows = page.rows();
    let mut failures = Vec::new();
    let parts = rows
        .iter()
        .skip_while(|row| !row.text.starts_with("where | part"));
    let listed: BTreeSet<String> = parts
        .filter_map(|row| row.text.split(" | ").nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned))
        .collect();
    let place = page.place_of("| where | part |");
    assert_eq!(listed, named("cssParts"), "{place}");
    for property in list("cssProperties") {
        let [name, light] = ["name", "default"].map(|key| property[key].as_str().expect("a text"));
        let row = rows
            .iter()
            .find(|row| row.text.starts_with(&format!("`{name}` | ")));
        let Some(row) = row else {
            failures.push(format!("docs/theme.md: no row for {name}"));
            continue;
        };
        let cells: Vec<&str> = row.text.split(" | ").collect();
        if !cells[2].starts_with(&format!("`{light}`")) {
            failures.push(format!("{}: {}, but it is {light}", row.place, cells[2]));
        }
        let dark = cells[3].trim_matches('`');
        if dark.starts_with('#') && !source("assets/weigh-in.css").contains(dark) {
            failures.push(format!("{}: weigh-in.css has no {dark}", row.place));
        }
    }
    assert_none(failures);
}

fn selector(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

fn inner(element: ElementRef) -> String {
    element.text().collect()
}

fn source(path: &str) -> String {
    Page::read(path).text
}

fn sources_of_views() -> String {
    super::messages::sources(&["src"])
}

/// Returns the names of letters, digits and hyphens right after `start`.
fn names_after(text: &str, start: &str) -> Vec<String> {
    let rests = text.split(start).skip(1);
    let names = rests.map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        rest[..end.unwrap_or(rest.len())].to_owned()
    });
    names.filter(|name| !name.is_empty()).collect()
}

fn words<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    let (_, list) = text.split_once(start).expect(start);
    let (list, _) = list.split_once(']').expect("an end");
    list.split('"').skip(1).step_by(2).collect()
}
