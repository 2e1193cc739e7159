//! The sentences of the widget, in English and for a small data set.

use serde_json::json;
use weigh_in_core::dataset::{Basis, Comparison, DataSet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex, UseCaseIndex};
use weigh_in_core::link::LinkNotice;
use weigh_in_core::ranking::{Contributions, Difference, Ranking, rank_changes};
use weigh_in_core::session::Filter;
use weigh_in_core::text::{self, Texts, file_name, format_percent, format_tenths};
use weigh_in_core::weights::{Shares, Weight, Weights};

use crate::support::read;

fn comparison() -> Comparison {
    data_set().comparison
}

fn data_set() -> DataSet {
    let data = json!({
        "id": "phones",
        "criteria": [
            { "id": "price", "name": "Price", "weight": 60, "better": "lower", "range": [0, 1_000], "unit": "USD" },
            { "id": "battery", "name": "Battery", "weight": 40, "range": [0, 10] },
        ],
        "facets": [{ "id": "os", "name": "System" }],
        "entries": [
            { "name": "Acme", "scores": { "price": 200, "battery": 7 }, "tags": { "os": ["a", "b"] } },
            { "name": "Brix", "scores": { "price": 500, "battery": 9.5 } },
            { "name": "Cade", "scores": { "battery": 8 } },
        ],
        "useCases": [{ "id": "travel", "name": "Travel", "entries": ["acme"] }],
    });
    DataSet::from_json(&data.to_string()).expect("a data set")
}

fn weights<const N: usize>(texts: [&str; N]) -> Weights {
    let weights = texts.into_iter();
    weights
        .map(|text| text.parse::<Weight>().expect("a weight of the test"))
        .collect()
}

#[test]
fn counts_have_their_plural() {
    let (texts, comparison) = (Texts::english(), comparison());
    assert_eq!(texts.summary(&comparison), "3 entries, 2 criteria");
    assert_eq!(texts.shown(2, 3), "Showing 2 of 3");
    assert_eq!(texts.more(25), "Show 25 more");
    assert_eq!(texts.compare(1), "Compare with …");
    assert_eq!(texts.compare(3), "Compare 3");
}

#[test]
fn a_score_has_its_unit_and_a_missing_one_says_so() {
    let (texts, comparison) = (Texts::english(), comparison());
    let [price, battery] = [0, 1].map(|index| comparison.criterion(CriterionIndex(index)));
    let score =
        |criterion: u8, entry: u32| comparison.score(CriterionIndex(criterion), EntryIndex(entry));
    assert_eq!(texts.score(score(0, 0), price), "200 USD");
    assert_eq!(texts.score(score(1, 1), battery), "9.5");
    assert_eq!(texts.score(score(0, 2), price), "no data");
    assert_eq!(texts.observed_range(price), "Scores from 200 to 500 USD");
}

#[test]
fn a_slider_has_its_weight_share_and_published_weight() {
    let (texts, comparison) = (Texts::english(), comparison());
    let weights = weights(["7.5", "40"]);
    let shares = Shares::new(&weights);
    let price = CriterionIndex(0);
    let value = texts.slider_value(
        weights[price],
        shares[price],
        comparison.criterion(price).weight,
    );
    assert_eq!(value, "7.5, 15.8% of the total; published 60");
    assert_eq!(texts.reset_label(Weight::MIDDLE), "↺ 50");
    assert_eq!(
        texts.reset_weight(comparison.criterion(price)),
        "Reset Price to 60"
    );
}

/// Acme, Brix and Cade have 80, 60 and 60 points at the published weights, and Dune has a score on one criterion only.
const LEADERS: &str = r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 60, "range": [0, 100] },
                                        { "id": "b", "name": "B", "weight": 20, "range": [0, 100] },
                                        { "id": "c", "name": "C", "weight": 0, "range": [0, 100] }],
                           "entries": [{ "name": "Acme", "scores": { "a": 90, "b": 50, "c": 0 } },
                                       { "name": "Brix", "scores": { "a": 60, "b": 60, "c": 0 } },
                                       { "name": "Cade", "scores": { "a": 50, "b": 90, "c": 0 } },
                                       { "name": "Dune", "scores": { "c": 10 } }] }"#;

#[test]
fn the_last_changes_are_listed_with_both_ranks() {
    let (texts, comparison) = (Texts::english(), comparison());
    let before = comparison.published_weights();
    let ranking = Ranking::new(&comparison, &weights(["0", "100"]));
    let rank_changes = rank_changes(&comparison, &before, &|_| true, &ranking);
    assert_eq!(
        texts.rank_changes(&comparison, &rank_changes),
        "▲ Brix 3 → 1 · ▼ Cade 1 → 2 · ▼ Acme 2 → 3"
    );
}

#[test]
fn one_sentence_sums_up_a_ranking() {
    let (texts, comparison) = (Texts::english(), read(LEADERS));
    let sentence = |shares: [&str; 3], kept: &[u32]| {
        let weights = weights(shares);
        let keep = |entry: EntryIndex| kept.contains(&entry.0);
        let ranking = Ranking::with_filter(&comparison, &weights, &keep, usize::MAX);
        texts.lead_sentence(&comparison, &weights, &ranking)
    };
    let all = [0, 1, 2, 3];
    assert_eq!(
        sentence(["60", "20", "0"], &all),
        "With the article’s weights, Acme comes first, 20.0 points ahead of Brix."
    );
    assert_eq!(
        sentence(["0", "20", "0"], &all),
        "With your weights, Cade comes first, 30.0 points ahead of Brix."
    );
    assert_eq!(
        sentence(["60", "20", "0"], &[1, 2]),
        "With the article’s weights, Brix and Cade are tied for first. 2 of 4 match your filters."
    );
    assert_eq!(
        sentence(["0", "0", "5"], &[0, 1, 2]),
        "With your weights, Acme, Brix and 1 other are tied for first. 3 of 4 match your filters."
    );
    // Alone, and beside an entry without a total.
    assert_eq!(
        sentence(["1", "0", "0"], &[0]),
        "Only Acme can be ranked. 1 of 4 matches your filters."
    );
    assert_eq!(
        sentence(["1", "0", "0"], &[0, 3]),
        "Only Acme can be ranked. 2 of 4 match your filters."
    );
    assert_eq!(
        sentence(["1", "0", "0"], &[3]),
        "Nothing has a score on the criteria that count, so there’s nothing to rank. 1 of 4 matches your filters."
    );
    assert_eq!(sentence(["0", "0", "0"], &all), texts.get(text::ALL_ZERO));
    assert_eq!(
        sentence(["1", "0", "0"], &[]),
        "Nothing matches your filters."
    );
}

#[test]
fn a_lead_too_small_to_be_displayed_has_no_number() {
    let (texts, comparison) = (Texts::english(), read(LEADERS));
    let weights = weights(["75", "25.01", "0"]);
    let keep = |entry: EntryIndex| entry.0 != 0;
    let ranking = Ranking::with_filter(&comparison, &weights, &keep, usize::MAX);
    assert_eq!(
        texts.lead_sentence(&comparison, &weights, &ranking),
        "With your weights, Cade comes first, just ahead of Brix. 3 of 4 match your filters."
    );
}

#[test]
fn the_explanation_of_a_lead_adds_up() {
    let (texts, comparison) = (Texts::english(), comparison());
    let weights = comparison.published_weights();
    let [acme, brix] =
        [0, 1].map(|entry| Contributions::new(&comparison, &weights, EntryIndex(entry)));
    let difference = Difference::new(&acme, &brix);
    let entries = (
        comparison.entry(EntryIndex(0)),
        comparison.entry(EntryIndex(1)),
    );
    assert_eq!(
        texts.lead_explanation(&comparison, entries, &difference, false),
        "Acme is ahead of Brix by 8.0: +18.0 from Price, −10.0 from Battery."
    );
    let contribution = acme.iter().next().expect("a contribution");
    assert_eq!(
        texts.segment(&comparison, EntryIndex(0), contribution),
        "Price: score 200 USD, weight 60%, 48.0 points"
    );
}

#[test]
fn a_filter_is_described_by_its_clauses() {
    let texts = Texts::english();
    let DataSet {
        comparison,
        details,
    } = data_set();
    let mut filter = Filter::none(&comparison);
    assert_eq!(texts.active_filters(&comparison, &details, &filter), "");
    for id in ["a", "b"] {
        let tag = comparison.facets[0].tag_by_id(id).expect("a tag");
        filter.selection_mut(FacetIndex(0)).toggle(tag);
    }
    filter.use_case = Some(UseCaseIndex(0));
    filter.search = " ac ".to_owned();
    assert_eq!(
        texts.active_filters(&comparison, &details, &filter),
        "System: a or b · Travel · “ac”"
    );
    filter.selection_mut(FacetIndex(0)).match_all = true;
    assert_eq!(
        texts.active_filters(&comparison, &details, &filter),
        "System: a and b · Travel · “ac”"
    );
}

#[test]
fn movements_bases_and_notices_have_their_wording() {
    let texts = Texts::english();
    assert_eq!(texts.movement(2, true, 5), "2 up from published rank 5");
    assert_eq!(texts.movement(1, false, 1), "1 down from published rank 1");
    assert_eq!(
        texts.basis(Basis::Stated, "acme.com"),
        "According to acme.com"
    );
    assert_eq!(texts.basis(Basis::Inferred, "acme.com"), "Inferred");
    let ignored = LinkNotice::Ignored("role=xx".to_owned());
    assert_eq!(
        texts.notice(&ignored),
        "Part of this link wasn’t recognized and was ignored: “role=xx”."
    );
}

#[test]
fn a_share_is_never_rounded_to_0_or_100_percent() {
    let shown = [0.0, 0.000_1, 0.004, 0.25, 0.996, 0.999_99, 1.0].map(format_percent);
    assert_eq!(shown, ["0", "0.1", "0.4", "25", "99.6", "99.9", "100"]);
    assert_eq!([0.04, 1.25, 10.0].map(format_tenths), ["0", "1.3", "10"]);
}

#[test]
fn a_file_is_named_by_its_data_set() {
    assert_eq!(file_name(&comparison(), "csv"), "phones.csv");
}
