//! The part of the differences between the totals that a criterion accounts for, against exact fractions.

use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::subsequence;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::robustness::variance_share;

use crate::support::{Column, DataSet, Entry, all, data_sets, integer, read};

const BUNDLED: &str = include_str!("../../assets/custody-insurance.json");

/// Returns the variance shares of all criteria at the published weights, among these entries.
fn variance_shares(comparison: &Comparison, entries: &[EntryIndex]) -> Vec<Option<f64>> {
    let weights = comparison.published_weights();
    let criteria = comparison.indexed_criteria();
    criteria
        .map(|(criterion, _)| variance_share(comparison, &weights, entries, criterion))
        .collect()
}

/// The exact variance of the totals of some entries, from 0 to 1, and its parts.
struct ExactVariance {
    variance: BigRational,
    /// The covariance of each criterion's contributions with the totals.
    covariances: Vec<BigRational>,
}

/// Computes the variance of the totals of these entries; `None` with fewer than three totals, or if all are equal.
fn exact_variance(data: &DataSet, entries: &[EntryIndex]) -> Option<ExactVariance> {
    let indices = entries.iter().map(|entry| entry.0 as usize);
    let totals = indices.filter_map(|entry| Some((entry, data.total(entry)?)));
    let (indices, totals): (Vec<usize>, Vec<BigRational>) = totals.unzip();
    if totals.len() < 3 || totals.iter().all(|total| *total == totals[0]) {
        return None;
    }
    let covariances = data.columns.iter().map(|column| {
        let contributions = indices
            .iter()
            .map(|&entry| data.contribution(entry, column));
        covariance(&contributions.collect::<Vec<_>>(), &totals)
    });
    Some(ExactVariance {
        variance: covariance(&totals, &totals),
        covariances: covariances.collect(),
    })
}

fn covariance(one: &[BigRational], other: &[BigRational]) -> BigRational {
    let count = integer(one.len() as i64);
    let mean = |values: &[BigRational]| values.iter().sum::<BigRational>() / &count;
    let products = one.iter().zip(other).map(|(a, b)| a * b);
    products.sum::<BigRational>() / &count - mean(one) * mean(other)
}

/// Copies the criteria and scores of the bundled data set, which are whole numbers from 0 to 100.
fn bundled(comparison: &Comparison) -> DataSet {
    let columns = comparison.indexed_criteria().map(|(index, criterion)| {
        let score = |entry| -> Option<i64> {
            let score = comparison.score(index, entry)?;
            Some(score.to_string().parse().expect("a whole score"))
        };
        Column {
            weight_in_hundredths: criterion.weight.hundredths(),
            lower_is_better: false,
            range_is_given: true,
            exponent: 0,
            low: 0,
            extent: 100,
            scores: all(comparison).into_iter().map(score).collect(),
        }
    });
    let entries = comparison.entries.iter().map(|entry| Entry {
        name: entry.name.clone(),
        published_rank: entry.published_rank,
    });
    DataSet {
        columns: columns.collect(),
        entries: entries.collect(),
    }
}

#[test]
fn the_bundled_criteria_decide_other_parts_than_their_weights() {
    let comparison = read(BUNDLED);
    let entries = all(&comparison);
    let exact = exact_variance(&bundled(&comparison), &entries).expect("different totals");
    let exact = exact.covariances.iter().map(|part| {
        let percent = part / &exact.variance * integer(100);
        percent.round().to_integer().to_string()
    });
    let expected = ["63", "8", "21", "1", "3", "5"];
    assert_eq!(exact.collect::<Vec<_>>(), expected);
    let shares = variance_shares(&comparison, &entries).into_iter();
    let shares = shares.map(|share| format!("{:.0}", 100.0 * share.expect("a share")));
    assert_eq!(shares.collect::<Vec<_>>(), expected);
}

/// Acme, Brix and Cade have 70, 60 and 50 points; criterion B works against their order.
const OPPOSED: &str = r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 50, "range": [0, 100] },
                                        { "id": "b", "name": "B", "weight": 50, "range": [0, 100] },
                                        { "id": "c", "name": "C", "weight": 0, "range": [0, 100] }],
                           "entries": [{ "name": "Acme", "scores": { "a": 100, "b": 40, "c": 0 } },
                                       { "name": "Brix", "scores": { "a": 70, "b": 50, "c": 90 } },
                                       { "name": "Cade", "scores": { "a": 40, "b": 60, "c": 0 } },
                                       { "name": "Dune", "scores": { "c": 50 } }] }"#;

#[test]
fn a_criterion_that_works_against_the_order_has_a_negative_part() {
    let comparison = read(OPPOSED);
    let shares = variance_shares(&comparison, &all(&comparison));
    let near = |share: Option<f64>, expected: f64| {
        share.is_some_and(|share| (share - expected).abs() < 1e-12)
    };
    assert!(near(shares[0], 1.5), "{shares:?}");
    assert!(near(shares[1], -0.5), "{shares:?}");
    assert!(near(shares[2], 0.0), "{shares:?}");
}

#[test]
fn fewer_than_three_totals_and_equal_totals_have_no_parts() {
    let comparison = read(OPPOSED);
    let weights = comparison.published_weights();
    let share = |entries: &[u32]| {
        let entries: Vec<EntryIndex> = entries.iter().copied().map(EntryIndex).collect();
        variance_share(&comparison, &weights, &entries, CriterionIndex(0))
    };
    assert_eq!(share(&[]), None);
    assert_eq!(share(&[0, 1]), None);
    // Dune has no total.
    assert_eq!(share(&[0, 1, 3]), None);
    assert!(share(&[0, 1, 2]).is_some());
    // The same total thrice, from different scores.
    let equal = read(
        r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 50, "range": [0, 100] },
                          { "id": "b", "name": "B", "weight": 50, "range": [0, 100] }],
             "entries": [{ "name": "Acme", "scores": { "a": 90, "b": 10 } },
                         { "name": "Brix", "scores": { "a": 30, "b": 70 } },
                         { "name": "Cade", "scores": { "a": 50 } }] }"#,
    );
    assert_eq!(variance_shares(&equal, &all(&equal)), [None, None]);
}

proptest! {
    #[test]
    fn the_parts_are_exact_and_add_up(
        (data, kept) in data_sets().prop_flat_map(|data| {
            let all: Vec<EntryIndex> = (0..data.entries.len() as u32).map(EntryIndex).collect();
            let least = all.len().min(3);
            let count = least..=all.len();
            (Just(data), subsequence(all, count))
        }),
    ) {
        let comparison = read(&data.json());
        let shares = variance_shares(&comparison, &kept);
        let Some(exact) = exact_variance(&data, &kept) else {
            prop_assert!(shares.iter().all(Option::is_none), "{shares:?}");
            return Ok(());
        };
        prop_assert!(shares.iter().all(Option::is_some), "{shares:?}");
        // Where the totals differ by less than about a tenth of a point, doubles are less exact.
        if &exact.variance * integer(1_000_000) < integer(1) {
            return Ok(());
        }
        for (share, part) in shares.iter().flatten().zip(&exact.covariances) {
            let share = BigRational::from_float(*share).expect("a number");
            let part = part / &exact.variance;
            let error = (share - &part) / (integer(1) + &part * &part) * integer(1_000_000_000);
            prop_assert!(error > integer(-1) && error < integer(1), "{error}");
        }
        let sum: f64 = shares.iter().flatten().sum();
        prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    }
}
