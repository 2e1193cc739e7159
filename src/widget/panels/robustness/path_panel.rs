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
use crate::widget::markup::{attr, button, hue, text_node};
use crate::widget::view::View;

/// In an entry's details: the nearest winning weights, which would put it first.
pub(in crate::widget::panels) fn path_panel(view: &View, entry: EntryIndex) -> Html {
    html! {
        <PathPanel texts={view.texts.clone()} comparison={view.model.comparison.clone()} state={view.state.clone()}
            report={view.model.report.clone()} {entry} dispatch={view.dispatch.clone()} />
    }
}

#[derive(Default)]
struct PathPanel {
    /// The result for the current weights; `None` until the reader asks for it.
    nearest: Option<NearestWeights>,
    /// Moves the weights to the nearest winning ones.
    animation: Option<WeightAnimation>,
}

/// A transition from some weights to others.
struct WeightAnimation {
    from: Weights,
    to: Weights,
    /// The time of the first frame, in milliseconds; `None` before it.
    started_at: Option<f64>,
    /// The weights of the last frame.
    current: Weights,
    _frame: AnimationFrame,
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
    /// Search for the nearest winning weights.
    Search,
    /// Set the weights to them.
    Apply,
    /// The next frame of the animation is about to be painted.
    Frame,
}

/// The duration of the animation, in milliseconds.
const ANIMATION_MILLIS: f64 = 700.0;

impl Component for PathPanel {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        PathPanel::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let (old, new) = (&before.state, &ctx.props().state);
        let weights = &new.session.weights;
        if old.session.weights != *weights || !Rc::ptr_eq(&old.matching, &new.matching) {
            self.nearest = None;
        }
        // A reader who changes a weight meanwhile stops the animation.
        if self
            .animation
            .as_ref()
            .is_some_and(|animation| animation.current != *weights)
        {
            self.animation = None;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Search => {
                let report = props.report.as_ref();
                let nearest =
                    Analyzer::nearest_weights(&props.comparison, &props.state, report, props.entry);
                self.nearest = Some(nearest);
            }
            Msg::Apply => {
                if let Some(NearestWeights::Reachable { weights: to, .. }) = self.nearest.take() {
                    if host::prefers_reduced_motion() {
                        set_weights(ctx, to, true);
                    } else {
                        let from = props.state.session.weights.clone();
                        self.animation = Some(WeightAnimation {
                            current: from.clone(),
                            from,
                            to,
                            started_at: None,
                            _frame: request_frame(ctx),
                        });
                    }
                }
            }
            Msg::Frame => {
                if let Some(animation) = &mut self.animation {
                    // Counts from the first frame, so that readers see the whole animation on a busy page, too.
                    let Some(started_at) = animation.started_at else {
                        animation.started_at = Some(host::now());
                        animation._frame = request_frame(ctx);
                        return false;
                    };
                    let progress = ((host::now() - started_at) / ANIMATION_MILLIS).min(1.0);
                    let weights = interpolate(&animation.from, &animation.to, progress);
                    if progress < 1.0 {
                        animation.current = weights.clone();
                        animation._frame = request_frame(ctx);
                    } else {
                        self.animation = None;
                    }
                    set_weights(ctx, weights, progress == 1.0);
                }
                return false;
            }
        }
        true
    }

    /// Completes an unfinished animation when the details are closed.
    fn destroy(&mut self, ctx: &Context<Self>) {
        if let Some(animation) = self.animation.take() {
            set_weights(ctx, animation.to, true);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (state, entry) = (&ctx.props().state, ctx.props().entry);
        if state.shown.leaders().any(|first| first == entry) || state.session.weights.are_zero() {
            return Html::default();
        }
        let name = &*ctx.props().comparison.entry(entry).name;
        let question = ctx.props().texts.fill(text::PATH_BUTTON, &[name]);
        // The pressed button disappears.
        let search = ctx.link().callback(|event: MouseEvent| {
            host::transfer_focus(&event, ".path", "[role='status']");
            Msg::Search
        });
        let answer = self.nearest.as_ref().map(|nearest| answer(ctx, nearest));
        html! {
            <div part="path" class="path" role="group">
                if answer.is_none() && self.animation.is_none() { { button("path-button", &question, search) } }
                <div role="status" tabindex="-1">{ for answer }</div>
            </div>
        }
    }
}

/// Sets the weights, as a change to undo if `committed`.
fn set_weights(ctx: &Context<PathPanel>, weights: Weights, committed: bool) {
    let event = model::Event::SetAllWeights { weights, committed };
    ctx.props().dispatch.emit(event);
}

fn request_frame(ctx: &Context<PathPanel>) -> AnimationFrame {
    let step = ctx.link().callback(|()| Msg::Frame);
    host::on_next_frame(move || step.emit(()))
}

/// Interpolates between weights, eased at both ends, where `progress` is from 0 to 1.
fn interpolate(from: &Weights, to: &Weights, progress: f64) -> Weights {
    let eased = progress * progress * (3.0 - 2.0 * progress);
    let weights = from.iter().map(|(criterion, from)| {
        let [from, to] = [from, to[criterion]].map(|weight| f64::from(weight.hundredths()));
        Weight::nearest((from + (to - from) * eased) / 100.0).unwrap_or(Weight::MAX)
    });
    weights.collect()
}

fn answer(ctx: &Context<PathPanel>, nearest: &NearestWeights) -> Html {
    let (texts, comparison) = (&ctx.props().texts, &ctx.props().comparison);
    let session = &ctx.props().state.session;
    let sentence = texts.nearest_weights(comparison, ctx.props().entry, nearest);
    let NearestWeights::Reachable { weights, .. } = nearest else {
        return html! { <p data-obstacle={attr("")}>{ text_node(&sentence) }</p> };
    };
    let apply = ctx.link().callback(|event: MouseEvent| {
        host::transfer_focus(&event, ".entry", ".entry-name");
        Msg::Apply
    });
    let changes = texts.weight_changes(comparison, &session.weights, weights);
    let changed = changes.iter().map(|&(index, ref change)| {
        let criterion = comparison.criterion(index);
        html! { <li data-hue={hue(index)}><i class="swatch" />{ text_node(&criterion.name) }{ text_node(" ") }<span class="figures">{ text_node(change) }</span></li> }
    });
    html! {
        <>
            <p>{ text_node(&sentence) }</p>
            <ul class="weight-changes">{ for changed }</ul>
            if !session.locks.is_empty() { <p class="note">{ text_node(texts.get(text::UNLOCKS)) }</p> }
            { button("apply-path", texts.get(text::APPLY_PATH), apply) }
        </>
    }
}
