//! JSON formatted for people: an object or a list that fits on one line stays on it.

use serde_json::Value;

/// The longest line that holds several values, in characters.
const MAX_WIDTH: usize = 100;

/// Formats a value as JSON with a line break at the end. Objects and lists that fit on a line stay on it.
///
/// ```
/// let value = serde_json::json!({ "id": "scale", "range": [0, 100] });
/// assert_eq!(
///     weigh_in_studio::print::print(&value),
///     "{\n  \"id\": \"scale\",\n  \"range\": [0, 100]\n}\n",
/// );
/// ```
pub fn print(value: &Value) -> String {
    let mut printer = Printer::default();
    printer.write_lines(value, 0);
    printer.text.push('\n');
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
}

impl Printer {
    /// Writes each item of a value on a line of its own, or on several where it does not fit.
    fn write_lines(&mut self, value: &Value, depth: usize) {
        let inner = "  ".repeat(depth + 1);
        let outer = "  ".repeat(depth);
        match value {
            Value::Object(object) if !object.is_empty() => {
                let mut before = "{\n";
                for (key, value) in object {
                    self.text.push_str(before);
                    self.text.push_str(&inner);
                    self.write_key(key);
                    self.write_value(value, depth + 1);
                    before = ",\n";
                }
                self.text.push_str(&format!("\n{outer}}}"));
            }
            Value::Array(list) if !list.is_empty() => {
                let mut before = "[\n";
                for value in list {
                    self.text.push_str(before);
                    self.text.push_str(&inner);
                    self.write_value(value, depth + 1);
                    before = ",\n";
                }
                self.text.push_str(&format!("\n{outer}]"));
            }
            _ => self.write_line(value),
        }
    }

    /// Appends a value to the current line if it fits, else spreads it over several lines.
    fn write_value(&mut self, value: &Value, depth: usize) {
        let start = self.text.len();
        let line_start = self.text.rfind('\n').map_or(0, |end| end + 1);
        self.write_line(value);
        let has_parts = matches!(value, Value::Object(_) | Value::Array(_));
        if has_parts && self.text[line_start..].chars().count() > MAX_WIDTH {
            self.text.truncate(start);
            self.write_lines(value, depth);
        }
    }

    fn write_line(&mut self, value: &Value) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                let mut before = "{ ";
                for (key, value) in object {
                    self.text.push_str(before);
                    self.write_key(key);
                    self.write_line(value);
                    before = ", ";
                }
                self.text.push_str(" }");
            }
            Value::Array(list) => {
                let mut before = "[";
                for value in list {
                    self.text.push_str(before);
                    self.write_line(value);
                    before = ", ";
                }
                self.text.push_str(if list.is_empty() { "[]" } else { "]" });
            }
            value => self.text.push_str(&value.to_string()),
        }
    }

    fn write_key(&mut self, key: &str) {
        self.write_line(&Value::from(key));
        self.text.push_str(": ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_keeps_the_order_of_keys_and_all_digits() {
        let text = include_str!("../../assets/custody-insurance.json");
        let value: Value = serde_json::from_str(text).unwrap();
        let again: Value = serde_json::from_str(&print(&value)).unwrap();
        assert_eq!(again.to_string(), value.to_string());
        let digits: Value = serde_json::from_str(r#"{"b":1.50,"a":1e+400}"#).unwrap();
        assert_eq!(print(&digits), "{\n  \"b\": 1.50,\n  \"a\": 1e+400\n}\n");
    }

    #[test]
    fn breaks_only_lines_that_are_too_long() {
        let long = "a".repeat(60);
        let value = serde_json::json!({ "short": [1, {}], "long": [long, long] });
        let expected = format!(
            "{{\n  \"short\": [1, {{}}],\n  \"long\": [\n    \"{long}\",\n    \"{long}\"\n  ]\n}}\n"
        );
        assert_eq!(print(&value), expected);
    }
}
