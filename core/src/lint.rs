//! What an editor should look at in a data set that has no problems.

use std::fmt;

use crate::dataset::{Comparison, Criterion, Entry};
use crate::ids::CriterionIndex;
use crate::ranking::{Ranked, Ranking};

/// Something in a data set without problems that its editor may not have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about, such as `criterion "Costs"`.
    pub place: String,
    /// What it means for readers, and what one could do.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// How many things of a kind a message tells one by one.
const NAMED: usize = 5;

/// From which correlation of their scores on, in either direction, criteria say the same.
const ALIKE: f64 = 0.98;

/// On how many entries two criteria must both have scores before their correlation says anything.
const ENOUGH: usize = 5;

/// What an editor should look at before a data set is published.
///
/// That is: no weight at all; missing scores; entries without any; criteria that are the same for all, or
/// for which the scores say the same as another's (Pearson's correlation is at least 0.98 or at most −0.98,
/// over at least five entries); and, at the published weights, ties and other ranks than the published
/// ones.
///
/// ```
/// let comparison = weigh_in_core::dataset::DataSet::from_json(
///     r#"{ "criteria": [{ "id": "price", "name": "Price" }],
///          "entries": [{ "name": "Acme", "scores": { "price": 80 } },
///                      { "name": "Brix", "scores": {} }] }"#,
/// ).expect("a data set without problems").comparison;
/// let warnings = weigh_in_core::lint::review(&comparison);
/// assert_eq!(warnings[0].place, "entry \"Brix\"");
/// ```
pub fn review(comparison: &Comparison) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |place: String, message: String| warnings.push(Warning { place, message });

    let ranking = Ranking::new(comparison, &comparison.published_weights());
    let weighted = comparison
        .criteria
        .iter()
        .any(|c| c.weight.hundredths() > 0);
    if !weighted {
        warn(
            "the weights".to_owned(),
            "all are 0, so nothing is ranked until a reader moves one: give the criteria weights, or leave all weights out, and all count alike".to_owned(),
        );
    }
    review_unscored(comparison, &mut warn);
    for (index, criterion) in comparison.indexed_criteria() {
        review_missing(comparison, index, criterion, &mut warn);
        review_constant(comparison, criterion, &mut warn);
    }
    review_alike(comparison, &mut warn);
    review_ties(comparison, &ranking, &mut warn);
    review_published_ranks(comparison, &ranking, &mut warn);
    warnings
}

fn review_unscored(comparison: &Comparison, warn: &mut dyn FnMut(String, String)) {
    let positions = comparison.positions();
    let entries = comparison.indexed_entries().filter(|(entry, _)| {
        let mut criteria = comparison.indexed_criteria();
        criteria.all(|(criterion, _)| positions.get(criterion, *entry).is_none())
    });
    let entries: Vec<&Entry> = entries.map(|(_, entry)| entry).collect();
    match &entries[..] {
        [] => {}
        [entry] => warn(
            format!("entry \"{}\"", entry.name),
            "it has no score at all and can never get a rank: add scores, or leave it out"
                .to_owned(),
        ),
        _ => warn(
            "the entries".to_owned(),
            format!(
                "{} have no score at all and can never get a rank: add scores, or leave them out",
                named(&entries)
            ),
        ),
    }
}

fn review_missing(
    comparison: &Comparison,
    index: CriterionIndex,
    criterion: &Criterion,
    warn: &mut dyn FnMut(String, String),
) {
    let positions = comparison.positions();
    let lacking = comparison
        .indexed_entries()
        .filter(|(entry, _)| positions.get(index, *entry).is_none());
    let lacking: Vec<&Entry> = lacking.map(|(_, entry)| entry).collect();
    if lacking.is_empty() {
        return;
    }
    let message = format!(
        "{} of {} scores are missing: {}. Their totals are over the scores that they have, and the widget shows the best and the worst that they could be: add what is known",
        lacking.len(),
        comparison.entries.len(),
        named(&lacking),
    );
    warn(place_of(criterion), message);
}

fn review_constant(
    comparison: &Comparison,
    criterion: &Criterion,
    warn: &mut dyn FnMut(String, String),
) {
    let (low, high) = criterion.spread;
    if low == high && comparison.entries.len() > 1 {
        let unit = if criterion.unit.is_empty() { "" } else { " " };
        let message = format!(
            "every score on it is {low}{unit}{}, so it tells no entry from another, whatever its weight: leave it out, or score more finely",
            criterion.unit
        );
        warn(place_of(criterion), message);
    }
}

fn review_alike(comparison: &Comparison, warn: &mut dyn FnMut(String, String)) {
    let criteria = comparison.indexed_criteria();
    let columns: Vec<_> = criteria
        .map(|(index, _)| positions_of(comparison, index))
        .collect();
    for (second, other) in columns.iter().enumerate() {
        for (first, column) in columns[..second].iter().enumerate() {
            let Some((correlation, shared)) = correlation(column, other) else {
                continue;
            };
            if correlation.abs() < ALIKE {
                continue;
            }
            let place = format!(
                "{} and {}",
                place_of(&comparison.criteria[first]),
                place_of(&comparison.criteria[second])
            );
            let meaning = if correlation > 0.0 {
                "say nearly the same of every entry, which then counts twice: leave one out, or share the weight between them"
            } else {
                "are nearly opposite, so that one takes back what the other gives: check which end of each is the good one (\"better\"), or leave one out"
            };
            let message =
                format!("they {meaning} (correlation {correlation:.3} over {shared} entries)");
            warn(place, message);
        }
    }
}

fn review_ties(comparison: &Comparison, ranking: &Ranking, warn: &mut dyn FnMut(String, String)) {
    let ranked: Vec<&Ranked> = ranking
        .rows()
        .iter()
        .filter(|row| row.standing.is_some())
        .collect();
    let ties: Vec<&[&Ranked]> = ranked
        .chunk_by(|a, b| rank(a) == rank(b))
        .filter(|equals| equals.len() > 1)
        .collect();
    if ties.is_empty() {
        return;
    }
    let tie = |equals: &[&Ranked]| {
        let entries: Vec<&Entry> = equals
            .iter()
            .map(|row| comparison.entry(row.entry))
            .collect();
        let rank = rank(equals[0]).unwrap_or_default();
        format!("rank {rank} is shared by {}", named(&entries))
    };
    let message = format!(
        "at the published weights {}. Among equals the published ranks decide who is shown first, then the names: finer scores would part them",
        told(&ties, |equals| tie(equals)),
    );
    warn("the ranking".to_owned(), message);
}

fn review_published_ranks(
    comparison: &Comparison,
    ranking: &Ranking,
    warn: &mut dyn FnMut(String, String),
) {
    let ranked: Vec<&Ranked> = ranking
        .rows()
        .iter()
        .filter(|row| row.standing.is_some())
        .collect();
    let mut others = Vec::new();
    for equals in ranked.chunk_by(|a, b| rank(a) == rank(b)) {
        let Some(first) = rank(equals[0]) else {
            continue;
        };
        // Among equals, each place of theirs is right.
        let last = first + equals.len() as u32 - 1;
        for row in equals {
            let entry = comparison.entry(row.entry);
            match entry.published_rank {
                Some(published) if published < first || last < published => {
                    others.push((entry, published, first));
                }
                _ => {}
            }
        }
    }
    if others.is_empty() {
        return;
    }
    let tell = |(entry, published, computed): &(&Entry, u32, u32)| {
        format!(
            "{} is published at {published} and comes {}",
            entry.name,
            ordinal(*computed)
        )
    };
    let message = format!(
        "{} of {} ranks at the published weights are not the published ones: {}. Readers will see these entries as risen or fallen from the start: check weights and scores, or leave the published ranks out",
        others.len(),
        ranked.len(),
        told(&others, tell),
    );
    warn("the ranking".to_owned(), message);
}

/// A criterion's positions, 0 to 1.
fn positions_of(comparison: &Comparison, criterion: CriterionIndex) -> Vec<Option<f64>> {
    let positions = comparison.positions();
    let whole = positions.denominator() as f64;
    let column = comparison.indexed_entries().map(|(entry, _)| {
        let position = positions.get(criterion, entry)?;
        Some(position as f64 / whole)
    });
    column.collect()
}

/// Pearson's correlation of two columns over the entries that have both scores, and how many these are;
/// `None` where there are too few, or one of the columns is the same for all of them.
fn correlation(a: &[Option<f64>], b: &[Option<f64>]) -> Option<(f64, usize)> {
    let pairs = a.iter().zip(b);
    let pairs: Vec<(f64, f64)> = pairs.filter_map(|(&a, &b)| a.zip(b)).collect();
    let differs = |of: fn(&(f64, f64)) -> f64| pairs.iter().any(|pair| of(pair) != of(&pairs[0]));
    if pairs.len() < ENOUGH || !differs(|pair| pair.0) || !differs(|pair| pair.1) {
        return None;
    }
    let sum = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>();
    let count = pairs.len() as f64;
    let (mean_a, mean_b) = (sum(&|pair| pair.0) / count, sum(&|pair| pair.1) / count);
    let covariance = sum(&|pair| (pair.0 - mean_a) * (pair.1 - mean_b));
    let variances = sum(&|pair| (pair.0 - mean_a).powi(2)) * sum(&|pair| (pair.1 - mean_b).powi(2));
    Some((covariance / variances.sqrt(), pairs.len()))
}

fn rank(row: &Ranked) -> Option<u32> {
    row.standing.map(|standing| standing.rank.number())
}

fn place_of(criterion: &Criterion) -> String {
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

/// The names of the first few entries, and how many more there are.
fn named(entries: &[&Entry]) -> String {
    let names: Vec<&str> = entries
        .iter()
        .take(NAMED)
        .map(|entry| &*entry.name)
        .collect();
    match (entries.len() - names.len(), &names[..]) {
        (0, [first @ .., last]) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        (0, names) => names.concat(),
        (more, names) => format!("{} and {more} more", names.join(", ")),
    }
}

/// What is told of the first few items, and how many more there are.
fn told<T>(items: &[T], tell: impl Fn(&T) -> String) -> String {
    let mut told: Vec<String> = items.iter().take(NAMED).map(tell).collect();
    if items.len() > NAMED {
        told.push(format!("and {} more", items.len() - NAMED));
    }
    told.join("; ")
}
