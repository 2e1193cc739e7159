//! Totals, ranks and contributions, against an independent calculation and general laws.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::ranking::{
    Contributions, Difference, Points, Ranking, RankingRow, Standing, Total, lead, published_ranks,
    standings,
};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::{Share, Weight, Weights};

use crate::support::{DataSet, Place, data_sets, data_sets_too_fine_to_be_exact, integer, read};

fn published(comparison: &Comparison) -> Ranking {
    Ranking::new(comparison, &comparison.published_weights())
}

fn ranked_names(comparison: &Comparison, ranking: &Ranking) -> Vec<Place> {
    let texts = Texts::english();
    let place = |row: &RankingRow| {
        let name = comparison.entry(row.entry).name.clone();
        (name, row.standing.map(|_| texts.rank(row.standing)))
    };
    ranking.rows().iter().map(place).collect()
}

/// Formats the ranking of a data set at its published weights, as in `=1 Acme, =1 Brix, 3 Coil, – Dune`.
fn format_ranking(json: &str) -> String {
    let comparison = read(json);
    let places = ranked_names(&comparison, &published(&comparison)).into_iter();
    let places = places.map(|(name, rank)| format!("{} {name}", rank.as_deref().unwrap_or("–")));
    places.collect::<Vec<_>>().join(", ")
}

fn names(comparison: &Comparison, ranking: &Ranking) -> Vec<String> {
    ranked_names(comparison, ranking)
        .into_iter()
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn thirds_of_two_criteria_tie_with_all_of_one() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 1, "range": [0, 3] },
                              { "id": "b", "name": "B", "weight": 2, "range": [0, 3] }],
                 "entries": [{ "name": "All of one", "scores": { "a": 3, "b": 0 } },
                             { "name": "Thirds", "scores": { "a": 1, "b": 1 } }] }"#
        ),
        "=1 All of one, =1 Thirds"
    );
}

#[test]
fn equal_sums_tie_though_floats_differ() {
    assert_ne!(0.1 * 3.0 + 0.2 * 3.0, 0.3 * 3.0);
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 3, "range": [0, 1] },
                              { "id": "b", "name": "B", "weight": 3, "range": [0, 1] },
                              { "id": "c", "name": "C", "weight": 3, "range": [0, 1] }],
                 "entries": [{ "name": "Two parts", "scores": { "a": 0.1, "b": 0.2, "c": 0 } },
                             { "name": "One part", "scores": { "a": 0, "b": 0, "c": 0.3 } }] }"#
        ),
        "=1 One part, =1 Two parts"
    );
}

#[test]
fn totals_over_different_criteria_tie_exactly() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 7.5, "range": [0, 7] },
                              { "id": "b", "name": "B", "weight": 0.01, "range": [0, 21] }],
                 "entries": [{ "name": "Only A", "scores": { "a": 5 } },
                             { "name": "Only B", "scores": { "b": 15 } },
                             { "name": "Both", "scores": { "a": 5, "b": 15 } }] }"#
        ),
        "=1 Both, =1 Only A, =1 Only B"
    );
}

#[test]
fn totals_too_close_for_floats_are_distinguished() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 100, "range": [0, 70000000000000] },
                              { "id": "b", "name": "B", "weight": 0.01, "range": [0, 70000000000000] }],
                 "entries": [{ "name": "A little less", "scores": { "a": 69999999999999 } },
                             { "name": "A little more", "scores": { "a": 69999999999999, "b": 70000000000000 } },
                             { "name": "As much", "scores": { "a": 69999999999999, "b": 69999999999999 } }] }"#
        ),
        "1 A little more, =2 A little less, =2 As much"
    );
}

#[test]
fn equal_totals_share_a_rank_and_the_next_ranks_are_skipped() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A" }],
                 "entries": [{ "name": "Low", "scores": { "a": 10 } },
                             { "name": "Middle 2", "scores": { "a": 50 } },
                             { "name": "High", "scores": { "a": 90 } },
                             { "name": "Middle 3", "scores": { "a": 50.0 } },
                             { "name": "Middle 1", "scores": { "a": 5e1 } }] }"#
        ),
        "1 High, =2 Middle 1, =2 Middle 2, =2 Middle 3, 5 Low"
    );
}

#[test]
fn ties_are_ordered_by_published_rank_then_name() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A" }],
                 "entries": [{ "name": "Coil", "scores": { "a": 50 } },
                             { "name": "Brix", "scores": { "a": 50 } },
                             { "name": "Eddy", "scores": { "a": 50 }, "publishedRank": 2 },
                             { "name": "Dune", "scores": { "a": 50 }, "publishedRank": 10 },
                             { "name": "Acme", "scores": { "a": 50 }, "publishedRank": 10 }] }"#
        ),
        "=1 Eddy, =1 Acme, =1 Dune, =1 Brix, =1 Coil"
    );
}

#[test]
fn a_missing_score_does_not_count_and_opens_bounds() {
    let comparison = read(
        r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 50 }, { "id": "b", "name": "B", "weight": 50 }],
             "entries": [{ "name": "Partly known", "scores": { "a": 80, "b": null } },
                         { "name": "Known", "scores": { "a": 79, "b": 79 } }] }"#,
    );
    let ranking = published(&comparison);
    assert_eq!(names(&comparison, &ranking), ["Partly known", "Known"]);

    let points = |total: Total| total.points().to_string();
    let standings: Vec<_> = ranking
        .rows()
        .iter()
        .filter_map(|row| row.standing)
        .collect();
    assert_eq!(points(standings[0].total), "80.0");
    let bounds = standings[0]
        .bounds
        .map(|(low, high)| (points(low), points(high)));
    assert_eq!(bounds, Some(("40.0".to_owned(), "90.0".to_owned())));
    assert_eq!(standings[1].bounds, None);
}

#[test]
fn a_missing_score_of_weight_0_opens_no_bounds() {
    let comparison = read(
        r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 50 }, { "id": "b", "name": "B", "weight": 0 }],
             "entries": [{ "name": "Acme", "scores": { "a": 80 } }, { "name": "Brix", "scores": { "b": 1 } }] }"#,
    );
    let first = published(&comparison).rows()[0];
    assert_eq!(first.standing.and_then(|standing| standing.bounds), None);
}

#[test]
fn entries_with_scores_of_weight_0_only_are_last_without_a_rank() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 0 }, { "id": "b", "name": "B", "weight": 9 }],
                 "entries": [{ "name": "Brix", "scores": { "a": 100 }, "publishedRank": 2 },
                             { "name": "Acme", "scores": { "a": 100 }, "publishedRank": 3 },
                             { "name": "Zero", "scores": { "b": 0 } },
                             { "name": "Dune", "scores": { "a": 100 }, "publishedRank": 1 }] }"#
        ),
        "1 Zero, – Dune, – Brix, – Acme"
    );
}

#[test]
fn without_weights_nothing_is_ranked_and_the_published_order_stays() {
    let json = r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 0 }, { "id": "b", "name": "B", "weight": 0 }],
                    "entries": [{ "name": "Third", "scores": { "a": 99, "b": 99 }, "publishedRank": 3 },
                                { "name": "First", "scores": { "a": 1 }, "publishedRank": 1 },
                                { "name": "Second", "scores": { "a": 50, "b": 50 }, "publishedRank": 2 }] }"#;
    assert_eq!(format_ranking(json), "– First, – Second, – Third");
    assert!(!published(&read(json)).has_ranks());
}

#[test]
fn published_ranks_default_to_those_under_the_published_weights() {
    let ranks = |json: &str| {
        let comparison = read(json);
        let entries = comparison.indexed_entries().map(|(entry, _)| entry);
        published_ranks(&comparison, &entries.collect::<Vec<_>>())
    };
    assert_eq!(
        ranks(
            r#"{ "criteria": [{ "id": "a", "name": "A" }],
                 "entries": [{ "name": "Acme", "scores": { "a": 10 }, "publishedRank": 1 },
                             { "name": "Brix", "scores": { "a": 20 }, "publishedRank": 2 }] }"#
        ),
        [Some(1), Some(2)]
    );
    assert_eq!(
        ranks(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 1 }, { "id": "b", "name": "B", "weight": 0 }],
                 "entries": [{ "name": "Acme", "scores": { "a": 10 } },
                             { "name": "Brix", "scores": { "a": 20 } },
                             { "name": "Coil", "scores": { "b": 20 } }] }"#
        ),
        [Some(2), Some(1), None]
    );
}

#[test]
fn differences_list_criteria_by_decreasing_contribution() {
    let comparison = read(
        r#"{ "range": [0, 100],
             "criteria": [{ "id": "a", "name": "A", "weight": 10 }, { "id": "b", "name": "B", "weight": 20 },
                          { "id": "c", "name": "C", "weight": 30 }, { "id": "d", "name": "D", "weight": 40 }],
             "entries": [{ "name": "Acme", "scores": { "a": 90, "b": 40, "c": 20, "d": 50 } },
                         { "name": "Brix", "scores": { "a": 50, "b": 40, "c": 40, "d": 30 } }] }"#,
    );
    let weights = comparison.published_weights();
    let contributions = |entry| Contributions::new(&comparison, &weights, EntryIndex(entry));
    let difference = Difference::new(&contributions(0), &contributions(1));
    let part = |(criterion, part): (CriterionIndex, i16)| (criterion.0, part);
    let parts: Vec<_> = difference.by_criterion.into_iter().map(part).collect();
    assert_eq!(parts, [(3, 80), (2, -60), (0, 40)]);
    assert_eq!(difference.total, 60);
}

#[test]
fn a_clear_winner_is_first_even_with_rounded_scores() {
    assert_eq!(
        format_ranking(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 50, "range": [0, 99999999999977] },
                              { "id": "b", "name": "B", "weight": 50, "range": [-0.99999999999971, 0], "better": "lower" }],
                 "entries": [{ "name": "Loser", "scores": { "a": 49999999999988, "b": 0 } },
                             { "name": "Winner", "scores": { "a": 50000000999988, "b": 0 } }] }"#
        ),
        "1 Winner, 2 Loser"
    );
}

#[test]
fn one_entry_leads_on_a_criterion_by_its_distance_to_the_next_fewer_points() {
    let points = |tenths: &[u16]| -> Vec<Points> {
        tenths
            .iter()
            .map(|&tenths| Points::from_tenths(tenths))
            .collect()
    };
    assert_eq!(lead(&points(&[120, 135, 0])), Some((1, 15)));
    assert_eq!(lead(&points(&[135, 120, 120])), Some((0, 15)));
    assert_eq!(lead(&points(&[135, 135, 120])), None);
    assert_eq!(lead(&points(&[7, 7])), None);
    assert_eq!(lead(&points(&[7])), None);
    assert_eq!(lead(&[]), None);
}

proptest! {
    #[test]
    fn order_and_ranks_equal_those_of_exact_fractions(data in data_sets()) {
        let comparison = read(&data.json());
        prop_assert_eq!(ranked_names(&comparison, &published(&comparison)), data.ranking());
    }

    #[test]
    fn points_are_exact_totals_rounded_half_up(data in data_sets()) {
        let comparison = read(&data.json());
        for row in published(&comparison).rows() {
            let exact = data.total(row.entry.0 as usize);
            let tenths = exact.map(|total| ((total * integer(2000) + integer(1)) / integer(2)).floor());
            let rounded = row.standing.map(|standing| integer(standing.total.points().tenths()));
            prop_assert_eq!(rounded, tenths);
        }
    }

    #[test]
    fn bounds_are_the_totals_with_the_worst_and_best_missing_scores(
        data in data_sets(),
        entry in any::<Index>(),
        step in 0..1000i64,
    ) {
        let mut data = data.with_given_ranges();
        let entry = entry.index(data.entries.len());
        let twin = data.entries.len() as u32;
        data.add_completed(entry, "Worst", |column| column.worst_end());
        data.add_completed(entry, "Some", |column| column.low + step % (column.extent + 1));
        data.add_completed(entry, "Best", |column| column.best_end());

        let comparison = read(&data.json());
        let weights = comparison.published_weights();
        let total = |entry| Total::new(&comparison, &weights, EntryIndex(entry));
        let (worst, some, best) = (total(twin), total(twin + 1), total(twin + 2));
        prop_assert!(worst <= some && some <= best);

        let incomplete = data.columns.iter()
            .any(|column| column.scores[entry].is_none() && column.weight_in_hundredths > 0);
        let standing = standings(&comparison, &weights, &|_| true, &[EntryIndex(entry as u32)])[0];
        let bounds = standing.and_then(|standing| standing.bounds);
        let expected = worst.zip(best).filter(|_| incomplete && total(entry as u32).is_some());
        prop_assert_eq!(bounds, expected);
        if let Some(total) = total(entry as u32) {
            prop_assert!(worst <= Some(total) && Some(total) <= best);
        }
    }

    #[test]
    fn scaling_all_weights_changes_nothing(data in data_sets(), factor in any::<Index>()) {
        let comparison = read(&data.json());
        let weights = comparison.published_weights();
        let greatest = weights.iter().map(|(_, weight)| weight.hundredths()).max().unwrap_or(0).max(1);
        let factor = 1 + factor.index(usize::from(Weight::MAX.hundredths() / greatest)) as u16;
        let scaled = weights.iter().map(|(_, weight)| Weight::from_hundredths(factor * weight.hundredths()));
        let scaled: Option<Vec<Weight>> = scaled.collect();
        let scaled: Weights = scaled.into_iter().flatten().collect();
        prop_assert_eq!(
            ranked_names(&comparison, &Ranking::new(&comparison, &scaled)),
            ranked_names(&comparison, &Ranking::new(&comparison, &weights))
        );
    }

    #[test]
    fn removing_entries_keeps_the_order_of_the_others(
        (data, kept) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 1..=all.len();
            (Just(data.with_given_ranges()), subsequence(all, count))
        })
    ) {
        let Some(fewer) = data.with_entries(&kept) else { return Ok(()) };
        let (before, after) = (read(&data.json()), read(&fewer.json()));
        let mut expected = names(&before, &published(&before));
        expected.retain(|name| kept.iter().any(|&entry| data.entries[entry].name == *name));
        prop_assert_eq!(names(&after, &published(&after)), expected);
    }

    #[test]
    fn a_better_score_never_lowers_an_entry(
        data in data_sets(),
        entry in any::<Index>(),
        column in any::<Index>(),
        better in any::<Index>(),
    ) {
        let before = data.with_given_ranges();
        let entry = entry.index(before.entries.len());
        let column = column.index(before.columns.len());
        let mut after = before.clone();
        let column = &mut after.columns[column];
        let Some(score) = column.scores[entry] else { return Ok(()) };
        let room = (column.best_end() - score).abs();
        let gain = better.index(room as usize + 1) as i64;
        column.scores[entry] = Some(score + gain * (column.best_end() - score).signum());

        let place = |data: &DataSet| {
            let comparison = read(&data.json());
            published(&comparison).rows().iter().position(|row| row.entry.0 as usize == entry)
        };
        prop_assert!(place(&after) <= place(&before));
    }

    #[test]
    fn contributions_add_up_to_the_points_and_shares_to_one_hundred(data in data_sets()) {
        let comparison = read(&data.json());
        let weights = comparison.published_weights();
        for row in published(&comparison).rows() {
            let entry = row.entry.0 as usize;
            let contributions = Contributions::new(&comparison, &weights, row.entry);
            let points: u16 = contributions.iter().map(|contribution| contribution.points.tenths()).sum();
            prop_assert_eq!(points, row.standing.map_or(0, |standing| standing.total.points().tenths()));
            let shares = contributions.iter().filter_map(|contribution| contribution.share);
            let shares: u16 = shares.map(|share| share.tenths()).sum();
            prop_assert_eq!(shares, if row.standing.is_some() { 1000 } else { 0 });

            for (contribution, column) in contributions.iter().zip(&data.columns) {
                prop_assert_eq!(contribution.share.is_some(), column.scores[entry].is_some());
                let exact = data.contribution(entry, column) * integer(1000);
                let rounded = integer(contribution.points.tenths());
                prop_assert!(rounded < &exact + integer(1) && exact < rounded + integer(1));
            }
        }
    }

    #[test]
    fn a_limited_ranking_is_the_start_of_the_full_one(
        (data, kept) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 0..=all.len();
            (Just(data), subsequence(all, count))
        }),
        limit in 0..15usize,
    ) {
        let comparison = read(&data.json());
        let weights = comparison.published_weights();
        let keep = |entry: EntryIndex| kept.contains(&(entry.0 as usize));
        let full = Ranking::with_filter(&comparison, &weights, &keep, usize::MAX);
        let first = Ranking::with_filter(&comparison, &weights, &keep, limit);
        prop_assert_eq!(first.rows(), &full.rows()[..limit.min(kept.len())]);
        prop_assert_eq!((first.entry_count(), full.entry_count()), (kept.len(), kept.len()));
    }

    #[test]
    fn standings_equal_those_in_the_ranking(
        (data, kept, selected) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 0..=all.len();
            (Just(data), subsequence(all, count))
        }).prop_flat_map(|(data, kept)| {
            let count = 0..=kept.len();
            let selected = subsequence(kept.clone(), count);
            (Just(data), Just(kept), selected.prop_shuffle())
        })
    ) {
        let comparison = read(&data.json());
        let weights = comparison.published_weights();
        let keep = |entry: EntryIndex| kept.contains(&(entry.0 as usize));
        let full = Ranking::with_filter(&comparison, &weights, &keep, usize::MAX);
        let row = |entry: &EntryIndex| full.rows().iter().find(|row| row.entry == *entry);
        let selected: Vec<EntryIndex> = selected.iter().map(|&entry| EntryIndex(entry as u32)).collect();
        let expected: Vec<Option<Standing>> = selected.iter().map(|entry| row(entry)?.standing).collect();
        prop_assert_eq!(standings(&comparison, &weights, &keep, &selected), expected);
    }

    #[test]
    fn differences_add_up_to_the_difference_of_the_points(
        data in data_sets(),
        one in any::<Index>(),
        other in any::<Index>(),
    ) {
        let comparison = read(&data.json());
        let weights = comparison.published_weights();
        let entry = |index: Index| EntryIndex(index.index(data.entries.len()) as u32);
        let (one, other) = (entry(one), entry(other));
        let points = |entry| Total::new(&comparison, &weights, entry).map_or(0, |total| total.points().tenths() as i16);
        let contributions = |entry| Contributions::new(&comparison, &weights, entry);
        let difference = Difference::new(&contributions(one), &contributions(other));

        prop_assert_eq!(difference.total, points(one) - points(other));
        prop_assert_eq!(difference.by_criterion.iter().map(|&(_, part)| part).sum::<i16>(), difference.total);
        for pair in difference.by_criterion.windows(2) {
            let (greater, less) = (pair[0].1.abs(), pair[1].1.abs());
            prop_assert!(greater > less || greater == less && pair[0].0 < pair[1].0);
        }
        for (a, b) in contributions(one).iter().zip(contributions(other).iter()) {
            let part = difference.by_criterion.iter().find(|&&(criterion, _)| criterion == a.criterion);
            let expected = a.points.tenths() as i16 - b.points.tenths() as i16;
            prop_assert_eq!(part.map_or(0, |&(_, part)| part), expected);
            prop_assert_eq!(part.is_some(), expected != 0);
        }

        let reverse = Difference::new(&contributions(other), &contributions(one));
        let negated = difference.by_criterion.iter().map(|&(criterion, part)| (criterion, -part));
        let by_criterion = negated.collect();
        let [missing, missing_reversed] = difference.missing.clone();
        for (criterion, a, b) in contributions(one).iter().zip(contributions(other).iter()).map(|(a, b)| (a.criterion, a.share, b.share)) {
            let counts = |share: Option<Share>| share.is_some_and(|share| share.tenths() > 0);
            prop_assert_eq!(missing.contains(&criterion), a.is_none() && counts(b));
            prop_assert_eq!(missing_reversed.contains(&criterion), b.is_none() && counts(a));
        }
        let missing = [missing_reversed, missing];
        prop_assert_eq!(reverse, Difference { total: -difference.total, by_criterion, missing });
    }

    #[test]
    fn the_order_of_the_file_does_not_matter(
        (data, order) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            (Just(data), Just(all).prop_shuffle())
        })
    ) {
        let shuffled = data.with_entries(&order).expect("every entry is still there");
        let (one, other) = (read(&data.json()), read(&shuffled.json()));
        prop_assert_eq!(ranked_names(&one, &published(&one)), ranked_names(&other, &published(&other)));
    }
}

proptest! {
    // Fractions with large denominators are slow.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn totals_are_in_order_up_to_the_rounding(data in data_sets_too_fine_to_be_exact()) {
        let comparison = read(&data.json());
        let apart = integer(1) / integer(1_000_000_000);
        let ranking = published(&comparison);
        let totals: Vec<_> = ranking.rows().iter().map(|row| data.total(row.entry.0 as usize)).collect();
        for (upper, lower) in totals.iter().zip(totals.iter().skip(1)) {
            match (upper, lower) {
                (Some(upper), Some(lower)) => prop_assert!(lower - upper <= apart),
                _ => prop_assert_eq!(lower, &None),
            }
        }
    }
}
