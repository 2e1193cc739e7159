//! Weights, their shares of the total, locks, and weights derived from an order of importance.

use proptest::prelude::*;
use proptest::sample::Index;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::weights::{Locks, Shares, Weight, WeightChange, WeightError, Weights};

fn weight(hundredths: u16) -> Weight {
    Weight::from_hundredths(hundredths).expect("a weight of the test")
}

fn weights(hundredths: &[u16]) -> Weights {
    hundredths.iter().copied().map(weight).collect()
}

fn hundredths(weights: &Weights) -> Vec<u32> {
    weights.hundredths().collect()
}

fn displayed(weights: &Weights) -> Vec<String> {
    let weights = weights.iter();
    weights.map(|(_, weight)| weight.to_string()).collect()
}

fn displayed_shares(hundredths: &[u16]) -> Vec<String> {
    let weights = weights(hundredths);
    let shares = Shares::new(&weights);
    let shares = weights.iter().map(|(criterion, _)| shares[criterion]);
    shares.map(|share| share.to_string()).collect()
}

#[test]
fn parses_weights_with_decimal_point_or_comma() {
    for (text, hundredths) in [
        ("0", 0),
        ("30", 3000),
        ("7.5", 750),
        ("7,25", 725),
        (".5", 50),
        ("100.00", 10_000),
        ("030", 3000),
        ("5.", 500),
    ] {
        assert_eq!(
            text.parse::<Weight>().map(Weight::hundredths),
            Ok(hundredths),
            "{text}"
        );
    }
}

#[test]
fn rejects_texts_that_are_not_weights() {
    for text in [
        "", ".", "-1", "100.01", "101", "655.37", "66000", "7.125", "1e1", "x", "5 %", "NaN",
    ] {
        assert_eq!(text.parse::<Weight>(), Err(WeightError), "{text}");
    }
}

#[test]
fn sliders_snap_to_whole_weights() {
    let from = |text: &str| text.parse::<Weight>().expect("a weight of the test");
    for (start, to, end) in [
        ("30", 31.0, "31"),
        ("30", 30.4, "30"),
        ("30", 30.6, "31"),
        ("7.5", 8.5, "8"),
        ("7.5", 6.5, "7"),
        ("99.5", 100.0, "100"),
        ("5", -3.0, "0"),
        ("5", 250.0, "100"),
        ("5", f64::NAN, "0"),
    ] {
        assert_eq!(from(start).snapped_to(to), from(end), "{start} to {to}");
    }
}

fn locks(criteria: &[u8], of: usize) -> Locks {
    let mut locks = Locks::default();
    for &criterion in criteria {
        locks.toggle(CriterionIndex(criterion), of);
    }
    locks
}

#[test]
fn without_locks_only_one_weight_changes() {
    let rebalanced =
        weights(&[3000, 2000, 1000]).rebalanced(CriterionIndex(1), weight(9000), &Locks::default());
    assert_eq!(hundredths(&rebalanced), [3000, 9000, 1000]);
}

#[test]
fn unlocked_weights_share_the_remainder_in_proportion() {
    let rebalanced = weights(&[3000, 2500, 1500, 1500, 1000, 500]).rebalanced(
        CriterionIndex(1),
        weight(3400),
        &locks(&[0], 6),
    );
    assert_eq!(hundredths(&rebalanced), [3000, 3400, 1200, 1200, 800, 400]);
}

#[test]
fn weights_reduced_to_zero_grow_back_equally() {
    let locks = locks(&[0], 4);
    let end = weights(&[3000, 4000, 2000, 1000]).rebalanced(CriterionIndex(1), Weight::MAX, &locks);
    assert_eq!(hundredths(&end), [3000, 7000, 0, 0]);
    let back = end.rebalanced(CriterionIndex(1), weight(3000), &locks);
    assert_eq!(hundredths(&back), [3000, 3000, 2000, 2000]);
}

#[test]
fn no_weight_exceeds_the_maximum() {
    let start = weights(&[9000, 9000, 9000, 100]);
    let rebalanced = start.rebalanced(CriterionIndex(1), Weight::ZERO, &locks(&[0], 4));
    assert_eq!(hundredths(&rebalanced), [9000, 0, 10_000, 8100]);
    let limits = weights(&[9000, 9000, 9000, 9000]).limits(CriterionIndex(1), &locks(&[0], 4));
    assert_eq!(limits, (weight(7000), Weight::MAX));
}

#[test]
fn a_share_is_reached_by_the_weight_of_one_criterion() {
    let published = weights(&[3000, 2500, 1500, 1500, 1000, 500]);
    let costs = CriterionIndex(3);
    let with_share = |weights: &Weights, percent: &str| {
        let percent = percent.parse().expect("a percentage of the test");
        displayed(&weights.with_share(costs, percent, &Locks::default()))
    };
    assert_eq!(
        with_share(&published, "41"),
        ["30", "25", "15", "59.07", "10", "5"]
    );
    assert_eq!(with_share(&published, "15"), displayed(&published));
    assert_eq!(
        with_share(&published, "0"),
        ["30", "25", "15", "0", "10", "5"]
    );
    assert_eq!(
        with_share(&published, "100"),
        ["0", "0", "0", "100", "0", "0"]
    );
    // No weight up to 100 is 80 % of a total with the others: they are 25 together.
    assert_eq!(
        with_share(&published, "80"),
        ["8.83", "7.35", "4.41", "100", "2.94", "1.47"]
    );
    let others_zero = weights(&[0, 0, 0, 700, 0, 0]);
    for start in [weights(&[0; 6]), others_zero] {
        assert_eq!(
            with_share(&start, "41"),
            ["11.8", "11.8", "11.8", "41", "11.8", "11.8"]
        );
    }
}

#[test]
fn with_locks_a_share_is_limited_by_the_others() {
    let published = weights(&[3000, 2500, 1500, 1500, 1000, 500]);
    let with_share = |hundredths: u16| {
        let locks = locks(&[0], 6);
        displayed(&published.with_share(CriterionIndex(1), weight(hundredths), &locks))
    };
    assert_eq!(with_share(3400), ["30", "34", "12", "12", "8", "4"]);
    assert_eq!(with_share(9000), ["30", "70", "0", "0", "0", "0"]);
}

#[test]
fn two_weights_stay_unlocked() {
    let all = locks(&[0, 1, 2, 3], 4);
    assert_eq!(
        all.iter().collect::<Vec<_>>(),
        [CriterionIndex(0), CriterionIndex(1)]
    );
    assert!(!all.has_room(4));
    assert!(!Locks::default().has_room(2));
}

fn order(indices: &[u8]) -> Vec<CriterionIndex> {
    indices.iter().map(|&index| CriterionIndex(index)).collect()
}

#[test]
fn rank_order_weights_are_those_of_barron_and_barrett() {
    for (count, expected) in [
        (1, vec!["100"]),
        (2, vec!["75", "25"]),
        (3, vec!["61.11", "27.78", "11.11"]),
        (6, vec!["40.83", "24.17", "15.83", "10.28", "6.11", "2.78"]),
    ] {
        let indices: Vec<u8> = (0..count).collect();
        assert_eq!(
            displayed(&Weights::by_rank_order(&order(&indices))),
            expected
        );
    }
}

#[test]
fn weights_follow_the_given_order() {
    let weights = Weights::by_rank_order(&order(&[2, 0, 1]));
    assert_eq!(displayed(&weights), ["27.78", "11.11", "61.11"]);
    assert_eq!(weights.rank_order(), order(&[2, 0, 1]));
}

#[test]
fn equal_weights_of_any_number_are_recognized() {
    for count in 1..=24 {
        assert!(Weights::equal(count).are_equal());
    }
    let zero: Weights = [Weight::ZERO, Weight::ZERO].into_iter().collect();
    assert!(!zero.are_equal());
}

#[test]
fn changes_are_weights_if_these_add_up_to_100_and_shares_if_not() {
    let changes = |before: &[u16], after: &[u16]| {
        let [before, after] = [before, after].map(weights);
        let change = |(criterion, _)| match WeightChange::between(criterion, &before, &after)? {
            WeightChange::Weight(from, to) => Some(format!("{from} to {to}")),
            WeightChange::Share(from, to) => Some(format!("{from}% to {to}%")),
        };
        before.iter().map(change).collect::<Vec<_>>()
    };
    let change = |text: &str| Some(text.to_owned());
    assert_eq!(
        changes(&[6000, 2500, 1500], &[5057, 2500, 2443]),
        [change("60 to 50.57"), None, change("15 to 24.43")]
    );
    assert_eq!(
        changes(&[4000, 1500, 2500], &[2000, 1876, 6124]),
        [change("50.0% to 20.0%"), None, change("31.2% to 61.2%")]
    );
    assert_eq!(
        changes(&[8000, 8000, 4000], &[8000, 4000, 8000]),
        [None, change("40% to 20%"), change("20% to 40%")]
    );
}

#[test]
fn whole_percentages_have_no_decimals() {
    assert_eq!(
        displayed_shares(&[3000, 2500, 1500, 1500, 1000, 500]),
        ["30", "25", "15", "15", "10", "5"]
    );
}

#[test]
fn fractional_shares_all_have_one_decimal_and_add_up() {
    assert_eq!(displayed_shares(&[100, 100, 100]), ["33.4", "33.3", "33.3"]);
}

#[test]
fn shares_of_zero_weights_are_zero() {
    assert_eq!(displayed_shares(&[0, 0]), ["0", "0"]);
}

/// Returns locks of these criteria, modulo `count`, except `criterion`.
fn locks_except(criterion: CriterionIndex, locked: &[u8], count: usize) -> Locks {
    let mut locks = Locks::default();
    for &other in locked {
        let other = CriterionIndex(other % count as u8);
        if other != criterion && !locks.contains(other) {
            locks.toggle(other, count);
        }
    }
    locks
}

proptest! {
    #[test]
    fn parsing_a_displayed_weight_returns_the_same_weight(hundredths in 0u16..=10_000) {
        let weight = Weight::from_hundredths(hundredths).expect("within range");
        prop_assert_eq!(weight.to_string().parse(), Ok(weight));
    }

    #[test]
    fn parsing_any_text_does_not_panic(text in "\\PC{0,8}|[0-9.,]{0,8}") {
        let _ = text.parse::<Weight>();
    }

    #[test]
    fn rebalancing_keeps_locked_weights_and_the_sum(
        start in proptest::collection::vec(0u16..=10_000, 3..24),
        locked in proptest::collection::vec(any::<u8>(), 1..24),
        criterion in any::<u8>(),
        to in 0u16..=10_000,
    ) {
        let count = start.len();
        let criterion = CriterionIndex(criterion % count as u8);
        let locks = locks_except(criterion, &locked, count);
        let before = weights(&start);
        let after = before.rebalanced(criterion, weight(to), &locks);
        for locked in locks.iter() {
            prop_assert_eq!(after[locked], before[locked]);
        }
        if !locks.is_empty() {
            prop_assert_eq!(after.hundredths().sum::<u32>(), before.hundredths().sum::<u32>());
            let (low, high) = before.limits(criterion, &locks);
            prop_assert_eq!(after[criterion], weight(to).clamp(low, high));
            // Every change can be reversed.
            let back = after.rebalanced(criterion, before[criterion], &locks);
            prop_assert_eq!(back[criterion], before[criterion]);
        }
    }

    #[test]
    fn without_locks_a_share_is_reached_as_exactly_as_weights_allow(
        start in proptest::collection::vec(prop_oneof![Just(0), 0u16..=10_000], 2..24),
        criterion in any::<Index>(),
        share in prop_oneof![Just(0), Just(10_000), 0u16..=10_000],
    ) {
        let criterion = CriterionIndex(criterion.index(start.len()) as u8);
        let before = weights(&start);
        let after = before.with_share(criterion, weight(share), &Locks::default());
        let others = |weights: &Weights| -> Vec<i64> {
            let others = weights.iter().filter(|&(other, _)| other != criterion);
            others.map(|(_, weight)| i64::from(weight.hundredths())).collect()
        };
        let (others_before, others_after) = (others(&before), others(&after));
        let [sum_before, sum_after] = [&others_before, &others_after].map(|others| others.iter().sum::<i64>());
        let [share, own] = [share, after[criterion].hundredths()].map(i64::from);
        let (rest, total) = (10_000 - share, own + sum_after);
        // In hundredths of a percent, times the total.
        let error = (10_000 * own - share * total).abs();
        if share == 0 {
            prop_assert_eq!((own, &others_after), (0, &others_before));
        } else if sum_before == 0 {
            prop_assert_eq!((own, sum_after), (share, rest));
            let (least, greatest) = (others_after.iter().min(), others_after.iter().max());
            prop_assert!(greatest.zip(least).is_some_and(|(greatest, least)| greatest - least <= 1));
        } else if sum_before * share <= 10_000 * rest {
            prop_assert_eq!(&others_after, &others_before);
            // No other weight in hundredths is nearer to the exact one, which is `sum_before * share / rest`.
            prop_assert!(2 * (own * rest - sum_before * share).abs() <= rest);
            // Half a hundredth changes the share by at most half a hundredth ÷ the sum of the others: by 0.05
            // percentage points if that is 10.
            prop_assert!(sum_before < 1_000 || error <= 5 * total);
        } else {
            prop_assert_eq!(own, 10_000);
            prop_assert!(error <= total);
            for (before, after) in others_before.iter().zip(&others_after) {
                prop_assert!((after * sum_before - before * sum_after).abs() < sum_before);
            }
        }
    }

    #[test]
    fn with_locks_a_share_keeps_locked_weights_and_the_sum(
        start in proptest::collection::vec(prop_oneof![Just(0), 0u16..=10_000], 3..24),
        locked in proptest::collection::vec(any::<u8>(), 1..24),
        criterion in any::<Index>(),
        share in prop_oneof![Just(0), Just(10_000), 0u16..=10_000],
    ) {
        let criterion = CriterionIndex(criterion.index(start.len()) as u8);
        let locks = locks_except(criterion, &locked, start.len());
        prop_assume!(!locks.is_empty());
        let before = weights(&start);
        let after = before.with_share(criterion, weight(share), &locks);
        for locked in locks.iter() {
            prop_assert_eq!(after[locked], before[locked]);
        }
        let sum = before.hundredths().sum::<u32>();
        prop_assert_eq!(after.hundredths().sum::<u32>(), sum);
        let (low, high) = before.limits(criterion, &locks);
        let nearest = (f64::from(sum) * f64::from(share) / 10_000.0).round().min(10_000.0);
        prop_assert_eq!(after[criterion], weight(nearest as u16).clamp(low, high));
        prop_assert_eq!(&after, &before.rebalanced(criterion, after[criterion], &locks));
    }

    #[test]
    fn a_criterion_moves_to_a_position_among_the_others(
        hundredths in proptest::collection::vec(0u16..=10_000, 1..24),
        criterion in any::<Index>(),
        position in 0usize..30,
    ) {
        let weights = weights(&hundredths);
        let before = weights.rank_order();
        let criterion = before[criterion.index(before.len())];
        let after = weights.with_position(criterion, position);
        let others = |order: Vec<CriterionIndex>| -> Vec<CriterionIndex> {
            order.into_iter().filter(|&other| other != criterion).collect()
        };
        let order = after.rank_order();
        prop_assert_eq!(order[position.min(before.len() - 1)], criterion);
        prop_assert_eq!(others(order), others(before));
    }

    #[test]
    fn weights_by_rank_order_add_up_and_keep_the_order(
        indices in (1u8..=24).prop_flat_map(|count| Just((0..count).collect::<Vec<u8>>()).prop_shuffle()),
    ) {
        let order = order(&indices);
        let weights = Weights::by_rank_order(&order);
        prop_assert_eq!(weights.hundredths().sum::<u32>(), 10_000);
        prop_assert_eq!(weights.rank_order(), order);
    }

    #[test]
    fn shares_add_up_to_one_hundred_percent(hundredths in proptest::collection::vec(0u16..=10_000, 1..24)) {
        let weights = weights(&hundredths);
        let shares = Shares::new(&weights);
        let sum: u16 = weights.iter().map(|(criterion, _)| shares[criterion].tenths()).sum();
        prop_assert_eq!(sum, if hundredths.iter().all(|&part| part == 0) { 0 } else { 1000 });
    }

    #[test]
    fn whole_shares_add_up_and_are_within_1_of_the_exact_ones(
        hundredths in proptest::collection::vec(prop_oneof![Just(0), 0u16..=10_000], 1..24),
    ) {
        let weights = weights(&hundredths);
        let shares = Shares::in_whole_percent(&weights);
        let total = weights.hundredths().sum::<u32>();
        let mut sum = 0;
        for (criterion, weight) in weights.iter() {
            let share = shares[criterion];
            let percent: u32 = share.to_string().parse().expect("a whole number");
            prop_assert_eq!(u32::from(share.tenths()), 10 * percent);
            let exact = 100 * u32::from(weight.hundredths());
            prop_assert!(total == 0 || exact.abs_diff(percent * total) < total);
            sum += percent;
        }
        prop_assert_eq!(sum, if total == 0 { 0 } else { 100 });
    }
}
