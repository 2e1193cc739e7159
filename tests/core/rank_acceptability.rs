//! In what share of all weightings, and of those nearby, an entry is first: against exact volumes, against
//! plain sampling, and by their laws.

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

fn acceptability(comparison: &Comparison) -> RankAcceptability {
    among(comparison, &all(comparison))
}

fn among(comparison: &Comparison, entries: &[EntryIndex]) -> RankAcceptability {
    let mut shares = RankAcceptability::new(comparison, entries).expect("few entries");
    assert!(shares.advance(RankAcceptability::POINTS) && shares.is_done());
    shares
}

/// The same after so few weightings that no share is near to the true one yet. What it holds to, it holds to after any.
fn begun(comparison: &Comparison) -> RankAcceptability {
    let mut shares = RankAcceptability::new(comparison, &all(comparison)).expect("few entries");
    shares.advance(BEGUN);
    shares
}

/// Weightings enough for laws that hold after any number of them.
const BEGUN: u32 = 3_008;

fn firsts(rows: &Rows) -> Vec<f64> {
    let comparison = comparison(rows);
    let shares = acceptability(&comparison);
    let entries = all(&comparison).into_iter();
    entries
        .map(|entry| shares.first_share(entry).share)
        .collect()
}

fn assert_near(found: &[f64], right: &[f64], within: f64) {
    for (found, right) in found.iter().zip(right) {
        assert!((found - right).abs() <= within, "{found} is not {right}");
    }
}

/// Random numbers by Knuth's linear congruence (MMIX).
struct Random(u64);

impl Random {
    /// From 0 to less than 1.
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A uniform point of the simplex: exponential numbers, over their sum.
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

/// The place of the row with the greatest total.
fn first(rows: &Rows, weights: &[f64]) -> usize {
    let totals = rows.iter().map(|row| total(row, weights));
    let greatest = totals.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    greatest.map_or(0, |(index, _)| index)
}

fn differences(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// The part of the triangle of all weightings by three criteria in which a row is first.
fn part_of_triangle(rows: &Rows, row: usize) -> f64 {
    let mut corners = vec![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for (_, other) in rows.iter().enumerate().filter(|&(index, _)| index != row) {
        let lead = |corner: &[f64; 3]| total(&differences(&rows[row], other), corner);
        let mut kept = Vec::new();
        for (index, from) in corners.iter().enumerate() {
            let to = &corners[(index + 1) % corners.len()];
            let (start, end) = (lead(from), lead(to));
            if start >= 0.0 {
                kept.push(*from);
            }
            if (start >= 0.0) != (end >= 0.0) {
                let part = start / (start - end);
                kept.push(array::from_fn(|i| from[i] + part * (to[i] - from[i])));
            }
        }
        corners = kept;
    }
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    edges
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum::<f64>()
        .abs()
}

#[test]
fn the_shares_of_a_known_example_are_found() {
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
    let shares = acceptability(&comparison);
    let firsts = (0..5).map(|entry| shares.first_share(EntryIndex(entry)).share);
    let firsts: Vec<f64> = firsts.collect();
    assert_near(&firsts, &[0.74, 0.0, 0.0, 0.0, 0.26], 0.005);
    let ranks = |entry| array::from_fn::<_, 3, _>(|rank| shares.rank_share(entry, 1 + rank as u32));
    let ranks = |entry| ranks(entry).map(Option::unwrap_or_default);
    assert_near(&ranks(EntryIndex(0)), &[0.740, 0.211, 0.049], 0.01);
    assert_near(&ranks(EntryIndex(4)), &[0.260, 0.728, 0.012], 0.01);
}

#[test]
fn three_criteria_give_the_areas_of_polygons() {
    let mut random = Random(3);
    for entries in [2, 5, 12] {
        let rows = random.rows(entries, 3);
        let areas = (0..entries).map(|row| part_of_triangle(&rows, row));
        let areas = areas.collect::<Vec<_>>();
        assert_near(&firsts(&rows), &areas, 0.005);
    }
}

#[test]
fn many_criteria_give_what_plain_sampling_gives() {
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
        assert_near(&firsts(&rows), &sampled, 0.01);
    }
}

#[test]
fn one_criterion_makes_the_best_first_under_every_weighting() {
    assert_eq!(
        firsts(&vec![vec![1.0], vec![3.0], vec![2.0]]),
        [0.0, 1.0, 0.0]
    );
}

#[test]
fn who_is_equal_is_first_together() {
    let rows = vec![vec![5.0, 5.0], vec![5.0, 5.0], vec![4.0, 5.0]];
    assert_eq!(firsts(&rows), [1.0, 1.0, 0.0]);
    let comparison = comparison(&rows);
    let shares = acceptability(&comparison);
    let ranks = |entry| [1, 2, 3, 4].map(|rank| shares.rank_share(EntryIndex(entry), rank));
    assert_eq!(ranks(1), [1.0, 0.0, 0.0, 0.0].map(Some));
    assert_eq!(ranks(2), [0.0, 0.0, 1.0, 0.0].map(Some));
    assert_eq!(ranks(3), [Some(0.0); 4]);
    assert_eq!(shares.rank_share(EntryIndex(1), 0), Some(0.0));
}

#[test]
fn more_entries_than_are_ranked_have_the_same_first_shares() {
    let mut rows = Random(8).rows(100, 3);
    // Another that is first as often as the first of the equal weights.
    rows.push(rows[first(&rows, &[1.0; 3])].clone());
    let comparison = comparison(&rows);
    let shares = acceptability(&comparison);
    assert_eq!(shares.rank_share(EntryIndex(0), 1), None);
    // Those that no other is better than or level with on all criteria.
    let is_dominated = |row: &Vec<f64>| {
        let dominates =
            |other: &Vec<f64>| other != row && row.iter().zip(other).all(|(a, b)| a <= b);
        rows.iter().any(dominates)
    };
    let undominated = all(&comparison).into_iter();
    let undominated = undominated.filter(|entry| !is_dominated(&rows[entry.0 as usize]));
    let undominated: Vec<EntryIndex> = undominated.collect();
    assert_eq!(shares.potential_winners().collect::<Vec<_>>(), undominated);
    let right = among(&comparison, &undominated);
    assert!(right.rank_share(undominated[0], 1).is_some());
    for entry in all(&comparison) {
        assert_eq!(
            shares.first_share(entry),
            right.first_share(entry),
            "{entry:?}"
        );
    }
}

#[test]
fn a_search_in_slices_finds_the_same_in_as_many_steps_as_there_are_entries() {
    let comparison = comparison(&Random(10).rows(300, 4));
    let mut search = PotentialWinners::new(&comparison, &all(&comparison));
    let slices = (1..).find(|_| search.advance(&comparison, 7));
    assert_eq!(slices, Some(300_u32.div_ceil(7)));
    let sliced = search.finish(&comparison).expect("few contenders");
    let at_once = acceptability(&comparison);
    let potential_winners =
        |shares: &RankAcceptability| shares.potential_winners().collect::<Vec<_>>();
    assert_eq!(potential_winners(&sliced), potential_winners(&at_once));
}

#[test]
fn of_few_entries_all_are_contenders_in_the_order_of_their_indices() {
    let comparison = comparison(&vec![vec![5.0, 5.0], vec![1.0, 1.0], vec![4.0, 6.0]]);
    let shares = among(&comparison, &[EntryIndex(2), EntryIndex(1)]);
    let potential_winners: Vec<EntryIndex> = shares.potential_winners().collect();
    assert_eq!(potential_winners, [EntryIndex(1), EntryIndex(2)]);
    assert_eq!(shares.first_share(EntryIndex(0)), FirstShare::default());
}

#[test]
fn what_would_take_long_is_not_begun() {
    let rows = Random(9).rows(4_000, 24);
    let level = comparison(&rows);
    assert!(RankAcceptability::new(&level, &all(&level)).is_none());
    assert!(RankAcceptability::new(&level, &[]).is_none());
    let weights = Weights::from_iter([Weight::ZERO; 24]);
    assert!(LocalRobustness::new(&level, &all(&level), &weights, EntryIndex(0)).is_none());
    assert!(LocalRobustness::new(&level, &[], &level.published_weights(), EntryIndex(0)).is_none());
}

/// A data set of complete scores, and another filling of it: what lacks in the first is there in the second.
fn fillings() -> impl Strategy<Value = (DataSet, DataSet)> {
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
fn a_duel_by_three_criteria_is_decided_by_the_areas_of_polygons() {
    let mut random = Random(5);
    for _ in 0..200 {
        let rows = random.rows(2, 3);
        let comparison = comparison(&rows);
        for (one, other) in [(0, 1), (1, 0)] {
            let found = pairwise_winning_index(&comparison, EntryIndex(one), EntryIndex(other));
            let area = part_of_triangle(&rows, one as usize);
            assert!((found.low - area).abs() < 1e-9, "{found:?} {area} {rows:?}");
            assert!(found.low == found.high && !found.is_always_tied);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn of_two_entries_each_is_first_as_often_as_a_duel_puts_it_ahead(
        criteria in 2..=24usize, seed: u64, skew in 1..=3i32,
    ) {
        let mut rows = Random(seed).rows(2, criteria);
        for score in rows.iter_mut().flatten() {
            *score = (1000.0 * (*score / 1000.0).powi(skew)).floor();
        }
        let comparison = comparison(&rows);
        let shares = acceptability(&comparison);
        for (one, other) in [(EntryIndex(0), EntryIndex(1)), (EntryIndex(1), EntryIndex(0))] {
            let (found, part) = (shares.first_share(one).share, pairwise_winning_index(&comparison, one, other).low);
            // As the widget promises.
            prop_assert!((found - part).abs() <= 0.01, "{found} is not {part} of {rows:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn what_a_duel_would_be_lies_within_what_missing_scores_can_make_of_it((set, filled) in fillings()) {
        let (gaps, filled) = (read(&set.json()), read(&filled.json()));
        for pair in all(&gaps).windows(2) {
            let (bounds, found) = (pairwise_winning_index(&gaps, pair[0], pair[1]), pairwise_winning_index(&filled, pair[0], pair[1]));
            prop_assert!(bounds.low <= found.low + 1e-9 && found.high <= bounds.high + 1e-9);
            prop_assert!((found.low - found.high).abs() < 1e-9);
            let reverse = pairwise_winning_index(&filled, pair[1], pair[0]);
            prop_assert_eq!(found.is_always_tied, reverse.is_always_tied);
            // Levels count for the one that is asked about where they are all there is.
            prop_assert!(found.is_always_tied || (found.low + reverse.low - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn shares_lie_within_what_missing_scores_can_make_of_them((set, filled) in fillings()) {
        let (gaps, filled) = (read(&set.json()), read(&filled.json()));
        let (gaps, filled) = (begun(&gaps), begun(&filled));
        for entry in gaps.potential_winners() {
            let FirstShare { share, low, high } = gaps.first_share(entry);
            prop_assert!(low <= share && share <= high);
            let FirstShare { share, low: least, high: most } = filled.first_share(entry);
            prop_assert!(low <= share && share <= high);
            prop_assert_eq!([least, most], [share; 2]);
        }
    }

    #[test]
    fn shares_without_ties_and_gaps_add_up(entries in 1..=20usize, criteria in 2..=24usize, seed: u64) {
        let mut rows = Random(seed).rows(entries, criteria);
        let worse = rows[0].iter().map(|score| (score - 1.0).max(0.0)).collect();
        rows.push(worse);
        let comparison = comparison(&rows);
        let shares = begun(&comparison);
        let count = rows.len() as u32;
        let sum: f64 = shares.potential_winners().map(|entry| shares.first_share(entry).share).sum();
        // Chance may make two totals equal under some weighting.
        prop_assert!((sum - 1.0).abs() < 0.01, "{sum}");
        for entry in shares.potential_winners() {
            let ranks = (1..=count).filter_map(|rank| shares.rank_share(entry, rank));
            prop_assert!((ranks.sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert_eq!(shares.rank_share(entry, 1), Some(shares.first_share(entry).share));
        }
        prop_assert_eq!(shares.first_share(EntryIndex(count - 1)).share, 0.0);
    }

    #[test]
    fn slices_and_another_order_give_the_same((set, _) in fillings(), order in any::<prop::sample::Index>()) {
        let comparison = read(&set.json());
        let at_once = begun(&comparison);
        let mut turned = all(&comparison);
        turned.rotate_left(order.index(set.entries.len()));
        let mut sliced = RankAcceptability::new(&comparison, &turned).expect("few entries");
        for slice in [1, 7, 2000, BEGUN - 2008] {
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

/// How often the row stays first, by throwing away what is not within reach. Weightings in a corner, which would
/// nearly all be thrown away, are a simplex themselves.
fn sampled_nearby(rows: &Rows, hundredths: &[u16], row: usize, random: &mut Random) -> f64 {
    let whole: f64 = hundredths.iter().map(|&part| f64::from(part)).sum();
    let center = hundredths.iter().map(|&part| f64::from(part) / whole);
    let center: Vec<f64> = center.collect();
    let last = center.len() - 1;
    let (mut within, mut stays) = (0, 0);
    while within < 25_000 {
        let weights: Vec<f64> = if let Some(corner) = center.iter().position(|&part| part == 1.0) {
            let mut weights = random.weights(center.len());
            weights.iter_mut().for_each(|weight| *weight *= 0.05);
            weights[corner] += 0.95;
            weights
        } else {
            let mut weights: Vec<f64> = (center[..last].iter())
                .map(|&part| {
                    let (least, most) = ((part - 0.05).max(0.0), (part + 0.05).min(1.0));
                    least + (most - least) * random.uniform()
                })
                .collect();
            let rest = 1.0 - weights.iter().sum::<f64>();
            if rest < 0.0 || (rest - center[last]).abs() > 0.05 {
                continue;
            }
            weights.push(rest);
            weights
        };
        within += 1;
        let of_row = total(&rows[row], &weights);
        stays += u32::from(rows.iter().all(|row| total(row, &weights) <= of_row));
    }
    f64::from(stays) / f64::from(within)
}

#[test]
fn nearby_shares_are_those_of_plain_sampling() {
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
            // Close to one another, so that there is something to overtake.
            let mut rows = random.rows(entries, hundredths.len());
            let by_weight = hundredths
                .iter()
                .map(|&part| f64::from(part))
                .collect::<Vec<_>>();
            let whole: f64 = by_weight.iter().sum();
            for row in &mut rows {
                let lift = 500.0 - total(row, &by_weight) / whole;
                let moved = |score: &f64| (score + lift).clamp(0.0, 1000.0).floor();
                *row = row.iter().map(moved).collect();
            }
            let comparison = comparison(&rows);
            let weights = weights(hundredths);
            let first = leader(&comparison, &weights).0 as usize;
            let right = sampled_nearby(&rows, hundredths, first, &mut random);
            let found = local_robustness(&comparison, &weights);
            assert_near(&[found], &[right], 0.016);
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
fn one_criterion_cannot_move() {
    let comparison = comparison(&vec![vec![501.0], vec![500.0]]);
    assert_eq!(local_robustness(&comparison, &weights(&[3_000])), 1.0);
}

#[test]
fn either_of_two_mirror_images_leads_half_of_what_is_nearby() {
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
    // By its one score it is close behind the leader's mean, which moves with the weights.
    let json = r#"{ "criteria": [
            { "id": "a", "name": "A", "weight": 1, "range": [0, 100] },
            { "id": "b", "name": "B", "weight": 1, "range": [0, 100] }],
        "entries": [{ "name": "Both", "scores": { "a": 100, "b": 0 } },
                    { "name": "One", "scores": { "a": 49 } }] }"#;
    let comparison = read(json);
    // The mean is above 49 as long as the first criterion has more than 49 %, of 45 to 55 %.
    assert_near(
        &[local_robustness(&comparison, &weights(&[5_000, 5_000]))],
        &[0.6],
        0.01,
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn any_weights_and_slices_give_a_share((set, _) in fillings()) {
        let comparison = read(&set.json());
        let weights = comparison.published_weights();
        let ranking = Ranking::new(&comparison, &weights);
        let first = ranking.rows()[0];
        let all = all(&comparison);
        let local_robustness = LocalRobustness::new(&comparison, &all, &weights, first.entry);
        prop_assert_eq!(local_robustness.is_some(), first.standing.is_some());
        if let Some(mut at_once) = local_robustness {
            let mut sliced = LocalRobustness::new(&comparison, &all, &weights, first.entry).expect("the same again");
            at_once.advance(BEGUN);
            for slice in [1, 7, 2000, BEGUN - 2008] {
                sliced.advance(slice);
            }
            prop_assert!((0.0..=1.0).contains(&at_once.share()));
            prop_assert_eq!(at_once.share(), sliced.share());
        }
    }
}
