use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Event, ResultsView};
use weigh_in_core::robustness::Robustness;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::markup::{attr, bool_attr, flag_attr, text_node};
use crate::widget::panels::whose_weights::reset_button;
use crate::widget::view::View;

/// Renders how clear the lead is, and the button that opens the panel with the reasons; without any weights, the button
/// that restores the published ones.
pub(in crate::widget::panels) fn level(view: &View) -> Html {
    let (model, texts) = (view.model, view.texts);
    if view.state.session.weights.are_zero() {
        return reset_button(view, text::USE_PUBLISHED);
    }
    if view.hides(HideablePanel::Robustness) {
        return Html::default();
    }
    let report = model.report.as_ref();
    let Some(report) = report.filter(|_| view.state.shown.entry_count() > 1) else {
        return Html::default();
    };
    if report.potential_winners.is_too_many() {
        return html! { <span class="note">{ text_node(texts.get(text::TOO_MANY_ENTRIES)) }</span> };
    }
    let Some(level) = model.lead_level else {
        return Html::default();
    };
    let is_pending = report.lead().is_none_or(|lead| lead.verdict.is_pending());
    let is_open = model.results == ResultsView::Robustness;
    let results = if is_open {
        ResultsView::Ranking
    } else {
        ResultsView::Robustness
    };
    let toggle = view.on_click(results, Event::ShowResults);
    html! {
        <>
            <b part="verdict" data-robustness={attr(Robustness::name(level.robustness))} data-pending={flag_attr(is_pending)}>{ text_node(&texts.fill(text::SENTENCE, &[texts.robustness(level.robustness)])) }</b>
            { text_node(" ") }
            if level.rests_on_inferred_scores { <span class="note">{ text_node(texts.get(text::LEAD_INFERRED)) }{ text_node(" ") }</span> }
            <button type="button" part="robustness-button" class="link" aria-expanded={bool_attr(is_open)} onclick={toggle}>{ text_node(texts.get(text::HOW_SURE)) }</button>
        </>
    }
}
