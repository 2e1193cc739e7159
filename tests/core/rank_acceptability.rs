//! Rank acceptability and local robustness, checked against exact volumes, plain sampling, and their own laws.

use std::array;

use proptest::collection::vec;
use proptest::prelude::*;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{
    FirstShare, LocalRobustness, PotentialWinners, RankAcceptability, pairwise_winning_index,
};
use weigh_in_core::weights::{Weight, Weights};

use crate::support::{Column, DataSet, Entry, all, data_sets, read};

/// Scores by entry, in thousandths of every criterion's range.
type Rows = Vec<Vec<f64>>;

fn comparison(rows: &Rows) -> Comparison {
    let columns = (0..rows[0].len()).map(|criterion| Column {
        weight_in_hundredths: 100,
        lower_is_better: false,
        range_is_given: true,
        exponent: 0,
        low: 0,
        extent: 1000,
        scores: rows.iter().map(|row| Some(row[criterion] as i64)).collect(),
    });
    let entry = |index| Entry {
        name: format!("Entry {index}"),
        published_rank: None,
    };
    let set = DataSet {
        columns: columns.collect(),
        entries: (0..rows.len()).map(entry).collect(),
    };
    read(&set.json())
}

fn count_all(comparison: &Comparison) -> RankAcceptability {
    count_among(comparison, &all(comparison))
}

fn count_among(comparison: &Comparison, entries: &[EntryIndex]) -> RankAcceptability {
    let mut shares = PotentialWinners::new(comparison, entries)
        .finish(comparison)
        .expect("few entries");
    assert!(shares.advance(RankAcceptability::POINTS) && shares.is_done());
    shares
}

/// Counts at too few points for accurate shares, but enough for laws that hold after any number of points.
fn count_some(comparison: &Comparison) -> RankAcceptability {
    let mut shares = PotentialWinners::new(comparison, &all(comparison))
        .finish(comparison)
        .expect("few entries");
    shares.advance(SOME_POINTS);
    shares
}

const SOME_POINTS: u32 = 3_008;

fn first_shares(rows: &Rows) -> Vec<f64> {
    let comparison = comparison(rows);
    let shares = count_all(&comparison);
    let entries = all(&comparison).into_iter();
    entries
        .map(|entry| shares.first_share(entry).share)
        .collect()
}

fn assert_near(found: &[f64], expected: &[f64], tolerance: f64) {
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= tolerance,
            "{found} is not {expected}"
        );
    }
}

/// Random numbers by Knuth's linear congruence (MMIX).
struct Random(u64);

impl Random {
    /// Draws a number from 0 to less than 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Draws a uniform point of the simplex: exponential numbers divided by their sum.
    fn weights(&mut self, criteria: usize) -> Vec<f64> {
        let weights = (0..criteria).map(|_| -(1.0 - self.uniform()).ln());
        let weights: Vec<f64> = weights.collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / sum).collect()
    }

    fn rows(&mut self, entries: usize, criteria: usize) -> Rows {
        let mut row = || {
            (0..criteria)
                .map(|_| (1000.0 * self.uniform()).floor())
                .collect()
        };
        (0..entries).map(|_| row()).collect()
    }
}

fn total(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(a, b)| a * b).sum()
}

/// Returns the index of the row with the greatest total.
fn first(rows: &Rows, weights: &[f64]) -> usize {
    let totals = rows.iter().map(|row| total(row, weights));
    let greatest = totals.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    greatest.map_or(0, |(index, _)| index)
}

fn differences(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// Computes the share of the weight space of three criteria, a triangle, in which a row is first.
fn share_of_triangle(rows: &Rows, row: usize) -> f64 {
    let mut corners = vec![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for (_, other) in rows.iter().enumerate().filter(|&(index, _)| index != row) {
        let lead = |corner: &[f64; 3]| total(&differences(&rows[row], other), corner);
        let mut clipped = Vec::new();
        for (index, from) in corners.iter().enumerate() {
            let to = &corners[(index + 1) % corners.len()];
            let (start, end) = (lead(from), lead(to));
            if start >= 0.0 {
                clipped.push(*from);
            }
            if (start >= 0.0) != (end >= 0.0) {
                let t = start / (start - end);
                clipped.push(array::from_fn(|i| from[i] + t * (to[i] - from[i])));
            }
        }
        corners = clipped;
    }
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    edges
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum::<f64>()
        .abs()
}

#[test]
fn reproduces_the_shares_of_a_known_example() {
    let json = r#"{ "criteria": [
            { "id": "a", "name": "A", "weight": 1, "range": [2, 5] },
            { "id": "b", "name": "B", "weight": 1, "range": [-6.7, -1.5] },
            { "id": "c", "name": "C", "weight": 1, "range": [0, 30] },
            { "id": "d", "name": "D", "weight": 1, "range": [1, 4] }],
        "entries": [
            { "name": "E1", "scores": { "a": 5, "b": -1.5, "c": 15, "d": 4 } },
            { "name": "E2", "scores": { "a": 2.5, "b": -3.8, "c": 25, "d": 2.5 } },
            { "name": "E3", "scores": { "a": 3, "b": -2.8, "c": 10, "d": 2.8 } },
            { "name": "E4", "scores": { "a": 2, "b": -6.7, "c": 0, "d": 1 } },
            { "name": "E5", "scores": { "a": 4, "b": -3.4, "c": 30, "d": 3.5 } }] }"#;
    let comparison = read(json);
    let shares = count_all(&comparison);
    let first_shares = (0..5).map(|entry| shares.first_share(EntryIndex(entry)).share);
    let first_shares: Vec<f64> = first_shares.collect();
    assert_near(&first_shares, &[0.74, 0.0, 0.0, 0.0, 0.26], 0.005);
    let ranks = |entry| array::from_fn::<_, 3, _>(|rank| shares.rank_share(entry, 1 + rank as u32));
    let ranks = |entry| ranks(entry).map(Option::unwrap_or_default);
    assert_near(&ranks(EntryIndex(0)), &[0.740, 0.211, 0.049], 0.01);
    assert_near(&ranks(EntryIndex(4)), &[0.260, 0.728, 0.012], 0.01);
}

#[test]
fn shares_of_three_criteria_are_the_areas_of_polygons() {
    let mut random = Random(3);
    for entries in [2, 5, 12] {
        let rows = random.rows(entries, 3);
        let areas = (0..entries).map(|row| share_of_triangle(&rows, row));
        let areas = areas.collect::<Vec<_>>();
        assert_near(&first_shares(&rows), &areas, 0.005);
    }
}

#[test]
fn shares_of_many_criteria_agree_with_plain_sampling() {
    let mut random = Random(6);
    const SAMPLED: u32 = 40_000;
    for (entries, criteria) in [(10, 6), (10, 24)] {
        let rows = random.rows(entries, criteria);
        let mut times = vec![0; entries];
        for _ in 0..SAMPLED {
            times[first(&rows, &random.weights(criteria))] += 1;
        }
        let sampled = times
            .iter()
            .map(|&times| f64::from(times) / f64::from(SAMPLED));
        let sampled = sampled.collect::<Vec<_>>();
        // Four standard errors of the sample.
        assert_near(&first_shares(&rows), &sampled, 0.01);
    }
}

#[test]
fn with_one_criterion_the_best_is_always_first() {
    assert_eq!(
        first_shares(&vec![vec![1.0], vec![3.0], vec![2.0]]),
        [0.0, 1.0, 0.0]
    );
}

#[test]
fn equal_entries_are_first_together() {
    let rows = vec![vec![5.0, 5.0], vec![5.0, 5.0], vec![4.0, 5.0]];
    assert_eq!(first_shares(&rows), [1.0, 1.0, 0.0]);
    let comparison = comparison(&rows);
    let shares = count_all(&comparison);
    let ranks = |entry| [1, 2, 3, 4].map(|rank| shares.rank_share(EntryIndex(entry), rank));
    assert_eq!(ranks(1), [1.0, 0.0, 0.0, 0.0].map(Some));
    assert_eq!(ranks(2), [0.0, 0.0, 1.0, 0.0].map(Some));
    assert_eq!(ranks(3), [Some(0.0); 4]);
    assert_eq!(shares.rank_share(EntryIndex(1), 0), Some(0.0));
}

#[test]
fn first_shares_are_the_same_without_ranks() {
    let mut rows = Random(8).rows(100, 3);
    // A copy of the row that is first under equal weights.
    rows.push(rows[first(&rows, &[1.0; 3])].clone());
    let comparison = comparison(&rows);
    let shares = count_all(&comparison);
    assert_eq!(shares.rank_share(EntryIndex(0), 1), None);
    // The rows that no other row dominates.
    let is_dominated = |row: &Vec<f64>| {
        let dominates =
            |other: &Vec<f64>| other != row && row.iter().zip(other).all(|(a, b)| a <= b);
        rows.iter().any(dominates)
    };
    let undominated = all(&comparison).into_iter();
    let undominated = undominated.filter(|entry| !is_dominated(&rows[entry.0 as usize]));
    let undominated: Vec<EntryIndex> = undominated.collect();
    assert_eq!(shares.potential_winners().collect::<Vec<_>>(), undominated);
    let expected = count_among(&comparison, &undominated);
    assert!(expected.rank_share(undominated[0], 1).is_some());
    for entry in all(&comparison) {
        assert_eq!(
            shares.first_share(entry),
            expected.first_share(entry),
            "{entry:?}"
        );
    }
}

#[test]
fn a_search_in_slices_finds_the_same_in_one_step_per_entry() {
    let comparison = comparison(&Random(10).rows(300, 4));
    let mut search = PotentialWinners::new(&comparison, &all(&comparison));
    let slices = (1..).find(|_| search.advance(&comparison, 7));
    assert_eq!(slices, Some(300_u32.div_ceil(7)));
    let sliced = search.finish(&comparison).expect("few contenders");
    let at_once = count_all(&comparison);
    let potential_winners =
        |shares: &RankAcceptability| shares.potential_winners().collect::<Vec<_>>();
    assert_eq!(potential_winners(&sliced), potential_winners(&at_once));
}

#[test]
fn few_entries_are_all_potential_winners_in_the_order_of_their_indices() {
    let comparison = comparison(&vec![vec![5.0, 5.0], vec![1.0, 1.0], vec![4.0, 6.0]]);
    let shares = count_among(&comparison, &[EntryIndex(2), EntryIndex(1)]);
    let potential_winners: Vec<EntryIndex> = shares.potential_winners().collect();
    assert_eq!(potential_winners, [EntryIndex(1), EntryIndex(2)]);
    assert_eq!(shares.first_share(EntryIndex(0)), FirstShare::default());
}

#[test]
fn a_count_that_would_take_long_is_not_begun() {
    let rows = Random(9).rows(4_000, 24);
    let large = comparison(&rows);
    assert!(
        PotentialWinners::new(&large, &all(&large))
            .finish(&large)
            .is_none()
    );
    assert!(PotentialWinners::new(&large, &[]).finish(&large).is_none());
    let weights = Weights::from_iter([Weight::ZERO; 24]);
    assert!(LocalRobustness::new(&large, &all(&large), &weights, EntryIndex(0)).is_none());
    assert!(LocalRobustness::new(&large, &[], &large.published_weights(), EntryIndex(0)).is_none());
}

/// Generates a data set, perhaps with missing scores, and the same data set with these filled.
fn data_sets_with_fillings() -> impl Strategy<Value = (DataSet, DataSet)> {
    (data_sets(), vec(any::<u16>(), 24 * 12)).prop_map(|(set, fill)| {
        let set = set.with_given_ranges();
        let mut filled = set.clone();
        let mut fill = fill.into_iter().map(i64::from);
        for column in &mut filled.columns {
            let (low, extent) = (column.low, column.extent);
            for score in &mut column.scores {
                let step = fill.next().unwrap_or(0);
                *score = score.or(Some(low + step % (extent + 1)));
            }
        }
        (set, filled)
    })
}

#[test]
fn the_pairwise_winning_index_of_three_criteria_is_the_area_of_a_polygon() {
    let mut random = Random(5);
    for _ in 0..200 {
        let rows = random.rows(2, 3);
        let comparison = comparison(&rows);
        for (a, b) in [(0, 1), (1, 0)] {
            let found = pairwise_winning_index(&comparison, EntryIndex(a), EntryIndex(b));
            let area = share_of_triangle(&rows, a as usize);
            assert!((found.low - area).abs() < 1e-9, "{found:?} {area} {rows:?}");
            assert!(found.low == found.high && !found.is_always_tied);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn first_shares_of_two_entries_agree_with_their_pairwise_winning_index(
        criteria in 2..=24usize, seed: u64, skew in 1..=3i32,
    ) {
        let mut rows = Random(seed).rows(2, criteria);
        for score in rows.iter_mut().flatten() {
            *score = (1000.0 * (*score / 1000.0).powi(skew)).floor();
        }
        let comparison = comparison(&rows);
        let shares = count_all(&comparison);
        for (a, b) in [(EntryIndex(0), EntryIndex(1)), (EntryIndex(1), EntryIndex(0))] {
            let (found, expected) = (shares.first_share(a).share, pairwise_winning_index(&comparison, a, b).low);
            // The widget promises this accuracy.
            prop_assert!((found - expected).abs() <= 0.01, "{found} is not {expected} of {rows:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_pairwise_winning_index_with_all_scores_lies_within_the_bounds((set, filled) in data_sets_with_fillings()) {
        let (gaps, filled) = (read(&set.json()), read(&filled.json()));
        for pair in all(&gaps).windows(2) {
            let (bounds, found) = (pairwise_winning_index(&gaps, pair[0], pair[1]), pairwise_winning_index(&filled, pair[0], pair[1]));
            prop_assert!(bounds.low <= found.low + 1e-9 && found.high <= bounds.high + 1e-9);
            prop_assert!((found.low - found.high).abs() < 1e-9);
            let reverse = pairwise_winning_index(&filled, pair[1], pair[0]);
            prop_assert_eq!(found.is_always_tied, reverse.is_always_tied);
            // If the two always tie, both indices are 1.
            prop_assert!(found.is_always_tied || (found.low + reverse.low - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn first_shares_lie_within_their_bounds((set, filled) in data_sets_with_fillings()) {
        let (gaps, filled) = (read(&set.json()), read(&filled.json()));
        let (gaps, filled) = (count_some(&gaps), count_some(&filled));
        for entry in gaps.potential_winners() {
            let FirstShare { share, low, high } = gaps.first_share(entry);
            prop_assert!(low <= share && share <= high);
            let FirstShare { share, low: filled_low, high: filled_high } = filled.first_share(entry);
            prop_assert!(low <= share && share <= high);
            prop_assert_eq!([filled_low, filled_high], [share; 2]);
        }
    }

    #[test]
    fn shares_without_ties_and_gaps_add_up_to_1(entries in 1..=20usize, criteria in 2..=24usize, seed: u64) {
        let mut rows = Random(seed).rows(entries, criteria);
        let worse = rows[0].iter().map(|score| (score - 1.0).max(0.0)).collect();
        rows.push(worse);
        let comparison = comparison(&rows);
        let shares = count_some(&comparison);
        let count = rows.len() as u32;
        let sum: f64 = shares.potential_winners().map(|entry| shares.first_share(entry).share).sum();
        // Two totals may be equal by chance at some points.
        prop_assert!((sum - 1.0).abs() < 0.01, "{sum}");
        for entry in shares.potential_winners() {
            let ranks = (1..=count).filter_map(|rank| shares.rank_share(entry, rank));
            prop_assert!((ranks.sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert_eq!(shares.rank_share(entry, 1), Some(shares.first_share(entry).share));
        }
        prop_assert_eq!(shares.first_share(EntryIndex(count - 1)).share, 0.0);
    }

    #[test]
    fn slices_and_the_order_of_entries_change_nothing((set, _) in data_sets_with_fillings(), order in any::<prop::sample::Index>()) {
        let comparison = read(&set.json());
        let at_once = count_some(&comparison);
        let mut rotated = all(&comparison);
        rotated.rotate_left(order.index(set.entries.len()));
        let mut sliced = PotentialWinners::new(&comparison, &rotated).finish(&comparison).expect("few entries");
        for slice in [1, 7, 2000, SOME_POINTS - 2008] {
            sliced.advance(slice);
        }
        for entry in at_once.potential_winners() {
            prop_assert_eq!(sliced.first_share(entry), at_once.first_share(entry));
            for rank in 1..=12 {
                prop_assert_eq!(sliced.rank_share(entry, rank), at_once.rank_share(entry, rank));
            }
        }
    }
}

fn leader(comparison: &Comparison, weights: &Weights) -> EntryIndex {
    Ranking::new(comparison, weights).rows()[0].entry
}

fn weights(hundredths: &[u16]) -> Weights {
    let weights = hundredths.iter();
    let weights = weights.map(|&hundredths| Weight::from_hundredths(hundredths));
    weights.map(Option::unwrap_or_default).collect()
}

fn local_robustness(comparison: &Comparison, weights: &Weights) -> f64 {
    let leader = leader(comparison, weights);
    let entries = all(comparison);
    let mut local_robustness =
        LocalRobustness::new(comparison, &entries, weights, leader).expect("few entries");
    assert!(local_robustness.advance(LocalRobustness::POINTS) && local_robustness.is_done());
    local_robustness.share()
}

/// Samples how often the row stays first, rejecting weights out of reach. Near a corner, where nearly all would be
/// rejected, the nearby weights are a simplex themselves.
fn sample_nearby(rows: &Rows, hundredths: &[u16], row: usize, random: &mut Random) -> f64 {
    let total_weight: f64 = hundredths.iter().map(|&part| f64::from(part)).sum();
    let center = hundredths
        .iter()
        .map(|&part| f64::from(part) / total_weight);
    let center: Vec<f64> = center.collect();
    let last = center.len() - 1;
    let (mut accepted, mut stays) = (0, 0);
    while accepted < 25_000 {
        let weights: Vec<f64> = if let Some(corner) = center.iter().position(|&part| part == 1.0) {
            let mut weights = random.weights(center.len());
            weights.iter_mut().for_each(|weight| *weight *= 0.05);
            weights[corner] += 0.95;
            weights
        } else {
            let mut weights: Vec<f64> = (center[..last].iter())
                .map(|&part| {
                    let (min, max) = ((part - 0.05).max(0.0), (part + 0.05).min(1.0));
                    min + (max - min) * random.uniform()
                })
                .collect();
            let rest = 1.0 - weights.iter().sum::<f64>();
            if rest < 0.0 || (rest - center[last]).abs() > 0.05 {
                continue;
            }
            weights.push(rest);
            weights
        };
        accepted += 1;
        let row_total = total(&rows[row], &weights);
        stays += u32::from(rows.iter().all(|row| total(row, &weights) <= row_total));
    }
    f64::from(stays) / f64::from(accepted)
}

#[test]
fn nearby_shares_agree_with_plain_sampling() {
    let mut random = Random(11);
    for hundredths in [
        &[3_000, 7_000][..],
        &[5_000, 3_000, 2_000],
        &[200, 9_000, 300],
        &[2_500, 2_000, 2_000, 1_500, 1_000, 1_000],
        &[0, 0, 100, 100, 0, 0],
        &[10_000, 0, 0, 0, 0, 0],
        &[0, 0, 0, 10_000, 0, 0, 0, 0, 0, 0, 0, 0],
        &[50; 24],
        &[
            0, 10_000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ],
    ] {
        for entries in [2 + 4 * (hundredths.len() % 2)] {
            // The rows have similar totals, so that the leader can be overtaken.
            let mut rows = random.rows(entries, hundredths.len());
            let by_weight = hundredths
                .iter()
                .map(|&part| f64::from(part))
                .collect::<Vec<_>>();
            let total_weight: f64 = by_weight.iter().sum();
            for row in &mut rows {
                let lift = 500.0 - total(row, &by_weight) / total_weight;
                let lifted = |score: &f64| (score + lift).clamp(0.0, 1000.0).floor();
                *row = row.iter().map(lifted).collect();
            }
            let comparison = comparison(&rows);
            let weights = weights(hundredths);
            let first = leader(&comparison, &weights).0 as usize;
            let expected = sample_nearby(&rows, hundredths, first, &mut random);
            let found = local_robustness(&comparison, &weights);
            assert_near(&[found], &[expected], 0.016);
        }
    }
}

#[test]
fn a_leader_far_ahead_always_stays_first() {
    let rows = vec![vec![900.0, 800.0, 100.0], vec![100.0, 200.0, 900.0]];
    let comparison = comparison(&rows);
    let weights = weights(&[4_000, 4_000, 2_000]);
    let all = all(&comparison);
    let local_robustness =
        LocalRobustness::new(&comparison, &all, &weights, EntryIndex(0)).expect("two entries");
    assert!(local_robustness.is_done());
    assert_eq!(local_robustness.share(), 1.0);
}

#[test]
fn with_one_criterion_the_leader_always_stays_first() {
    let comparison = comparison(&vec![vec![501.0], vec![500.0]]);
    assert_eq!(local_robustness(&comparison, &weights(&[3_000])), 1.0);
}

#[test]
fn each_of_two_mirror_images_leads_half_of_the_nearby_weights() {
    let rows = vec![vec![900.0, 100.0], vec![100.0, 900.0]];
    assert_near(
        &[local_robustness(
            &comparison(&rows),
            &weights(&[5_000, 5_000]),
        )],
        &[0.5],
        0.01,
    );
    let rows = vec![
        vec![900.0, 100.0, 500.0, 300.0],
        vec![100.0, 900.0, 300.0, 500.0],
    ];
    assert_near(
        &[local_robustness(&comparison(&rows), &weights(&[100; 4]))],
        &[0.5],
        0.01,
    );
}

#[test]
fn an_entry_that_lacks_a_score_can_overtake() {
    // Its total is its one score, just below the leader's total, which changes with the weights.
    let json = r#"{ "criteria": [
            { "id": "a", "name": "A", "weight": 1, "range": [0, 100] },
            { "id": "b", "name": "B", "weight": 1, "range": [0, 100] }],
        "entries": [{ "name": "Both", "scores": { "a": 100, "b": 0 } },
                    { "name": "One", "scores": { "a": 49 } }] }"#;
    let comparison = read(json);
    // The leader's total is above 49 while the first criterion has more than 49 %, of 45 to 55 %.
    assert_near(
        &[local_robustness(&comparison, &weights(&[5_000, 5_000]))],
        &[0.6],
        0.01,
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_weights_and_slices_give_a_share((set, _) in data_sets_with_fillings()) {
        let comparison = read(&set.json());
        let weights = comparison.published_weights();
        let ranking = Ranking::new(&comparison, &weights);
        let first = ranking.rows()[0];
        let all = all(&comparison);
        let local_robustness = LocalRobustness::new(&comparison, &all, &weights, first.entry);
        prop_assert_eq!(local_robustness.is_some(), first.standing.is_some());
        if let Some(mut at_once) = local_robustness {
            let mut sliced = LocalRobustness::new(&comparison, &all, &weights, first.entry).expect("the same again");
            at_once.advance(SOME_POINTS);
            for slice in [1, 7, 2000, SOME_POINTS - 2008] {
                sliced.advance(slice);
            }
            prop_assert!((0.0..=1.0).contains(&at_once.share()));
            prop_assert_eq!(at_once.share(), sliced.share());
        }
    }
}
