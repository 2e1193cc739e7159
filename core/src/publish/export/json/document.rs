use std::fmt::{Display, Write};

use crate::publish::escaping::Quoted;

/// A document under construction: a line for every criterion, facet and entry.
#[derive(Default)]
pub(super) struct Json {
    pub(super) text: String,
    depth: usize,
}

impl Json {
    /// How deep what stands on lines of its own is.
    const LINES: usize = 2;

    pub(super) fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
    }

    pub(super) fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.depth < Json::LINES && !self.text.ends_with(['{', '[']) {
            self.new_line();
        }
        self.text.push(bracket);
    }

    /// Begins the next item of a list, or the next member of an object.
    pub(super) fn next(&mut self) {
        // No value ends with an opening bracket: texts end with their quotation mark.
        let first = self.text.ends_with(['{', '[']);
        if !first {
            self.text.push(',');
        }
        if self.depth <= Json::LINES {
            self.new_line();
        } else if !first {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    pub(super) fn key(&mut self, key: &str) {
        self.next();
        self.text(key);
        self.text.push_str(": ");
    }

    /// A value that shows itself as JSON does.
    pub(super) fn display(&mut self, value: &dyn Display) {
        // Writing to a string can't fail.
        let _ = write!(self.text, "{value}");
    }

    pub(super) fn text(&mut self, text: &str) {
        self.display(&Quoted(text));
    }

    pub(super) fn field(&mut self, key: &str, value: &dyn Display) {
        self.key(key);
        self.display(value);
    }

    /// A member of an object, unless the text is empty.
    pub(super) fn text_field(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key);
            self.text(text);
        }
    }

    /// A member of an object that is a list of objects, unless it is empty.
    pub(super) fn list<T>(&mut self, key: &str, items: &[T], mut write: impl FnMut(&mut Json, &T)) {
        if items.is_empty() {
            return;
        }
        self.key(key);
        self.open('[');
        for item in items {
            self.next();
            self.open('{');
            write(self, item);
            self.close('}');
        }
        self.close(']');
    }

    /// A member of an object that is a list of texts, unless it is empty.
    pub(super) fn list_field(&mut self, key: &str, texts: &mut dyn Iterator<Item = &str>) {
        let mut texts = texts.peekable();
        if texts.peek().is_none() {
            return;
        }
        self.key(key);
        self.open('[');
        for text in texts {
            self.next();
            self.text(text);
        }
        self.close(']');
    }
}
