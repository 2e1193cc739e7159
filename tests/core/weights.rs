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
fn changes_are_weights_if_the_sum_stays_and_shares_if_not() {
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
        let mut locks = Locks::default();
        for &other in &locked {
            let other = CriterionIndex(other % count as u8);
            if other != criterion && !locks.contains(other) {
                locks.toggle(other, count);
            }
        }
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
}
