use std::fs;
use std::io::{self, Read};
use std::path::Path;

use clap::Args;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::{DataFormat, Problem, records_to_csv};
use weigh_in_workbook::{Sheet, is_workbook, read_sheets};

use super::print_error;

/// The options for files that hold several tables.
#[derive(Args)]
pub(super) struct InputOptions {
    /// The sheet to read of a workbook; by default the first one with content.
    #[arg(long)]
    sheet: Option<String>,
}

/// The file of a data set.
pub(super) struct File {
    /// The path for messages; `<stdin>` for the standard input.
    pub(super) name: String,
    /// The content; CSV of the sheet of a workbook, or of a list of records.
    pub(super) bytes: Vec<u8>,
    pub(super) format: DataFormat,
    /// How the content was read, for the editor.
    notes: Vec<String>,
}

impl File {
    /// Reads a file, or the standard input if the path is `-`. Prints an error and returns `None` on failure.
    pub(super) fn read_or_print_error(path: &Path, options: &InputOptions) -> Option<File> {
        let report_error = |error: &dyn std::fmt::Display| {
            print_error(&format!("cannot read {}: {error}", path.display()));
        };
        let mut file = File::read(path)
            .inspect_err(|error| report_error(error))
            .ok()?;
        if is_workbook(&file.bytes) {
            let sheets = read_sheets(&file.bytes);
            let sheet = sheets.and_then(|sheets| choose_sheet(sheets, options.sheet.as_deref()));
            let (sheet, note) = sheet.inspect_err(|error| report_error(error)).ok()?;
            file.bytes = sheet.csv.into_bytes();
            file.notes = note.into_iter().chain(sheet.notes).collect();
            file.format = DataFormat::Csv;
        }
        let records = (file.format == DataFormat::Json)
            .then(|| std::str::from_utf8(&file.bytes).ok())
            .flatten()
            .and_then(records_to_csv);
        if let Some(table) = records {
            file.bytes = table.into_bytes();
            file.notes = vec!["the list of records is read as a table".to_owned()];
            file.format = DataFormat::Csv;
        }
        Some(file)
    }

    fn read(path: &Path) -> io::Result<File> {
        let mut bytes = Vec::new();
        let name = if path.as_os_str() == "-" {
            io::stdin().read_to_end(&mut bytes)?;
            "<stdin>".to_owned()
        } else {
            bytes = fs::read(path)?;
            path.display().to_string()
        };
        let format = DataFormat::detect("", &name, &bytes);
        Ok(File {
            name,
            bytes,
            format,
            notes: Vec::new(),
        })
    }

    /// Returns what was decided because the file, whose data set this is, does not say it.
    pub(super) fn notes(&self, data: &DataSet) -> impl Iterator<Item = String> {
        let notes = data.notes.iter().map(ToString::to_string);
        self.notes.iter().cloned().chain(notes)
    }

    pub(super) fn data_set(&self) -> Result<DataSet, Vec<Problem>> {
        DataSet::read(&self.bytes, self.format)
    }
}

/// Returns the sheet with a name, or else the first one with a note about the choice, if there is any.
fn choose_sheet(
    mut sheets: Vec<Sheet>,
    name: Option<&str>,
) -> Result<(Sheet, Option<String>), String> {
    let names: Vec<String> = sheets
        .iter()
        .map(|sheet| format!("“{}”", sheet.name))
        .collect();
    let names = names.join(", ");
    let count = sheets.len();
    let Some(name) = name else {
        let sheet = sheets.swap_remove(0);
        let note = (count > 1).then(|| {
            format!("the sheet “{}” is read, the first of {count} with content; choose another one by --sheet: {names}", sheet.name)
        });
        return Ok((sheet, note));
    };
    let sheet = sheets.into_iter().find(|sheet| sheet.name == name);
    let sheet =
        sheet.ok_or_else(|| format!("it has no such sheet; those with content are {names}"))?;
    Ok((sheet, None))
}
