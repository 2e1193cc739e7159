use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::{Event, PanelsEvent};
use weigh_in_core::robustness::NearestWeights;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, button, hue, live_text};
use crate::widget::view::View;

/// Renders the nearest winning weights of an entry, in its details.
pub(in crate::widget::panels) fn path_panel(view: &View, entry: EntryIndex) -> Html {
    let (model, state) = (view.model, view.state);
    if state.shown.leaders().any(|first| first == entry) || state.session.weights.are_zero() {
        return Html::default();
    }
    let name = &*model.comparison.entry(entry).name;
    let question = view.texts.fill(text::PATH_BUTTON, &[name]);
    // The pressed button disappears.
    let search = view.dispatch.reform(move |event: MouseEvent| {
        host::transfer_focus(&event, ".path", "[role='status']");
        Event::Panels(PanelsEvent::FindNearestWeights(entry))
    });
    let nearest = model.nearest_weights(entry);
    let has_button = nearest.is_none() && !model.is_animating_to(entry);
    html! {
        <div part="path" class="path" role="group">
            if has_button { { button("path-button", &question, search) } }
            <div role="status" tabindex="-1">{ for nearest.map(|nearest| answer(view, entry, nearest)) }</div>
        </div>
    }
}

fn answer(view: &View, entry: EntryIndex, nearest: &NearestWeights) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let session = &view.state.session;
    let sentence = texts.nearest_weights(comparison, entry, nearest);
    let NearestWeights::Reachable { weights, .. } = nearest else {
        return html! { <p data-obstacle={attr("")}>{ live_text(&sentence) }</p> };
    };
    let apply = view.dispatch.reform(move |event: MouseEvent| {
        host::transfer_focus(&event, ".entry", ".entry-name");
        Event::Panels(PanelsEvent::ApplyNearestWeights {
            entry,
            animated: !host::prefers_reduced_motion(),
        })
    });
    let changes = texts.weight_changes(comparison, &session.weights, weights);
    let changed = changes.iter().map(|&(index, ref change)| {
        let criterion = comparison.criterion(index);
        html! { <li data-hue={hue(index)}><i class="swatch" />{ live_text(&criterion.name) }{ live_text(" ") }<span class="figures">{ live_text(change) }</span></li> }
    });
    html! {
        <>
            <p>{ live_text(&sentence) }</p>
            <ul class="weight-changes">{ for changed }</ul>
            if !session.locks.is_empty() { <p class="note">{ live_text(texts.get(text::UNLOCKS)) }</p> }
            { button("apply-path", texts.get(text::APPLY_PATH), apply) }
        </>
    }
}
