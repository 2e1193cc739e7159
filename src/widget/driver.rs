use std::any::Any;
use std::cell::{Cell, OnceCell, Ref, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use weigh_in_core::model::{
    Chunk, Effect, ElementEvent, Event, Focus, LoadState, Model, Shared, update,
};
use weigh_in_core::text::WeightsOwner;
use yew::prelude::*;

use crate::widget::extras::{self, Extras};
use crate::widget::panels::{self, Panels};
use crate::widget::ranking::AnimatedRows;
use crate::widget::{LateDetails, Page, host};

thread_local! {
    /// `true` once any widget has loaded the panels, so that another one gets them without a request.
    static HAS_PANELS: Cell<bool> = const { Cell::new(false) };
}

/// Passes the events of a widget to its model, and runs the effects on the page.
pub(crate) struct Driver {
    model: RefCell<Model>,
    details: LateDetails,
    pub(super) page: Shared<Page>,
    pub(super) panels: OnceCell<Panels>,
    pub(super) extras: OnceCell<Extras>,
    /// The latest timer of each kind, indexed by `Timer`.
    timers: [RefCell<Option<Timeout>>; 3],
    /// The frame that an animation waits for.
    frame: RefCell<Option<Box<dyn Any>>>,
    /// The target of the focus, once it is rendered.
    focus: RefCell<Option<Focus>>,
    /// The callback that renders the widget; `None` unless it is mounted.
    render: RefCell<Option<Callback<()>>>,
    /// The outermost element of the widget, which gives access to its shadow tree.
    pub(super) root: NodeRef,
}

impl PartialEq for Driver {
    /// Compares by identity.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Driver {
    pub(crate) fn new(model: Model, details: LateDetails, page: Shared<Page>) -> Driver {
        Driver {
            model: RefCell::new(model),
            details,
            page,
            panels: OnceCell::new(),
            extras: OnceCell::new(),
            timers: Default::default(),
            frame: RefCell::default(),
            focus: RefCell::default(),
            render: RefCell::default(),
            root: NodeRef::default(),
        }
    }

    /// Borrows the current model.
    pub(crate) fn model(&self) -> Ref<'_, Model> {
        self.model.borrow()
    }

    /// Returns the page's URL with the widget's state.
    pub(crate) fn share_url(&self) -> String {
        self.model().share_url(&self.page.now().url)
    }

    /// Returns the element's property `robustness`; `undefined` until the panels are loaded, which this begins.
    pub(crate) fn robustness(self: &Rc<Self>) -> JsValue {
        self.dispatch(Event::Interest);
        self.panels.get().map_or(JsValue::UNDEFINED, |panels| {
            panels
                .analysis
                .borrow_mut()
                .robustness_property(&self.model())
        })
    }

    /// Registers the callback that renders every change.
    pub(super) fn connect(&self, render: Callback<()>) {
        self.render.replace(Some(render));
    }

    /// Cancels timers and further renderings.
    pub(super) fn stop(&self) {
        self.render.take();
        self.frame.take();
        self.timers.iter().for_each(|timer| drop(timer.take()));
    }

    /// Moves the focus to its pending target. The target stays pending while the chunk that renders it loads.
    pub(super) fn move_focus(&self, rows: &AnimatedRows) {
        let Some(focus) = self.focus.take() else {
            return;
        };
        let focus_match = |selector| {
            let root = self.root.cast();
            root.is_some_and(|root| host::focus_match(&root, selector))
        };
        // Not borrowed any longer, since a focused slider dispatches an event.
        let (panels, extras) = (self.model().panels, self.model().extras);
        let (selector, chunk) = match focus {
            Focus::Comparison => ("#compare", Some(panels)),
            Focus::Guide => ("#guide", Some(extras)),
            Focus::Robustness => ("#robustness", Some(panels)),
            Focus::RobustnessButton => ("[part='robustness-button']", None),
            // With a single entry, the button that compares is disabled.
            Focus::Tray if focus_match(".tray > .button:enabled") => return,
            Focus::Tray => (".tray .chip", None),
            Focus::Filters => (".filter-sheet", Some(panels)),
            Focus::Slider => (".weight[data-selected] .slider", None),
            Focus::Entry(entry) => return rows.focus_entry(entry),
        };
        let is_waiting = !focus_match(selector) && chunk == Some(LoadState::Pending);
        if is_waiting {
            self.focus.replace(Some(focus));
        }
    }

    /// Dispatches the first event, once the widget is rendered.
    pub(crate) fn start(self: &Rc<Self>) {
        self.dispatch(Event::Ready);
        if HAS_PANELS.get() {
            self.dispatch(Event::Interest);
        }
    }

    /// Updates the model with an event, and runs the effects.
    pub(crate) fn dispatch(self: &Rc<Self>, event: Event) {
        let effects = update(&mut self.model.borrow_mut(), event, &self.page.now());
        for effect in effects {
            self.run(effect);
        }
    }

    fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Render => {
                if let Some(render) = &*self.render.borrow() {
                    render.emit(());
                }
            }
            Effect::WriteUrl(url, step) => {
                self.page.write_url(&url, step);
                self.dispatch(Event::UrlWritten);
            }
            Effect::Emit(event) => self.page.emit(match event {
                ElementEvent::Ready => "ready",
                ElementEvent::Input => "input",
                ElementEvent::Change => "change",
            }),
            Effect::Schedule(timer, millis) => {
                let driver = Rc::downgrade(self);
                let fire = move || {
                    if let Some(driver) = driver.upgrade() {
                        driver.dispatch(Event::TimerFired(timer));
                    }
                };
                self.timers[timer as usize].replace(Some(Timeout::new(millis, fire)));
            }
            Effect::Analyze => self.analyze(false),
            Effect::AdvanceAnalysis => self.analyze(true),
            Effect::RequestFrame => {
                let frame = self.panels.get().map(|panels| (panels.request_frame)(self));
                self.frame.replace(frame);
            }
            Effect::LoadChunk(chunk) => self.load(chunk),
            Effect::Focus(focus) => drop(self.focus.replace(Some(focus))),
            Effect::CopyLink(link) => self.dispatch_after(async move {
                let copied = host::copy(link.clone()).await;
                Event::LinkCopied { link, copied }
            }),
            Effect::EmbedDialog(effect) => {
                if let Some(extras) = self.extras.get() {
                    (extras.run_embed_dialog)(self, effect);
                }
            }
            Effect::OpenShareSheet(link) => {
                let title = self.model().comparison.title.clone();
                let text = self.model().lead_sentence(WeightsOwner::Unknown);
                let driver = self.clone();
                spawn_local(async move {
                    if !host::open_share_sheet(title, text, link).await {
                        driver.dispatch(Event::CopyLink);
                    }
                });
            }
            Effect::SaveFile(format, link) => {
                let saved = self
                    .extras
                    .get()
                    .is_some_and(|extras| (extras.save)(format, &self.model(), &link));
                self.dispatch(Event::FileSaved(saved));
            }
        }
    }

    /// Starts the robustness analysis, or continues it if `advances`, and dispatches its report, if the panels are
    /// loaded.
    fn analyze(self: &Rc<Self>, advances: bool) {
        if let Some(panels) = self.panels.get() {
            let analyzed = panels.analysis.borrow_mut().run(&self.model(), advances);
            self.dispatch(analyzed);
        }
    }

    fn load(self: &Rc<Self>, chunk: Chunk) {
        let driver = self.clone();
        self.dispatch_after(async move {
            let loaded = match chunk {
                Chunk::Panels => panels::fetch().await.ok().map(|panels| {
                    HAS_PANELS.set(true);
                    let panels = driver.panels.get_or_init(|| panels);
                    (panels.styles, panels.late_update, panels.unpack_details)
                }),
                Chunk::Extras => extras::fetch().await.ok().map(|extras| {
                    let extras = driver.extras.get_or_init(|| extras);
                    (extras.styles, extras.late_update, extras.unpack_details)
                }),
            };
            let Some((styles, late_update, unpack_details)) = loaded else {
                return Event::ChunkFailed(chunk);
            };
            if let Some(root) = driver.root.cast() {
                host::adopt_styles(&root, styles);
            }
            if driver.model().details.is_none() {
                let details = unpack_details(&driver.details, &driver.model().comparison);
                driver.dispatch(Event::DetailsLoaded(details));
            }
            Event::ChunkLoaded(late_update)
        });
    }

    /// Dispatches the event that a future resolves to. The future is boxed so that the code around it is compiled once.
    pub(super) fn dispatch_after(self: &Rc<Self>, future: impl Future<Output = Event> + 'static) {
        let driver = self.clone();
        let future: Pin<Box<dyn Future<Output = Event>>> = Box::pin(future);
        spawn_local(async move {
            let event = future.await;
            driver.dispatch(event);
        });
    }
}
