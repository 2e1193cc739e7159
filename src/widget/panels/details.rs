use yew::prelude::*;

use super::whole;
use crate::comparison::{Basis, Comparison, Entry, EntryIndex};
use crate::ranking::{Contribution, Contributions, Ranked};
use crate::texts::Texts;
use crate::widget::markup::{hue, outward_link, presence, source, value, words};
use crate::widget::text;
use crate::widget::view::View;

/// What there is to say about an entry: where its total comes from, and what the data tell of it.
pub(super) fn details(
    View { store, texts, .. }: &View,
    ranked: &Ranked,
    contributions: &Contributions,
    on_show: &Callback<EntryIndex>,
) -> Html {
    whole(&store.comparison, |comparison| {
        told(texts, comparison, ranked, contributions, on_show)
    })
}

fn told(
    texts: &Texts,
    comparison: &Comparison,
    &Ranked {
        entry: index,
        standing,
    }: &Ranked,
    contributions: &Contributions,
    on_show: &Callback<EntryIndex>,
) -> Html {
    let entry = comparison.entry(index);
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
                <tbody>{ for contributions.iter().map(|contribution| criterion_row(texts, comparison, entry, contribution)) }</tbody>
                <tfoot><tr><th scope="row" colspan="3">{ words(texts.get(text::TOTAL)) }</th>{ cell(words(&total)) }</tr></tfoot>
            </table>
            <dl>{ for facts(texts, comparison, entry, on_show) }</dl>
        </div>
    }
}

fn criterion_row(
    texts: &Texts,
    comparison: &Comparison,
    entry: &Entry,
    contribution: Contribution,
) -> Html {
    let criterion = comparison.criterion(contribution.criterion);
    let score = entry.scores[usize::from(contribution.criterion.0)].as_ref();
    let why = match score {
        Some(score) => {
            let basis = score
                .basis
                .map(|basis| texts.basis(basis, &score.source))
                .unwrap_or_default();
            let inferred = score.basis == Some(Basis::Inferred);
            html! {
                <><span data-inferred={presence(inferred)}>{ words(&score.why) }</span>{ source(&basis) }</>
            }
        }
        None => Html::default(),
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
fn facts(
    texts: &Texts,
    comparison: &Comparison,
    entry: &Entry,
    on_show: &Callback<EntryIndex>,
) -> Vec<Html> {
    let mut facts = Vec::new();
    let mut tell = |term: &str, told: Html, anything: bool| {
        if anything {
            facts.push(html! { <div><dt>{ words(term) }</dt><dd>{ told }</dd></div> });
        }
    };
    tell(
        texts.get(text::BEST_FOR),
        words(&entry.best_for),
        !entry.best_for.is_empty(),
    );
    tell(
        texts.get(text::CONSIDER_IF),
        words(&entry.consider_if),
        !entry.consider_if.is_empty(),
    );
    let features = entry.features.iter();
    let features = features
        .map(|feature| html! { <li>{ words(&feature.text) }{ source(&feature.source) }</li> });
    tell(
        texts.get(text::FEATURES),
        html! { <ul>{ for features }</ul> },
        !entry.features.is_empty(),
    );
    for (facet, tags) in comparison.facets.iter().zip(&entry.tags) {
        let names: Vec<&str> = tags.iter().map(|&tag| &*facet.tag(tag).name).collect();
        tell(&facet.name, words(&names.join(", ")), !names.is_empty());
    }
    let others = entry.alternatives.iter().map(|&other| {
        let onclick = on_show.reform(move |_| other);
        html! { <li><button type="button" class="link" {onclick}>{ words(&comparison.entry(other).name) }</button></li> }
    });
    tell(
        texts.get(text::ALTERNATIVES),
        html! { <ul class="others">{ for others }</ul> },
        !entry.alternatives.is_empty(),
    );
    if let Some(url) = &entry.url {
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
