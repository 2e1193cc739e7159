//! The bundled data set agrees with its source, the article.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use weigh_in_core::dataset::{
    Basis, Comparison, DataSet, Decimal, Details, GuideSection, Reason, SectionKind, pack, unpack,
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

/// Returns every score, with the ids of its entry and criterion.
fn scores(
    DataSet {
        comparison,
        details,
        ..
    }: &DataSet,
) -> Vec<(String, Score<'_>)> {
    let cells = comparison.indexed_entries().flat_map(|(index, entry)| {
        let criteria = comparison.indexed_criteria();
        criteria.map(move |(criterion_index, criterion)| {
            let cell = format!("{} {}", entry.id, criterion.id);
            let score = comparison.score(criterion_index, index);
            let value = score.unwrap_or_else(|| panic!("{cell} has no score"));
            let Reason { basis, why, source } = details.entry(index).reason(criterion_index);
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

/// A score with its reason.
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

/// The bundled data set, and its comparison after packing and unpacking.
static PACKED: LazyLock<(DataSet, Comparison)> = LazyLock::new(|| {
    let data = data_set();
    let packed = data.comparison.to_packed();
    let comparison = Comparison::from_packed(&packed).expect("the packed comparison");
    (data, comparison)
});

/// Generates corrupted packed bytes, truncated or with a few bytes changed.
fn corrupted(packed: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let changes = vec((any::<Index>(), any::<u8>()), 0..6);
    (any::<Index>(), any::<bool>(), changes).prop_map(move |(end, is_cut, changes)| {
        let mut bytes = packed.clone();
        if is_cut {
            bytes.truncate(end.index(packed.len()));
        }
        let count = bytes.len();
        for (index, byte) in changes.into_iter().filter(|_| count > 0) {
            bytes[index.index(count)] = byte;
        }
        bytes
    })
}

/// Generates short byte strings, often with large numbers.
fn short_bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(prop_oneof![0..4u8, Just(0xFF), any::<u8>()], 0..60)
}

/// Returns all texts in a JSON value.
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
        ..
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
fn every_entry_has_details_and_alternatives() {
    let DataSet {
        comparison,
        details,
        ..
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
fn the_eight_use_cases_cover_every_entry() {
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
fn presets_add_up_to_100_and_have_different_leaders() {
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
fn the_guide_has_all_sections_of_the_article() {
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
fn only_sources_of_the_article_are_cited() {
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
fn every_web_address_is_known() {
    let DataSet {
        comparison,
        details,
        ..
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
fn the_source_note_states_that_scores_are_inferred() {
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
fn texts_have_typographic_apostrophes_and_no_stray_spaces() {
    let data: Value = serde_json::from_str(JSON).expect("JSON");
    for text in texts(&data) {
        assert!(!text.contains(['\'', '"', '`']), "{text}");
        assert!(text.trim() == text && !text.contains("  "), "{text}");
    }
}

#[test]
fn presets_have_different_weights_for_all_criteria() {
    let comparison = custody_insurance();
    let mut sets_of_weights = vec![comparison.published_weights()];
    sets_of_weights.extend(
        comparison
            .presets
            .iter()
            .map(|preset| preset.weights.clone()),
    );
    for (index, weights) in sets_of_weights.iter().enumerate() {
        assert!(!sets_of_weights[..index].contains(weights), "{weights:?}");
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
fn every_single_filter_matches_an_entry() {
    let comparison = custody_insurance();
    let open = Filter::none(&comparison);
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
fn a_packed_comparison_decodes_unchanged() {
    let (data, comparison) = &*PACKED;
    assert_eq!(
        format!("{comparison:#?}"),
        format!("{:#?}", data.comparison)
    );
}

#[test]
fn packed_details_and_guide_decode_unchanged() {
    let DataSet { details, .. } = data_set();
    let packed = pack(&details).expect("bytes");
    assert_eq!(unpack::<Details>(&packed), Ok(details.clone()));
    let packed = pack(&details.guide).expect("bytes");
    assert_eq!(unpack::<Vec<GuideSection>>(&packed), Ok(details.guide));
}

#[test]
fn corrupt_counts_do_not_allocate() {
    // No texts, and one number: a count of 2⁶³ − 1 criteria.
    let bytes = b"\x00\x01\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
    if let Some(comparison) = Comparison::from_packed(bytes) {
        assert!(comparison.criteria.len() <= bytes.len());
    }
}

proptest! {
    #[test]
    fn packed_data_rank_filter_and_link_as_the_original(session in sessions_of(&PACKED.0.comparison)) {
        let (DataSet { comparison, .. }, packed) = &*PACKED;
        let link = encode(comparison, &session);
        prop_assert_eq!(&encode(packed, &session), &link);
        prop_assert_eq!(&decode(packed, &link).session, &session);
        prop_assert_eq!(session.filter.matching(packed), session.filter.matching(comparison));
        prop_assert_eq!(Ranking::new(packed, &session.weights), Ranking::new(comparison, &session.weights));
        for (entry, _) in comparison.indexed_entries() {
            let contributions = |comparison| Contributions::new(comparison, &session.weights, entry);
            prop_assert_eq!(contributions(packed), contributions(comparison));
        }
    }

    #[test]
    fn decoding_any_bytes_does_not_panic(
        bytes in prop_oneof![
            short_bytes(),
            corrupted(PACKED.0.comparison.to_packed()),
            corrupted(pack(&PACKED.0.details).expect("bytes")),
            corrupted(pack(&PACKED.0.details.guide).expect("bytes")),
        ],
    ) {
        let _ = Comparison::from_packed(&bytes);
        let _ = unpack::<Details>(&bytes);
        let _ = unpack::<Vec<GuideSection>>(&bytes);
    }

    #[test]
    fn truncated_bytes_are_rejected(end in any::<Index>()) {
        let DataSet { comparison, details, .. } = &PACKED.0;
        let cut = |bytes: Vec<u8>| bytes[..end.index(bytes.len())].to_vec();
        prop_assert!(Comparison::from_packed(&cut(comparison.to_packed())).is_none());
        prop_assert!(unpack::<Details>(&cut(pack(details)?)).is_err());
        prop_assert!(unpack::<Vec<GuideSection>>(&cut(pack(&details.guide)?)).is_err());
    }
}
