//! The bundled data set keeps to its source, and to what the widget says about it.

// Comparisons of other kinds are for other tests.
use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;
use weigh_in_core::dataset::{Basis, Comparison, Decimal, Guide, Reason, SectionKind, Tag};
use weigh_in_core::ids::TagIndex;
use weigh_in_core::link::{decode, encode};
use weigh_in_core::ranking::{Contributions, Ranking};
use weigh_in_core::session::Filter;
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

fn custody_insurance() -> Comparison {
    Comparison::from_json(JSON).expect("the bundled data set")
}

/// Every score, with the ids of its entry and criterion.
fn scores(comparison: &Comparison) -> Vec<(String, Score<'_>)> {
    let cells = comparison.indexed_entries().flat_map(|(index, entry)| {
        let criteria = comparison.indexed_criteria();
        criteria.map(move |(place, criterion)| {
            let cell = format!("{} {}", entry.id, criterion.id);
            let score = comparison.score(place, index);
            let value = score.unwrap_or_else(|| panic!("{cell} has no score"));
            let Reason { basis, why, source } = entry.about().reason(place);
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

/// The bundled data set, and what came back of it from what is packed for readers.
static PACKED: LazyLock<[Comparison; 3]> = LazyLock::new(|| {
    let whole = custody_insurance();
    let abridged = whole.to_abridged();
    let packed = whole.to_packed().expect("bytes");
    [
        whole,
        Comparison::from_abridged(&abridged).expect("the abridged data set"),
        Comparison::from_packed(&packed).expect("the packed data set"),
    ]
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

/// The bundled data set without all that is left out where it is abridged, to look at.
fn abridged_by_hand(mut whole: Comparison) -> Comparison {
    whole.guide = Guide::Apart;
    whole.is_abridged = true;
    for criterion in &mut whole.criteria {
        criterion.description.clear();
    }
    let tags = whole.facets.iter_mut().flat_map(|facet| &mut facet.tags);
    tags.for_each(|tag| tag.name.clear());
    let names = whole
        .use_cases
        .iter_mut()
        .map(|use_case| &mut use_case.name);
    names.for_each(String::clear);
    for entry in &mut whole.entries {
        entry.url = None;
        entry.about = None;
    }
    whole
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
        let rank = row.standing.expect("a rank").to_string();
        (
            rank,
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
    let comparison = custody_insurance();
    let scores = scores(&comparison);
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
    let comparison = custody_insurance();
    for (index, facet) in comparison.indexed_facets() {
        let tags = comparison
            .entries
            .iter()
            .flat_map(|entry| entry.tags_in(index));
        let used: BTreeSet<TagIndex> = tags.collect();
        assert_eq!(used.len(), facet.tags.len(), "{}", facet.id);
        for tag in &facet.tags {
            assert_ne!(tag.name, tag.id, "{}", facet.id);
        }
    }
}

#[test]
fn every_entry_is_told_about_and_has_alternatives_to_it() {
    let comparison = custody_insurance();
    for (index, entry) in comparison.indexed_entries() {
        let about = entry.about();
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
    let comparison = custody_insurance();
    let sections = comparison
        .guide
        .sections()
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
    for section in comparison.guide.sections() {
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
    let comparison = custody_insurance();
    let of_scores = scores(&comparison)
        .into_iter()
        .map(|(_, score)| score.source);
    let of_features = comparison
        .entries
        .iter()
        .flat_map(|entry| &entry.about().features)
        .map(|feature| &*feature.source);
    let of_guide = comparison
        .guide
        .sections()
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
    let comparison = custody_insurance();
    assert_eq!(
        comparison.source.url, None,
        "the article’s own address is not known"
    );
    for entry in &comparison.entries {
        if let Some(url) = &entry.url {
            let site = url.strip_prefix("https://").expect("an address with https");
            assert!(CITED.contains(&site), "{url}");
        }
    }
    let addresses = JSON.matches("://").count();
    assert_eq!(
        addresses,
        comparison
            .entries
            .iter()
            .filter(|entry| entry.url.is_some())
            .count()
    );
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
        for (tag, Tag { id, .. }) in facet.indexed_tags() {
            for all in [false, true] {
                let mut filter = open.clone();
                choose(&mut filter, index, &[tag], all);
                assert!(filter.count(&comparison) > 0, "{} {id}", facet.id);
            }
        }
    }
}

#[test]
fn the_abridged_data_set_is_the_whole_one_without_what_is_not_at_once_on_the_screen() {
    let [whole, abridged, _] = &*PACKED;
    let expected = abridged_by_hand(whole.clone());
    assert_eq!(format!("{abridged:#?}"), format!("{expected:#?}"));
}

#[test]
fn the_packed_data_set_is_the_whole_one() {
    let [whole, _, packed] = &*PACKED;
    assert_eq!(format!("{packed:#?}"), format!("{whole:#?}"));
}

#[test]
fn the_guide_comes_back_from_where_it_is_packed_apart() {
    let mut comparison = custody_insurance();
    let sections = format!("{:#?}", comparison.guide.sections());
    let packed = comparison.guide.pack_apart().expect("bytes");
    assert!(comparison.guide.sections().is_empty() && !comparison.guide.is_empty());
    let again = Guide::sections_from_packed(&packed).expect("the sections");
    assert_eq!(format!("{again:#?}"), sections);
}

#[test]
fn what_says_more_than_it_has_is_no_data_set_of_that_size() {
    // No text, and one number: a count of 2⁶³ − 1 criteria.
    let bytes = b"\x00\x01\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01";
    if let Some(comparison) = Comparison::from_abridged(bytes) {
        assert!(comparison.criteria.len() <= bytes.len());
    }
}

proptest! {
    #[test]
    fn what_is_packed_ranks_filters_and_links_as_the_whole_does(session in sessions_of(&PACKED[0])) {
        let whole = &PACKED[0];
        let link = encode(whole, &session);
        let passing = session.filter.passing(whole);
        let ranking = Ranking::new(whole, &session.weights);
        for packed in &PACKED[1..] {
            prop_assert_eq!(&encode(packed, &session), &link);
            prop_assert_eq!(&decode(packed, &link).session, &session);
            prop_assert_eq!(&session.filter.passing(packed), &passing);
            prop_assert_eq!(&Ranking::new(packed, &session.weights), &ranking);
            for (entry, _) in whole.indexed_entries() {
                let contributions = |comparison| Contributions::new(comparison, &session.weights, entry);
                prop_assert_eq!(contributions(packed), contributions(whole));
            }
        }
    }

    #[test]
    fn no_bytes_bring_down_what_reads_them(
        bytes in prop_oneof![
            few_bytes(),
            nearly(PACKED[0].to_abridged()),
            nearly(PACKED[0].to_packed().expect("bytes")),
            nearly(custody_insurance().guide.pack_apart().expect("bytes")),
        ],
    ) {
        let _ = Comparison::from_abridged(&bytes);
        let _ = Comparison::from_packed(&bytes);
        let _ = Guide::sections_from_packed(&bytes);
    }

    #[test]
    fn what_lacks_its_end_is_refused(end in any::<Index>()) {
        let whole = &PACKED[0];
        let cut = |bytes: Vec<u8>| bytes[..end.index(bytes.len())].to_vec();
        prop_assert!(Comparison::from_abridged(&cut(whole.to_abridged())).is_none());
        prop_assert!(Comparison::from_packed(&cut(whole.to_packed()?)).is_err());
        let guide = custody_insurance().guide.pack_apart()?;
        prop_assert!(Guide::sections_from_packed(&cut(guide)).is_err());
    }
}
