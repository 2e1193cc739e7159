use std::io::Cursor;

use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};

/// A sheet of a workbook as CSV, in which rows and columns are those of the sheet.
pub(super) struct Sheet {
    pub(super) csv: String,
    /// The choice of the sheet, for the editor; `None` if there is no other.
    pub(super) note: Option<String>,
}

/// Reports whether a file begins as workbooks do: `.xlsx`, `.xlsb` and `.ods` are archives, `.xls` a compound file.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

impl Sheet {
    /// Reads the sheet with a name, or else the first one with content. Values are those that are stored, not as shown;
    /// those of formulas are the last ones computed.
    ///
    /// # Errors
    /// Returns a sentence without a capital and a full stop if there is no such sheet, or the workbook cannot be read.
    pub(super) fn read(bytes: &[u8], name: Option<&str>) -> Result<Sheet, String> {
        let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))
            .map_err(|error| format!("it is not a workbook that can be read ({error})"))?;
        let mut sheets = workbook.worksheets();
        sheets.retain(|(_, cells)| !cells.is_empty());
        let names: Vec<String> = sheets.iter().map(|(name, _)| format!("“{name}”")).collect();
        let chosen = match name {
            Some(name) => sheets.iter().find(|(other, _)| other == name),
            None => sheets.first(),
        };
        let Some((chosen, cells)) = chosen else {
            return Err(match &names[..] {
                [] => "it has no sheet with content".to_owned(),
                _ => format!(
                    "it has no such sheet; those with content are {}",
                    names.join(", ")
                ),
            });
        };
        let note = (name.is_none() && names.len() > 1).then(|| {
            let count = names.len();
            format!("the sheet “{chosen}” is read, the first of {count} with content; choose another one by --sheet: {}", names.join(", "))
        });
        Ok(Sheet {
            csv: to_csv(cells),
            note,
        })
    }
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
