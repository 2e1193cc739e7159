//! The panel of the ranking: a row per entry, which glides to its place.

mod row;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::render::AnimationFrame;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use self::row::{name_id, row};
use crate::comparison::EntryIndex;
use crate::session::{Action, Session};
use crate::widget::markup::button;
use crate::widget::panels::Panels;
use crate::widget::store::State;
use crate::widget::{Shared, Store, host, text};

/// The entries in their order.
pub(super) struct RankingPanel {
    list: NodeRef,
    /// What had the focus when the order changed.
    focused: Option<HtmlElement>,
    /// The picture in which rows will start to glide to new places, until it is painted.
    next_picture: Rc<RefCell<Option<AnimationFrame>>>,
}

#[derive(Properties)]
pub(super) struct Props {
    pub(super) store: Rc<Store>,
    pub(super) state: Shared<State>,
    /// What shows details, when it is loaded.
    pub(super) panels: Option<Shared<Panels>>,
    pub(super) has_failed: bool,
    /// Try again to load it.
    pub(super) on_again: Callback<MouseEvent>,
    pub(super) act: Callback<Action>,
    pub(super) look: Callback<Action>,
}

pub(super) enum Msg {
    /// Open an entry's details and go there.
    Show(EntryIndex),
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
            && self.panels == other.panels
            && self.has_failed == other.has_failed
    }
}

impl Component for RankingPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        RankingPanel {
            list: NodeRef::default(),
            focused: None,
            next_picture: Rc::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, Msg::Show(entry): Msg) -> bool {
        let Props { state, look, .. } = ctx.props();
        if !state.session.open.contains(&entry) {
            look.emit(Action::ToggleOpen(entry));
        }
        if let Some(list) = self.list.cast() {
            host::go_to(&list, &format!("#{}", name_id(entry)));
        }
        false
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let same_order = entries(&ctx.props().state).eq(entries(&old.state));
        if !same_order {
            self.focused = self
                .list
                .cast()
                .and_then(|list| host::focused_within(&list));
        }
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
        let props = ctx.props();
        let on_show = ctx.link().callback(Msg::Show);
        let shown = props.state.shown.rows();
        let most = props.state.session.rows as usize;
        let rows = shown.iter().take(most).map(|ranked| {
            let entry = ranked.entry;
            let on_toggle = props.look.reform(move |_| Action::ToggleOpen(entry));
            row(props, ranked, on_toggle, &on_show)
        });
        let page = Session::PAGE as usize;
        html! {
            <>
                <ol part="ranking" class="ranking" role="list" aria-label={text::RANKING} ref={&self.list}>{ for rows }</ol>
                if shown.len() > most {
                    { button("more", &text::more(page.min(shown.len() - most)), props.look.reform(|_| Action::ShowMore)) }
                }
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if let Some(focused) = self.focused.take() {
            host::keep_focus(&focused);
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
    state.shown.rows().iter().map(|row| row.entry)
}
