//! The warnings about valid data sets.

use serde_json::{Value, json};
use weigh_in_core::dataset::DataSet;
use weigh_in_core::lint::{Warning, lint};

/// Returns the warnings about a data set with criteria `a`, `b`, … and entries `A`, `B`, …, from the rows of their scores.
fn warnings(criteria: &[Value], rows: &[&[Option<f64>]]) -> Vec<String> {
    let names = ('A'..='Z').map(String::from);
    let entries = rows.iter().zip(names).map(|(row, name)| {
        let ids = ('a'..='z').map(String::from);
        let scores: serde_json::Map<_, _> = ids.zip(row.iter().map(|score| json!(score))).collect();
        json!({ "name": name, "scores": scores })
    });
    let entries: Vec<Value> = entries.collect();
    warnings_of(&json!({ "criteria": criteria, "entries": entries }))
}

fn warnings_of(data: &Value) -> Vec<String> {
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
fn data_without_issues_have_no_warnings() {
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
fn the_bundled_data_set_has_no_warnings() {
    let bundled = DataSet::from_json(include_str!("../../assets/custody-insurance.json"));
    assert_eq!(lint(&bundled.expect("the bundled data set").comparison), []);
}

#[test]
fn warns_of_zero_weights() {
    let warnings = warnings(&[criterion("a", 0)], &[&[Some(1.0)], &[Some(2.0)]]);
    assert_eq!(
        warnings,
        [
            "the weights: all are 0, so nothing is ranked until a reader changes one; set weights, or leave all of them out for equal weights"
        ]
    );
}

#[test]
fn warns_of_ties_with_rank_and_names() {
    let score = |score: f64| -> &[Option<f64>] { Vec::leak(vec![Some(score)]) };
    let warnings = warnings(
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
        warnings,
        [
            "the ranking: at the published weights, rank 2 is shared by D and F, rank 4 is shared by A, C and E; entries that tie are shown in the order of their published ranks, then of their names; use finer scores to break ties"
        ]
    );
}

#[test]
fn warns_of_missing_scores_with_count_and_first_names() {
    let rows: Vec<Vec<Option<f64>>> = (0..9u8)
        .map(|row| {
            vec![
                Some(f64::from(row * row)),
                (row % 8 == 0).then_some(f64::from(row)),
            ]
        })
        .collect();
    let rows: Vec<&[Option<f64>]> = rows.iter().map(|row| &**row).collect();
    assert_eq!(
        warnings(&[criterion("a", 1), criterion("b", 1)], &rows),
        [
            "criterion \"B\": 7 of 9 scores are missing (B, C, D, E, F and 2 more), so these totals cover only the other scores, and the widget shows the lowest and the highest possible ones; add the scores that you know"
        ]
    );
}

#[test]
fn warns_of_entries_without_scores() {
    let one = warnings(&[criterion("a", 1)], &[&[Some(1.0)], &[None]]);
    assert_eq!(
        one[0],
        "entry \"B\": it has no scores, so it is never ranked; add scores, or remove the entry"
    );
    let two = warnings(&[criterion("a", 1)], &[&[Some(1.0)], &[None], &[None]]);
    assert_eq!(
        two[0],
        "the entries: B and C have no scores, so they are never ranked; add scores, or remove these entries"
    );
}

#[test]
fn warns_of_constant_scores() {
    let mut constant = criterion("b", 1);
    constant["unit"] = "USD".into();
    let warnings = warnings(
        &[criterion("a", 1), constant],
        &[&[Some(1.0), Some(7.5)], &[Some(2.0), Some(7.5)]],
    );
    assert_eq!(
        warnings,
        [
            "criterion \"B\": every score on it is 7.5 USD, so it distinguishes no entries, whatever its weight; remove it, or use finer scores"
        ]
    );
}

#[test]
fn warns_of_correlated_criteria() {
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
            "criterion \"A\" and criterion \"B\": these two move almost in step, so the same quality counts twice (correlation 1.000 over 5 entries); remove one, or split the weight between them"
        ]
    );
    let of_all_rows = warnings(&criteria, &rows);
    assert!(
        of_all_rows[1].starts_with(
            "criterion \"A\" and criterion \"C\": these two move almost in opposite directions"
        ),
        "{of_all_rows:#?}"
    );
    assert!(
        warnings(&criteria, &rows[1..]).is_empty(),
        "four entries are too few"
    );
}

#[test]
fn warns_of_published_ranks_that_differ() {
    let entry = |name: &str, rank: u8, score: u8| json!({ "name": name, "publishedRank": rank, "scores": { "a": score } });
    let data = |entries: [Value; 4]| json!({ "criteria": [criterion("a", 1)], "entries": entries });
    let differing = data([
        entry("A", 1, 80),
        entry("B", 2, 60),
        entry("C", 3, 70),
        entry("D", 4, 50),
    ]);
    assert_eq!(
        warnings_of(&differing),
        [
            "the ranking: 2 of 4 ranks at the published weights differ from the published ranks (C is 2nd instead of 3rd, B is 3rd instead of 2nd), so readers see these entries as risen or fallen from the start; check weights and scores, or remove the published ranks"
        ]
    );
    let tied = data([
        entry("A", 1, 80),
        entry("B", 2, 60),
        entry("C", 3, 60),
        entry("D", 4, 50),
    ]);
    assert_eq!(
        warnings_of(&tied).len(),
        1,
        "any rank within a tie is correct"
    );
}
