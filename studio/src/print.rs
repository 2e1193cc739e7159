//! JSON as a person would lay it out: what fits stands on one line.

use serde_json::Value;

/// The longest line of several values.
const WIDTH: usize = 100;

/// Prints a value with a line break at its end; an object or a list that fits on a line stays on it.
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
    printer.lines(value, 0);
    printer.text.push('\n');
    printer.text
}

#[derive(Default)]
struct Printer {
    text: String,
}

impl Printer {
    /// Prints a value over several lines, its parts on one each where they fit.
    fn lines(&mut self, value: &Value, depth: usize) {
        let inner = "  ".repeat(depth + 1);
        let outer = "  ".repeat(depth);
        match value {
            Value::Object(object) if !object.is_empty() => {
                let mut before = "{\n";
                for (key, value) in object {
                    self.text.push_str(before);
                    self.text.push_str(&inner);
                    self.key(key);
                    self.part(value, depth + 1);
                    before = ",\n";
                }
                self.text.push_str(&format!("\n{outer}}}"));
            }
            Value::Array(list) if !list.is_empty() => {
                let mut before = "[\n";
                for value in list {
                    self.text.push_str(before);
                    self.text.push_str(&inner);
                    self.part(value, depth + 1);
                    before = ",\n";
                }
                self.text.push_str(&format!("\n{outer}]"));
            }
            _ => self.line(value),
        }
    }

    /// Prints a value after what stands on its line: on the same one if all of it fits.
    fn part(&mut self, value: &Value, depth: usize) {
        let start = self.text.len();
        let line = self.text.rfind('\n').map_or(0, |end| end + 1);
        self.line(value);
        let has_parts = matches!(value, Value::Object(_) | Value::Array(_));
        if has_parts && self.text[line..].chars().count() > WIDTH {
            self.text.truncate(start);
            self.lines(value, depth);
        }
    }

    /// Prints a value on one line.
    fn line(&mut self, value: &Value) {
        match value {
            Value::Object(object) if !object.is_empty() => {
                let mut before = "{ ";
                for (key, value) in object {
                    self.text.push_str(before);
                    self.key(key);
                    self.line(value);
                    before = ", ";
                }
                self.text.push_str(" }");
            }
            Value::Array(list) => {
                let mut before = "[";
                for value in list {
                    self.text.push_str(before);
                    self.line(value);
                    before = ", ";
                }
                self.text.push_str(if list.is_empty() { "[]" } else { "]" });
            }
            value => self.text.push_str(&value.to_string()),
        }
    }

    fn key(&mut self, key: &str) {
        self.line(&Value::from(key));
        self.text.push_str(": ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_reads_the_same_with_order_and_digits() {
        let text = include_str!("../../assets/custody-insurance.json");
        let value: Value = serde_json::from_str(text).unwrap();
        let again: Value = serde_json::from_str(&print(&value)).unwrap();
        assert_eq!(again.to_string(), value.to_string());
        let digits: Value = serde_json::from_str(r#"{"b":1.50,"a":1e+400}"#).unwrap();
        assert_eq!(print(&digits), "{\n  \"b\": 1.50,\n  \"a\": 1e+400\n}\n");
    }

    #[test]
    fn only_what_does_not_fit_takes_more_lines() {
        let long = "a".repeat(60);
        let value = serde_json::json!({ "short": [1, {}], "long": [long, long] });
        let expected = format!(
            "{{\n  \"short\": [1, {{}}],\n  \"long\": [\n    \"{long}\",\n    \"{long}\"\n  ]\n}}\n"
        );
        assert_eq!(print(&value), expected);
    }
}
