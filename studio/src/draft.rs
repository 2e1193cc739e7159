//! The text that is worked on, and the texts before and after it.

use std::collections::VecDeque;
use std::rc::Rc;

/// A text with its history.
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
    /// How many steps can be undone.
    pub const MOST_STEPS: usize = 200;
    /// How many bytes the texts of the past may have together.
    pub const MOST_BYTES: usize = 64 << 20;

    /// The text as it is.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// Puts another text in the place of this one; whether it was another.
    pub fn set(&mut self, text: &str) -> bool {
        if *self.text == *text {
            return false;
        }
        self.past
            .push_back(std::mem::replace(&mut self.text, text.into()));
        self.future.clear();
        while self.past.len() > Draft::MOST_STEPS || self.bytes() > Draft::MOST_BYTES {
            self.past.pop_front();
        }
        true
    }

    fn bytes(&self) -> usize {
        self.past.iter().map(|text| text.len()).sum()
    }

    /// Whether there is a text to go back to.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a step back can be taken again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Goes back to the text before, if there is one.
    pub fn undo(&mut self) {
        if let Some(text) = self.past.pop_back() {
            self.future.push(std::mem::replace(&mut self.text, text));
        }
    }

    /// Goes on to the text from which [`Draft::undo`] went back, if nothing was set since.
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
    fn a_text_that_is_the_same_is_no_step() {
        let mut draft = Draft::default();
        assert!(draft.set("a"));
        assert!(!draft.set("a"));
        draft.undo();
        assert!(!draft.can_undo());
    }

    #[test]
    fn another_text_leaves_nothing_to_redo() {
        let mut draft = Draft::default();
        draft.set("a");
        draft.undo();
        assert!(draft.can_redo());
        draft.set("b");
        assert!(!draft.can_redo());
    }

    #[test]
    fn the_oldest_texts_are_forgotten_first() {
        let mut draft = Draft::default();
        for step in 0..=Draft::MOST_STEPS {
            draft.set(&format!("text {step}"));
        }
        while draft.can_undo() {
            draft.undo();
        }
        assert_eq!(&**draft.text(), "text 0");
        draft.set(&"a".repeat(Draft::MOST_BYTES + 1));
        assert!(draft.can_undo());
        draft.set("b");
        assert!(!draft.can_undo());
    }
}
