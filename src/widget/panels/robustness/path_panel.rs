use std::rc::Rc;

use gloo::render::AnimationFrame;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::{self, Analyzer, Shared, State};
use weigh_in_core::robustness::{NearestWeights, Report};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::{Weight, Weights};
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{button, hue, value, words};
use crate::widget::view::View;

/// In an entry's details: what would put it first.
pub(in crate::widget::panels) fn way(view: &View, entry: EntryIndex) -> Html {
    html! {
        <Way texts={view.texts.clone()} comparison={view.model.comparison.clone()} state={view.state.clone()}
            report={view.model.report.clone()} {entry} dispatch={view.dispatch.clone()} />
    }
}

#[derive(Default)]
struct Way {
    /// What was found for the present weights.
    found: Option<NearestWeights>,
    /// The weights go to those that were found.
    rove_focus: Option<Walk>,
}

/// Weights on their way to others.
struct Walk {
    from: Weights,
    to: Weights,
    /// When the picture before its first step was painted, in milliseconds; `None` before that.
    since: Option<f64>,
    /// Where it is.
    at: Weights,
    _next: AnimationFrame,
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    state: Shared<State>,
    report: Option<Shared<Report>>,
    entry: EntryIndex,
    dispatch: Callback<model::Event>,
}

enum Msg {
    /// A reader wants to know.
    Ask,
    /// A reader wants the weights that were found.
    Accept,
    /// Another picture is about to be painted.
    HistoryEntry,
}

/// How long the weights take to move, in milliseconds.
const WALK: f64 = 700.0;

impl Component for Way {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Way::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let (old, new) = (&before.state, &ctx.props().state);
        let weights = &new.session.weights;
        if old.session.weights != *weights || !Rc::ptr_eq(&old.passing, &new.passing) {
            self.found = None;
        }
        // A reader who moves a weight has other plans.
        if self
            .rove_focus
            .as_ref()
            .is_some_and(|rove_focus| rove_focus.at != *weights)
        {
            self.rove_focus = None;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Ask => {
                let report = props.report.as_ref();
                let found = Analyzer::path(&props.comparison, &props.state, report, props.entry);
                self.found = Some(found);
            }
            Msg::Accept => {
                if let Some(NearestWeights::Reachable { weights: to, .. }) = self.found.take() {
                    if host::prefers_less_motion() {
                        set(ctx, to, true);
                    } else {
                        let from = props.state.session.weights.clone();
                        self.rove_focus = Some(Walk {
                            at: from.clone(),
                            from,
                            to,
                            since: None,
                            _next: next(ctx),
                        });
                    }
                }
            }
            Msg::HistoryEntry => {
                if let Some(rove_focus) = &mut self.rove_focus {
                    // A busy page paints late, and its reader sees the weights move all the same.
                    let Some(since) = rove_focus.since else {
                        rove_focus.since = Some(host::now());
                        rove_focus._next = next(ctx);
                        return false;
                    };
                    let part = ((host::now() - since) / WALK).min(1.0);
                    let weights = between(&rove_focus.from, &rove_focus.to, part);
                    if part < 1.0 {
                        rove_focus.at = weights.clone();
                        rove_focus._next = next(ctx);
                    } else {
                        self.rove_focus = None;
                    }
                    set(ctx, weights, part == 1.0);
                }
                return false;
            }
        }
        true
    }

    /// Details that are closed on the way do not leave it half gone.
    fn destroy(&mut self, ctx: &Context<Self>) {
        if let Some(rove_focus) = self.rove_focus.take() {
            set(ctx, rove_focus.to, true);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (state, entry) = (&ctx.props().state, ctx.props().entry);
        if state.shown.leaders().any(|first| first == entry) || state.session.weights.are_zero() {
            return Html::default();
        }
        let name = &*ctx.props().comparison.entry(entry).name;
        let question = ctx.props().texts.fill(text::WHAT_WOULD, &[name]);
        // What is pressed goes away.
        let ask = ctx.link().callback(|event: MouseEvent| {
            host::hand_focus(&event, ".path", "[role='status']");
            Msg::Ask
        });
        let told = self.found.as_ref().map(|found| told(ctx, found));
        html! {
            <div part="path" class="path" role="group">
                if told.is_none() && self.rove_focus.is_none() { { button("path-button", &question, ask) } }
                <div role="status" tabindex="-1">{ for told }</div>
            </div>
        }
    }
}

/// Sets the weights, for good if `committed`.
fn set(ctx: &Context<Way>, weights: Weights, committed: bool) {
    let event = model::Event::SetAllWeights { weights, committed };
    ctx.props().dispatch.emit(event);
}

fn next(ctx: &Context<Way>) -> AnimationFrame {
    let step = ctx.link().callback(|()| Msg::HistoryEntry);
    host::before_paint(move || step.emit(()))
}

/// The weights so far on the way, with little speed at both ends.
fn between(from: &Weights, to: &Weights, part: f64) -> Weights {
    let eased = part * part * (3.0 - 2.0 * part);
    let weights = from.iter().map(|(criterion, from)| {
        let [from, to] = [from, to[criterion]].map(|weight| f64::from(weight.hundredths()));
        Weight::nearest((from + (to - from) * eased) / 100.0).unwrap_or(Weight::MAX)
    });
    weights.collect()
}

fn told(ctx: &Context<Way>, found: &NearestWeights) -> Html {
    let (texts, comparison) = (&ctx.props().texts, &ctx.props().comparison);
    let session = &ctx.props().state.session;
    let sentence = texts.path(comparison, ctx.props().entry, found);
    let NearestWeights::Reachable { weights, .. } = found else {
        return html! { <p data-obstacle={value("")}>{ words(&sentence) }</p> };
    };
    let accept = ctx.link().callback(|event: MouseEvent| {
        host::hand_focus(&event, ".entry", ".entry-name");
        Msg::Accept
    });
    let changes = texts.weight_changes(comparison, &session.weights, weights);
    let moved = changes.iter().map(|&(index, ref change)| {
        let criterion = comparison.criterion(index);
        html! { <li data-hue={hue(index)}><i class="swatch" />{ words(&criterion.name) }{ words(" ") }<span class="figures">{ words(change) }</span></li> }
    });
    html! {
        <>
            <p>{ words(&sentence) }</p>
            <ul class="moved">{ for moved }</ul>
            if !session.locks.is_empty() { <p class="note">{ words(texts.get(text::UNLOCKS)) }</p> }
            { button("apply-path", texts.get(text::ACCEPT_WAY), accept) }
        </>
    }
}
