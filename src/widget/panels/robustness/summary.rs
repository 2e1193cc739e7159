use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::Event;
use weigh_in_core::robustness::{Lead, Robustness};
use weigh_in_core::text;
use yew::prelude::*;

use super::rank_table::RankTable;
use crate::widget::markup::{attr, disclosure_button, text_node};
use crate::widget::view::View;

/// Renders the robustness of the ranking in words, with the leader's share of all sets of weights once that is
/// computed.
pub(in crate::widget::panels) fn summary(view: &View) -> Html {
    let (model, state, texts) = (view.model, view.state, view.texts);
    let comparison = &model.comparison;
    let is_hidden = view.hides(HideablePanel::Robustness) || state.session.weights.are_zero();
    let is_shown = !is_hidden && state.shown.entry_count() > 1;
    let Some(report) = model.report.as_ref().filter(|_| is_shown) else {
        return Html::default();
    };
    if report.potential_winners.is_too_many() {
        return html! { <p class="verdict">{ text_node(texts.get(text::TOO_MANY_ENTRIES)) }</p> };
    }
    let verdict = report.lead().map(|lead| verdict(view, lead));
    let shares = texts
        .leader_shares(comparison, report)
        .filter(|_| report.is_complete());
    let toggle = view.on_click((), |()| Event::ToggleRankTable);
    html! {
        <>
            <div class="verdict">{ for verdict }</div>
            <div class="shares">
                <p part="shares">
                    if let Some(shares) = shares { { text_node(&shares) } } else { <span class="late">{ text_node(texts.get(text::COUNTING)) }</span> }
                </p>
                { disclosure_button("rank-table-button", texts.get(text::ALL_RANKS), model.is_rank_table_open, toggle) }
            </div>
            if !report.locks.is_empty() { <p class="note">{ text_node(texts.get(text::STABILITY_INTERVALS_WITH_LOCKS)) }</p> }
            if model.is_rank_table_open { <RankTable texts={texts.clone()} comparison={comparison.clone()} report={report.clone()} dispatch={view.dispatch.clone()} /> }
        </>
    }
}

/// Renders the level of the lead, and what it depends on.
fn verdict(view: &View, lead: &Lead) -> Html {
    let (model, texts, comparison) = (view.model, view.texts, &view.model.comparison);
    let verdict = lead.verdict.ready();
    let level = verdict.map(|verdict| model.lead_level(verdict));
    let id = level.map_or("", |level| Robustness::name(level.robustness));
    let label = level.map(|level| texts.robustness(level.robustness));
    let why = verdict.map(|verdict| texts.verdict(comparison, lead, verdict));
    let is_inferred = level.is_some_and(|level| level.rests_on_inferred_scores);
    html! {
        <p part="verdict" data-robustness={attr(id)}>
            <span class="head">if let Some(label) = label { <b class="robustness-level">{ text_node(label) }</b> }
                if model.has_new_leader() { <strong key={lead.leader.0} part="new-leader" class="new-leader">{ text_node(&texts.new_leader(comparison, lead.leader)) }</strong> }
            </span>
            <span class="why">{ text_node(&why.unwrap_or_default()) }if is_inferred { { text_node(" ") }{ text_node(texts.get(text::LEAD_INFERRED)) } }</span>
        </p>
    }
}
