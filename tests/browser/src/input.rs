//! Keys, the mouse and fingers, through the browser's own input.

use serde_json::{Value, json};
use thirtyfour::{Key, common::command::Command};

use crate::{
    driver::{block_on, in_short},
    page::Page,
};

/// A point of the viewport, in CSS px.
pub type Point = (f64, f64);

impl Page {
    /// Presses and releases keys, one after the other, wherever the focus is.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let strokes = keys
            .chars()
            .flat_map(|key| [stroke("keyDown", key), stroke("keyUp", key)]);
        self.act(
            json!({ "type": "key", "id": "keyboard", "actions": strokes.collect::<Vec<_>>() }),
        );
    }

    #[track_caller]
    pub fn press(&self, key: Key) {
        self.keys(&char::from(key).to_string());
    }

    /// Presses a key while Control is held.
    #[track_caller]
    pub fn control(&self, key: char) {
        self.chord(Key::Control, key);
    }

    /// Goes back one tab stop.
    #[track_caller]
    pub fn tab_back(&self) {
        self.chord(Key::Shift, char::from(Key::Tab));
    }

    fn chord(&self, held: Key, key: char) {
        let held = char::from(held);
        self.act(json!({ "type": "key", "id": "keyboard", "actions": [
            stroke("keyDown", held), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", held),
        ]}));
    }

    /// Puts the pointer (a finger on a phone) down at the first point and lifts it at the last.
    #[track_caller]
    pub fn drag(&self, path: &[Point]) {
        let (first, rest) = path.split_first().expect("a path has a start");
        let mut actions = vec![
            step(*first, 0),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        actions.extend(rest.iter().map(|&point| step(point, 20)));
        if self.touch && !rest.is_empty() {
            // A finger that has not come to rest flings, and Chromium takes the next tap for its end.
            actions.push(json!({ "type": "pause", "duration": 100 }));
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.point(actions);
    }

    /// Moves the mouse somewhere without pressing.
    #[track_caller]
    pub fn hover(&self, point: Point) {
        assert!(!self.touch, "a finger cannot hover");
        self.point(vec![step(point, 0)]);
    }

    #[track_caller]
    fn point(&self, actions: Vec<Value>) {
        let kind = if self.touch { "touch" } else { "mouse" };
        self.act(json!({
            "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions,
        }));
    }

    #[track_caller]
    fn act(&self, source: Value) {
        let actions = Command::PerformActions(json!([source]).into());
        if let Err(error) = block_on(self.driver().cmd(actions)) {
            panic!("the browser refused an input: {}", in_short(&error));
        }
    }
}

fn stroke(kind: &str, key: char) -> Value {
    json!({ "type": kind, "value": key })
}

fn step((x, y): Point, duration: u32) -> Value {
    json!({ "type": "pointerMove", "duration": duration, "x": x.round() as i64, "y": y.round() as i64 })
}
