//! Writing data sets: in JSON without losses, in CSV with the losses that are listed.

use proptest::prelude::*;
use serde_json::{Value, json};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{self, TableColumns, csv_losses, records_to_csv};
use weigh_in_core::ranking::{Ranking, RankingRow};
use weigh_in_laws::data_sets::{csv_is_read_back, json_is_read_back};

use crate::support::{data_sets, data_sets_too_fine_to_be_exact, read_data};

fn to_json(data: &DataSet) -> String {
    format::to_json(&data.comparison, &data.details)
}

fn to_csv(data: &DataSet) -> String {
    format::to_csv(&data.comparison, &data.details)
}

fn read_table(csv: &str) -> DataSet {
    DataSet::from_csv(csv).unwrap_or_else(|problems| panic!("{problems:#?}\n{csv}"))
}

/// An entry's id, and its rank, whether that is shared, its points in tenths, and their bounds.
type RankedPlace = (String, Option<(u32, bool, u16, Option<(u16, u16)>)>);

/// Returns the ranking at the published weights, comparable between data sets.
fn ranking(DataSet { comparison, .. }: &DataSet) -> Vec<RankedPlace> {
    let place = |row: &RankingRow| {
        let standing = row.standing.map(|standing| {
            let points = standing.total.points().tenths();
            let bounds = standing.bounds;
            let bounds = bounds.map(|(low, high)| (low.points().tenths(), high.points().tenths()));
            (standing.rank.number(), standing.tied, points, bounds)
        });
        (comparison.entry(row.entry).id.clone(), standing)
    };
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    ranking.rows().iter().map(place).collect()
}

proptest! {
    #[test]
    fn converting_to_csv_and_back_keeps_the_ranking(data in data_sets()) {
        let data = read_data(&data.json());
        let table = read_table(&to_csv(&data));
        prop_assert_eq!(ranking(&table), ranking(&data));
        let again = read_data(&to_json(&table));
        prop_assert_eq!(ranking(&again), ranking(&data));
        prop_assert_eq!(to_csv(&again), to_csv(&data));
    }

    #[test]
    fn converting_keeps_rankings_with_rounded_scores(data in data_sets_too_fine_to_be_exact()) {
        let data = read_data(&data.json());
        let again = read_data(&to_json(&read_table(&to_csv(&data))));
        prop_assert_eq!(ranking(&again), ranking(&data));
    }

    #[test]
    fn any_texts_survive_csv(texts in prop::collection::vec(texts(), 5)) {
        let [id, name, tagline, criterion, unit] = &texts[..] else { unreachable!() };
        let data = json!({
            "criteria": [{ "id": "c", "name": format!("C{criterion}"), "unit": unit }],
            "entries": [
                { "id": format!("e{id}"), "name": format!("E{name}"), "tagline": tagline, "scores": { "c": -1.5 } },
                { "id": format!("f{id}"), "name": format!("{name}E"), "scores": { "c": 1.5 } },
            ],
        });
        let data = read_data(&data.to_string());
        let table = read_table(&to_csv(&data));
        let texts = |comparison: &Comparison| {
            let entries = comparison.entries.iter();
            let entries = entries.map(|entry| (entry.id.clone(), entry.name.clone(), entry.tagline.clone()));
            entries.collect::<Vec<_>>()
        };
        prop_assert_eq!(texts(&table.comparison), texts(&data.comparison));
        prop_assert_eq!(&table.comparison.criteria[0].id, "c");
        prop_assert_eq!(table.comparison.criteria[0].name.trim(), data.comparison.criteria[0].name.trim());
        let unit = data.comparison.criteria[0].unit.replace('[', "(").replace(']', ")");
        prop_assert_eq!(table.comparison.criteria[0].unit.trim(), unit.trim());
    }
}

/// Generates texts of all kinds, and often ones with characters special in CSV.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\"',;=+@\\-\\[\\]\r\n\t a-c：＝\u{feff}]{0,12}",
    ]
}

/// Returns a data set that uses every field of the format.
fn everything() -> DataSet {
    read_data(include_str!("../data/everything.json"))
}

#[test]
fn json_loses_nothing() {
    let bundled = read_data(include_str!("../../assets/custody-insurance.json"));
    for data in [everything(), bundled] {
        let again = read_data(&to_json(&data));
        assert_eq!(format!("{again:#?}"), format!("{data:#?}"));
    }
}

#[test]
fn ranges_derived_from_scores_are_not_written() {
    let json = to_json(&everything());
    assert_eq!(json.matches("\"range\"").count(), 1, "{json}");
}

#[test]
fn csv_has_entries_tags_scores_and_criterion_options() {
    assert_eq!(
        to_csv(&everything()),
        "\u{feff}id,name,url,tagline,published_rank,rel,tag:Region,tag:kind,\
         Price [weight=7.5 better=lower range=0.5..250 unit=USD per month],\
         Top speed [id=speed better=higher]\r\n\
         one,Acme,https://acme.example,\"First, and \"\"best\"\"\",2,sponsored nofollow,\"apac;global\",new,12.5,-3\r\n\
         brix,Brix,,,,nofollow,,,,180\r\n"
    );
}

#[test]
fn csv_losses_are_listed() {
    assert_eq!(
        csv_losses(&everything()),
        [
            "the data set’s id",
            "the title",
            "the month of the update",
            "the source",
            "the disclaimer",
            "1 preset",
            "1 use case",
            "2 sections of the guide",
            "the description of 1 criterion",
            "the short name of 1 criterion",
            "the name of 1 facet",
            "the names of 2 tags",
            "1 tag that no entry has",
            "the reasons of 2 scores",
            "the features of 1 entry",
            "what 1 entry is best for",
            "when to consider 1 entry",
            "the alternatives to 1 entry",
        ]
    );
    let odd = json!({
        "criteria": [{ "id": "a b", "name": "A", "short": "B", "unit": "USD [m]" }],
        "facets": [{ "id": "kind", "name": "Kind" }],
        "entries": [{ "name": "Acme", "scores": { "a b": 1 }, "tags": { "kind": ["x;y"] } }],
    });
    assert_eq!(
        csv_losses(&read_data(&odd.to_string())),
        [
            "the short name of 1 criterion",
            "the exact id of 1 criterion",
            "the exact unit of 1 criterion",
            "the exact text of 1 tag",
        ]
    );
}

/// Returns the headers of a data set in CSV, after asserting that it is read back.
fn headers_read_back(document: &Value) -> Vec<String> {
    let data = read_data(&document.to_string());
    csv_is_read_back(&data);
    let csv = to_csv(&data);
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().expect("a header");
    headers.iter().skip(5).map(str::to_owned).collect()
}

#[test]
fn facets_keep_their_names_where_ids_can_follow_from_them() {
    let facets = [
        ("open-all", "Open"),
        ("Open", "Open"),
        ("REGION", "Region"),
        ("region", "Area"),
        ("!", "?!"),
        ("\u{202e}x", " Kind "),
    ];
    let facets = facets.map(|(id, name)| json!({ "id": id, "name": name }));
    let document = json!({
        "criteria": [{ "id": "a", "name": "A" }],
        "facets": facets,
        "entries": [{ "name": "E", "scores": { "a": 1 } }],
    });
    assert_eq!(
        headers_read_back(&document)[..6],
        [
            "tag:open-all",
            "tag:Open 2",
            "tag:Region 2",
            "tag:region",
            "tag:?! 2",
            "tag:Kind"
        ]
    );
}

#[test]
fn criteria_keep_ids_of_their_own() {
    let ids = ["a-b", "a b", "a[b", "unit=a", "\u{202e}"];
    let criteria = ids.map(|id| json!({ "id": id, "name": " ignore:A", "unit": "b=c" }));
    let scores: serde_json::Map<_, _> = ids
        .map(|id| (id.to_owned(), json!(1)))
        .into_iter()
        .collect();
    let document = json!({ "criteria": criteria, "entries": [{ "name": "E", "scores": scores }] });
    let ids = ["a-b", "a-b-2", "a-b-3", "unit-a", "-"];
    let headers = ids.map(|id| format!("ignore :A [id={id} better=higher unit=b=c]"));
    assert_eq!(headers_read_back(&document), headers);
}

#[test]
fn texts_too_long_for_a_header_are_cut() {
    let text = "a".repeat(2_000);
    let document = json!({
        "criteria": [{ "id": text, "name": text, "unit": text }],
        "facets": [{ "id": text, "name": text }],
        "entries": [{ "name": text, "tagline": text, "scores": { text.clone(): 1 } }],
    });
    let longest = headers_read_back(&document).iter().map(String::len).max();
    assert!(
        longest.is_some_and(|longest| longest < 2_000),
        "{longest:?}"
    );
}

#[test]
fn equally_many_separators_in_texts_are_not_those_between_cells() {
    for separator in [";", "\t"] {
        let text = format!("A{}B", separator.repeat(20));
        let document = json!({
            "criteria": [{ "id": "a", "name": text }],
            "entries": [
                { "name": text, "scores": { "a": 1 } },
                { "id": "b", "name": text, "scores": { "a": 2 } },
            ],
        });
        headers_read_back(&document);
        let records = json!([{ "name": "A", format!("Price{text}"): text }, { "name": "B", format!("Price{text}"): text }]);
        let table = records_to_csv(&records.to_string()).expect("a table");
        let columns = TableColumns::read(&table).expect("columns").columns;
        assert_eq!(columns.len(), 2, "{table}");
    }
}

#[test]
fn the_order_of_tags_and_unused_tags_are_losses() {
    let tags = ["a", "b", "c"].map(|tag| json!({ "id": tag, "name": tag }));
    let document = json!({
        "criteria": [{ "id": "a", "name": "A" }],
        "facets": [{ "id": "f", "name": "F", "values": tags }],
        "entries": [
            { "name": "D", "scores": { "a": 1 }, "tags": { "f": ["c"] } },
            { "name": "E", "scores": { "a": 1 }, "tags": { "f": ["a", " c "] } },
        ],
    });
    let data = read_data(&document.to_string());
    csv_is_read_back(&data);
    assert_eq!(
        csv_losses(&data),
        [
            "the exact text of 1 tag",
            "1 tag that no entry has",
            "the order of tags in 1 facet"
        ]
    );
}

#[test]
fn blank_tags_keep_their_place_in_json() {
    let document = json!({
        "criteria": [{ "id": "a", "name": "A" }],
        "facets": [{ "id": "f", "name": "F" }],
        "entries": [{ "name": "E", "scores": { "a": 1 }, "tags": { "f": ["b", "\u{202e}", "a"] } }],
    });
    json_is_read_back(&read_data(&document.to_string()));
}

#[test]
fn criteria_with_names_special_in_csv_survive() {
    for name in [
        "name",
        "Published rank",
        "tag:x",
        "TAG:x",
        "A [weight=3]",
        "A [",
    ] {
        let data = json!({ "criteria": [{ "id": "a", "name": name }], "entries": [{ "name": "E", "scores": { "a": 1 } }] });
        let data = read_data(&data.to_string());
        assert_eq!(
            ranking(&read_table(&to_csv(&data))),
            ranking(&data),
            "{name}"
        );
    }
}
