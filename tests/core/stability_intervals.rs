//! Stability intervals, smallest transfers and pairwise winning indices, checked against every step of a fine grid in
//! fractions of big integers.

use num_rational::BigRational;
use proptest::prelude::*;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::robustness::{
    Baseline, Fraction, PotentialWinners, RankAcceptability, Robustness, StabilityInterval,
    WeightTransfer, leader_is_dominant, missing_scores_could_change_leader, pairwise_winning_index,
    smallest_transfer, stability_interval,
};
use weigh_in_core::weights::{Locks, Weight, Weights};

use crate::support::{DataSet, all, data_sets, data_sets_too_fine_to_be_exact, read};

/// The number of steps of the grid.
const STEPS: i64 = 24;

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// Creates a comparison from weights, ranges and rows of scores; `-` stands for a missing score.
fn table(weights: &str, ranges: &str, rows: &[&str]) -> Comparison {
    let criteria = weights.split(' ').zip(ranges.split(' ')).enumerate();
    let criteria = criteria.map(|(index, (weight, range))| {
        format!(
            r#"{{ "id": "c{index}", "name": "C{index}", "weight": {weight}, "range": [{}] }}"#,
            range.replace("..", ", ")
        )
    });
    let entries = rows.iter().enumerate().map(|(index, row)| {
        let scores = row.split(' ').enumerate();
        let scores = scores.filter(|(_, score)| *score != "-");
        let scores = scores.map(|(index, score)| format!(r#""c{index}": {score}"#));
        let scores: Vec<String> = scores.collect();
        format!(
            r#"{{ "id": "e{index}", "name": "E{index}", "scores": {{ {} }} }}"#,
            scores.join(", ")
        )
    });
    let (criteria, entries): (Vec<_>, Vec<_>) = (criteria.collect(), entries.collect());
    read(&format!(
        r#"{{ "criteria": [{}], "entries": [{}] }}"#,
        criteria.join(", "),
        entries.join(", ")
    ))
}

/// Computes the stability intervals of all criteria under the published weights.
fn stability_intervals(comparison: &Comparison, locked: &[u8]) -> Vec<StabilityInterval> {
    let weights = comparison.published_weights();
    let entries = all(comparison);
    let baseline = Baseline::new(comparison, &entries, &weights).expect("a ranking");
    let locks = locks(locked, comparison.criteria.len());
    let criteria = comparison.indexed_criteria();
    criteria
        .map(|(criterion, _)| stability_interval(&baseline, &locks, criterion))
        .collect()
}

fn locks(locked: &[u8], criteria: usize) -> Locks {
    let mut locks = Locks::default();
    for &criterion in locked {
        locks.toggle(CriterionIndex(criterion), criteria);
    }
    locks
}

fn is_ratio(fraction: Fraction, numerator: i64, denominator: i64) -> bool {
    (numerator as f64 / denominator as f64 - fraction.to_f64()).abs() < 1e-15
}

const KNOWN_DATA: [&str; 5] = [
    "5 -1.5 15 4",
    "2.5 -3.8 25 2.5",
    "3 -2.8 10 2.8",
    "2 -6.7 0 1",
    "4 -3.4 30 3.5",
];

#[test]
fn in_known_data_only_the_third_interval_has_an_end() {
    let known = table("25 25 25 25", "2..5 -6.7..-1.5 0..30 1..4", &KNOWN_DATA);
    let stability_intervals = stability_intervals(&known, &[]);
    for index in [0, 1, 3] {
        assert_eq!(
            (
                stability_intervals[index].low,
                stability_intervals[index].high
            ),
            (Fraction::ZERO, Fraction::ONE)
        );
        assert_eq!(
            (
                stability_intervals[index].below,
                stability_intervals[index].above
            ),
            (None, None)
        );
    }
    assert_eq!(
        (stability_intervals[2].low, stability_intervals[2].below),
        (Fraction::ZERO, None)
    );
    assert!(is_ratio(stability_intervals[2].high, 15, 41));
    assert_eq!(stability_intervals[2].above, Some(EntryIndex(4)));
}

#[test]
fn entries_that_always_tie_never_take_the_lead() {
    let level = table("5.72 85.57", "0..1 0..12", &["- 12", "1 12", "- 7"]);
    for stability_interval in stability_intervals(&level, &[]) {
        assert_eq!(
            (stability_interval.low, stability_interval.below),
            (Fraction::ZERO, None)
        );
        assert_eq!(
            (stability_interval.high, stability_interval.above),
            (Fraction::ONE, None)
        );
    }
    let (weights, entries) = (level.published_weights(), all(&level));
    let baseline = Baseline::new(&level, &entries, &weights).expect("a ranking");
    // But the leader has no total where only the first criterion has weight.
    let transfer = smallest_transfer(&baseline, &Locks::default()).expect("a transfer");
    assert_eq!(
        (transfer.from.0, transfer.to.0, transfer.rival.0),
        (1, 0, 1)
    );
    assert!(is_ratio(transfer.share, 8557, 572 + 8557), "{transfer:?}");
}

#[test]
fn of_tied_entries_the_one_that_the_slider_favors_takes_the_lead_at_once() {
    let level = table("50 50", "0..10 0..10", &["9 1", "1 9"]);
    let [first, second] = &stability_intervals(&level, &[])[..] else {
        panic!("two intervals")
    };
    assert!(is_ratio(first.low, 1, 2) && first.below == Some(EntryIndex(1)));
    assert_eq!((first.high, first.above), (Fraction::ONE, None));
    assert!(is_ratio(second.high, 1, 2) && second.above == Some(EntryIndex(1)));
}

#[test]
fn of_rivals_that_overtake_at_the_same_share_the_fastest_is_named() {
    let three = table("50 50", "0..10 0..10", &["6 6", "5 7", "4 8"]);
    let stability_intervals = stability_intervals(&three, &[]);
    assert_eq!(stability_intervals[1].above, Some(EntryIndex(2)));
    assert_eq!(stability_intervals[0].below, Some(EntryIndex(2)));
}

#[test]
fn entries_with_equal_scores_never_take_the_lead() {
    let twins = table("30 70", "0..10 0..10", &["6 6", "6 6"]);
    for stability_interval in stability_intervals(&twins, &[]) {
        assert_eq!(
            (stability_interval.low, stability_interval.high),
            (Fraction::ZERO, Fraction::ONE)
        );
    }
}

#[test]
fn where_all_other_weights_are_0_the_interval_is_unlimited() {
    let data = table("50 0 0", "0..10 0..10 0..10", &["6 6 1", "5 9 9"]);
    let stability_intervals = stability_intervals(&data, &[]);
    assert_eq!(
        (stability_intervals[0].low, stability_intervals[0].high),
        (Fraction::ZERO, Fraction::ONE)
    );
    assert_eq!(stability_intervals[1].above, Some(EntryIndex(1)));
}

#[test]
fn with_locks_only_the_free_weights_change_in_proportion() {
    // The first is locked at 40 %; at t of the second, the third has 60 % − t: 2.4 + 6t > 4 − 4t from 0.16 on.
    let data = table("40 40 20", "0..10 0..10 0..10", &["6 9 3", "4 3 7"]);
    let stability_intervals = stability_intervals(&data, &[0]);
    assert!(
        is_ratio(stability_intervals[1].low, 16, 100),
        "{:?}",
        stability_intervals[1]
    );
    assert!(
        is_ratio(stability_intervals[1].high, 60, 100) && stability_intervals[1].above.is_none()
    );
    assert!(
        is_ratio(stability_intervals[2].high, 44, 100),
        "{:?}",
        stability_intervals[2]
    );
    assert_eq!(stability_intervals[2].above, Some(EntryIndex(1)));
}

#[test]
fn an_entry_with_a_score_on_this_criterion_only_takes_the_lead_as_soon_as_it_counts() {
    let data = table("0 50", "0..10 0..10", &["5 5", "9 -"]);
    let stability_intervals = stability_intervals(&data, &[]);
    assert!(
        is_ratio(stability_intervals[0].high, 0, 1)
            && stability_intervals[0].above == Some(EntryIndex(1))
    );
}

#[test]
fn a_rival_that_gains_a_tied_total_and_keeps_it_is_ahead_of_one_that_gains_slowly() {
    let data = table(
        "0 0 50",
        "0..10 0..10 0..10",
        &["0 0 10", "0 7 10", "- 10 -"],
    );
    let transfer = transfer_and_robustness(&data).0.expect("a transfer");
    assert_eq!(
        (transfer.from.0, transfer.to.0, transfer.rival.0),
        (2, 1, 2)
    );
    assert_eq!(transfer.share, Fraction::ZERO);
}

fn transfer_and_robustness(comparison: &Comparison) -> (Option<WeightTransfer>, Robustness) {
    let weights = comparison.published_weights();
    let entries = all(comparison);
    let baseline = Baseline::new(comparison, &entries, &weights).expect("a ranking");
    let transfer = smallest_transfer(&baseline, &Locks::default());
    let robustness = Robustness::new(
        transfer.as_ref(),
        missing_scores_could_change_leader(&baseline),
    );
    (transfer, robustness)
}

#[test]
fn the_smallest_transfer_goes_from_an_advantage_of_the_leader_to_a_disadvantage() {
    // The lead of 0.4 shrinks by 0.9 − 0.3 + 0.8 − 0.4 per share that is transferred from the second to the third.
    let data = table("40 40 20", "0..10 0..10 0..10", &["6 9 4", "6 3 8"]);
    let (transfer, robustness) = transfer_and_robustness(&data);
    let transfer = transfer.expect("a transfer");
    assert_eq!(
        (transfer.from.0, transfer.to.0, transfer.rival.0),
        (1, 2, 1)
    );
    assert!(is_ratio(transfer.share, 16, 100), "{transfer:?}");
    assert_eq!(robustness, Robustness::Robust);
}

#[test]
fn a_transfer_can_leave_the_leader_without_a_total() {
    // Without the last criterion the fourth has no total; just before, it is still first, as the intervals show.
    let data = table(
        "33 33 33",
        "0..100 0..100 0..100",
        &["90 - 30", "60 70 -", "80 40 50", "- - 99"],
    );
    let (transfer, _) = transfer_and_robustness(&data);
    let transfer = transfer.expect("a transfer");
    assert_eq!(
        (transfer.from.0, transfer.to.0, transfer.rival.0),
        (2, 0, 0)
    );
    assert!(is_ratio(transfer.share, 1, 3), "{transfer:?}");
    for stability_interval in stability_intervals(&data, &[]) {
        assert_eq!(
            (stability_interval.below, stability_interval.above),
            (None, None)
        );
    }
}

#[test]
fn of_rivals_that_tie_at_once_the_fastest_is_named_even_if_scores_are_missing() {
    // All three have a total of 0.5 where both criteria have half of the weight; after that, the last is ahead.
    let data = table("77 23", "0..2 0..1", &["2 0", "1 -", "0 1"]);
    let (transfer, _) = transfer_and_robustness(&data);
    let transfer = transfer.expect("a transfer");
    assert_eq!(
        (transfer.from.0, transfer.to.0, transfer.rival.0),
        (0, 1, 2)
    );
}

#[test]
fn robustness_has_limits_at_5_and_15_percent() {
    // The lead, which is the difference of the weights, shrinks by twice the transfer.
    for (weights, robustness) in [
        ("54.99 45.01", Robustness::Fragile),
        ("55 45", Robustness::Moderate),
        ("64.99 35.01", Robustness::Moderate),
        ("65 35", Robustness::Robust),
    ] {
        let data = table(weights, "0..10 0..10", &["10 0", "0 10"]);
        assert_eq!(transfer_and_robustness(&data).1, robustness, "{weights}");
    }
}

#[test]
fn an_entry_that_is_best_on_all_criteria_is_dominant() {
    for (rows, is_dominant) in [
        (["6 6", "5 6"], true),
        (["6 6", "5 7"], false),
        (["6 6", "5 -"], false),
    ] {
        let data = table("50 50", "0..10 0..10", &rows);
        let weights = data.published_weights();
        let entries = all(&data);
        let baseline = Baseline::new(&data, &entries, &weights).expect("a ranking");
        assert_eq!(leader_is_dominant(&baseline), is_dominant, "{rows:?}");
    }
}

#[test]
fn the_pairwise_winning_index_is_the_share_of_the_weight_space() {
    for (rows, low, high, is_always_tied) in [
        (["10 0", "0 10"], 0.5, 0.5, false),
        (["3 0", "0 1"], 0.75, 0.75, false),
        (["5 5", "5 5"], 1.0, 1.0, true),
        (["5 5", "5 6"], 0.0, 0.0, false),
        (["5 -", "0 5"], 0.5, 1.0, false),
        // w1 + w2 > w3 below half of the triangle's height; 2 w1 > w2 + w3 above a third of it.
        (["1 1 0", "0 0 1"], 0.75, 0.75, false),
        (["2 0 0", "0 1 1"], 4.0 / 9.0, 4.0 / 9.0, false),
        (["0 1 1", "2 0 0"], 5.0 / 9.0, 5.0 / 9.0, false),
        (["1 5 0", "0 5 1"], 0.5, 0.5, false),
    ] {
        let criteria = rows[0].split(' ').count();
        let data = table(
            &["50"; 3][..criteria].join(" "),
            &["0..10"; 3][..criteria].join(" "),
            &rows,
        );
        let found = pairwise_winning_index(&data, EntryIndex(0), EntryIndex(1));
        assert!((found.low - low).abs() < 1e-12, "{rows:?}: {found:?}");
        assert!((found.high - high).abs() < 1e-12, "{rows:?}: {found:?}");
        assert_eq!(found.is_always_tied, is_always_tied, "{rows:?}");
    }
}

/// Computes every entry's total under weights of any size; `None` if it has no score that counts.
fn totals(
    set: &DataSet,
    comparison: &Comparison,
    weights: &[BigRational],
) -> Vec<Option<BigRational>> {
    let normalized_scores = comparison.normalized_scores();
    let total = |entry: u32| {
        let known = (0..set.columns.len() as u8).filter_map(|criterion| {
            let position = normalized_scores.get(CriterionIndex(criterion), EntryIndex(entry))?;
            Some((&weights[usize::from(criterion)], ratio(position as i64, 1)))
        });
        let whole: BigRational = known.clone().map(|(weight, _)| weight).sum();
        let sum: BigRational = known.map(|(weight, position)| weight * position).sum();
        (whole > ratio(0, 1)).then(|| sum / whole)
    };
    (0..set.entries.len() as u32).map(total).collect()
}

/// Computes the weights at which a criterion has this share, with the others as documented at [`StabilityInterval`].
fn weights_at_share(
    share: &BigRational,
    weights: &Weights,
    locks: &Locks,
    criterion: CriterionIndex,
) -> Vec<BigRational> {
    let part = |weight: Weight| ratio(weight.hundredths().into(), 1);
    let is_free = |other| other != criterion && !locks.contains(other);
    let total: BigRational = weights.iter().map(|(_, weight)| part(weight)).sum();
    let locked: BigRational = weights
        .iter()
        .filter(|&(other, _)| other != criterion && !is_free(other))
        .map(|(_, weight)| part(weight))
        .sum();
    let free: BigRational = weights
        .iter()
        .filter(|&(other, _)| is_free(other))
        .map(|(_, weight)| part(weight))
        .sum();
    let count = weights.iter().filter(|&(other, _)| is_free(other)).count() as i64;
    let left = &total - &locked - share * &total;
    let weight = |(other, weight)| match is_free(other) {
        false if other == criterion => share * &total,
        false => part(weight),
        true if free == ratio(0, 1) => &left / ratio(count, 1),
        true => &left * part(weight) / &free,
    };
    weights.iter().map(weight).collect()
}

fn is_first(totals: &[Option<BigRational>], leader: EntryIndex) -> Option<bool> {
    let own = totals[leader.0 as usize].as_ref()?;
    Some(totals.iter().flatten().all(|other| other <= own))
}

fn check_intervals_against_grid(set: &DataSet, locked: &[u8]) -> Result<(), TestCaseError> {
    let comparison = read(&set.json());
    let weights = comparison.published_weights();
    let entries = all(&comparison);
    let Some(baseline) = Baseline::new(&comparison, &entries, &weights) else {
        return Ok(());
    };
    let leader = baseline.leader();
    let locks = locks(locked, comparison.criteria.len());
    let whole: i64 = weights
        .iter()
        .map(|(_, weight)| i64::from(weight.hundredths()))
        .sum();
    for (criterion, _) in comparison.indexed_criteria() {
        let others = weights.iter().filter(|&(other, _)| other != criterion);
        let other_locks = locks.iter().any(|other| other != criterion);
        let has_no_effect =
            others.clone().all(|(_, weight)| weight == Weight::ZERO) && !other_locks;
        let found = stability_interval(&baseline, &locks, criterion);
        if has_no_effect {
            prop_assert_eq!((found.below, found.above), (None, None));
            continue;
        }
        let locked_weight: i64 = others
            .filter(|&(other, _)| locks.contains(other))
            .map(|(_, weight)| i64::from(weight.hundredths()))
            .sum();
        let current_share = ratio(weights[criterion].hundredths().into(), whole);
        let max_share = ratio(whole - locked_weight, whole);
        let evaluate = |share: &BigRational| {
            let totals = totals(
                set,
                &comparison,
                &weights_at_share(share, &weights, &locks, criterion),
            );
            (is_first(&totals, leader), totals)
        };
        prop_assert_eq!(evaluate(&current_share).0, Some(true));
        // From the current share outward, the interval must end within the step in which the leader loses its lead.
        for (end, found, challenger) in [
            (ratio(0, 1), found.low, found.below),
            (max_share.clone(), found.high, found.above),
        ] {
            let mut lost_step = None;
            for step in 0..=STEPS {
                let share = &current_share + (&end - &current_share) * ratio(step, STEPS);
                if evaluate(&share).0 == Some(false) {
                    lost_step = Some(step);
                    break;
                }
            }
            let extent = to_f64(&(&end - &current_share));
            let relative_end = if extent == 0.0 {
                1.0
            } else {
                (found.to_f64() - to_f64(&current_share)) / extent
            };
            match lost_step {
                // Where scores are missing, the lead may be lost and regained within a step; or it is lost at the end.
                None => prop_assert!(
                    challenger.is_none()
                        || relative_end > 1.0 - 1.5 / STEPS as f64
                        || has_gaps(set),
                    "{found:?} {challenger:?}"
                ),
                Some(step) => {
                    prop_assert!(
                        relative_end * STEPS as f64 <= step as f64 + 1e-9,
                        "{relative_end} {step}"
                    );
                    prop_assert!(
                        has_gaps(set) || relative_end * STEPS as f64 >= step as f64 - 1.0 - 1e-9,
                        "{relative_end} {step}"
                    );
                    prop_assert!(challenger.is_some());
                }
            }
            if let Some(challenger) = challenger {
                // So close to the end that hardly another overtake is between, but not so close that rounding hides it.
                let relative_offset = if has_gaps(set) { 1e-9 } else { 1e-13 };
                let offset = (extent.abs() * relative_offset).max(4e-15).copysign(extent);
                // Just outside, the challenger is first. Where scores are missing and totals are nearly parallel, the end
                // is only as exact as doubles can be.
                let is_negligible = |part: BigRational, whole: &BigRational| {
                    has_gaps(set) && to_f64(&part) <= 1e-13 * to_f64(whole).abs().max(1.0)
                };
                let (is_first, totals) = evaluate(&from_f64(found.to_f64() + offset));
                let total = |entry: EntryIndex| totals[entry.0 as usize].as_ref();
                if extent.abs() * (1.0 - relative_end) > 2.0 * offset.abs() {
                    let best = totals.iter().flatten().max().expect("a total");
                    let challenger_total = total(challenger).expect("a total");
                    prop_assert!(
                        to_f64(&(best - challenger_total)) <= 1e-5 * to_f64(best).abs().max(1.0)
                    );
                    let is_open = total(leader).is_some_and(|leading| {
                        challenger_total < leading
                            && is_negligible(leading - challenger_total, challenger_total)
                    });
                    prop_assert!(is_first == Some(false) || is_open, "{found:?}");
                }
                // Just inside, the leader is first.
                let (is_first, totals) = evaluate(&from_f64(found.to_f64() - offset));
                let is_behind = totals[leader.0 as usize].as_ref().is_some_and(|leading| {
                    let best = totals.iter().flatten().max().expect("a total");
                    !is_negligible(best - leading, best)
                });
                let is_between = extent.abs() * relative_end > 2.0 * offset.abs();
                prop_assert!(is_first == Some(true) || !is_behind || !is_between);
            }
        }
    }
    Ok(())
}

fn to_f64(ratio: &BigRational) -> f64 {
    let scaled = (ratio * self::ratio(1 << 52, 1)).round().to_integer();
    scaled.to_string().parse::<f64>().expect("a number") / (1i64 << 52) as f64
}

fn from_f64(number: f64) -> BigRational {
    ratio((number * (1i64 << 52) as f64) as i64, 1 << 52)
}

fn has_gaps(set: &DataSet) -> bool {
    set.columns
        .iter()
        .any(|column| column.scores.iter().any(Option::is_none))
}

/// Limits data sets to few criteria, so that the grid is computed quickly.
fn few_criteria(sets: impl Strategy<Value = DataSet>) -> impl Strategy<Value = DataSet> {
    sets.prop_map(|mut set| {
        set.columns.truncate(5);
        set
    })
}

/// Fills the gaps of a data set.
fn without_gaps(mut set: DataSet) -> DataSet {
    for column in &mut set.columns {
        let low = column.low;
        column
            .scores
            .iter_mut()
            .for_each(|score| *score = score.or(Some(low)));
    }
    set
}

/// Checks that the rival is first after the smallest transfer, and that no smaller one changes the leader.
fn check_transfers_against_grid(set: &DataSet) -> Result<(), TestCaseError> {
    let comparison = read(&set.json());
    let weights = comparison.published_weights();
    let entries = all(&comparison);
    let Some(baseline) = Baseline::new(&comparison, &entries, &weights) else {
        return Ok(());
    };
    let leader = baseline.leader();
    let found = smallest_transfer(&baseline, &Locks::default());
    let whole: i64 = weights
        .iter()
        .map(|(_, weight)| i64::from(weight.hundredths()))
        .sum();
    let totals_after = |from: CriterionIndex, to: CriterionIndex, share: &BigRational| {
        let amount = share * ratio(whole, 1);
        let parts = weights.iter().map(|(criterion, weight)| {
            let part = ratio(weight.hundredths().into(), 1);
            match criterion {
                _ if criterion == from => part - &amount,
                _ if criterion == to => part + &amount,
                _ => part,
            }
        });
        totals(set, &comparison, &parts.collect::<Vec<_>>())
    };
    if let Some(transfer) = &found {
        let max_share = ratio(weights[transfer.from].hundredths().into(), whole);
        let larger = from_f64(transfer.share.to_f64() + 1e-10).min(max_share);
        let totals = totals_after(transfer.from, transfer.to, &larger);
        prop_assert_ne!(is_first(&totals, leader), Some(true), "{:?}", transfer);
        prop_assert_eq!(
            is_first(&totals, transfer.rival),
            Some(true),
            "{:?}",
            transfer
        );
    }
    let smallest = found.map_or(1.0, |transfer| transfer.share.to_f64());
    for (from, weight) in weights.iter().filter(|(_, weight)| *weight > Weight::ZERO) {
        let max_share = ratio(weight.hundredths().into(), whole);
        for (to, _) in weights.iter().filter(|&(to, _)| to != from) {
            for step in 0..=STEPS {
                let share = &max_share * ratio(step, STEPS);
                if to_f64(&share) < smallest - 1e-9 {
                    let totals = totals_after(from, to, &share);
                    let is_ranked = totals.iter().any(Option::is_some);
                    prop_assert_eq!(
                        is_first(&totals, leader),
                        is_ranked.then_some(true),
                        "{} to {}",
                        from.0,
                        to.0
                    );
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_smaller_transfer_changes_the_leader(set in few_criteria(data_sets())) {
        check_transfers_against_grid(&without_gaps(set.clone()))?;
        check_transfers_against_grid(&set)?;
    }

    #[test]
    fn the_pairwise_winning_index_is_the_first_share_among_two(set in data_sets()) {
        let comparison = read(&without_gaps(set).json());
        let two: Vec<EntryIndex> = all(&comparison).into_iter().take(2).collect();
        if let [first, second] = two[..] {
            let found = pairwise_winning_index(&comparison, first, second);
            prop_assert_eq!(found.low, found.high);
            let mut counted = PotentialWinners::new(&comparison, &two).finish(&comparison).expect("two entries");
            counted.advance(RankAcceptability::POINTS);
            let share = counted.first_share(first).share;
            prop_assert!((found.low - share).abs() < 0.01, "{found:?} {share}");
        }
    }

    #[test]
    fn an_interval_ends_where_the_leader_loses_its_lead(
        set in few_criteria(data_sets()), locked in proptest::collection::vec(0u8..6, 0..3)
    ) {
        let locked: Vec<u8> = locked.into_iter().filter(|&criterion| usize::from(criterion) < set.columns.len()).collect();
        check_intervals_against_grid(&without_gaps(set.clone()), &[])?;
        check_intervals_against_grid(&without_gaps(set.clone()), &locked)?;
        check_intervals_against_grid(&set, &locked)?;
    }

    #[test]
    fn intervals_of_very_fine_scores_end_there_too(set in few_criteria(data_sets_too_fine_to_be_exact())) {
        check_intervals_against_grid(&without_gaps(set), &[])?;
    }
}
