use weigh_in_core::dataset::Basis;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::Event;
use weigh_in_core::ranking::{Contribution, Contributions, Ranked};
use weigh_in_core::text;
use yew::prelude::*;

use super::robustness;
use crate::widget::markup::{hue, outward_link, presence, source, value, words};
use crate::widget::view::View;

/// What there is to say about an entry: where its total comes from, and what the data tell of it.
pub(super) fn details(
    view: &View,
    &Ranked { entry, standing }: &Ranked,
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
            <table>
                <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ words(column) }</th> }) }</tr></thead>
                <tbody>{ for contributions.iter().map(|contribution| criterion_row(view, entry, contribution)) }</tbody>
                <tfoot><tr><th scope="row" colspan="3">{ words(texts.get(text::TOTAL)) }</th>{ cell(words(&total)) }</tr></tfoot>
            </table>
            if !view.hides(HideablePanel::Robustness) { { robustness::way(view, entry) } }
            <dl>{ for facts(view, entry) }</dl>
        </div>
    }
}

fn criterion_row(view: &View, entry: EntryIndex, contribution: Contribution) -> Html {
    let (texts, comparison, details) = (view.texts, &view.model.comparison, view.model.details());
    let criterion = comparison.criterion(contribution.criterion);
    let score = comparison.score(contribution.criterion, entry);
    let reason = details.entry(entry).reason(contribution.criterion);
    let basis = reason.basis.map(|basis| texts.basis(basis, &reason.source));
    let inferred = reason.basis == Some(Basis::Inferred);
    let why = html! {
        <><span data-inferred={presence(inferred)}>{ words(&reason.why) }</span>{ source(&basis.unwrap_or_default()) }</>
    };
    let share = contribution.share.map(|share| texts.percent(share));
    html! {
        <tr data-criterion={value(&criterion.id)} data-hue={hue(contribution.criterion)}>
            <th scope="row"><i class="swatch" />{ words(&criterion.name) }</th>
            { cell(words(&texts.score(score, criterion))) }
            { cell(words(&share.unwrap_or_default())) }
            { cell(words(&texts.number(contribution.points))) }
            { cell(why) }
        </tr>
    }
}

#[inline(never)]
fn cell(content: Html) -> Html {
    html! { <td>{ content }</td> }
}

/// What the data tell of an entry, term by term.
fn facts(view: &View, entry: EntryIndex) -> Vec<Html> {
    let (texts, comparison, details) = (view.texts, &view.model.comparison, view.model.details());
    let about = details.entry(entry);
    let mut facts = Vec::new();
    let mut tell = |term: &str, told: Html, anything: bool| {
        if anything {
            facts.push(html! { <div><dt>{ words(term) }</dt><dd>{ told }</dd></div> });
        }
    };
    let fits = [
        (text::BEST_FOR, &about.best_for),
        (text::CONSIDER_IF, &about.consider_if),
    ];
    for (term, told) in fits {
        tell(texts.get(term), words(told), !told.is_empty());
    }
    let features = about.features.iter();
    let features = features
        .map(|feature| html! { <li>{ words(&feature.text) }{ source(&feature.source) }</li> });
    tell(
        texts.get(text::FEATURES),
        html! { <ul>{ for features }</ul> },
        !about.features.is_empty(),
    );
    for (index, facet) in comparison.indexed_facets() {
        let tags = comparison.entry(entry).tags_in(index);
        let names: Vec<&str> = tags.map(|tag| details.tag_name(index, tag)).collect();
        tell(&facet.name, words(&names.join(", ")), !names.is_empty());
    }
    let others = about.alternatives.iter().map(|&other| {
        let onclick = view.on_click(other, Event::RevealEntry);
        html! { <li><button type="button" class="link" {onclick}>{ words(&comparison.entry(other).name) }</button></li> }
    });
    tell(
        texts.get(text::ALTERNATIVES),
        html! { <ul class="others">{ for others }</ul> },
        !about.alternatives.is_empty(),
    );
    if let Some(url) = details.url(entry) {
        tell(texts.get(text::WEBSITE), outward_link(url, bare(url)), true);
    }
    facts
}

/// A web address without what every one has.
fn bare(url: &str) -> &str {
    url.split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/')
}
