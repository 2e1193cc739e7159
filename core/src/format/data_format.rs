use super::packed_file::MAGIC;

/// The file format of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFormat {
    /// JSON, as [`DataSet::from_json`](crate::dataset::DataSet::from_json) reads it.
    Json,
    /// CSV, as [`DataSet::from_csv`](crate::dataset::DataSet::from_csv) reads it.
    Csv,
    /// A packed file, as [`to_packed`](super::to_packed) writes it.
    Packed,
}

impl DataFormat {
    /// Detects the format of a file: packed if it begins as such files do; otherwise from its content type (as in HTTP, may
    /// be empty), otherwise from the extension of its name or URL (may be empty), otherwise from its first byte that is not
    /// white space.
    ///
    /// ```
    /// use weigh_in_core::format::DataFormat;
    ///
    /// assert_eq!(DataFormat::detect("text/csv; charset=utf-8", "a.json", b"{}"), DataFormat::Csv);
    /// assert_eq!(DataFormat::detect("text/plain", "https://shop.example/a.tsv?v=2", b"{}"), DataFormat::Csv);
    /// assert_eq!(DataFormat::detect("", "", b" {}"), DataFormat::Json);
    /// ```
    pub fn detect(content_type: &str, name: &str, bytes: &[u8]) -> DataFormat {
        if bytes.starts_with(MAGIC) {
            return DataFormat::Packed;
        }
        for word in [word(content_type, b";", b"/+"), word(name, b"?#", b".")] {
            let is_one_of =
                |words: &[&[u8]]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
            if is_one_of(&[b"json"]) {
                return DataFormat::Json;
            }
            if is_one_of(&[b"csv", b"tsv", b"tab-separated-values", b"tab"]) {
                return DataFormat::Csv;
            }
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match bytes.trim_ascii_start().first() {
            Some(b'{' | b'[') => DataFormat::Json,
            _ => DataFormat::Csv,
        }
    }
}

/// Returns what is before the first of some ASCII characters, and after the last of others before it. On bytes, since the
/// standard library’s functions for texts have more code.
fn word<'a>(text: &'a str, ends: &[u8], separators: &[u8]) -> &'a [u8] {
    let text = text.as_bytes();
    let end = text.iter().position(|byte| ends.contains(byte));
    let text = text[..end.unwrap_or(text.len())].trim_ascii();
    let start = text.iter().rposition(|byte| separators.contains(byte));
    &text[start.map_or(0, |start| start + 1)..]
}
