//! What an editor is told of a data set that has no problems.

use serde_json::{Value, json};
use weigh_in_core::dataset::DataSet;
use weigh_in_core::lint::{Warning, lint};

/// The warnings on a data set with criteria `a`, `b`, … and entries `A`, `B`, …, by their rows of scores.
fn warnings(criteria: &[Value], rows: &[&[Option<f64>]]) -> Vec<String> {
    let names = ('A'..='Z').map(String::from);
    let entries = rows.iter().zip(names).map(|(row, name)| {
        let ids = ('a'..='z').map(String::from);
        let scores: serde_json::Map<_, _> = ids.zip(row.iter().map(|score| json!(score))).collect();
        json!({ "name": name, "scores": scores })
    });
    let entries: Vec<Value> = entries.collect();
    told(&json!({ "criteria": criteria, "entries": entries }))
}

fn told(data: &Value) -> Vec<String> {
    let data = DataSet::from_json(&data.to_string()).expect("a data set of the test");
    lint(&data.comparison)
        .iter()
        .map(Warning::to_string)
        .collect()
}

fn criterion(id: &str, weight: u8) -> Value {
    json!({ "id": id, "name": id.to_uppercase(), "weight": weight })
}

#[test]
fn there_is_nothing_to_say_of_good_data() {
    let rows: [&[Option<f64>]; 3] = [
        &[Some(1.0), Some(30.0)],
        &[Some(2.0), Some(10.0)],
        &[Some(3.0), Some(2.0)],
    ];
    let none: [String; 0] = [];
    assert_eq!(
        warnings(&[criterion("a", 1), criterion("b", 2)], &rows),
        none
    );
}

#[test]
fn the_bundled_data_are_good() {
    let bundled = DataSet::from_json(include_str!("../../assets/custody-insurance.json"));
    assert_eq!(lint(&bundled.expect("the bundled data set").comparison), []);
}

#[test]
fn weights_of_0_rank_nothing() {
    let told = warnings(&[criterion("a", 0)], &[&[Some(1.0)], &[Some(2.0)]]);
    assert_eq!(
        told,
        [
            "the weights: all are 0, so nothing is ranked until a reader moves one: give the criteria weights, or leave all weights out, and all count alike"
        ]
    );
}

#[test]
fn ties_are_told_with_their_rank_and_names() {
    let score = |score: f64| -> &[Option<f64>] { Vec::leak(vec![Some(score)]) };
    let told = warnings(
        &[criterion("a", 1)],
        &[
            score(1.0),
            score(5.0),
            score(1.0),
            score(3.0),
            score(1.0),
            score(3.0),
        ],
    );
    assert_eq!(
        told,
        [
            "the ranking: at the published weights rank 2 is shared by D and F; rank 4 is shared by A, C and E. Among equals the published ranks decide who is shown first, then the names: finer scores would part them"
        ]
    );
}

#[test]
fn missing_scores_are_counted_and_the_first_are_named() {
    let rows: Vec<Vec<Option<f64>>> = (0..9u8)
        .map(|row| vec![Some(row.into()), (row % 8 == 0).then_some(f64::from(row))])
        .collect();
    let rows: Vec<&[Option<f64>]> = rows.iter().map(|row| &**row).collect();
    assert_eq!(
        warnings(&[criterion("a", 1), criterion("b", 1)], &rows),
        [
            "criterion \"B\": 7 of 9 scores are missing: B, C, D, E, F and 2 more. Their totals are over the scores that they have, and the widget shows the best and the worst that they could be: add what is known"
        ]
    );
}

#[test]
fn an_entry_without_any_score_can_have_no_rank() {
    let one = warnings(&[criterion("a", 1)], &[&[Some(1.0)], &[None]]);
    assert_eq!(
        one[0],
        "entry \"B\": it has no score at all and can never get a rank: add scores, or leave it out"
    );
    let two = warnings(&[criterion("a", 1)], &[&[Some(1.0)], &[None], &[None]]);
    assert_eq!(
        two[0],
        "the entries: B and C have no score at all and can never get a rank: add scores, or leave them out"
    );
}

#[test]
fn a_criterion_that_is_the_same_for_all_decides_nothing() {
    let mut constant = criterion("b", 1);
    constant["unit"] = "USD".into();
    let told = warnings(
        &[criterion("a", 1), constant],
        &[&[Some(1.0), Some(7.5)], &[Some(2.0), Some(7.5)]],
    );
    assert_eq!(
        told,
        [
            "criterion \"B\": every score on it is 7.5 USD, so it tells no entry from another, whatever its weight: leave it out, or score more finely"
        ]
    );
}

#[test]
fn criteria_that_say_the_same_or_the_opposite_are_told_with_their_correlation() {
    let rows: Vec<Vec<Option<f64>>> = [3.0, 1.0, 4.0, 1.5, 9.0]
        .iter()
        .map(|&score| {
            vec![
                Some(score),
                Some(2.0 * score + 1.0),
                Some(90.0 - 9.5 * score),
            ]
        })
        .collect();
    let rows: Vec<&[Option<f64>]> = rows.iter().map(|row| &**row).collect();
    let without_c: Vec<&[Option<f64>]> = rows.iter().map(|row| &row[..2]).collect();
    let criteria = [criterion("a", 3), criterion("b", 2), criterion("c", 1)];
    assert_eq!(
        warnings(&criteria[..2], &without_c),
        [
            "criterion \"A\" and criterion \"B\": they say nearly the same of every entry, which then counts twice: leave one out, or share the weight between them (correlation 1.000 over 5 entries)"
        ]
    );
    let told = warnings(&criteria, &rows);
    assert!(
        told[1].starts_with("criterion \"A\" and criterion \"C\": they are nearly opposite"),
        "{told:#?}"
    );
    assert!(
        warnings(&criteria, &rows[1..]).is_empty(),
        "four entries say nothing yet"
    );
}

#[test]
fn published_ranks_that_the_weights_do_not_give_are_named() {
    let entry = |name: &str, rank: u8, score: u8| json!({ "name": name, "publishedRank": rank, "scores": { "a": score } });
    let data = |entries: [Value; 4]| json!({ "criteria": [criterion("a", 1)], "entries": entries });
    let moved = data([
        entry("A", 1, 80),
        entry("B", 2, 60),
        entry("C", 3, 70),
        entry("D", 4, 50),
    ]);
    assert_eq!(
        told(&moved),
        [
            "the ranking: 2 of 4 ranks at the published weights are not the published ones: C is published at 3 and comes 2nd; B is published at 2 and comes 3rd. Readers will see these entries as risen or fallen from the start: check weights and scores, or leave the published ranks out"
        ]
    );
    let equals = data([
        entry("A", 1, 80),
        entry("B", 2, 60),
        entry("C", 3, 60),
        entry("D", 4, 50),
    ]);
    assert_eq!(told(&equals).len(), 1, "among equals each place is right");
}
