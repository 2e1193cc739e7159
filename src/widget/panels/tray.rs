use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Event, ResultsView};
use weigh_in_core::session::{Action, Session};
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, bool_attr, flag_attr, live_text};
use crate::widget::view::View;

/// Renders the entries selected for comparison, with buttons that remove them, and the button that compares them.
pub(super) fn tray(view: &View) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let compared = &view.state.session.compared;
    let entries = compared.iter().map(|&index| {
        let entry = comparison.entry(index);
        // The pressed button disappears, and with the last one the tray.
        let remove = view.dispatch.reform(move |event: MouseEvent| {
            host::transfer_focus(&event, ".widget", ".sentence");
            Event::Apply(Action::ToggleCompared(index))
        });
        html! {
            <button key={index.0} type="button" class="chip" data-remove={attr(&entry.id)} aria-label={texts.remove_from_comparison(entry)}
                onclick={remove}><span>{ live_text(&entry.name) }</span>{ live_text(" ×") }</button>
        }
    });
    let show = view.on_click(ResultsView::Comparison, Event::ShowResults);
    html! {
        <div part="tray" class="tray" data-covered={flag_attr(view.model.weights_panel.covers_tray)} role="group" aria-label={attr(texts.get(text::COMPARISON))}>
            <div class="chips">{ for entries }</div>
            <button type="button" part="sliders-button" class="link" onclick={view.on_click(true, Event::CoverTray)}>{ live_text(texts.get(text::SLIDERS)) }</button>
            <button type="button" part="compare-button" class="button" disabled={compared.len() < 2} onclick={show}>{ live_text(&texts.compare(compared.len())) }</button>
        </div>
    }
}

/// Renders the button that brings the tray of a narrow widget back in place of the sliders.
pub(super) fn tray_tab(view: &View) -> Html {
    let label = view.texts.compare(view.state.session.compared.len());
    html! { <button type="button" class="tab tray-tab" onclick={view.on_click(false, Event::CoverTray)}>{ live_text(&label) }</button> }
}

/// Renders the button that selects an entry for comparison, or removes it. Without room for another one it is left out.
pub(super) fn compare_toggle(view: &View, index: EntryIndex) -> Html {
    let (texts, compared) = (view.texts, &view.state.session.compared);
    let is_compared = compared.contains(&index);
    let is_full = compared.len() == Session::MAX_COMPARED;
    if view.hides(HideablePanel::Compare) || is_full && !is_compared {
        return Html::default();
    }
    let label = texts.select_for_comparison(view.model.comparison.entry(index));
    html! {
        <button type="button" part="compare-toggle" class="compare-toggle link" aria-pressed={bool_attr(is_compared)} aria-label={label} aria-keyshortcuts="C"
            onclick={view.apply_on_click(Action::ToggleCompared(index))}>{ live_text(if is_compared { "✓ " } else { "+ " }) }{ live_text(texts.get(text::COMPARE)) }</button>
    }
}
