use super::problems::Problems;
use super::{DataFormat, Problem, csv, json, packed_file};
use crate::dataset::{Comparison, DataSet};
use crate::yielder::{NoYield, Yielder, poll_once, yield_point};

impl DataSet {
    /// Reads a data set from the bytes of a file. JSON and CSV are UTF-8, with or without a byte order mark.
    ///
    /// # Errors
    /// Returns all problems of the data set in the order of their byte offsets, up to a thousand, and then one that counts
    /// the rest; never an empty list.
    pub fn read(bytes: &[u8], format: DataFormat) -> Result<DataSet, Vec<Problem>> {
        poll_once(DataSet::read_cooperatively(bytes, format, &NoYield))
    }

    /// Reads a data set as [`DataSet::read`] does, and yields to other tasks in between.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    pub async fn read_cooperatively(
        bytes: &[u8],
        format: DataFormat,
        yielder: &dyn Yielder,
    ) -> Result<DataSet, Vec<Problem>> {
        match format {
            DataFormat::Json => DataSet::read_json_cooperatively(bytes, yielder).await,
            DataFormat::Csv => DataSet::read_csv_cooperatively(bytes, yielder).await,
            DataFormat::Packed => packed_file::read(bytes).map_err(|problem| vec![problem]),
        }
    }

    /// Reads a data set from JSON, and yields to other tasks in between.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    pub async fn read_json_cooperatively(
        bytes: &[u8],
        yielder: &dyn Yielder,
    ) -> Result<DataSet, Vec<Problem>> {
        read_text(bytes, yielder, json::read).await
    }

    /// Reads a data set from CSV, and yields to other tasks in between.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    pub async fn read_csv_cooperatively(
        bytes: &[u8],
        yielder: &dyn Yielder,
    ) -> Result<DataSet, Vec<Problem>> {
        read_text(bytes, yielder, csv::read).await
    }

    /// Reads a data set from JSON. Unknown fields are ignored; of duplicate keys, the first is used.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    ///
    /// ```
    /// use weigh_in_core::dataset::DataSet;
    ///
    /// let data = DataSet::from_json(
    ///     r#"{ "criteria": [{ "id": "price", "name": "Price" }],
    ///          "entries": [{ "name": "Acme", "scores": { "price": 80 } }] }"#,
    /// ).expect("a data set without problems");
    /// assert_eq!(data.comparison.entries[0].id, "acme");
    ///
    /// let problems = DataSet::from_json(r#"{ "criteria": [] }"#).unwrap_err();
    /// assert_eq!(problems.len(), 2);
    /// ```
    pub fn from_json(text: &str) -> Result<DataSet, Vec<Problem>> {
        DataSet::read(text.as_bytes(), DataFormat::Json)
    }

    /// Reads a data set from CSV: RFC 4180, with commas, semicolons or tabs between cells.
    ///
    /// The first row names the columns, or the first two, if the upper one has groups. `name`, or else the first column of
    /// texts, names the entries; `id`, `url`, `rel`, `tagline`, `published_rank` and `tag:` before the name of a facet
    /// describe an entry; `current_rank` and `current_score` are ignored; and every other column is a criterion, with
    /// options in brackets after its name: `Costs [id=costs weight=7.5 better=lower range=0..20 unit=USD]`. An empty cell,
    /// and a mark such as `n/a`, is a missing score. Numbers may have units and separators between thousands, if all of a
    /// column are written alike.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    ///
    /// ```
    /// use weigh_in_core::dataset::DataSet;
    ///
    /// let data = DataSet::from_csv("name;Price [better=lower]\nAcme;7,5\nBrix;\n")
    ///     .expect("a data set without problems");
    /// assert_eq!(data.comparison.criteria[0].id, "price");
    /// assert_eq!(data.comparison.criteria[0].observed_range.0.to_string(), "7.5");
    /// ```
    pub fn from_csv(text: &str) -> Result<DataSet, Vec<Problem>> {
        DataSet::read(text.as_bytes(), DataFormat::Csv)
    }
}

/// Explains a file that is neither a table nor JSON, by its first bytes.
fn explain_other_file(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            "this is a workbook or an archive; save its sheet as “CSV UTF-8”"
        }
        [b'%', b'P', b'D', b'F', ..] => "this is a PDF; save the table in it as CSV",
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            "this is a text with formatting; save it as plain text"
        }
        [0, 1..=0xFF, 0, 1..=0xFF, ..] | [1..=0xFF, 0, 1..=0xFF, 0, ..] => {
            "this is UTF-16; save the file again as UTF-8, in a spreadsheet as “CSV UTF-8”"
        }
        _ => return None,
    })
}

/// Reads the text of a file, without the byte order mark.
async fn read_text(
    bytes: &[u8],
    yielder: &dyn Yielder,
    read: impl AsyncFnOnce(&str, &dyn Yielder) -> Result<DataSet, Problems>,
) -> Result<DataSet, Vec<Problem>> {
    if bytes.len() > Comparison::MAX_BYTES {
        let max_mib = Comparison::MAX_BYTES >> 20;
        let message =
            format!("this is larger than {max_mib} MiB; remove entries, or shorten texts");
        return Err(vec![Problem::of_data_set(message)]);
    }
    if let Some(message) = explain_other_file(bytes) {
        return Err(vec![Problem::of_data_set(message)]);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let message =
            "this isn't UTF-8; save the file again as UTF-8, in a spreadsheet as “CSV UTF-8”";
        vec![Problem {
            byte_offset: Some(error.valid_up_to()),
            ..Problem::of_data_set(message)
        }]
    })?;
    yield_point(yielder, 0.0).await;
    let content = text.trim_start_matches('\u{feff}');
    let offset = text.len() - content.len();
    let read = read(content, yielder).await;
    read.map_err(|problems| problems.into_vec(offset))
}
