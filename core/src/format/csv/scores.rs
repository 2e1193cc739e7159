use std::borrow::Cow;

use super::header::{ColumnKind, Header, HeaderCell};
use super::read::CellLocation;
use crate::dataset::{Decimal, DecimalError};
use crate::format::problems::Problems;

/// Reads the scores of a table. Columns without numbers, and numbers with a comma or point that may separate thousands,
/// are reported after all rows are read.
pub(super) struct Scores {
    separator: u8,
    /// `true` if any number has a comma, or a point, that can only be a decimal one.
    has_decimal_comma: bool,
    has_decimal_point: bool,
    columns: Vec<ScoreColumn>,
}

/// The findings so far on the scores of a criterion.
#[derive(Clone, Default)]
struct ScoreColumn {
    has_numbers: bool,
    /// The cells before the first number that are not numbers.
    texts: Vec<CellExcerpt>,
    /// The first number with a comma, and the first with a point, that could separate thousands.
    possible_thousands: [Option<CellExcerpt>; 2],
}

/// The beginning of a cell's text, with the cell's location.
#[derive(Clone)]
struct CellExcerpt {
    row: u32,
    byte_offset: usize,
    text: String,
}

impl CellExcerpt {
    fn new(location: &CellLocation, text: &str) -> CellExcerpt {
        CellExcerpt {
            row: location.row,
            byte_offset: location.byte_offset,
            text: text.chars().take(20).collect(),
        }
    }

    fn location<'a>(&self, column: &'a str) -> CellLocation<'a> {
        CellLocation::new(self.row, column, self.byte_offset)
    }

    fn report(&self, column: &str, problems: &mut Problems) {
        let message = format!(
            "\"{}\" isn't a number; write only digits, as in 12.5, or leave the cell empty if there is no score",
            self.text
        );
        problems.report(&self.location(column), "", message);
    }
}

impl Scores {
    pub(super) fn new(separator: u8, criteria: usize) -> Scores {
        Scores {
            separator,
            has_decimal_comma: false,
            has_decimal_point: false,
            columns: vec![ScoreColumn::default(); criteria],
        }
    }

    /// Reads a score on the criterion with this index, which may have a decimal comma if cells are not separated by commas;
    /// `None` for an empty cell.
    pub(super) fn read(
        &mut self,
        criterion: usize,
        location: &CellLocation,
        text: &str,
        problems: &mut Problems,
    ) -> Option<Decimal> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let mut number = Cow::Borrowed(text);
        let has_comma = self.separator != b',' && text.contains(',') && !text.contains('.');
        if has_comma {
            number = text.replacen(',', ".", 1).into();
        }
        // Spreadsheets may write the typographic minus sign.
        if number.starts_with('\u{2212}') {
            number = number.replacen('\u{2212}', "-", 1).into();
        }
        let column = &mut self.columns[criterion];
        match number.parse() {
            Ok(score) => {
                column.has_numbers = true;
                for text in column.texts.drain(..) {
                    text.report(location.column, problems);
                }
                if self.separator != b',' && may_be_thousands(&number) {
                    column.possible_thousands[usize::from(!has_comma)]
                        .get_or_insert_with(|| CellExcerpt::new(location, text));
                } else {
                    self.has_decimal_comma |= has_comma;
                    self.has_decimal_point |= text.contains('.');
                }
                Some(score)
            }
            Err(DecimalError::TooLong) => {
                problems.report_too_long(location);
                None
            }
            Err(DecimalError::Malformed) => {
                let excerpt = CellExcerpt::new(location, text);
                if column.has_numbers || column.texts.len() == Problems::MAX {
                    excerpt.report(location.column, problems);
                } else {
                    column.texts.push(excerpt);
                }
                None
            }
        }
    }

    /// Reports columns without numbers, and numbers that stay ambiguous after all rows are read.
    pub(super) fn report_ambiguities(self, header: &Header, problems: &mut Problems) {
        let is_scored = |cell: &&HeaderCell| matches!(cell.kind, ColumnKind::Criterion(_));
        let mut is_named = header.find(ColumnKind::Name).is_some();
        // Files separated by semicolons come from locales with decimal commas.
        let is_point_likely = self.has_decimal_point || self.separator != b';';
        let is_point_decimal = is_point_likely && !self.has_decimal_comma;
        for (column, cell) in self
            .columns
            .iter()
            .zip(header.cells.iter().filter(is_scored))
        {
            match &column.texts[..] {
                [] => {}
                [text] => text.report(&cell.name, problems),
                // This is probably the column of names, whose absence is reported already.
                _ if !is_named => is_named = true,
                [first, ..] => {
                    let message = format!(
                        "the cells of this column, such as \"{}\", aren't numbers; write scores in digits, as in 12.5, name the column \"tagline\" or \"tag:{}\", or remove it",
                        first.text, cell.name
                    );
                    problems.report(&cell.location(), "", message);
                }
            }
            let [by_comma, by_point] = &column.possible_thousands;
            let by_comma = by_comma.iter().filter(|_| !self.has_decimal_comma);
            let by_point = by_point.iter().filter(|_| !is_point_decimal);
            for number in by_comma.chain(by_point) {
                let message = format!(
                    "\"{0}\" is ambiguous; write {1}, or {0}0 if it has decimals, and write all numbers in the same format",
                    number.text,
                    number.text.replace([',', '.'], "")
                );
                problems.report(&number.location(&cell.name), "", message);
            }
        }
    }
}

/// Reports whether the point of a number may separate thousands: it is before the last three digits, and after one to three
/// that don't begin with a zero.
fn may_be_thousands(number: &str) -> bool {
    let Some((whole, rest)) = number.split_once('.') else {
        return false;
    };
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let is_group = rest.len() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    is_group && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
}
