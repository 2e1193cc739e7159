use std::borrow::Cow;

use nojson::{JsonValueKind, RawJson, RawJsonValue};

use super::csv::write_text;
use crate::dataset::Decimal;

/// The separator between the items of a list in a cell, as between tags.
const ITEM_SEPARATOR: &str = ";";

/// Converts a list of records in JSON to a table, as `DataSet::from_csv` reads it: objects in brackets, or under the only
/// key of an object, whose values are texts, numbers, `true`, `false`, `null` or lists of these. Each key is a column, in
/// the order of its first occurrence. Returns `None` if the text is anything else.
///
/// ```
/// let records = r#"[{ "name": "Acme", "Price": 80, "Sold": true }, { "name": "Brix", "Color": ["red", "blue"] }]"#;
/// let table = weigh_in_core::format::records_to_csv(records).expect("a list of records");
/// assert_eq!(table, "name,Price,Sold,Color\nAcme,80,yes,\nBrix,,,\"red;blue\"\n");
/// ```
pub fn records_to_csv(text: &str) -> Option<String> {
    let document = RawJson::parse(text).ok()?;
    let records = find_records(document.value())?;
    let mut columns: Vec<Cow<str>> = Vec::new();
    let mut rows = Vec::new();
    for record in records {
        let mut cells: Vec<Option<String>> = vec![None; columns.len()];
        for (key, value) in record.to_object().ok()? {
            let key = key.to_unquoted_string_str().ok()?;
            let known = columns.iter().position(|column| *column == key);
            let column = known.unwrap_or_else(|| {
                columns.push(key);
                cells.push(None);
                columns.len() - 1
            });
            cells[column].get_or_insert(to_cell(value)?);
        }
        rows.push(cells);
    }
    let mut csv = String::new();
    let header = columns.iter().map(|column| &**column);
    write_row(&mut csv, columns.len(), header);
    for cells in &rows {
        let cells = cells.iter().map(|cell| cell.as_deref().unwrap_or_default());
        write_row(&mut csv, columns.len(), cells);
    }
    Some(csv)
}

/// Returns the items of a list that is not empty and contains only objects, or of one under the only key of an object.
fn find_records<'t, 'r>(value: RawJsonValue<'t, 'r>) -> Option<Vec<RawJsonValue<'t, 'r>>> {
    if let Ok(mut members) = value.to_object() {
        let (_, list) = members.next()?;
        return match members.next() {
            None => find_list(list),
            Some(_) => None,
        };
    }
    find_list(value)
}

fn find_list<'t, 'r>(value: RawJsonValue<'t, 'r>) -> Option<Vec<RawJsonValue<'t, 'r>>> {
    let items: Vec<_> = value.to_array().ok()?.collect();
    let are_objects = items
        .iter()
        .all(|item| item.kind() == JsonValueKind::Object);
    (!items.is_empty() && are_objects).then_some(items)
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
            let items = value.to_array().ok()?;
            let is_flat = |item: &RawJsonValue| {
                !matches!(item.kind(), JsonValueKind::Array | JsonValueKind::Object)
            };
            let items = items.map(|item| is_flat(&item).then(|| to_cell(item)).flatten());
            items.collect::<Option<Vec<String>>>()?.join(ITEM_SEPARATOR)
        }
        JsonValueKind::Object => return None,
    })
}

/// Writes a row with empty cells after the last one, so that all rows are equally long.
fn write_row<'a>(csv: &mut String, length: usize, cells: impl Iterator<Item = &'a str>) {
    let mut cells = cells;
    for index in 0..length {
        if index > 0 {
            csv.push(',');
        }
        let text = cells.next().unwrap_or_default();
        match text.parse::<Decimal>() {
            Ok(_) => csv.push_str(text),
            Err(_) => write_text(csv, text),
        }
    }
    csv.push('\n');
}
