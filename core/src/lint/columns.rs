//! The probable content of the columns of a table, for its editor to confirm.

use std::collections::HashSet;

use super::headers::{lower_is_better_word, split_weight};
use super::summaries::{Line, MIN_NUMBERED, RANK_NAMES, SUMMARY_NAMES, are_summaries};
use crate::dataset::{Better, Comparison, Decimal};
use crate::format::{ColumnRole, ColumnSettings, TableColumn, TableColumns};

/// The probable settings of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyColumn {
    /// The settings.
    pub settings: ColumnSettings,
    /// The reason for settings other than those in the header, as a sentence without a capital and a full stop; otherwise
    /// empty.
    pub reason: &'static str,
}

/// The share of texts that are different from which a column can name the entries, in percent.
const MIN_DISTINCT_NAMES: usize = 90;

/// The share of texts that are different up to which they are tags, in percent.
const MAX_DISTINCT_TAGS: usize = 67;

/// The mean length of texts from which they describe entries, in characters.
const MIN_TAGLINE: usize = 20;

/// Words for codes, whose digits measure nothing, in lower case.
const CODE_WORDS: [&str; 16] = [
    "code", "codes", "id", "ids", "zip", "postcode", "isbn", "ean", "gtin", "sku", "asin",
    "nummer", "kennung", "plz", "código", "رمز",
];

/// Returns the probable settings of the columns of a table, from left to right: by what their cells look like, and then by
/// their names. Columns whose headers decide keep their settings.
///
/// ```
/// use weigh_in_core::dataset::Better;
/// use weigh_in_core::format::{ColumnRole, TableColumns};
/// use weigh_in_core::lint::likely_columns;
///
/// let table = "Rank,Product,Price\n1,Acme,80\n2,Brix,60\n";
/// let columns = likely_columns(&TableColumns::read(table).expect("a table"));
/// let roles = columns.iter().map(|column| column.settings.role);
/// assert!(roles.eq([ColumnRole::PublishedRank, ColumnRole::Name, ColumnRole::Criterion]));
/// assert_eq!(columns[2].settings.better, Some(Better::Lower));
/// ```
pub fn likely_columns(columns: &TableColumns) -> Vec<LikelyColumn> {
    let table = &columns.columns[..];
    let settings = columns.settings().into_iter();
    let mut likely: Vec<LikelyColumn> = settings
        .map(|settings| LikelyColumn {
            settings,
            reason: "",
        })
        .collect();
    if !has_role(&likely, ColumnRole::Name)
        && let Some(index) = find_name_column(table)
    {
        likely[index].decide(ColumnRole::Name, "its texts name the entries");
    }
    for (index, column) in table.iter().enumerate() {
        if likely[index].settings.role != ColumnRole::Criterion {
            continue;
        }
        if !is_decided(column)
            && let Some((role, reason)) = likely_role(table, index, &likely)
        {
            likely[index].decide(role, reason);
            if likely[index].settings.name.is_empty() {
                likely[index].settings.name = format!("column {}", index + 1);
            }
        } else {
            likely[index].complete_criterion();
        }
    }
    likely
}

impl LikelyColumn {
    fn decide(&mut self, role: ColumnRole, reason: &'static str) {
        self.settings.role = role;
        self.reason = reason;
    }

    /// Sets the direction and the weight that the name of a criterion suggests.
    fn complete_criterion(&mut self) {
        let settings = &mut self.settings;
        if settings.better.is_none() && lower_is_better_word(&settings.name).is_some() {
            settings.better = Some(Better::Lower);
            self.reason = "of this, less is often better";
        }
        if settings.weight.is_empty()
            && let Some((name, weight)) = split_weight(&settings.name)
        {
            settings.weight = weight.to_string();
            settings.name = name.to_owned();
            self.reason = "its name contains a weight";
        }
    }
}

fn has_role(columns: &[LikelyColumn], role: ColumnRole) -> bool {
    columns.iter().any(|column| column.settings.role == role)
}

/// Reports whether the header of a column decides on its content: by a reserved name, or by options of a criterion.
fn is_decided(column: &TableColumn) -> bool {
    column.settings.role != ColumnRole::Criterion || column.settings.has_options()
}

/// Returns the first column of texts that are nearly all different, or else the first column of texts.
fn find_name_column(table: &[TableColumn]) -> Option<usize> {
    let texts = || {
        let columns = table.iter().enumerate();
        columns.filter(|(_, column)| {
            let is_empty = column.values().next().is_none();
            !is_decided(column) && !column.has_numbers() && !is_empty && !has_addresses(column)
        })
    };
    let mut distinct = texts().filter(|(_, column)| percent_distinct(column) >= MIN_DISTINCT_NAMES);
    let (index, _) = distinct.next().or_else(|| texts().next())?;
    Some(index)
}

fn has_addresses(column: &TableColumn) -> bool {
    column.values().all(|text| text.contains("://"))
}

fn percent_distinct(column: &TableColumn) -> usize {
    let distinct: HashSet<&str> = column.values().collect();
    distinct.len() * 100 / column.values().count().max(1)
}

/// Returns the probable role of a column, and the reason; `None` for a criterion.
fn likely_role(
    table: &[TableColumn],
    index: usize,
    likely: &[LikelyColumn],
) -> Option<(ColumnRole, &'static str)> {
    let column = &table[index];
    if column.values().next().is_none() {
        return Some((ColumnRole::Ignored, "it has no content"));
    }
    if !column.has_numbers() {
        return Some(likely_role_of_texts(column, likely));
    }
    let name = column.settings.name.trim().to_lowercase();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    if let Some(numbers) = whole_numbers(column) {
        let is_rank = RANK_NAMES.contains(&&*name) || words.clone().any(|word| word == "rank");
        if is_rank && are_ranks(&numbers) {
            return Some(match has_role(likely, ColumnRole::PublishedRank) {
                false => (ColumnRole::PublishedRank, "its numbers rank the entries"),
                true => (ColumnRole::Ignored, "its numbers rank the entries"),
            });
        }
        if numbers.len() >= MIN_NUMBERED && count_upwards(&numbers) {
            return Some((ColumnRole::Ignored, "it only numbers the rows"));
        }
        let is_distinct = percent_distinct(column) == 100;
        if is_distinct && words.any(|word| CODE_WORDS.contains(&word)) {
            return Some((ColumnRole::Ignored, "its numbers are codes"));
        }
    }
    let is_summary = SUMMARY_NAMES.contains(&&*name) || sums_up_others(table, index, likely);
    is_summary.then_some((
        ColumnRole::Ignored,
        "it sums up or averages others, which would count twice",
    ))
}

fn likely_role_of_texts(
    column: &TableColumn,
    likely: &[LikelyColumn],
) -> (ColumnRole, &'static str) {
    let count = column.values().count();
    let length: usize = column.values().map(|text| text.chars().count()).sum();
    let facets = likely.iter();
    let facets = facets.filter(|column| column.settings.role == ColumnRole::Tags);
    if has_addresses(column) && !has_role(likely, ColumnRole::Url) {
        (ColumnRole::Url, "its texts are web addresses")
    } else if percent_distinct(column) <= MAX_DISTINCT_TAGS
        && facets.count() < Comparison::MAX_FACETS
    {
        (
            ColumnRole::Tags,
            "its texts repeat, so readers can filter by them",
        )
    } else if length >= MIN_TAGLINE * count && !has_role(likely, ColumnRole::Tagline) {
        (ColumnRole::Tagline, "its texts describe the entries")
    } else {
        (ColumnRole::Ignored, "it has texts instead of scores")
    }
}

/// Returns the cells of a column if all are whole numbers.
fn whole_numbers(column: &TableColumn) -> Option<Vec<i128>> {
    let numbers = column.plain_numbers()?.into_iter();
    let whole = |number: Decimal| (number.scale() == 0).then(|| number.in_units_of(0));
    numbers.map(whole).collect()
}

/// Reports whether numbers can be ranks: from 1, none higher than their count.
fn are_ranks(numbers: &[i128]) -> bool {
    let is_complete = numbers.len() < TableColumns::MAX_ROWS;
    let highest = numbers.iter().max().copied().unwrap_or(0);
    let fits_count = !is_complete || highest <= numbers.len() as i128;
    numbers.len() > 1 && numbers.iter().min() == Some(&1) && fits_count
}

/// Reports whether numbers are consecutive from 0 or 1.
fn count_upwards(numbers: &[i128]) -> bool {
    let starts = numbers.first().is_some_and(|first| (0..=1).contains(first));
    starts && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// Reports whether the numbers of a column are the sums or the means of the other criteria.
fn sums_up_others(table: &[TableColumn], index: usize, likely: &[LikelyColumn]) -> bool {
    let others = table
        .iter()
        .zip(likely)
        .enumerate()
        .filter(|(other, (column, likely))| {
            let is_criterion = likely.settings.role == ColumnRole::Criterion;
            *other != index && is_criterion && column.has_numbers()
        });
    let others = others.map(|(_, (column, _))| column.plain_numbers());
    let Some(others) = others.collect::<Option<Vec<_>>>() else {
        return false;
    };
    let Some(numbers) = table[index].plain_numbers() else {
        return false;
    };
    let line = |(row, score): (usize, &Decimal)| {
        Line::new(*score, others.iter().map(|column| column[row]).collect())
    };
    let lines: Vec<Line> = numbers.iter().enumerate().map(line).collect();
    others.len() > 1 && lines.len() > 2 && are_summaries(&lines)
}
