use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk, ResultsView, Shared, State};
use yew::prelude::*;

use crate::widget::driver::Driver;
use crate::widget::filters::filters;
use crate::widget::footer::footer;
use crate::widget::header::header;
use crate::widget::host;
use crate::widget::lead::lead;
use crate::widget::markup::flag_attr;
use crate::widget::panels::Panels;
use crate::widget::ranking::{AnimatedRows, entries, ranking};
use crate::widget::view::View;
use crate::widget::weights::weights;

/// The root component: renders the model, and dispatches what happens on the page as events.
pub(crate) struct App {
    rows: AnimatedRows,
    /// The latest state that was rendered or is about to be.
    rendered: Shared<State>,
    /// The number of slices that are rendered or are about to be.
    slices: u8,
    /// The task that renders the next slice.
    next_slice: Option<Timeout>,
    /// Always the same callback, so that properties compare as equal.
    dispatch: Callback<model::Event>,
    _listeners: ([Option<EventListener>; 2], Option<EventListener>),
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) driver: Rc<Driver>,
    /// `true` to spread the first rendering over several tasks, so that none takes long on a slow phone: the widget is
    /// hidden until then.
    pub(crate) in_slices: bool,
}

/// The number of slices: what is around the panels, the weights, and the ranking.
const SLICES: u8 = 3;

/// A reason to render.
pub(crate) enum Render {
    /// A change of the model.
    Changed,
    /// The turn of the next slice.
    NextSlice,
}

impl Component for App {
    type Message = Render;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let driver = &ctx.props().driver;
        driver.connect(ctx.link().callback(|()| Render::Changed));
        let dispatcher = driver.clone();
        let dispatch = Callback::from(move |event| dispatcher.dispatch(event));
        // Back, Forward, links and the address bar change the page's URL.
        let navigation = ["popstate", "hashchange"].map(|name| {
            let driver = driver.clone();
            host::listen(name, move |_| driver.dispatch(model::Event::Navigate))
        });
        let pointed = driver.clone();
        let pointer_down = host::listen("pointerdown", move |event| {
            if let Some(panels) = pointed.panels.get() {
                (panels.close_outside)(&pointed, event);
            }
            pointed.dispatch(model::Event::PointerDown);
        });
        App {
            rows: AnimatedRows::default(),
            rendered: driver.model().state.clone(),
            slices: if ctx.props().in_slices { 1 } else { SLICES },
            next_slice: None,
            dispatch,
            _listeners: (navigation, pointer_down),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, render: Render) -> bool {
        if let Render::NextSlice = render {
            self.slices += 1;
        }
        let state = ctx.props().driver.model().state.clone();
        if !entries(&state).eq(entries(&self.rendered)) {
            let panels = ctx.props().driver.panels.get();
            self.rows
                .prepare_move(panels.map(|panels| panels.animate_rows));
        }
        self.rendered = state;
        // A widget that others have damaged is replaced.
        ctx.props().driver.page.watch(false)
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let driver = &ctx.props().driver;
        let model = &*driver.model();
        let view = &View {
            model,
            state: &model.state,
            texts: &model.texts,
            panels: driver.panels.get(),
            extras: driver.extras.get(),
            dispatch: &self.dispatch,
        };
        let session = &model.state.session;
        let is_guide_open = session.panels.guide && !view.hides(HideablePanel::Guide);
        // A guide that was open is hidden, so that its checkboxes keep their state.
        let has_guide = is_guide_open
            || model.guide_was_open && view.extras.is_some() && !view.hides(HideablePanel::Guide);
        let pressed = driver.clone();
        let onkeydown = move |event: KeyboardEvent| {
            if let Some(panels) = pressed.panels.get() {
                (panels.handle_key)(&pressed, &event);
            }
        };
        html! {
            <div class="widget" ref={&driver.root} data-many={flag_attr(model.has_many_criteria())} {onkeydown}
                onpointerover={self.dispatch.reform(|_: PointerEvent| model::Event::Interest)}
                onfocusin={self.dispatch.reform(|_: FocusEvent| model::Event::Interest)}>
                { header(view) }
                if !model.notices.is_empty() { { view.panel_or_placeholder("notice", Chunk::Panels, view.panels.map(|panels| (panels.notices)(view))) } }
                { lead(view) }
                <div class="panels" data-tray={flag_attr(view.has_tray())} data-filtering={flag_attr(model.is_filter_sheet_open)}>
                    if self.slices > 1 { { weights(view) } }
                    <div class="results">if self.slices == SLICES { { results(view, &self.rows) } }</div>
                    { view.late(|panels| (panels.overlays)(view)) }
                </div>
                if has_guide { { view.panel_or_placeholder("guide", Chunk::Extras, view.extras.map(|extras| (extras.guide)(view, is_guide_open))) } }
                if let Some(dialog) = &model.embed { { view.panel_or_placeholder("embed", Chunk::Extras, view.extras.map(|extras| (extras.embed)(view, dialog))) } }
                <p part="announcement" class="visually-hidden" role="status" ~textContent={&*model.announcement} />
                { footer(view) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let driver = &ctx.props().driver;
        driver.page.watch(true);
        if self.slices < SLICES {
            let link = ctx.link().clone();
            let render = move || link.send_message(Render::NextSlice);
            self.next_slice = Some(Timeout::new(0, render));
            return;
        }
        self.rows.restore_focus();
        driver.move_focus(&self.rows);
        if self.next_slice.take().is_some() || first_render {
            driver.start();
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().driver.stop();
    }
}

/// Renders the ranking, or the panel in its place.
fn results(view: &View, rows: &AnimatedRows) -> Html {
    let panel = |name, render: fn(&Panels) -> fn(&View) -> Html| {
        let content = view.panels.map(|panels| render(panels)(view));
        view.panel_or_placeholder(name, Chunk::Panels, content)
    };
    match view.model.results {
        ResultsView::Robustness if !view.hides(HideablePanel::Robustness) => {
            panel("robustness", |panels| panels.robustness)
        }
        ResultsView::Comparison if !view.hides(HideablePanel::Compare) => {
            panel("compare", |panels| panels.compare)
        }
        _ => html! { <>{ filters(view) }{ ranking(view, rows) }</> },
    }
}
