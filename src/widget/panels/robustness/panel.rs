use weigh_in_core::text;
use yew::prelude::*;

use super::rank_table::RankTable;
use crate::widget::markup::{attr, live_text};
use crate::widget::view::View;

/// Renders the panel that takes the place of the ranking: what the lead depends on, and how often each entry takes each
/// rank.
pub(in crate::widget::panels) fn panel(view: &View) -> Html {
    let (model, texts, comparison) = (view.model, view.texts, &view.model.comparison);
    let Some(report) = &model.report else {
        return Html::default();
    };
    let lead = report.lead();
    let verdict = lead.and_then(|lead| Some((lead, lead.verdict.ready()?)));
    let reason = verdict.map(|(lead, verdict)| texts.verdict(comparison, lead, verdict));
    let is_inferred = model
        .lead_level
        .is_some_and(|level| level.rests_on_inferred_scores);
    let inferred = texts.inferred_count(comparison);
    let shares = texts.leader_shares(comparison, report);
    let shares = shares.filter(|_| report.is_complete());
    let shares = shares.unwrap_or_else(|| texts.get(text::COUNTING).to_owned());
    let content = html! {
        <section part="robustness" class="robustness" aria-label={attr(texts.get(text::HOW_SURE))}>
            <h3 id="robustness" tabindex="-1">{ live_text(texts.get(text::HOW_SURE)) }</h3>
            if lead.is_some() {
                <ul>
                    if let Some(reason) = reason { <li part="reason">{ live_text(&reason) }</li> }
                    if !inferred.is_empty() { <li>{ live_text(&inferred) }if is_inferred { { live_text(" ") }{ live_text(texts.get(text::LEAD_INFERRED)) } }</li> }
                    <li part="shares">{ live_text(&shares) }</li>
                    if !report.locks.is_empty() { <li>{ live_text(texts.get(text::STABILITY_INTERVALS_WITH_LOCKS)) }</li> }
                </ul>
            }
            <RankTable texts={texts.clone()} comparison={comparison.clone()} report={report.clone()} dispatch={view.dispatch.clone()} />
        </section>
    };
    view.results_panel(content)
}
