use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::robustness::{IntervalEnd, variance_share};
use weigh_in_core::text::format_tenths;
use weigh_in_core::weights::Weight;
use yew::prelude::*;

use crate::widget::markup::{flag_attr, live_text};
use crate::widget::view::View;

/// Renders the weight stability interval on the slider in use: the range in which the leader stays first.
pub(in crate::widget::panels) fn stability_interval(
    view: &View,
    criterion: CriterionIndex,
) -> Html {
    let report = view.model.report.as_ref();
    let Some(lead) = report.and_then(|report| report.lead()) else {
        return Html::default();
    };
    let session = &view.state.session;
    let (weights, locks) = (&session.weights, &session.locks);
    let interval = &lead.stability_intervals[usize::from(criterion.0)];
    let [low, high] = interval.ends(weights, locks, criterion);
    // The range of the slider under the locks; the range of a locked slider is shown as if it were unlocked.
    let (min, max) = if locks.contains(criterion) {
        (Weight::ZERO, Weight::MAX)
    } else {
        weights.limits(criterion, locks)
    };
    let weight = |end: Option<IntervalEnd>, default: Weight| {
        let default = f64::from(default.hundredths()) / 100.0;
        format_tenths(end.map_or(default, |end| end.weight))
    };
    html! {
        <i class="stability-interval" part="stability-interval" data-low={flag_attr(low.is_some())} data-high={flag_attr(high.is_some())}
            ~style={format!("--_wi-low: {}; --_wi-high: {}", weight(low, min), weight(high, max))} />
    }
}

/// Renders the hints below the slider in use: which entry leads outside the stability interval, how much of the
/// differences the criterion decides, and how many of its scores are inferred.
pub(in crate::widget::panels) fn slider_hints(view: &View, criterion: CriterionIndex) -> Html {
    let (model, state, texts) = (view.model, view.state, view.texts);
    let comparison = &model.comparison;
    let lead = model.report.as_ref().and_then(|report| report.lead());
    let lead = lead.filter(|_| !view.hides(HideablePanel::Robustness));
    let interval = lead.map(|lead| {
        let interval = &lead.stability_intervals[usize::from(criterion.0)];
        let ends = interval.ends(&state.session.weights, &state.session.locks, criterion);
        texts.stability_hint(comparison, lead.leader, interval, ends[1].is_some())
    });
    let entries: Vec<_> = state.matching_entries().collect();
    let decided = variance_share(comparison, &state.session.weights, &entries, criterion);
    let decided = decided.map(|decided| texts.variance_share(state.shares[criterion], decided));
    let inferred = texts.inferred_scores(comparison, criterion);
    html! {
        <>
            <span part="stability-hint">{ for interval.map(|interval| live_text(&interval)) }</span>
            { live_text(" ") }
            <span part="variance-hint">{ for decided.map(|decided| live_text(&decided)) }</span>
            // Chromium leaves out a space of its own, since the parts are inserted from the last to the first.
            if !inferred.is_empty() { <span part="inferred-hint">{ live_text(&[" ", &inferred].concat()) }</span> }
        </>
    }
}
