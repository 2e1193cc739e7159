//! Comparisons with all that a link can name, and sessions of them, made by proptest.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::SBoxedStrategy;
use proptest::string::{RegexGeneratorStrategy, string_regex};
use serde_json::{Value, json};
use weigh_in_core::dataset::{Comparison, DataSet, Facet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};
use weigh_in_core::link::{MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK};
use weigh_in_core::session::{Filter, Panels, Session};
use weigh_in_core::weights::{Locks, Weight, Weights};

/// An id as data sets may have it, with much that has a meaning in links and URLs.
static ID: LazyLock<SBoxedStrategy<String>> = LazyLock::new(|| {
    let id = prop_oneof![
        pattern("[a-z]{1,4}"),
        pattern("[ ;:,.%&=+#?/\\\\\"éü1]{1,4}"),
        pattern("%[0-9A-F]{2}"),
        pattern("[ab=:,1]{1,5}"),
        pattern(".{1,6}")
    ];
    id.prop_filter("an id is not blank", |id| !id.trim().is_empty())
        .sboxed()
});

/// A name or tagline.
static TEXT: LazyLock<SBoxedStrategy<String>> =
    LazyLock::new(|| pattern("[A-Da-d][A-Da-dÄÉÜЖßäéüж ]{0,8}").sboxed());

/// What a reader may search for, if anything.
static SEARCH: LazyLock<SBoxedStrategy<String>> = LazyLock::new(|| {
    prop_oneof![
        4 => Just(String::new()),
        2 => pattern("[ A-Da-däüж]{1,2}"),
        1 => pattern("[ ,;:=&+%ü]{1,6}"),
        1 => pattern(".{1,8}")
    ]
    .sboxed()
});

/// Texts of a regular expression, which is compiled once and not for every text.
fn pattern(regex: &str) -> RegexGeneratorStrategy<String> {
    string_regex(regex).expect("a regular expression")
}

/// Different ids, so many at most.
pub fn ids(most: usize) -> impl Strategy<Value = Vec<String>> {
    btree_set(ID.clone(), 1..=most).prop_map(|ids| ids.into_iter().collect())
}

/// Comparisons with up to eight criteria, four facets, seven entries and three use cases.
///
/// Some entries have no tag, several or the global one, and letters with which words begin are large
/// and small.
pub fn comparisons() -> impl Strategy<Value = Comparison> {
    let criteria = ids(8).prop_flat_map(|ids| {
        let weights = vec(0..=100u8, ids.len());
        (Just(ids), weights)
    });
    let count = 1..=7usize;
    (criteria, count).prop_flat_map(|((criteria, weights), count)| {
        let entries = entries(criteria.clone(), count);
        let facets = ids(4).prop_flat_map(move |mut ids| {
            ids.retain(|id| !Facet::RESERVED.contains(&&**id));
            let facets: Vec<_> = ids.into_iter().map(|id| facet(id, count)).collect();
            facets
        });
        let use_cases = (ids(3), vec(btree_set(0..count, 0..=count), 3));
        (Just((criteria, weights)), entries, facets, use_cases).prop_map(data_set)
    })
}

/// An entry as JSON, without its tags.
fn entries(criteria: Vec<String>, count: usize) -> impl Strategy<Value = Vec<Value>> {
    let ids = ids(count).prop_map(move |mut ids| {
        ids.extend((ids.len()..count).map(|place| format!("no {place}")));
        ids
    });
    let words = vec((TEXT.clone(), TEXT.clone()), count);
    let scores = vec(vec(option::weighted(0.8, 0..=100u8), criteria.len()), count);
    (ids, words, scores).prop_map(move |(ids, words, mut scores)| {
        // On every criterion somebody has a score.
        scores[0].iter_mut().for_each(|score| {
            score.get_or_insert(50);
        });
        let entries = ids.into_iter().zip(words).zip(scores);
        let entries = entries.map(|((id, (name, tagline)), scores)| {
            let scores = criteria
                .iter()
                .cloned()
                .zip(scores.into_iter().map(Value::from));
            let scores: serde_json::Map<String, Value> = scores.collect();
            json!({ "id": id, "name": name, "tagline": tagline, "scores": scores })
        });
        entries.collect()
    })
}

/// A facet's id, its tags, and which of them every entry has.
type TagsOfFacet = (String, Vec<String>, Vec<BTreeSet<usize>>);

fn facet(id: String, entries: usize) -> impl Strategy<Value = TagsOfFacet> {
    let tags = (ids(5), any::<bool>()).prop_map(|(mut tags, global)| {
        if global {
            tags.insert(tags.len() / 2, "global".to_owned());
        }
        tags
    });
    tags.prop_flat_map(move |tags| {
        let of_entries = vec(btree_set(0..tags.len(), 0..=tags.len().min(3)), entries);
        (Just(id.clone()), Just(tags), of_entries)
    })
}

type Parts = (
    (Vec<String>, Vec<u8>),
    Vec<Value>,
    Vec<TagsOfFacet>,
    (Vec<String>, Vec<BTreeSet<usize>>),
);

fn data_set(((criteria, weights), mut entries, facets, use_cases): Parts) -> Comparison {
    for (place, entry) in entries.iter_mut().enumerate() {
        let tags = facets.iter().map(|(id, tags, of_entries)| {
            let tags = of_entries[place].iter().map(|&tag| tags[tag].clone());
            (id.clone(), tags.collect())
        });
        entry["tags"] = Value::Object(tags.collect());
    }
    let id = |place: usize| entries[place]["id"].clone();
    let criteria = criteria.iter().zip(weights);
    let criteria = criteria
        .map(|(id, weight)| json!({ "id": id, "name": "A", "weight": weight, "range": [0, 100] }));
    let facets = facets.iter().map(|(id, tags, _)| {
        let values = tags.iter().map(|tag| json!({ "id": tag, "name": "T" }));
        json!({ "id": id, "name": "F", "values": values.collect::<Vec<_>>() })
    });
    let use_cases = use_cases.0.iter().zip(&use_cases.1);
    let use_cases = use_cases.map(|(use_case, meet)| {
        let meet = meet.iter().map(|&place| id(place));
        json!({ "id": use_case, "name": "U", "entries": meet.collect::<Vec<_>>() })
    });
    let data = json!({
        "criteria": criteria.collect::<Vec<_>>(),
        "facets": facets.collect::<Vec<_>>(),
        "useCases": use_cases.collect::<Vec<_>>(),
        "entries": entries,
    });
    DataSet::from_json(&data.to_string())
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{data:#}"))
        .comparison
}

/// A comparison, and a session of it.
pub fn sessions() -> impl Strategy<Value = (Comparison, Session)> {
    comparisons().prop_flat_map(|comparison| {
        let session = sessions_of(&comparison);
        (Just(comparison), session)
    })
}

/// Sessions of a comparison.
pub fn sessions_of(comparison: &Comparison) -> impl Strategy<Value = Session> + use<> {
    let entries = || {
        let all: Vec<EntryIndex> = comparison
            .indexed_entries()
            .map(|(index, _)| index)
            .collect();
        let most = all.len();
        subsequence(all, 0..=most).prop_shuffle()
    };
    let compared = entries().prop_map(|mut entries| {
        entries.truncate(Session::MAX_COMPARED);
        entries
    });
    let panels = (any::<bool>(), any::<bool>());
    let panels = panels.prop_map(|(guide, order)| Panels { guide, order });
    let rows = prop_oneof![
        Just(Session::PAGE_SIZE),
        Session::PAGE_SIZE..=MAX_ROWS_FROM_LINK
    ];
    (
        weights_of(comparison),
        locks_of(comparison),
        filters_of(comparison),
        compared,
        entries(),
        panels,
        rows,
    )
        .prop_map(
            |(weights, locks, filter, compared, mut open, panels, rows)| {
                open.truncate(MAX_OPEN_FROM_LINK);
                Session {
                    weights,
                    locks,
                    filter,
                    compared,
                    open,
                    panels,
                    rows,
                }
            },
        )
}

/// Weightings of a comparison.
pub fn weights_of(comparison: &Comparison) -> impl Strategy<Value = Weights> + use<> {
    let hundredths = prop_oneof![
        Just(0),
        Just(10_000),
        (0..=100u16).prop_map(|weight| 100 * weight),
        0..=10_000u16
    ];
    vec(hundredths, comparison.criteria.len()).prop_map(|hundredths| {
        let weights = hundredths.into_iter();
        weights.filter_map(Weight::from_hundredths).collect()
    })
}

/// Locks that leave two criteria free.
pub fn locks_of(comparison: &Comparison) -> impl Strategy<Value = Locks> + use<> {
    let count = comparison.criteria.len();
    let all: Vec<CriterionIndex> = comparison
        .indexed_criteria()
        .map(|(index, _)| index)
        .collect();
    subsequence(all, 0..=count.saturating_sub(2)).prop_map(move |locked| {
        let mut locks = Locks::default();
        locked
            .into_iter()
            .for_each(|criterion| locks.toggle(criterion, count));
        locks
    })
}

/// Filters of a comparison.
pub fn filters_of(comparison: &Comparison) -> impl Strategy<Value = Filter> + use<> {
    let facets = comparison.indexed_facets().map(|(index, facet)| {
        let tags: Vec<TagIndex> = facet.indexed_tags().map(|(tag, _)| tag).collect();
        let most = tags.len();
        let some = prop_oneof![Just(0..=0), Just(0..=most.min(2)), Just(0..=most)];
        let tags = some.prop_flat_map(move |some| subsequence(tags.clone(), some));
        (Just(index), tags, any::<bool>())
    });
    let facets: Vec<_> = facets.collect();
    let use_cases: Vec<UseCaseIndex> = comparison
        .indexed_use_cases()
        .map(|(index, _)| index)
        .collect();
    let use_case = option::weighted(0.3, select(use_cases));
    let open = Filter::open(comparison);
    (facets, use_case, SEARCH.clone()).prop_map(move |(facets, use_case, search)| {
        let mut filter = open.clone();
        filter.use_case = use_case;
        filter.search = search;
        for (facet, tags, all) in facets {
            choose(&mut filter, facet, &tags, all);
        }
        filter
    })
}

/// Chooses these tags in a facet in which none is chosen.
pub fn choose(filter: &mut Filter, facet: FacetIndex, tags: &[TagIndex], all: bool) {
    let selection = filter.selection_mut(facet);
    tags.iter().for_each(|&tag| selection.toggle(tag));
    selection.all = all;
}
