//! Keyboard, mouse and touch input, through WebDriver actions.

use serde_json::{Value, json};
use thirtyfour::{Key, common::command::Command};

use crate::{
    driver::{block_on, short_message},
    page::Page,
};

/// A point of the viewport, in CSS px.
pub type Point = (f64, f64);

impl Page {
    /// Presses and releases keys, one after the other, at the focused element.
    #[track_caller]
    pub fn type_keys(&self, keys: &str) {
        let key_actions = keys
            .chars()
            .flat_map(|key| [key_action("keyDown", key), key_action("keyUp", key)]);
        self.perform(
            json!({ "type": "key", "id": "keyboard", "actions": key_actions.collect::<Vec<_>>() }),
        );
    }

    #[track_caller]
    pub fn press(&self, key: Key) {
        self.type_keys(&char::from(key).to_string());
    }

    /// Presses a key with Control.
    #[track_caller]
    pub fn press_with_control(&self, key: char) {
        self.chord(Key::Control, key);
    }

    /// Presses Shift+Tab.
    #[track_caller]
    pub fn press_shift_tab(&self) {
        self.chord(Key::Shift, char::from(Key::Tab));
    }

    fn chord(&self, held: Key, key: char) {
        let held = char::from(held);
        self.perform(json!({ "type": "key", "id": "keyboard", "actions": [
            key_action("keyDown", held), key_action("keyDown", key), key_action("keyUp", key), key_action("keyUp", held),
        ]}));
    }

    /// Presses the pointer (a finger on a phone) at the first point and releases it at the last.
    #[track_caller]
    pub fn drag(&self, path: &[Point]) {
        let (first, rest) = path.split_first().expect("a path has a start");
        let mut actions = vec![
            move_action(*first, 0),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        actions.extend(rest.iter().map(|&point| move_action(point, 20)));
        if self.touch && !rest.is_empty() {
            // Without a pause the gesture is a fling, and Chromium uses the next tap to stop it.
            actions.push(json!({ "type": "pause", "duration": 100 }));
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.perform_pointer(actions);
    }

    /// Moves the mouse to a point without pressing.
    #[track_caller]
    pub fn hover(&self, point: Point) {
        assert!(!self.touch, "a finger cannot hover");
        self.perform_pointer(vec![move_action(point, 0)]);
    }

    #[track_caller]
    fn perform_pointer(&self, actions: Vec<Value>) {
        let kind = if self.touch { "touch" } else { "mouse" };
        self.perform(json!({
            "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions,
        }));
    }

    #[track_caller]
    fn perform(&self, source: Value) {
        let actions = Command::PerformActions(json!([source]).into());
        if let Err(error) = block_on(self.driver().cmd(actions)) {
            panic!("the browser refused an input: {}", short_message(&error));
        }
    }
}

fn key_action(kind: &str, key: char) -> Value {
    json!({ "type": kind, "value": key })
}

fn move_action((x, y): Point, duration: u32) -> Value {
    json!({ "type": "pointerMove", "duration": duration, "x": x.round() as i64, "y": y.round() as i64 })
}
