use std::fmt;

/// A problem that makes a data set or an attribute invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The location for readers: a path such as `entries[2].scores.scale`, a row and column of a table, or a line and
    /// column.
    pub place: String,
    /// The problem, and how to fix it.
    pub message: String,
    /// The offset in the file in bytes, including a byte order mark; `None` if the problem has no location.
    pub byte_offset: Option<usize>,
}

impl Problem {
    /// Returns a problem of the data set as a whole.
    #[inline]
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

/// Returns the line and the column of a byte in a file, both from 1, the column in characters.
pub fn line_and_column(file: &[u8], byte_offset: usize) -> (usize, usize) {
    let before = &file[..byte_offset.min(file.len())];
    let before = before.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(before);
    let lines = before.iter().filter(|&&byte| byte == b'\n').count();
    let start = before.iter().rposition(|&byte| byte == b'\n');
    let line = String::from_utf8_lossy(&before[start.map_or(0, |end| end + 1)..]);
    (lines + 1, line.chars().count() + 1)
}
