use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use crate::comparison::{Comparison, Decimal, DecimalError, Problem};

/// Where in a JSON document something stands.
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'a str),
    Index(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Key(Path::Root, key) => f.write_str(key),
            Path::Key(parent, key) => write!(f, "{parent}.{key}"),
            Path::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(super) fn report(&self, path: &Path, message: &str) {
        let place = match path {
            Path::Root => "the data set".to_owned(),
            _ => path.to_string(),
        };
        self.0.borrow_mut().push(Problem {
            place,
            message: message.to_owned(),
        });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    pub(super) fn into_list(self) -> Vec<Problem> {
        self.0.into_inner()
    }

    pub(super) fn unique_ids<'a>(&self, list: &Path, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            if !id.is_empty() && !seen.insert(id) {
                let item = Path::Index(list, index);
                let message =
                    format!("another one already has the id \"{id}\": give this one its own");
                self.report(&Path::Key(&item, "id"), &message);
            }
        }
    }
}

/// The fields of a JSON object, taken out one by one.
pub(super) struct Fields<'a> {
    map: Map<String, Value>,
    pub(super) path: &'a Path<'a>,
    pub(super) problems: &'a Problems,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        value: Value,
        path: &'a Path<'a>,
        problems: &'a Problems,
    ) -> Option<Fields<'a>> {
        match value {
            Value::Object(map) => Some(Fields {
                map,
                path,
                problems,
            }),
            _ => {
                problems.report(path, "expected an object, in braces {…}");
                None
            }
        }
    }

    pub(super) fn report(&self, key: &str, message: &str) {
        self.problems.report(&Path::Key(self.path, key), message);
    }

    /// What stands under `key`; `null` counts as nothing.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key).filter(|value| !value.is_null())
    }

    /// A text; empty where there is none.
    pub(super) fn text(&mut self, key: &str) -> String {
        self.take(key).map_or_else(String::new, |value| {
            text_of(value, &Path::Key(self.path, key), self.problems)
        })
    }

    pub(super) fn required_text(&mut self, key: &str) -> String {
        match self.take(key) {
            Some(Value::String(text)) if text.is_empty() => {
                self.report(key, "this must not be empty");
                text
            }
            Some(value) => text_of(value, &Path::Key(self.path, key), self.problems),
            None => {
                self.report(key, "this is missing: add a text");
                String::new()
            }
        }
    }

    /// One of a few words; the first of them where there is none.
    pub(super) fn one_of<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> T {
        let text = self.text(key);
        let chosen = choices.iter().find(|(word, _)| *word == text);
        if chosen.is_none() && !text.is_empty() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            self.report(key, &format!("write one of: {}", words.join(", ")));
        }
        chosen.unwrap_or(&choices[0]).1
    }

    /// A web address, if there is one.
    pub(super) fn url(&mut self, key: &str) -> Option<String> {
        let text = self.text(key);
        if text.is_empty() {
            return None;
        }
        let web = text.split_once("://").is_some_and(|(scheme, rest)| {
            (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
                && !rest.is_empty()
                && !rest.contains(|c: char| c.is_whitespace() || c.is_control())
        });
        if !web {
            self.report(
                key,
                "write a full web address that starts with https:// or http://",
            );
        }
        web.then_some(text)
    }

    /// The items of a list, each with its path; none where there is no list.
    pub(super) fn each<T>(
        &mut self,
        key: &str,
        mut read: impl FnMut(Value, &Path) -> Option<T>,
    ) -> Vec<T> {
        let path = Path::Key(self.path, key);
        match self.take(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items
                .into_iter()
                .enumerate()
                .filter_map(|(index, item)| read(item, &Path::Index(&path, index)))
                .collect(),
            Some(_) => {
                self.problems
                    .report(&path, "expected a list, in brackets […]");
                Vec::new()
            }
        }
    }

    /// Like [`Fields::each`] over objects, for a list that needs between 1 and `most` items.
    pub(super) fn each_required<T>(
        &mut self,
        key: &str,
        most: usize,
        mut read: impl FnMut(Fields) -> T,
    ) -> Vec<T> {
        match self.map.get(key) {
            Some(Value::Array(items)) if items.len() > most => {
                self.report(
                    key,
                    &format!(
                        "there are {} of these: at most {most} can be shown",
                        items.len()
                    ),
                );
                return Vec::new();
            }
            Some(Value::Array(items)) if !items.is_empty() => {}
            Some(Value::Array(_)) | Some(Value::Null) | None => {
                self.report(key, "at least one is needed");
                return Vec::new();
            }
            Some(_) => {}
        }
        let problems = self.problems;
        self.each(key, |item, path| {
            Some(read(Fields::new(item, path, problems)?))
        })
    }

    /// Like [`Fields::each`] over objects.
    pub(super) fn each_object<T>(
        &mut self,
        key: &str,
        mut read: impl FnMut(Fields) -> T,
    ) -> Vec<T> {
        let problems = self.problems;
        self.each(key, |item, path| {
            Some(read(Fields::new(item, path, problems)?))
        })
    }

    pub(super) fn texts(&mut self, key: &str) -> Vec<String> {
        let problems = self.problems;
        self.each(key, |item, path| Some(text_of(item, path, problems)))
    }

    /// The members of an object, each with its path; none where there is no object.
    pub(super) fn members<T>(
        &mut self,
        key: &str,
        mut read: impl FnMut(&str, Value, &Path) -> Option<T>,
    ) -> Vec<T> {
        let path = Path::Key(self.path, key);
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        Fields::new(value, &path, self.problems).map_or_else(Vec::new, |fields| {
            let members = fields.map.into_iter();
            members
                .filter_map(|(key, value)| read(&key, value, &Path::Key(&path, &key)))
                .collect()
        })
    }
}

pub(super) fn text_of(value: Value, path: &Path, problems: &Problems) -> String {
    match value {
        Value::String(text) if text.chars().count() > Comparison::MAX_TEXT => {
            problems.report(
                path,
                &format!(
                    "shorten this to at most {} characters",
                    Comparison::MAX_TEXT
                ),
            );
            text
        }
        Value::String(text) => text,
        _ => {
            problems.report(path, "expected a text, in quotation marks");
            String::new()
        }
    }
}

pub(super) fn decimal_of(value: &Value, path: &Path, problems: &Problems) -> Option<Decimal> {
    let parsed = match value {
        Value::Number(number) => number.as_str().parse(),
        _ => Err(DecimalError::Malformed),
    };
    match parsed {
        Ok(decimal) => return Some(decimal),
        Err(DecimalError::Malformed) => {
            problems.report(path, "expected a number, without quotation marks")
        }
        Err(DecimalError::TooLong) => {
            problems.report(
                path,
                &format!(
                    "write this number with at most {} digits",
                    Decimal::MAX_DIGITS
                ),
            );
        }
    }
    None
}
