//! A data set written down again: as JSON without a loss, as CSV with what a table can hold.

use proptest::prelude::*;
use serde_json::json;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{self, csv_losses};
use weigh_in_core::ranking::{Ranked, Ranking};

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

/// An entry's id with its rank, whether that is shared, its points in tenths, and the least and greatest.
type Told = (String, Option<(u32, bool, u16, Option<(u16, u16)>)>);

/// The ranking at the published weights, apart from which data set it is of.
fn ranking(DataSet { comparison, .. }: &DataSet) -> Vec<Told> {
    let told = |row: &Ranked| {
        let standing = row.standing.map(|standing| {
            let points = standing.total.points().tenths();
            let bounds = standing.bounds;
            let bounds = bounds.map(|(low, high)| (low.points().tenths(), high.points().tenths()));
            (standing.rank.number(), standing.tied, points, bounds)
        });
        (comparison.entry(row.entry).id.clone(), standing)
    };
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    ranking.rows().iter().map(told).collect()
}

proptest! {
    #[test]
    fn from_json_to_csv_and_back_the_ranking_stays(data in data_sets()) {
        let data = read_data(&data.json());
        let table = read_table(&to_csv(&data));
        prop_assert_eq!(ranking(&table), ranking(&data));
        let again = read_data(&to_json(&table));
        prop_assert_eq!(ranking(&again), ranking(&data));
        prop_assert_eq!(to_csv(&again), to_csv(&data));
    }

    #[test]
    fn it_stays_even_where_positions_are_rounded(data in data_sets_too_fine_to_be_exact()) {
        let data = read_data(&data.json());
        let again = read_data(&to_json(&read_table(&to_csv(&data))));
        prop_assert_eq!(ranking(&again), ranking(&data));
    }

    #[test]
    fn any_texts_come_back_from_a_table(texts in prop::collection::vec(texts(), 5)) {
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

/// Texts of all kinds, and of kinds that are trouble in a table.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\"',;=+@\\-\\[\\]\r\n\t a-c：＝\u{feff}]{0,12}",
    ]
}

/// A data set that uses every field of the format.
fn everything() -> DataSet {
    read_data(include_str!("../data/everything.json"))
}

#[test]
fn nothing_is_lost_in_json() {
    let bundled = read_data(include_str!("../../assets/custody-insurance.json"));
    for data in [everything(), bundled] {
        let again = read_data(&to_json(&data));
        assert_eq!(format!("{again:#?}"), format!("{data:#?}"));
    }
}

#[test]
fn a_range_that_follows_the_scores_still_does_so_in_json() {
    let json = to_json(&everything());
    assert_eq!(json.matches("\"range\"").count(), 1, "{json}");
}

#[test]
fn a_table_holds_entries_tags_scores_and_how_they_count() {
    assert_eq!(
        to_csv(&everything()),
        "\u{feff}id,name,url,tagline,published_rank,tag:Region,tag:kind,\
         Price [weight=7.5 better=lower range=0.5..250 unit=USD per month],\
         Top speed [id=speed weight=0 better=higher]\r\n\
         one,Acme,https://acme.example,\"First, and \"\"best\"\"\",2,apac;global,new,12.5,-3\r\n\
         brix,Brix,,,,,,,180\r\n"
    );
}

#[test]
fn what_a_table_has_no_place_for_is_named() {
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
        "criteria": [{ "id": "a b", "name": "A", "unit": "USD [m]" }],
        "facets": [{ "id": "kind", "name": "Kind" }],
        "entries": [{ "name": "Acme", "scores": { "a b": 1 }, "tags": { "kind": ["x;y"] } }],
    });
    assert_eq!(
        csv_losses(&read_data(&odd.to_string())),
        [
            "blanks or brackets in 1 criterion’s id",
            "square brackets in 1 unit",
            "semicolons in 1 tag"
        ]
    );
}

#[test]
fn a_criterion_may_have_a_name_that_means_something_in_a_table() {
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
