//! One value of a form, put into a data set.

use std::fmt;

use serde_json::{Map, Number, Value};

/// The place of a value in a data set; shown as problems tell it, `criteria[0].weight`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Index(usize),
}

impl Path {
    /// The place under a key of the data set itself.
    pub fn of(key: &str) -> Path {
        Path::default().key(key)
    }

    /// The place under a key of the object that stands here.
    pub fn key(&self, key: &str) -> Path {
        self.then(Step::Key(key.to_owned()))
    }

    /// The place of an item, from 0, in the list that stands here.
    pub fn item(&self, index: usize) -> Path {
        self.then(Step::Index(index))
    }

    fn then(&self, step: Step) -> Path {
        Path(self.0.iter().cloned().chain([step]).collect())
    }

    /// What stands here, if anything does.
    pub fn get<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(value, |value, step| match step {
            Step::Key(key) => value.get(key),
            Step::Index(index) => value.get(index),
        })
    }

    /// What a field shows of what stands here: a text or a number as it is, and nothing else.
    pub fn shown(&self, value: &Value) -> String {
        match self.get(value) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Puts a value here, in objects and lists that are made where they are missing; an item beyond a list's
    /// end is put at its end. `None` takes away what stands here.
    ///
    /// ```
    /// use serde_json::json;
    /// use weigh_in_studio::edit::Path;
    ///
    /// let mut data = json!({ "title": "Best shops" });
    /// Path::of("source").key("name").set(&mut data, Some(json!("Our test")));
    /// Path::of("title").set(&mut data, None);
    /// assert_eq!(data, json!({ "source": { "name": "Our test" } }));
    /// ```
    pub fn set(&self, data: &mut Value, value: Option<Value>) {
        let Some((last, steps)) = self.0.split_last() else {
            return;
        };
        let mut here = data;
        for step in steps {
            here = match step {
                Step::Key(key) => {
                    let object = object(here);
                    if !object.contains_key(key) {
                        put(object, key, Value::Null);
                    }
                    &mut object[key]
                }
                Step::Index(index) => item(list(here), *index),
            };
        }
        match (last, value) {
            (Step::Key(key), Some(value)) => put(object(here), key, value),
            (Step::Key(key), None) => drop(object(here).shift_remove(key)),
            (Step::Index(index), Some(value)) => *item(list(here), *index) = value,
            (Step::Index(index), None) if *index < list(here).len() => {
                list(here).remove(*index);
            }
            (Step::Index(_), None) => {}
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if place == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut().expect("it was made one")
}

/// The keys of a data set in the order in which a person would write them.
const ORDER: [&str; 11] = [
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

/// Puts a value under a key: in the place of the one that is there, else before what comes later in a data set.
fn put(object: &mut Map<String, Value>, key: &str, value: Value) {
    if let Some(old) = object.get_mut(key) {
        *old = value;
        return;
    }
    let rank = |key: &str| ORDER.iter().position(|known| *known == key);
    let later =
        |other: &String| rank(key).is_some_and(|rank_of_key| rank(other) > Some(rank_of_key));
    let place = object.keys().position(later).unwrap_or(object.len());
    object.shift_insert(place, key.to_owned(), value);
}

fn list(value: &mut Value) -> &mut Vec<Value> {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    value.as_array_mut().expect("it was made one")
}

fn item(list: &mut Vec<Value>, index: usize) -> &mut Value {
    let index = index.min(list.len());
    if index == list.len() {
        list.push(Value::Null);
    }
    &mut list[index]
}

/// A text field's value for a data set; nothing if it is empty.
pub fn text(field: &str) -> Option<Value> {
    (!field.trim().is_empty()).then(|| field.into())
}

/// A number field's value for a data set, with the digits as they were typed; nothing if it is empty. What is no
/// number is kept as a text, and the check says what is wrong with it.
///
/// ```
/// use serde_json::json;
/// use weigh_in_studio::edit::number;
///
/// assert_eq!(number(" 7,50 ").unwrap().to_string(), "7.50");
/// assert_eq!(number("much"), Some(json!("much")));
/// assert_eq!(number(""), None);
/// ```
pub fn number(field: &str) -> Option<Value> {
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
    fn a_change_keeps_order_and_digits() {
        let mut data: Value =
            serde_json::from_str(r#"{"z":1.50,"criteria":[{"weight":30,"id":"a"}],"b":2}"#)
                .unwrap();
        let weight = Path::of("criteria").item(0).key("weight");
        weight.set(&mut data, number("7.5"));
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
    fn a_new_value_stands_where_a_person_would_write_it() {
        let mut data = json!({ "criteria": [], "entries": [] });
        for key in ["disclaimer", "presets", "title", "source"] {
            Path::of(key).set(&mut data, text(key));
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
    fn what_is_of_another_kind_is_replaced() {
        let mut data = json!({ "source": "us", "presets": 3 });
        Path::of("source").key("name").set(&mut data, text("We"));
        let preset = Path::of("presets").item(7);
        preset.key("name").set(&mut data, text("Cheap"));
        assert_eq!(
            data,
            json!({ "source": { "name": "We" }, "presets": [{ "name": "Cheap" }] })
        );
    }

    #[test]
    fn an_item_can_be_taken_away() {
        let mut data = json!({ "presets": [1, 2, 3] });
        Path::of("presets").item(1).set(&mut data, None);
        Path::of("presets").item(9).set(&mut data, None);
        assert_eq!(data, json!({ "presets": [1, 3] }));
    }

    #[test]
    fn a_path_is_shown_as_problems_tell_it() {
        let path = Path::of("entries").item(2).key("scores").key("scale");
        assert_eq!(path.to_string(), "entries[2].scores.scale");
    }
}
