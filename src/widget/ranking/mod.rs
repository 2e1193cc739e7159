//! The panel of the ranking: a row per entry, which glides to its place.

mod details;
mod row;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::AnimationFrame;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use self::row::{name_id, row};
use crate::comparison::EntryIndex;
use crate::widget::store::State;
use crate::widget::{Shared, Store, host, text};

/// The entries in their order.
pub(super) struct RankingPanel {
    list: NodeRef,
    /// The entries whose details are open.
    open: Vec<EntryIndex>,
    /// The picture in which rows will start to glide to new places, until it is painted.
    next_picture: Rc<RefCell<Option<AnimationFrame>>>,
}

#[derive(Properties)]
pub(super) struct Props {
    pub(super) store: Rc<Store>,
    pub(super) state: Shared<State>,
}

pub(super) enum Msg {
    /// Open or close an entry's details.
    Toggle(EntryIndex),
    /// Open an entry's details and go there.
    Show(EntryIndex),
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl Component for RankingPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        RankingPanel {
            list: NodeRef::default(),
            open: Vec::new(),
            next_picture: Rc::default(),
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Toggle(entry) if self.open.contains(&entry) => {
                self.open.retain(|open| *open != entry)
            }
            Msg::Toggle(entry) => self.open.push(entry),
            Msg::Show(entry) => {
                if !self.open.contains(&entry) {
                    self.open.push(entry);
                }
                if let Some(name) = self
                    .list
                    .cast::<Element>()
                    .and_then(|list| name_button(&list, entry))
                {
                    let _ = name.focus();
                }
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let same_order = entries(&ctx.props().state).eq(entries(&old.state));
        // What was seen is on the screen until the next picture, however often the order changes.
        if !same_order && self.next_picture.borrow().is_none() {
            let rows = self.rows().into_iter();
            let seen = rows.map(|row| (row.clone(), host::top(&row))).collect();
            let painted = self.next_picture.clone();
            self.next_picture.replace(Some(host::before_paint(move || {
                host::glide(seen);
                painted.take();
            })));
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let on_show = ctx.link().callback(Msg::Show);
        let rows = ctx.props().state.ranking.rows().iter().map(|ranked| {
            let entry = ranked.entry;
            let on_toggle = ctx.link().callback(move |_| Msg::Toggle(entry));
            row(
                ctx.props(),
                ranked,
                self.open.contains(&entry),
                on_toggle,
                &on_show,
            )
        });
        html! {
            <ol part="ranking" class="ranking" role="list" aria-label={text::RANKING} ref={&self.list}>{ for rows }</ol>
        }
    }
}

impl RankingPanel {
    fn rows(&self) -> Vec<HtmlElement> {
        let children = self.list.cast::<Element>().map(|list| list.children());
        let children = children
            .iter()
            .flat_map(|rows| (0..rows.length()).filter_map(|place| rows.item(place)));
        children.filter_map(|row| row.dyn_into().ok()).collect()
    }
}

/// The entries as they stand in the ranking.
fn entries(state: &State) -> impl Iterator<Item = EntryIndex> {
    state.ranking.rows().iter().map(|row| row.entry)
}

/// The button with an entry's name, by which its details open.
fn name_button(list: &Element, entry: EntryIndex) -> Option<HtmlElement> {
    list.query_selector(&format!("#{}", name_id(entry)))
        .ok()??
        .dyn_into()
        .ok()
}
