//! Reading data sets in JSON: what is accepted, and the problems reported for the rest.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Number, Value, json};
use weigh_in_core::dataset::{Comparison, DataSet, Facet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex};
use weigh_in_core::link::{decode, encode};
use weigh_in_core::publish::fallback_html;
use weigh_in_core::ranking::{Contributions, Ranking, published_ranks};
use weigh_in_core::session::Session;
use weigh_in_core::text::Texts;

const BUNDLED: &str = include_str!("../../assets/custody-insurance.json");

/// A valid data set with something of everything.
const VALID: &str = r#"{
    "id": "sound", "title": "Sound", "updated": "2025-09",
    "source": { "name": "S", "url": "https://s.example", "note": "N" },
    "criteria": [
        { "id": "price", "name": "Price", "weight": 60, "range": [0, 10], "better": "lower" },
        { "id": "care", "name": "Care", "weight": 40 }
    ],
    "facets": [{ "id": "region", "name": "Region", "values": [{ "id": "eu", "name": "EU" }] }],
    "entries": [
        { "id": "acme", "name": "Acme", "url": "https://acme.example", "publishedRank": 1,
          "scores": { "price": 7, "care": { "value": 80, "basis": "stated", "why": "W", "source": "S" } },
          "tags": { "region": ["eu"] }, "features": [{ "text": "F" }], "alternatives": ["brix"] },
        { "id": "brix", "name": "Brix", "scores": { "price": 3, "care": 60 } }
    ],
    "presets": [{ "id": "thrift", "name": "Thrift", "weights": { "price": 90 } }],
    "useCases": [{ "id": "first", "name": "First", "entries": ["acme"] }],
    "guide": [{ "title": "G", "kind": "faq", "items": [{ "question": "Q", "answer": "A" }] }],
    "disclaimer": "D"
}"#;

fn parse_json(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

/// Returns [`VALID`] with another JSON value at a place such as `criteria[0].weight`.
fn with_value(place: &str, json: &str) -> String {
    let mut data = parse_json(VALID);
    let pointer = format!("/{}", place.replace(['.', '['], "/").replace(']', ""));
    let (parent, key) = pointer.rsplit_once('/').expect("a slash");
    match data.pointer_mut(parent).expect(place) {
        Value::Object(members) => drop(members.insert(key.to_owned(), parse_json(json))),
        other => other[key.parse::<usize>().expect("an index")] = parse_json(json),
    }
    data.to_string()
}

fn read(json: &str) -> Comparison {
    read_data(json).comparison
}

fn read_data(json: &str) -> DataSet {
    DataSet::from_json(json).unwrap_or_else(|problems| panic!("{problems:#?}\n{json}"))
}

/// Returns the problems of a data set, sorted.
fn problems_of(json: &str) -> Vec<String> {
    let problems = DataSet::from_json(json).err().unwrap_or_default();
    let mut messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    messages.sort();
    messages
}

/// Asserts that each of these values in [`VALID`] is reported, at its place and with this message only.
fn assert_reports(message: &str, cases: &[(&str, &str)]) {
    for (place, json) in cases {
        let problems = problems_of(&with_value(place, json));
        assert_eq!(problems, [format!("{place}: {message}")], "{json}");
    }
}

#[test]
fn reads_a_valid_data_set() {
    assert_eq!(problems_of(VALID), [""; 0]);
    assert_eq!(problems_of(BUNDLED), [""; 0]);
}

#[test]
fn rejects_values_that_are_not_strings() {
    assert_reports(
        "expected text in quotation marks",
        &[
            ("title", "5"),
            ("updated", "2025"),
            ("entries[0].tagline", "[]"),
            ("entries[0].scores.care.why", "5"),
            ("guide[0].items[0]", "5"),
        ],
    );
}

#[test]
fn rejects_missing_and_empty_required_texts() {
    assert_reports(
        "this is empty; add text",
        &[("criteria[0].name", r#""""#), ("entries[0].name", r#"" ""#)],
    );
    assert_reports(
        "this is missing; add text",
        &[
            ("criteria[0].name", "null"),
            ("facets[0].values[0].name", "null"),
            ("entries[1].name", "null"),
            ("entries[0].features[0].text", "null"),
            ("presets[0].name", "null"),
            ("useCases[0].name", "null"),
            ("guide[0].title", "null"),
            ("guide[0].items[0].answer", "null"),
        ],
    );
}

#[test]
fn rejects_values_that_are_not_lists_or_objects() {
    assert_reports(
        "expected a list in brackets […]",
        &[
            ("useCases", r#"{ "id": "first" }"#),
            ("presets", "5"),
            ("entries[0].tags.region", r#""eu""#),
            ("guide[0].items", r#""A""#),
        ],
    );
    assert_reports(
        "expected an object in braces {…}",
        &[
            ("source", r#""S""#),
            ("entries[0].tags", r#"["eu"]"#),
            ("entries[0].features[0]", r#""F""#),
            ("presets[0].weights", "[90]"),
        ],
    );
}

#[test]
fn rejects_unknown_keywords() {
    assert_reports(
        "expected one of: higher, lower",
        &[("criteria[0].better", r#""more""#)],
    );
    assert_reports(
        "expected one of: stated, inferred",
        &[("entries[0].scores.care.basis", r#""guessed""#)],
    );
    assert_reports(
        "expected one of: list, checklist, faq",
        &[("guide[0].kind", r#""poem""#)],
    );
    assert_reports(
        "this isn't a month; write the year and the month, as in \"2025-09\"",
        &[
            ("updated", r#""2025-13""#),
            ("updated", r#""2025-9""#),
            ("updated", r#""2025-+9""#),
            ("updated", r#""September 2025""#),
        ],
    );
}

#[test]
fn rejects_values_that_are_not_numbers() {
    assert_reports(
        "expected a number without quotation marks",
        &[
            ("entries[0].scores.price", r#""7""#),
            ("entries[0].scores.price", "true"),
            ("entries[0].scores.price", "[7]"),
            ("entries[0].scores.care.value", r#""80""#),
            ("criteria[0].weight", r#""30""#),
            ("criteria[0].range[1]", r#""10""#),
        ],
    );
    assert_reports(
        "expected a whole number, 1 or higher",
        &[
            ("entries[0].publishedRank", "0"),
            ("entries[0].publishedRank", "-1"),
            ("entries[0].publishedRank", "1.5"),
            ("entries[0].publishedRank", r#""1""#),
            ("entries[0].publishedRank", "4294967296"),
        ],
    );
}

#[test]
fn rejects_numbers_with_too_many_digits() {
    assert_reports(
        "this number has more than 18 digits; round it",
        &[
            ("entries[0].scores.price", "1234567890123456789"),
            ("entries[0].scores.price", "1.234567890123456789"),
            ("entries[0].scores.price", "1e-19"),
            ("entries[0].scores.price", "1e400"),
            ("entries[0].scores.price", "1e99999"),
            ("criteria[0].range[1]", "1e18"),
        ],
    );
}

#[test]
fn rejects_invalid_weights() {
    assert_reports(
        "a weight must be a number from 0 to 100 with at most two decimals",
        &[
            ("criteria[0].weight", "101"),
            ("criteria[0].weight", "100.01"),
            ("criteria[0].weight", "-1"),
            ("criteria[0].weight", "7.125"),
            ("presets[0].weights.price", "500"),
        ],
    );
}

#[test]
fn rejects_invalid_ranges() {
    assert_reports(
        "a range must be the lowest and then the highest possible score, as in [0, 100]",
        &[
            ("criteria[0].range", "[10, 0]"),
            ("criteria[0].range", "[5, 5.0]"),
            ("criteria[0].range", "[]"),
            ("criteria[0].range", "[0]"),
            ("criteria[0].range", "[0, 5, 10]"),
            ("criteria[0].range", r#""0-10""#),
            ("criteria[0].range", r#"{ "low": 0, "high": 10 }"#),
        ],
    );
}

#[test]
fn rejects_scores_outside_a_given_range() {
    let message =
        "this score is outside the criterion's range, 3.5 to 6.5; correct the score or the range";
    assert_eq!(
        problems_of(&with_value("criteria[0].range", "[3.5, 6.5]")),
        [
            format!("entries[0].scores.price: {message}"),
            format!("entries[1].scores.price: {message}")
        ]
    );
    assert_eq!(
        problems_of(&with_value("criteria[0].range", "[3, 7]")),
        [""; 0]
    );
}

#[test]
fn rejects_unknown_ids() {
    assert_reports(
        "no criterion has this id; use one of those under \"criteria\"",
        &[
            ("entries[0].scores.speed", "5"),
            ("presets[0].weights.speed", "5"),
        ],
    );
    assert_reports(
        "no facet has this id; add it under \"facets\"",
        &[("entries[0].tags.color", r#"["red"]"#)],
    );
    assert_reports(
        "no entry has this id; use one of those under \"entries\"",
        &[
            ("entries[0].alternatives[0]", r#""coil""#),
            ("entries[0].alternatives[0]", r#""Brix""#),
            ("useCases[0].entries[0]", r#""coil""#),
        ],
    );
}

#[test]
fn rejects_duplicate_ids() {
    for (place, json, id) in [
        ("criteria[1]", r#"{ "id": "price", "name": "P" }"#, "price"),
        ("entries[1]", r#"{ "id": "acme", "name": "Brix" }"#, "acme"),
        ("entries[1]", r#"{ "name": "ACME" }"#, "acme"),
        (
            "presets",
            r#"[{ "id": "p", "name": "P" }, { "id": "p", "name": "Q" }]"#,
            "p",
        ),
        (
            "useCases",
            r#"[{ "id": "u", "name": "U" }, { "id": "u", "name": "V" }]"#,
            "u",
        ),
        (
            "facets",
            r#"[{ "id": "region", "name": "R" }, { "id": "region", "name": "Q" }]"#,
            "region",
        ),
    ] {
        let problems = problems_of(&with_value(place, json));
        let place = place.trim_end_matches("[1]");
        let message =
            format!("{place}[1].id: another item already has the id \"{id}\"; choose another one");
        assert!(problems.contains(&message), "{message} in {problems:#?}");
    }
}

#[test]
fn unlisted_tags_are_named_by_their_ids() {
    let data = read_data(&with_value(
        "entries[1].tags",
        r#"{ "region": ["mars", "eu", "mars"] }"#,
    ));
    let comparison = &data.comparison;
    let facet = &comparison.facets[0];
    let tags: Vec<_> = facet
        .indexed_tags()
        .map(|(tag, id)| (id, data.details.tag_name(FacetIndex(0), tag)))
        .collect();
    assert_eq!(tags, [("eu", "EU"), ("mars", "mars")]);
    let tags = |entry: usize| {
        comparison.entries[entry]
            .tags_in(FacetIndex(0))
            .collect::<Vec<_>>()
    };
    assert_eq!(tags(0), [TagIndex(0)]);
    assert_eq!(tags(1), [TagIndex(0), TagIndex(1)]);
    assert!(facet.is_multiple);
    assert_eq!(facet.global, None);
}

#[test]
fn the_tag_global_stands_for_every_tag_of_its_facet() {
    let comparison = read(&with_value(
        "entries[1].tags",
        r#"{ "region": ["global"] }"#,
    ));
    assert_eq!(comparison.facets[0].global, Some(TagIndex(1)));
}

#[test]
fn rejects_reserved_facet_ids() {
    for word in Facet::RESERVED {
        let facet = format!(r#"{{ "id": "{word}", "name": "F" }}"#);
        assert_eq!(
            problems_of(&with_value(
                "facets",
                &format!("[{}, {facet}]", r#"{ "id": "region", "name": "R" }"#)
            )),
            ["facets[1].id: this id is reserved for links; choose another one"]
        );
    }
}

#[test]
fn rejects_too_many_facets_tags_and_use_cases() {
    let many = |count: usize| -> String {
        let items: Vec<String> = (0..count)
            .map(|number| format!(r#"{{ "id": "{number}", "name": "N", "entries": [] }}"#))
            .collect();
        format!("[{}]", items.join(","))
    };
    for (place, limit) in [
        ("useCases", Comparison::MAX_USE_CASES),
        ("facets[0].values", Comparison::MAX_TAGS),
    ] {
        let message = format!(
            "{place}: this list has {} items; keep at most {limit}",
            limit + 1
        );
        assert_eq!(problems_of(&with_value(place, &many(limit + 1))), [message]);
    }
    assert_eq!(
        problems_of(&with_value("facets", &many(Comparison::MAX_FACETS + 1))),
        ["facets: this list has 25 items; keep at most 24"]
    );

    let tags: Vec<String> = (1..=Comparison::MAX_TAGS)
        .map(|tag| tag.to_string())
        .collect();
    let tags = serde_json::to_string(&tags).expect("JSON");
    let json = with_value("entries[1].tags", &format!(r#"{{ "region": {tags} }}"#));
    assert_eq!(
        problems_of(&json),
        ["entries[1].tags.region[999]: this facet has more than 1000 tags; remove some"]
    );
}

#[test]
fn rejects_data_sets_without_required_values() {
    for (json, message) in [
        (
            "{}",
            "criteria: this list is missing or empty; add at least one item",
        ),
        (
            "{}",
            "entries: this list is missing or empty; add at least one item",
        ),
        (
            &with_value("criteria", "[]"),
            "criteria: this list is missing or empty; add at least one item",
        ),
        (
            &with_value("entries", "null"),
            "entries: this list is missing or empty; add at least one item",
        ),
        (
            &with_value("entries", "{}"),
            "entries: expected a list in brackets […]",
        ),
        (
            &with_value("criteria[0].id", "null"),
            "criteria[0].id: this is missing; add text",
        ),
        (
            &with_value("entries[1]", r#"{ "name": "Brix" }"#),
            "entries[1].scores: this is missing; add an object with the scores by criterion",
        ),
        (
            &with_value("entries[0].scores.care", r#"{ "valeu": 80 }"#),
            "entries[0].scores.care.value: this is missing; add a number, or null if there is no score",
        ),
        (
            &with_value(
                "entries[0].scores.care",
                r#"{ "value": "80", "basis": "guessed" }"#,
            ),
            "entries[0].scores.care.basis: expected one of: stated, inferred",
        ),
        (
            &with_value("entries[1]", r#"{ "name": "!?" }"#),
            "entries[1].id: the name has no letter to make an id from; add an id",
        ),
        (
            &with_value("criteria[1].id", r#""speed""#),
            "criteria[1]: no entry has a score on this criterion; add scores, or remove the criterion",
        ),
    ] {
        let problems = problems_of(json);
        assert!(
            problems.iter().any(|problem| problem == message),
            "{message} in {problems:#?}"
        );
    }
}

#[test]
fn the_last_of_too_many_problems_counts_the_rest() {
    let entries = vec![r#"{ "name": "", "scores": { "a": 1 } }"#; 3_000].join(",");
    let json =
        format!(r#"{{ "criteria": [{{ "id": "a", "name": "A" }}], "entries": [{entries}] }}"#);
    let problems = DataSet::from_json(&json).expect_err("names are missing");
    assert_eq!(problems.len(), 1_001);
    assert_eq!(
        problems[1_000].to_string(),
        "the data set: 2000 more problems; fix those above first"
    );
}

#[test]
fn consequences_of_a_problem_are_not_reported() {
    for (place, json, message) in [
        (
            "criteria",
            "null",
            "criteria: this list is missing or empty; add at least one item",
        ),
        (
            "entries",
            "[]",
            "entries: this list is missing or empty; add at least one item",
        ),
        (
            "criteria[0].id",
            "null",
            "criteria[0].id: this is missing; add text",
        ),
    ] {
        assert_eq!(problems_of(&with_value(place, json)), [message]);
    }
}

#[test]
fn indices_in_problems_include_invalid_items() {
    let json = with_value(
        "entries",
        r#"[5, { "name": "A", "scores": { "price": 11 } }, { "name": "A" }]"#,
    );
    let problems = problems_of(&json);
    assert!(
        problems
            .iter()
            .any(|problem| problem.starts_with("entries[1].scores.price: ")),
        "{problems:#?}"
    );
    assert!(
        problems
            .iter()
            .any(|problem| problem.starts_with("entries[2].id: ")),
        "{problems:#?}"
    );
}

#[test]
fn all_problems_are_reported_at_once() {
    let problems = problems_of(
        r#"{
            "updated": "soon",
            "criteria": [{ "id": "a", "name": "A", "weight": 101 }, { "id": "b", "weight": 5, "range": [1, 0] }],
            "entries": [{ "name": "Acme", "url": "acme.example", "scores": { "a": "80", "b": 1, "c": 1 } },
                        { "name": "Brix", "scores": { "a": 1 }, "alternatives": ["acme", "coil"] }],
            "presets": [{ "id": "p", "name": "P", "weights": { "c": 1 } }]
        }"#,
    );
    let places: Vec<&str> = problems
        .iter()
        .filter_map(|problem| problem.split(": ").next())
        .collect();
    assert_eq!(
        places,
        [
            "criteria[0].weight",
            "criteria[1].name",
            "criteria[1].range",
            "entries[0].scores.a",
            "entries[0].scores.c",
            "entries[0].url",
            "entries[1].alternatives[1]",
            "presets[0].weights.c",
            "updated",
        ]
    );
}

#[test]
fn malformed_json_is_reported_with_line_and_column() {
    let comma = "a comma is missing; add one before this";
    let nothing_else = "look for a missing or extra comma, colon, bracket or quotation mark";
    let end = "the end is missing; close every bracket and quotation mark";
    let words = "the value is unknown; write text in double quotation marks, numbers as in 12.5, and null for a missing value";
    for (text, place, fix) in [
        (
            "{\n  \"criteria\": [,]\n}",
            "line 2, column 16",
            nothing_else,
        ),
        ("{\n  \"criteria\": [", "line 2, column 16", end),
        (
            "name;score\nAcme;80",
            "line 1, column 2",
            "this may be a table; end the file's name in .csv, or serve it as text/csv",
        ),
        ("{ \"a\": name }", "line 1, column 9", words),
        ("{} {}", "line 1, column 4", comma),
        (
            "",
            "line 1, column 1",
            "the file is empty; write a data set in braces {…}",
        ),
        (
            "{ \"name\": \"é\", \u{a0} }",
            "line 1, column 16",
            nothing_else,
        ),
        (
            "{ \"criteria\": [1,] }",
            "line 1, column 18",
            "there is an extra comma; remove the one before this",
        ),
        ("{ \"weight\": 01 }", "line 1, column 14", comma),
        (
            "{ \"name\": \"\\ud800\" }",
            "line 1, column 18",
            "the escape sequence before this is incomplete; write the character itself",
        ),
        (
            "{ // weights\n }",
            "line 1, column 3",
            "comments aren't allowed; remove this one",
        ),
        ("{ \"a\": 1\n\"b\": 2 }", "line 2, column 1", comma),
        (
            "{ 'a': 1 }",
            "line 1, column 3",
            "only straight double quotation marks are allowed; replace this one",
        ),
        (
            "<!doctype html>",
            "line 1, column 1",
            "this is a web page; save the data itself",
        ),
    ] {
        let expected = format!("{place}: this isn't valid JSON from here on: {fix}");
        assert_eq!(problems_of(text), [expected], "{text}");
    }
}

#[test]
fn rejects_json_that_is_not_an_object() {
    for text in ["5", "null", "\"text\""] {
        assert_eq!(
            problems_of(text),
            ["the data set: expected an object in braces {…}"],
            "{text}"
        );
    }
}

/// Asserts that a web address is rejected, with this message.
fn assert_rejects_address(address: &str, message: &str) {
    let address = json!(address).to_string();
    assert_reports(
        message,
        &[("entries[0].url", &address), ("source.url", &address)],
    );
}

#[test]
fn accepts_only_full_web_addresses() {
    for url in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "\u{1}javascript:alert(1)",
        "java\nscript:alert(1)",
        "java\tscript://example.org/%0Aalert(1)",
        "javascript://example.org/%0Aalert(1)",
        "javascript:https://example.org",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//example.org",
        "example.org",
        "https:",
        "https:example.org",
        "https:\\\\example.org",
        " https://example.org",
        "https ://example.org",
        "https://",
        "https:///",
        "https:///example.org",
        "https://example.org/\njavascript:alert(1)",
        "https://example.org/\u{0}",
        "https://example.org/a b",
        "https://x.example:99999/",
        "https://x.example:+1/",
        "https://[::1",
        "https://[::1]/",
        "https://%00/",
        "https://acme.example@other.example/",
        "https://./",
        "https://-/",
        "https://1.2.3.4/",
        "https://acme.example./",
        "https://x.example:65536",
        "https://1.2.3.256/",
        "https://x.example.0",
    ] {
        let message = "this isn't a full web address; write one that starts with https:// or http:// and a valid domain and port";
        assert_rejects_address(url, message);
    }
    for url in [
        "https://example.org",
        "HTTP://example.org/a?b=c&d#e",
        "https://münchen.example/ü",
        "http://localhost:8080/",
        "https://acme.example:/",
        "https://a_b.xn--p1ai:65535\\c",
    ] {
        let data = read_data(&with_value("entries[0].url", &json!(url).to_string()));
        assert_eq!(data.details.url(EntryIndex(0)), Some(url));
    }
}

#[test]
fn rejects_too_many_criteria() {
    let with_criteria = |count: usize| {
        let ids = || (0..count).map(|place| format!("c{place}"));
        let criteria: Vec<Value> = ids().map(|id| json!({ "id": id, "name": "C" })).collect();
        let scores: Map<String, Value> = ids().map(|id| (id, json!(5))).collect();
        json!({ "criteria": criteria, "entries": [{ "name": "Acme", "scores": scores }] })
            .to_string()
    };
    assert_eq!(problems_of(&with_criteria(24)), [""; 0]);
    let too_many = "criteria: this list has 25 items; keep at most 24".to_owned();
    assert!(problems_of(&with_criteria(25)).contains(&too_many));
}

#[test]
fn reads_a_hundred_thousand_entries_and_rejects_more() {
    let with_entries = |count: usize| {
        let entry = |place| {
            format!(
                r#"{{ "name": "E{place}", "scores": {{ "a": {} }} }}"#,
                place % 101
            )
        };
        let entries: Vec<String> = (0..count).map(entry).collect();
        format!(
            r#"{{ "criteria": [{{ "id": "a", "name": "A" }}], "entries": [{}] }}"#,
            entries.join(",")
        )
    };
    assert_eq!(read(&with_entries(100_000)).entries.len(), 100_000);
    let too_many = "entries: this list has 100001 items; keep at most 100000".to_owned();
    assert!(problems_of(&with_entries(100_001)).contains(&too_many));
}

#[test]
fn rejects_files_that_are_too_large() {
    let padded = |bytes: usize| format!("{VALID}{}", " ".repeat(bytes - VALID.len()));
    assert_eq!(problems_of(&padded(32 << 20)), [""; 0]);
    assert_eq!(
        problems_of(&padded((32 << 20) + 1)),
        ["the data set: this is larger than 32 MiB; remove entries, or shorten texts"]
    );
}

#[test]
fn rejects_texts_that_are_too_long() {
    let long = |characters: usize| json!("ü".repeat(characters)).to_string();
    assert_eq!(
        problems_of(&with_value("disclaimer", &long(2_000))),
        [""; 0]
    );
    assert_reports(
        "this text is longer than 2000 characters; shorten it",
        &[
            ("disclaimer", &long(2_001)),
            ("criteria[0].name", &long(2_001)),
            ("entries[0].scores.care.why", &long(2_001)),
            ("guide[0].items[0].answer", &long(2_001)),
        ],
    );
}

#[test]
fn unknown_fields_and_nulls_are_ignored() {
    for (place, json) in [
        ("color", r#""red""#),
        ("criteria[0].color", "5"),
        ("entries[0].color", "[]"),
        ("entries[0].scores.care.color", "{}"),
        ("title", "null"),
        ("updated", "null"),
        ("source", "null"),
        ("source.url", r#""""#),
        ("criteria[0].range", "null"),
        ("criteria[0].better", "null"),
        ("facets[0].values", "null"),
        ("entries[0].publishedRank", "null"),
        ("entries[0].alternatives", "null"),
        ("entries[1].id", "null"),
        ("presets", "null"),
        ("guide[0].kind", "null"),
    ] {
        assert_eq!(
            problems_of(&with_value(place, json)),
            [""; 0],
            "{place} {json}"
        );
    }
}

#[test]
fn rejects_duplicate_scores() {
    let json = with_value("entries[0].scores", r#"{ "price": 7, "care": 80 }"#);
    let twice = json.replace(r#""care":80"#, r#""care":80,"care":90"#);
    assert_ne!(twice, json);
    assert_eq!(
        problems_of(&twice),
        ["entries[0].scores.care: this criterion has two scores; remove one"]
    );
}

#[test]
fn a_byte_order_mark_is_ignored() {
    assert_eq!(problems_of(&format!("\u{feff}{VALID}")), [""; 0]);
}

#[test]
fn null_and_absent_scores_are_missing() {
    let misses_care = |json: &str| read(json).score(CriterionIndex(1), EntryIndex(0)).is_none();
    assert!(!misses_care(VALID));
    assert!(misses_care(&with_value("entries[0].scores.care", "null")));
    assert!(misses_care(&with_value(
        "entries[0].scores.care.value",
        "null"
    )));
    assert!(misses_care(&with_value(
        "entries[0].scores",
        r#"{ "price": 7 }"#
    )));
}

#[test]
fn numbers_keep_their_exact_decimal_value() {
    for (json, shown) in [
        ("0.1", "0.1"),
        ("7.50", "7.5"),
        ("1e1", "10"),
        ("1.25E+0", "1.25"),
        ("-0", "0"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("9.99999999999999999", "9.99999999999999999"),
    ] {
        let comparison = read(&with_value("entries[0].scores.price", json));
        let score = comparison.score(CriterionIndex(0), EntryIndex(0));
        let score = score.map(|score| score.to_string());
        assert_eq!(score.as_deref(), Some(shown));
    }
}

#[test]
fn the_range_is_as_given_or_0_to_100_or_as_observed() {
    for (given, scores, range) in [
        (r#", "range": [-5, 500]"#, ["1", "2.5"], ["-5", "500"]),
        ("", ["0", "100"], ["0", "100"]),
        ("", ["40", "60"], ["0", "100"]),
        ("", ["-0.1", "60"], ["-0.1", "60"]),
        ("", ["40", "100.1"], ["40", "100.1"]),
        ("", ["200", "200"], ["200", "200"]),
    ] {
        let comparison = read(&format!(
            r#"{{ "criteria": [{{ "id": "a", "name": "A"{given} }}],
                  "entries": [{{ "name": "X", "scores": {{ "a": {} }} }},
                              {{ "name": "Y", "scores": {{ "a": {} }} }}] }}"#,
            scores[1], scores[0]
        ));
        let criterion = &comparison.criteria[0];
        assert_eq!(
            [criterion.range.0, criterion.range.1].map(|end| end.to_string()),
            range
        );
        assert_eq!(
            [criterion.observed_range.0, criterion.observed_range.1].map(|end| end.to_string()),
            scores
        );
    }
}

#[test]
fn criteria_without_weights_count_equally_unless_others_have_weights() {
    let weights = |weight_of_a: &str| {
        let comparison = read(&format!(
            r#"{{ "criteria": [{{ "id": "a", "name": "A"{weight_of_a} }}, {{ "id": "b", "name": "B" }}],
                  "entries": [{{ "name": "X", "scores": {{ "a": 1, "b": 2 }} }}] }}"#
        ));
        comparison
            .criteria
            .iter()
            .map(|criterion| criterion.weight.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(weights(""), ["50", "50"]);
    assert_eq!(weights(r#", "weight": 7.5"#), ["7.5", "0"]);
}

#[test]
fn presets_keep_the_published_weights_of_unnamed_criteria() {
    let preset = &read(VALID).presets[0];
    let weights: Vec<String> = preset
        .weights
        .iter()
        .map(|(_, weight)| weight.to_string())
        .collect();
    assert_eq!(weights, ["90", "40"]);
}

/// Reads a data set and uses all of it, or checks that its problems have a place and a message.
fn read_and_use(json: &str) {
    let comparison = match DataSet::from_json(json) {
        Ok(data) => data.comparison,
        Err(problems) => {
            assert!(!problems.is_empty());
            let is_given = |text: &str| !text.is_empty();
            return assert!(
                problems
                    .iter()
                    .all(|problem| is_given(&problem.place) && is_given(&problem.message))
            );
        }
    };
    let session = Session::published(&comparison);
    let ranking = Ranking::new(&comparison, &session.weights);
    assert_eq!(ranking.rows().len(), comparison.entries.len());
    let entries: Vec<EntryIndex> = ranking.rows().iter().map(|row| row.entry).collect();
    assert_eq!(published_ranks(&comparison, &entries).len(), entries.len());
    for row in ranking.rows() {
        let contributions = Contributions::new(&comparison, &session.weights, row.entry);
        assert_eq!(contributions.iter().count(), comparison.criteria.len());
    }
    assert!(!fallback_html(&comparison, &Texts::english()).is_empty());
    assert_eq!(
        decode(&comparison, &encode(&comparison, &session)).session,
        session
    );
}

/// Generates JSON values that often have the keys and keywords of data sets.
fn values() -> impl Strategy<Value = Value> {
    let words = "a|b|c|higher|lower|stated|faq|2025-09|https://a\\.example|.{0,6}";
    let keys = "a|b|c|id|name|weight|range|better|entries|scores|value|basis|tags|values|weights|items|\
                alternatives|publishedRank|url|text|question|answer|.{0,3}";
    let number = "[0-9]|[1-9][0-9]|-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?(e[+-]?[0-9]{1,6})?";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(|text| Value::Number(text.parse::<Number>().expect("a JSON number"))),
        words.prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let members = vec((keys, inner.clone()), 0..6);
        prop_oneof![
            vec(inner, 0..6).prop_map(Value::Array),
            members.prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The replacement of a value in a data set.
#[derive(Clone, Debug)]
enum Replacement {
    Value(Value),
    /// A copy of another value of the same data set.
    Copy(Index),
}

fn replacements() -> impl Strategy<Value = Vec<(Index, Replacement)>> {
    let replacement = prop_oneof![
        Just(Replacement::Value(Value::Null)),
        values().prop_map(Replacement::Value),
        any::<Index>().prop_map(Replacement::Copy),
    ];
    vec((any::<Index>(), replacement), 1..4)
}

/// Returns `json` after these replacements.
fn apply_replacements(json: &str, replacements: Vec<(Index, Replacement)>) -> String {
    let mut data = parse_json(json);
    for (at, replacement) in replacements {
        let count = count_values(&data);
        let replacement = match replacement {
            Replacement::Value(value) => value,
            Replacement::Copy(other) => nth_value(&mut data, &mut other.index(count))
                .cloned()
                .unwrap_or_default(),
        };
        if let Some(value) = nth_value(&mut data, &mut at.index(count)) {
            *value = replacement;
        }
    }
    data.to_string()
}

/// Counts the values in a JSON value, including itself.
fn count_values(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count_values).sum(),
        Value::Object(members) => members.values().map(count_values).sum(),
        _ => 0,
    }
}

/// Returns the value after the first `skipped` ones; decrements `skipped` for each value.
fn nth_value<'a>(value: &'a mut Value, skipped: &mut usize) -> Option<&'a mut Value> {
    if *skipped == 0 {
        return Some(value);
    }
    *skipped -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth_value(item, skipped)),
        Value::Object(members) => members
            .values_mut()
            .find_map(|member| nth_value(member, skipped)),
        _ => None,
    }
}

proptest! {
    #[test]
    fn reading_any_text_returns_data_or_problems(text in any::<String>()) {
        read_and_use(&text);
    }

    #[test]
    fn reading_any_json_returns_data_or_problems(
        value in values(),
        criteria in vec(values(), 0..3),
        entries in vec(values(), 0..3),
    ) {
        read_and_use(&value.to_string());
        read_and_use(&json!({ "criteria": criteria, "entries": entries, "presets": value, "guide": value }).to_string());
    }

    #[test]
    fn reading_a_changed_valid_data_set_returns_data_or_problems(replacements in replacements()) {
        read_and_use(&apply_replacements(VALID, replacements));
    }

    #[test]
    fn reading_the_changed_bundled_data_set_returns_data_or_problems(replacements in replacements()) {
        read_and_use(&apply_replacements(BUNDLED, replacements));
    }
}
