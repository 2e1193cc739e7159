use weigh_in_core::dataset::EntryDetails;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model;
use weigh_in_core::ranking::{
    Contribution, Contributions, Difference, Points, Standing, lead, standings,
};
use weigh_in_core::robustness::{ComparedPair, LeadLevel};
use weigh_in_core::session::Action;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::filters::inferred_legend;
use crate::widget::host;
use crate::widget::markup::{attr, flag_attr, hue, live_text};
use crate::widget::view::View;

/// An entry in the comparison, which has a column.
struct ComparedEntry {
    entry: EntryIndex,
    standing: Option<Standing>,
    contributions: Contributions,
}

/// Renders the compared entries side by side, criterion by criterion, with the reasons for their order.
pub(super) fn compare(view: &View) -> Html {
    let (texts, comparison) = (view.texts, &*view.model.comparison);
    let weights = &view.state.session.weights;
    let compared = view.model.compared();
    let standings = standings(comparison, weights, &|_| true, &compared);
    let columns = compared.into_iter().zip(standings);
    let columns = columns.map(|(entry, standing)| ComparedEntry {
        entry,
        standing,
        contributions: Contributions::new(comparison, weights, entry),
    });
    let columns: Vec<ComparedEntry> = columns.collect();
    let heads = columns.iter().map(|column| column_head(view, column));
    let criteria = comparison.indexed_criteria();
    let pairs = columns.array_windows();
    let pairs = pairs.map(|[first, second]| pair(view, first, second));
    let content = html! {
        <section part="compare" class="compare" aria-labelledby="compare" data-columns={attr(&columns.len().to_string())}>
            <h3 id="compare" tabindex="-1">{ live_text(texts.get(text::COMPARISON)) }</h3>
            <div part="explanation" class="explanation">{ for pairs }</div>
            <table>
                <thead><tr><th scope="col">{ live_text(texts.get(text::CRITERION)) }</th>{ for heads }<th scope="col">{ live_text(texts.get(text::LEADS)) }</th></tr></thead>
                <tbody>{ for criteria.map(|(index, _)| criterion_row(view, &columns, index)) }</tbody>
                <tfoot>
                    <tr data-total=""><th scope="row">{ live_text(texts.get(text::TOTAL)) }</th>{ for columns.iter().map(|column| total(view, column)) }<td /></tr>
                    { text_row(view, &columns, text::BEST_FOR, |details| &details.best_for) }
                    { text_row(view, &columns, text::CONSIDER_IF, |details| &details.consider_if) }
                </tfoot>
            </table>
            <p class="inferred-legend">{ inferred_legend(view) }</p>
        </section>
    };
    view.results_panel(content)
}

/// Renders the head of a column, with a button that removes it and moves the focus to the heading.
fn column_head(view: &View, column: &ComparedEntry) -> Html {
    let (texts, index) = (view.texts, column.entry);
    let entry = view.model.comparison.entry(index);
    let remove = view.dispatch.reform(move |event: MouseEvent| {
        host::transfer_focus(&event, ".compare", "#compare");
        model::Event::Apply(Action::ToggleCompared(index))
    });
    html! {
        <th scope="col" data-entry={attr(&entry.id)}>
            { live_text(&text::ranked_name(&texts.rank(column.standing), entry)) }
            <button type="button" class="tool" data-remove={attr(&entry.id)} aria-label={texts.remove_from_comparison(entry)}
                onclick={remove}>{ live_text("×") }</button>
        </th>
    }
}

fn criterion_row(view: &View, columns: &[ComparedEntry], index: CriterionIndex) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let criterion = comparison.criterion(index);
    let contributions = columns.iter().filter_map(|column| {
        let contribution = column.contributions.iter().nth(usize::from(index.0))?;
        Some((column.entry, contribution))
    });
    let contributions: Vec<(EntryIndex, Contribution)> = contributions.collect();
    let scored = contributions.iter();
    let scored = scored.filter(|(_, contribution)| contribution.share.is_some());
    let scored: Vec<&(EntryIndex, Contribution)> = scored.collect();
    let points: Vec<Points> = scored
        .iter()
        .map(|(_, contribution)| contribution.points)
        .collect();
    let lead = match lead(&points) {
        Some((leader, tenths)) => texts.lead(comparison.entry(scored[leader].0), tenths),
        None if points.len() < 2 => String::new(),
        None => texts.get(text::TIED).to_owned(),
    };
    let normalized_scores = comparison.normalized_scores();
    let (highest, lowest) = (points.iter().max(), points.iter().min());
    let cells = contributions.iter().map(|(entry, contribution)| {
        let is_scored = contribution.share.is_some();
        let leads = is_scored && Some(&contribution.points) == highest && highest > lowest;
        let score = texts.score(comparison.score(index, *entry), criterion);
        let percentage = normalized_scores
            .get(index, *entry)
            .map(|score| 100 * u128::from(score) / u128::from(normalized_scores.denominator()));
        let is_inferred = comparison.is_inferred(index, *entry);
        html! {
            <td data-entry={attr(&comparison.entry(*entry).id)} data-leads={flag_attr(leads)}>
                if let Some(percentage) = percentage { <i class="score-bar" data-inferred={flag_attr(is_inferred)} ~style={format!("--_wi-score: {percentage}")} /> }
                <b>{ live_text(&texts.contribution(*contribution)) }</b><small>{ live_text(&texts.product(&score, contribution.share)) }</small>
            </td>
        }
    });
    html! {
        <tr data-criterion={attr(&criterion.id)} data-hue={hue(index)}>
            <th scope="row"><i class="swatch" />{ live_text(&criterion.name) }</th>
            { for cells }
            <td class="leader">{ live_text(&lead) }</td>
        </tr>
    }
}

fn total(view: &View, column: &ComparedEntry) -> Html {
    let entry = view.model.comparison.entry(column.entry);
    let points = column
        .standing
        .map(|standing| view.texts.number(standing.total.points()));
    let points = points.as_deref().unwrap_or("–");
    html! { <td data-entry={attr(&entry.id)}><b>{ live_text(points) }</b></td> }
}

/// Renders a row with a text about each entry; nothing without any text.
fn text_row(
    view: &View,
    columns: &[ComparedEntry],
    label: text::Text,
    text: impl Fn(&EntryDetails) -> &str,
) -> Html {
    let details = view.model.details();
    let texts = columns.iter();
    let texts = texts.map(|column| text(details.entry(column.entry)));
    let texts: Vec<&str> = texts.collect();
    if texts.iter().all(|text| text.is_empty()) {
        return Html::default();
    }
    let cells = texts.iter();
    let cells = cells.map(|text| html! { <td class="prose">{ live_text(text) }</td> });
    html! { <tr><th scope="row">{ live_text(view.texts.get(label)) }</th>{ for cells }<td /></tr> }
}

/// Says which of two entries is ahead, by how much and how clearly, on which criteria each is, and what that depends on.
fn pair(view: &View, first: &ComparedEntry, second: &ComparedEntry) -> Html {
    let (model, texts, comparison) = (view.model, view.texts, &*view.model.comparison);
    let (Some(above), Some(below)) = (first.standing, second.standing) else {
        return Html::default();
    };
    let difference = Difference::new(&first.contributions, &second.contributions);
    let indices = [first.entry, second.entry];
    let entries = indices.map(|entry| comparison.entry(entry));
    let report = model.report.as_ref();
    let report = report.filter(|_| !view.hides(HideablePanel::Robustness));
    let pair = report.and_then(|report| report.pair(indices));
    let level = pair.and_then(|pair| {
        let weights = &view.state.session.weights;
        let robustness = pair.robustness?;
        Some(LeadLevel::new(
            comparison,
            weights,
            Some(indices),
            robustness,
        ))
    });
    let lead = texts.pair_lead(entries, &difference, above.total == below.total, level);
    let advantages = texts.advantages(comparison, indices, &difference);
    html! {
        <>
            <p class="pair-lead">{ live_text(&lead) }</p>
            <p>{ live_text(&advantages) }</p>
            if let Some(pair) = pair { { pairwise(view, pair) } }
        </>
    }
}

/// Renders the pairwise winning index of two entries, and shares at which they tie.
fn pairwise(view: &View, pair: &ComparedPair) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let index = texts.pairwise_winning_index(comparison, pair.entries, &pair.winning_index);
    let ties = pair.tie_shares.as_ref();
    let ties = ties.map(|shares| texts.tie_shares(comparison, shares));
    html! { <p part="pairwise" class="pairwise">{ live_text(&index) }{ live_text(" ") }{ live_text(&ties.unwrap_or_default()) }</p> }
}
