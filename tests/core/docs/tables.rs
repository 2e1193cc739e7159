//! The tables and lists of the pages are complete, and the rules that they state hold.

use std::collections::BTreeSet;

use weigh_in_core::dataset::{DataSet, Facet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex};

use crate::manifest::{list, named};
use crate::support::constants::source;
use crate::support::markdown::{Page, Passage, assert_none, pages};

#[test]
fn the_readme_lists_every_attribute_with_its_values() {
    let page = Page::read("README.md");
    let cells = page.column("attribute | value");
    let listed: BTreeSet<String> = cells.iter().flat_map(|cell| code(&cell.text)).collect();
    assert_eq!(listed, named("attributes"), "{}", cells[0].place);
    for attribute in list("attributes") {
        let [name, types] = [&attribute["name"], &attribute["type"]["text"]]
            .map(|text| text.as_str().expect("a text"));
        let Passage { place, text } = row_of_attribute(name);
        // The other values of `dir` are those of HTML.
        let values = types
            .split('"')
            .skip(1)
            .step_by(2)
            .filter(|_| name != "dir");
        for value in values {
            assert!(text.contains(&format!("`{value}`")), "{place}: no {value}");
        }
    }
}

#[test]
fn the_readme_lists_everything_that_can_be_hidden() {
    let attributes = source("assets/attributes.js");
    let (_, hide) = attributes.split_once("HIDEABLE = [").expect("the choices");
    let (hide, _) = hide.split_once(']').expect("an end");
    let hide: Vec<&str> = hide.split('"').skip(1).step_by(2).collect();
    let Passage { place, text } = row_of_attribute("hide");
    assert_eq!(code(&text)[1..], [hide.join(" ")], "{place}");
}

/// Returns the row of the README's table of attributes.
fn row_of_attribute(name: &str) -> Passage {
    let rows = Page::read("README.md").rows().into_iter();
    let mut table = rows.skip_while(|row| !row.text.starts_with("attribute | value"));
    let row = table.find(|row| row.text.starts_with(&format!("`{name}` | ")));
    row.expect("a row")
}

#[test]
fn the_readme_lists_every_member_and_event() {
    let page = Page::read("README.md");
    let rows = page.rows();
    let rows = rows
        .iter()
        .skip_while(|row| row.text != "Properties, method, events");
    let cells = rows
        .take_while(|row| row.text != "Styling")
        .filter_map(|row| row.text.split_once(" | "));
    let listed: BTreeSet<String> = cells
        .flat_map(|(cell, _)| code(cell))
        .map(|name| name.replace("()", ""))
        .collect();
    let members = named("members").into_iter().chain(named("events"));
    let place = page.place_of("### Properties, method, events");
    assert_eq!(listed, members.collect(), "{place}");
}

#[test]
fn the_columns_of_the_data_guide_have_a_meaning_of_their_own() {
    let table = Page::read("docs/data.md").column("column | content");
    let place = &table[0].place;
    let columns: Vec<String> = table.iter().flat_map(|cell| code(&cell.text)).collect();
    assert!(columns.len() >= 8);
    let cells: Vec<&str> = columns
        .iter()
        .map(|column| match column.as_str() {
            "url" => "https://acme.example",
            "rel" => "sponsored",
            "published rank" | "current rank" => "1",
            "current score" => "50",
            _ => "Acme",
        })
        .collect();
    for columns in [columns.join(","), columns.join(",").to_uppercase()] {
        let table = format!("{columns},Price\n{},20\n", cells.join(","));
        let data = DataSet::from_csv(&table);
        let data = data.unwrap_or_else(|problems| panic!("{place}: {problems:#?}\n{table}"));
        assert_eq!(data.comparison.criteria.len(), 1, "{place}: {table}");
        assert_eq!(data.comparison.facets.len(), 1, "{place}: {table}");
    }
}

#[test]
fn the_options_of_criteria_in_the_guides_are_read() {
    let mut options: Vec<Passage> = Page::read("docs/data.md").column("option | meaning");
    assert_eq!(options.len(), 5);
    for Passage { text, .. } in &mut options {
        *text = format!("Price [{}]", text.trim_matches('`'));
    }
    let code = pages().into_iter().flat_map(|page| page.inline_code());
    options.extend(code.filter(|code| code.text.starts_with("Price [")));
    assert!(options.len() >= 7);
    for Passage { place, text } in options {
        let data = DataSet::from_csv(&format!("name,{text}\nAcme,20\n"));
        let data = data.unwrap_or_else(|problems| panic!("{place}: {problems:#?}"));
        assert_eq!(data.comparison.criteria[0].name, "Price", "{place}");
    }
}

#[test]
fn cells_are_accepted_and_rejected_as_the_data_guide_says() {
    let rows = Page::read("docs/data.md").rows();
    let row = rows
        .iter()
        .find(|row| row.text.starts_with("An empty cell is a missing score"));
    let row = row.expect("the rule for cells");
    let cells = code(&row.text);
    assert!(cells.len() >= 6, "{}", row.place);
    for mark in cells {
        let table = format!("name,Price\nAcme,\"{mark}\"\nBrix,5\n");
        let data = DataSet::from_csv(&table).expect("a valid table");
        let score = data.comparison.score(CriterionIndex(0), EntryIndex(0));
        assert_eq!(score, None, "{}: {mark}", row.place);
    }
    let row = rows
        .iter()
        .find(|row| row.text.starts_with("Numbers may be written"));
    let row = row.expect("the rule for numbers");
    let cells = code(&row.text);
    assert!(cells.len() >= 10, "{}", row.place);
    for number in cells {
        let data = DataSet::from_csv(&format!("name,Price\nAcme,\"{number}\"\n"));
        assert!(data.is_ok(), "{}: {number}: {data:?}", row.place);
    }
    for (cell, is_accepted) in [
        ("1,299", false),
        ("1.299", false),
        ("1299", true),
        ("1.2990", true),
    ] {
        assert!(
            rows.iter()
                .any(|row| row.text.contains(&format!("`{cell}`"))),
            "{cell}"
        );
        let table = format!("name;Price\nAcme;{cell}\n");
        assert_eq!(
            DataSet::from_csv(&table).is_ok(),
            is_accepted,
            "docs/data.md: {cell}"
        );
    }
}

#[test]
fn the_keys_of_links_are_those_that_no_facet_may_have() {
    let reserved: BTreeSet<String> = Facet::RESERVED.into_iter().map(str::to_owned).collect();
    let readme = Page::read("README.md").column("key | list");
    let listed: BTreeSet<String> = readme.iter().flat_map(|cell| code(&cell.text)).collect();
    assert_eq!(listed, reserved, "{}", readme[0].place);
    let rows = Page::read("docs/data.md").rows();
    let row = rows
        .iter()
        .find(|row| row.text.starts_with("A facet’s id must not be a key"));
    let row = row.expect("the rule for facets");
    assert_eq!(
        code(&row.text).into_iter().collect::<BTreeSet<_>>(),
        reserved,
        "{}",
        row.place
    );
}

#[test]
fn the_messages_of_a_bare_frame_are_those_of_its_script() {
    let page = Page::read("docs/embedding.md");
    let [frame, host] = ["assets/frame.js", "assets/frame-host.js"].map(source);
    let (_, limits) = host
        .split_once("const [MIN_HEIGHT, MAX_HEIGHT] = [")
        .expect("the limits of a height");
    let (limits, _) = limits.split_once(']').expect("an end");
    let (least, most) = limits.split_once(", ").expect("two limits");
    let (_, version) = frame.split_once("const VERSION = ").expect("the version");
    let (version, _) = version.split_once(';').expect("an end");
    let place = page.place_of("### Fit a bare frame to its content");
    for stated in [
        format!("{{ weighIn: {version}, type: \"size\", height: 1043 }}"),
        format!("data?.weighIn !== {version} || data.type !== \"size\""),
        format!(
            "data.height >= {least} && data.height <= {}",
            most.replace('_', "")
        ),
    ] {
        assert!(page.text.contains(&stated), "{place}: {stated}");
    }
    for sent in [
        "type: \"size\", height",
        "sentinel: \"amp\", type: \"embed-size\", height",
    ] {
        assert!(
            page.text.contains(sent) && frame.contains(sent),
            "{place}: {sent}"
        );
    }
}

#[test]
fn the_commands_of_the_pages_exist() {
    let [cargo, xtask] = ["cli/src/main.rs", "xtask/src/main.rs"].map(source);
    let cli = super::messages::sources(&["cli/src"]);
    let mut commands = 0;
    let mut failures = Vec::new();
    for page in pages() {
        let blocks = page.blocks(&["sh", "console"]).into_iter();
        for Passage { place, text } in blocks.chain(page.inline_code()) {
            for (start, programs) in [("weigh-in-cli -- ", &cargo), ("cargo xtask ", &xtask)] {
                for rest in text.split(start).skip(1) {
                    commands += 1;
                    let name = rest.split_whitespace().next().unwrap_or_default();
                    let variant = format!("    {}{}", name[..1].to_uppercase(), &name[1..]);
                    let is_there = programs
                        .lines()
                        .any(|line| line.trim_end_matches([' ', '{', ',']).starts_with(&variant));
                    if !is_there {
                        failures.push(format!("{place}: there is no command {start}{name}"));
                    }
                }
            }
            if let Some(option) = text.strip_prefix("--") {
                let name = option.split_whitespace().next().unwrap_or_default();
                let field = name.replace('-', "_");
                let is_there = [&cli, &xtask]
                    .iter()
                    .any(|all| all.contains(&format!("{field}:")));
                // Custom properties of the element begin with the same characters.
                if !["weigh-in", "_wi-"]
                    .iter()
                    .any(|prefix| name.starts_with(prefix))
                    && !is_there
                {
                    failures.push(format!("{place}: there is no option --{name}"));
                }
            }
        }
    }
    assert_none(failures);
    assert!(commands >= 10);
}

/// Returns the spans of code in a row.
fn code(row: &str) -> Vec<String> {
    row.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}
