use yew::prelude::*;

use super::facts::facts;
use crate::widget::markup::{presence, value, words};
use crate::widget::view::View;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::robustness::Fraction;
use weigh_in_core::session::Session;
use weigh_in_core::text::tenths_of;
use weigh_in_core::weights::Weight;

/// A place on a slider beyond which another entry is first.
pub(super) struct End {
    /// The weight, from 0 to 100.
    pub(super) weight: f64,
    pub(super) taker: EntryIndex,
}

/// The stretch of a slider in which the leader stays first, and who takes over at its ends.
pub(in crate::widget::panels) fn band(view: &View, criterion: CriterionIndex) -> Html {
    let comparison = &*view.model.comparison;
    let Some(facts) = facts(comparison, view.state, false) else {
        return Html::default();
    };
    let band = &facts.bands[usize::from(criterion.0)];
    let session = &view.state.session;
    // What locks leave to the slider; one that is locked itself could go anywhere.
    let (least, most) = if session.locks.contains(criterion) {
        (Weight::ZERO, Weight::MAX)
    } else {
        session.weights.limits(criterion, &session.locks)
    };
    let low = end(session, criterion, band.low, band.below);
    let high = end(session, criterion, band.high, band.above);
    let name = |entry: EntryIndex| &*comparison.entry(entry).name;
    let number = |end: &End| view.texts.number(tenths_of(end.weight));
    let told = view.texts.band(
        name(facts.leader),
        low.as_ref().map(|end| (number(end), name(end.taker))),
        high.as_ref().map(|end| (number(end), name(end.taker))),
    );
    let weight =
        |end: &Option<End>, default: f64| tenths_of(end.as_ref().map_or(default, |end| end.weight));
    let shown = |side: &'static str, end: &Option<End>| {
        let Some(end) = end else {
            return html! { <span /> };
        };
        let (number, name) = (number(end), name(end.taker));
        let label = if side == "below" {
            format!("‹ {number} {name}")
        } else {
            format!("{name} {number} ›")
        };
        html! { <span data-end={side} data-taker={value(&comparison.entry(end.taker).id)}>{ words(&label) }</span> }
    };
    html! {
        <>
            <i class="band" part="band" data-low={presence(low.is_some())} data-high={presence(high.is_some())}
                ~style={format!("--low: {}; --high: {}", weight(&low, number_of(least)), weight(&high, number_of(most)))} />
            <span class="ends" aria-hidden="true">{ shown("below", &low) }{ shown("above", &high) }</span>
            <span class="unseen" id={value(&format!("band-{}", criterion.0))}>{ words(&told) }</span>
        </>
    }
}

/// Where a slider stands when its criterion has a share of the total; `None` where nobody takes over, or only beyond
/// the slider's end.
pub(super) fn end(
    session: &Session,
    criterion: CriterionIndex,
    share: Fraction,
    taker: Option<EntryIndex>,
) -> Option<End> {
    let taker = taker?;
    let weights = session.weights.iter();
    let parts = weights.map(|(other, weight)| (other, number_of(weight)));
    let whole: f64 = parts.clone().map(|(_, part)| part).sum();
    let others = parts.filter(|&(other, _)| other != criterion);
    let others: f64 = others.map(|(_, part)| part).sum();
    let share = share.to_f64();
    // Where others are locked, the sum of all stays; otherwise the other weights do.
    let weight = if session.locks.iter().any(|other| other != criterion) {
        share * whole
    } else {
        share * others / (1.0 - share)
    };
    (weight <= 100.0).then_some(End { weight, taker })
}

fn number_of(weight: Weight) -> f64 {
    f64::from(weight.hundredths()) / 100.0
}
