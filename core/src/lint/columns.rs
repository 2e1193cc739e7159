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

/// The number of rows that show whether a column sums up others.
const MAX_SUMMED_ROWS: usize = 50;

/// The cells of a column as plain numbers, if all are.
type Numbers = Option<Vec<Decimal>>;

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
    let all_numbers: Vec<Numbers> = table.iter().map(TableColumn::plain_numbers).collect();
    for (index, column) in table.iter().enumerate() {
        if likely[index].settings.role != ColumnRole::Criterion {
            continue;
        }
        if !is_decided(column)
            && let Some((role, reason)) = likely_role(column, index, &all_numbers, &likely)
        {
            likely[index].decide(role, reason);
            if likely[index].settings.name.is_empty() {
                likely[index].settings.name = format!("column {}", index + 1);
            }
        } else {
            likely[index].complete_criterion(index);
        }
    }
    likely
}

impl LikelyColumn {
    fn decide(&mut self, role: ColumnRole, reason: &'static str) {
        self.settings.role = role;
        self.reason = reason;
    }

    /// Sets the direction and the weight that the name of a criterion suggests, and a name if it has none.
    fn complete_criterion(&mut self, index: usize) {
        let settings = &mut self.settings;
        if settings.name.is_empty() {
            settings.name = format!("Column {}", index + 1);
            self.reason = "it has no name";
        }
        if settings.weight.is_empty()
            && let Some((name, weight)) = split_weight(&settings.name)
        {
            settings.weight = weight.to_string();
            settings.name = name.to_owned();
            self.reason = "its name contains a weight";
        }
        if settings.better.is_none() && lower_is_better_word(&settings.name).is_some() {
            settings.better = Some(Better::Lower);
            self.reason = "of this, less is often better";
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
        columns.filter(|(_, column)| !is_decided(column) && can_name(column))
    };
    let mut distinct = texts().filter(|(_, column)| percent_distinct(column) >= MIN_DISTINCT_NAMES);
    let (index, _) = distinct.next().or_else(|| texts().next())?;
    Some(index)
}

/// Reports whether most cells are texts with letters, other than web addresses, and the header does not call them codes.
fn can_name(column: &TableColumn) -> bool {
    let with_letters = column
        .values()
        .filter(|text| text.contains(char::is_alphabetic));
    let is_named_code = words(&column.settings.name)
        .iter()
        .any(|word| CODE_WORDS.contains(&&**word));
    !column.has_numbers()
        && !has_addresses(column)
        && !is_named_code
        && 2 * with_letters.count() > column.values().count()
}

/// Returns the words of a name in lower case.
fn words(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    words.map(str::to_owned).collect()
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
    column: &TableColumn,
    index: usize,
    all_numbers: &[Numbers],
    likely: &[LikelyColumn],
) -> Option<(ColumnRole, &'static str)> {
    let numbers = all_numbers[index].as_deref();
    if column.values().next().is_none() {
        return Some((ColumnRole::Ignored, "it has no content"));
    }
    if !column.has_numbers() {
        return Some(likely_role_of_texts(column, likely));
    }
    let name = column.settings.name.trim().to_lowercase();
    let words = words(&name);
    let is_rank = RANK_NAMES.contains(&&*name) || words.iter().any(|word| word == "rank");
    let whole_numbers = numbers.and_then(whole_numbers);
    if is_rank {
        let are_ranks = whole_numbers.as_deref().is_some_and(are_ranks);
        let is_free = !has_role(likely, ColumnRole::PublishedRank);
        return Some(match are_ranks && is_free {
            true => (ColumnRole::PublishedRank, "its numbers rank the entries"),
            false => (ColumnRole::Ignored, "it ranks the entries by itself"),
        });
    }
    if let Some(numbers) = whole_numbers {
        if numbers.len() >= MIN_NUMBERED && count_upwards(&numbers) {
            return Some((ColumnRole::Ignored, "it only numbers the rows"));
        }
        let is_distinct = percent_distinct(column) == 100;
        if is_distinct && words.iter().any(|word| CODE_WORDS.contains(&&**word)) {
            return Some((ColumnRole::Ignored, "its numbers are codes"));
        }
    }
    let is_summary = SUMMARY_NAMES.contains(&&*name) || sums_up_others(index, all_numbers, likely);
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

/// Returns numbers if all are whole.
fn whole_numbers(numbers: &[Decimal]) -> Option<Vec<i128>> {
    let whole = |number: &Decimal| (number.scale() == 0).then(|| number.in_units_of(0));
    numbers.iter().map(whole).collect()
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
fn sums_up_others(index: usize, all_numbers: &[Numbers], likely: &[LikelyColumn]) -> bool {
    let others = all_numbers.iter().zip(likely).enumerate();
    let others = others.filter(|(other, (_, likely))| {
        *other != index && likely.settings.role == ColumnRole::Criterion
    });
    let others: Vec<&Numbers> = others.map(|(_, (numbers, _))| numbers).collect();
    let Some(numbers) = &all_numbers[index] else {
        return false;
    };
    let rows = numbers.iter().enumerate().take(MAX_SUMMED_ROWS);
    let lines = rows.map(|(row, score)| {
        let others = others.iter().map(|column| Some(column.as_ref()?[row]));
        Some(Line::new(*score, others.collect::<Option<_>>()?))
    });
    let lines: Option<Vec<Line>> = lines.collect();
    lines.is_some_and(|lines| others.len() > 1 && are_summaries(&lines))
}
