use std::borrow::Cow;

use nojson::{JsonValueKind, RawJsonValue};

use crate::dataset::{Decimal, DecimalError};
use crate::format::problems::{Located, Problems};

/// A value of a JSON document.
pub(super) type JsonValue<'a> = RawJsonValue<'a, 'a>;

/// Reads the values of a JSON document and collects problems.
///
/// Its methods report a value of the wrong kind, and return an empty one in its place.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) problems: Problems,
}

impl Located for JsonValue<'_> {
    /// Returns the path from the root of the document, such as `entries[2].scores.scale`.
    fn place(&self, key: &str) -> String {
        let mut place = String::new();
        let mut current = self.root();
        while current.index() != self.index() {
            // Values are numbered in the order of the text, so this value is the last child that does not follow it,
            // or is inside that child.
            let not_after = |child: &JsonValue| child.index() <= self.index();
            let members = members(current).take_while(|(_, child)| not_after(child));
            if let Some((key, child)) = members.last() {
                place.extend([".", &key]);
                current = child;
            } else {
                let items = current.to_array().into_iter().flatten();
                let Some((index, child)) = items.take_while(not_after).enumerate().last() else {
                    break;
                };
                place.push_str(&format!("[{index}]"));
                current = child;
            }
        }
        if !key.is_empty() {
            place.extend([".", key]);
        }
        match place.strip_prefix('.') {
            Some(place) => place.to_owned(),
            None => "the data set".to_owned(),
        }
    }

    fn byte_offset(&self, key: &str) -> usize {
        let mut members = members(*self);
        let under = members.find(|(name, _)| !key.is_empty() && name == key);
        under.map_or(*self, |(_, value)| value).position()
    }
}

impl Reader {
    /// Reports a problem of a value, or of a member of an object if `key` is not empty.
    pub(super) fn report(&mut self, value: JsonValue, key: &str, message: impl Into<String>) {
        self.problems.report(&value, key, message);
    }

    /// Reports whether an object has a key, even if its value is `null`.
    pub(super) fn has_key(&self, object: JsonValue, key: &str) -> bool {
        members(object).any(|(name, _)| name == key)
    }

    /// Returns the value under a key of an object; `None` if it is absent or `null`.
    pub(super) fn get<'a>(&self, object: JsonValue<'a>, key: &str) -> Option<JsonValue<'a>> {
        let value = members(object).find(|(name, _)| name == key)?.1;
        (value.kind() != JsonValueKind::Null).then_some(value)
    }

    pub(super) fn parse_object<'a>(&mut self, value: JsonValue<'a>) -> Option<JsonValue<'a>> {
        let is_object = value.kind() == JsonValueKind::Object;
        if !is_object {
            self.report(value, "", "expected an object in braces {…}");
        }
        is_object.then_some(value)
    }

    pub(super) fn get_object<'a>(
        &mut self,
        object: JsonValue<'a>,
        key: &str,
    ) -> Option<JsonValue<'a>> {
        let value = self.get(object, key)?;
        self.parse_object(value)
    }

    /// Returns the items of the list under a key; none if there is no list.
    pub(super) fn get_list<'a>(&mut self, object: JsonValue<'a>, key: &str) -> Vec<JsonValue<'a>> {
        let value = self.get(object, key);
        value.map_or_else(Vec::new, |value| self.parse_list(value))
    }

    pub(super) fn parse_list<'a>(&mut self, value: JsonValue<'a>) -> Vec<JsonValue<'a>> {
        if value.kind() != JsonValueKind::Array {
            self.report(value, "", "expected a list in brackets […]");
        }
        value.to_array().into_iter().flatten().collect()
    }

    /// Returns the objects in the list under a key; none if there is no list, or it has more than `limit` items, which is
    /// reported.
    pub(super) fn get_objects<'a>(
        &mut self,
        object: JsonValue<'a>,
        key: &str,
        limit: usize,
    ) -> Vec<JsonValue<'a>> {
        let items = self.get_list(object, key);
        if items.len() > limit {
            let count = items.len();
            let message = format!("this list has {count} items; keep at most {limit}");
            self.report(object, key, message);
            return Vec::new();
        }
        let items = items.into_iter();
        items.filter_map(|item| self.parse_object(item)).collect()
    }

    /// Returns the objects in a list, as [`Reader::get_objects`] does; reports a list without items.
    pub(super) fn require_objects<'a>(
        &mut self,
        object: JsonValue<'a>,
        key: &str,
        limit: usize,
    ) -> Vec<JsonValue<'a>> {
        let is_empty = |value: JsonValue| value.to_array().is_ok_and(|items| items.count() == 0);
        if self.get(object, key).is_none_or(is_empty) {
            self.report(
                object,
                key,
                "this list is missing or empty; add at least one item",
            );
        }
        self.get_objects(object, key, limit)
    }

    /// Returns the text for readers under a key; empty if the key is missing.
    pub(super) fn get_text(&mut self, object: JsonValue, key: &str) -> String {
        self.get(object, key)
            .map_or_else(String::new, |value| self.parse_text(value))
    }

    /// Returns the id under a key; empty if the key is missing.
    pub(super) fn get_id(&mut self, object: JsonValue, key: &str) -> String {
        self.get(object, key)
            .map_or_else(String::new, |value| self.parse_id(value))
    }

    /// Returns the text for readers under a key; reports it if it is missing or empty.
    pub(super) fn require_text(&mut self, object: JsonValue, key: &str) -> String {
        self.require(object, key, Reader::parse_text)
    }

    /// Returns the id under a key; reports it if it is missing or empty.
    pub(super) fn require_id(&mut self, object: JsonValue, key: &str) -> String {
        self.require(object, key, Reader::parse_id)
    }

    fn require(
        &mut self,
        object: JsonValue,
        key: &str,
        read: fn(&mut Reader, JsonValue) -> String,
    ) -> String {
        let Some(value) = self.get(object, key) else {
            self.report(object, key, "this is missing; add text");
            return String::new();
        };
        let text = read(self, value);
        if value.kind() == JsonValueKind::String && text.trim().is_empty() {
            self.report(value, "", "this is empty; add text");
        }
        text
    }

    pub(super) fn parse_text(&mut self, value: JsonValue) -> String {
        let text = self.parse_string(value);
        self.problems.clean_text(&value, text)
    }

    pub(super) fn parse_id(&mut self, value: JsonValue) -> String {
        let text = self.parse_string(value);
        self.problems.check_length(&value, text).into_owned()
    }

    fn parse_string<'a>(&mut self, value: JsonValue<'a>) -> Cow<'a, str> {
        value.to_unquoted_string_str().unwrap_or_else(|_| {
            self.report(value, "", "expected text in quotation marks");
            Cow::Borrowed("")
        })
    }

    /// Returns the value of the keyword under a key, if there is one.
    pub(super) fn get_keyword<T: Copy>(
        &mut self,
        object: JsonValue,
        key: &str,
        keywords: &[(&str, T)],
    ) -> Option<T> {
        let text = self.get_id(object, key);
        let chosen = keywords.iter().find(|(word, _)| *word == text);
        if chosen.is_none() && !text.is_empty() {
            let keywords: Vec<&str> = keywords.iter().map(|(word, _)| *word).collect();
            self.report(
                object,
                key,
                format!("expected one of: {}", keywords.join(", ")),
            );
        }
        chosen.map(|(_, value)| *value)
    }

    pub(super) fn get_url(&mut self, object: JsonValue, key: &str) -> Option<String> {
        let text = self.get_id(object, key);
        self.problems.parse_web_address(&object, key, text)
    }

    pub(super) fn get_rel(&mut self, object: JsonValue, key: &str) -> String {
        let text = self.get_id(object, key);
        self.problems.parse_rel(&object, key, &text)
    }

    pub(super) fn parse_decimal(&mut self, value: JsonValue) -> Option<Decimal> {
        // For values other than numbers, the empty string is malformed.
        let text = value.as_number_str().unwrap_or_default();
        match text.parse() {
            Ok(decimal) => return Some(decimal),
            Err(DecimalError::Malformed) => {
                self.report(value, "", "expected a number without quotation marks");
            }
            Err(DecimalError::TooLong) => self.problems.report_too_long(&value),
        }
        None
    }
}

pub(super) fn members<'a>(
    object: JsonValue<'a>,
) -> impl Iterator<Item = (Cow<'a, str>, JsonValue<'a>)> {
    let members = object.to_object().into_iter().flatten();
    members.map(|(key, value)| (key.to_unquoted_string_str().unwrap_or_default(), value))
}
