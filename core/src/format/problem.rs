use std::fmt;

/// Something that keeps a data set from being shown, or an attribute from being used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where: a path such as `entries[2].scores.scale`, a row and column of a table, or a line and
    /// column.
    pub place: String,
    /// What is wrong, and what would mend it.
    pub message: String,
    /// The byte of the file at which it stands, a byte order mark counted; `None` if it stands nowhere
    /// in particular.
    pub byte_offset: Option<usize>,
}

impl Problem {
    /// A problem with the data set as a whole.
    pub(super) fn of_data_set(message: impl Into<String>) -> Problem {
        Problem {
            place: "the data set".to_owned(),
            message: message.into(),
            byte_offset: None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// The line and the column, both from 1 and the column in characters, of a byte of a file.
pub fn line_and_column(file: &[u8], byte_offset: usize) -> (usize, usize) {
    let before = &file[..byte_offset.min(file.len())];
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    let lines = before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n');
    let line = String::from_utf8_lossy(&before[start.map_or(0, |end| end + 1)..]);
    (lines + 1, line.chars().count() + 1)
}
