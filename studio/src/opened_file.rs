//! A chosen or dropped file, which replaces the draft.

use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::{self, DataFormat, records_to_csv};
use weigh_in_workbook::Sheet;

use crate::draft::Draft;
use crate::encoding::Encoding;

/// The result of reading a file, and a note about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// The text of the file; `None` if it could not be read.
    text: Option<String>,
    /// The note that the page shows.
    pub note: String,
    /// The sheets of a workbook with several, of which the first is open; otherwise empty.
    pub sheets: Vec<Sheet>,
}

impl OpenedFile {
    /// Creates the result for a file's name, from its text and encoding, or from `None` if it could not be read.
    pub fn new(name: &str, read: Option<(String, Encoding)>) -> OpenedFile {
        let table = read.as_ref().and_then(|(text, _)| records_to_csv(text));
        let note = match &read {
            Some(_) if table.is_some() => {
                format!("{name} is open. The list of records is shown as a table.")
            }
            Some((_, Encoding::Utf8)) => format!("{name} is open."),
            Some((_, encoding)) => format!(
                "{name} is open. It was read as {}: see whether letters such as é are right, and if not, save it as UTF-8.",
                encoding.label()
            ),
            None => format!(
                "{name} could not be read, so the text stays as it was. The file may have been moved or changed, or be a folder: choose it again."
            ),
        };
        OpenedFile {
            text: table.or_else(|| read.map(|(text, _)| text)),
            note,
            sheets: Vec::new(),
        }
    }

    /// Creates the result for the name and the bytes of a packed file, whose text is JSON.
    pub fn from_packed(name: &str, bytes: &[u8]) -> OpenedFile {
        match DataSet::read(bytes, DataFormat::Packed) {
            Ok(data) => OpenedFile {
                text: Some(format::to_json(&data.comparison, &data.details)),
                note: format!("{name} is open. It was packed, and is shown as JSON."),
                sheets: Vec::new(),
            },
            Err(problems) => {
                let problems: Vec<_> = problems
                    .into_iter()
                    .map(|problem| problem.message)
                    .collect();
                OpenedFile::unreadable(name, &problems.join("; "))
            }
        }
    }

    /// Creates the result for the name and the sheets of a workbook, of which the first is opened, or for the reason
    /// why it can’t be read.
    pub fn from_workbook(name: &str, sheets: Result<Vec<Sheet>, String>) -> OpenedFile {
        let sheets = match sheets {
            Ok(sheets) => sheets,
            Err(error) => return OpenedFile::unreadable(name, &error),
        };
        let Some(first) = sheets.first() else {
            return OpenedFile::unreadable(name, "it has no sheet with content");
        };
        let opened = match sheets.len() {
            1 => format!("{name} is open."),
            count => format!(
                "{name} is open at the sheet “{}”, the first of {count} with content: choose another one here.",
                first.name
            ),
        };
        OpenedFile {
            text: Some(first.csv.clone()),
            note: [
                &*opened,
                "Values are as stored, not as shown.",
                &describe_notes(first),
            ]
            .join(" "),
            sheets: if sheets.len() > 1 { sheets } else { Vec::new() },
        }
    }

    /// Creates the result for a file that cannot be read for a reason, a sentence without a capital and a full stop.
    fn unreadable(name: &str, reason: &str) -> OpenedFile {
        OpenedFile {
            text: None,
            note: format!("{name} could not be read, so the text stays as it was: {reason}."),
            sheets: Vec::new(),
        }
    }

    /// Reports whether the file could be read.
    pub fn is_open(&self) -> bool {
        self.text.is_some()
    }

    /// Replaces the draft's text with that of the file, and reports whether it has changed.
    ///
    /// A file that could not be read leaves the draft unchanged.
    ///
    /// ```
    /// use weigh_in_studio::draft::Draft;
    /// use weigh_in_studio::encoding::Encoding;
    /// use weigh_in_studio::opened_file::OpenedFile;
    ///
    /// let mut draft = Draft::default();
    /// let file = ("name,Price\nAcme,80\n".to_owned(), Encoding::Utf8);
    /// assert!(OpenedFile::new("shops.csv", Some(file)).apply_to(&mut draft));
    /// assert!(draft.text().starts_with("name,Price"));
    /// ```
    pub fn apply_to(&self, draft: &mut Draft) -> bool {
        let text = self.text.as_ref();
        text.is_some_and(|text| draft.set(text))
    }
}

/// Describes what the cells of a sheet don’t show, in a sentence; empty if there is nothing.
pub fn describe_notes(sheet: &Sheet) -> String {
    match &sheet.notes[..] {
        [] => String::new(),
        notes => format!("Note: {}.", notes.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unreadable_file_leaves_the_draft_unchanged() {
        let mut draft = Draft::default();
        draft.set("name,Price\nAcme,80\n");
        let opened_file = OpenedFile::new("shops.csv", None);
        assert!(!opened_file.apply_to(&mut draft));
        assert_eq!(&**draft.text(), "name,Price\nAcme,80\n");
        assert!(
            opened_file.note.contains("shops.csv"),
            "{}",
            opened_file.note
        );
        assert!(
            opened_file.note.contains("choose it again"),
            "{}",
            opened_file.note
        );
    }

    #[test]
    fn a_packed_file_opens_as_json() {
        let data = DataSet::from_csv("name,Price\nAcme,80\n").unwrap();
        let packed = format::to_packed(&data).unwrap();
        let mut draft = Draft::default();
        assert!(OpenedFile::from_packed("shops.bin", &packed).apply_to(&mut draft));
        assert!(DataSet::from_json(draft.text()).is_ok());
        let damaged = OpenedFile::from_packed("shops.bin", &packed[..20]);
        assert!(!damaged.apply_to(&mut draft));
        assert!(damaged.note.contains("damaged"), "{}", damaged.note);
    }

    #[test]
    fn a_workbook_opens_at_its_first_sheet() {
        let sheet = |name: &str| Sheet {
            name: name.to_owned(),
            csv: format!("name,{name}\nAcme,80\n"),
            notes: vec!["2 cells have a formula".to_owned()],
        };
        let mut draft = Draft::default();
        let one = OpenedFile::from_workbook("a.xlsx", Ok(vec![sheet("Price")]));
        assert!(one.apply_to(&mut draft) && one.sheets.is_empty());
        let two = OpenedFile::from_workbook("a.xlsx", Ok(vec![sheet("Stars"), sheet("Price")]));
        assert!(two.apply_to(&mut draft));
        assert!(draft.text().starts_with("name,Stars"));
        assert!(two.note.contains("“Stars”, the first of 2"), "{}", two.note);
        assert!(
            two.note.ends_with("Note: 2 cells have a formula."),
            "{}",
            two.note
        );
        assert_eq!(two.sheets.len(), 2);
        let broken = OpenedFile::from_workbook("a.xlsx", Err("it is broken".to_owned()));
        assert!(!broken.apply_to(&mut draft));
        assert!(broken.note.ends_with("it is broken."), "{}", broken.note);
    }

    #[test]
    fn the_note_warns_of_an_encoding_other_than_utf_8() {
        let mut draft = Draft::default();
        let file = ("Café".to_owned(), Encoding::Windows1252);
        let opened_file = OpenedFile::new("a.csv", Some(file));
        assert!(opened_file.apply_to(&mut draft));
        assert_eq!(&**draft.text(), "Café");
        assert!(
            opened_file.note.contains("windows-1252"),
            "{}",
            opened_file.note
        );
    }
}
