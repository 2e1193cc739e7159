use std::rc::Rc;

use gloo::render::AnimationFrame;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::{self, Analyzer, Shared, State};
use weigh_in_core::robustness::{PathToFirst, Report};
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

struct Way {
    /// What was found for the present weights.
    found: Option<PathToFirst>,
    /// The weights go to those that were found.
    walk: Option<Walk>,
}

/// Weights on their way to others.
struct Walk {
    from: Weights,
    to: Weights,
    /// When it began, in milliseconds.
    since: f64,
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
    Step,
}

/// How long the weights take to move, in milliseconds.
const WALK: f64 = 700.0;

impl Component for Way {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Way {
            found: None,
            walk: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let (old, new) = (&before.state, &ctx.props().state);
        let weights = &new.session.weights;
        if old.session.weights != *weights || !Rc::ptr_eq(&old.passing, &new.passing) {
            self.found = None;
        }
        // A reader who moves a weight has other plans.
        if self.walk.as_ref().is_some_and(|walk| walk.at != *weights) {
            self.walk = None;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Props {
            comparison,
            state,
            report,
            entry,
            dispatch,
            ..
        } = ctx.props();
        let weights = &state.session.weights;
        match msg {
            Msg::Ask => {
                self.found = Some(Analyzer::path(comparison, state, report.as_ref(), *entry));
                true
            }
            Msg::Accept => {
                if let Some(PathToFirst::Way { weights: to, .. }) = self.found.take() {
                    if host::prefers_less_motion() {
                        dispatch.emit(model::Event::Reorder {
                            weights: to,
                            committed: true,
                        });
                    } else {
                        self.walk = Some(Walk {
                            from: weights.clone(),
                            to,
                            since: host::now(),
                            at: weights.clone(),
                            _next: next(ctx),
                        });
                    }
                }
                true
            }
            Msg::Step => {
                if let Some(walk) = &mut self.walk {
                    let part = ((host::now() - walk.since) / WALK).min(1.0);
                    let committed = part == 1.0;
                    let weights = between(&walk.from, &walk.to, part);
                    if committed {
                        self.walk = None;
                    } else {
                        walk.at = weights.clone();
                        walk._next = next(ctx);
                    }
                    dispatch.emit(model::Event::Reorder { weights, committed });
                }
                false
            }
        }
    }

    /// Details that are closed on the way do not leave it half gone.
    fn destroy(&mut self, ctx: &Context<Self>) {
        if let Some(Walk { to: weights, .. }) = self.walk.take() {
            let committed = true;
            ctx.props()
                .dispatch
                .emit(model::Event::Reorder { weights, committed });
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            texts,
            comparison,
            state,
            entry,
            ..
        } = ctx.props();
        let name = &*comparison.entry(*entry).name;
        if state.shown.firsts().any(|first| first == *entry) || state.session.weights.are_zero() {
            return Html::default();
        }
        // What is pressed goes away.
        let ask = ctx.link().callback(|event: MouseEvent| {
            host::hand_focus(&event, ".way", "[role='status']");
            Msg::Ask
        });
        let told = self.found.as_ref().map(|found| told(ctx, found));
        html! {
            <div part="way" class="way" role="group">
                if told.is_none() && self.walk.is_none() { { button("way-button", &texts.fill(text::WHAT_WOULD, &[name]), ask) } }
                <div role="status" tabindex="-1">{ for told }</div>
            </div>
        }
    }
}

fn next(ctx: &Context<Way>) -> AnimationFrame {
    let step = ctx.link().callback(|()| Msg::Step);
    host::before_paint(move || step.emit(()))
}

/// The weights so far on the way, with little speed at both ends.
fn between(from: &Weights, to: &Weights, part: f64) -> Weights {
    let eased = part * part * (3.0 - 2.0 * part);
    let pairs = from.iter().zip(to.iter());
    let weight = |((_, from), (_, to)): ((_, Weight), (_, Weight))| {
        let (from, to) = (f64::from(from.hundredths()), f64::from(to.hundredths()));
        let hundredths = (from + (to - from) * eased).round() as u16;
        Weight::from_hundredths(hundredths).unwrap_or(Weight::MAX)
    };
    pairs.map(weight).collect()
}

fn told(ctx: &Context<Way>, found: &PathToFirst) -> Html {
    let Props {
        texts,
        comparison,
        state,
        entry,
        ..
    } = ctx.props();
    let sentence = texts.path(comparison, *entry, found);
    let PathToFirst::Way { weights, .. } = found else {
        return html! { <p data-obstacle={value("")}>{ words(&sentence) }</p> };
    };
    let accept = ctx.link().callback(|event: MouseEvent| {
        host::hand_focus(&event, ".entry", ".entry-name");
        Msg::Accept
    });
    let changes = texts.weight_changes(comparison, &state.session.weights, weights);
    let moved = changes.iter().map(|&(index, ref change)| {
        let criterion = comparison.criterion(index);
        html! { <li data-hue={hue(index)}><i class="swatch" />{ words(&criterion.name) }{ words(" ") }<span class="figures">{ words(change) }</span></li> }
    });
    html! {
        <>
            <p>{ words(&sentence) }</p>
            <ul class="moved">{ for moved }</ul>
            if !state.session.locks.is_empty() { <p class="note">{ words(texts.get(text::UNLOCKS)) }</p> }
            { button("accept-way", texts.get(text::ACCEPT_WAY), accept) }
        </>
    }
}
