//! A file that was chosen or dropped, put into the draft.

use crate::draft::Draft;
use crate::encoding::Encoding;

/// The result of reading a file, and the note about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The text of the file; `None` if it could not be read.
    text: Option<String>,
    /// What the page says about it.
    pub note: String,
}

impl Opening {
    /// The opening of a file by its name, with its text and encoding; `None` if it could not be read.
    pub fn new(name: &str, read: Option<(String, Encoding)>) -> Opening {
        let note = match &read {
            Some((_, Encoding::Utf8)) => format!("{name} is open."),
            Some((_, encoding)) => format!(
                "{name} is open. It was read as {}: see whether letters such as é are right, and if not, save it as UTF-8.",
                encoding.label()
            ),
            None => format!(
                "{name} could not be read, so the text stays as it was. The file may have been moved or changed, or be a folder: choose it again."
            ),
        };
        Opening {
            text: read.map(|(text, _)| text),
            note,
        }
    }

    /// Replaces the draft's text by that of the file. Returns whether the text is another one now.
    ///
    /// A file that could not be read leaves the draft as it is.
    ///
    /// ```
    /// use weigh_in_studio::draft::Draft;
    /// use weigh_in_studio::encoding::Encoding;
    /// use weigh_in_studio::opening::Opening;
    ///
    /// let mut draft = Draft::default();
    /// let file = ("name,Price\nAcme,80\n".to_owned(), Encoding::Utf8);
    /// assert!(Opening::new("shops.csv", Some(file)).put_into(&mut draft));
    /// assert!(draft.text().starts_with("name,Price"));
    /// ```
    pub fn put_into(&self, draft: &mut Draft) -> bool {
        let text = self.text.as_ref();
        text.is_some_and(|text| draft.set(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_leaves_the_text_as_it_is() {
        let mut draft = Draft::default();
        draft.set("name,Price\nAcme,80\n");
        let opening = Opening::new("shops.csv", None);
        assert!(!opening.put_into(&mut draft));
        assert_eq!(&**draft.text(), "name,Price\nAcme,80\n");
        assert!(opening.note.contains("shops.csv"), "{}", opening.note);
        assert!(opening.note.contains("choose it again"), "{}", opening.note);
    }

    #[test]
    fn a_file_in_another_encoding_is_opened_with_a_word_of_caution() {
        let mut draft = Draft::default();
        let file = ("Café".to_owned(), Encoding::Windows1252);
        let opening = Opening::new("a.csv", Some(file));
        assert!(opening.put_into(&mut draft));
        assert_eq!(&**draft.text(), "Café");
        assert!(opening.note.contains("windows-1252"), "{}", opening.note);
    }
}
