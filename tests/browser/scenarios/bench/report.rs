//! The figures as Markdown.

use std::fmt::Write;

use super::lighthouse::CATEGORIES;
use super::measurements::{CPU_SLOWDOWN, DRAG, PageMeasurement, REST, TableMeasurement};
use super::subjects::{BASELINE, Subject, package_version};
use super::{ENTRIES, ROUNDS};

/// The measurements of all rounds.
pub struct Report<'s> {
    subjects: &'s [Subject],
    /// By subject, then by round.
    pub pages: Vec<Vec<PageMeasurement>>,
    /// By length of the table, then by round.
    pub tables: [Vec<TableMeasurement>; ENTRIES.len()],
    /// By run, then by category.
    pub lighthouse: Vec<[f64; CATEGORIES.len()]>,
}

/// A figure of a page: its heading, its decimals, and its value.
type Column<T> = (&'static str, usize, fn(&T) -> f64);

const PAGE_COLUMNS: [Column<PageMeasurement>; 8] = [
    ("at rest, kB", 1, |page| page.load.bytes / 1000.0),
    ("usable, s", 2, |page| page.load.usable / 1000.0),
    ("blocking, ms", 0, |page| page.load.blocking),
    ("longest task, ms", 0, |page| page.load.longest),
    ("slider step, ms", 1, |page| page.step),
    ("drag: long tasks", 0, |page| page.drag.count),
    ("drag: longest, ms", 0, |page| page.drag.longest),
    ("drag: frames dropped, %", 1, |page| {
        100.0 * page.drag.dropped
    }),
];

const TABLE_COLUMNS: [Column<TableMeasurement>; 4] = [
    ("first ranking, ms", 0, |table| table.usable),
    ("slider step, ms", 1, |table| table.step),
    ("letter of a search, ms", 1, |table| {
        table.search.unwrap_or(f64::NAN)
    }),
    ("memory of the module, MiB", 1, |table| table.mebibytes),
];

impl<'s> Report<'s> {
    /// Creates a report without measurements.
    pub fn new(subjects: &'s [Subject]) -> Self {
        Report {
            subjects,
            pages: subjects.iter().map(|_| Vec::new()).collect(),
            tables: ENTRIES.map(|_| Vec::new()),
            lighthouse: Vec::new(),
        }
    }

    /// Writes the conditions and three tables: pages side by side, the widget with long tables, and the scores of
    /// Lighthouse.
    pub fn to_markdown(&self, browser: &str) -> String {
        let conditions = format!(
            "Medians of {ROUNDS} rounds in {browser}, in which all pages take turns, with the least and the greatest; \
            × is the ratio to {}. The processor is slowed {CPU_SLOWDOWN} times, and while a page loads, the network, \
            to 1.6 Mbit/s and 150 ms, for a screen of 390 × 844 px. At rest: all files but the page, after Brotli, {} \
            s after the first ranking. Blocking: the time by which tasks exceed 50 ms until then. Slider step: from \
            the input to the end of its frame. Drag: {} s with the mouse.\n",
            self.subjects[BASELINE].name,
            REST.as_secs(),
            DRAG.as_secs(),
        );
        let names = self.subjects.iter().map(|subject| subject.name.clone());
        let pages = table("page", &PAGE_COLUMNS, names.zip(&self.pages), BASELINE);
        let names = ENTRIES.iter().map(|entries| format!("{entries} entries"));
        let tables = table("table", &TABLE_COLUMNS, names.zip(&self.tables), 0);
        let unslowed =
            "The widget with tables of six criteria, on a processor that is not slowed:\n"
                .to_owned();
        [conditions, pages, unslowed, tables, self.lighthouse_table()].join("\n")
    }

    fn lighthouse_table(&self) -> String {
        let version = package_version("lighthouse");
        let mut text =
            format!("| Lighthouse {version}, demo page on a phone | score |\n| --- | --- |\n");
        for (index, (_, name)) in CATEGORIES.iter().enumerate() {
            let scores = self.lighthouse.iter().map(|scores| scores[index]);
            let scores = Statistics::new(scores.collect());
            let _ = writeln!(text, "| {name} | {} |", scores.display(0));
        }
        text
    }
}

/// Writes a table with a row for each name, and the ratios to the row at `baseline`.
fn table<'m, T: 'm>(
    heading: &str,
    columns: &[Column<T>],
    rows: impl Iterator<Item = (String, &'m Vec<T>)>,
    baseline: usize,
) -> String {
    let headings: String = columns
        .iter()
        .map(|(name, ..)| format!(" {name} |"))
        .collect();
    let mut text = format!(
        "| {heading} |{headings}\n|{}\n",
        " --- |".repeat(columns.len() + 1)
    );
    let rows: Vec<(String, &Vec<T>)> = rows.collect();
    let statistics =
        |row: &[T], value: fn(&T) -> f64| Statistics::new(row.iter().map(value).collect());
    for (index, (name, row)) in rows.iter().enumerate() {
        let _ = write!(text, "| {name} |");
        for &(_, decimals, value) in columns {
            let figure = statistics(row, value);
            let base = statistics(rows[baseline].1, value).median;
            let ratio = figure.median / base;
            let _ = write!(text, " {}", figure.display(decimals));
            if index != baseline && ratio.is_finite() {
                let _ = write!(text, ", ×{ratio:.2}");
            }
            text.push_str(" |");
        }
        text.push('\n');
    }
    text
}

/// The median of a figure over all rounds, and its range.
struct Statistics {
    median: f64,
    min: f64,
    max: f64,
}

impl Statistics {
    fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Statistics {
            median: values[values.len() / 2],
            min: values[0],
            max: values[values.len() - 1],
        }
    }

    /// Returns the median with the range, or alone if the range is one number.
    fn display(&self, decimals: usize) -> String {
        if self.median.is_nan() {
            return "–".to_owned();
        }
        let [median, min, max] =
            [self.median, self.min, self.max].map(|value| format!("{value:.decimals$}"));
        if min == max {
            median
        } else {
            format!("{median} ({min}–{max})")
        }
    }
}
