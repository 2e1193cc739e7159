use std::borrow::Cow;

use nojson::{JsonValueKind, RawJson, RawJsonValue};

use super::csv::TableColumns;

/// The separator between the items of a list in a cell, as between tags.
const ITEM_SEPARATOR: &str = ";";

/// Converts a list of records in JSON to a table, as `DataSet::from_csv` reads it: objects in brackets, or under the only
/// key of an object, whose values are texts, numbers, `true`, `false`, `null` or lists of these. Each key is a column, in
/// the order of its first occurrence, and there are at most [`TableColumns::MAX_COLUMNS`]. A byte order mark is left out. Returns `None` if the text is
/// anything else, such as an incomplete data set.
///
/// ```
/// let records = r#"[{ "name": "Acme", "Price": 80, "Sold": true }, { "name": "Brix", "Color": ["red", "blue"] }]"#;
/// let table = weigh_in_core::format::records_to_csv(records).expect("a list of records");
/// assert_eq!(table, "\"name\",Price,Sold,Color\nAcme,80,yes,\nBrix,,,\"red;blue\"\n");
/// ```
pub fn records_to_csv(text: &str) -> Option<String> {
    let document = RawJson::parse(text.trim_start_matches('\u{feff}')).ok()?;
    let mut list = document.value();
    if let Ok(mut members) = list.to_object() {
        let key;
        (key, list) = members.next()?;
        // One of these alone is an incomplete data set.
        let is_data_set = matches!(key.as_raw_str(), "\"criteria\"" | "\"entries\"");
        if is_data_set || members.next().is_some() {
            return None;
        }
    }
    let mut columns: Vec<Cow<str>> = Vec::new();
    let mut rows = Vec::new();
    for record in list.to_array().ok()? {
        let mut cells = vec![String::new(); columns.len()];
        for (key, value) in record.to_object().ok()? {
            let key = key.to_unquoted_string_str().ok()?;
            let cell = to_cell(value)?;
            match columns.iter().position(|column| *column == key) {
                // Of duplicate keys, the first with content counts.
                Some(column) if cells[column].is_empty() => cells[column] = cell,
                Some(_) => {}
                None if columns.len() == TableColumns::MAX_COLUMNS => return None,
                None => {
                    columns.push(key);
                    cells.push(cell);
                }
            }
        }
        rows.push(cells);
    }
    if rows.is_empty() {
        return None;
    }
    rows.insert(0, columns.into_iter().map(Cow::into_owned).collect());
    Some(write_rows(&rows))
}

/// Returns the content of a cell; `None` for an object, or a list that contains other than texts and numbers.
fn to_cell(value: RawJsonValue) -> Option<String> {
    Some(match value.kind() {
        JsonValueKind::Null => String::new(),
        JsonValueKind::Boolean if value.as_raw_str() == "true" => "yes".to_owned(),
        JsonValueKind::Boolean => "no".to_owned(),
        JsonValueKind::Integer | JsonValueKind::Float => value.as_raw_str().to_owned(),
        JsonValueKind::String => value.to_unquoted_string_str().ok()?.into_owned(),
        JsonValueKind::Array => {
            let mut cell = String::new();
            for (index, item) in value.to_array().ok()?.enumerate() {
                if item.kind() == JsonValueKind::Array {
                    return None;
                }
                cell.extend((index > 0).then_some(ITEM_SEPARATOR));
                cell += &to_cell(item)?;
            }
            cell
        }
        JsonValueKind::Object => return None,
    })
}

/// Writes rows as CSV, with empty cells after the last one, so that all are as long as the first. The first cell is quoted:
/// a reader that takes separators in texts for those between cells finds text after its quotation mark. This is smaller
/// than the writer of saved files, since every page with JSON of its own loads it.
fn write_rows(rows: &[Vec<String>]) -> String {
    let mut csv = String::new();
    for (row, cells) in rows.iter().enumerate() {
        for column in 0..rows[0].len() {
            if column > 0 {
                csv.push(',');
            }
            let text = cells.get(column).map_or("", String::as_str);
            let is_special = |byte: u8| matches!(byte, b'"' | b',' | b';' | b'\t' | b'\n' | b'\r');
            if (row, column) != (0, 0) && !text.bytes().any(is_special) {
                csv.push_str(text);
                continue;
            }
            csv.push('"');
            for character in text.chars() {
                csv.extend((character == '"').then_some('"'));
                csv.push(character);
            }
            csv.push('"');
        }
        csv.push('\n');
    }
    csv
}
