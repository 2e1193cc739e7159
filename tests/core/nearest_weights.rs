//! Nearest winning weights, checked against another solver of linear programs and by their own conditions.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use proptest::collection::vec;
use proptest::prelude::*;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::standings;
use weigh_in_core::robustness::{NearestWeights, nearest_winning_weights};
use weigh_in_core::weights::{Weight, Weights};

use crate::support::{DataSet, all, data_sets, data_sets_too_fine_to_be_exact, read};

fn weights(hundredths: impl IntoIterator<Item = u16>) -> Weights {
    let weight = |hundredths| Weight::from_hundredths(hundredths).expect("a weight of the test");
    hundredths.into_iter().map(weight).collect()
}

fn hundredths(weights: &Weights) -> Vec<u16> {
    weights
        .iter()
        .map(|(_, weight)| weight.hundredths())
        .collect()
}

fn shares(weights: &Weights) -> Vec<f64> {
    let sum: u32 = hundredths(weights).into_iter().map(u32::from).sum();
    let share = |part| f64::from(part) / f64::from(sum);
    hundredths(weights).into_iter().map(share).collect()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

/// Reports whether the ranking of these entries has this one on rank 1.
fn is_first(
    comparison: &Comparison,
    entries: &[EntryIndex],
    weights: &Weights,
    entry: EntryIndex,
) -> bool {
    let standing = standings(
        comparison,
        weights,
        &|other| entries.contains(&other),
        &[entry],
    )[0];
    standing.is_some_and(|standing| standing.rank.number() == 1)
}

/// Returns an entry's normalized scores by criterion, 0 to 1; none may be missing.
fn normalized_scores(comparison: &Comparison, entry: EntryIndex) -> Vec<f64> {
    let normalized_scores = comparison.normalized_scores();
    let position = |criterion| {
        normalized_scores
            .get(criterion, entry)
            .expect("a score that is known")
    };
    let criteria = comparison.indexed_criteria();
    criteria
        .map(|(criterion, _)| position(criterion) as f64 / normalized_scores.denominator() as f64)
        .collect()
}

/// A bound of the least movement.
#[derive(Clone, Copy)]
enum Bound {
    /// No movement that puts the entry first is less.
    Lower,
    /// After this movement the entry leads every other by 0.0001 times the sum of their absolute differences.
    Upper,
}

impl Bound {
    /// Moves a coefficient that is nearly 0 to one within the range that the solver is exact for, to the side that
    /// keeps the bound; the greatest coefficient of the constraint is 1.
    fn round(self, coefficient: f64) -> f64 {
        const LEAST: f64 = 1e-6;
        match (self, coefficient > 0.0) {
            _ if coefficient == 0.0 || coefficient.abs() >= LEAST => coefficient,
            (Self::Lower, true) => LEAST,
            (Self::Upper, false) => -LEAST,
            _ => 0.0,
        }
    }
}

/// Finds a bound of the least movement that puts the entry first, by another solver; `None` if no movement is enough.
fn movement_bound(
    comparison: &Comparison,
    entries: &[EntryIndex],
    start: &[f64],
    entry: EntryIndex,
    bound: Bound,
) -> Option<f64> {
    let margin = match bound {
        Bound::Lower => 0.0,
        Bound::Upper => 1e-4,
    };
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut shares = Vec::new();
    for &share in start {
        let (new, change) = (
            problem.add_var(0.0, (0.0, 1.0)),
            problem.add_var(1.0, (0.0, 1.0)),
        );
        problem.add_constraint([(new, 1.0), (change, 1.0)], ComparisonOp::Ge, share);
        problem.add_constraint([(new, 1.0), (change, -1.0)], ComparisonOp::Le, share);
        shares.push(new);
    }
    let sum: Vec<_> = shares.iter().map(|&share| (share, 1.0)).collect();
    problem.add_constraint(&sum, ComparisonOp::Eq, 1.0);
    let entry_scores = normalized_scores(comparison, entry);
    for &other in entries {
        let lead: Vec<f64> = entry_scores
            .iter()
            .zip(normalized_scores(comparison, other))
            .map(|(score, rival_score)| score - rival_score)
            .collect();
        let scale = lead
            .iter()
            .fold(0.0, |scale: f64, lead| scale.max(lead.abs()));
        if scale > 0.0 {
            let terms: Vec<_> = shares
                .iter()
                .zip(&lead)
                .map(|(&share, lead)| (share, bound.round(lead / scale)))
                .collect();
            let least = lead.iter().map(|lead| margin * lead.abs() / scale).sum();
            problem.add_constraint(&terms, ComparisonOp::Ge, least);
        }
    }
    match problem.solve() {
        Ok(solution) => Some(
            solution
                .into_solution()
                .expect("a program without whole numbers")
                .objective(),
        ),
        Err(microlp::Error::Infeasible) => None,
        Err(error) => panic!("{error}"),
    }
}

/// Fills the missing scores of data sets, and limits them to this many criteria.
fn complete(
    data_sets: impl Strategy<Value = DataSet>,
    criteria: usize,
) -> impl Strategy<Value = DataSet> {
    let fill = vec(vec(0..=1_000_000_000_000i64, 12), 24);
    (data_sets, fill).prop_map(move |(mut data, fill)| {
        data.columns.truncate(criteria);
        for (column, fill) in data.columns.iter_mut().zip(fill) {
            for (score, fill) in column.scores.iter_mut().zip(fill) {
                score.get_or_insert(column.low + fill % (column.extent + 1));
            }
        }
        data
    })
}

/// Rows of weights of several kinds: any, few criteria only, one criterion, all equal.
fn weight_rows() -> impl Strategy<Value = Vec<Vec<u16>>> {
    let weight = prop_oneof![Just(0u16), Just(10_000), 0..=10_000u16];
    vec(
        prop_oneof![vec(0..=10_000u16, 24), vec(weight, 24), Just(vec![1; 24])],
        100,
    )
}

/// Converts the rows to weights of a comparison's criteria, and adds one set for each criterion alone, and some sets near
/// `around`.
fn sets_of_weights(
    comparison: &Comparison,
    weight_rows: &[Vec<u16>],
    around: &[&Weights],
) -> Vec<Weights> {
    let criteria = comparison.indexed_criteria().count();
    let mut all: Vec<Vec<u16>> = weight_rows
        .iter()
        .map(|row| row[..criteria].to_vec())
        .collect();
    all.extend((0..criteria).map(|single| {
        (0..criteria)
            .map(|other| u16::from(single == other))
            .collect()
    }));
    for (index, row) in weight_rows.iter().enumerate() {
        // On the segments between the sets of `around`, or off them by a little or more.
        let Some(pair) = around
            .get(index % around.len().max(1))
            .zip(around.get((index + 1) % around.len().max(1)))
        else {
            break;
        };
        let part = f64::from(row[23]) / 10_000.0;
        let nearby = shares(pair.0).into_iter().zip(shares(pair.1)).zip(row);
        let nearby = nearby.map(|((a, b), &off)| {
            let off = (f64::from(off) - 5_000.0) / [f64::INFINITY, 100.0, 5.0][index % 3];
            (9_000.0 * (a + part * (b - a)) + off).clamp(0.0, 10_000.0) as u16
        });
        all.push(nearby.collect());
    }
    all.retain(|row| row.iter().any(|&weight| weight > 0));
    all.into_iter().map(weights).collect()
}

/// Checks that winning weights put the entry first, and that a dominator dominates it.
fn check_nearest(
    comparison: &Comparison,
    entries: &[EntryIndex],
    before: &Weights,
    entry: EntryIndex,
    nearest: &NearestWeights,
) {
    let scores = |entry| {
        comparison
            .indexed_criteria()
            .map(|(criterion, _)| comparison.normalized_scores().get(criterion, entry))
            .collect::<Vec<_>>()
    };
    let entry_scores = scores(entry);
    let has_same_criteria = |other| {
        scores(other)
            .iter()
            .zip(&entry_scores)
            .all(|(rival_score, score)| rival_score.is_some() == score.is_some())
    };
    match nearest {
        NearestWeights::Reachable { weights, movement } => {
            assert!(is_first(comparison, entries, weights, entry));
            if hundredths(before).iter().any(|&weight| weight > 0) {
                assert!((distance(&shares(before), &shares(weights)) - movement).abs() < 1e-9);
                assert_eq!(
                    is_first(comparison, entries, before, entry),
                    weights == before
                );
            }
            assert!((0.0..=2.0 + 1e-9).contains(movement));
        }
        &NearestWeights::Dominated(other) => {
            assert!(entries.contains(&other) && has_same_criteria(other));
            let pairs = || scores(other).into_iter().zip(entry_scores.clone());
            assert!(
                pairs().all(|(rival_score, score)| rival_score >= score)
                    && pairs().any(|(rival_score, score)| rival_score > score)
            );
        }
        NearestWeights::DominatedByCombination(combination) => {
            assert!(combination.len() >= 2);
            assert!((combination.iter().map(|(_, part)| part).sum::<f64>() - 1.0).abs() < 1e-9);
            assert!(combination.is_sorted_by(|(_, a), (_, b)| a >= b));
            assert!(combination.iter().all(|&(other, part)| part > 0.0
                && entries.contains(&other)
                && has_same_criteria(other)));
            for (criterion, score) in entry_scores.iter().enumerate() {
                let Some(score) = *score else { continue };
                let gain = |&(other, part): &(EntryIndex, f64)| {
                    part * (scores(other)[criterion].unwrap_or(0) as f64 - score as f64)
                };
                assert!(
                    combination.iter().map(gain).sum::<f64>() > 0.0,
                    "{combination:?}"
                );
            }
        }
        NearestWeights::Unknown => {}
    }
}

/// Checks the nearest weights of all entries, and that no dominated entry is first under any of the rows.
fn check_all(comparison: &Comparison, weight_rows: &[Vec<u16>]) -> Vec<NearestWeights> {
    let (entries, before) = (all(comparison), comparison.published_weights());
    let find_nearest =
        |&entry: &EntryIndex| nearest_winning_weights(comparison, &entries, &before, entry);
    let nearest_weights: Vec<NearestWeights> = entries.iter().map(find_nearest).collect();
    let mut around: Vec<&Weights> = Vec::new();
    for (&entry, nearest) in entries.iter().zip(&nearest_weights) {
        check_nearest(comparison, &entries, &before, entry, nearest);
        if let NearestWeights::Reachable { weights, .. } = nearest {
            around.push(weights);
        }
    }
    for weights in sets_of_weights(comparison, weight_rows, &around) {
        let standings = standings(comparison, &weights, &|_| true, &entries);
        for (nearest, standing) in nearest_weights.iter().zip(standings) {
            if matches!(
                nearest,
                NearestWeights::Dominated(_) | NearestWeights::DominatedByCombination(_)
            ) {
                assert!(
                    standing.is_none_or(|standing| standing.rank.number() > 1),
                    "{nearest:?} {weights:?}"
                );
            }
        }
    }
    nearest_weights
}

/// Checks the nearest weights of complete data against the other solver.
///
/// No weights in hundredths are nearer than the least movement. They are farther by at most the margin that makes up for
/// any rounding, and by the rounding itself, which moves every weight by less than a hundredth in 100.
fn check_against_solver(comparison: &Comparison, weight_rows: &[Vec<u16>]) {
    let (entries, before) = (all(comparison), comparison.published_weights());
    let criteria = hundredths(&before).len();
    let start = match hundredths(&before).iter().all(|&weight| weight == 0) {
        true => vec![1.0 / criteria as f64; criteria],
        false => shares(&before),
    };
    for (&entry, nearest) in entries.iter().zip(check_all(comparison, weight_rows)) {
        let [min, max] = [Bound::Lower, Bound::Upper]
            .map(|bound| movement_bound(comparison, &entries, &start, entry, bound));
        let rounding = 1e-4 * criteria as f64;
        match &nearest {
            NearestWeights::Reachable { weights, movement } => {
                assert!(
                    min.is_some_and(|min| *movement > min - 1e-6),
                    "{movement} {min:?}"
                );
                assert!(
                    max.is_none_or(|max| *movement < max + rounding + 1e-6),
                    "{movement} {min:?} {max:?}"
                );
                let around: Vec<&Weights> = [&before, weights]
                    .into_iter()
                    .filter(|weights| hundredths(weights) != vec![0; criteria])
                    .collect();
                let Some((min, max)) = min.zip(max) else {
                    continue;
                };
                for other in sets_of_weights(comparison, weight_rows, &around) {
                    let nearer = distance(&start, &shares(&other))
                        < movement - (max - min) - rounding - 1e-6;
                    assert!(
                        !nearer || !is_first(comparison, &entries, &other, entry),
                        "{other:?}"
                    );
                }
            }
            NearestWeights::Unknown => assert_eq!(max, None),
            _ => assert_eq!(max, None, "{nearest:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn nearest_weights_are_nearest_and_unreachable_entries_are_dominated(
        data in complete(data_sets(), 8),
        weight_rows in weight_rows(),
    ) {
        check_against_solver(&read(&data.json()), &weight_rows);
    }

    #[test]
    fn nearest_weights_of_many_criteria_agree_with_the_solver(data in complete(data_sets(), 24), weight_rows in weight_rows()) {
        check_against_solver(&read(&data.json()), &weight_rows[..20]);
    }

    #[test]
    fn nearest_weights_of_nearly_equal_scores_agree_with_the_solver(
        data in complete(data_sets_too_fine_to_be_exact(), 8),
        weight_rows in weight_rows(),
    ) {
        check_against_solver(&read(&data.json()), &weight_rows[..20]);
    }

    #[test]
    fn nearest_weights_are_valid_where_scores_are_missing(
        data in prop_oneof![data_sets(), data_sets_too_fine_to_be_exact()],
        weight_rows in weight_rows(),
    ) {
        check_all(&read(&data.json()), &weight_rows);
    }

    #[test]
    fn only_the_given_entries_are_rivals(data in complete(data_sets(), 8), subset in vec(any::<bool>(), 12)) {
        let comparison = read(&data.json());
        let mut subset = subset.into_iter();
        let mut entries = all(&comparison);
        entries.retain(|_| subset.next() == Some(true));
        let before = comparison.published_weights();
        for &entry in &entries {
            check_nearest(&comparison, &entries, &before, entry, &nearest_winning_weights(&comparison, &entries, &before, entry));
        }
    }
}

/// Creates a comparison of entries with these scores, on criteria with the range 0 to 10.
fn comparison(scores: &[&[Option<u8>]]) -> Comparison {
    let criteria = (0..scores[0].len())
        .map(|index| format!(r#"{{ "id": "c{index}", "name": "C", "range": [0, 10] }}"#));
    let entries = scores.iter().enumerate().map(|(index, scores)| {
        let scores = scores
            .iter()
            .enumerate()
            .filter_map(|(index, score)| Some(format!(r#""c{index}": {}"#, (*score)?)));
        format!(
            r#"{{ "name": "{index}", "scores": {{ {} }} }}"#,
            scores.collect::<Vec<_>>().join(", ")
        )
    });
    let (criteria, entries): (Vec<_>, Vec<_>) = (criteria.collect(), entries.collect());
    read(&format!(
        r#"{{ "criteria": [{}], "entries": [{}] }}"#,
        criteria.join(", "),
        entries.join(", ")
    ))
}

fn nearest_weights(comparison: &Comparison, before: &Weights) -> Vec<NearestWeights> {
    let entries = all(comparison);
    let find_nearest = |&entry| nearest_winning_weights(comparison, &entries, before, entry);
    entries.iter().map(find_nearest).collect()
}

fn reachable(hundredths: &[u16], movement: f64) -> NearestWeights {
    NearestWeights::Reachable {
        weights: weights(hundredths.iter().copied()),
        movement,
    }
}

const N: Option<u8> = None;

fn s(score: u8) -> Option<u8> {
    Some(score)
}

#[test]
fn an_entry_that_is_first_keeps_the_weights() {
    let comparison = comparison(&[&[s(9), s(1)], &[s(9), s(1)], &[s(1), s(9)]]);
    let before = weights([6_000, 1_000]);
    assert_eq!(
        nearest_weights(&comparison, &before)[..2],
        [
            reachable(&[6_000, 1_000], 0.0),
            reachable(&[6_000, 1_000], 0.0)
        ]
    );
}

#[test]
fn a_tie_with_the_leader_counts_as_first() {
    let comparison = comparison(&[&[s(9), s(1)], &[s(1), s(9)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([6_000, 2_000]))[1],
        reachable(&[5_000, 5_000], 0.5)
    );
}

#[test]
fn a_sum_of_100_or_more_is_kept() {
    let comparison = comparison(&[&[s(9), s(1), s(1)], &[s(1), s(9), s(1)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([10_000, 0, 10_000]))[1],
        reachable(&[5_000, 5_000, 10_000], 0.5)
    );
    // Where a weight would exceed 100, the sum is 100.
    let behind_on_all_but_one = self::comparison(&[&[s(10), s(10), s(0)], &[s(9), s(9), s(10)]]);
    let NearestWeights::Reachable { weights, .. } =
        &nearest_weights(&behind_on_all_but_one, &weights([10_000, 10_000, 0]))[1]
    else {
        panic!("not reachable")
    };
    assert_eq!(hundredths(weights).iter().sum::<u16>(), 20_000);
    let only_by_one = self::comparison(&[&[s(10), s(10), s(9)], &[s(0), s(0), s(10)]]);
    let NearestWeights::Reachable { weights, .. } =
        &nearest_weights(&only_by_one, &self::weights([10_000, 10_000, 0]))[1]
    else {
        panic!("not reachable")
    };
    assert_eq!(hundredths(weights).iter().sum::<u16>(), 10_000);
}

#[test]
fn zero_weights_start_from_equal_ones() {
    let comparison = comparison(&[&[s(9), s(1)], &[s(1), s(8)], &[s(0), s(0)]]);
    let nearest_weights = nearest_weights(&comparison, &weights([0, 0]));
    assert_eq!(nearest_weights[0], reachable(&[5_000, 5_000], 0.0));
    let NearestWeights::Reachable { movement, .. } = nearest_weights[1] else {
        panic!("not reachable")
    };
    // 8 u = 7 (1 - u) for the first criterion's share u.
    assert!(
        (movement - 2.0 * (0.5 - 7.0 / 15.0)).abs() < 2e-4,
        "{movement}"
    );
    assert_eq!(nearest_weights[2], NearestWeights::Dominated(EntryIndex(0)));
}

#[test]
fn with_one_criterion_only_the_best_is_first() {
    let comparison = comparison(&[&[s(9)], &[s(1)], &[s(9)]]);
    let before = weights([700]);
    let dominated = NearestWeights::Dominated(EntryIndex(0));
    assert_eq!(
        nearest_weights(&comparison, &before),
        [reachable(&[700], 0.0), dominated, reachable(&[700], 0.0)]
    );
}

#[test]
fn a_single_entry_is_first() {
    let comparison = comparison(&[&[s(0), s(0)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([1, 2])),
        [reachable(&[1, 2], 0.0)]
    );
}

#[test]
fn an_entry_that_can_only_tie_is_first_there() {
    // It is better on no criterion, and as good on the second one.
    let comparison = comparison(&[&[s(9), s(5)], &[s(1), s(5)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([5_000, 5_000]))[1],
        reachable(&[0, 10_000], 1.0)
    );
}

#[test]
fn a_tie_at_a_single_point_is_found() {
    // It ties with both others where the weights are as 1 to 2.
    let comparison = comparison(&[&[s(6), s(0)], &[s(0), s(3)], &[s(2), s(2)]]);
    let NearestWeights::Reachable { weights, movement } =
        &nearest_weights(&comparison, &weights([5_000, 5_000]))[2]
    else {
        panic!("not reachable")
    };
    assert_eq!(hundredths(weights), [3_333, 6_666]);
    assert!((movement - 1.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_combination_dominates_an_entry_that_is_never_first() {
    let comparison = comparison(&[&[s(10), s(0)], &[s(0), s(10)], &[s(4), s(4)]]);
    let NearestWeights::DominatedByCombination(combination) =
        &nearest_weights(&comparison, &weights([5_000, 5_000]))[2]
    else {
        panic!("not dominated by a combination")
    };
    let entries: Vec<u32> = combination.iter().map(|(entry, _)| entry.0).collect();
    assert!(entries == [0, 1] || entries == [1, 0]);
}

#[test]
fn a_weak_dominator_is_named_where_others_are_ahead_at_its_ties() {
    let comparison = comparison(&[&[s(9), s(5)], &[s(0), s(9)], &[s(1), s(5)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([5_000, 5_000]))[2],
        NearestWeights::Dominated(EntryIndex(0))
    );
}

#[test]
fn winning_weights_are_found_despite_missing_scores() {
    // The second is first where the first criterion has at least twice the weight of the second.
    let comparison = comparison(&[&[s(6), N], &[s(8), s(2)], &[N, N]]);
    let nearest_weights = nearest_weights(&comparison, &weights([4_000, 6_000]));
    assert_eq!(nearest_weights[0], reachable(&[4_000, 6_000], 0.0));
    let NearestWeights::Reachable { movement, .. } = nearest_weights[1] else {
        panic!("not reachable")
    };
    assert!(
        (movement - 2.0 * (2.0 / 3.0 - 0.4)).abs() < 3e-4,
        "{movement}"
    );
    assert_eq!(nearest_weights[2], NearestWeights::Unknown);
}

#[test]
fn an_entry_can_be_first_where_the_leader_has_no_total() {
    let comparison = comparison(&[&[s(9), N], &[s(8), s(7)], &[s(6), s(6)]]);
    let nearest_weights = nearest_weights(&comparison, &weights([5_000, 5_000]));
    assert_eq!(nearest_weights[1], reachable(&[0, 10_000], 1.0));
    assert_eq!(nearest_weights[2], NearestWeights::Dominated(EntryIndex(1)));
}

#[test]
fn an_entry_without_a_total_gets_weight_on_its_criteria() {
    let comparison = comparison(&[&[s(6), s(1)], &[N, s(8)]]);
    let NearestWeights::Reachable { movement, .. } =
        nearest_weights(&comparison, &weights([10_000, 0]))[1]
    else {
        panic!("not reachable")
    };
    assert!(movement < 1e-3, "{movement}");
}

#[test]
fn known_data_have_winning_weights_for_one_entry_and_none_for_three() {
    let rows = [
        [5.0, -1.5, 15.0, 4.0],
        [2.5, -3.8, 25.0, 2.5],
        [3.0, -2.8, 10.0, 2.8],
        [2.0, -6.7, 0.0, 1.0],
        [4.0, -3.4, 30.0, 3.5],
    ];
    let ranges = [(2.0, 5.0), (-6.7, -1.5), (0.0, 30.0), (1.0, 4.0)];
    let criteria = ranges.iter().enumerate().map(|(index, (low, high))| {
        format!(r#"{{ "id": "c{index}", "name": "C", "weight": 25, "range": [{low}, {high}] }}"#)
    });
    let entries = rows.iter().enumerate().map(|(index, [a, b, c, d])| {
        format!(
            r#"{{ "name": "{index}", "scores": {{ "c0": {a}, "c1": {b}, "c2": {c}, "c3": {d} }} }}"#
        )
    });
    let (criteria, entries): (Vec<_>, Vec<_>) = (criteria.collect(), entries.collect());
    let comparison = read(&format!(
        r#"{{ "criteria": [{}], "entries": [{}] }}"#,
        criteria.join(", "),
        entries.join(", ")
    ));
    check_against_solver(&comparison, &[]);
    let nearest_weights = nearest_weights(&comparison, &comparison.published_weights());
    assert_eq!(nearest_weights[0], reachable(&[2_500; 4], 0.0));
    assert!(
        matches!(nearest_weights[4], NearestWeights::Reachable { movement, .. } if movement > 0.0),
        "{nearest_weights:?}"
    );
    for nearest in &nearest_weights[1..4] {
        assert!(
            matches!(nearest, NearestWeights::Dominated(_)),
            "{nearest_weights:?}"
        );
    }
}
