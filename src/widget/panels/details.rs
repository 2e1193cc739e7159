use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Event, PanelsEvent};
use weigh_in_core::ranking::{Contribution, Contributions, RankingRow};
use weigh_in_core::text;
use yew::prelude::*;

use super::robustness;
use crate::widget::host;
use crate::widget::markup::{attr, external_link, flag_attr, hue, live_text, source};
use crate::widget::view::View;

/// Renders the details of an entry: how its total is composed, what would put it first, and its facts.
pub(super) fn details(
    view: &View,
    &RankingRow { entry, standing }: &RankingRow,
    contributions: &Contributions,
) -> Html {
    let texts = view.texts;
    let columns = [
        texts.get(text::CRITERION),
        texts.get(text::SCORE),
        texts.get(text::SHARE_OF_TOTAL),
        texts.get(text::POINTS),
        texts.get(text::WHY),
    ];
    let total = standing
        .map(|standing| texts.number(standing.total.points()))
        .unwrap_or_default();
    html! {
        <div part="details" class="details">
            if let Some(strengths) = texts.strengths(&view.model.comparison, entry) { <p part="strengths">{ live_text(&strengths) }</p> }
            if !view.hides(HideablePanel::Compare) && view.state.shown.rows().len() > 1 { { compare_with(view, entry) } }
            <table>
                <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ live_text(column) }</th> }) }</tr></thead>
                <tbody>{ for contributions.iter().map(|contribution| criterion_row(view, entry, contribution)) }</tbody>
                <tfoot><tr><th scope="row" colspan="3">{ live_text(texts.get(text::TOTAL)) }</th>{ cell(live_text(&total)) }</tr></tfoot>
            </table>
            if !view.hides(HideablePanel::Robustness) { { robustness::path_panel(view, entry) } }
            <dl>{ for facts(view, entry) }</dl>
        </div>
    }
}

/// Renders the choice of another entry, which opens the comparison of the two.
fn compare_with(view: &View, entry: EntryIndex) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let others = view.state.shown.rows().iter().map(|row| row.entry);
    let others: Vec<EntryIndex> = others.filter(|&other| other != entry).collect();
    let options = others.iter().enumerate();
    let options = options.map(|(index, &other)| {
        let other = comparison.entry(other);
        html! { <option value={attr(&index.to_string())} data-with={attr(&other.id)} ~textContent={&*other.name} /> }
    });
    let label = texts.get(text::COMPARE_TO);
    let options =
        html! { <><option selected=true disabled=true ~textContent={label} />{ for options }</> };
    let dispatch = view.dispatch.clone();
    let choose = move |event: yew::Event| {
        let index: Option<usize> = host::field_text(&event).parse().ok();
        if let Some(&other) = index.and_then(|index| others.get(index)) {
            dispatch.emit(Event::Panels(PanelsEvent::Compare([entry, other])));
        }
    };
    html! { <select part="compare-with" aria-label={attr(label)} onchange={choose}>{ options }</select> }
}

fn criterion_row(view: &View, entry: EntryIndex, contribution: Contribution) -> Html {
    let (texts, comparison, details) = (view.texts, &view.model.comparison, view.model.details());
    let criterion = comparison.criterion(contribution.criterion);
    let score = comparison.score(contribution.criterion, entry);
    let reason = details.entry(entry).reason(contribution.criterion);
    let basis = reason.basis.map(|basis| texts.basis(basis, &reason.source));
    let inferred = comparison.is_inferred(contribution.criterion, entry);
    let why = html! {
        <><span data-inferred={flag_attr(inferred)}>{ live_text(&reason.why) }</span>{ source(&basis.unwrap_or_default()) }</>
    };
    let share = contribution.share.map(|share| texts.percent(share));
    html! {
        <tr data-criterion={attr(&criterion.id)} data-hue={hue(contribution.criterion)}>
            <th scope="row"><i class="swatch" />{ live_text(&criterion.name) }</th>
            { cell(live_text(&texts.score(score, criterion))) }
            { cell(live_text(&share.unwrap_or_default())) }
            { cell(live_text(&texts.contribution(contribution))) }
            { cell(why) }
        </tr>
    }
}

#[inline(never)]
fn cell(content: Html) -> Html {
    html! { <td>{ content }</td> }
}

/// Renders the facts about an entry in the data set, as a list of terms.
fn facts(view: &View, entry: EntryIndex) -> Vec<Html> {
    let (texts, comparison, details) = (view.texts, &view.model.comparison, view.model.details());
    let entry_details = details.entry(entry);
    let mut facts = Vec::new();
    let mut add = |term: &str, description: Html, is_present: bool| {
        if is_present {
            facts.push(html! { <div><dt>{ live_text(term) }</dt><dd>{ description }</dd></div> });
        }
    };
    let fits = [
        (text::BEST_FOR, &entry_details.best_for),
        (text::CONSIDER_IF, &entry_details.consider_if),
    ];
    for (term, description) in fits {
        add(
            texts.get(term),
            live_text(description),
            !description.is_empty(),
        );
    }
    let features = entry_details.features.iter();
    let features = features
        .map(|feature| html! { <li>{ live_text(&feature.text) }{ source(&feature.source) }</li> });
    add(
        texts.get(text::FEATURES),
        html! { <ul>{ for features }</ul> },
        !entry_details.features.is_empty(),
    );
    for (index, facet) in comparison.indexed_facets() {
        let tags = comparison.entry(entry).tags_in(index);
        let names: Vec<&str> = tags.map(|tag| details.tag_name(index, tag)).collect();
        add(&facet.name, live_text(&names.join(", ")), !names.is_empty());
    }
    let others = entry_details.alternatives.iter().map(|&other| {
        let onclick = view.on_click(other, |other| Event::Panels(PanelsEvent::RevealEntry(other)));
        html! { <li><button type="button" class="link" {onclick}>{ live_text(&comparison.entry(other).name) }</button></li> }
    });
    add(
        texts.get(text::ALTERNATIVES),
        html! { <ul class="others">{ for others }</ul> },
        !entry_details.alternatives.is_empty(),
    );
    if let Some(url) = details.url(entry) {
        let rel = ["noopener", details.rel(entry)].join(" ");
        add(
            texts.get(text::WEBSITE),
            external_link(url, strip_scheme(url), rel.trim_end()),
            true,
        );
    }
    facts
}

/// Removes the scheme and trailing slashes from a URL.
fn strip_scheme(url: &str) -> &str {
    url.split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/')
}
