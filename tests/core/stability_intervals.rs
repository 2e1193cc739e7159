//! How far a slider, or weight that is shifted, can go while the leader stays first: against every step of a fine grid,
//! worked out in fractions of big integers.

use num_rational::BigRational;
use proptest::prelude::*;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::robustness::{
    Baseline, Fraction, RankAcceptability, Robustness, StabilityInterval, WeightTransfer,
    leader_is_dominant, missing_scores_could_change_leader, pairwise_winning_index,
    smallest_transfer, stability_interval,
};
use weigh_in_core::weights::{Locks, Weight, Weights};

use crate::support::{DataSet, all, data_sets, data_sets_too_fine_to_be_exact, read};

/// Into how many steps the grid divides the shares.
const STEPS: i64 = 24;

fn ratio(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

/// A data set whose scores, from 0 to their range's end, are the positions; `-` stands for one that is missing.
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

/// The bands of all criteria, as in `0..1/2 (nobody, E1)`.
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

fn of(numerator: i64, denominator: i64, stability_interval: Fraction) -> bool {
    (numerator as f64 / denominator as f64 - stability_interval.to_f64()).abs() < 1e-15
}

const KNOWN: [&str; 5] = [
    "5 -1.5 15 4",
    "2.5 -3.8 25 2.5",
    "3 -2.8 10 2.8",
    "2 -6.7 0 1",
    "4 -3.4 30 3.5",
];

#[test]
fn of_known_data_only_the_third_criterion_has_an_end() {
    let known = table("25 25 25 25", "2..5 -6.7..-1.5 0..30 1..4", &KNOWN);
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
    assert!(of(15, 41, stability_intervals[2].high));
    assert_eq!(stability_intervals[2].above, Some(EntryIndex(4)));
}

#[test]
fn those_that_are_level_all_the_way_never_take_over() {
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
    // But the first has no total where only the other criterion counts.
    let shift = smallest_transfer(&baseline, &Locks::default()).expect("a shift");
    assert_eq!((shift.from.0, shift.to.0, shift.rival.0), (1, 0, 1));
    assert!(of(8557, 572 + 8557, shift.share), "{shift:?}");
}

#[test]
fn of_equal_entries_the_one_that_the_slider_favors_takes_over_at_once() {
    let level = table("50 50", "0..10 0..10", &["9 1", "1 9"]);
    let [first, second] = &stability_intervals(&level, &[])[..] else {
        panic!("two bands")
    };
    assert!(of(1, 2, first.low) && first.below == Some(EntryIndex(1)));
    assert_eq!((first.high, first.above), (Fraction::ONE, None));
    assert!(of(1, 2, second.high) && second.above == Some(EntryIndex(1)));
}

#[test]
fn of_those_that_take_over_at_the_same_place_the_fastest_is_named() {
    let three = table("50 50", "0..10 0..10", &["6 6", "5 7", "4 8"]);
    let stability_intervals = stability_intervals(&three, &[]);
    assert_eq!(stability_intervals[1].above, Some(EntryIndex(2)));
    assert_eq!(stability_intervals[0].below, Some(EntryIndex(2)));
}

#[test]
fn twins_never_take_over_from_one_another() {
    let twins = table("30 70", "0..10 0..10", &["6 6", "6 6"]);
    for stability_interval in stability_intervals(&twins, &[]) {
        assert_eq!(
            (stability_interval.low, stability_interval.high),
            (Fraction::ZERO, Fraction::ONE)
        );
    }
}

#[test]
fn where_all_other_weights_are_0_a_slider_changes_nothing() {
    let data = table("50 0 0", "0..10 0..10 0..10", &["6 6 1", "5 9 9"]);
    let stability_intervals = stability_intervals(&data, &[]);
    assert_eq!(
        (stability_intervals[0].low, stability_intervals[0].high),
        (Fraction::ZERO, Fraction::ONE)
    );
    assert_eq!(stability_intervals[1].above, Some(EntryIndex(1)));
}

#[test]
fn with_locks_the_free_others_keep_their_proportions_and_the_locked_ones_stay() {
    // The first has 40 % for good; at t of the second, the third has 60 % − t: 2.4 + 6t > 4 − 4t from 0.16 on.
    let data = table("40 40 20", "0..10 0..10 0..10", &["6 9 3", "4 3 7"]);
    let stability_intervals = stability_intervals(&data, &[0]);
    assert!(
        of(16, 100, stability_intervals[1].low),
        "{:?}",
        stability_intervals[1]
    );
    assert!(of(60, 100, stability_intervals[1].high) && stability_intervals[1].above.is_none());
    assert!(
        of(44, 100, stability_intervals[2].high),
        "{:?}",
        stability_intervals[2]
    );
    assert_eq!(stability_intervals[2].above, Some(EntryIndex(1)));
}

#[test]
fn an_entry_of_which_only_this_criterion_is_known_takes_over_as_soon_as_it_counts() {
    let data = table("0 50", "0..10 0..10", &["5 5", "9 -"]);
    let stability_intervals = stability_intervals(&data, &[]);
    assert!(
        of(0, 1, stability_intervals[0].high)
            && stability_intervals[0].above == Some(EntryIndex(1))
    );
}

#[test]
fn one_that_comes_in_level_with_the_leader_and_keeps_its_total_is_ahead_of_who_gains_on_it() {
    let data = table(
        "0 0 50",
        "0..10 0..10 0..10",
        &["0 0 10", "0 7 10", "- 10 -"],
    );
    let shift = shifted(&data).0.expect("a shift");
    assert_eq!((shift.from.0, shift.to.0, shift.rival.0), (2, 1, 2));
    assert_eq!(shift.share, Fraction::ZERO);
}

fn shifted(comparison: &Comparison) -> (Option<WeightTransfer>, Robustness) {
    let weights = comparison.published_weights();
    let entries = all(comparison);
    let baseline = Baseline::new(comparison, &entries, &weights).expect("a ranking");
    let shift = smallest_transfer(&baseline, &Locks::default());
    let robustness = Robustness::new(
        shift.as_ref(),
        missing_scores_could_change_leader(&baseline),
    );
    (shift, robustness)
}

#[test]
fn the_least_shift_goes_from_where_the_leader_is_ahead_to_where_it_is_behind() {
    // The lead of 0.4 shrinks by 0.9 − 0.3 + 0.8 − 0.4 for each share that goes from the second to the third.
    let data = table("40 40 20", "0..10 0..10 0..10", &["6 9 4", "6 3 8"]);
    let (shift, robustness) = shifted(&data);
    let shift = shift.expect("a shift");
    assert_eq!((shift.from.0, shift.to.0, shift.rival.0), (1, 2, 1));
    assert!(of(16, 100, shift.share), "{shift:?}");
    assert_eq!(robustness, Robustness::Robust);
}

#[test]
fn where_the_leader_has_no_total_any_more_another_is_first() {
    // Without the last criterion the fourth has no total; right before, it is still first, as the bands say.
    let data = table(
        "33 33 33",
        "0..100 0..100 0..100",
        &["90 - 30", "60 70 -", "80 40 50", "- - 99"],
    );
    let (shift, _) = shifted(&data);
    let shift = shift.expect("a shift");
    assert_eq!((shift.from.0, shift.to.0, shift.rival.0), (2, 0, 0));
    assert!(of(1, 3, shift.share), "{shift:?}");
    for stability_interval in stability_intervals(&data, &[]) {
        assert_eq!(
            (stability_interval.below, stability_interval.above),
            (None, None)
        );
    }
}

#[test]
fn of_those_that_draw_level_at_once_the_fastest_is_named_though_scores_are_missing() {
    // All three have 0.5 of 1 where half of the weight is on either criterion; beyond, the last is ahead.
    let data = table("77 23", "0..2 0..1", &["2 0", "1 -", "0 1"]);
    let (shift, _) = shifted(&data);
    let shift = shift.expect("a shift");
    assert_eq!((shift.from.0, shift.to.0, shift.rival.0), (0, 1, 2));
}

#[test]
fn firmness_has_its_limits_at_5_and_15_percent() {
    // Twice as much as is shifted goes from the lead, which is the difference of the weights.
    for (weights, robustness) in [
        ("54.99 45.01", Robustness::Fragile),
        ("55 45", Robustness::Moderate),
        ("64.99 35.01", Robustness::Moderate),
        ("65 35", Robustness::Robust),
    ] {
        let data = table(weights, "0..10 0..10", &["10 0", "0 10"]);
        assert_eq!(shifted(&data).1, robustness, "{weights}");
    }
}

#[test]
fn who_is_best_at_everything_is_first_whatever_the_weights() {
    for (rows, always) in [
        (["6 6", "5 6"], true),
        (["6 6", "5 7"], false),
        (["6 6", "5 -"], false),
    ] {
        let data = table("50 50", "0..10 0..10", &rows);
        let weights = data.published_weights();
        let entries = all(&data);
        let baseline = Baseline::new(&data, &entries, &weights).expect("a ranking");
        assert_eq!(leader_is_dominant(&baseline), always, "{rows:?}");
    }
}

#[test]
fn a_duel_is_decided_by_the_part_of_all_weightings_on_each_side() {
    for (rows, low, high, level) in [
        (["10 0", "0 10"], 0.5, 0.5, false),
        (["3 0", "0 1"], 0.75, 0.75, false),
        (["5 5", "5 5"], 1.0, 1.0, true),
        (["5 5", "5 6"], 0.0, 0.0, false),
        (["5 -", "0 5"], 0.5, 1.0, false),
        // w1 + w2 > w3 but in a half of the triangle's height; 2 w1 > w2 + w3 from a third of it on.
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
        assert_eq!(found.is_always_tied, level, "{rows:?}");
    }
}

/// Every entry's total under weights of any kind; `None` if it has no score that counts.
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

/// The weights when a criterion has so much of the total, the others as the docs of [`StabilityInterval`] say.
fn at(
    share: &BigRational,
    weights: &Weights,
    locks: &Locks,
    moved: CriterionIndex,
) -> Vec<BigRational> {
    let part = |weight: Weight| ratio(weight.hundredths().into(), 1);
    let is_free = |other| other != moved && !locks.contains(other);
    let whole: BigRational = weights.iter().map(|(_, weight)| part(weight)).sum();
    let locked: BigRational = weights
        .iter()
        .filter(|&(other, _)| other != moved && !is_free(other))
        .map(|(_, weight)| part(weight))
        .sum();
    let free: BigRational = weights
        .iter()
        .filter(|&(other, _)| is_free(other))
        .map(|(_, weight)| part(weight))
        .sum();
    let count = weights.iter().filter(|&(other, _)| is_free(other)).count() as i64;
    let left = &whole - &locked - share * &whole;
    let weight = |(other, weight)| match is_free(other) {
        false if other == moved => share * &whole,
        false => part(weight),
        true if free == ratio(0, 1) => &left / ratio(count, 1),
        true => &left * part(weight) / &free,
    };
    weights.iter().map(weight).collect()
}

fn whether_first(totals: &[Option<BigRational>], leader: EntryIndex) -> Option<bool> {
    let own = totals[leader.0 as usize].as_ref()?;
    Some(totals.iter().flatten().all(|other| other <= own))
}

fn bands_agree_with_a_grid(set: &DataSet, locked: &[u8]) -> Result<(), TestCaseError> {
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
    for (moved, _) in comparison.indexed_criteria() {
        let others = weights.iter().filter(|&(other, _)| other != moved);
        let other_locks = locks.iter().any(|other| other != moved);
        let is_idle = others.clone().all(|(_, weight)| weight == Weight::ZERO) && !other_locks;
        let found = stability_interval(&baseline, &locks, moved);
        if is_idle {
            prop_assert_eq!((found.below, found.above), (None, None));
            continue;
        }
        let stuck: i64 = others
            .filter(|&(other, _)| locks.contains(other))
            .map(|(_, weight)| i64::from(weight.hundredths()))
            .sum();
        let present = ratio(weights[moved].hundredths().into(), whole);
        let most = ratio(whole - stuck, whole);
        let seen = |share: &BigRational| {
            let totals = totals(set, &comparison, &at(share, &weights, &locks, moved));
            (whether_first(&totals, leader), totals)
        };
        prop_assert_eq!(seen(&present).0, Some(true));
        // From the present share outwards, until the leader is first no more: the band goes on up to there and ends there.
        for (end, found, challenger) in [
            (ratio(0, 1), found.low, found.below),
            (most.clone(), found.high, found.above),
        ] {
            let mut lost = None;
            for step in 0..=STEPS {
                let share = &present + (&end - &present) * ratio(step, STEPS);
                if seen(&share).0 == Some(false) {
                    lost = Some(step);
                    break;
                }
            }
            let extent = number(&(&end - &present));
            let way = if extent == 0.0 {
                1.0
            } else {
                (found.to_f64() - number(&present)) / extent
            };
            match lost {
                // It may be lost and won again within a step where scores are missing, or at the very end.
                None => prop_assert!(
                    challenger.is_none() || way > 1.0 - 1.5 / STEPS as f64 || has_gaps(set),
                    "{found:?} {challenger:?}"
                ),
                Some(step) => {
                    prop_assert!(way * STEPS as f64 <= step as f64 + 1e-9, "{way} {step}");
                    prop_assert!(
                        has_gaps(set) || way * STEPS as f64 >= step as f64 - 1.0 - 1e-9,
                        "{way} {step}"
                    );
                    prop_assert!(challenger.is_some());
                }
            }
            if let Some(challenger) = challenger {
                // So close to the end that hardly another one is between, but not so close that rounding makes it one.
                let close = if has_gaps(set) { 1e-9 } else { 1e-13 };
                let hop = (extent.abs() * close).max(4e-15).copysign(extent);
                // Just beyond, the one that is named is first. Where scores are missing and totals are next to parallel,
                // the end is as far off as doubles leave it open.
                let hair = |part: BigRational, of: &BigRational| {
                    has_gaps(set) && number(&part) <= 1e-13 * number(of).abs().max(1.0)
                };
                let (is_first, totals) = seen(&approximate(found.to_f64() + hop));
                let total = |entry: EntryIndex| totals[entry.0 as usize].as_ref();
                if extent.abs() * (1.0 - way) > 2.0 * hop.abs() {
                    let best = totals.iter().flatten().max().expect("a total");
                    let own = total(challenger).expect("a total");
                    prop_assert!(number(&(best - own)) <= 1e-5 * number(best).abs().max(1.0));
                    let is_open = total(leader)
                        .is_some_and(|leading| own < leading && hair(leading - own, own));
                    prop_assert!(is_first == Some(false) || is_open, "{found:?}");
                }
                // Just before, the leader still is.
                let (is_first, totals) = seen(&approximate(found.to_f64() - hop));
                let behind = totals[leader.0 as usize].as_ref().is_some_and(|leading| {
                    let best = totals.iter().flatten().max().expect("a total");
                    !hair(best - leading, best)
                });
                let is_between = extent.abs() * way > 2.0 * hop.abs();
                prop_assert!(is_first == Some(true) || !behind || !is_between);
            }
        }
    }
    Ok(())
}

fn number(ratio: &BigRational) -> f64 {
    let scaled = (ratio * self::ratio(1 << 52, 1)).round().to_integer();
    scaled.to_string().parse::<f64>().expect("a number") / (1i64 << 52) as f64
}

fn approximate(number: f64) -> BigRational {
    ratio((number * (1i64 << 52) as f64) as i64, 1 << 52)
}

fn has_gaps(set: &DataSet) -> bool {
    set.columns
        .iter()
        .any(|column| column.scores.iter().any(Option::is_none))
}

/// The same with so few criteria that the grid is soon worked out.
fn few_criteria(sets: impl Strategy<Value = DataSet>) -> impl Strategy<Value = DataSet> {
    sets.prop_map(|mut set| {
        set.columns.truncate(5);
        set
    })
}

/// The same without gaps.
fn filled(mut set: DataSet) -> DataSet {
    for column in &mut set.columns {
        let low = column.low;
        column
            .scores
            .iter_mut()
            .for_each(|score| *score = score.or(Some(low)));
    }
    set
}

/// Beyond the least shift its rival is first, and no lesser one of any two criteria takes the lead from the leader.
fn shifts_agree_with_a_grid(set: &DataSet) -> Result<(), TestCaseError> {
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
    let after = |from: CriterionIndex, to: CriterionIndex, share: &BigRational| {
        let moved = share * ratio(whole, 1);
        let parts = weights.iter().map(|(criterion, weight)| {
            let part = ratio(weight.hundredths().into(), 1);
            match criterion {
                _ if criterion == from => part - &moved,
                _ if criterion == to => part + &moved,
                _ => part,
            }
        });
        totals(set, &comparison, &parts.collect::<Vec<_>>())
    };
    if let Some(shift) = &found {
        let all = ratio(weights[shift.from].hundredths().into(), whole);
        let beyond = approximate(shift.share.to_f64() + 1e-10).min(all);
        let totals = after(shift.from, shift.to, &beyond);
        prop_assert_ne!(whether_first(&totals, leader), Some(true), "{:?}", shift);
        prop_assert_eq!(
            whether_first(&totals, shift.rival),
            Some(true),
            "{:?}",
            shift
        );
    }
    let least = found.map_or(1.0, |shift| shift.share.to_f64());
    for (from, weight) in weights.iter().filter(|(_, weight)| *weight > Weight::ZERO) {
        let all = ratio(weight.hundredths().into(), whole);
        for (to, _) in weights.iter().filter(|&(to, _)| to != from) {
            for step in 0..=STEPS {
                let share = &all * ratio(step, STEPS);
                if number(&share) < least - 1e-9 {
                    let totals = after(from, to, &share);
                    let is_ranked = totals.iter().any(Option::is_some);
                    prop_assert_eq!(
                        whether_first(&totals, leader),
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
    fn no_lesser_shift_takes_the_lead_from_the_leader(set in few_criteria(data_sets())) {
        shifts_agree_with_a_grid(&filled(set.clone()))?;
        shifts_agree_with_a_grid(&set)?;
    }

    #[test]
    fn a_duel_is_the_share_of_the_weightings_in_which_one_of_two_is_first(set in data_sets()) {
        let comparison = read(&filled(set).json());
        let two: Vec<EntryIndex> = all(&comparison).into_iter().take(2).collect();
        if let [first, second] = two[..] {
            let found = pairwise_winning_index(&comparison, first, second);
            prop_assert_eq!(found.low, found.high);
            let mut counted = RankAcceptability::new(&comparison, &two).expect("two entries");
            counted.advance(RankAcceptability::POINTS);
            let share = counted.first_share(first).share;
            prop_assert!((found.low - share).abs() < 0.01, "{found:?} {share}");
        }
    }

    #[test]
    fn a_band_ends_where_the_leader_stops_to_be_first(
        set in few_criteria(data_sets()), locked in proptest::collection::vec(0u8..6, 0..3)
    ) {
        let locked: Vec<u8> = locked.into_iter().filter(|&criterion| usize::from(criterion) < set.columns.len()).collect();
        bands_agree_with_a_grid(&filled(set.clone()), &[])?;
        bands_agree_with_a_grid(&filled(set.clone()), &locked)?;
        bands_agree_with_a_grid(&set, &locked)?;
    }

    #[test]
    fn bands_of_very_fine_scores_end_there_too(set in few_criteria(data_sets_too_fine_to_be_exact())) {
        bands_agree_with_a_grid(&filled(set), &[])?;
    }
}
