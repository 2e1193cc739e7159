//! The bundled data set keeps to its source, and to what the widget says about it.

// Comparisons of other kinds are for other tests.
use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use weigh_in_core::dataset::{
    Basis, Comparison, DataSet, Decimal, Details, Reason, Section, SectionKind, pack, unpack,
};
use weigh_in_core::ids::TagIndex;
use weigh_in_core::link::{decode, encode};
use weigh_in_core::ranking::{Contributions, Ranking};
use weigh_in_core::session::Filter;
use weigh_in_core::text::Texts;
use weigh_in_core::weights::Weights;

use crate::support::sessions::{choose, sessions_of};

const JSON: &str = include_str!("../../assets/custody-insurance.json");

/// The sites and documents that the article cites.
const CITED: [&str; 13] = [
    "Aon",
    "Canopius",
    "Chainproof",
    "Lloyds",
    "Marsh",
    "Munich Re",
    "Relm Insurance",
    "The Digital Asset Infrastructure Company",
    "bma.bm",
    "breachinsured.com",
    "coincover.com",
    "evertas.com",
    "quantstamp.com",
];

fn data_set() -> DataSet {
    DataSet::from_json(JSON).expect("the bundled data set")
}

fn custody_insurance() -> Comparison {
    data_set().comparison
}

/// Every score, with the ids of its entry and criterion.
fn scores(
    DataSet {
        comparison,
        details,
    }: &DataSet,
) -> Vec<(String, Score<'_>)> {
    let cells = comparison.indexed_entries().flat_map(|(index, entry)| {
        let criteria = comparison.indexed_criteria();
        criteria.map(move |(place, criterion)| {
            let cell = format!("{} {}", entry.id, criterion.id);
            let score = comparison.score(place, index);
            let value = score.unwrap_or_else(|| panic!("{cell} has no score"));
            let Reason { basis, why, source } = details.entry(index).reason(place);
            let score = Score {
                value,
                basis: *basis,
                why,
                source,
            };
            (cell, score)
        })
    });
    cells.collect()
}

/// A score, with what it rests on.
struct Score<'a> {
    value: Decimal,
    basis: Option<Basis>,
    why: &'a str,
    source: &'a str,
}

fn leader(comparison: &Comparison, weights: &Weights) -> String {
    let first = Ranking::new(comparison, weights).rows()[0];
    comparison.entry(first.entry).id.clone()
}

/// The bundled data set, and the comparison that came back from what is packed for readers.
static PACKED: LazyLock<(DataSet, Comparison)> = LazyLock::new(|| {
    let data = data_set();
    let packed = data.comparison.to_packed();
    let comparison = Comparison::from_packed(&packed).expect("the packed comparison");
    (data, comparison)
});

/// Bytes that were packed once, or nearly so: the end is missing, or some are others.
fn nearly(packed: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let changes = vec((any::<Index>(), any::<u8>()), 0..6);
    (any::<Index>(), any::<bool>(), changes).prop_map(move |(end, is_cut, changes)| {
        let mut bytes = packed.clone();
        if is_cut {
            bytes.truncate(end.index(packed.len()));
        }
        let count = bytes.len();
        for (place, byte) in changes.into_iter().filter(|_| count > 0) {
            bytes[place.index(count)] = byte;
        }
        bytes
    })
}

/// A few bytes, among them many that say great numbers.
fn few_bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![0..4u8, Just(0xFF), any::<u8>()], 0..60)
}

/// Every text in a JSON value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_published_weights_are_those_of_the_article() {
    let comparison = custody_insurance();
    let weights = comparison
        .criteria
        .iter()
        .map(|criterion| (&*criterion.id, criterion.weight.to_string()));
    let weights: Vec<String> = weights
        .map(|(id, weight)| format!("{id} {weight}"))
        .collect();
    assert_eq!(
        weights,
        [
            "scale 30",
            "security 25",
            "coverage 15",
            "costs 15",
            "ux 10",
            "support 5"
        ]
    );
}

#[test]
fn the_published_weights_give_the_published_order_without_ties() {
    let comparison = custody_insurance();
    let ranking = Ranking::new(&comparison, &comparison.published_weights());
    let shown = ranking.rows().iter().map(|row| {
        (
            Texts::english().rank(row.standing),
            comparison.entry(row.entry).id.as_str(),
            comparison.entry(row.entry).published_rank,
        )
    });
    let article = [
        "evertas",
        "coincover",
        "marsh",
        "aon",
        "munich-re",
        "lloyds",
        "canopius",
        "relm",
        "breach",
        "chainproof",
    ];
    let article = (1..)
        .zip(article)
        .map(|(rank, id): (u32, _)| (rank.to_string(), id, Some(rank)));
    assert_eq!(shown.collect::<Vec<_>>(), article.collect::<Vec<_>>());
}

#[test]
fn every_score_is_a_whole_number_with_a_reason_and_a_basis() {
    let data = data_set();
    let scores = scores(&data);
    assert_eq!(scores.len(), 60);
    for (
        cell,
        Score {
            value,
            basis,
            why,
            source,
        },
    ) in scores
    {
        assert!(
            value >= Decimal::ZERO && value <= Decimal::HUNDRED && value.scale() == 0,
            "{cell}: {value}"
        );
        assert!(!why.is_empty(), "{cell} says no reason");
        let stated = match basis {
            Some(Basis::Stated) => true,
            Some(Basis::Inferred) => false,
            None => panic!("{cell} has no basis"),
        };
        assert_eq!(
            stated,
            !source.is_empty(),
            "{cell}: a source, if and only if it is stated"
        );
    }
}

#[test]
fn every_entry_has_a_tag_in_every_facet() {
    let comparison = custody_insurance();
    for entry in &comparison.entries {
        for (index, facet) in comparison.indexed_facets() {
            assert!(
                entry.tags_in(index).next().is_some(),
                "{} {}",
                entry.id,
                facet.id
            );
        }
    }
}

#[test]
fn every_tag_has_a_name_and_is_used() {
    let DataSet {
        comparison,
        details,
    } = data_set();
    for (index, facet) in comparison.indexed_facets() {
        let tags = comparison
            .entries
            .iter()
            .flat_map(|entry| entry.tags_in(index));
        let used: BTreeSet<TagIndex> = tags.collect();
        assert_eq!(used.len(), facet.tags.len(), "{}", facet.id);
        for (tag, id) in facet.indexed_tags() {
            assert_ne!(details.tag_name(index, tag), id, "{}", facet.id);
        }
    }
}

#[test]
fn every_entry_is_told_about_and_has_alternatives_to_it() {
    let DataSet {
        comparison,
        details,
    } = data_set();
    for (index, entry) in comparison.indexed_entries() {
        let about = details.entry(index);
        for text in [&entry.tagline, &about.best_for, &about.consider_if] {
            assert!(!text.is_empty(), "{}", entry.id);
        }
        assert_eq!(about.features.len(), 3, "{}", entry.id);
        assert_eq!(about.alternatives.len(), 2, "{}", entry.id);
        assert!(
            !about.alternatives.contains(&index),
            "{} is no alternative to itself",
            entry.id
        );
    }
}

#[test]
fn the_eight_use_cases_name_every_entry_between_them() {
    let comparison = custody_insurance();
    assert_eq!(comparison.use_cases.len(), 8);
    for use_case in &comparison.use_cases {
        assert!(!use_case.entries.is_empty(), "{}", use_case.id);
    }
    let named: BTreeSet<_> = comparison
        .use_cases
        .iter()
        .flat_map(|use_case| &use_case.entries)
        .collect();
    assert_eq!(named.len(), comparison.entries.len());
}

#[test]
fn every_preset_adds_up_and_has_a_leader_of_its_own() {
    let comparison = custody_insurance();
    assert_eq!(comparison.presets.len(), 4);
    for preset in &comparison.presets {
        assert_eq!(
            preset
                .weights
                .iter()
                .map(|(_, weight)| u32::from(weight.hundredths()))
                .sum::<u32>(),
            100 * 100,
            "{}",
            preset.id
        );
        assert!(!preset.note.is_empty(), "{}", preset.id);
    }
    let leaders = comparison
        .presets
        .iter()
        .map(|preset| leader(&comparison, &preset.weights));
    assert_eq!(
        leaders.collect::<Vec<_>>(),
        ["munich-re", "evertas", "coincover", "aon"]
    );
}

#[test]
fn the_guide_has_all_that_the_article_has() {
    let guide = data_set().details.guide;
    let sections = guide
        .iter()
        .map(|section| (&*section.title, section.kind, section.items.len()));
    let sections: Vec<_> = sections.collect();
    for expected in [
        ("Before you sign", SectionKind::Checklist, 7),
        ("Red flags", SectionKind::List, 3),
        ("Beginners’ mistakes", SectionKind::List, 5),
        ("Security habits", SectionKind::List, 5),
        ("Questions and answers", SectionKind::Faq, 6),
    ] {
        assert!(
            sections.contains(&expected),
            "{expected:?} in {sections:#?}"
        );
    }
    for section in &guide {
        for item in &section.items {
            assert_eq!(
                item.answer.is_empty(),
                section.kind != SectionKind::Faq,
                "{}",
                item.text
            );
        }
    }
}

#[test]
fn nothing_is_cited_that_the_article_does_not_cite() {
    let data = data_set();
    let of_scores = scores(&data).into_iter().map(|(_, score)| score.source);
    let of_features = data
        .comparison
        .indexed_entries()
        .flat_map(|(entry, _)| &data.details.entry(entry).features)
        .map(|feature| &*feature.source);
    let of_guide = data
        .details
        .guide
        .iter()
        .flat_map(|section| &section.items)
        .map(|item| &*item.source);
    for source in of_scores
        .chain(of_features)
        .chain(of_guide)
        .filter(|source| !source.is_empty())
    {
        assert!(CITED.contains(&source), "{source}");
    }
}

#[test]
fn no_web_address_is_made_up() {
    let DataSet {
        comparison,
        details,
    } = data_set();
    assert_eq!(
        comparison.source.url, None,
        "the article’s own address is not known"
    );
    let entries = comparison.indexed_entries();
    let urls: Vec<&str> = entries
        .filter_map(|(entry, _)| details.url(entry))
        .collect();
    for url in &urls {
        let site = url.strip_prefix("https://").expect("an address with https");
        assert!(CITED.contains(&site), "{url}");
    }
    let addresses = JSON.matches("://").count();
    assert_eq!(addresses, urls.len());
}

#[test]
fn it_says_that_the_scores_are_its_own_reading() {
    let comparison = custody_insurance();
    assert!(
        comparison.source.note.contains("our own reading"),
        "{}",
        comparison.source.note
    );
    assert!(
        comparison.source.note.contains("inferred"),
        "{}",
        comparison.source.note
    );
    assert!(
        comparison.disclaimer.contains("not financial"),
        "{}",
        comparison.disclaimer
    );
}

#[test]
fn texts_have_typographic_apostrophes_and_no_loose_spaces() {
    let data: Value = serde_json::from_str(JSON).expect("JSON");
    for text in texts(&data) {
        assert!(!text.contains(['\'', '"', '`']), "{text}");
        assert!(text.trim() == text && !text.contains("  "), "{text}");
    }
}

#[test]
fn no_two_presets_weigh_alike_and_each_names_every_criterion() {
    let comparison = custody_insurance();
    let mut weightings = vec![comparison.published_weights()];
    weightings.extend(
        comparison
            .presets
            .iter()
            .map(|preset| preset.weights.clone()),
    );
    for (place, weights) in weightings.iter().enumerate() {
        assert!(!weightings[..place].contains(weights), "{weights:?}");
    }
    let data: Value = serde_json::from_str(JSON).expect("JSON");
    let presets = data["presets"].as_array().expect("presets");
    assert_eq!(presets.len(), comparison.presets.len());
    for preset in presets {
        let named = preset["weights"].as_object().expect("weights").keys();
        let named: BTreeSet<&str> = named.map(String::as_str).collect();
        let all = comparison.criteria.iter().map(|criterion| &*criterion.id);
        assert_eq!(named, all.collect(), "{}", preset["id"]);
    }
}

#[test]
fn whatever_is_chosen_alone_leaves_some_entry() {
    let comparison = custody_insurance();
    let open = Filter::open(&comparison);
    for (index, use_case) in comparison.indexed_use_cases() {
        let mut filter = open.clone();
        filter.use_case = Some(index);
        assert!(filter.count(&comparison) > 0, "{}", use_case.id);
    }
    for (index, facet) in comparison.indexed_facets() {
        for (tag, id) in facet.indexed_tags() {
            for all in [false, true] {
                let mut filter = open.clone();
                choose(&mut filter, index, &[tag], all);
                assert!(filter.count(&comparison) > 0, "{} {id}", facet.id);
            }
        }
    }
}

#[test]
fn the_comparison_comes_back_from_where_it_is_packed() {
    let (data, comparison) = &*PACKED;
    assert_eq!(
        format!("{comparison:#?}"),
        format!("{:#?}", data.comparison)
    );
}

#[test]
fn details_and_guide_come_back_from_where_they_are_packed() {
    let DataSet { details, .. } = data_set();
    let packed = pack(&details).expect("bytes");
    assert_eq!(unpack::<Details>(&packed), Ok(details.clone()));
    let packed = pack(&details.guide).expect("bytes");
    assert_eq!(unpack::<Vec<Section>>(&packed), Ok(details.guide));
}

#[test]
fn what_says_more_than_it_has_is_no_data_set_of_that_size() {
    // No text, and one number: a count of 2⁶³ − 1 criteria.
    let bytes = b"\x00\x01\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
    if let Some(comparison) = Comparison::from_packed(bytes) {
        assert!(comparison.criteria.len() <= bytes.len());
    }
}

proptest! {
    #[test]
    fn what_is_packed_ranks_filters_and_links_as_the_data_set_does(session in sessions_of(&PACKED.0.comparison)) {
        let (DataSet { comparison, .. }, packed) = &*PACKED;
        let link = encode(comparison, &session);
        prop_assert_eq!(&encode(packed, &session), &link);
        prop_assert_eq!(&decode(packed, &link).session, &session);
        prop_assert_eq!(session.filter.passing(packed), session.filter.passing(comparison));
        prop_assert_eq!(Ranking::new(packed, &session.weights), Ranking::new(comparison, &session.weights));
        for (entry, _) in comparison.indexed_entries() {
            let contributions = |comparison| Contributions::new(comparison, &session.weights, entry);
            prop_assert_eq!(contributions(packed), contributions(comparison));
        }
    }

    #[test]
    fn no_bytes_bring_down_what_reads_them(
        bytes in prop_oneof![
            few_bytes(),
            nearly(PACKED.0.comparison.to_packed()),
            nearly(pack(&PACKED.0.details).expect("bytes")),
            nearly(pack(&PACKED.0.details.guide).expect("bytes")),
        ],
    ) {
        let _ = Comparison::from_packed(&bytes);
        let _ = unpack::<Details>(&bytes);
        let _ = unpack::<Vec<Section>>(&bytes);
    }

    #[test]
    fn what_lacks_its_end_is_refused(end in any::<Index>()) {
        let DataSet { comparison, details } = &PACKED.0;
        let cut = |bytes: Vec<u8>| bytes[..end.index(bytes.len())].to_vec();
        prop_assert!(Comparison::from_packed(&cut(comparison.to_packed())).is_none());
        prop_assert!(unpack::<Details>(&cut(pack(details)?)).is_err());
        prop_assert!(unpack::<Vec<Section>>(&cut(pack(&details.guide)?)).is_err());
    }
}
