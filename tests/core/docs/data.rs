//! The CSV and JSON of the pages are data sets, or what the product prints.

use serde_json::{Map, Value, json};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::Problem;
use weigh_in_core::link::decode;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{Report, ReportById};
use weigh_in_core::weights::Locks;

use crate::support::markdown::{Page, Passage, assert_none, pages};
use crate::support::{all, read};

pub fn bundled() -> Comparison {
    read(include_str!("../../../assets/custody-insurance.json"))
}

/// A `csv` block is a whole table. A `csv fragment` is a header row, which gets an entry, or rows for the header of the
/// page's first table.
#[test]
fn every_csv_block_is_a_valid_data_set() {
    let mut tables = 0;
    let mut failures = Vec::new();
    for page in pages() {
        let whole = page.blocks(&["csv"]);
        let header = whole.first().and_then(|block| block.text.lines().next());
        let header = header.unwrap_or_default();
        let fragments = page.blocks(&["csv fragment"]).into_iter();
        let fragments = fragments.map(|Passage { place, text }| {
            let cells = text.matches(',').count();
            let text = match text.starts_with("name,") {
                true => format!("{text}Acme{}1\n", ",".repeat(cells)),
                false => format!("{header}\n{text}"),
            };
            Passage { place, text }
        });
        let completed: Vec<Passage> = fragments.collect();
        for Passage { place, text } in whole.iter().chain(&completed) {
            tables += 1;
            failures.extend(problems(place, DataSet::from_csv(text)));
        }
    }
    assert_none(failures);
    assert!(tables >= 2);
}

/// An object with `criteria` and `entries` is a data set. One with some of a data set's other keys gets a criterion and an
/// entry. Any other is for another program.
#[test]
fn every_json_block_is_a_valid_data_set_or_of_another_program() {
    let mut data_sets = 0;
    let mut failures = Vec::new();
    for page in pages() {
        for Passage { place, text } in page.blocks(&["json", "jsonc"]) {
            let value: Value = match serde_json::from_str(&text) {
                Ok(value) => value,
                Err(error) => {
                    failures.push(format!("{place}: {error}"));
                    continue;
                }
            };
            let keys = value.as_object().into_iter().flat_map(Map::keys);
            if !keys.into_iter().any(|key| KEYS.contains(&key.as_str())) {
                continue;
            }
            data_sets += 1;
            let is_whole = value.get("criteria").is_some() && value.get("entries").is_some();
            let text = match is_whole {
                true => text,
                false => completed(value).to_string(),
            };
            failures.extend(problems(&place, DataSet::from_json(&text)));
        }
    }
    assert_none(failures);
    assert!(data_sets >= 1);
}

const KEYS: [&str; 7] = [
    "criteria", "entries", "facets", "presets", "useCases", "guide", "source",
];

fn completed(mut value: Value) -> Value {
    let object = value.as_object_mut().expect("an object");
    let criteria = object
        .entry("criteria")
        .or_insert_with(|| json!([{ "id": "scale", "name": "Scale" }]));
    let id = criteria[0]["id"].as_str().unwrap_or_default().to_owned();
    object
        .entry("entries")
        .or_insert_with(|| json!([{ "id": "acme", "name": "Acme", "scores": { id: 80 } }]));
    value
}

fn problems(place: &str, data: Result<DataSet, Vec<Problem>>) -> Vec<String> {
    let problems = data.err().unwrap_or_default();
    let lines = problems.iter().map(|problem| format!("{place}: {problem}"));
    lines.collect()
}

#[test]
fn the_check_of_the_data_guide_prints_the_problem_of_its_row() {
    let page = Page::read("docs/data.md");
    let [console] = &page.blocks(&["console"])[..] else {
        panic!("one console block");
    };
    let row = console
        .text
        .lines()
        .find_map(|line| line.strip_prefix("7 | "));
    let rows = "Brix,1,80\n".repeat(5).replace("Brix", "Brix ");
    let rows = rows
        .lines()
        .enumerate()
        .map(|(row, line)| line.replace(' ', &row.to_string()));
    let rows: Vec<String> = rows.chain(row.map(str::to_owned)).collect();
    let problems = DataSet::from_csv(&format!("name,Price,Support\n{}\n", rows.join("\n")));
    let problems = problems.expect_err("a problem");
    let [Problem { place, message, .. }] = &problems[..] else {
        panic!("one problem: {problems:#?}");
    };
    for line in [format!("error: {message}\n"), format!("^^^ {place}\n")] {
        assert!(console.text.contains(&line), "{}: {line}", console.place);
    }
}

#[test]
fn the_event_of_the_analytics_guide_is_what_its_listener_pushes() {
    let page = Page::read("docs/analytics.md");
    let [event] = &page.blocks(&["json"])[..] else {
        panic!("one JSON block");
    };
    let place = &event.place;
    let event: Map<String, Value> = serde_json::from_str(&event.text).expect("JSON");
    let comparison = bundled();
    let weights = event
        .iter()
        .filter_map(|(key, weight)| Some((key.strip_prefix("weight_")?, weight)));
    let moved: Vec<String> = weights
        .map(|(id, weight)| format!("{id}:{weight}"))
        .collect();
    let session = decode(&comparison, &format!("1;{}", moved.join(";"))).session;
    let ranking = Ranking::new(&comparison, &session.weights);
    let mut expected = json!({
        "event": "weigh_in_change",
        "widget": "weigh-in",
        "leader": comparison.entry(ranking.rows()[0].entry).id,
        "shown": ranking.rows().len(),
    });
    let published = comparison.published_weights();
    let mut changed = Vec::new();
    for (index, weight) in session.weights.iter() {
        let id = &comparison.criterion(index).id;
        let number: Value = weight.to_string().parse().expect("a number");
        expected[format!("weight_{id}")] = number;
        if published.iter().any(|other| other == (index, weight)) {
            continue;
        }
        changed.push(id.clone());
    }
    assert_eq!(Value::Object(event), expected, "{place}");
    assert_eq!(changed, ["costs"], "{place}");
}

#[test]
fn the_robustness_property_has_the_values_of_the_embedding_guide() {
    let page = Page::read("docs/embedding.md");
    let [block] = &page.blocks(&["js Robustness"])[..] else {
        panic!("one value of the property");
    };
    let comparison = bundled();
    let entries = all(&comparison);
    let report = Report::new(
        &comparison,
        &entries,
        &comparison.published_weights(),
        &Locks::default(),
    );
    let by_id = ReportById::new(&comparison, &report, entries.into_iter());
    let actual = serde_json::to_value(by_id).expect("JSON");
    let mut failures = Vec::new();
    compare(&abridged(&block.text), &actual, &block.place, &mut failures);
    assert_none(failures);
}

/// Parses a JavaScript object with `, …` where it is abridged.
fn abridged(text: &str) -> Value {
    let mut json = String::new();
    for word in text.replace(", …", "").split_inclusive([' ', '\n']) {
        match word.trim_end().strip_suffix(':') {
            Some(key) => json.push_str(&format!("\"{}\": ", key.trim_matches('"'))),
            None => json.push_str(word),
        }
    }
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// Compares what is stated with the same of the actual value, to as many decimals.
fn compare(stated: &Value, actual: &Value, path: &str, failures: &mut Vec<String>) {
    let is_equal = match (stated, actual) {
        (Value::Object(fields), _) => {
            for (key, stated) in fields {
                compare(stated, &actual[key], &format!("{path} {key}"), failures);
            }
            true
        }
        (Value::Number(number), Value::Number(actual)) => {
            let text = number.to_string();
            let decimals = text
                .split_once('.')
                .map_or(0, |(_, decimals)| decimals.len());
            let actual: f64 = actual.to_string().parse().expect("a number");
            format!("{actual:.decimals$}") == text
        }
        _ => stated == actual,
    };
    if !is_equal {
        failures.push(format!("{path}: {stated}, but it is {actual}"));
    }
}
