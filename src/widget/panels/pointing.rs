use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::model::{Event, Shared};
use yew::prelude::*;

use crate::widget::host;

/// While rendered, reports to the model which criterion's name the pointer or the visible focus is on.
pub(super) struct Pointing {
    anchor: NodeRef,
    /// Reports the state of the next frame.
    schedule: Rc<dyn Fn()>,
    listeners: Vec<EventListener>,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) comparison: Shared<Comparison>,
    /// Always the same callback.
    pub(super) dispatch: Callback<Event>,
}

impl Component for Pointing {
    type Message = ();
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props {
            comparison,
            dispatch,
        } = ctx.props();
        let (comparison, dispatch) = (comparison.clone(), dispatch.clone());
        let anchor = NodeRef::default();
        let element = anchor.clone();
        let report: Rc<dyn Fn()> = Rc::new(move || {
            let selector = ".name:is(:hover, :focus-visible)";
            let anchor = element.cast();
            let id = anchor.and_then(|anchor| host::criterion_matching(&anchor, selector));
            let criterion = id.and_then(|id| comparison.criterion_by_id(&id));
            dispatch.emit(Event::PointAt(criterion));
        });
        let frame = RefCell::new(None);
        // Firefox changes `:hover` after the event.
        let schedule = Rc::new(move || {
            let report = report.clone();
            frame.replace(Some(host::on_next_frame(move || report())));
        });
        Pointing {
            anchor,
            schedule,
            listeners: Vec::new(),
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! { <i hidden=true ref={&self.anchor} /> }
    }

    fn rendered(&mut self, _: &Context<Self>, is_first: bool) {
        if !is_first {
            return;
        }
        (self.schedule)();
        let schedule = self.schedule.clone();
        // Leaves the widget.
        self.listeners
            .extend(host::listen("pointerover", move |_| schedule()));
        // Events between two elements of the shadow tree do not leave it.
        let root = self.anchor.get().map(|anchor| anchor.get_root_node());
        for (root, event) in root
            .iter()
            .flat_map(|root| ["pointerover", "focusin", "focusout"].map(|event| (root, event)))
        {
            let schedule = self.schedule.clone();
            self.listeners
                .push(EventListener::new(root, event, move |_| schedule()));
        }
    }
}
