use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::robustness::IntervalEnd;
use weigh_in_core::text::format_tenths;
use weigh_in_core::weights::Weight;
use yew::prelude::*;

use crate::widget::markup::{attr, flag_attr, text_node};
use crate::widget::view::View;

/// Renders the weight stability interval on a slider: the range in which the leader stays first, and the challengers at
/// its ends.
pub(in crate::widget::panels) fn stability_interval(
    view: &View,
    criterion: CriterionIndex,
) -> Html {
    let comparison = &*view.model.comparison;
    let report = view.model.report.as_ref();
    let Some(lead) = report.and_then(|report| report.lead()) else {
        return Html::default();
    };
    let session = &view.state.session;
    let (weights, locks) = (&session.weights, &session.locks);
    // The range of the slider under the locks; the range of a locked slider is shown as if it were unlocked.
    let (min, max) = if locks.contains(criterion) {
        (Weight::ZERO, Weight::MAX)
    } else {
        weights.limits(criterion, locks)
    };
    let ends @ [low, high] =
        lead.stability_intervals[usize::from(criterion.0)].ends(weights, locks, criterion);
    let sentences = view
        .texts
        .stability_interval(comparison, lead.leader, &ends);
    let weight = |end: Option<IntervalEnd>, default: Weight| {
        let default = f64::from(default.hundredths()) / 100.0;
        format_tenths(end.map_or(default, |end| end.weight))
    };
    let end_label = |side: &'static str, end: Option<IntervalEnd>| {
        let Some(end) = end else {
            return html! { <span /> };
        };
        let number = view.texts.number(format_tenths(end.weight));
        let challenger = comparison.entry(end.challenger);
        let label = if side == "below" {
            format!("‹ {number} {}", challenger.name)
        } else {
            format!("{} {number} ›", challenger.name)
        };
        html! { <span data-end={side} data-challenger={attr(&challenger.id)}>{ text_node(&label) }</span> }
    };
    html! {
        <>
            <i class="stability-interval" part="stability-interval" data-low={flag_attr(low.is_some())} data-high={flag_attr(high.is_some())}
                ~style={format!("--low: {}; --high: {}", weight(low, min), weight(high, max))} />
            <span class="ends" aria-hidden="true">{ end_label("below", low) }{ end_label("above", high) }</span>
            <span class="visually-hidden" id={attr(&format!("stability-interval-{}", criterion.0))}>{ text_node(&sentences) }</span>
        </>
    }
}
