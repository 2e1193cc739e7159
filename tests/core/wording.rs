//! The sentences of the widget, in English and for a small data set.

use serde_json::json;
use weigh_in_core::dataset::{Basis, Comparison, DataSet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex, UseCaseIndex};
use weigh_in_core::link::LinkNotice;
use weigh_in_core::ranking::{Contributions, Difference, Ranking};
use weigh_in_core::robustness::{Fraction, LeadLevel, Robustness, StabilityInterval};
use weigh_in_core::session::Filter;
use weigh_in_core::text::{self, Texts, WeightsOwner, file_name, format_percent, format_tenths};
use weigh_in_core::weights::{Share, Shares, Weight, Weights};

use crate::support::{read, read_data};

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
    assert_eq!(texts.compare(1), "Add one more");
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

/// Returns the share of a weight among weights that add up to 100.
fn share(percent: u16) -> Share {
    let weight = |percent| Weight::from_hundredths(100 * percent).expect("a weight of the test");
    let weights: Weights = [percent, 100 - percent].map(weight).into_iter().collect();
    Shares::in_whole_percent(&weights)[CriterionIndex(0)]
}

#[test]
fn a_slider_has_its_share_and_the_published_one() {
    let (texts, comparison) = (Texts::english(), comparison());
    let price = CriterionIndex(0);
    let own = Shares::in_whole_percent(&weights(["7.5", "40"]));
    let published = Shares::in_whole_percent(&comparison.published_weights());
    assert_eq!(
        texts.slider_value(own[price], published[price]),
        "16%, article 60%"
    );
    assert_eq!(
        texts.reset_weight(comparison.criterion(price)),
        "Reset Price"
    );
}

/// The bundled data set.
const BUNDLED: &str = include_str!("../../assets/custody-insurance.json");

#[test]
fn custom_weights_name_the_criterion_whose_share_differs_most() {
    let (texts, comparison) = (Texts::english(), read(BUNDLED));
    let custom = |texts_of_weights: [&str; 6]| {
        texts
            .custom_weights(&comparison, &weights(texts_of_weights))
            .concat()
    };
    // One weight changes, and with it the share of each criterion. Only the weight counts.
    assert_eq!(
        custom(["30", "25", "15", "59.07", "10", "5"]),
        "Custom: Costs 41% (article 15%)"
    );
    assert_eq!(
        custom(["50", "15", "5", "15", "10", "5"]),
        "Custom: Scale 50% (article 30%) + 2 more"
    );
    assert_eq!(
        custom(["30", "25", "15", "0", "30", "0"]),
        "Custom: UX 30% (article 10%) + 2 more"
    );
    // The same shares, from other weights.
    assert_eq!(custom(["60", "50", "30", "30", "20", "10"]), "Custom");
    assert_eq!(custom(["30", "25", "15", "15.1", "10", "5"]), "Custom");
    // Where there is little room, the second part stands alone.
    let tiny = texts.custom_weights(&comparison, &weights(["30", "25", "15", "15.1", "10", "5"]));
    assert_eq!(tiny, ["", "Custom"]);
    // One share differs only if all weights are 0, now or as published.
    let comparison = read(
        r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 60 }, { "id": "b", "name": "B", "weight": 0 }],
             "entries": [{ "name": "Acme", "scores": { "a": 90, "b": 50 } }] }"#,
    );
    assert_eq!(
        texts
            .custom_weights(&comparison, &weights(["0", "0"]))
            .concat(),
        "Custom: A 0% (article 100%)"
    );
}

/// Returns an interval in which Acme leads, with Cade below it and Brix above it.
fn stability_interval(low: Option<f64>, high: Option<f64>) -> StabilityInterval {
    let fraction = |share: f64| Fraction::new((share * 10_000.0).round() as i128, 10_000);
    StabilityInterval {
        low: low.and_then(fraction).unwrap_or(Fraction::ZERO),
        high: high.or(Some(1.0)).and_then(fraction).expect("a fraction"),
        below: low.map(|_| EntryIndex(2)),
        above: high.map(|_| EntryIndex(1)),
    }
}

#[test]
fn other_weights_that_keep_their_proportions_are_no_changes() {
    let (texts, comparison) = (Texts::english(), read(LEADERS));
    let change = |shares: [&str; 3]| {
        let [_, change] = texts.custom_weights(&comparison, &weights(shares));
        change
    };
    // Published are 60, 20 and 0. A typed share can scale the others down.
    assert_eq!(change(["60", "20", "80"]), "C 50% (article 0%)");
    assert_eq!(change(["37.5", "12.5", "100"]), "C 67% (article 0%)");
    assert_eq!(change(["30", "20", "100"]), "C 67% (article 0%) + 1 more");
}

#[test]
fn the_shares_between_which_the_leader_leads_are_rounded_inward() {
    let (texts, comparison) = (Texts::english(), comparison());
    let hint = |low, high, is_high_reached| {
        let interval = stability_interval(low, high);
        texts.stability_hint(&comparison, EntryIndex(0), &interval, is_high_reached)
    };
    for low in [None, Some(0.331)] {
        assert_eq!(hint(low, Some(0.77), false), "Type over 77%: Brix leads.");
    }
    for (low, high, expected) in [
        (None, Some(0.336), "Above 34%, Brix leads."),
        (Some(0.049), None, "Below 4%, Cade leads."),
        (Some(0.331), Some(0.774), "Acme leads from 34% to 77%."),
        (Some(0.29), Some(0.57), "Acme leads from 29% to 57%."),
        // Where whole percentages leave nothing inside, tenths are shown.
        (Some(0.291), Some(0.298), "Acme leads from 29.1% to 29.8%."),
        (None, None, "Acme stays first at any weight above 0."),
    ] {
        assert_eq!(hint(low, high, true), expected);
    }
}

#[test]
fn a_stability_interval_is_rounded_outward() {
    let (texts, comparison) = (Texts::english(), comparison());
    let interval = |low: Option<f64>, high: Option<f64>| {
        let interval = stability_interval(low, high);
        texts.stability_interval(&comparison, EntryIndex(0), &interval)
    };
    let unlimited = "Acme stays first at any weight above 0.";
    for (low, high, expected) in [
        (None, Some(0.336), "Above 34%, Brix leads."),
        (Some(0.049), None, "Below 4%, Cade leads."),
        (
            Some(0.291),
            Some(0.291),
            "Below 29%, Cade leads. Above 30%, Brix leads.",
        ),
        // Whole percentages stay, though their doubles are a little more or less.
        (
            Some(0.29),
            Some(0.07),
            "Below 29%, Cade leads. Above 7%, Brix leads.",
        ),
        // Where whole percentages leave nothing outside, tenths are shown.
        (
            Some(0.009_2),
            Some(0.990_8),
            "Below 0.9%, Cade leads. Above 99.1%, Brix leads.",
        ),
        (Some(0.000_4), Some(0.999_6), unlimited),
        (None, None, unlimited),
        // Another entry leads as soon as the criterion counts.
        (None, Some(0.0), "Above 0%, Brix leads."),
    ] {
        assert_eq!(interval(low, high), expected, "{low:?} {high:?}");
    }
}

#[test]
fn the_part_of_the_differences_is_compared_with_the_weight() {
    let texts = Texts::english();
    let plain = |decided: &str| format!("Decides {decided} of the differences.");
    let small = |weight: &str, decided: &str| {
        format!("Weight {weight}, but it decides {decided} of the differences.")
    };
    let large = |weight: &str, decided: &str| {
        format!("Weight {weight}, but it decides {decided} of the differences.")
    };
    for (weight, decided, expected) in [
        (15, 0.212, plain("21%")),
        (30, 0.629, large("30%", "63%")),
        (25, 0.081, small("25%", "8%")),
        (30, 0.0, small("30%", "0%")),
        (0, 0.0, plain("0%")),
        // Where others work against it, it decides all.
        (50, 1.12, large("50%", "100%")),
        // At least 5 percentage points and a factor of 2.
        (10, 0.05, small("10%", "5%")),
        (10, 0.06, plain("6%")),
        (8, 0.04, plain("4%")),
        (5, 0.1, large("5%", "10%")),
        (5, 0.09, plain("9%")),
        (20, 0.39, plain("39%")),
        // A part that is rounded to 0 has no sign.
        (4, -0.004, plain("0%")),
        (
            15,
            -0.034,
            "Works against the order: -3% of the differences.".to_owned(),
        ),
    ] {
        assert_eq!(texts.variance_share(share(weight), decided), expected);
    }
}

#[test]
fn inferred_scores_are_counted_among_those_that_are_known() {
    let texts = Texts::english();
    let DataSet { comparison, .. } = read_data(BUNDLED);
    let criteria = comparison.indexed_criteria();
    let counts = criteria.map(|(criterion, _)| texts.inferred_scores(&comparison, criterion));
    let counts: Vec<String> = counts.collect();
    assert_eq!(counts[3], "7 of 10 inferred.");
    let inferred = counts.iter().map(|count| {
        let (inferred, _) = count.split_once(" of 10 ").unwrap_or(("0", ""));
        inferred.parse::<usize>().expect("a number")
    });
    assert_eq!(
        inferred.sum::<usize>(),
        BUNDLED.matches(r#""basis": "inferred""#).count()
    );

    let DataSet { comparison, .. } = read_data(
        r#"{ "criteria": [{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }],
             "entries": [{ "name": "Acme", "scores": { "a": { "value": 1, "basis": "inferred" }, "b": 1 } },
                         { "name": "Brix", "scores": { "a": { "value": 1, "basis": "stated" }, "b": 1 } },
                         { "name": "Cade", "scores": { "b": 1 } }] }"#,
    );
    let count = |criterion| texts.inferred_scores(&comparison, CriterionIndex(criterion));
    assert_eq!([0, 1].map(count), ["1 of 2 inferred.", ""]);
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
fn one_sentence_sums_up_a_ranking() {
    let (texts, comparison) = (Texts::english(), read(LEADERS));
    let sentence = |shares: [&str; 3], kept: &[u32]| {
        let weights = weights(shares);
        let keep = |entry: EntryIndex| kept.contains(&entry.0);
        let ranking = Ranking::with_filter(&comparison, &weights, &keep, usize::MAX);
        texts.lead_sentence(&comparison, &weights, &ranking, WeightsOwner::Reader)
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
        "1 of 4 matches your filters."
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
        texts.lead_sentence(&comparison, &weights, &ranking, WeightsOwner::Reader),
        "With your weights, Cade comes first, just ahead of Brix. 3 of 4 match your filters."
    );
    assert_eq!(
        texts.lead_sentence(&comparison, &weights, &ranking, WeightsOwner::Unnamed),
        "Cade comes first, just ahead of Brix. 3 of 4 match your filters."
    );
}

#[test]
fn a_comparison_says_who_is_ahead_and_on_what() {
    let (texts, comparison) = (Texts::english(), comparison());
    let weights = comparison.published_weights();
    let [acme, brix] =
        [0, 1].map(|entry| Contributions::new(&comparison, &weights, EntryIndex(entry)));
    let difference = Difference::new(&acme, &brix);
    let pair = [0, 1].map(EntryIndex);
    assert_eq!(
        texts.pair_lead(
            pair.map(|entry| comparison.entry(entry)),
            &difference,
            false,
            None
        ),
        "Acme is ahead of Brix by 8.0."
    );
    let level = LeadLevel {
        robustness: Robustness::Fragile,
        rests_on_inferred_scores: true,
    };
    assert_eq!(
        texts.pair_lead(
            pair.map(|entry| comparison.entry(entry)),
            &difference,
            false,
            Some(level)
        ),
        "Acme is ahead of Brix by 8.0. Too close to call. Most of this lead rests on inferred scores."
    );
    assert_eq!(
        texts.pair_lead(
            pair.map(|entry| comparison.entry(entry)),
            &difference,
            true,
            Some(level)
        ),
        "Acme is tied with Brix."
    );
    // The parts add up to the lead.
    assert_eq!(
        texts.advantages(&comparison, pair, &difference),
        "Acme is ahead on Price (+18.0); Brix on Battery (+10.0)."
    );
    let contribution = acme.iter().next().expect("a contribution");
    assert_eq!(
        texts.segment(&comparison, EntryIndex(0), contribution),
        "Price: score 200 USD, weight 60%, 48.0 points"
    );
    assert_eq!(texts.contribution(contribution), "48.0");
}

#[test]
fn a_comparison_says_where_a_score_is_missing() {
    let (texts, comparison) = (Texts::english(), comparison());
    let weights = comparison.published_weights();
    let [brix, cade] =
        [1, 2].map(|entry| Contributions::new(&comparison, &weights, EntryIndex(entry)));
    let pair = [1, 2].map(EntryIndex);
    let difference = Difference::new(&brix, &cade);
    assert_eq!(
        texts.advantages(&comparison, pair, &difference),
        "Brix is ahead on Battery. Cade has no score on Price, so its other criteria count for more."
    );
    let missing = cade.iter().next().expect("a contribution");
    assert_eq!(texts.contribution(missing), "–");
}

#[test]
fn a_long_list_of_advantages_is_cut() {
    let texts = Texts::english();
    let criteria: Vec<_> = (1..=7)
        .map(|index| json!({ "id": format!("c{index}"), "name": format!("C{index}"), "weight": 10, "range": [0, 7] }))
        .collect();
    let scores: serde_json::Map<_, _> = (1..=7)
        .map(|index| (format!("c{index}"), json!(index)))
        .collect();
    let zeros: serde_json::Map<_, _> = (1..=7)
        .map(|index| (format!("c{index}"), json!(0)))
        .collect();
    let data = json!({ "criteria": criteria, "entries": [{ "name": "Acme", "scores": scores }, { "name": "Brix", "scores": zeros }] });
    let comparison = read(&data.to_string());
    let weights = comparison.published_weights();
    let [acme, brix] =
        [0, 1].map(|entry| Contributions::new(&comparison, &weights, EntryIndex(entry)));
    let pair = [0, 1].map(EntryIndex);
    assert_eq!(
        texts.advantages(&comparison, pair, &Difference::new(&acme, &brix)),
        "Acme is ahead on C7 (+14.3), C6 (+12.2), C5 (+10.2), C4 (+8.2), C3 (+6.1) + 2 more."
    );
    assert_eq!(
        texts.advantages(
            &comparison,
            [EntryIndex(1); 2],
            &Difference::new(&brix, &brix)
        ),
        ""
    );
}

#[test]
fn an_entry_is_summed_up_by_its_strongest_and_weakest_scores() {
    let (texts, comparison) = (Texts::english(), comparison());
    let strengths = |entry| texts.strengths(&comparison, EntryIndex(entry));
    assert_eq!(
        strengths(0).as_deref(),
        Some("Strongest on Price (200 USD); weakest on Battery (7).")
    );
    assert_eq!(strengths(2), None);
}

#[test]
fn a_filter_is_described_by_its_clauses() {
    let texts = Texts::english();
    let DataSet {
        comparison,
        details,
        ..
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
    assert_eq!(texts.basis(Basis::Stated, "acme.com"), "Based on acme.com");
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
