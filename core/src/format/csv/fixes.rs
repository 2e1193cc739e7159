use std::collections::HashSet;
use std::ops::Range;

use super::layout::{HeaderRows, join_headers};
use super::rows::{Cell, Rows};
use super::write::write_text;
use crate::format::problems::Problems;

/// A change of a table that solves a problem of its layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFix {
    /// Removes the rows above the one that names the columns.
    RemoveRowsAbove {
        /// The number of the row that names the columns, from 1.
        header: u32,
    },
    /// Joins the two rows that name the columns, and removes those above.
    JoinHeaders {
        /// The number of the lower one of these rows, from 1.
        header: u32,
    },
    /// Adds empty cells to the rows that have fewer cells than the header.
    FillRows {
        /// The number of these rows.
        count: usize,
    },
    /// Removes rows below the first.
    RemoveEntries {
        /// The indices of these rows, from 0, in ascending order.
        entries: Vec<usize>,
    },
}

impl TableFix {
    /// Returns the fix for the layout of a table, if it needs one that is certain.
    ///
    /// ```
    /// use weigh_in_core::format::TableFix;
    ///
    /// let report = "Report,,\nname,Price,Rating\nAcme,80,4.5\n";
    /// let fix = TableFix::find(report).expect("a row above the header");
    /// assert_eq!(fix, TableFix::RemoveRowsAbove { header: 2 });
    /// assert_eq!(fix.apply(report), "name,Price,Rating\nAcme,80,4.5\n");
    /// ```
    pub fn find(text: &str) -> Option<TableFix> {
        let mut rows = Rows::new(text);
        let header_rows = rows.layout().header_rows();
        if let HeaderRows::Below(header) = header_rows {
            let (groups, names) = read_until(&mut rows, header);
            return Some(match are_grouped(&groups, &names) {
                true => TableFix::JoinHeaders { header },
                false => TableFix::RemoveRowsAbove { header },
            });
        }
        let (mut cells, mut problems) = (Vec::new(), Problems::default());
        rows.read_header(header_rows, &mut cells, &mut problems);
        let header = rows.row;
        let (length, mut count) = (cells.len(), 0);
        // The last rows that have only their first cell, as sources below a table.
        let (mut index, mut footers) = (0, Vec::new());
        while rows.read_row(&mut cells, &mut problems) {
            count += usize::from(cells.len() < length);
            let filled = cells.iter().filter(|cell| !cell.text.is_empty());
            match filled.count() == 1 && !cells[0].text.is_empty() {
                true => footers.push(index),
                false => footers.clear(),
            }
            index += 1;
            let extra = cells.get(length..).unwrap_or_default();
            if extra.iter().any(|cell| !cell.text.is_empty()) {
                return None;
            }
        }
        let is_certain = length > 1 && count > 0 && problems.is_empty();
        if is_certain {
            return Some(match footers.len() == count && count < index {
                true => TableFix::RemoveEntries { entries: footers },
                false => TableFix::FillRows { count },
            });
        }
        (header_rows == HeaderRows::Both).then_some(TableFix::JoinHeaders { header })
    }

    /// Describes this change as the label of a button. `text` is the text for which it was found.
    pub fn describe(&self, text: &str) -> String {
        match self {
            TableFix::RemoveRowsAbove { header } => format!("Remove the rows above row {header}"),
            TableFix::JoinHeaders { header } => {
                let upper = header - 1;
                let above = if upper > 1 {
                    ", and remove those above"
                } else {
                    ""
                };
                format!("Join rows {upper} and {header} to one header{above}")
            }
            TableFix::FillRows { count: 1 } => "Add empty cells to the short row".to_owned(),
            TableFix::FillRows { count } => format!("Add empty cells to {count} short rows"),
            TableFix::RemoveEntries { entries } => {
                let mut names = Vec::new();
                visit_entries(text, |index, _, cells, _| {
                    let first = cells.iter().find(|cell| !cell.text.is_empty());
                    if let Some(first) = first.filter(|_| entries.contains(&index)) {
                        let start: String = first.text.chars().take(30).collect();
                        names.push(format!("“{start}”"));
                    }
                });
                let noun = if names.len() == 1 { "row" } else { "rows" };
                format!("Remove the {noun} {}", names.join(", "))
            }
        }
    }

    /// Returns the table after this change. `text` is the text for which it was found.
    pub fn apply(&self, text: &str) -> String {
        let mut rows = Rows::new(text);
        match self {
            TableFix::RemoveRowsAbove { header } => {
                let (_, cells) = read_until(&mut rows, *header);
                let start = cells.first().map_or(0, |cell| cell.byte_offset);
                text[start..].to_owned()
            }
            TableFix::JoinHeaders { header } => {
                let (groups, names) = read_until(&mut rows, *header);
                let separator = char::from(rows.separator);
                let mut header = String::new();
                for (index, name) in join_headers(&groups, &names).iter().enumerate() {
                    header.extend((index > 0).then_some(separator));
                    write_text(&mut header, &name.text);
                }
                header + &text[rows.end_of_row()..]
            }
            TableFix::FillRows { .. } => fill_rows(text),
            TableFix::RemoveEntries { entries } => remove_entries(text, entries),
        }
    }
}

/// Reads the rows up to the one with this number, and returns the cells of the last two.
fn read_until<'a>(rows: &mut Rows<'a>, number: u32) -> (Vec<Cell<'a>>, Vec<Cell<'a>>) {
    let (mut earlier, mut cells) = (Vec::new(), Vec::new());
    while rows.row < number {
        earlier = std::mem::take(&mut cells);
        if !rows.read_row(&mut cells, &mut Problems::default()) {
            break;
        }
    }
    (earlier, cells)
}

/// Reports whether a row names the groups of the columns below: it has none above the first, and makes equal names
/// different.
fn are_grouped(groups: &[Cell], names: &[Cell]) -> bool {
    let has_repeated = |names: &[Cell]| {
        let distinct: HashSet<&str> = names.iter().map(|name| name.text.trim()).collect();
        distinct.len() < names.len()
    };
    let is_first_free = groups
        .first()
        .is_some_and(|cell| cell.text.trim().is_empty());
    is_first_free && has_repeated(names) && !has_repeated(&join_headers(groups, names))
}

/// Calls `visit` for every row below the header, with its index, the number of cells in the header, its own cells, and
/// its bytes with the line break before it, but without the one after it.
fn visit_entries(text: &str, mut visit: impl FnMut(usize, usize, &[Cell], Range<usize>)) {
    let mut rows = Rows::new(text);
    let (mut cells, mut problems) = (Vec::new(), Problems::default());
    rows.read_header(rows.layout().header_rows(), &mut cells, &mut problems);
    let length = cells.len();
    for index in 0.. {
        let start = rows.end_of_row();
        if !rows.read_row(&mut cells, &mut problems) {
            break;
        }
        visit(index, length, &cells, start..rows.end_of_row());
    }
}

fn fill_rows(text: &str) -> String {
    let separator = char::from(Rows::new(text).separator).to_string();
    let (mut filled, mut copied) = (String::new(), 0);
    visit_entries(text, |_, length, cells, bytes| {
        filled.push_str(&text[copied..bytes.end]);
        filled += &separator.repeat(length.saturating_sub(cells.len()));
        copied = bytes.end;
    });
    filled + &text[copied..]
}

fn remove_entries(text: &str, entries: &[usize]) -> String {
    let (mut kept, mut copied) = (String::new(), 0);
    visit_entries(text, |index, _, _, bytes| {
        if entries.contains(&index) {
            kept.push_str(&text[copied..bytes.start]);
            copied = bytes.end;
        }
    });
    kept + &text[copied..]
}
