//! The entries that match a filter, and their ranks among themselves.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use weigh_in_core::dataset::{Comparison, DataSet, Entry};
use weigh_in_core::ids::{EntryIndex, FacetIndex, TagIndex};
use weigh_in_core::ranking::{Rank, Ranking, RankingRow};
use weigh_in_core::session::{Filter, FilterClause};
use weigh_in_core::text::Texts;

use crate::support::sessions::{choose, comparisons, filters_of};
use crate::support::{Place, data_sets, read};

fn published(comparison: &Comparison) -> Ranking {
    Ranking::new(comparison, &comparison.published_weights())
}

fn ranks_by_name(comparison: &Comparison, ranking: &Ranking) -> Vec<Place> {
    let texts = Texts::english();
    let rank_by_name = |row: &RankingRow| {
        let name = comparison.entry(row.entry).name.clone();
        (name, row.standing.map(|_| texts.rank(row.standing)))
    };
    ranking.rows().iter().map(rank_by_name).collect()
}

fn rank(row: &RankingRow) -> Option<Rank> {
    row.standing.map(|standing| standing.rank)
}

/// Returns four cafés in a facet with a global tag and one without.
fn cafes() -> Comparison {
    let data = r#"{
        "criteria": [{ "id": "a", "name": "A" }],
        "facets": [{ "id": "region", "name": "Region", "values": [
                       { "id": "global", "name": "Global" }, { "id": "eu", "name": "EU" }, { "id": "us", "name": "US" }] },
                   { "id": "offer", "name": "Offer", "values": [
                       { "id": "tea", "name": "Tea" }, { "id": "cake", "name": "Cake" }] }],
        "useCases": [{ "id": "quick", "name": "Quick", "entries": ["anna", "cleo"] }],
        "entries": [
            { "id": "anna", "name": "Änna’s Café", "tagline": "By the river", "scores": { "a": 4 },
              "tags": { "region": ["eu", "us"], "offer": ["tea"] } },
            { "id": "ben", "name": "Ben", "tagline": "МОСКВА and ΑΘΗΝΑ", "scores": { "a": 3 },
              "tags": { "region": ["eu"], "offer": ["tea", "cake"] } },
            { "id": "cleo", "name": "CLEO  3", "tagline": "", "scores": { "a": 2 },
              "tags": { "region": ["global"], "offer": ["cake"] } },
            { "id": "dora", "name": "Dora", "tagline": "Café by the sea", "scores": { "a": 1 } }]
    }"#;
    DataSet::from_json(data)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
        .comparison
}

/// Returns the cafés that match these selections: facet, tags, and whether all are required.
fn matching_selections(selections: &[(&str, &[&str], bool)]) -> Vec<String> {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    for &(facet, tags, all) in selections {
        let (index, facet) = comparison
            .indexed_facets()
            .find(|(_, other)| other.id == facet)
            .expect("a facet of the cafés");
        let tags = tags
            .iter()
            .map(|tag| facet.tag_by_id(tag).expect("a tag of the facet"));
        choose(&mut filter, index, &tags.collect::<Vec<_>>(), all);
    }
    ids(&comparison, &filter)
}

fn matching_search(search: &str) -> Vec<String> {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    filter.search = search.to_owned();
    ids(&comparison, &filter)
}

fn ids(comparison: &Comparison, filter: &Filter) -> Vec<String> {
    let matching = filter.matching(comparison).into_iter();
    let entries = comparison
        .entries
        .iter()
        .zip(matching)
        .filter(|&(_, matches)| matches);
    entries.map(|(entry, _)| entry.id.clone()).collect()
}

/// Reports whether an entry matches, by the ids and texts of the data set.
fn matches(comparison: &Comparison, filter: &Filter, entry: &Entry) -> bool {
    let facets = comparison.indexed_facets().all(|(index, facet)| {
        let ids = |tags: &mut dyn Iterator<Item = TagIndex>| -> Vec<String> {
            tags.map(|tag| facet.tag_id(tag).to_owned()).collect()
        };
        let selected = ids(&mut filter.selection(index).tags().iter().copied());
        let has = ids(&mut entry.tags_in(index));
        let is_met = |tag: &String| has.contains(tag) || has.iter().any(|tag| tag == "global");
        match filter.selection(index).match_all {
            _ if selected.is_empty() => true,
            true => selected.iter().all(is_met),
            false => selected.iter().any(is_met),
        }
    });
    let use_case = filter.use_case.is_none_or(|use_case| {
        let mut meet = comparison.use_case(use_case).entries.iter();
        meet.any(|&other| comparison.entry(other).id == entry.id)
    });
    let to_lower = |text: &str| -> String { text.chars().flat_map(char::to_lowercase).collect() };
    let pattern = to_lower(filter.search.trim());
    let search =
        to_lower(&entry.name).contains(&pattern) || to_lower(&entry.tagline).contains(&pattern);
    facets && use_case && search
}

/// Generates a comparison, and a filter of it whose search has no letter that is rare in names.
fn filters() -> impl Strategy<Value = (Comparison, Filter)> {
    let search = prop_oneof![
        Just(""),
        Just(" \u{a0}\t"),
        Just("a"),
        Just(" B"),
        Just("é"),
        Just("Ж ")
    ];
    comparisons().prop_flat_map(move |comparison| {
        let filter = (filters_of(&comparison), search.clone());
        let filter = filter.prop_map(|(mut filter, search)| {
            filter.search = search.to_owned();
            filter
        });
        (Just(comparison), filter)
    })
}

/// Generates a comparison with a facet, and some of its tags.
fn facets_with_tags() -> impl Strategy<Value = (Comparison, FacetIndex, Vec<TagIndex>)> {
    let with_facet =
        comparisons().prop_filter("a facet", |comparison| !comparison.facets.is_empty());
    (with_facet, any::<Index>()).prop_flat_map(|(comparison, facet)| {
        let facets: Vec<FacetIndex> = comparison
            .indexed_facets()
            .map(|(index, _)| index)
            .collect();
        let facet = *facet.get(&facets);
        let tags: Vec<TagIndex> = comparison
            .facet(facet)
            .indexed_tags()
            .map(|(tag, _)| tag)
            .collect();
        let count = 1..=tags.len();
        (Just(comparison), Just(facet), subsequence(tags, count))
    })
}

/// Returns the matches of a filter with only these tags of one facet.
fn matching_tags(
    comparison: &Comparison,
    facet: FacetIndex,
    tags: &[TagIndex],
    all: bool,
) -> Vec<bool> {
    let mut filter = Filter::none(comparison);
    choose(&mut filter, facet, tags, all);
    filter.matching(comparison)
}

#[test]
fn a_facet_requires_any_or_all_of_the_selected_tags() {
    assert_eq!(
        matching_selections(&[("offer", &["tea", "cake"], false)]),
        ["anna", "ben", "cleo"]
    );
    assert_eq!(
        matching_selections(&[("offer", &["tea", "cake"], true)]),
        ["ben"]
    );
    assert_eq!(
        matching_selections(&[("offer", &[], true)]),
        ["anna", "ben", "cleo", "dora"]
    );
}

#[test]
fn the_global_tag_stands_for_every_other_tag() {
    assert_eq!(
        matching_selections(&[("region", &["us"], false)]),
        ["anna", "cleo"]
    );
    assert_eq!(
        matching_selections(&[("region", &["eu", "us"], true)]),
        ["anna", "cleo"]
    );
    assert_eq!(
        matching_selections(&[("region", &["global"], false)]),
        ["cleo"]
    );
    assert_eq!(
        matching_selections(&[("region", &["global", "eu"], true)]),
        ["cleo"]
    );
}

#[test]
fn selections_in_two_facets_are_both_required() {
    let selections: [(&str, &[&str], bool); 2] =
        [("region", &["eu"], false), ("offer", &["tea"], false)];
    assert_eq!(matching_selections(&selections), ["anna", "ben"]);
}

#[test]
fn a_search_finds_names_and_taglines_in_any_case() {
    for (search, found) in [
        ("cleo", vec!["cleo"]),
        ("CAFÉ", vec!["anna", "dora"]),
        ("änna’s", vec!["anna"]),
        ("  by THE \t", vec!["anna", "dora"]),
        ("москва", vec!["ben"]),
        ("αθηνα", vec!["ben"]),
        ("cleo 3", vec![]),
        ("cafe", vec![]),
        ("river by", vec![]),
        ("eu", vec![]),
    ] {
        assert_eq!(matching_search(search), found, "{search}");
    }
}

#[test]
fn a_search_for_whitespace_matches_everything() {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    filter.search = " \t\u{a0}".to_owned();
    assert_eq!(filter.clauses(), []);
    assert_eq!(filter.count(&comparison), 4);
}

#[test]
fn a_facet_without_a_selected_tag_adds_no_clause() {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    filter.selection_mut(FacetIndex(1)).match_all = true;
    assert_eq!(filter.clauses(), []);
    choose(&mut filter, FacetIndex(1), &[TagIndex(0)], true);
    assert_eq!(filter.clauses(), [FilterClause::Facet(FacetIndex(1))]);
}

#[test]
fn a_count_adds_the_tag_under_all_and_replaces_the_others_under_any() {
    let comparison = cafes();
    let (offer, tea, cake) = (FacetIndex(1), TagIndex(0), TagIndex(1));
    let mut filter = Filter::none(&comparison);
    choose(&mut filter, offer, &[tea], true);
    let count = |filter: &Filter, tag: TagIndex| {
        filter.count_by_tag(&comparison, offer, &filter.matching(&comparison))[usize::from(tag.0)]
    };
    assert_eq!(count(&filter, cake), 1);
    assert_eq!(count(&filter, tea), 2);
    filter.selection_mut(offer).match_all = false;
    assert_eq!(count(&filter, cake), 2);
}

proptest! {
    #[test]
    fn every_entry_matches_the_empty_filter(comparison in comparisons()) {
        let filter = Filter::none(&comparison);
        prop_assert_eq!(filter.clauses(), []);
        prop_assert_eq!(filter.matching(&comparison), vec![true; comparison.entries.len()]);
        prop_assert_eq!(filter.count(&comparison), comparison.entries.len());
    }

    #[test]
    fn matches_agree_with_ids_and_plain_text((comparison, filter) in filters()) {
        let expected: Vec<bool> = comparison.entries.iter()
            .map(|entry| matches(&comparison, &filter, entry))
            .collect();
        prop_assert_eq!(filter.count(&comparison), expected.iter().filter(|&&matches| matches).count());
        prop_assert_eq!(filter.matching(&comparison), expected);
    }

    #[test]
    fn any_is_the_union_of_the_tags_and_all_is_the_intersection((comparison, facet, tags) in facets_with_tags()) {
        let alone: Vec<Vec<bool>> = tags.iter()
            .map(|&tag| matching_tags(&comparison, facet, &[tag], false))
            .collect();
        let entries = 0..comparison.entries.len();
        let union: Vec<bool> = entries.clone().map(|entry| alone.iter().any(|tag| tag[entry])).collect();
        let intersection: Vec<bool> = entries.map(|entry| alone.iter().all(|tag| tag[entry])).collect();
        prop_assert_eq!(matching_tags(&comparison, facet, &tags, false), union);
        prop_assert_eq!(matching_tags(&comparison, facet, &tags, true), intersection);
    }

    #[test]
    fn an_entry_with_the_global_tag_matches_any_selection_in_its_facet(
        (comparison, facet, tags) in facets_with_tags(),
        all: bool,
    ) {
        let matching = matching_tags(&comparison, facet, &tags, all);
        for (entry, matches) in comparison.entries.iter().zip(matching) {
            if entry.tags_in(facet).any(|tag| comparison.facet(facet).tag_id(tag) == "global") {
                prop_assert!(matches, "{}", entry.id);
            }
        }
    }

    #[test]
    fn an_entry_matches_if_it_matches_every_clause((comparison, filter) in filters()) {
        let clauses = filter.clauses();
        let mut expected = vec![true; comparison.entries.len()];
        for &clause in &clauses {
            let others = clauses.iter().filter(|&&other| other != clause);
            let alone = others.fold(filter.clone(), |alone, &other| alone.without(other));
            for (expected, matches) in expected.iter_mut().zip(alone.matching(&comparison)) {
                *expected &= matches;
            }
        }
        prop_assert_eq!(filter.matching(&comparison), expected);
    }

    #[test]
    fn the_removable_clauses_are_those_without_which_entries_match((comparison, filter) in filters()) {
        let removable = filter.removable(&comparison);
        for clause in filter.clauses() {
            let count = filter.without(clause).count(&comparison);
            let found = removable.iter().find(|(other, _)| *other == clause);
            prop_assert_eq!(found.map_or(0, |&(_, count)| count), count);
        }
        prop_assert!(removable.is_sorted_by(|(_, a), (_, b)| a >= b));
        prop_assert!(removable.iter().all(|&(_, count)| count > 0));
    }

    #[test]
    fn removing_a_clause_keeps_the_others((comparison, filter) in filters()) {
        let clauses = filter.clauses();
        for &clause in &clauses {
            let without = filter.without(clause);
            let others: Vec<FilterClause> = clauses.iter().copied().filter(|&other| other != clause).collect();
            prop_assert_eq!(without.clauses(), others);
            for (facet, _) in comparison.indexed_facets().filter(|&(facet, _)| clause != FilterClause::Facet(facet)) {
                prop_assert_eq!(without.selection(facet), filter.selection(facet));
            }
            if clause != FilterClause::UseCase {
                prop_assert_eq!(without.use_case, filter.use_case);
            }
            if clause != FilterClause::Search {
                prop_assert_eq!(without.search, filter.search.clone());
            }
        }
    }

    #[test]
    fn clauses_are_in_the_order_of_the_facets((comparison, filter) in filters()) {
        let mut expected: Vec<FilterClause> = Vec::new();
        for (facet, _) in comparison.indexed_facets() {
            if !filter.selection(facet).tags().is_empty() {
                expected.push(FilterClause::Facet(facet));
            }
        }
        if filter.use_case.is_some() {
            expected.push(FilterClause::UseCase);
        }
        if filter.search.chars().any(|letter| !letter.is_whitespace()) {
            expected.push(FilterClause::Search);
        }
        prop_assert_eq!(filter.clauses(), expected);
    }

    #[test]
    fn a_count_is_the_result_of_selecting_the_tag((comparison, filter) in filters()) {
        for (facet, tags) in comparison.indexed_facets() {
            let counts = filter.count_by_tag(&comparison, facet, &filter.matching(&comparison));
            prop_assert_eq!(counts.len(), tags.tags.len());
            for ((tag, _), count) in tags.indexed_tags().zip(counts) {
                let mut chosen = filter.clone();
                let selection = chosen.selection_mut(facet);
                for other in filter.selection(facet).tags() {
                    if *other != tag && !selection.match_all {
                        selection.toggle(*other);
                    }
                }
                if !selection.contains(tag) {
                    selection.toggle(tag);
                }
                prop_assert_eq!(count, chosen.count(&comparison));
            }
        }
    }

    #[test]
    fn a_substring_of_a_name_finds_it_in_any_case_and_with_whitespace_around(
        comparison in comparisons(),
        entry in any::<Index>(),
        in_tagline: bool,
        from in any::<Index>(),
        count in 0..5usize,
        upper: bool,
    ) {
        let entry = entry.index(comparison.entries.len());
        let Entry { name, tagline, .. } = &comparison.entries[entry];
        let letters: Vec<char> = if in_tagline { tagline } else { name }.chars().collect();
        let part: String = letters.iter().skip(from.index(letters.len())).take(count).collect();
        let capital = |letter: char| match letter {
            // In upper case it is two letters.
            'ß' => letter,
            _ => letter.to_uppercase().next().unwrap_or(letter),
        };
        let part: String = match upper {
            true => part.chars().map(capital).collect(),
            false => part.to_lowercase(),
        };
        let mut filter = Filter::none(&comparison);
        filter.search = format!(" {part}\t");
        prop_assert!(filter.matching(&comparison)[entry], "{}", part);
    }

    #[test]
    fn ranks_equal_those_of_a_data_set_with_only_these_entries(
        (data, subset) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 1..=all.len();
            (Just(data.with_given_ranges()), subsequence(all, count))
        })
    ) {
        let Some(fewer) = data.with_entries(&subset) else { return Ok(()) };
        let comparison = read(&data.json());
        let among = Ranking::with_filter(&comparison, &comparison.published_weights(), &|entry| subset.contains(&(entry.0 as usize)), usize::MAX);
        prop_assert_eq!(ranks_by_name(&comparison, &among), fewer.ranking());
    }

    #[test]
    fn filtering_keeps_order_ties_and_totals(
        (data, subset) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 0..=all.len();
            (Just(data), subsequence(all, count))
        })
    ) {
        let comparison = read(&data.json());
        let keep = |entry: EntryIndex| subset.contains(&(entry.0 as usize));
        let all = published(&comparison);
        let weights = comparison.published_weights();
        let among = Ranking::with_filter(&comparison, &weights, &keep, usize::MAX);
        let before: Vec<&RankingRow> = all.rows().iter().filter(|row| keep(row.entry)).collect();
        prop_assert_eq!(among.rows().len(), before.len());
        for (row, before) in among.rows().iter().zip(&before) {
            prop_assert_eq!(row.entry, before.entry);
            let totals = |row: &RankingRow| row.standing.map(|standing| (standing.total, standing.bounds));
            prop_assert_eq!(totals(row), totals(before));
        }
        let ties = |ranks: Vec<Option<Rank>>| -> Vec<bool> {
            ranks.windows(2).map(|pair| pair[0] == pair[1]).collect()
        };
        prop_assert_eq!(
            ties(among.rows().iter().map(rank).collect()),
            ties(before.iter().copied().map(rank).collect())
        );
        prop_assert_eq!(among.entry_count(), before.len());
    }
}
