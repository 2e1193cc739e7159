/// The file format of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFormat {
    /// JSON, as [`DataSet::from_json`](crate::dataset::DataSet::from_json) reads it.
    Json,
    /// CSV, as [`DataSet::from_csv`](crate::dataset::DataSet::from_csv) reads it.
    Csv,
}

impl DataFormat {
    /// Detects the format of a file from its content type (as in HTTP, may be empty), otherwise from the extension of its
    /// name or URL (may be empty), otherwise from its first byte that is not white space.
    ///
    /// ```
    /// use weigh_in_core::format::DataFormat;
    ///
    /// assert_eq!(DataFormat::detect("text/csv; charset=utf-8", "a.json", b"{}"), DataFormat::Csv);
    /// assert_eq!(DataFormat::detect("text/plain", "https://shop.example/a.tsv?v=2", b"{}"), DataFormat::Csv);
    /// assert_eq!(DataFormat::detect("", "", b" {}"), DataFormat::Json);
    /// ```
    pub fn detect(content_type: &str, name: &str, bytes: &[u8]) -> DataFormat {
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        let kind = kind.rsplit(['/', '+']).next().unwrap_or_default();
        let path = name.split(['?', '#']).next().unwrap_or_default();
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        for word in [kind, extension] {
            if word.eq_ignore_ascii_case("json") {
                return DataFormat::Json;
            }
            let tables = ["csv", "tsv", "tab-separated-values", "tab"];
            if tables.iter().any(|table| word.eq_ignore_ascii_case(table)) {
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
