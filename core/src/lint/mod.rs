//! Checks of a valid data set for what its editor may not have meant.

mod columns;
mod headers;
mod ranges;
mod summaries;

use std::{fmt, iter};

pub use self::columns::{LikelyColumn, likely_columns};
use self::headers::{lint_direction, lint_weight_in_name};
pub use self::ranges::describe_ranges;
use self::ranges::lint_filled_range;
pub use self::summaries::summary_entries;
use self::summaries::{lint_numbering, lint_summary_criterion, lint_summary_entries};
use crate::dataset::{Comparison, Criterion, Entry, MISSING_SCORE};
use crate::ids::CriterionIndex;
use crate::ranking::Ranking;

/// Something in a valid data set that its editor may not have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The part of the data set, such as `criterion "Costs"`.
    pub place: String,
    /// The consequence for readers, and a suggested change.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// The maximum number of items that a message lists before it counts the rest.
const MAX_LISTED: usize = 5;

/// The absolute correlation from which two criteria count as redundant.
const MIN_CORRELATION: f64 = 0.98;

/// The minimum number of entries with scores on both criteria for their correlation to be meaningful.
const MIN_SHARED_ENTRIES: usize = 5;

/// Returns warnings about a data set for its editor to consider before publishing it.
///
/// Reports weights that are all 0; criteria without a weight beside others that have one; names that suggest a weight or a
/// direction that is not given; given ranges of which the scores fill less than a quarter; rows and columns that number, sum up or average the others; missing scores; entries without any score; criteria with the same score for all
/// entries; pairs of redundant criteria (Pearson's correlation is at least 0.98 or at most −0.98, over at least five
/// entries); and, at the published weights, ties and ranks that differ from the published ones.
///
/// ```
/// let comparison = weigh_in_core::dataset::DataSet::from_json(
///     r#"{ "criteria": [{ "id": "price", "name": "Price" }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 } },
///                      { "name": "Brix", "scores": {} }] }"#,
/// ).expect("a data set without problems").comparison;
/// let warnings = weigh_in_core::lint::lint(&comparison);
/// assert_eq!(warnings[0].place, "entry \"Brix\"");
/// ```
pub fn lint(comparison: &Comparison) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |place: String, message: String| warnings.push(Warning { place, message });

    let weights = comparison.published_weights();
    if weights.are_zero() {
        warn(
            "the weights".to_owned(),
            "all are 0, so nothing is ranked until a reader changes one; set weights, or leave all of them out for equal weights".to_owned(),
        );
    }
    lint_missing_weights(comparison, &mut warn);
    lint_unscored_entries(comparison, &mut warn);
    lint_summary_entries(comparison, &mut warn);
    for (index, criterion) in comparison.indexed_criteria() {
        lint_missing_scores(comparison, index, criterion, &mut warn);
        lint_constant_scores(comparison, criterion, &mut warn);
        let is_numbering = lint_numbering(comparison, index, criterion, &mut warn);
        lint_summary_criterion(comparison, index, criterion, &mut warn);
        lint_filled_range(criterion, &mut warn);
        if !is_numbering {
            lint_direction(criterion, &mut warn);
        }
        lint_weight_in_name(criterion, &mut warn);
    }
    lint_correlated_criteria(comparison, &mut warn);
    let ranking = Ranking::new(comparison, &weights);
    let ranked = ranking.rows().iter().filter_map(|row| {
        let rank = row.standing?.rank.number();
        Some((comparison.entry(row.entry), rank))
    });
    let ranked: Vec<(&Entry, u32)> = ranked.collect();
    let tie_groups: Vec<_> = ranked.chunk_by(|a, b| a.1 == b.1).collect();
    lint_ties(&tie_groups, &mut warn);
    lint_published_ranks(&tie_groups, &mut warn);
    warnings
}

fn lint_missing_weights(comparison: &Comparison, warn: &mut dyn FnMut(String, String)) {
    let criteria = || comparison.criteria.iter();
    if !criteria().any(|criterion| criterion.given.weight) {
        return;
    }
    for criterion in criteria().filter(|criterion| !criterion.given.weight) {
        let message = "it has no weight while others have, so it counts nothing until a reader weighs it; set its weight, to 0 if that is meant";
        warn(describe_criterion(criterion), message.to_owned());
    }
}

fn lint_unscored_entries(comparison: &Comparison, warn: &mut dyn FnMut(String, String)) {
    let entries = comparison.indexed_entries().filter(|(entry, _)| {
        let mut criteria = comparison.indexed_criteria();
        criteria.all(|(criterion, _)| comparison.score(criterion, *entry).is_none())
    });
    let entries: Vec<&Entry> = entries.map(|(_, entry)| entry).collect();
    match &entries[..] {
        [] => {}
        [entry] => warn(
            format!("entry \"{}\"", entry.name),
            "it has no scores, so it is never ranked; add scores, or remove the entry".to_owned(),
        ),
        _ => warn(
            "the entries".to_owned(),
            format!(
                "{} have no scores, so they are never ranked; add scores, or remove these entries",
                list_names(&entries)
            ),
        ),
    }
}

fn lint_missing_scores(
    comparison: &Comparison,
    index: CriterionIndex,
    criterion: &Criterion,
    warn: &mut dyn FnMut(String, String),
) {
    let unscored = comparison
        .indexed_entries()
        .filter(|(entry, _)| comparison.score(index, *entry).is_none());
    let unscored: Vec<&Entry> = unscored.map(|(_, entry)| entry).collect();
    if unscored.is_empty() {
        return;
    }
    let message = format!(
        "{} of {} scores are missing ({}), so these totals cover only the other scores, and the widget shows the lowest and the highest possible ones; add the scores that you know",
        unscored.len(),
        comparison.entries.len(),
        list_names(&unscored),
    );
    warn(describe_criterion(criterion), message);
}

fn lint_constant_scores(
    comparison: &Comparison,
    criterion: &Criterion,
    warn: &mut dyn FnMut(String, String),
) {
    let (low, high) = criterion.observed_range;
    if low == high && comparison.entries.len() > 1 {
        let unit = if criterion.unit.is_empty() { "" } else { " " };
        let message = format!(
            "every score on it is {low}{unit}{}, so it distinguishes no entries, whatever its weight; remove it, or use finer scores",
            criterion.unit
        );
        warn(describe_criterion(criterion), message);
    }
}

fn lint_correlated_criteria(comparison: &Comparison, warn: &mut dyn FnMut(String, String)) {
    let normalized_scores = comparison.normalized_scores();
    for (index, criterion) in comparison.indexed_criteria() {
        let before = comparison.indexed_criteria().take(usize::from(index.0));
        for (earlier_index, earlier) in before {
            let [a, b] = [earlier_index, index].map(|index| normalized_scores.column(index));
            let redundancy = correlation(a, b).filter(|(value, _)| value.abs() >= MIN_CORRELATION);
            let Some((correlation, shared)) = redundancy else {
                continue;
            };
            let place = [earlier, criterion].map(describe_criterion).join(" and ");
            let (meaning, fix) = if correlation > 0.0 {
                (
                    "move almost in step, so the same quality counts twice",
                    "remove one, or split the weight between them",
                )
            } else {
                (
                    "move almost in opposite directions, so they cancel out",
                    "check which end of each is better, or remove one",
                )
            };
            let message = format!(
                "these two {meaning} (correlation {correlation:.3} over {shared} entries); {fix}"
            );
            warn(place, message);
        }
    }
}

fn lint_ties(tie_groups: &[&[(&Entry, u32)]], warn: &mut dyn FnMut(String, String)) {
    let ties = tie_groups.iter().filter(|group| group.len() > 1);
    let ties = ties.map(|group| {
        let entries: Vec<&Entry> = group.iter().map(|(entry, _)| *entry).collect();
        format!("rank {} is shared by {}", group[0].1, list_names(&entries))
    });
    let ties: Vec<String> = ties.collect();
    if ties.is_empty() {
        return;
    }
    let message = format!(
        "at the published weights, {}; entries that tie are shown in the order of their published ranks, then of their names; use finer scores to break ties",
        list_items(&ties),
    );
    warn("the ranking".to_owned(), message);
}

fn lint_published_ranks(tie_groups: &[&[(&Entry, u32)]], warn: &mut dyn FnMut(String, String)) {
    let mut mismatches = Vec::new();
    let mut ranked = 0;
    for group in tie_groups {
        ranked += group.len();
        for &(entry, rank) in *group {
            // Any rank within the tie is correct.
            let tied_ranks = rank..rank + group.len() as u32;
            if let Some(published) = entry.published_rank
                && !tied_ranks.contains(&published)
            {
                let [rank, published] = [rank, published].map(ordinal);
                mismatches.push(format!("{} is {rank} instead of {published}", entry.name));
            }
        }
    }
    if mismatches.is_empty() {
        return;
    }
    let message = format!(
        "{} of {ranked} ranks at the published weights differ from the published ranks ({}), so readers see these entries as risen or fallen from the start; check weights and scores, or remove the published ranks",
        mismatches.len(),
        list_items(&mismatches),
    );
    warn("the ranking".to_owned(), message);
}

/// Returns Pearson's correlation of two columns of normalized scores over the entries that have both, and the number
/// of these entries; `None` if they are too few, or one of the columns is constant.
///
/// With the largest denominator and the maximum number of entries, the exact sums have 126 bits.
fn correlation(a: &[u64], b: &[u64]) -> Option<(f64, usize)> {
    let pairs = iter::zip(a, b).filter(|(a, b)| **a != MISSING_SCORE && **b != MISSING_SCORE);
    let pairs: Vec<[i128; 2]> = pairs.map(|(&a, &b)| [a.into(), b.into()]).collect();
    let count = pairs.len() as i128;
    // Multiplied by the square of the count, to stay in integers.
    let covariance = |x: usize, y: usize| {
        let sum = |of: &dyn Fn(&[i128; 2]) -> i128| pairs.iter().map(of).sum::<i128>();
        let products = sum(&|pair| pair[x] * pair[y]);
        (count * products - sum(&|pair| pair[x]) * sum(&|pair| pair[y])) as f64
    };
    let variances = covariance(0, 0) * covariance(1, 1);
    let is_meaningful = pairs.len() >= MIN_SHARED_ENTRIES && variances > 0.0;
    is_meaningful.then(|| (covariance(0, 1) / variances.sqrt(), pairs.len()))
}

fn describe_criterion(criterion: &Criterion) -> String {
    format!("criterion \"{}\"", criterion.name)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Lists the names of the first [`MAX_LISTED`] entries, and counts the rest.
fn list_names(entries: &[&Entry]) -> String {
    let names = entries.iter().take(MAX_LISTED).map(|entry| &*entry.name);
    let names: Vec<&str> = names.collect();
    match (entries.len() - names.len(), &names[..]) {
        (0, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (0, names) => names.concat(),
        (more, names) => format!("{} and {more} more", names.join(", ")),
    }
}

/// Lists the first [`MAX_LISTED`] items, and counts the rest.
fn list_items(items: &[String]) -> String {
    let mut list = items[..items.len().min(MAX_LISTED)].join(", ");
    if items.len() > MAX_LISTED {
        list += &format!(" and {} more", items.len() - MAX_LISTED);
    }
    list
}
