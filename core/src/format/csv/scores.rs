use std::borrow::Cow;

use super::header::{ColumnKind, Header, HeaderCell};
use super::notation::{Decorated, Notation, is_missing_mark, read_stars, read_yes_no};
use super::read::CellLocation;
use crate::dataset::{Decimal, DecimalError, Note};
use crate::format::criterion_builder::CriterionBuilder;
use crate::format::problems::Problems;

/// Reads the scores of a table. Cells that are more than a number, and numbers with a comma or point that may separate
/// thousands, are read when all cells of their column are known.
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
    /// The number of cells that are plain numbers, and the first of them.
    plain_count: usize,
    first_plain: Option<CellExcerpt>,
    /// The first plain numbers with a decimal comma and with a decimal point.
    first_with: [Option<CellExcerpt>; 2],
    /// The other cells, each with its entry.
    others: Vec<(usize, CellExcerpt)>,
    /// The plain numbers with a comma, and those with a point, that could separate thousands, each with its entry.
    possible_thousands: [Vec<(usize, CellExcerpt)>; 2],
    /// The marks of missing scores, each with its first cell and their number.
    missing: Vec<(CellExcerpt, usize)>,
}

/// The beginning of a cell's text, with the cell's location.
#[derive(Clone)]
struct CellExcerpt {
    row: u32,
    byte_offset: usize,
    text: String,
}

impl CellExcerpt {
    /// The maximum number of characters; a longer text isn’t a number.
    const MAX_LENGTH: usize = 40;

    fn new(location: &CellLocation, text: &str) -> CellExcerpt {
        CellExcerpt {
            row: location.row,
            byte_offset: location.byte_offset,
            text: text.chars().take(CellExcerpt::MAX_LENGTH).collect(),
        }
    }

    fn location<'a>(&self, column: &'a str) -> CellLocation<'a> {
        CellLocation::new(self.row, column, self.byte_offset)
    }

    /// Starts a sentence on the first of `count` cells of a column, with the verb for one or for several.
    fn with_more(&self, count: usize, singular: &str, plural: &str) -> String {
        match count {
            1 => format!("\"{}\" {singular}", self.quote()),
            2 => format!(
                "\"{}\" and 1 more cell of this column {plural}",
                self.quote()
            ),
            _ => format!(
                "\"{}\" and {} more cells of this column {plural}",
                self.quote(),
                count - 1
            ),
        }
    }

    /// Returns as much of the text as fits a message.
    fn quote(&self) -> String {
        self.text.chars().take(20).collect()
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

    /// Reads an entry's score on the criterion with this index, which may have a decimal comma if cells are not separated by
    /// commas; `None` for a missing score, and for one that [`Scores::finish`] reads.
    pub(super) fn read(
        &mut self,
        criterion: usize,
        entry: usize,
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
        let excerpt = || CellExcerpt::new(location, text);
        match number.parse() {
            Ok(score) => {
                column.plain_count += 1;
                column.first_plain.get_or_insert_with(excerpt);
                let has_point = text.contains('.');
                if may_be_thousands(&number) {
                    column.possible_thousands[usize::from(!has_comma)].push((entry, excerpt()));
                    return None;
                }
                if has_comma || has_point {
                    self.has_decimal_comma |= has_comma;
                    self.has_decimal_point |= has_point;
                    column.first_with[usize::from(!has_comma)].get_or_insert_with(excerpt);
                }
                Some(score)
            }
            Err(DecimalError::TooLong) => {
                problems.report_too_long(location);
                None
            }
            Err(DecimalError::Malformed) if is_missing_mark(text) => {
                let mut marks = column.missing.iter_mut();
                match marks.find(|(mark, _)| mark.text == text) {
                    Some((_, count)) => *count += 1,
                    None => column.missing.push((excerpt(), 1)),
                }
                None
            }
            Err(DecimalError::Malformed) => {
                column.others.push((entry, excerpt()));
                None
            }
        }
    }

    /// Reads the scores that are left, sets them in the columns of the header, and returns the decisions for the editor.
    /// Reports cells that are not numbers, and numbers that stay ambiguous.
    pub(super) fn finish(mut self, header: &mut Header, problems: &mut Problems) -> Vec<Note> {
        let mut notes = Vec::new();
        let is_name_guessed = header.is_name_guessed;
        let is_scored = |cell: &&HeaderCell| matches!(cell.kind, ColumnKind::Criterion(_));
        let cells = header.cells.iter().filter(is_scored);
        let columns = std::mem::take(&mut self.columns);
        let others = columns.iter().flat_map(|column| &column.others);
        for separator in
            others.filter_map(|(_, cell)| Decorated::parse(&cell.text)?.decimal_separator())
        {
            self.has_decimal_comma |= separator == ',';
            self.has_decimal_point |= separator == '.';
        }
        for ((column, builder), cell) in columns.into_iter().zip(&mut header.columns).zip(cells) {
            let name = &*cell.name;
            for (mark, count) in &column.missing {
                let message = match count {
                    1 => format!("the cell \"{}\" is read as a missing score", mark.text),
                    _ => format!(
                        "{count} cells with \"{}\" are read as missing scores",
                        mark.text
                    ),
                };
                notes.push(note(name, message));
            }
            if column.others.is_empty() {
                self.read_possible_thousands(&column, [0, 1], builder, name, problems);
            } else if !column.read_as_yes_no(builder, name, &mut notes, problems)
                && !column.read_as_stars(builder, name, &mut notes, problems)
            {
                self.read_decorated(
                    &column,
                    builder,
                    cell,
                    is_name_guessed,
                    &mut notes,
                    problems,
                );
            }
        }
        notes
    }

    /// Reads the cells of a column that are more than a number.
    fn read_decorated(
        &self,
        column: &ScoreColumn,
        builder: &mut CriterionBuilder,
        header: &HeaderCell,
        is_name_guessed: bool,
        notes: &mut Vec<Note>,
        problems: &mut Problems,
    ) {
        let name = &*header.name;
        let decorated = column
            .others
            .iter()
            .map(|(_, cell)| Decorated::parse(&cell.text));
        let decorated: Vec<Option<Decorated>> = decorated.collect();
        let numbers: Vec<&Decorated> = decorated.iter().flatten().collect();
        if numbers.is_empty() {
            return column.report_texts(header, is_name_guessed, problems);
        }
        let notation = match Notation::find(&numbers, self.prefers_comma(column)) {
            Ok(notation) => notation,
            Err(index) => {
                let mut ambiguous = decorated
                    .iter()
                    .zip(&column.others)
                    .filter(|(cell, _)| cell.is_some());
                if let Some((_, (_, cell))) = ambiguous.nth(index) {
                    report_ambiguity(cell, name, problems);
                }
                return;
            }
        };
        if let Some(top) = notation.top() {
            builder.set_range((Decimal::ZERO, top));
        }
        let mut broken: Vec<&CellExcerpt> = Vec::new();
        for ((entry, cell), decorated) in column.others.iter().zip(&decorated) {
            match decorated.as_ref().and_then(|cell| notation.read(cell)) {
                Some(score) => builder.set_score(problems, &cell.location(name), *entry, score),
                None => broken.push(cell),
            }
        }
        let count_read = column.others.len() - broken.len();
        if !notation.is_bare() && column.plain_count > count_read {
            return column.report_texts(header, is_name_guessed, problems);
        }
        if notation.is_bare() {
            // Numbers such as 1.299 mean what their neighbors show.
            let conflict = usize::from(notation.has_decimal_comma());
            broken.extend(&column.first_with[conflict]);
            if notation.separates_thousands(conflict) {
                for (entry, cell) in &column.possible_thousands[conflict] {
                    match Decorated::parse(&cell.text).and_then(|cell| notation.read(&cell)) {
                        Some(score) => {
                            builder.set_score(problems, &cell.location(name), *entry, score);
                        }
                        None => broken.push(cell),
                    }
                }
                self.read_possible_thousands(column, [1 - conflict], builder, name, problems);
            } else {
                self.read_possible_thousands(column, [0, 1], builder, name, problems);
            }
        }
        let plain = column.first_plain.iter().filter(|_| !notation.is_bare());
        let count = broken.len() + plain.clone().count() * column.plain_count;
        let first = broken
            .into_iter()
            .chain(plain)
            .min_by_key(|cell| cell.byte_offset);
        let (_, example) = &column.others[decorated.iter().position(Option::is_some).unwrap_or(0)];
        if let Some(first) = first {
            let message = format!(
                "{} written as \"{}\" is; write all numbers of a column alike, or leave a cell empty if there is no score",
                first.with_more(count, "isn't", "aren't"),
                example.quote()
            );
            return problems.report(&first.location(name), "", message);
        }
        if let Some(kept) = builder.set_unit(notation.unit()) {
            let message = format!(
                "its unit is \"{kept}\", while its cells say \"{}\"",
                notation.unit()
            );
            notes.push(note(name, message));
        }
        if let Some(score) = numbers.first().and_then(|cell| notation.read(cell)) {
            let range = notation
                .top()
                .map_or_else(String::new, |top| format!(", in a range of 0 to {top}"));
            let message = format!(
                "its cells are more than numbers; \"{}\" is read as {score}{range}",
                example.quote()
            );
            notes.push(note(name, message));
        }
    }

    /// Returns the decimal separator that the other numbers suggest: `true` for a comma.
    fn prefers_comma(&self, column: &ScoreColumn) -> Option<bool> {
        let [comma, point] = &column.first_with;
        match (comma.is_some(), point.is_some()) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ if self.has_decimal_comma != self.has_decimal_point => Some(self.has_decimal_comma),
            _ => None,
        }
    }

    /// Reads the numbers with a comma, or with a point, that may separate thousands, as the other numbers of the table show.
    /// Reports the first of each kind that stays ambiguous. The kinds are indices into `possible_thousands`.
    fn read_possible_thousands<const N: usize>(
        &self,
        column: &ScoreColumn,
        kinds: [usize; N],
        builder: &mut CriterionBuilder,
        name: &str,
        problems: &mut Problems,
    ) {
        for kind in kinds {
            let (has_same, has_other) = match kind {
                0 => (self.has_decimal_comma, self.has_decimal_point),
                _ => (self.has_decimal_point, self.has_decimal_comma),
            };
            // With commas between cells, a point is a decimal one; with tabs it is, unless a number shows another.
            let is_decimal = match (kind, self.separator) {
                (1, b',') => true,
                (1, b'\t') => !has_other,
                _ => has_same && !has_other,
            };
            let separates_thousands = has_other && !has_same && !is_decimal;
            for (index, (entry, cell)) in column.possible_thousands[kind].iter().enumerate() {
                let number = match is_decimal {
                    true => cell.text.replace(',', "."),
                    false if separates_thousands => cell.text.replace([',', '.'], ""),
                    false if index == 0 => return report_ambiguity(cell, name, problems),
                    false => continue,
                };
                if let Ok(score) = number.replace('\u{2212}', "-").parse() {
                    builder.set_score(problems, &cell.location(name), *entry, score);
                }
            }
        }
    }
}

impl ScoreColumn {
    /// Reads a column of `yes` and `no`, as 1 and 0, and reports whether it is one.
    fn read_as_yes_no(
        &self,
        builder: &mut CriterionBuilder,
        name: &str,
        notes: &mut Vec<Note>,
        problems: &mut Problems,
    ) -> bool {
        let scores = self.others.iter().map(|(_, cell)| read_yes_no(&cell.text));
        let Some(scores) = scores.collect::<Option<Vec<Decimal>>>() else {
            return false;
        };
        if self.plain_count > 0 {
            return false;
        }
        for ((entry, cell), score) in self.others.iter().zip(scores) {
            builder.set_score(problems, &cell.location(name), *entry, score);
        }
        builder.set_range((Decimal::ZERO, Decimal::ONE));
        let message = format!(
            "its cells are words; \"{}\" is read as 1 for yes and 0 for no",
            self.others[0].1.quote()
        );
        notes.push(note(name, message));
        true
    }

    /// Reads a column of stars, and reports whether it is one.
    fn read_as_stars(
        &self,
        builder: &mut CriterionBuilder,
        name: &str,
        notes: &mut Vec<Note>,
        problems: &mut Problems,
    ) -> bool {
        let scores = self.others.iter().map(|(_, cell)| read_stars(&cell.text));
        let Some(scores) = scores
            .collect::<Option<Vec<_>>>()
            .filter(|_| self.plain_count == 0)
        else {
            return false;
        };
        let has_empty = scores.iter().any(|(filled, all)| filled < all);
        let top = scores.iter().map(|(_, all)| *all).max();
        for ((entry, cell), (score, _)) in self.others.iter().zip(scores) {
            builder.set_score(problems, &cell.location(name), *entry, score);
        }
        if let Some(top) = top.filter(|_| has_empty) {
            builder.set_range((Decimal::ZERO, top));
        }
        notes.push(note(name, "its stars are read as their number".to_owned()));
        true
    }

    /// Reports a column without numbers, or its cells that are not numbers.
    fn report_texts(&self, header: &HeaderCell, is_name_guessed: bool, problems: &mut Problems) {
        let (_, first) = &self.others[0];
        if self.plain_count == 0 && self.others.len() > 1 {
            let or_name = if is_name_guessed {
                ", or \"name\" if it names the entries"
            } else {
                ""
            };
            let message = format!(
                "the cells of this column, such as \"{}\", aren't numbers; write scores in digits, as in 12.5, name the column \"tagline\" or \"tag:{}\"{or_name}, or remove it",
                first.quote(),
                header.name
            );
            return problems.report(&header.location(), "", message);
        }
        let message = format!(
            "{}; write only digits, as in 12.5, or leave the cell empty if there is no score",
            first.with_more(self.others.len(), "isn't a number", "aren't numbers")
        );
        problems.report(&first.location(&header.name), "", message);
    }
}

fn note(column: &str, message: String) -> Note {
    let place = format!("column \"{column}\"");
    Note { place, message }
}

fn report_ambiguity(cell: &CellExcerpt, column: &str, problems: &mut Problems) {
    let is_plain = Decorated::parse(&cell.text).is_none_or(|cell| cell.is_bare());
    let message = if is_plain {
        format!(
            "\"{0}\" is ambiguous; write {1}, or {0}0 if it has decimals, and write all numbers in the same format",
            cell.text,
            cell.text.replace([',', '.'], "")
        )
    } else {
        format!(
            "\"{}\" is ambiguous; write all numbers with the same separators, and none between thousands",
            cell.text
        )
    };
    problems.report(&cell.location(column), "", message);
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
