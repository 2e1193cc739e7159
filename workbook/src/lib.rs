//! Workbooks of Excel and LibreOffice as tables: the command reads them natively, and the studio in a module of its own,
//! which loads for such files only.

#[cfg(feature = "bindings")]
mod bindings;

use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};

/// A sheet of a workbook as CSV, in which rows and columns are those of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet.
    pub name: String,
    /// The cells, with commas in between. Values are those that are stored, not as shown; those of formulas are the last
    /// ones computed. A truth value is `yes` or `no`, and a date `2024-01-05`.
    pub csv: String,
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

/// Reads the sheets with content, at least one.
///
/// # Errors
/// Returns a sentence without a capital and a full stop if the workbook cannot be read, or has no content.
pub fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("it is not a workbook that can be read ({error})"))?;
    let mut sheets = workbook.worksheets();
    sheets.retain(|(_, cells)| !cells.is_empty());
    if sheets.is_empty() {
        return Err("it has no sheet with content".to_owned());
    }
    let sheets = sheets.into_iter().map(|(name, cells)| Sheet {
        name,
        csv: to_csv(&cells),
    });
    Ok(sheets.collect())
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
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            return format!("{year}-{month:02}-{day:02}");
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
    };
    format!("\"{}\"", text.replace('"', "\"\""))
}
