//! The example data sets are valid and as described.

use std::fs;

use weigh_in_core::dataset::{Better, Comparison, DataSet};
use weigh_in_core::format::{DataFormat, to_csv};
use weigh_in_core::lint::lint;
use weigh_in_core::ranking::Ranking;

use crate::support::ROOT;

fn example(name: &str) -> Comparison {
    let bytes = fs::read(format!("{ROOT}/examples/data/{name}")).expect("an example");
    DataSet::read(&bytes, DataFormat::detect("", name, &bytes))
        .unwrap_or_else(|problems| panic!("{name}: {problems:#?}"))
        .comparison
}

#[test]
fn the_custody_insurance_table_is_the_bundled_data_set() {
    let bundled = DataSet::from_json(include_str!("../../assets/custody-insurance.json"));
    let csv = fs::read_to_string(format!("{ROOT}/examples/data/custody-insurance.csv"))
        .expect("an example");
    let bundled = bundled.expect("the bundled data set");
    assert_eq!(csv, to_csv(&bundled.comparison, &bundled.details));
    assert_eq!(example("custody-insurance.csv").entries.len(), 10);
}

#[test]
fn seattle_months_has_units_and_criteria_where_lower_is_better() {
    let months = example("seattle-months.json");
    let lower = months
        .criteria
        .iter()
        .filter(|criterion| criterion.better == Better::Lower);
    assert_eq!(lower.count(), 3);
    assert!(
        months
            .criteria
            .iter()
            .all(|criterion| !criterion.unit.is_empty())
    );
    assert!(months.source.note.contains("our own"));
    assert_eq!(lint(&months), []);
}

#[test]
fn phones_are_in_their_published_order() {
    let phones = example("phones.json");
    let ranking = Ranking::new(&phones, &phones.published_weights());
    let ranked = ranking.rows().iter().map(|row| phones.entry(row.entry));
    let names: Vec<_> = ranked.map(|entry| &entry.name).collect();
    let written: Vec<_> = phones.entries.iter().map(|entry| &entry.name).collect();
    assert_eq!(names, written);
}

#[test]
fn mammal_sleep_has_missing_scores_and_a_tie() {
    let mammals = example("mammal-sleep.csv");
    let ranking = Ranking::new(&mammals, &mammals.published_weights());
    let standings = || ranking.rows().iter().filter_map(|row| row.standing);
    assert_eq!(
        standings()
            .filter(|standing| standing.bounds.is_some())
            .count(),
        16
    );
    assert_eq!(standings().filter(|standing| standing.tied).count(), 2);
}
