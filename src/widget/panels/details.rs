use yew::prelude::*;

use crate::comparison::{Basis, Comparison, Entry, EntryIndex};
use crate::ranking::{Contribution, Contributions, Standing};
use crate::widget::markup::{hue, outward_link, presence, source, value, words};
use crate::widget::text;

/// What there is to say about an entry: where its total comes from, and what the data tell of it.
pub(super) fn details(
    comparison: &Comparison,
    index: EntryIndex,
    contributions: &Contributions,
    standing: Option<Standing>,
    on_show: &Callback<EntryIndex>,
) -> Html {
    let entry = comparison.entry(index);
    let columns = [
        text::CRITERION,
        text::SCORE,
        text::SHARE_OF_TOTAL,
        text::POINTS,
        text::WHY,
    ];
    let total = standing
        .map(|standing| standing.total.points().to_string())
        .unwrap_or_default();
    html! {
        <div part="details" class="details">
            <table>
                <thead><tr>{ for columns.iter().map(|column| html! { <th scope="col">{ words(column) }</th> }) }</tr></thead>
                <tbody>{ for contributions.iter().map(|contribution| criterion_row(comparison, entry, contribution)) }</tbody>
                <tfoot><tr><th scope="row" colspan="3">{ words(text::TOTAL) }</th>{ cell(words(&total)) }</tr></tfoot>
            </table>
            <dl>{ for facts(comparison, entry, on_show) }</dl>
        </div>
    }
}

fn criterion_row(comparison: &Comparison, entry: &Entry, contribution: Contribution) -> Html {
    let criterion = comparison.criterion(contribution.criterion);
    let (score, why) = match &entry.scores[usize::from(contribution.criterion.0)] {
        Some(score) => {
            let basis = score
                .basis
                .map(|basis| text::basis(basis, &score.source))
                .unwrap_or_default();
            let inferred = score.basis == Some(Basis::Inferred);
            let why = html! {
                <><span data-inferred={presence(inferred)}>{ words(&score.why) }</span>{ source(&basis) }</>
            };
            (text::score(score, criterion), why)
        }
        None => (text::NO_SCORE.to_owned(), Html::default()),
    };
    html! {
        <tr data-criterion={value(&criterion.id)} data-hue={hue(contribution.criterion)}>
            <th scope="row"><i class="swatch" />{ words(&criterion.name) }</th>
            { cell(words(&score)) }
            { cell(words(&contribution.share.map(text::percent).unwrap_or_default())) }
            { cell(words(&contribution.points.to_string())) }
            { cell(why) }
        </tr>
    }
}

#[inline(never)]
fn cell(content: Html) -> Html {
    html! { <td>{ content }</td> }
}

/// What the data tell of an entry, term by term.
fn facts(comparison: &Comparison, entry: &Entry, on_show: &Callback<EntryIndex>) -> Vec<Html> {
    let mut facts = Vec::new();
    let mut tell = |term: &str, told: Html, anything: bool| {
        if anything {
            facts.push(html! { <div><dt>{ words(term) }</dt><dd>{ told }</dd></div> });
        }
    };
    tell(
        text::BEST_FOR,
        words(&entry.best_for),
        !entry.best_for.is_empty(),
    );
    tell(
        text::CONSIDER_IF,
        words(&entry.consider_if),
        !entry.consider_if.is_empty(),
    );
    let features = entry.features.iter();
    let features = features
        .map(|feature| html! { <li>{ words(&feature.text) }{ source(&feature.source) }</li> });
    tell(
        text::FEATURES,
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
        text::ALTERNATIVES,
        html! { <ul class="others">{ for others }</ul> },
        !entry.alternatives.is_empty(),
    );
    if let Some(url) = &entry.url {
        tell(text::WEBSITE, outward_link(url, bare(url)), true);
    }
    facts
}

/// A web address without what every one has.
fn bare(url: &str) -> &str {
    url.split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/')
}
