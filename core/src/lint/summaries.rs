//! Rows and columns that number, sum up or average the others, and so are neither entries nor criteria.

use super::{describe_criterion, list_items};
use crate::dataset::{Comparison, Criterion, Decimal};
use crate::ids::{CriterionIndex, EntryIndex};

/// The minimum number of entries from which scores that count upwards are reported, whatever their name.
pub(super) const MIN_NUMBERED: usize = 5;

/// The minimum number of means from which they are reported.
const MIN_MEANS: usize = 5;

/// Names of columns that rank or number the rows, in lower case.
pub(super) const RANK_NAMES: [&str; 12] = [
    "#",
    "no",
    "no.",
    "nr",
    "nr.",
    "rank",
    "ranking",
    "position",
    "rang",
    "platz",
    "puesto",
    "الترتيب",
];

/// Names of rows that sum up or average the others, in lower case.
pub(super) const SUMMARY_NAMES: [&str; 18] = [
    "total",
    "totals",
    "sum",
    "average",
    "mean",
    "avg",
    "summe",
    "gesamt",
    "durchschnitt",
    "mittelwert",
    "somme",
    "moyenne",
    "suma",
    "promedio",
    "media",
    "المجموع",
    "المتوسط",
    "الإجمالي",
];

/// Warns of scores that number the entries, and reports whether they do.
pub(super) fn lint_numbering(
    comparison: &Comparison,
    index: CriterionIndex,
    criterion: &Criterion,
    warn: &mut dyn FnMut(String, String),
) -> bool {
    let scores = comparison.indexed_entries().map(|(entry, _)| {
        let score = comparison.score(index, entry)?;
        (score.scale() == 0).then(|| score.in_units_of(0))
    });
    let Some(scores) = scores.collect::<Option<Vec<i128>>>() else {
        return false;
    };
    let mut sorted = scores.clone();
    sorted.sort_unstable();
    let counts_up = |scores: &[i128]| {
        scores[0].abs() <= 1 && scores.windows(2).all(|pair| pair[1] == pair[0] + 1)
    };
    let is_named = RANK_NAMES.contains(&&*criterion.name.trim().to_lowercase());
    let is_numbering = scores.len() >= MIN_NUMBERED && counts_up(&scores);
    let is_rank = is_named && scores.len() > 1 && counts_up(&sorted);
    if is_numbering || is_rank {
        let message = "its scores number the entries, so it ranks them by itself; if these are the ranks that you published, name the column “published rank”, otherwise remove it";
        warn(describe_criterion(criterion), message.to_owned());
    }
    is_numbering || is_rank
}

/// Warns of entries that sum up or average the others.
pub(super) fn lint_summary_entries(comparison: &Comparison, warn: &mut dyn FnMut(String, String)) {
    let summaries = summary_entries(comparison).into_iter();
    let summaries: Vec<String> = summaries
        .map(|entry| comparison.entry(entry).name.clone())
        .collect();
    if !summaries.is_empty() {
        let message = format!(
            "{} seems to sum up or average the other entries, and would be ranked among them; remove the row",
            list_items(&summaries)
        );
        warn("the entries".to_owned(), message);
    }
}

/// Returns the entries that probably sum up or average the others: by their names, or by all of their scores.
pub fn summary_entries(comparison: &Comparison) -> Vec<EntryIndex> {
    let is_summary = |entry: EntryIndex| {
        let name = comparison.entry(entry).name.trim().to_lowercase();
        let is_named = SUMMARY_NAMES.contains(&&*name);
        let lines: Vec<Line> = comparison
            .indexed_criteria()
            .filter_map(|(criterion, _)| {
                let others = comparison
                    .indexed_entries()
                    .filter(|(other, _)| *other != entry);
                let others = others.filter_map(|(other, _)| comparison.score(criterion, other));
                Some(Line::new(
                    comparison.score(criterion, entry)?,
                    others.collect(),
                ))
            })
            .collect();
        let has_shape = lines.len() > 1 && lines.iter().all(|line| line.others.len() > 2);
        is_named || has_shape && are_summaries(&lines)
    };
    // Only the last rows of a table sum up the others.
    let count = comparison.entries.len();
    let last = comparison.indexed_entries().skip(count.saturating_sub(3));
    last.map(|(entry, _)| entry)
        .filter(|entry| count > 1 && is_summary(*entry))
        .collect()
}

/// Reports whether every score is the sum of the others of its line, or every one their mean. A few means without more
/// digits than the others may be such by chance.
pub(super) fn are_summaries(lines: &[Line]) -> bool {
    let is_certain = lines.len() >= MIN_MEANS || lines.iter().any(Line::has_more_digits);
    lines.iter().all(Line::is_sum) || is_certain && lines.iter().all(Line::is_mean)
}

/// Warns of a criterion that sums up or averages the others.
pub(super) fn lint_summary_criterion(
    comparison: &Comparison,
    index: CriterionIndex,
    criterion: &Criterion,
    warn: &mut dyn FnMut(String, String),
) {
    let lines = comparison.indexed_entries().map(|(entry, _)| {
        let others = comparison
            .indexed_criteria()
            .filter(|(other, _)| *other != index);
        let others = others.map(|(other, _)| comparison.score(other, entry));
        Some(Line::new(
            comparison.score(index, entry)?,
            others.collect::<Option<Vec<_>>>()?,
        ))
    });
    let lines = lines.collect::<Option<Vec<Line>>>().unwrap_or_default();
    let has_shape = lines.len() > 2 && lines.iter().all(|line| line.others.len() > 1);
    let is_named = SUMMARY_NAMES.contains(&&*criterion.name.trim().to_lowercase());
    let finding = match () {
        () if has_shape && lines.iter().all(Line::is_sum) => {
            "its scores are the sum of the other criteria"
        }
        () if has_shape && are_summaries(&lines) => {
            "its scores are the average of the other criteria"
        }
        () if is_named && comparison.criteria.len() > 1 => {
            "by its name it sums up or averages other criteria"
        }
        () => return,
    };
    let message =
        format!("{finding}, which so count twice; remove it, since the widget computes the total");
    warn(describe_criterion(criterion), message);
}

/// A score, and those that it may sum up.
pub(super) struct Line {
    score: Decimal,
    others: Vec<Decimal>,
}

impl Line {
    pub(super) fn new(score: Decimal, others: Vec<Decimal>) -> Line {
        Line { score, others }
    }

    /// Returns the score and the sum of the others, in units that all have in common, and the number of these units in one
    /// of the score’s last digit; `None` if the sum is too large.
    fn sum(&self) -> Option<(i128, i128, i128)> {
        let scales = self.others.iter().map(|other| other.scale());
        let scale = scales.max().unwrap_or(0).max(self.score.scale());
        let mut others = self.others.iter().map(|other| other.in_units_of(scale));
        let sum = others.try_fold(0i128, i128::checked_add)?;
        let digit = 10i128.pow(u32::from(scale - self.score.scale()));
        Some((self.score.in_units_of(scale), sum, digit))
    }

    fn has_more_digits(&self) -> bool {
        let mut others = self.others.iter();
        others.all(|other| other.scale() < self.score.scale())
    }

    fn is_sum(&self) -> bool {
        self.sum().is_some_and(|(score, sum, _)| score == sum)
    }

    /// Reports whether the score is the mean of the others, rounded to its last digit.
    fn is_mean(&self) -> bool {
        let count = self.others.len() as i128;
        let is_rounding = |(score, sum, digit): (i128, i128, i128)| {
            let error = score.checked_mul(count)?.checked_sub(sum)?.checked_abs()?;
            Some(error.checked_mul(2)? <= count.checked_mul(digit)?)
        };
        self.sum().and_then(is_rounding).unwrap_or(false)
    }
}
