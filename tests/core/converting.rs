//! Writing data sets: in JSON without losses, in CSV with the losses that are listed.

use proptest::prelude::*;
use serde_json::json;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{self, csv_losses};
use weigh_in_core::ranking::{Ranking, RankingRow};

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
            "spaces or brackets in 1 criterion’s id",
            "square brackets in 1 unit",
            "semicolons in 1 tag"
        ]
    );
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
