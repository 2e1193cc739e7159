//! What would put an entry first: against another solver of linear programs, and by what it must hold.

// What it works out a second time is for other tests.
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

/// Whether the ranking of these entries has it on rank 1.
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

/// The positions as numbers from 0 to 1 by criterion; all must be known.
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

/// The least movement of weight after which the entry leads every other by `margin` times the sum of what divides them,
/// from another solver; `None` if there is none.
fn least_movement(
    comparison: &Comparison,
    entries: &[EntryIndex],
    start: &[f64],
    entry: EntryIndex,
    margin: f64,
) -> Option<f64> {
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
    let own = normalized_scores(comparison, entry);
    for &other in entries {
        let lead: Vec<f64> = own
            .iter()
            .zip(normalized_scores(comparison, other))
            .map(|(own, its)| own - its)
            .collect();
        let scale = lead
            .iter()
            .fold(0.0, |scale: f64, lead| scale.max(lead.abs()));
        if scale > 0.0 {
            let terms: Vec<_> = shares
                .iter()
                .zip(&lead)
                .map(|(&share, lead)| (share, lead / scale))
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

/// Data sets without missing scores, and with so many criteria at most.
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

/// Weightings of many kinds: any, few criteria only, one, all alike.
fn weightings() -> impl Strategy<Value = Vec<Vec<u16>>> {
    let weight = prop_oneof![Just(0u16), Just(10_000), 0..=10_000u16];
    vec(
        prop_oneof![vec(0..=10_000u16, 24), vec(weight, 24), Just(vec![1; 24])],
        100,
    )
}

/// These weightings for the criteria of a comparison, one for each criterion alone, and some around others.
fn weightings_of(
    comparison: &Comparison,
    weightings: &[Vec<u16>],
    around: &[&Weights],
) -> Vec<Weights> {
    let criteria = comparison.indexed_criteria().count();
    let mut all: Vec<Vec<u16>> = weightings
        .iter()
        .map(|weighting| weighting[..criteria].to_vec())
        .collect();
    all.extend(
        (0..criteria).map(|one| (0..criteria).map(|other| u16::from(one == other)).collect()),
    );
    for (of, weighting) in weightings.iter().enumerate() {
        // On the segments between those given, then off them by less and less.
        let Some(pair) = around
            .get(of % around.len().max(1))
            .zip(around.get((of + 1) % around.len().max(1)))
        else {
            break;
        };
        let part = f64::from(weighting[23]) / 10_000.0;
        let near = shares(pair.0)
            .into_iter()
            .zip(shares(pair.1))
            .zip(weighting);
        let near = near.map(|((a, b), &off)| {
            let off = (f64::from(off) - 5_000.0) / [f64::INFINITY, 100.0, 5.0][of % 3];
            (9_000.0 * (a + part * (b - a)) + off).clamp(0.0, 10_000.0) as u16
        });
        all.push(near.collect());
    }
    all.retain(|weighting| weighting.iter().any(|&weight| weight > 0));
    all.into_iter().map(weights).collect()
}

/// What must hold of every path: a way puts the entry first, and what is said to dominate it does.
fn check(
    comparison: &Comparison,
    entries: &[EntryIndex],
    before: &Weights,
    entry: EntryIndex,
    path: &NearestWeights,
) {
    let known = |entry| {
        comparison
            .indexed_criteria()
            .map(|(criterion, _)| comparison.normalized_scores().get(criterion, entry))
            .collect::<Vec<_>>()
    };
    let own = known(entry);
    let has_same_criteria = |other| {
        known(other)
            .iter()
            .zip(&own)
            .all(|(its, own)| its.is_some() == own.is_some())
    };
    match path {
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
            let pairs = || known(other).into_iter().zip(own.clone());
            assert!(pairs().all(|(its, own)| its >= own) && pairs().any(|(its, own)| its > own));
        }
        NearestWeights::DominatedByCombination(combination) => {
            assert!(combination.len() >= 2);
            assert!((combination.iter().map(|(_, part)| part).sum::<f64>() - 1.0).abs() < 1e-9);
            assert!(combination.is_sorted_by(|(_, a), (_, b)| a >= b));
            assert!(combination.iter().all(|&(other, part)| part > 0.0
                && entries.contains(&other)
                && has_same_criteria(other)));
            for (index, own) in own.iter().enumerate() {
                let Some(own) = *own else { continue };
                let gain = |&(other, part): &(EntryIndex, f64)| {
                    part * (known(other)[index].unwrap_or(0) as f64 - own as f64)
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

/// Checks the paths of all entries, and that none is called dominated that some weighting puts first.
fn check_all(comparison: &Comparison, weightings: &[Vec<u16>]) -> Vec<NearestWeights> {
    let (entries, before) = (all(comparison), comparison.published_weights());
    let path = |&entry: &EntryIndex| nearest_winning_weights(comparison, &entries, &before, entry);
    let nearest_weights: Vec<NearestWeights> = entries.iter().map(path).collect();
    let mut around: Vec<&Weights> = Vec::new();
    for (&entry, path) in entries.iter().zip(&nearest_weights) {
        check(comparison, &entries, &before, entry, path);
        if let NearestWeights::Reachable { weights, .. } = path {
            around.push(weights);
        }
    }
    for weights in weightings_of(comparison, weightings, &around) {
        let standings = standings(comparison, &weights, &|_| true, &entries);
        for (path, standing) in nearest_weights.iter().zip(standings) {
            if matches!(
                path,
                NearestWeights::Dominated(_) | NearestWeights::DominatedByCombination(_)
            ) {
                assert!(
                    standing.is_none_or(|standing| standing.rank.number() > 1),
                    "{path:?} {weights:?}"
                );
            }
        }
    }
    nearest_weights
}

/// Checks the paths of complete data against the other solver.
///
/// No weights in hundredths come nearer than the least movement. How much farther they are hangs on how sharp the
/// corner is that has to be met: at most as far as with the margin that makes up for any rounding, and by the rounding
/// itself, which moves every weight by less than a hundredth in 100.
fn check_least(comparison: &Comparison, weightings: &[Vec<u16>]) {
    let (entries, before) = (all(comparison), comparison.published_weights());
    let criteria = hundredths(&before).len();
    let start = match hundredths(&before).iter().all(|&weight| weight == 0) {
        true => vec![1.0 / criteria as f64; criteria],
        false => shares(&before),
    };
    for (&entry, path) in entries.iter().zip(check_all(comparison, weightings)) {
        let [least, most] =
            [0.0, 1e-4].map(|margin| least_movement(comparison, &entries, &start, entry, margin));
        let rounding = 1e-4 * criteria as f64;
        match &path {
            NearestWeights::Reachable { weights, movement } => {
                assert!(
                    least.is_some_and(|least| *movement > least - 1e-6),
                    "{movement} {least:?}"
                );
                assert!(
                    most.is_none_or(|most| *movement < most + rounding + 1e-6),
                    "{movement} {least:?} {most:?}"
                );
                let around: Vec<&Weights> = [&before, weights]
                    .into_iter()
                    .filter(|weights| hundredths(weights) != vec![0; criteria])
                    .collect();
                let Some((least, most)) = least.zip(most) else {
                    continue;
                };
                for other in weightings_of(comparison, weightings, &around) {
                    let nearer = distance(&start, &shares(&other))
                        < movement - (most - least) - rounding - 1e-6;
                    assert!(
                        !nearer || !is_first(comparison, &entries, &other, entry),
                        "{other:?}"
                    );
                }
            }
            NearestWeights::Unknown => assert_eq!(most, None),
            _ => assert_eq!(most, None, "{path:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_path_is_the_shortest_and_what_has_none_is_dominated(
        data in complete(data_sets(), 8),
        weightings in weightings(),
    ) {
        check_least(&read(&data.json()), &weightings);
    }

    #[test]
    fn so_it_is_with_many_criteria(data in complete(data_sets(), 24), weightings in weightings()) {
        check_least(&read(&data.json()), &weightings[..20]);
    }

    #[test]
    fn paths_hold_where_scores_differ_by_next_to_nothing(
        data in complete(data_sets_too_fine_to_be_exact(), 8),
        weightings in weightings(),
    ) {
        check_least(&read(&data.json()), &weightings[..20]);
    }

    #[test]
    fn paths_hold_where_scores_are_missing(
        data in prop_oneof![data_sets(), data_sets_too_fine_to_be_exact()],
        weightings in weightings(),
    ) {
        check_all(&read(&data.json()), &weightings);
    }

    #[test]
    fn only_the_entries_in_question_stand_in_the_way(data in complete(data_sets(), 8), kept in vec(any::<bool>(), 12)) {
        let comparison = read(&data.json());
        let mut kept = kept.into_iter();
        let mut entries = all(&comparison);
        entries.retain(|_| kept.next() == Some(true));
        let before = comparison.published_weights();
        for &entry in &entries {
            check(&comparison, &entries, &before, entry, &nearest_winning_weights(&comparison, &entries, &before, entry));
        }
    }
}

/// A comparison on criteria with the range 0 to 10, of entries with these scores.
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
    let path = |&entry| nearest_winning_weights(comparison, &entries, before, entry);
    entries.iter().map(path).collect()
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
fn who_is_first_already_stays_where_it_is() {
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
fn level_with_the_first_is_first() {
    let comparison = comparison(&[&[s(9), s(1)], &[s(1), s(9)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([6_000, 2_000]))[1],
        reachable(&[5_000, 5_000], 0.5)
    );
}

#[test]
fn the_sum_of_the_weights_stays_where_it_is_100_or_more() {
    let comparison = comparison(&[&[s(9), s(1), s(1)], &[s(1), s(9), s(1)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([10_000, 0, 10_000]))[1],
        reachable(&[5_000, 5_000, 10_000], 0.5)
    );
    // Where a weight would be beyond 100, the sum is 100.
    let behind_on_all_but_one = self::comparison(&[&[s(10), s(10), s(0)], &[s(9), s(9), s(10)]]);
    let NearestWeights::Reachable { weights, .. } =
        &nearest_weights(&behind_on_all_but_one, &weights([10_000, 10_000, 0]))[1]
    else {
        panic!("no way")
    };
    assert_eq!(hundredths(weights).iter().sum::<u16>(), 20_000);
    let only_by_one = self::comparison(&[&[s(10), s(10), s(9)], &[s(0), s(0), s(10)]]);
    let NearestWeights::Reachable { weights, .. } =
        &nearest_weights(&only_by_one, &self::weights([10_000, 10_000, 0]))[1]
    else {
        panic!("no way")
    };
    assert_eq!(hundredths(weights).iter().sum::<u16>(), 10_000);
}

#[test]
fn without_weights_it_starts_from_equal_ones() {
    let comparison = comparison(&[&[s(9), s(1)], &[s(1), s(8)], &[s(0), s(0)]]);
    let nearest_weights = nearest_weights(&comparison, &weights([0, 0]));
    assert_eq!(nearest_weights[0], reachable(&[5_000, 5_000], 0.0));
    let NearestWeights::Reachable { movement, .. } = nearest_weights[1] else {
        panic!("no way")
    };
    // 8 u = 7 (1 - u) for the first criterion's share u.
    assert!(
        (movement - 2.0 * (0.5 - 7.0 / 15.0)).abs() < 2e-4,
        "{movement}"
    );
    assert_eq!(nearest_weights[2], NearestWeights::Dominated(EntryIndex(0)));
}

#[test]
fn one_criterion_has_one_first() {
    let comparison = comparison(&[&[s(9)], &[s(1)], &[s(9)]]);
    let before = weights([700]);
    let dominated = NearestWeights::Dominated(EntryIndex(0));
    assert_eq!(
        nearest_weights(&comparison, &before),
        [reachable(&[700], 0.0), dominated, reachable(&[700], 0.0)]
    );
}

#[test]
fn alone_it_is_first() {
    let comparison = comparison(&[&[s(0), s(0)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([1, 2])),
        [reachable(&[1, 2], 0.0)]
    );
}

#[test]
fn who_can_only_be_level_is_first_there() {
    // Better nowhere, and as good on the second criterion.
    let comparison = comparison(&[&[s(9), s(5)], &[s(1), s(5)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([5_000, 5_000]))[1],
        reachable(&[0, 10_000], 1.0)
    );
}

#[test]
fn who_can_be_level_at_one_point_only_is_found_there() {
    // Level with the mean of the two others where their weights are as 1 to 2.
    let comparison = comparison(&[&[s(6), s(0)], &[s(0), s(3)], &[s(2), s(2)]]);
    let NearestWeights::Reachable { weights, movement } =
        &nearest_weights(&comparison, &weights([5_000, 5_000]))[2]
    else {
        panic!("no way")
    };
    assert_eq!(hundredths(weights), [3_333, 6_666]);
    assert!((movement - 1.0 / 3.0).abs() < 1e-9);
}

#[test]
fn a_mixture_dominates_who_is_good_at_everything_but_best_at_no_mean() {
    let comparison = comparison(&[&[s(10), s(0)], &[s(0), s(10)], &[s(4), s(4)]]);
    let NearestWeights::DominatedByCombination(combination) =
        &nearest_weights(&comparison, &weights([5_000, 5_000]))[2]
    else {
        panic!("no mixture")
    };
    let entries: Vec<u32> = combination.iter().map(|(entry, _)| entry.0).collect();
    assert!(entries == [0, 1] || entries == [1, 0]);
}

#[test]
fn an_entry_ahead_on_some_and_level_on_the_rest_is_named_where_others_are_ahead_on_the_rest() {
    let comparison = comparison(&[&[s(9), s(5)], &[s(0), s(9)], &[s(1), s(5)]]);
    assert_eq!(
        nearest_weights(&comparison, &weights([5_000, 5_000]))[2],
        NearestWeights::Dominated(EntryIndex(0))
    );
}

#[test]
fn a_way_is_found_through_missing_scores() {
    // The second is first where the first criterion counts twice as much as the second or more.
    let comparison = comparison(&[&[s(6), N], &[s(8), s(2)], &[N, N]]);
    let nearest_weights = nearest_weights(&comparison, &weights([4_000, 6_000]));
    assert_eq!(nearest_weights[0], reachable(&[4_000, 6_000], 0.0));
    let NearestWeights::Reachable { movement, .. } = nearest_weights[1] else {
        panic!("no way")
    };
    assert!(
        (movement - 2.0 * (2.0 / 3.0 - 0.4)).abs() < 3e-4,
        "{movement}"
    );
    assert_eq!(nearest_weights[2], NearestWeights::Unknown);
}

#[test]
fn where_nothing_counts_that_is_known_of_the_first_another_can_be_first() {
    let comparison = comparison(&[&[s(9), N], &[s(8), s(7)], &[s(6), s(6)]]);
    let nearest_weights = nearest_weights(&comparison, &weights([5_000, 5_000]));
    assert_eq!(nearest_weights[1], reachable(&[0, 10_000], 1.0));
    assert_eq!(nearest_weights[2], NearestWeights::Dominated(EntryIndex(1)));
}

#[test]
fn who_has_no_score_on_what_counts_gets_a_weight() {
    let comparison = comparison(&[&[s(6), s(1)], &[N, s(8)]]);
    let NearestWeights::Reachable { movement, .. } =
        nearest_weights(&comparison, &weights([10_000, 0]))[1]
    else {
        panic!("no way")
    };
    assert!(movement < 1e-3, "{movement}");
}

#[test]
fn the_custody_data_have_a_way_for_the_last_and_none_for_three() {
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
    check_least(&comparison, &[]);
    let nearest_weights = nearest_weights(&comparison, &comparison.published_weights());
    assert_eq!(nearest_weights[0], reachable(&[2_500; 4], 0.0));
    assert!(
        matches!(nearest_weights[4], NearestWeights::Reachable { movement, .. } if movement > 0.0),
        "{nearest_weights:?}"
    );
    for path in &nearest_weights[1..4] {
        assert!(
            matches!(path, NearestWeights::Dominated(_)),
            "{nearest_weights:?}"
        );
    }
}
