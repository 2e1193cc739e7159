//! The layout of a table, as its first rows show it.

use super::notation::{Decorated, is_missing_mark, read_stars, read_yes_no};
use super::rows::Cell;
use crate::dataset::Decimal;
use crate::format::characters::is_letter;

/// The first rows that are not blank, each with its number.
pub(super) struct Layout<'a> {
    rows: Vec<(u32, Vec<Cell<'a>>)>,
}

/// The last row that may be the first of the table, if lines of text are above it.
const MAX_LINES_ABOVE: usize = 10;

impl<'a> Layout<'a> {
    pub(super) fn new(rows: Vec<(u32, Vec<Cell<'a>>)>) -> Layout<'a> {
        Layout { rows }
    }

    /// Returns the number of the row that names the columns, if it is not the first one: the first rows have few cells with
    /// content, and it has a text in each, with numbers below.
    pub(super) fn header_below(&self) -> Option<u32> {
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
        let is_year =
            |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        let is_name = |cell: &Cell| {
            let text = &*cell.text;
            is_year(text) || !is_number(text) && !is_missing_mark(text)
        };
        let names_columns = filled(header) == length && header.iter().all(is_name);
        let below = self.rows[above + 1..].iter().flat_map(|(_, cells)| cells);
        let has_numbers = below.into_iter().any(|cell| is_number(&cell.text));
        (names_columns && has_numbers).then_some(*row)
    }

    /// Reports whether most cells below the first row of a column are texts that can be names: with letters, and not addresses.
    pub(super) fn has_texts(&self, column: usize) -> bool {
        let cells = self
            .cells(column)
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
        let rows = self.rows.iter().skip(1);
        rows.map(move |(_, cells)| cells.get(column).map_or("", |cell| cell.text.trim()))
    }
}

/// Reports whether a cell can be a score.
pub(super) fn is_number(text: &str) -> bool {
    text.parse::<Decimal>().is_ok()
        || Decorated::parse(text).is_some()
        || read_yes_no(text).is_some()
        || read_stars(text).is_some()
}
