use std::pin::Pin;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::widget::address::Navigation;
use crate::widget::extras::{self, Extras, Format};
use crate::widget::fetch::Fetch;
use crate::widget::filters::filters;
use crate::widget::header::{Status, header};
use crate::widget::markup::{button, words};
use crate::widget::panels::{self, Panels, Reorder};
use crate::widget::ranking::{Rows, entries, ranking};
use crate::widget::store::State;
use crate::widget::view::View;
use crate::widget::weights::{Desk, Touch, weights};
use crate::widget::{Address, Page, Shared, Store, host};
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::link::Hideable;
use weigh_in_core::session::{Action, Session};
use weigh_in_core::session::{Moved, Step, Trail};
use weigh_in_core::text;

/// The whole widget.
pub(crate) struct App {
    status: Status,
    trail: Trail,
    /// What a screen reader is told of the last movement.
    announcement: String,
    /// Runs from a movement until it is told.
    telling: Option<Timeout>,
    panels: Fetch<Panels>,
    extras: Fetch<Extras>,
    /// Whether the code to embed is open.
    embeds: bool,
    desk: Desk,
    /// The same callback each time, so that what depends on little is not drawn anew at every step.
    act: Callback<Action>,
    rows: Rows,
    /// What is on the screen, or will be next.
    drawn: Shared<State>,
    /// Whether the guide keeps what is ticked in it.
    guide_was_open: bool,
    /// Whether the guide was opened and a reader has not been led to it yet.
    leads_to_guide: bool,
    /// The entry that a reader asked for and has not been led to yet.
    leads_to: Option<EntryIndex>,
    root: NodeRef,
    _listeners: Vec<EventListener>,
}

#[derive(Properties)]
pub(crate) struct Props {
    pub(crate) store: Rc<Store>,
    pub(crate) page: Shared<Page>,
    pub(crate) address: Rc<Address>,
}

pub(crate) enum Msg {
    /// A reader touched the control of a weight.
    Touch(CriterionIndex, Touch),
    /// A reader put the criteria into another order.
    Order(Reorder),
    /// A reader typed what to search for; for good if `committed`.
    Search { text: String, committed: bool },
    /// A reader did something else that changes the session.
    Act(Action),
    /// A reader opened or closed something: no change to undo.
    Look(Action),
    /// A reader took the last movement back.
    Undo,
    /// A reader asked for the link.
    Copy,
    /// A reader asked for the browser's share sheet.
    Share,
    /// The link is on the clipboard, or could not be put there.
    Copied { link: String, copied: bool },
    /// A reader is about to open one of the panels, or wants them to be tried once more.
    WantPanels,
    /// The panels are here, or could not be loaded.
    HasPanels(Option<Panels>),
    /// A reader wants the extras, and perhaps a file of them.
    WantExtras(Option<Format>),
    /// The extras are here, or could not be loaded.
    HasExtras(Option<Extras>, Option<Format>),
    /// A reader wants the code to embed, or not any more.
    Embed(bool),
    /// A reader wants to go to the comparison.
    GoToComparison,
    /// A reader wants the slider of another criterion on the mixing desk.
    Choose(CriterionIndex),
    /// A reader wants to know what a criterion measures, or not any more.
    Explain(CriterionIndex),
    /// A reader wants all weights in a narrow panel, or not any more.
    ToggleAll,
    /// A reader wants to see another entry's details.
    Show(EntryIndex),
    /// A reader has read what was told of the link.
    Dismiss,
    /// A while has passed since the last movement.
    Tell,
    /// A pointer was pressed somewhere on the page.
    Press,
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
        let mut listeners = ctx.props().page.on_navigation(move || navigate.emit(()));
        let root = NodeRef::default();
        let (within, press) = (root.clone(), ctx.link().callback(|()| Msg::Press));
        listeners.extend(host::on_press(move |event| {
            // A message may wait until the event has forgotten where it happened.
            if let Some(root) = within.cast() {
                host::close_menus(&root, event);
            }
            press.emit(());
        }));
        let drawn = ctx.props().store.state();
        let mut app = App {
            status: Status::Quiet,
            trail: Trail::default(),
            announcement: String::new(),
            telling: None,
            panels: Fetch::Unasked,
            extras: Fetch::Unasked,
            embeds: false,
            desk: Desk::new(&drawn.session),
            act: ctx.link().callback(Msg::Act),
            rows: Rows::default(),
            drawn,
            guide_was_open: false,
            leads_to_guide: false,
            leads_to: None,
            root,
            _listeners: listeners,
        };
        app.fetch_if_wanted(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Props {
            store,
            page,
            address,
        } = ctx.props();
        match msg {
            Msg::Touch(criterion, touch) => {
                let weight = store.state().session.weights[criterion];
                let known = store.comparison.criterion(criterion);
                if let Some((weight, committed)) =
                    self.desk[criterion].touched(touch, weight, known)
                {
                    let moved = Moved::Weight(criterion);
                    self.step(ctx, moved, committed, |since| Action::SetWeight {
                        criterion,
                        weight,
                        since: since.weights.clone(),
                    });
                    self.tell_soon(ctx);
                }
            }
            Msg::Order(Reorder { weights, committed }) => {
                self.step(ctx, Moved::Order, committed, |_| {
                    Action::SetWeights(weights)
                });
                self.tell_soon(ctx);
            }
            Msg::Search { text, committed } => {
                let mut filter = store.state().session.filter.clone();
                filter.search = text;
                self.step(ctx, Moved::Search, committed, |_| Action::Narrow(filter));
            }
            Msg::Act(action) => {
                store.record(store.state());
                let reset = action == Action::Reset;
                store.apply(action);
                self.jumped(ctx);
                if reset {
                    self.status = Status::Said(text::RESET_DONE);
                }
            }
            Msg::Look(action) => {
                let before = store.state().session.panels.guide;
                store.apply(action);
                self.leads_to_guide = !before && store.state().session.panels.guide;
                address.moved(Step::Same, true, store.link_unless_at_start());
            }
            Msg::Undo => {
                store.undo();
                self.jumped(ctx);
            }
            Msg::Copy => {
                let link = address.link(&store.link());
                spawn(ctx, async move {
                    let copied = host::copy(link.clone()).await;
                    Msg::Copied { link, copied }
                });
                return false;
            }
            Msg::Share => {
                host::open_share_sheet(&store.comparison.title, &address.link(&store.link()));
                return false;
            }
            Msg::Copied { link, copied } => {
                self.status = if copied {
                    Status::Said(text::COPIED)
                } else {
                    Status::Link(link)
                };
            }
            Msg::WantPanels => self.fetch_panels(ctx),
            Msg::HasPanels(panels) => {
                let insights = panels.as_ref().map(|panels| panels.insights);
                store.insights.set(insights);
                if let Some(panels) = &panels {
                    store.add_details(panels.bundled_details);
                }
                self.adopt(panels.as_ref().map(|panels| panels.styles));
                self.panels = panels.into();
            }
            Msg::WantExtras(format) => self.fetch_extras(ctx, format),
            Msg::HasExtras(extras, format) => {
                self.adopt(extras.as_ref().map(|extras| extras.styles));
                if let Some(extras) = &extras {
                    store.add_details(extras.bundled_details);
                }
                self.extras = extras.into();
                if let Some(format) = format {
                    self.save(ctx, format);
                }
            }
            Msg::Embed(open) => {
                self.embeds = open;
                self.fetch_extras(ctx, None);
            }
            Msg::GoToComparison => {
                if let Some(root) = self.root.cast() {
                    host::go_to(&root, "#compare");
                }
                return false;
            }
            Msg::Dismiss => store.dismiss_notices(),
            Msg::Tell => {
                self.telling = None;
                let told = self
                    .panels
                    .done()
                    .map(|panels| (panels.announcement)(store));
                self.announcement = told.unwrap_or_default();
                return true;
            }
            Msg::Navigate => match address.navigated() {
                Navigation::To(link) => {
                    let before = store.state();
                    store.follow(link.as_deref());
                    self.trail.interrupted();
                    if store.state().session != before.session {
                        store.record(before);
                        self.status = Status::Quiet;
                        self.tell_soon(ctx);
                        page.emit("change");
                    }
                }
                Navigation::Elsewhere => return false,
            },
            Msg::Press => {
                self.trail.pressed();
                return false;
            }
            Msg::Choose(criterion) => self.desk.chosen = criterion,
            Msg::Explain(criterion) => {
                let explained = self.desk.explained == Some(criterion);
                self.desk.explained = (!explained).then_some(criterion);
                self.fetch_panels(ctx);
            }
            Msg::ToggleAll => self.desk.expanded = !self.desk.expanded,
            Msg::Show(entry) => {
                let ranked = store.first_shown(App::MOST_LED_TO);
                let place = ranked.rows().iter().position(|row| row.entry == entry);
                while place.is_some_and(|place| place >= store.state().session.rows as usize) {
                    store.apply(Action::ShowMore);
                }
                if !store.state().session.open.contains(&entry) {
                    store.apply(Action::ToggleOpen(entry));
                }
                address.moved(Step::Same, true, store.link_unless_at_start());
                self.leads_to = Some(entry);
            }
            Msg::Refresh => {}
        }
        self.fetch_if_wanted(ctx);
        let state = store.state();
        if !entries(&state).eq(entries(&self.drawn)) {
            self.rows.about_to_move();
        }
        self.guide_was_open |= state.session.panels.guide;
        self.drawn = state;
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let view = &View {
            store: &ctx.props().store,
            state: &ctx.props().store.state(),
            texts: &ctx.props().store.texts,
            page: &ctx.props().page,
            panels: &self.panels,
            extras: &self.extras,
            is_shared: ctx.props().address.is_shared(),
            act: &self.act,
            look: link.callback(Msg::Look),
            link,
        };
        let (comparison, session) = (&view.store.comparison, &view.state.session);
        let reading = session.panels.guide && !view.hides(Hideable::Guide);
        let guide = |extras: &Extras| (extras.guide)(view, reading);
        let on_close = link.callback(|()| Msg::Embed(false));
        let embed = |extras: &Extras| (extras.embed)(view, &on_close);
        let compare = |panels: &Panels| (panels.compare)(view);
        let summary = self.panels.done().map(|panels| (panels.summary)(view));
        html! {
            <div class="widget" ref={&self.root}>
                { header(view, &self.status) }
                { notices(view) }
                <div class="panels">
                    { weights(view, &self.desk) }
                    <div class="results">
                        { filters(view) }
                        if view.hides(Hideable::Insights) { { for summary } } else { <div part="insights" class="insights">{ for summary }</div> }
                        { ranking(view, &self.rows) }
                        if session.compared.len() > 1 && !view.hides(Hideable::Compare) { { view.opened("compare", &self.panels, compare, view.on(|| Msg::WantPanels)) } }
                    </div>
                </div>
                if reading || self.guide_was_open { { view.opened("guide", &self.extras, guide, view.on(|| Msg::WantExtras(None))) } }
                if self.embeds { { view.opened("embed", &self.extras, embed, view.on(|| Msg::WantExtras(None))) } }
                <p part="announcement" class="unseen" role="status">{ words(&self.announcement) }</p>
                if !comparison.disclaimer.is_empty() {
                    <footer class="footer">{ words(&comparison.disclaimer) }</footer>
                }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        self.rows.moved();
        if let Some(entry) = self.leads_to.take() {
            self.rows.go_to(entry);
        }
        // It stands below everything else.
        if self.leads_to_guide
            && let Some(root) = self.root.cast()
            && host::go_to(&root, "#guide")
        {
            self.leads_to_guide = false;
        }
        if first_render {
            ctx.props().page.emit("ready");
            // What tells of movements is among them.
            self.fetch_panels(ctx);
        }
    }
}

impl App {
    /// How long after a movement it is told, in milliseconds.
    const PAUSE: u32 = 900;
    /// Down to which place a reader can be led to an entry: many more rows would take long to draw.
    const MOST_LED_TO: usize = 100;

    /// Carries out a step of a movement, given the session in which that began.
    fn step(
        &mut self,
        ctx: &Context<Self>,
        moved: Moved,
        committed: bool,
        action: impl FnOnce(&Session) -> Action,
    ) {
        let store = &ctx.props().store;
        let state = store.state();
        let mut step = self.trail.moved(moved, committed, host::now());
        let since = match step {
            Step::New => state.clone(),
            Step::Same => store.before(),
        };
        let action = action(&since.session);
        if step == Step::New {
            if store.would_change(&action) {
                store.record(state);
            } else {
                // A movement begins with what it changes.
                self.trail.interrupted();
                step = Step::Same;
            }
        }
        store.apply(action);
        self.moved(ctx, step, committed);
    }

    /// Something was moved by a step.
    fn moved(&mut self, ctx: &Context<Self>, step: Step, committed: bool) {
        let Props {
            store,
            page,
            address,
        } = ctx.props();
        address.moved(step, committed, store.link_unless_at_start());
        self.status = Status::Quiet;
        page.emit(if committed { "change" } else { "input" });
    }

    /// Something was changed at once.
    fn jumped(&mut self, ctx: &Context<Self>) {
        self.trail.interrupted();
        self.moved(ctx, Step::New, true);
        self.tell_soon(ctx);
    }

    /// Lets a screen reader know of the movement when it is over.
    fn tell_soon(&mut self, ctx: &Context<Self>) {
        self.announcement.clear();
        let tell = ctx.link().callback(|()| Msg::Tell);
        self.telling = Some(Timeout::new(App::PAUSE, move || tell.emit(())));
    }

    /// Fetches what something open needs, unless it has failed to come.
    fn fetch_if_wanted(&mut self, ctx: &Context<Self>) {
        let state = ctx.props().store.state();
        let session = &state.session;
        let panels = session.panels.order
            || session.compared.len() > 1
            || !session.open.is_empty()
            || !session.filter.parts().is_empty();
        if panels && !matches!(self.panels, Fetch::Failed) {
            self.fetch_panels(ctx);
        }
        if session.panels.guide && !matches!(self.extras, Fetch::Failed) {
            self.fetch_extras(ctx, None);
        }
    }

    fn fetch_panels(&mut self, ctx: &Context<Self>) {
        if !matches!(self.panels, Fetch::Done(_) | Fetch::Pending) {
            self.panels = Fetch::Pending;
            spawn(ctx, async { Msg::HasPanels(panels::fetch().await.ok()) });
        }
    }

    fn fetch_extras(&mut self, ctx: &Context<Self>, format: Option<Format>) {
        match (&self.extras, format) {
            (Fetch::Done(_), Some(format)) => self.save(ctx, format),
            (Fetch::Done(_), None) | (Fetch::Pending, None) => {}
            _ => {
                self.extras = Fetch::Pending;
                let fetch = async move { Msg::HasExtras(extras::fetch().await.ok(), format) };
                spawn(ctx, fetch);
            }
        }
    }

    /// Adds the look of what has been loaded.
    fn adopt(&self, styles: Option<&str>) {
        if let (Some(root), Some(styles)) = (self.root.cast(), styles) {
            host::adopt(&root, styles);
        }
    }

    fn save(&mut self, ctx: &Context<Self>, format: Format) {
        let Props { store, address, .. } = ctx.props();
        let link = address.is_shared().then(|| address.link(&store.link()));
        let saved = self
            .extras
            .done()
            .is_some_and(|extras| (extras.save)(format, store, &link.unwrap_or_default()));
        self.status = if saved {
            Status::Quiet
        } else {
            Status::Said(text::NOT_SAVED)
        };
    }
}

/// Lets a message follow when something is over. All futures are of one type here, so that the code
/// around them is there once.
fn spawn(ctx: &Context<App>, future: impl Future<Output = Msg> + 'static) {
    let future: Pin<Box<dyn Future<Output = Msg>>> = Box::pin(future);
    ctx.link().send_future(future);
}

/// What of the link that led here was left out.
fn notices(view: &View) -> Html {
    let notices = &view.state.notices;
    if notices.is_empty() {
        return Html::default();
    }
    html! {
        <div part="notice" class="notice" role="status">
            <div>{ for notices.iter().map(|notice| html! { <p>{ words(&view.texts.notice(notice)) }</p> }) }</div>
            { button("dismiss", view.texts.get(text::CLOSE), view.on(|| Msg::Dismiss)) }
        </div>
    }
}
