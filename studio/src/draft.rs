//! The text being edited, with undo and redo.

use std::collections::VecDeque;
use std::rc::Rc;

/// A text and its edit history.
///
/// ```
/// use weigh_in_studio::draft::Draft;
///
/// let mut draft = Draft::default();
/// draft.set("a");
/// draft.set("b");
/// draft.undo();
/// assert_eq!(&**draft.text(), "a");
/// draft.redo();
/// assert_eq!(&**draft.text(), "b");
/// ```
#[derive(Default)]
pub struct Draft {
    text: Rc<str>,
    past: VecDeque<Rc<str>>,
    future: Vec<Rc<str>>,
}

impl Draft {
    /// The maximum number of steps that can be undone.
    pub const MAX_STEPS: usize = 200;
    /// The maximum size of all earlier texts together, in bytes.
    pub const MAX_BYTES: usize = 64 << 20;

    /// Returns the current text.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// Replaces the text, and reports whether it has changed.
    pub fn set(&mut self, text: &str) -> bool {
        if *self.text == *text {
            return false;
        }
        self.past
            .push_back(std::mem::replace(&mut self.text, text.into()));
        self.future.clear();
        while self.past.len() > Draft::MAX_STEPS || self.past_bytes() > Draft::MAX_BYTES {
            self.past.pop_front();
        }
        true
    }

    fn past_bytes(&self) -> usize {
        self.past.iter().map(|text| text.len()).sum()
    }

    /// Reports whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Reports whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Restores the previous text, if there is one.
    pub fn undo(&mut self) {
        if let Some(text) = self.past.pop_back() {
            self.future.push(std::mem::replace(&mut self.text, text));
        }
    }

    /// Reverts the last [`Draft::undo`], unless the text was set since.
    pub fn redo(&mut self) {
        if let Some(text) = self.future.pop() {
            self.past.push_back(std::mem::replace(&mut self.text, text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setting_the_same_text_adds_no_step() {
        let mut draft = Draft::default();
        assert!(draft.set("a"));
        assert!(!draft.set("a"));
        draft.undo();
        assert!(!draft.can_undo());
    }

    #[test]
    fn a_new_text_clears_the_redo_steps() {
        let mut draft = Draft::default();
        draft.set("a");
        draft.undo();
        assert!(draft.can_redo());
        draft.set("b");
        assert!(!draft.can_redo());
    }

    #[test]
    fn the_oldest_texts_are_dropped_first() {
        let mut draft = Draft::default();
        for step in 0..=Draft::MAX_STEPS {
            draft.set(&format!("text {step}"));
        }
        while draft.can_undo() {
            draft.undo();
        }
        assert_eq!(&**draft.text(), "text 0");
        draft.set(&"a".repeat(Draft::MAX_BYTES + 1));
        assert!(draft.can_undo());
        draft.set("b");
        assert!(!draft.can_undo());
    }
}
