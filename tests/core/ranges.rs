//! The ranges of criteria for which a data set gives none, and what editors learn about ranges.

use serde_json::{Value, json};
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::format::{to_csv, to_json};
use weigh_in_core::lint::{describe_ranges, lint};
use weigh_in_core::ranking::Ranking;

use crate::support::read;

/// Capacities from 300 to 1230, and stars, which lie between 0 and 100 as well.
const STARS: &str = "name,Stars,Battery\nAlfa,5,1200\nBeta,1,1210\nGamma,4,300\nDelta,2,1230\n";

fn table(csv: &str) -> Comparison {
    let data = DataSet::from_csv(csv);
    data.unwrap_or_else(|problems| panic!("{problems:#?}\n{csv}"))
        .comparison
}

/// Returns the ranges, such as `0..5`.
fn ranges(comparison: &Comparison) -> Vec<String> {
    let criteria = comparison.criteria.iter();
    criteria
        .map(|criterion| format!("{}..{}", criterion.range.0, criterion.range.1))
        .collect()
}

/// Returns the ranges in a table with these cells below the headers A, B, ….
fn ranges_of(rows: &str) -> String {
    let columns = rows.lines().next().unwrap_or_default().split(',').count();
    let headers: String = ('A'..)
        .take(columns)
        .flat_map(|header| [',', header])
        .collect();
    let rows = rows
        .lines()
        .enumerate()
        .map(|(index, row)| format!("n{index},{row}\n"));
    ranges(&table(&format!(
        "name{headers}\n{}",
        rows.collect::<String>()
    )))
    .join(" ")
}

fn leader(comparison: &Comparison) -> &str {
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    &comparison.entry(ranking.rows()[0].entry).name
}

/// Returns the messages of the warnings about a criterion.
fn warnings(comparison: &Comparison, criterion: &str) -> Vec<String> {
    let place = format!("criterion \"{criterion}\"");
    let warnings = lint(comparison)
        .into_iter()
        .filter(|warning| warning.place == place);
    warnings.map(|warning| warning.message).collect()
}

#[test]
fn scores_on_one_scale_keep_it() {
    assert_eq!(ranges_of("0,1\n1,0.6"), "0..1 0..1");
    assert_eq!(ranges_of("3,4.5\n2.6,1"), "0..5 0..5");
    assert_eq!(ranges_of("7,9\n5.1,1"), "0..10 0..10");
    assert_eq!(ranges_of("70,100\n51,0"), "0..100 0..100");
}

#[test]
fn scores_on_different_scales_run_from_their_lowest_to_their_highest() {
    assert_eq!(ranges_of("5,80\n1,20"), "1..5 20..80");
    assert_eq!(ranges_of("-1,80\n1,60"), "-1..1 60..80");
    assert_eq!(ranges_of("101,80\n1,60"), "1..101 60..80");
    // None of the second criterion's scores is above the middle.
    assert_eq!(ranges_of("90,50\n60,20"), "60..90 20..50");
}

#[test]
fn stars_count_beside_capacities() {
    let comparison = table(STARS);
    assert_eq!(ranges(&comparison), ["1..5", "300..1230"]);
    assert_eq!(leader(&comparison), "Alfa");
}

#[test]
fn given_ranges_leave_the_others_to_their_own_scale() {
    let comparison = table(&STARS.replace("Battery", "Battery [range=0..1500]"));
    assert_eq!(ranges(&comparison), ["0..5", "0..1500"]);
}

#[test]
fn a_data_set_gives_the_range_of_all_criteria_without_one() {
    let data = |range: Value| {
        let criteria =
            json!([{ "id": "a", "name": "A", "range": [0, 20] }, { "id": "b", "name": "B" }]);
        let entries = json!([{ "name": "E", "scores": { "a": 1, "b": 9 } }]);
        json!({ "range": range, "criteria": criteria, "entries": entries }).to_string()
    };
    assert_eq!(ranges(&read(&data(json!([0, 50])))), ["0..20", "0..50"]);
    assert_eq!(ranges(&read(&data(Value::Null))), ["0..20", "0..10"]);
    let problems = DataSet::from_json(&data(json!([50, 0]))).expect_err("a range upside down");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].place, "range");
}

#[test]
fn files_give_the_ranges_that_their_data_set_gave() {
    for csv in [
        STARS.to_owned(),
        STARS.replace("Battery", "Battery [range=0..1500]"),
    ] {
        let data = DataSet::from_csv(&csv).expect("a table of the test");
        let written = to_csv(&data.comparison, &data.details);
        assert_eq!(
            written.matches("range=").count(),
            csv.matches("range=").count(),
            "{written}"
        );
        let json = to_json(&data.comparison, &data.details);
        assert_eq!(ranges(&read(&json)), ranges(&data.comparison));
        assert_eq!(ranges(&table(&written)), ranges(&data.comparison));
    }
}

#[test]
fn the_rule_is_described_with_what_it_gave() {
    let described = |csv: &str| describe_ranges(&table(csv));
    let own = described(STARS).expect("criteria without a range");
    assert!(
        own.contains("Stars from 1 to 5, Battery from 300 to 1230"),
        "{own}"
    );
    let common = described("name,A,B\nx,4,5\ny,3,2\n").expect("criteria without a range");
    assert!(
        common.contains("run from 0 to 5") && common.contains("A, B"),
        "{common}"
    );
    let one = described("name,A\nx,400\ny,3\n").expect("a criterion without a range");
    assert!(one.contains("no usual scale"), "{one}");
    assert_eq!(described("name,A [range=0..9]\nx,4\n"), None);
}

#[test]
fn warns_of_scores_that_fill_little_of_a_given_range() {
    let stars = table(&STARS.replace("Stars", "Stars [range=0..100]"));
    assert_eq!(
        warnings(&stars, "Stars"),
        [
            "its scores, 1 to 5, fill 4% of its range, 0 to 100, so it counts much less than its weight; a range of 0 to 5 would fit"
        ]
    );
    let battery = table(&STARS.replace("Battery", "Battery [range=0..1000000]"));
    assert_eq!(
        warnings(&battery, "Battery"),
        [
            "its scores, 300 to 1230, fill less than 1% of its range, 0 to 1000000, so it counts much less than its weight; a range of 300 to 1230 would fit"
        ]
    );
    let narrow = table("name,Q [range=50..100]\nA,80\nB,90\n");
    assert_eq!(warnings(&narrow, "Q"), [""; 0]);
    let quarter = table("name,A [range=0..8]\nx,2\ny,4\n");
    assert_eq!(warnings(&quarter, "A"), [""; 0]);
    assert_eq!(warnings(&table(STARS), "Stars"), [""; 0]);
}

#[test]
fn warns_of_names_that_suggest_that_lower_is_better() {
    let suggests = |header: &str| {
        let (name, _) = header.split_once(" [").unwrap_or((header, ""));
        let warnings = warnings(&table(&format!("name,{header}\nx,1\ny,0\n")), name);
        assert!(warnings.len() <= 1, "{warnings:?}");
        warnings
            .iter()
            .any(|warning| warning.contains("less is often better"))
    };
    for header in [
        "Price",
        "Latency (ms)",
        "Anschaffungskosten",
        "Coût total",
        "Ruido",
        "السعر",
        "price per year",
    ] {
        assert!(suggests(header), "{header}");
    }
    for header in [
        "Priceless views",
        "Akkulaufzeit",
        "Quality",
        "Price [better=lower]",
        "Price [better=higher]",
    ] {
        assert!(!suggests(header), "{header}");
    }
}

#[test]
fn warns_of_a_weight_in_a_name() {
    let in_brackets = table("name,Taste (70 %),Smell (30%)\nx,1,0\ny,0,1\n");
    let [warning] = &warnings(&in_brackets, "Taste (70 %)")[..] else {
        panic!("one warning");
    };
    assert!(warning.contains("“Taste [weight=70]”"), "{warning}");
    assert_eq!(warnings(&in_brackets, "Smell (30%)").len(), 1);
    for header in ["Taste (70%) [weight=70]", "Taste (of 70)", "Taste 70%"] {
        let (name, _) = header.split_once(" [").unwrap_or((header, ""));
        assert_eq!(
            warnings(&table(&format!("name,{header}\nx,1\ny,0\n")), name),
            [""; 0]
        );
    }
}

#[test]
fn warns_of_one_criterion_without_a_weight_among_others_with_one() {
    let comparison = table("name,A [weight=60],B [weight=40],C\nx,1,0,1\ny,0,1,0.5\n");
    let [warning] = &warnings(&comparison, "C")[..] else {
        panic!("one warning");
    };
    assert!(warning.contains("counts nothing"), "{warning}");
    let zero = table("name,A [weight=60],B [weight=40],C [weight=0]\nx,1,0,1\ny,0,1,0.5\n");
    assert_eq!(warnings(&zero, "C"), [""; 0]);
}
