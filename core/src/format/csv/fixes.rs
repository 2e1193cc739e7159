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
    /// Adds empty cells to the rows that have fewer cells than the first.
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
        if let Some(header) = rows.layout().header_below() {
            let names = read_until(&mut rows, header).1;
            let is_repeated =
                |name: &Cell| names.iter().filter(|cell| cell.text == name.text).count() > 1;
            return Some(match names.iter().any(is_repeated) {
                true => TableFix::JoinHeaders { header },
                false => TableFix::RemoveRowsAbove { header },
            });
        }
        let (mut cells, mut problems) = (Vec::new(), Problems::default());
        rows.read_row(&mut cells, &mut problems);
        let (length, mut count) = (cells.len(), 0);
        while rows.read_row(&mut cells, &mut problems) {
            count += usize::from(cells.len() < length);
            let extra = cells.get(length..).unwrap_or_default();
            if extra.iter().any(|cell| !cell.text.is_empty()) {
                return None;
            }
        }
        let is_certain = length > 1 && count > 0 && problems.is_empty();
        is_certain.then_some(TableFix::FillRows { count })
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
                join_headers(&groups, &names, separator) + &text[rows.end_of_row()..]
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

/// Returns a row of names, each after the name of its group. Merged cells leave those after the first one empty.
fn join_headers(groups: &[Cell], names: &[Cell], separator: char) -> String {
    let mut group = "";
    let mut header = String::new();
    for (index, name) in names.iter().enumerate() {
        if let Some(cell) = groups
            .get(index)
            .filter(|cell| !cell.text.trim().is_empty())
        {
            group = cell.text.trim();
        }
        if index > 0 {
            header.push(separator);
        }
        write_text(&mut header, [group, name.text.trim()].join(" ").trim());
    }
    header
}

fn fill_rows(text: &str) -> String {
    let mut rows = Rows::new(text);
    let separator = char::from(rows.separator).to_string();
    let (mut cells, mut problems) = (Vec::new(), Problems::default());
    rows.read_row(&mut cells, &mut problems);
    let length = cells.len();
    let (mut filled, mut copied) = (String::new(), 0);
    while rows.read_row(&mut cells, &mut problems) {
        let end = rows.end_of_row();
        filled.push_str(&text[copied..end]);
        filled += &separator.repeat(length.saturating_sub(cells.len()));
        copied = end;
    }
    filled + &text[copied..]
}

fn remove_entries(text: &str, entries: &[usize]) -> String {
    let mut rows = Rows::new(text);
    let (mut cells, mut problems) = (Vec::new(), Problems::default());
    rows.read_row(&mut cells, &mut problems);
    let (mut kept, mut copied) = (String::new(), 0);
    for index in 0.. {
        let start = rows.end_of_row();
        if !rows.read_row(&mut cells, &mut problems) {
            break;
        }
        if entries.contains(&index) {
            kept.push_str(&text[copied..start]);
            copied = rows.end_of_row();
        }
    }
    kept + &text[copied..]
}
