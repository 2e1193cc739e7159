use weigh_in_core::model;
use weigh_in_core::session::Action;
use weigh_in_core::text;
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, live_text};
use crate::widget::view::View;

/// The value of the option for the reader's own weights.
const CUSTOM: &str = "custom";

/// Renders the choice of weights to start from: the published weights, equal weights, and those of the data set.
pub(super) fn presets(view: &View) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let weights = &view.state.session.weights;
    let fixed = [
        (
            "published",
            texts.get(text::PUBLISHED),
            comparison.published_weights(),
            "",
        ),
        (
            "equal",
            texts.get(text::EQUAL),
            Weights::equal(comparison.criteria.len()),
            "",
        ),
    ];
    let own = comparison.presets.iter();
    let own = own.map(|preset| {
        (
            &*preset.id,
            &*preset.name,
            preset.weights.clone(),
            &*preset.note,
        )
    });
    let presets: Vec<(&str, &str, Weights, &str)> = fixed.into_iter().chain(own).collect();
    let selected = presets.iter().position(|preset| preset.2 == *weights);
    let note = selected.map_or("", |index| presets[index].3);
    let choices: Vec<Weights> = presets.iter().map(|preset| preset.2.clone()).collect();
    let choose = view.dispatch.reform(move |event: Event| {
        let index: usize = host::field_text(&event).parse().unwrap_or_default();
        model::Event::Apply(Action::SetWeights(
            choices[index.min(choices.len() - 1)].clone(),
        ))
    });
    let options = presets.iter().enumerate().map(|(index, (id, name, ..))| {
        html! { <option value={attr(&index.to_string())} data-preset={attr(id)} selected={selected == Some(index)} ~textContent={*name} /> }
    });
    html! {
        <>
            <label>{ live_text(texts.get(text::PRESETS)) }{ live_text(" ") }
                // The attribute `selected` of an option decides only until a reader has chosen one.
                <select part="preset" onchange={choose} ~value={selected.map_or_else(|| CUSTOM.to_owned(), |index| index.to_string())}>
                    if selected.is_none() { <option value={CUSTOM} selected=true disabled=true ~textContent={texts.get(text::CUSTOM)} /> }
                    { for options }
                </select>
            </label>
            if !note.is_empty() { <p class="note">{ live_text(note) }</p> }
        </>
    }
}
