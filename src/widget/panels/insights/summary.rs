use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::facts::{self, Facts, facts, is_same, study};
use super::ranks::Ranks;
use crate::widget::host;
use crate::widget::markup::{opener, value, words};
use crate::widget::view::View;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link::Hideable;
use weigh_in_core::model::Shared;
use weigh_in_core::model::{self, State};
use weigh_in_core::robustness::{Acceptability, Contenders, Firmness, Nearby, level_on_top};
use weigh_in_core::text;
use weigh_in_core::text::Texts;

/// Above the ranking: how firm it is, in words, with the shares of weightings that are worked out when there is time.
pub(in crate::widget::panels) fn summary(view: &View) -> Html {
    let View {
        model,
        state,
        texts,
        dispatch,
        ..
    } = *view;
    let before = &model.before;
    let is_moved = before.session.weights != state.session.weights;
    let leader = |state: &State| state.shown.rows().first().map(|row| row.entry);
    let former = leader(before).filter(|_| is_moved);
    html! {
        <Summary texts={texts.clone()} comparison={model.comparison.clone()} state={state.clone()}
            is_new={former.is_some() && former != leader(state)}
            is_hidden={view.hides(Hideable::Insights)} refresh={dispatch.reform(|()| model::Event::Refresh)} show={dispatch.reform(model::Event::Show)} />
    }
}

struct Summary {
    /// The search for those that could be first among many entries, until it is over.
    contenders: Option<Contenders>,
    /// How often the leader stays first near to the present weights; `None` if that is too much to work out.
    nearby: Option<Nearby>,
    /// Whether work has begun for the present weights and filter.
    is_begun: bool,
    /// The next slice of work.
    work: Option<Timeout>,
    /// Whether all that was to be worked out is there.
    is_done: bool,
    /// Whether the table of all ranks is open.
    is_open: bool,
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    state: Shared<State>,
    /// Whether the present movement has made another entry first.
    is_new: bool,
    /// Whether nothing of it is shown: the property `insights` counts on the work all the same.
    is_hidden: bool,
    /// Draws the sliders anew.
    refresh: Callback<()>,
    /// Shows an entry's details.
    show: Callback<EntryIndex>,
}

enum Msg {
    Work,
    Toggle,
}

/// How long weights and filter rest before work begins, in milliseconds.
const REST: u32 = 150;
/// How long a slice of work may take, and how many entries are looked at or weightings counted before the clock is.
const SLICE: f64 = 8.0;
const ENTRIES: usize = 128;
const POINTS: u32 = 128;

impl Component for Summary {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let mut summary = Summary {
            contenders: None,
            nearby: None,
            is_begun: false,
            work: None,
            is_done: false,
            is_open: false,
        };
        summary.begin(ctx);
        summary
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &Props) -> bool {
        let (before, state) = (&before.state, &ctx.props().state);
        if !Rc::ptr_eq(&before.passing, &state.passing) {
            self.contenders = None;
        }
        if !is_same(before, state) {
            self.begin(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Work => {
                self.work(ctx);
                self.is_done
            }
            Msg::Toggle => {
                self.is_open = !self.is_open;
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            texts,
            comparison,
            state,
            show,
            is_new,
            is_hidden,
            ..
        } = ctx.props();
        if *is_hidden || state.session.weights.are_zero() || state.shown.count() < 2 {
            return Html::default();
        }
        let facts = facts(comparison, state, false);
        let told = facts
            .as_ref()
            .map(|facts| verdict(texts, comparison, state, facts, *is_new));
        let study = study(comparison, state, false);
        let known = study.as_ref().map(|study| study.borrow());
        let is_told = known.as_ref().is_none_or(|study| study.is_some());
        let counted = known
            .as_ref()
            .and_then(|study| study.as_ref())
            .filter(|study| study.is_done());
        let shares = counted
            .zip(facts.as_ref())
            .filter(|_| self.is_done)
            .map(|(study, facts)| self.shares(texts, comparison, study, facts));
        let toggle = ctx.link().callback(|_: MouseEvent| Msg::Toggle);
        html! {
            <>
                if is_told {
                    <div class="verdict">{ for told }</div>
                    <div class="shares">
                        <p part="shares">
                            if let Some(shares) = shares { { shares } } else { <span class="late">{ words(texts.get(text::COUNTING)) }</span> }
                        </p>
                        { opener("ranks-button", texts.get(text::ALL_RANKS), self.is_open, toggle) }
                    </div>
                    if !state.session.locks.is_empty() { <p class="note">{ words(texts.get(text::BANDS_WITH_LOCKS)) }</p> }
                    if self.is_open { <Ranks texts={texts.clone()} comparison={comparison.clone()} study={study.clone().filter(|_| counted.is_some())} show={show} /> }
                } else {
                    <p class="verdict">{ words(texts.get(text::TOO_MANY)) }</p>
                }
            </>
        }
    }
}

impl Summary {
    /// Leaves what was worked out for other weights or another filter, and begins anew when these have come to rest.
    fn begin(&mut self, ctx: &Context<Self>) {
        self.nearby = None;
        self.is_begun = false;
        self.is_done = false;
        self.work_after(ctx, REST);
    }

    /// Works for a slice of time.
    fn work(&mut self, ctx: &Context<Self>) {
        let Props {
            comparison,
            state,
            refresh,
            ..
        } = ctx.props();
        let end = host::now() + SLICE;
        let contenders = self.contenders.take();
        if study(comparison, state, false).is_none() {
            let begin = || facts::contenders(comparison, state);
            let mut contenders = contenders.unwrap_or_else(begin);
            while !contenders.advance(comparison, ENTRIES) {
                if host::now() > end {
                    self.contenders = Some(contenders);
                    self.work_after(ctx, 0);
                    return;
                }
            }
            facts::begin(comparison, state, contenders);
            self.work_after(ctx, 0);
            return;
        }
        let could_be_drawn =
            facts(comparison, state, false).is_some_and(|facts| facts.shift.get().is_some());
        let facts = facts(comparison, state, true);
        if facts.is_some() && !could_be_drawn {
            refresh.emit(());
        }
        let study = study(comparison, state, true);
        let done = study.is_none_or(|study| {
            let mut study = study.borrow_mut();
            let Some(study) = &mut *study else {
                return true;
            };
            if !self.is_begun {
                self.is_begun = true;
                let contenders: Vec<EntryIndex> = study.contenders().collect();
                let weights = &state.session.weights;
                self.nearby = facts
                    .and_then(|facts| Nearby::new(comparison, &contenders, weights, facts.leader));
            }
            loop {
                let nearby = self.nearby.as_mut();
                let is_done = nearby.is_none_or(|nearby| nearby.advance(comparison, POINTS))
                    && study.advance(comparison, POINTS);
                if is_done || host::now() > end {
                    break is_done;
                }
            }
        });
        self.is_done = done;
        if !done {
            self.work_after(ctx, 0);
        }
    }

    /// Lets a slice of work follow after so many milliseconds.
    fn work_after(&mut self, ctx: &Context<Self>, milliseconds: u32) {
        let work = ctx.link().callback(|()| Msg::Work);
        self.work = Some(Timeout::new(milliseconds, move || work.emit(())));
    }

    /// How often the leader is first: of all weightings, and near to the present one.
    fn shares(
        &self,
        texts: &Texts,
        comparison: &Comparison,
        study: &Acceptability,
        facts: &Facts,
    ) -> Html {
        let first = study.first(facts.leader);
        let nearby = self
            .nearby
            .as_ref()
            .map(|nearby| texts.nearby(nearby.share()));
        let leader = comparison.entry(facts.leader);
        html! { <>{ words(&texts.first_of_all(leader, &first, facts.always)) }{ words(" ") }{ words(&nearby.unwrap_or_default()) }</> }
    }
}

/// How firm the ranking is, and on what it hangs.
fn verdict(
    texts: &Texts,
    comparison: &Comparison,
    state: &State,
    facts: &Facts,
    is_new: bool,
) -> Html {
    let name = |entry: EntryIndex| &*comparison.entry(entry).name;
    let told = facts.shift.get().map(|shift| {
        let firmness = Firmness::new(shift.as_ref(), facts.is_open);
        let (id, label) = match firmness {
            Firmness::Thread => ("thread", text::THREAD),
            Firmness::Fair => ("fair", text::FAIR),
            Firmness::Firm => ("firm", text::FIRM),
        };
        let firsts = state.shown.firsts();
        let level = level_on_top(
            comparison,
            facts.leader,
            firsts,
            shift.as_ref(),
            facts.always,
        );
        let why = match (shift, level) {
            (Some(_), Some(level)) => {
                texts.fill(text::LEVEL_ON_TOP, &[facts.leader, level].map(name))
            }
            (Some(shift), None) => {
                let points = texts.number(text::tenths_of(shift.points()));
                let criterion = |index| &*comparison.criterion(index).name;
                let [from, to] = [shift.from, shift.to].map(criterion);
                texts.fill(text::SHIFT, &[&points, from, to, name(shift.rival)])
            }
            (None, Some(level)) => texts.fill(text::LEVEL_ALWAYS, &[facts.leader, level].map(name)),
            (None, None) if facts.always => texts.fill(text::ALWAYS_FIRST, &[name(facts.leader)]),
            (None, None) => texts.fill(text::NO_SHIFT, &[name(facts.leader)]),
        };
        let gaps = if facts.is_open {
            texts.get(text::GAPS_COULD)
        } else {
            ""
        };
        (id, texts.get(label), format!("{why} {gaps}"))
    });
    let (id, label, why) = told.unwrap_or_default();
    html! {
        <p part="verdict" data-firmness={value(id)}>
            <span class="head">if !label.is_empty() { <b class="firmness">{ words(label) }</b> }
                if is_new { <strong key={facts.leader.0} part="now-first" class="now-first">{ words(&texts.fill(text::NOW_FIRST, &[name(facts.leader)])) }</strong> }
            </span>
            <span class="why">{ words(&why) }</span>
        </p>
    }
}
