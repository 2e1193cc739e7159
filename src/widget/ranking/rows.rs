use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::AnimationFrame;
use web_sys::Element;
use weigh_in_core::ids::EntryIndex;
use yew::prelude::*;

use super::row::name_id;
use crate::widget::host;

/// The rendered rows. They are animated to new positions, and the focused element inside them keeps the focus.
#[derive(Default)]
pub(crate) struct AnimatedRows {
    pub(super) list: NodeRef,
    /// The element that had the focus before the rows moved.
    focused: Option<Element>,
    /// The frame in which the animation of moved rows starts; `None` once it is painted.
    pending_frame: Rc<RefCell<Option<AnimationFrame>>>,
}

impl AnimatedRows {
    /// Records focus and positions before a rendering that moves rows.
    pub(crate) fn prepare_move(&mut self) {
        let Some(list) = self.list.cast::<Element>() else {
            return;
        };
        self.focused = self.focused.take().or_else(|| host::focused_within(&list));
        // The recorded positions are on the screen until the next frame, however often the order changes before.
        if self.pending_frame.borrow().is_none() {
            let rows = list.children();
            let rows = (0..rows.length()).filter_map(|index| rows.item(index));
            let previous = rows.map(|row| (row.clone(), host::top_of(&row))).collect();
            let finished = self.pending_frame.clone();
            self.pending_frame
                .replace(Some(host::on_next_frame(move || {
                    host::animate_from(previous);
                    finished.take();
                })));
        }
    }

    /// Restores the focus after the rendering.
    pub(crate) fn restore_focus(&mut self) {
        if let Some(focused) = self.focused.take() {
            host::keep_focus(&focused);
        }
    }

    /// Focuses an entry's row.
    pub(crate) fn focus_entry(&self, entry: EntryIndex) {
        if let Some(list) = self.list.cast() {
            host::focus_match(&list, &format!("#{}", name_id(entry)));
        }
    }
}
