use std::borrow::Cow;

use super::layout::{HeaderRows, Layout, join_headers};
use super::read::CellLocation;
use super::vocabulary::strip_formula_guard;
use crate::format::problems::Problems;

/// A cell of a table.
#[derive(Clone)]
pub(super) struct Cell<'a> {
    /// Its text: unchanged if quoted, otherwise trimmed; without the apostrophe that keeps a spreadsheet from reading it as
    /// a formula.
    pub(super) text: Cow<'a, str>,
    /// The byte at which it begins.
    pub(super) byte_offset: usize,
}

/// The rows of a table: RFC 4180, with any of three separators and any line break.
#[derive(Clone)]
pub(super) struct Rows<'a> {
    text: &'a str,
    pub(super) separator: u8,
    /// The byte at which the next row begins.
    byte_offset: usize,
    /// The number of the last row read, as in a spreadsheet: from 1, not counting line breaks in quotation marks.
    pub(super) row: u32,
    /// `true` if the rest can't be split into cells, which has been reported.
    pub(super) is_broken: bool,
}

/// The number of rows from which the layout of a table is found.
const SAMPLE_SIZE: usize = 40;

/// The separators between cells, in ascending order of preference.
const SEPARATORS: [u8; 3] = *b";\t,";

pub(super) fn separator_name(separator: u8) -> &'static str {
    match separator {
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "comma",
    }
}

impl<'a> Rows<'a> {
    /// Returns the rows of a text. The separator is that in a first line such as `sep=;`, as spreadsheets write it;
    /// otherwise the one that gives most of the first rows equally many cells. Of equally good ones, that which occurs most
    /// in the first row, preferably the comma.
    pub(super) fn new(text: &'a str) -> Rows<'a> {
        let mut rows = Rows {
            text,
            separator: b',',
            byte_offset: 0,
            row: 0,
            is_broken: false,
        };
        let first = text.split(['\n', '\r']).next().unwrap_or_default();
        if let Some(&[separator]) = first.strip_prefix("sep=").map(str::as_bytes)
            && SEPARATORS.contains(&separator)
        {
            rows.separator = separator;
            rows.byte_offset = rows.skip_line_break(first.len());
            return rows;
        }
        // `max_by_key` returns the last of equal elements.
        let best = SEPARATORS.into_iter().max_by_key(|&separator| {
            let mut problems = Problems::default();
            let candidate = Rows {
                separator,
                ..rows.clone()
            };
            let sample = candidate.sample(&mut problems);
            let lengths = || {
                let lengths = sample.iter().map(|(_, cells)| cells.len());
                lengths.filter(|length| *length > 1)
            };
            let equally_long = |length| lengths().filter(|other| *other == length).count();
            let most = lengths().map(equally_long).max().unwrap_or(0);
            let percent = most * 100 / sample.len().max(1);
            let in_first_row = sample.first().map_or(0, |(_, cells)| cells.len());
            // With another separator than its own, quoted cells seem to go on after their quotation mark.
            (most > 0 && problems.is_empty(), percent, in_first_row)
        });
        rows.separator = best.unwrap_or(b',');
        rows
    }

    /// Returns the next rows that are not blank, at most [`SAMPLE_SIZE`], each with its number.
    pub(super) fn sample(&self, problems: &mut Problems) -> Vec<(u32, Vec<Cell<'a>>)> {
        let mut rows = self.clone();
        let (mut cells, mut sample) = (Vec::new(), Vec::new());
        while sample.len() < SAMPLE_SIZE && rows.read_row(&mut cells, problems) {
            sample.push((rows.row, cells.clone()));
        }
        sample
    }

    /// Returns the layout that the next rows show.
    pub(super) fn layout(&self) -> Layout<'a> {
        Layout::new(self.sample(&mut Problems::default()))
    }

    /// Reads the header into `cells`, of two rows if the layout has that many, and returns whether there was one.
    pub(super) fn read_header(
        &mut self,
        rows: HeaderRows,
        cells: &mut Vec<Cell<'a>>,
        problems: &mut Problems,
    ) -> bool {
        let mut is_read = self.read_row(cells, problems);
        if rows == HeaderRows::Both {
            let upper = std::mem::take(cells);
            is_read &= self.read_row(cells, problems);
            *cells = join_headers(&upper, cells);
        }
        is_read
    }

    /// Returns the byte after the last row read, without its line break.
    pub(super) fn end_of_row(&self) -> usize {
        let read = &self.text[..self.byte_offset];
        match read.strip_suffix('\n') {
            Some(row) => row.strip_suffix('\r').unwrap_or(row).len(),
            None => read.strip_suffix('\r').unwrap_or(read).len(),
        }
    }

    /// Reads the next row that is not blank into `cells`, and returns whether there was one.
    pub(super) fn read_row(&mut self, cells: &mut Vec<Cell<'a>>, problems: &mut Problems) -> bool {
        while self.byte_offset < self.text.len() && !self.is_broken {
            self.row += 1;
            cells.clear();
            while self.read_cell(cells, problems) {}
            if cells.iter().any(|cell| !cell.text.is_empty()) {
                return !self.is_broken;
            }
        }
        cells.clear();
        false
    }

    /// Reads a cell and the separator or line break after it, and returns whether another cell follows in the row.
    fn read_cell(&mut self, cells: &mut Vec<Cell<'a>>, problems: &mut Problems) -> bool {
        // Spaces may follow the separator, even before a quotation mark.
        let blanks = self.text.as_bytes()[self.byte_offset..]
            .iter()
            .take_while(|byte| **byte == b' ');
        let first = self.byte_offset + blanks.count();
        let is_quoted = self.byte(first) == Some(b'"');
        if is_quoted {
            self.byte_offset = first;
        }
        let byte_offset = self.byte_offset;
        let text = if is_quoted {
            self.read_quoted(problems)
        } else {
            self.byte_offset = self.end_of_cell(byte_offset);
            Cow::Borrowed(self.text[byte_offset..self.byte_offset].trim())
        };
        cells.push(Cell {
            text: strip_formula_guard(text),
            byte_offset,
        });
        let row_continues = self.byte(self.byte_offset) == Some(self.separator);
        self.byte_offset = if row_continues {
            self.byte_offset + 1
        } else {
            self.skip_line_break(self.byte_offset)
        };
        row_continues
    }

    fn read_quoted(&mut self, problems: &mut Problems) -> Cow<'a, str> {
        let start = self.byte_offset;
        let mut text = Cow::Borrowed("");
        let mut from = start + 1;
        loop {
            let Some(length) = self.text[from..].find('"') else {
                self.is_broken = true;
                self.byte_offset = self.text.len();
                let message = "this quotation mark is never closed; add one at the end of the cell, or remove this one";
                problems.report(&CellLocation::new(self.row, "", start), "", message);
                return text;
            };
            append_part(&mut text, &self.text[from..from + length]);
            from += length + 1;
            if self.byte(from) != Some(b'"') {
                break;
            }
            append_part(&mut text, "\"");
            from += 1;
        }
        self.byte_offset = self.end_of_cell(from);
        let trailing = &self.text[from..self.byte_offset];
        if !trailing.trim().is_empty() {
            let message = "there is text after the closing quotation mark; write a quotation mark twice if it is part of the text";
            problems.report(&CellLocation::new(self.row, "", from), "", message);
        }
        text
    }

    /// Returns the end of the cell that continues at `from`, outside of quotation marks.
    fn end_of_cell(&self, from: usize) -> usize {
        let separator = self.separator;
        let is_end = |byte: &u8| *byte == separator || matches!(byte, b'\n' | b'\r');
        let length = self.text.as_bytes()[from..].iter().position(is_end);
        length.map_or(self.text.len(), |length| from + length)
    }

    /// Returns the offset after the line break at `byte_offset`, if there is one.
    fn skip_line_break(&self, byte_offset: usize) -> usize {
        match (self.byte(byte_offset), self.byte(byte_offset + 1)) {
            (Some(b'\r'), Some(b'\n')) => byte_offset + 2,
            (Some(_), _) => byte_offset + 1,
            (None, _) => byte_offset,
        }
    }

    fn byte(&self, byte_offset: usize) -> Option<u8> {
        self.text.as_bytes().get(byte_offset).copied()
    }
}

/// Appends a part of a text; the first one is borrowed.
fn append_part<'a>(text: &mut Cow<'a, str>, part: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else {
        text.to_mut().push_str(part);
    }
}
