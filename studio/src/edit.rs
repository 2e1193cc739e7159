//! Changes of single values in a data set, as forms make them.

use std::fmt;

use serde_json::{Map, Number, Value};

/// The location of a value in a data set. Displayed as in problems: `criteria[0].weight`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonPath(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl JsonPath {
    /// Returns the path of a key of the data set itself.
    pub fn new(key: &str) -> JsonPath {
        JsonPath::default().key(key)
    }

    /// Returns the path of a key of the object at this path.
    pub fn key(&self, key: &str) -> JsonPath {
        self.join(Step::Key(key.to_owned()))
    }

    /// Returns the path of an item, from 0, of the list at this path.
    pub fn item(&self, index: usize) -> JsonPath {
        self.join(Step::Index(index))
    }

    fn join(&self, step: Step) -> JsonPath {
        JsonPath(self.0.iter().cloned().chain([step]).collect())
    }

    /// Returns the value at this path, if there is one.
    pub fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(value, |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::Index(index) => value.get(index),
        })
    }

    /// Returns what a form field shows for the value at this path: a string or a number as it is, else nothing.
    pub fn field_text(&self, value: &Value) -> String {
        match self.get(value) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Sets the value at this path, and creates missing objects and lists along it. An index above a
    /// list's length appends. `None` removes the value.
    ///
    /// ```
    /// use serde_json::json;
    /// use weigh_in_studio::edit::JsonPath;
    ///
    /// let mut data = json!({ "title": "Best shops" });
    /// JsonPath::new("source").key("name").set(&mut data, Some(json!("Our test")));
    /// JsonPath::new("title").set(&mut data, None);
    /// assert_eq!(data, json!({ "source": { "name": "Our test" } }));
    /// ```
    pub fn set(&self, data: &mut Value, value: Option<Value>) {
        let Some((last, steps)) = self.0.split_last() else {
            return;
        };
        let mut target = data;
        for step in steps {
            target = match step {
                Step::Key(key) => {
                    let object = ensure_object(target);
                    if !object.contains_key(key) {
                        insert_in_order(object, key, Value::Null);
                    }
                    &mut object[key]
                }
                Step::Index(index) => ensure_item(ensure_list(target), *index),
            };
        }
        match (last, value) {
            (Step::Key(key), Some(value)) => insert_in_order(ensure_object(target), key, value),
            (Step::Key(key), None) => drop(ensure_object(target).shift_remove(key)),
            (Step::Index(index), Some(value)) => *ensure_item(ensure_list(target), *index) = value,
            (Step::Index(index), None) if *index < ensure_list(target).len() => {
                ensure_list(target).remove(*index);
            }
            (Step::Index(_), None) => {}
        }
    }
}

impl fmt::Display for JsonPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if depth == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

fn ensure_object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut().expect("the value is an object")
}

/// The keys of a data set in the order in which a person would write them.
const KEY_ORDER: [&str; 11] = [
    "id",
    "title",
    "updated",
    "source",
    "criteria",
    "facets",
    "entries",
    "presets",
    "useCases",
    "guide",
    "disclaimer",
];

/// Replaces the value of a key, or inserts the key before those that follow in a data set.
fn insert_in_order(object: &mut Map<String, Value>, key: &str, value: Value) {
    if let Some(old) = object.get_mut(key) {
        *old = value;
        return;
    }
    let rank = |key: &str| KEY_ORDER.iter().position(|known_key| *known_key == key);
    let comes_later =
        |other: &String| rank(key).is_some_and(|rank_of_key| rank(other) > Some(rank_of_key));
    let index = object.keys().position(comes_later).unwrap_or(object.len());
    object.shift_insert(index, key.to_owned(), value);
}

fn ensure_list(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    value.as_array_mut().expect("the value is a list")
}

fn ensure_item(list: &mut Vec<Value>, index: usize) -> &mut Value {
    let index = index.min(list.len());
    if index == list.len() {
        list.push(Value::Null);
    }
    &mut list[index]
}

/// Converts the value of a text field for a data set; `None` if it is empty.
pub fn parse_text(field: &str) -> Option<Value> {
    (!field.trim().is_empty()).then(|| field.into())
}

/// Converts the value of a number field for a data set, with the digits as typed; `None` if it is empty. Anything
/// that is not a number is kept as a string, which the check then reports.
///
/// ```
/// use serde_json::json;
/// use weigh_in_studio::edit::parse_number;
///
/// assert_eq!(parse_number(" 7,50 ").unwrap().to_string(), "7.50");
/// assert_eq!(parse_number("much"), Some(json!("much")));
/// assert_eq!(parse_number(""), None);
/// ```
pub fn parse_number(field: &str) -> Option<Value> {
    let field = field.trim();
    let number = field.replace(',', ".").parse::<Number>();
    match number {
        _ if field.is_empty() => None,
        Ok(number) => Some(number.into()),
        Err(_) => Some(field.into()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_keeps_the_order_of_keys_and_all_digits() {
        let mut data: Value =
            serde_json::from_str(r#"{"z":1.50,"criteria":[{"weight":30,"id":"a"}],"b":2}"#)
                .unwrap();
        let weight = JsonPath::new("criteria").item(0).key("weight");
        weight.set(&mut data, parse_number("7.5"));
        assert_eq!(
            data.to_string(),
            r#"{"z":1.50,"criteria":[{"weight":7.5,"id":"a"}],"b":2}"#
        );
        weight.set(&mut data, None);
        assert_eq!(
            data.to_string(),
            r#"{"z":1.50,"criteria":[{"id":"a"}],"b":2}"#
        );
    }

    #[test]
    fn a_new_key_is_inserted_in_the_usual_order() {
        let mut data = json!({ "criteria": [], "entries": [] });
        for key in ["disclaimer", "presets", "title", "source"] {
            JsonPath::new(key).set(&mut data, parse_text(key));
        }
        let keys: Vec<_> = data.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "title",
                "source",
                "criteria",
                "entries",
                "presets",
                "disclaimer"
            ]
        );
    }

    #[test]
    fn a_value_of_another_type_is_replaced() {
        let mut data = json!({ "source": "us", "presets": 3 });
        JsonPath::new("source")
            .key("name")
            .set(&mut data, parse_text("We"));
        let preset = JsonPath::new("presets").item(7);
        preset.key("name").set(&mut data, parse_text("Cheap"));
        assert_eq!(
            data,
            json!({ "source": { "name": "We" }, "presets": [{ "name": "Cheap" }] })
        );
    }

    #[test]
    fn items_can_be_removed() {
        let mut data = json!({ "presets": [1, 2, 3] });
        JsonPath::new("presets").item(1).set(&mut data, None);
        JsonPath::new("presets").item(9).set(&mut data, None);
        assert_eq!(data, json!({ "presets": [1, 3] }));
    }

    #[test]
    fn a_path_is_displayed_as_in_problems() {
        let path = JsonPath::new("entries").item(2).key("scores").key("scale");
        assert_eq!(path.to_string(), "entries[2].scores.scale");
    }
}
