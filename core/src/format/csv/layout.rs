//! The layout of a table, as its first rows show it.

use super::notation::{Decorated, is_missing_mark, read_stars, read_yes_no};
use super::rows::Cell;
use crate::dataset::Decimal;
use crate::format::characters::is_letter;

/// The first rows that are not blank, each with its number.
pub(super) struct Layout<'a> {
    rows: Vec<(u32, Vec<Cell<'a>>)>,
}

/// The rows that name the columns of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderRows {
    /// The first row.
    First,
    /// The row with this number, below others.
    Below(u32),
    /// The first two rows: names and, as merged cells leave them, groups above the names of their columns.
    Both,
}

/// The last row that may be the first of the table, if lines of text are above it.
const MAX_LINES_ABOVE: usize = 10;

impl<'a> Layout<'a> {
    pub(super) fn new(rows: Vec<(u32, Vec<Cell<'a>>)>) -> Layout<'a> {
        Layout { rows }
    }

    /// Returns the rows that name the columns. A row below others has a text in each column and numbers below, while those
    /// above have few cells with content.
    pub(super) fn header_rows(&self) -> HeaderRows {
        match self.find_header_below() {
            Some(row) => HeaderRows::Below(row),
            None if self.has_groups() => HeaderRows::Both,
            None => HeaderRows::First,
        }
    }

    fn find_header_below(&self) -> Option<u32> {
        let length = self.rows.iter().map(|(_, cells)| cells.len()).max()?;
        let filled = |cells: &[Cell]| cells.iter().filter(|cell| !cell.text.is_empty()).count();
        let has_few = |cells: &[Cell]| filled(cells) < length && 2 * filled(cells) <= length;
        let above = self
            .rows
            .iter()
            .take_while(|(_, cells)| has_few(cells))
            .count();
        let (row, header) = self
            .rows
            .get(above)
            .filter(|_| (1..=MAX_LINES_ABOVE).contains(&above))?;
        let names_columns = filled(header) == length && header.iter().all(is_name);
        let below = self.rows[above + 1..].iter().flat_map(|(_, cells)| cells);
        let has_numbers = below.into_iter().any(|cell| is_number(&cell.text));
        (names_columns && has_numbers).then_some(*row)
    }

    /// Reports whether the second row names the columns of groups in the first one. The first row then has a text in the
    /// first column of each group, and none in the others; the second has texts above numbers in all of them, and none in
    /// the first column of the table. A table with one header row that fits has cells in a column without a name.
    fn has_groups(&self) -> bool {
        let [(_, upper), (_, lower), ..] = &self.rows[..] else {
            return false;
        };
        // From left to right, whether the column to the left is in a group, and whether any group has a second column.
        let (mut in_group, mut is_grouped) = (false, false);
        for (column, lower) in lower.iter().enumerate() {
            let has_upper = upper.get(column).is_some_and(|cell| !cell.text.is_empty());
            let has_lower = !lower.text.is_empty();
            let is_valid = match column {
                0 => has_upper && !has_lower,
                _ => has_upper || !has_lower || in_group,
            };
            if !is_valid || has_lower && (!is_name(lower) || self.has_texts_below(2, column)) {
                return false;
            }
            // Options of a group would be lost in the middle of a name.
            if has_lower && has_upper && upper[column].text.bytes().any(|byte| byte == b'[') {
                return false;
            }
            is_grouped |= has_lower && !has_upper;
            in_group = has_lower;
        }
        is_grouped
            && upper
                .iter()
                .all(|cell| cell.text.is_empty() || is_name(cell))
    }

    /// Reports whether most cells below the first row of a column are texts that can be names: with letters, and not addresses.
    pub(super) fn has_texts(&self, column: usize) -> bool {
        self.has_texts_below(1, column)
    }

    /// Does as [`Layout::has_texts`] below this many rows.
    fn has_texts_below(&self, rows: usize, column: usize) -> bool {
        let cells = self
            .cells_below(rows, column)
            .filter(|text| !text.is_empty() && !is_missing_mark(text));
        let (numbers, texts): (Vec<&str>, Vec<&str>) = cells.partition(|text| is_number(text));
        let is_name = |text: &&&str| text.contains(is_letter) && !text.contains("://");
        let texts = texts.iter().filter(is_name).count();
        texts > numbers.len()
    }

    /// Reports whether the cells below the first row of a column number the rows.
    pub(super) fn numbers_rows(&self, column: usize) -> bool {
        let numbers: Option<Vec<u32>> = self.cells(column).map(|text| text.parse().ok()).collect();
        let numbers = numbers.unwrap_or_default();
        let is_next = |pair: &[u32]| pair[0].checked_add(1) == Some(pair[1]);
        numbers.len() > 1 && numbers[0] <= 1 && numbers.windows(2).all(is_next)
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.cells_below(1, column)
    }

    fn cells_below(&self, rows: usize, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().skip(rows);
        rows.map(move |(_, cells)| cells.get(column).map_or("", |cell| cell.text.trim()))
    }
}

/// Joins two rows of headers: a name follows that of its group, which merged cells leave above its first column only.
pub(super) fn join_headers<'a>(upper: &[Cell], lower: &[Cell]) -> Vec<Cell<'a>> {
    let mut group = "";
    let columns = 0..upper.len().max(lower.len());
    let cells = columns.map(|column| {
        let [above, below] = [upper, lower].map(|cells| cells.get(column));
        let [group_above, name] =
            [above, below].map(|cell| cell.map_or("", |cell| cell.text.trim()));
        if !group_above.is_empty() || name.is_empty() {
            group = group_above;
        }
        Cell {
            text: [group, name].join(" ").trim().to_owned().into(),
            byte_offset: above.or(below).map_or(0, |cell| cell.byte_offset),
        }
    });
    cells.collect()
}

/// Reports whether a cell can name a column: it is a year, or no number.
fn is_name(cell: &Cell) -> bool {
    let text = &*cell.text;
    let is_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    is_year || !is_number(text) && !is_missing_mark(text)
}

/// Reports whether a cell can be a score.
pub(super) fn is_number(text: &str) -> bool {
    text.parse::<Decimal>().is_ok()
        || Decorated::parse(text).is_some()
        || read_yes_no(text).is_some()
        || read_stars(text).is_some()
}
