use yew::prelude::*;

use crate::comparison::{Basis, Comparison, Entry, EntryIndex, Feature};
use crate::ranking::{Contribution, Contributions, Standing};
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
    html! {
        <div part="details" class="details">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ text::CRITERION }</th>
                        <th scope="col" class="figure">{ text::SCORE }</th>
                        <th scope="col" class="figure">{ text::WEIGHT }</th>
                        <th scope="col" class="figure">{ text::POINTS }</th>
                        <th scope="col" class="why">{ text::WHY }</th>
                    </tr>
                </thead>
                <tbody>{ for contributions.iter().map(|contribution| criterion_row(comparison, entry, contribution)) }</tbody>
                if let Some(standing) = standing {
                    <tfoot>
                        <tr>
                            <th scope="row" colspan="3">{ text::TOTAL }</th>
                            <td class="figure">{ standing.total.points().to_string() }</td>
                            <td class="why" />
                        </tr>
                    </tfoot>
                }
            </table>
            <dl>
                { fact(text::BEST_FOR, &entry.best_for) }
                { fact(text::CONSIDER_IF, &entry.consider_if) }
                if !entry.features.is_empty() {
                    <div><dt>{ text::FEATURES }</dt><dd><ul>{ for entry.features.iter().map(feature) }</ul></dd></div>
                }
                { for entry.tags.iter().map(|(facet, tags)| fact(&comparison.facets[*facet].name, &tag_names(comparison, *facet, tags))) }
                if !entry.alternatives.is_empty() {
                    <div><dt>{ text::ALTERNATIVES }</dt><dd>{ alternatives(comparison, entry, on_show) }</dd></div>
                }
                if let Some(url) = &entry.url {
                    <div><dt>{ text::WEBSITE }</dt><dd><a href={url.clone()} target="_blank" rel="noopener">{ bare(url) }</a></dd></div>
                }
            </dl>
        </div>
    }
}

fn criterion_row(comparison: &Comparison, entry: &Entry, contribution: Contribution) -> Html {
    let criterion = comparison.criterion(contribution.criterion);
    let score = entry.scores[usize::from(contribution.criterion.0)].as_ref();
    let inferred = score.is_some_and(|score| score.basis == Some(Basis::Inferred));
    html! {
        <tr data-criterion={criterion.id.clone()}>
            <th scope="row"><i class={classes!("swatch", text::hue(contribution.criterion))} />{ &criterion.name }</th>
            <td class="figure">{ score.map_or_else(|| text::NO_SCORE.to_owned(), |score| text::score(score, criterion)) }</td>
            <td class="figure">{ contribution.share.map_or_else(|| "–".to_owned(), text::percent) }</td>
            <td class="figure">{ contribution.points.to_string() }</td>
            <td class={classes!("why", inferred.then_some("inferred"))}>
                if let Some(score) = score {
                    { &score.why }
                    if let Some(basis) = score.basis { { " " }<span class="basis">{ text::basis(basis, &score.source) }</span> }
                }
            </td>
        </tr>
    }
}

fn fact(term: &str, text: &str) -> Html {
    html! {
        if !text.is_empty() { <div><dt>{ term }</dt><dd>{ text }</dd></div> }
    }
}

fn feature(feature: &Feature) -> Html {
    html! {
        <li>
            { &feature.text }
            if !feature.source.is_empty() { { " " }<cite>{ &feature.source }</cite> }
        </li>
    }
}

fn tag_names(comparison: &Comparison, facet: usize, tags: &[String]) -> String {
    let values = &comparison.facets[facet].values;
    let name = |tag: &String| {
        values
            .iter()
            .find(|value| value.id == *tag)
            .map_or(tag, |value| &value.name)
            .clone()
    };
    tags.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn alternatives(comparison: &Comparison, entry: &Entry, on_show: &Callback<EntryIndex>) -> Html {
    let buttons = entry.alternatives.iter().enumerate().map(|(place, &other)| {
        html! {
            <>
                if place > 0 { { ", " } }
                <button class="link" type="button" onclick={on_show.reform(move |_| other)}>{ &comparison.entry(other).name }</button>
            </>
        }
    });
    html! { <>{ for buttons }</> }
}

/// A web address without what every one has.
fn bare(url: &str) -> &str {
    url.split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/')
}
