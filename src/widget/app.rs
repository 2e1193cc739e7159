use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use crate::session::Action;
use crate::widget::address::Navigation;
use crate::widget::header::{Status, header};
use crate::widget::markup::words;
use crate::widget::ranking::RankingPanel;
use crate::widget::store::State;
use crate::widget::weights::{Move, WeightsPanel};
use crate::widget::{Address, Page, Store, host, text};

/// The whole widget.
pub(crate) struct App {
    status: Status,
    _navigation: Vec<EventListener>,
}

#[derive(Properties)]
pub(crate) struct Props {
    pub(crate) store: Rc<Store>,
    pub(crate) page: Rc<Page>,
    pub(crate) address: Rc<Address>,
}

pub(crate) enum Msg {
    /// A reader moved a weight.
    Move(Move),
    /// A reader went back to what was published.
    Reset,
    /// A reader asked for the link.
    Share,
    /// The link is on the clipboard, or could not be put there.
    Shared { link: String, copied: bool },
    /// The page's URL may have changed.
    Navigate,
    /// The store was changed from outside.
    Refresh,
}

impl PartialEq for Props {
    /// A widget keeps its store, page and address for life.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.store, &other.store)
    }
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let navigate = ctx.link().callback(|()| Msg::Navigate);
        App {
            status: Status::Quiet,
            _navigation: ctx.props().page.on_navigation(move || navigate.emit(())),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Props {
            store,
            page,
            address,
        } = ctx.props();
        match msg {
            Msg::Move(Move {
                criterion,
                weight,
                committed,
            }) => {
                store.apply(Action::SetWeight(criterion, weight));
                address.moved(criterion, committed, store.link_unless_at_start());
                self.status = Status::Quiet;
                page.emit(if committed { "change" } else { "input" });
            }
            Msg::Reset => {
                store.apply(Action::Reset);
                address.jumped(store.link_unless_at_start());
                self.status = Status::Said(text::RESET_DONE);
                page.emit("change");
            }
            Msg::Share => {
                let link = address.link(&store.link());
                ctx.link().send_future(async move {
                    let copied = host::copy(link.clone()).await;
                    Msg::Shared { link, copied }
                });
                return false;
            }
            Msg::Shared { link, copied } => {
                self.status = if copied {
                    Status::Said(text::COPIED)
                } else {
                    Status::Link(link)
                };
            }
            Msg::Navigate => match address.navigated() {
                Navigation::To(link) => {
                    let before = store.state();
                    store.follow(link.as_deref());
                    if store.state().session != before.session {
                        self.status = Status::Quiet;
                        page.emit("change");
                    }
                }
                Navigation::Elsewhere => return false,
            },
            Msg::Refresh => {}
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { store, address, .. } = ctx.props();
        let state = store.state();
        html! {
            <div class="widget">
                { header(&store.comparison, &self.status, address.is_shared().then(|| ctx.link().callback(|_| Msg::Share))) }
                { notices(&state) }
                <div class="panels">
                    <WeightsPanel comparison={store.comparison.clone()} state={state.clone()}
                        on_move={ctx.link().callback(Msg::Move)} on_reset={ctx.link().callback(|_| Msg::Reset)} />
                    <RankingPanel store={store.clone()} {state} />
                </div>
                if !store.comparison.disclaimer.is_empty() {
                    <footer class="footer">{ words(&store.comparison.disclaimer) }</footer>
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            ctx.props().page.emit("ready");
        }
    }
}

/// What keeps the ranking from being what the reader may expect.
fn notices(state: &State) -> Html {
    html! {
        <div part="notice" class="notice" role="status">
            { for state.notices.iter().map(|notice| html! { <p>{ words(&text::notice(notice)) }</p> }) }
            if !state.ranking.is_claimed() { <p>{ words(text::ALL_ZERO) }</p> }
        </div>
    }
}
