use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::AnimationFrame;
use web_sys::Element;
use weigh_in_core::ids::EntryIndex;
use yew::prelude::*;

use super::row::name_id;
use crate::widget::host;

/// The rows on the screen. They glide to new places, and what has the focus in them keeps it.
#[derive(Default)]
pub(crate) struct Rows {
    pub(super) list: NodeRef,
    /// What had the focus before the rows changed their places.
    focused: Option<Element>,
    /// The picture in which rows will start to glide to new places, until it is painted.
    next_picture: Rc<RefCell<Option<AnimationFrame>>>,
}

impl Rows {
    /// The rows will change their places with the next rendering.
    pub(crate) fn about_to_move(&mut self) {
        let Some(list) = self.list.cast::<Element>() else {
            return;
        };
        self.focused = self.focused.take().or_else(|| host::focused_within(&list));
        // What was seen is on the screen until the next picture, however often the order changes.
        if self.next_picture.borrow().is_none() {
            let rows = list.children();
            let rows = (0..rows.length()).filter_map(|place| rows.item(place));
            let seen = rows.map(|row| (row.clone(), host::top(&row))).collect();
            let painted = self.next_picture.clone();
            self.next_picture.replace(Some(host::before_paint(move || {
                host::glide(seen);
                painted.take();
            })));
        }
    }

    /// The rows have been rendered.
    pub(crate) fn moved(&mut self) {
        if let Some(focused) = self.focused.take() {
            host::keep_focus(&focused);
        }
    }

    /// Goes to an entry's row.
    pub(crate) fn go_to(&self, entry: EntryIndex) {
        if let Some(list) = self.list.cast() {
            host::go_to(&list, &format!("#{}", name_id(entry)));
        }
    }
}
