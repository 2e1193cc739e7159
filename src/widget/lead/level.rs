use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Event, ResultsView};
use weigh_in_core::robustness::Robustness;
use weigh_in_core::text;
use yew::prelude::*;

use super::whose_weights::reset_button;
use crate::widget::markup::{attr, bool_attr, flag_attr, live_text, text_node};
use crate::widget::view::View;

/// Renders how clear the lead is, and the button that opens the panel with the reasons; without any weights, the button
/// that restores the published ones.
pub(super) fn level(view: &View) -> Html {
    let (model, texts) = (view.model, view.texts);
    if view.state.session.weights.are_zero() {
        return reset_button(view, text::USE_PUBLISHED);
    }
    if view.hides(HideablePanel::Robustness) || view.state.shown.entry_count() < 2 {
        return Html::default();
    }
    let report = model.report.as_ref();
    if report.is_some_and(|report| report.potential_winners.is_too_many()) {
        return html! { <span class="note">{ live_text(texts.get(text::TOO_MANY_ENTRIES)) }</span> };
    }
    let is_pending = report.is_some_and(|report| {
        let lead = report.lead();
        lead.is_none_or(|lead| lead.verdict.is_pending())
    });
    let level = model.lead_level;
    let rests_on_inferred_scores = level.is_some_and(|level| level.rests_on_inferred_scores);
    let is_open = model.results == ResultsView::Robustness;
    let results = if is_open {
        ResultsView::Ranking
    } else {
        ResultsView::Robustness
    };
    let toggle = view.on_click(results, Event::ShowResults);
    html! {
        <>
            if let Some(level) = level {
                <b part="verdict" data-robustness={attr(Robustness::name(level.robustness))} data-pending={flag_attr(is_pending)}
                    ~textContent={texts.fill(text::SENTENCE, &[texts.robustness(level.robustness)])} />
            }
            if rests_on_inferred_scores {
                { live_text(" ") }
                <span class="note full">{ text_node(texts.get(text::LEAD_INFERRED)) }</span>
                <span class="note short">{ text_node(texts.get(text::LEAD_INFERRED_SHORT)) }</span>
            }
            { live_text(" ") }
            <button type="button" part="robustness-button" class="link" aria-expanded={bool_attr(is_open)} onclick={toggle}>
                if rests_on_inferred_scores {
                    <span class="full">{ text_node(texts.get(text::HOW_SURE)) }</span>
                    <span class="short">{ text_node(texts.get(text::HOW_SURE_SHORT)) }</span>
                } else {
                    { live_text(texts.get(text::HOW_SURE)) }
                }
            </button>
        </>
    }
}
