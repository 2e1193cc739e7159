/// The file format of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, as [`DataSet::from_json`](crate::dataset::DataSet::from_json) reads it.
    Json,
    /// CSV, as [`DataSet::from_csv`](crate::dataset::DataSet::from_csv) reads it.
    Csv,
}

impl Format {
    /// Detects the format of a file from its content type (as in HTTP, may be empty), otherwise from the extension of its
    /// name or URL (may be empty), otherwise from its first byte that is not white space.
    ///
    /// ```
    /// use weigh_in_core::format::Format;
    ///
    /// assert_eq!(Format::detect("text/csv; charset=utf-8", "a.json", b"{}"), Format::Csv);
    /// assert_eq!(Format::detect("text/plain", "https://shop.example/a.tsv?v=2", b"{}"), Format::Csv);
    /// assert_eq!(Format::detect("", "", b" {}"), Format::Json);
    /// ```
    pub fn detect(content_type: &str, name: &str, bytes: &[u8]) -> Format {
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        let kind = kind.rsplit(['/', '+']).next().unwrap_or_default();
        let path = name.split(['?', '#']).next().unwrap_or_default();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        for word in [kind, extension] {
            if word.eq_ignore_ascii_case("json") {
                return Format::Json;
            }
            let tables = ["csv", "tsv", "tab-separated-values", "tab"];
            if tables.iter().any(|table| word.eq_ignore_ascii_case(table)) {
                return Format::Csv;
            }
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match bytes.trim_ascii_start().first() {
            Some(b'{' | b'[') => Format::Json,
            _ => Format::Csv,
        }
    }
}
