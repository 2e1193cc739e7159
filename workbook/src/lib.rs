//! Workbooks of Excel and LibreOffice as tables: the command reads them natively, and the studio in a module of its own,
//! which loads for such files only.

#[cfg(feature = "bindings")]
mod bindings;

use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, open_workbook_auto_from_rs};

/// A sheet of a workbook as CSV, in which rows and columns are those of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet.
    pub name: String,
    /// The cells, with commas in between. Values are those that are stored, not as shown; those of formulas are the last
    /// ones computed. A truth value is `yes` or `no`, a date `2024-01-05`, and a time or duration `1:30`.
    pub csv: String,
    /// Facts that the cells don’t show, as sentences without a capital and a full stop; otherwise empty.
    pub notes: Vec<String>,
}

/// Reports whether a file begins as workbooks do: `.xlsx`, `.xlsb` and `.ods` are archives, `.xls` a compound file.
///
/// ```
/// assert!(weigh_in_workbook::is_workbook(b"PK\x03\x04"));
/// assert!(!weigh_in_workbook::is_workbook(b"name,Price\n"));
/// ```
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Reads the sheets with content, at least one; hidden ones come last. A sheet that cannot be read is in the notes of
/// the others.
///
/// # Errors
/// Returns a sentence without a capital and a full stop if no sheet can be read, or none has content.
pub fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("it is not a workbook that can be read ({error})"))?;
    let mut metadata = workbook.sheets_metadata().to_vec();
    metadata.retain(|sheet| sheet.typ == SheetType::WorkSheet);
    metadata.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    let (mut sheets, mut unreadable) = (Vec::new(), Vec::new());
    for sheet in metadata {
        let cells = match workbook.worksheet_range(&sheet.name) {
            Ok(cells) if cells.is_empty() => continue,
            Ok(cells) => cells,
            Err(error) => {
                let name = sheet.name;
                unreadable.push(format!("the sheet “{name}” cannot be read ({error})"));
                continue;
            }
        };
        // Files without formulas may have none to read.
        let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_default();
        sheets.push(Sheet {
            csv: to_csv(&cells),
            notes: count_missing_results(&cells, &formulas)
                .into_iter()
                .collect(),
            name: sheet.name,
        });
    }
    for sheet in &mut sheets {
        sheet.notes.extend(unreadable.iter().cloned());
    }
    match sheets.is_empty() {
        true if unreadable.is_empty() => Err("it has no sheet with content".to_owned()),
        true => Err(unreadable.join("; ")),
        false => Ok(sheets),
    }
}

/// Counts the formulas whose results are not stored, as programs write them that do not compute any.
fn count_missing_results(cells: &Range<Data>, formulas: &Range<String>) -> Option<String> {
    let (row, column) = formulas.start()?;
    let is_missing = |(at_row, at_column, formula): &(usize, usize, &String)| {
        let position = (row + *at_row as u32, column + *at_column as u32);
        let value = cells.get_value(position);
        !formula.is_empty() && value.is_none_or(|value| *value == Data::Empty)
    };
    let count = formulas.used_cells().filter(is_missing).count();
    (count > 0).then(|| {
        let cells = if count == 1 { "cell has" } else { "cells have" };
        format!("{count} {cells} a formula without a stored result, and so no score: open the file in a spreadsheet, and save it there")
    })
}

fn to_csv(cells: &Range<Data>) -> String {
    // Rows and columns before the first cell with content are not part of the range.
    let (row, column) = cells.start().unwrap_or_default();
    let mut csv = "\n".repeat(row as usize);
    for row in cells.rows() {
        let cells = row.iter().map(to_cell);
        let cells = vec![String::new(); column as usize]
            .into_iter()
            .chain(cells);
        csv += &cells.collect::<Vec<_>>().join(",");
        csv.push('\n');
    }
    csv
}

fn to_cell(data: &Data) -> String {
    let text = match data {
        Data::Empty => return String::new(),
        Data::Int(number) => return number.to_string(),
        // The shortest number that is stored as the same.
        Data::Float(number) => return number.to_string(),
        Data::Bool(true) => return "yes".to_owned(),
        Data::Bool(false) => return "no".to_owned(),
        Data::DateTime(date) if date.is_duration() || date.as_f64() < 1.0 => {
            let minutes = (date.as_f64() * 24.0 * 60.0).round() as i64;
            return format!("{}:{:02}", minutes / 60, minutes % 60);
        }
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            return format!("{year}-{month:02}-{day:02}");
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
    };
    format!("\"{}\"", text.replace('"', "\"\""))
}
