use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::AnimationFrame;
use web_sys::Element;
use weigh_in_core::ids::EntryIndex;
use yew::prelude::*;

use super::row::name_id;
use crate::widget::host;

/// The frame in which an animation starts; `None` once it is painted.
pub(crate) type PendingFrame = Rc<RefCell<Option<AnimationFrame>>>;

/// Animates the rows of a list from where they are now to where they are in the next frame.
pub(crate) type AnimateRows = fn(&Element, &PendingFrame);

/// The rendered rows. They are animated to new positions, and the focused element inside them keeps the focus.
#[derive(Default)]
pub(crate) struct AnimatedRows {
    pub(super) list: NodeRef,
    /// The element that had the focus before the rows moved.
    focused: Option<Element>,
    /// The frame in which the animation of moved rows starts.
    pending_frame: PendingFrame,
}

impl AnimatedRows {
    /// Records the focus before a rendering that moves rows, and animates them once it is done.
    pub(crate) fn prepare_move(&mut self, animate: Option<AnimateRows>) {
        let Some(list) = self.list.cast::<Element>() else {
            return;
        };
        self.focused = self.focused.take().or_else(|| host::focused_within(&list));
        if let Some(animate) = animate {
            animate(&list, &self.pending_frame);
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
