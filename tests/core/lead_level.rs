//! The level of a lead, with regard to inferred scores.

use proptest::prelude::*;
use serde_json::{Value, json};
use weigh_in_core::dataset::DataSet;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{Analysis, Deferred, LeadLevel, Report, Robustness};
use weigh_in_core::weights::{Locks, Weight, Weights};

use crate::support::data_sets;

/// Returns the level at the published weights, if the weights alone make it `robustness`.
fn level(data: &DataSet, robustness: Robustness) -> LeadLevel {
    let weights = data.comparison.published_weights();
    let ranking = Ranking::new(&data.comparison, &weights);
    LeadLevel::new(&data.comparison, &weights, ranking.first_two(), robustness)
}

/// Returns data in which Acme leads Brix by 10 points on criterion A and by 6 on B; the scores on these have a basis each.
fn data(basis_of_a: [&str; 2], basis_of_b: [&str; 2]) -> DataSet {
    let criterion = |id: &str| json!({ "id": id, "name": id, "weight": 50, "range": [0, 100] });
    let score = |value: u8, basis: &str| -> Value { json!({ "value": value, "basis": basis }) };
    let entry = |name: &str, index: usize, scores: [u8; 2]| {
        json!({ "name": name, "scores": {
            "a": score(scores[0], basis_of_a[index]), "b": score(scores[1], basis_of_b[index]) } })
    };
    let data = json!({
        "criteria": [criterion("a"), criterion("b")],
        "entries": [entry("Acme", 0, [80, 72]), entry("Brix", 1, [60, 60])],
    });
    DataSet::from_json(&data.to_string()).expect("a data set")
}

#[test]
fn a_lead_that_rests_mostly_on_inferred_scores_is_a_level_lower() {
    let (stated, inferred) = (["stated"; 2], ["stated", "inferred"]);
    for (data, rests_on_inferred_scores) in [
        (data(stated, stated), false),
        // 6 of 16 points.
        (data(stated, inferred), false),
        // 10 of 16 points, by the score of one of the two.
        (data(inferred, stated), true),
        (data(["inferred", "stated"], stated), true),
    ] {
        use Robustness::{Fragile, Moderate, Robust};
        for (by_weights, lowered) in [(Robust, Moderate), (Moderate, Fragile), (Fragile, Fragile)] {
            let expected = if rests_on_inferred_scores {
                lowered
            } else {
                by_weights
            };
            let level = level(&data, by_weights);
            assert_eq!(level.robustness, expected);
            assert_eq!(level.rests_on_inferred_scores, rests_on_inferred_scores);
        }
    }
}

#[test]
fn a_lead_against_inferred_scores_keeps_its_level() {
    // Without the inferred score of B, on which Acme is behind, the lead would be greater.
    let data = json!({
        "criteria": [{ "id": "a", "name": "A", "weight": 50 }, { "id": "b", "name": "B", "weight": 50 }],
        "entries": [
            { "name": "Acme", "scores": { "a": 90, "b": { "value": 50, "basis": "inferred" } } },
            { "name": "Brix", "scores": { "a": 50, "b": 60 } },
        ],
    });
    let data = DataSet::from_json(&data.to_string()).expect("a data set");
    assert!(!level(&data, Robustness::Robust).rests_on_inferred_scores);
}

proptest! {
    #[test]
    fn the_level_without_a_report_is_that_of_the_report(data in data_sets(), weights in prop::collection::vec(0u16..=100, 24)) {
        let DataSet { comparison, .. } = DataSet::from_json(&data.json()).expect("a data set");
        let weights: Weights = comparison.indexed_criteria()
            .map(|(index, _)| Weight::from_hundredths(100 * weights[usize::from(index.0)]).expect("a weight"))
            .collect();
        let entries: Vec<EntryIndex> = comparison.indexed_entries().map(|(entry, _)| entry).collect();
        let locks = Locks::default();
        let ranking = Ranking::new(&comparison, &weights);
        let pair = ranking.first_two();
        let level = LeadLevel::compute(&comparison, entries.iter().copied(), &weights, &locks, pair);
        let mut analysis = Analysis::begin(&comparison, &entries, &weights, &locks, &ranking);
        let verdict = |report: &Report| match &report.lead {
            Deferred::Ready(None) | Deferred::TooMany => Some(None),
            _ => report.lead()?.verdict.ready().cloned().map(Some),
        };
        while verdict(analysis.report()).is_none() {
            analysis.advance(&comparison, 1);
        }
        let verdict = verdict(analysis.report()).flatten();
        let expected = verdict.map(|verdict| LeadLevel::new(&comparison, &weights, pair, verdict.robustness));
        prop_assert_eq!(level, expected);
    }

    #[test]
    fn data_sets_without_a_basis_are_not_affected(data in data_sets()) {
        let data = DataSet::from_json(&data.json()).expect("a data set");
        let level = level(&data, Robustness::Robust);
        prop_assert_eq!(level.robustness, Robustness::Robust);
        prop_assert!(!level.rests_on_inferred_scores);
    }
}
