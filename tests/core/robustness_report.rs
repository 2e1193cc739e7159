//! Reports: the same result in slices and at once, agreement with the single analyses, serialization, and sentences.

use proptest::collection::vec;
use proptest::prelude::*;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::ranking::Ranking;
use weigh_in_core::robustness::{
    Analysis, ComparedPair, Deferred, Fraction, NearestWeights, Report, ReportById,
    nearest_winning_weights, pairwise_winning_index, tie_shares,
};
use weigh_in_core::text::Texts;
use weigh_in_core::weights::{Locks, Weight, Weights};

use crate::support::{Column, DataSet, Entry, all, data_sets, read};

/// Computes the report of all entries under the published weights.
fn published_report(comparison: &Comparison) -> Report {
    Report::new(
        comparison,
        &all(comparison),
        &comparison.published_weights(),
        &Locks::default(),
    )
}

fn weights(comparison: &Comparison, hundredths: &[u16]) -> Weights {
    let hundredths = hundredths.iter().cycle().take(comparison.criteria.len());
    let weights = hundredths.map(|&part| Weight::from_hundredths(part).expect("a weight"));
    weights.collect()
}

/// Begins an analysis without locks.
fn begin(comparison: &Comparison, entries: &[EntryIndex], weights: &Weights) -> Analysis {
    let ranking = ranking(comparison, entries, weights);
    Analysis::begin(comparison, entries, weights, &Locks::default(), &ranking)
}

fn set_weights(analysis: &mut Analysis, comparison: &Comparison, weights: &Weights) {
    let ranking = ranking(comparison, &all(comparison), weights);
    analysis.set_weights(comparison, weights, &Locks::default(), &ranking);
}

fn ranking(comparison: &Comparison, entries: &[EntryIndex], weights: &Weights) -> Ranking {
    Ranking::with_filter(comparison, weights, &|entry| entries.contains(&entry), 100)
}

fn finish(analysis: &mut Analysis, comparison: &Comparison, steps: u32) -> Report {
    while !analysis.advance(comparison, steps) {}
    Report::clone(analysis.report())
}

fn custody_insurance() -> Comparison {
    read(include_str!("../../assets/custody-insurance.json"))
}

/// Creates a comparison of entries with scores from 0 to 1,000.
fn comparison_with_scores(
    entries: usize,
    criteria: usize,
    score: impl Fn(usize, usize) -> Option<i64>,
) -> Comparison {
    let column = |criterion| Column {
        weight_in_hundredths: 100,
        lower_is_better: false,
        range_is_given: true,
        exponent: 0,
        low: 0,
        extent: 1000,
        scores: (0..entries).map(|entry| score(entry, criterion)).collect(),
    };
    let entry = |index| Entry {
        name: format!("Entry {index}"),
        published_rank: None,
    };
    let set = DataSet {
        columns: (0..criteria).map(column).collect(),
        entries: (0..entries).map(entry).collect(),
    };
    read(&set.json())
}

/// Creates many entries with 21 potential winners: each of the others is as good as one of these on the first criterion,
/// and worse on the second.
fn many_entries() -> Comparison {
    comparison_with_scores(150, 2, |entry, criterion| {
        let (step, worse) = ((entry % 21) as i64, (entry / 21) as i64);
        Some([50 * step, 1000 - 49 * step - worse][criterion])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    #[test]
    fn slices_give_the_complete_report(set in data_sets(), steps in 500..70_000u32) {
        let comparison = read(&set.json());
        let published = comparison.published_weights();
        let complete = Report::new(&comparison, &all(&comparison), &published, &Locks::default());
        let mut analysis = begin(&comparison, &all(&comparison), &published);
        prop_assert_eq!(finish(&mut analysis, &comparison, steps), complete);
    }

    #[test]
    fn a_compared_pair_is_as_robust_as_a_ranking_of_the_two(set in data_sets()) {
        let comparison = read(&set.json());
        let (weights, locks) = (comparison.published_weights(), Locks::default());
        let [a, b] = [EntryIndex(0), EntryIndex(set.entries.len() as u32 - 1)];
        prop_assume!(a != b);
        let report = Report::new(&comparison, &[a, b], &weights, &locks);
        let expected = report.lead().and_then(|lead| Some(lead.verdict.ready()?.robustness));
        let pair = ComparedPair::new(&comparison, &weights, &locks, [a, b]);
        prop_assert_eq!(pair.robustness, expected);
    }

    #[test]
    fn changed_weights_give_the_report_of_a_new_analysis(
        set in data_sets(),
        hundredths in vec(0..=10_000u16, 5),
        steps in 500..70_000u32,
        slices in 0..5,
    ) {
        let comparison = read(&set.json());
        let mut analysis = begin(&comparison, &all(&comparison), &comparison.published_weights());
        for _ in 0..slices {
            analysis.advance(&comparison, steps);
        }
        let weights = weights(&comparison, &hundredths);
        set_weights(&mut analysis, &comparison, &weights);
        let expected = finish(&mut begin(&comparison, &all(&comparison), &weights), &comparison, steps);
        prop_assert_eq!(finish(&mut analysis, &comparison, steps), expected);
    }
}

#[test]
fn the_leader_is_reported_at_once_for_few_entries() {
    let comparison = custody_insurance();
    let weights = comparison.published_weights();
    let analysis = begin(&comparison, &all(&comparison), &weights);
    let report = analysis.report();
    let lead = report.lead().expect("a leader");
    assert_eq!(comparison.entry(lead.leader).name, "Evertas");
    assert!(lead.verdict.ready().is_some());
    assert!(lead.local_robustness.is_pending() && report.acceptabilities.is_pending());
    assert!(!report.is_complete());
}

#[test]
fn shares_are_kept_while_weights_change() {
    let comparison = custody_insurance();
    let published = comparison.published_weights();
    let mut analysis = begin(&comparison, &all(&comparison), &published);
    let before = finish(&mut analysis, &comparison, 50_000);
    let mut changed = published;
    changed.set(CriterionIndex(5), Weight::MAX);
    set_weights(&mut analysis, &comparison, &changed);
    let after = analysis.report();
    assert_eq!(after.acceptabilities, before.acceptabilities);
    assert_eq!(after.weights, changed);
    let lead = after.lead().expect("a leader");
    assert_ne!(Some(lead.leader), before.lead().map(|lead| lead.leader));
    assert!(lead.local_robustness.is_pending());
}

#[test]
fn another_filter_begins_a_new_analysis() {
    let comparison = custody_insurance();
    let published = comparison.published_weights();
    let entries = all(&comparison);
    let all_entries = finish(
        &mut begin(&comparison, &entries, &published),
        &comparison,
        u32::MAX,
    );
    let subset = &entries[1..];
    let mut analysis = begin(&comparison, subset, &published);
    assert!(analysis.report().acceptabilities.is_pending());
    let without_first = finish(&mut analysis, &comparison, u32::MAX);
    assert_eq!(without_first.entries, 9);
    assert_eq!(without_first.acceptability_of(entries[0]), None);
    let first = |report: &Report| {
        report
            .acceptability_of(subset[0])
            .map(|shares| shares.first.share)
    };
    assert!(first(&without_first) > first(&all_entries));
}

#[test]
fn potential_winners_of_many_entries_are_searched_in_slices() {
    let comparison = many_entries();
    let published = comparison.published_weights();
    let mut analysis = begin(&comparison, &all(&comparison), &published);
    assert!(
        analysis.report().potential_winners.is_pending() && analysis.report().lead.is_pending()
    );
    assert!(!analysis.advance(&comparison, 100));
    assert!(analysis.report().potential_winners.is_pending());
    let sliced = finish(&mut analysis, &comparison, 100);
    assert_eq!(sliced.potential_winners.ready().map(Vec::len), Some(21));
    let shares = sliced.acceptabilities.ready().expect("shares");
    assert!(shares.iter().all(|shares| shares.ranks.is_none()));
    let complete = Report::new(
        &comparison,
        &all(&comparison),
        &published,
        &Locks::default(),
    );
    assert_eq!(sliced, complete);
    // An entry that is worse only on a criterion of weight 0 may be shown on top; it is listed under such weights only.
    let first_only = weights(&comparison, &[10_000, 0]);
    set_weights(&mut analysis, &comparison, &first_only);
    let tied = finish(&mut analysis, &comparison, 100);
    let leader = tied.lead().map(|lead| &*comparison.entry(lead.leader).name);
    assert_eq!(leader, Some("Entry 104"));
    assert_eq!(tied.potential_winners.ready().map(Vec::len), Some(22));
    let mut expected = begin(&comparison, &all(&comparison), &first_only);
    assert_eq!(tied, finish(&mut expected, &comparison, 100));
    set_weights(&mut analysis, &comparison, &published);
    assert_eq!(finish(&mut analysis, &comparison, 100), sliced);
}

#[test]
fn too_many_potential_winners_are_reported_as_such() {
    let comparison = comparison_with_scores(200, 24, |entry, criterion| {
        (entry % 24 != criterion).then_some(((entry * criterion) % 1000) as i64)
    });
    let published = comparison.published_weights();
    let report = published_report(&comparison);
    assert!(report.is_complete());
    assert!(report.potential_winners.is_too_many() && report.lead.is_too_many());
    assert!(report.acceptabilities.is_too_many());
    assert_eq!(
        report.nearest_weights(&comparison, EntryIndex(0)),
        NearestWeights::Unknown
    );
    let by_id = ReportById::new(&comparison, &report, all(&comparison).into_iter());
    assert!(by_id.first_share.0.is_empty() && by_id.stability_intervals.0.is_empty());
    assert!(by_id.nearest_weights.0.is_empty());

    let mut analysis = begin(&comparison, &all(&comparison), &published);
    while !analysis.report().potential_winners.is_too_many() {
        analysis.advance(&comparison, 100);
    }
    let others = weights(&comparison, &[10_000]);
    set_weights(&mut analysis, &comparison, &others);
    assert!(analysis.report().lead.is_too_many());
    assert!(analysis.advance(&comparison, 100));
}

#[test]
fn without_weights_there_are_shares_and_no_leader() {
    let comparison = custody_insurance();
    let zero = weights(&comparison, &[0]);
    let report = Report::new(&comparison, &all(&comparison), &zero, &Locks::default());
    assert!(report.is_complete());
    assert_eq!(report.lead, Deferred::Ready(None));
    let by_id = ReportById::new(&comparison, &report, all(&comparison).into_iter());
    assert!(by_id.nearest_weights.0.is_empty());
    assert_eq!(by_id.first_share.0.len(), 10);
}

#[test]
fn the_report_on_no_entries_is_complete() {
    let comparison = custody_insurance();
    let report = Report::new(
        &comparison,
        &[],
        &comparison.published_weights(),
        &Locks::default(),
    );
    assert!(report.is_complete());
    assert_eq!(report.lead, Deferred::Ready(None));
    assert_eq!(report.potential_winners, Deferred::Ready(Vec::new()));
}

#[test]
fn a_report_gives_the_nearest_winning_weights() {
    let comparison = custody_insurance();
    let (entries, published) = (all(&comparison), comparison.published_weights());
    let report = Report::new(&comparison, &entries, &published, &Locks::default());
    let by_id = ReportById::new(&comparison, &report, entries.iter().copied());
    assert_eq!(by_id.nearest_weights.0.len(), 10);
    for (&entry, (id, nearest_by_id)) in entries.iter().zip(&by_id.nearest_weights.0) {
        let nearest = nearest_winning_weights(&comparison, &entries, &published, entry);
        assert_eq!(report.nearest_weights(&comparison, entry), nearest);
        assert_eq!(*id, comparison.entry(entry).id);
        let is_reachable = matches!(nearest, NearestWeights::Reachable { .. });
        assert_eq!(nearest_by_id.is_some(), is_reachable);
    }
}

#[test]
fn shares_are_ordered_by_rank_acceptability() {
    let comparison = custody_insurance();
    let report = published_report(&comparison);
    let shares = report.acceptabilities_by_first_share(&comparison);
    let names: Vec<&str> = shares
        .iter()
        .map(|shares| &*comparison.entry(shares.entry).name)
        .collect();
    assert_eq!(names[..3], ["Evertas", "Coincover", "Marsh"]);
    // The last three are never first, but in this order third, fourth and fifth.
    assert_eq!(names[7..], ["Canopius", "Chainproof", "Relm Insurance"]);
}

#[test]
fn a_report_round_trips_through_json_and_postcard() {
    for json in [
        include_str!("../../assets/custody-insurance.json").to_owned(),
        include_str!("../../assets/custody-insurance.json")
            .replace("\"weight\": 25", "\"weight\": 0"),
    ] {
        let comparison = read(&json);
        let mut locks = Locks::default();
        locks.toggle(CriterionIndex(1), comparison.criteria.len());
        let weights = comparison.published_weights();
        let report = Report::new(&comparison, &all(&comparison), &weights, &locks);
        let json = serde_json::to_string(&report).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Report>(&json).expect("a report"),
            report
        );
        let bytes = postcard::to_allocvec(&report).expect("bytes");
        assert_eq!(
            postcard::from_bytes::<Report>(&bytes).expect("a report"),
            report
        );
    }
}

#[test]
fn a_stored_fraction_is_from_0_to_1() {
    let read = |json| serde_json::from_str::<Fraction>(json);
    assert_eq!(read("[1,2]").expect("a fraction").to_f64(), 0.5);
    for json in [
        "[1,0]",
        "[3,2]",
        "[0,0]",
        "[1,340282366920938463463374607431768211455]",
    ] {
        assert!(read(json).is_err(), "{json}");
    }
}

#[test]
fn a_report_describes_the_robustness_of_the_lead() {
    let comparison = custody_insurance();
    let report = published_report(&comparison);
    let texts = Texts::english();
    let lead = report.lead().expect("a leader");
    let verdict = lead.verdict.ready().expect("a verdict");
    assert_eq!(texts.robustness(verdict.robustness), "Fairly clear lead");
    assert_eq!(
        texts.verdict(&comparison, lead, verdict),
        "Shift 11 points from Security & underwriting to Support and Marsh takes the lead."
    );
    let shares = texts.leader_shares(&comparison, &report);
    assert_eq!(
        shares.as_deref(),
        Some(
            "Try every possible weighting and Evertas wins 38% of the time. Nudge any weights by up to 5 points and it \
             always stays first."
        )
    );
}

/// Describes the verdict on two entries with these scores under equal weights.
fn verdict(scores: [[Option<i64>; 2]; 2]) -> String {
    let comparison = comparison_with_scores(2, 2, |entry, criterion| scores[entry][criterion]);
    let report = published_report(&comparison);
    let lead = report.lead().expect("a leader");
    let verdict = lead.verdict.ready().expect("a verdict");
    Texts::english().verdict(&comparison, lead, verdict)
}

#[test]
fn every_kind_of_lead_has_its_sentence() {
    let complete = |scores: [[i64; 2]; 2]| verdict(scores.map(|row| row.map(Some)));
    assert_eq!(
        complete([[1000, 0], [0, 1000]]),
        "Entry 0 and Entry 1 are tied for first: any change decides it."
    );
    assert_eq!(
        complete([[500, 500], [500, 500]]),
        "Entry 0 and Entry 1 share first place whatever the weights."
    );
    assert_eq!(
        complete([[500, 600], [500, 500]]),
        "Entry 0 is first whatever the weights."
    );
    assert_eq!(
        verdict([[Some(600), Some(600)], [Some(500), None]]),
        "No single swap of weight unseats Entry 0. Missing scores could change this."
    );
}

#[test]
fn every_kind_of_nearest_weights_has_its_sentence() {
    let comparison = custody_insurance();
    let published = comparison.published_weights();
    let report = published_report(&comparison);
    let texts = Texts::english();
    let entry = |name: &str| {
        let mut entries = comparison.indexed_entries();
        let (entry, _) = entries
            .find(|(_, entry)| entry.name == name)
            .expect("an entry");
        entry
    };
    let sentence = |name| {
        let nearest = report.nearest_weights(&comparison, entry(name));
        texts.nearest_weights(&comparison, entry(name), &nearest)
    };
    assert_eq!(sentence("Marsh"), "Marsh would lead with these weights:");
    assert_eq!(
        sentence("Chainproof"),
        "No weighting puts Chainproof first: Evertas is at least as good on every criterion."
    );
    assert_eq!(
        sentence("Canopius"),
        "No weighting puts Canopius first: a mixture of 93% Marsh, 7% Evertas is better on every criterion, so one of \
         them is always ahead."
    );
    let NearestWeights::Reachable { weights, .. } =
        report.nearest_weights(&comparison, entry("Marsh"))
    else {
        panic!("Marsh is reachable");
    };
    let changes = texts.weight_changes(&comparison, &published, &weights);
    let changes: Vec<&str> = changes.iter().map(|(_, change)| &**change).collect();
    assert_eq!(changes, ["25% → 14.43%", "5% → 15.57%"]);
}

#[test]
fn the_intervals_of_the_bundled_criteria_have_their_sentences() {
    let comparison = custody_insurance();
    let report = published_report(&comparison);
    let lead = report.lead().expect("a leader");
    let sentence = |criterion: CriterionIndex| {
        let stability_interval = &lead.stability_intervals[usize::from(criterion.0)];
        Texts::english().stability_interval(&comparison, lead.leader, stability_interval)
    };
    let criteria = comparison.indexed_criteria();
    let sentences = criteria.map(|(criterion, _)| sentence(criterion));
    assert_eq!(
        sentences.collect::<Vec<_>>(),
        [
            "Below 5%, Coincover leads. Above 49%, Munich Re leads.",
            "Below 10%, Marsh leads.",
            "Above 50%, Aon leads.",
            "Above 34%, Coincover leads.",
            "Above 35%, Coincover leads.",
            "Above 28%, Marsh leads.",
        ]
    );
}

#[test]
fn intervals_and_pairs_have_their_sentences() {
    let comparison = comparison_with_scores(2, 2, |entry, criterion| {
        Some(if entry == criterion { 1000 } else { 0 })
    });
    let weights = weights(&comparison, &[6_000, 4_000]);
    let locks = Locks::default();
    let report = Report::new(&comparison, &all(&comparison), &weights, &locks);
    let texts = Texts::english();
    let lead = report.lead().expect("a leader");
    let sentence = |criterion: u8| {
        let stability_interval = &lead.stability_intervals[usize::from(criterion)];
        texts.stability_interval(&comparison, lead.leader, stability_interval)
    };
    assert_eq!(sentence(0), "Below 50%, Entry 1 leads.");
    assert_eq!(sentence(1), "Above 50%, Entry 1 leads.");
    let [first, second] = [0, 1].map(EntryIndex);
    assert_eq!(
        texts.pairwise_winning_index(
            &comparison,
            [first, second],
            &pairwise_winning_index(&comparison, first, second)
        ),
        "Entry 0 beats Entry 1 in 50% of possible weightings."
    );
    let shares = tie_shares(&comparison, &weights, &locks, [first, second]).expect("shares");
    assert_eq!(
        texts.tie_shares(&comparison, &shares),
        "They’d tie if you set C to 50% or C to 50%."
    );
    assert_eq!(
        texts.tie_shares(&comparison, &[]),
        "No single weight would make them tie."
    );
}
