//! Which entries pass a filter, and how those that do are ranked among themselves.

// The data sets' scores are only ranked here, and sessions are for other tests.
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use weigh_in_core::dataset::{Comparison, DataSet, Entry};
use weigh_in_core::ids::{EntryIndex, FacetIndex, TagIndex};
use weigh_in_core::ranking::{Rank, Ranked, Ranking};
use weigh_in_core::session::{Filter, FilterClause};
use weigh_in_core::text::Texts;

use crate::support::sessions::{choose, comparisons, filters_of};
use crate::support::{Place, data_sets, read};

fn published(comparison: &Comparison) -> Ranking {
    Ranking::new(comparison, &comparison.published_weights())
}

fn places(comparison: &Comparison, ranking: &Ranking) -> Vec<Place> {
    let texts = Texts::english();
    let place = |row: &Ranked| {
        let name = comparison.entry(row.entry).name.clone();
        (name, row.standing.map(|_| texts.rank(row.standing)))
    };
    ranking.rows().iter().map(place).collect()
}

fn rank(row: &Ranked) -> Option<Rank> {
    row.standing.map(|standing| standing.rank)
}

/// Four cafés in a facet with a global tag and one without.
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

/// The cafés that pass a filter with these choices: facet, tags, and whether all are needed.
fn matching_choices(choices: &[(&str, &[&str], bool)]) -> Vec<String> {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    for &(facet, tags, all) in choices {
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
        .filter(|&(_, passes)| passes);
    entries.map(|(entry, _)| entry.id.clone()).collect()
}

/// Whether an entry passes, told from the words that the data set uses.
fn passes(comparison: &Comparison, filter: &Filter, entry: &Entry) -> bool {
    let facets = comparison.indexed_facets().all(|(index, facet)| {
        let ids = |tags: &mut dyn Iterator<Item = TagIndex>| -> Vec<String> {
            tags.map(|tag| facet.tag_id(tag).to_owned()).collect()
        };
        let chosen = ids(&mut filter.selection(index).tags().iter().copied());
        let has = ids(&mut entry.tags_in(index));
        let serves = |tag: &String| has.contains(tag) || has.iter().any(|tag| tag == "global");
        match filter.selection(index).match_all {
            _ if chosen.is_empty() => true,
            true => chosen.iter().all(serves),
            false => chosen.iter().any(serves),
        }
    });
    let need = filter.use_case.is_none_or(|use_case| {
        let mut meet = comparison.use_case(use_case).entries.iter();
        meet.any(|&other| comparison.entry(other).id == entry.id)
    });
    let small = |text: &str| -> String { text.chars().flat_map(char::to_lowercase).collect() };
    let search = small(filter.search.trim());
    let found = small(&entry.name).contains(&search) || small(&entry.tagline).contains(&search);
    facets && need && found
}

/// A comparison, and a filter of it whose search has no letter that is rare in names.
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

/// A comparison with a facet, and some of its tags.
fn choices() -> impl Strategy<Value = (Comparison, FacetIndex, Vec<TagIndex>)> {
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

/// What passes if only these tags of one facet are chosen.
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
fn in_a_facet_any_of_the_tags_will_do_or_all_are_needed() {
    assert_eq!(
        matching_choices(&[("offer", &["tea", "cake"], false)]),
        ["anna", "ben", "cleo"]
    );
    assert_eq!(
        matching_choices(&[("offer", &["tea", "cake"], true)]),
        ["ben"]
    );
    assert_eq!(
        matching_choices(&[("offer", &[], true)]),
        ["anna", "ben", "cleo", "dora"]
    );
}

#[test]
fn the_global_tag_serves_where_another_is_asked_for() {
    assert_eq!(
        matching_choices(&[("region", &["us"], false)]),
        ["anna", "cleo"]
    );
    assert_eq!(
        matching_choices(&[("region", &["eu", "us"], true)]),
        ["anna", "cleo"]
    );
    assert_eq!(
        matching_choices(&[("region", &["global"], false)]),
        ["cleo"]
    );
    assert_eq!(
        matching_choices(&[("region", &["global", "eu"], true)]),
        ["cleo"]
    );
}

#[test]
fn what_is_chosen_in_two_facets_is_needed_in_both() {
    let choices: [(&str, &[&str], bool); 2] =
        [("region", &["eu"], false), ("offer", &["tea"], false)];
    assert_eq!(matching_choices(&choices), ["anna", "ben"]);
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
fn a_search_for_blanks_is_none() {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    filter.search = " \t\u{a0}".to_owned();
    assert_eq!(filter.clauses(), []);
    assert_eq!(filter.count(&comparison), 4);
}

#[test]
fn a_facet_without_a_chosen_tag_is_not_asked_for() {
    let comparison = cafes();
    let mut filter = Filter::none(&comparison);
    filter.selection_mut(FacetIndex(1)).match_all = true;
    assert_eq!(filter.clauses(), []);
    choose(&mut filter, FacetIndex(1), &[TagIndex(0)], true);
    assert_eq!(filter.clauses(), [FilterClause::Facet(FacetIndex(1))]);
}

#[test]
fn a_count_adds_to_what_all_asks_for_and_replaces_what_any_asks_for() {
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
    fn everything_passes_the_open_filter(comparison in comparisons()) {
        let open = Filter::none(&comparison);
        prop_assert_eq!(open.clauses(), []);
        prop_assert_eq!(open.matching(&comparison), vec![true; comparison.entries.len()]);
        prop_assert_eq!(open.count(&comparison), comparison.entries.len());
    }

    #[test]
    fn what_passes_is_what_the_data_set_says_in_words((comparison, filter) in filters()) {
        let expected: Vec<bool> = comparison.entries.iter()
            .map(|entry| passes(&comparison, &filter, entry))
            .collect();
        prop_assert_eq!(filter.count(&comparison), expected.iter().filter(|&&passes| passes).count());
        prop_assert_eq!(filter.matching(&comparison), expected);
    }

    #[test]
    fn any_is_the_union_of_the_tags_and_all_the_intersection((comparison, facet, tags) in choices()) {
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
    fn an_entry_with_the_global_tag_passes_whatever_is_chosen_in_its_facet(
        (comparison, facet, tags) in choices(),
        all: bool,
    ) {
        let matching = matching_tags(&comparison, facet, &tags, all);
        for (entry, passes) in comparison.entries.iter().zip(matching) {
            if entry.tags_in(facet).any(|tag| comparison.facet(facet).tag_id(tag) == "global") {
                prop_assert!(passes, "{}", entry.id);
            }
        }
    }

    #[test]
    fn an_entry_passes_if_it_passes_every_part((comparison, filter) in filters()) {
        let clauses = filter.clauses();
        let mut expected = vec![true; comparison.entries.len()];
        for &part in &clauses {
            let others = clauses.iter().filter(|&&other| other != part);
            let alone = others.fold(filter.clone(), |alone, &other| alone.without(other));
            for (expected, passes) in expected.iter_mut().zip(alone.matching(&comparison)) {
                *expected &= passes;
            }
        }
        prop_assert_eq!(filter.matching(&comparison), expected);
    }

    #[test]
    fn a_filter_without_a_part_asks_for_all_the_others((comparison, filter) in filters()) {
        let clauses = filter.clauses();
        for &part in &clauses {
            let without = filter.without(part);
            let others: Vec<FilterClause> = clauses.iter().copied().filter(|&other| other != part).collect();
            prop_assert_eq!(without.clauses(), others);
            for (facet, _) in comparison.indexed_facets().filter(|&(facet, _)| part != FilterClause::Facet(facet)) {
                prop_assert_eq!(without.selection(facet), filter.selection(facet));
            }
            if part != FilterClause::UseCase {
                prop_assert_eq!(without.use_case, filter.use_case);
            }
            if part != FilterClause::Search {
                prop_assert_eq!(without.search, filter.search.clone());
            }
        }
    }

    #[test]
    fn parts_are_what_is_chosen_in_the_order_of_the_facets((comparison, filter) in filters()) {
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
    fn a_count_is_what_choosing_the_tag_gives((comparison, filter) in filters()) {
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
    fn a_part_of_a_name_finds_it_in_any_case_between_blanks(
        comparison in comparisons(),
        entry in any::<Index>(),
        in_tagline: bool,
        from in any::<Index>(),
        count in 0..5usize,
        large: bool,
    ) {
        let entry = entry.index(comparison.entries.len());
        let Entry { name, tagline, .. } = &comparison.entries[entry];
        let letters: Vec<char> = if in_tagline { tagline } else { name }.chars().collect();
        let part: String = letters.iter().skip(from.index(letters.len())).take(count).collect();
        let capital = |letter: char| match letter {
            // Its capital is two letters.
            'ß' => letter,
            _ => letter.to_uppercase().next().unwrap_or(letter),
        };
        let part: String = match large {
            true => part.chars().map(capital).collect(),
            false => part.to_lowercase(),
        };
        let mut filter = Filter::none(&comparison);
        filter.search = format!(" {part}\t");
        prop_assert!(filter.matching(&comparison)[entry], "{}", part);
    }

    #[test]
    fn ranks_are_those_of_a_data_set_that_has_only_these_entries(
        (data, kept) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 1..=all.len();
            (Just(data.with_given_ranges()), subsequence(all, count))
        })
    ) {
        let Some(fewer) = data.with_entries(&kept) else { return Ok(()) };
        let comparison = read(&data.json());
        let among = Ranking::among(&comparison, &comparison.published_weights(), &|entry| kept.contains(&(entry.0 as usize)), usize::MAX);
        prop_assert_eq!(places(&comparison, &among), fewer.ranking());
    }

    #[test]
    fn among_themselves_entries_keep_order_ties_and_totals(
        (data, kept) in data_sets().prop_flat_map(|data| {
            let all: Vec<usize> = (0..data.entries.len()).collect();
            let count = 0..=all.len();
            (Just(data), subsequence(all, count))
        })
    ) {
        let comparison = read(&data.json());
        let keep = |entry: EntryIndex| kept.contains(&(entry.0 as usize));
        let all = published(&comparison);
        let weights = comparison.published_weights();
        let among = Ranking::among(&comparison, &weights, &keep, usize::MAX);
        let before: Vec<&Ranked> = all.rows().iter().filter(|row| keep(row.entry)).collect();
        prop_assert_eq!(among.rows().len(), before.len());
        for (row, before) in among.rows().iter().zip(&before) {
            prop_assert_eq!(row.entry, before.entry);
            let kept = |row: &Ranked| row.standing.map(|standing| (standing.total, standing.bounds));
            prop_assert_eq!(kept(row), kept(before));
        }
        let ties = |ranks: Vec<Option<Rank>>| -> Vec<bool> {
            ranks.windows(2).map(|pair| pair[0] == pair[1]).collect()
        };
        prop_assert_eq!(
            ties(among.rows().iter().map(rank).collect()),
            ties(before.iter().copied().map(rank).collect())
        );
        prop_assert_eq!(among.count(), before.len());
    }
}
