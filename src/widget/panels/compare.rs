use std::cmp::Reverse;

use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::link::Hideable;
use weigh_in_core::model;
use weigh_in_core::ranking::{Contributions, Difference, Standing, standings};
use weigh_in_core::session::Action;
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use super::insights;
use crate::widget::host;
use crate::widget::markup::{hue, presence, value, words};
use crate::widget::view::View;

/// An entry in the comparison.
struct Column {
    entry: EntryIndex,
    standing: Option<Standing>,
    contributions: Contributions,
}

/// The picked entries side by side, criterion by criterion, and why they stand in their order.
pub(super) fn compare(view: &View) -> Html {
    let View {
        model,
        state,
        texts,
        dispatch,
        ..
    } = view;
    let comparison = &*model.comparison;
    let session = &state.session;
    let picked = &session.compared;
    let standings = standings(comparison, &session.weights, &|_| true, picked);
    let columns = picked.iter().zip(standings);
    let columns = columns.map(|(&entry, standing)| Column {
        entry,
        standing,
        contributions: Contributions::new(comparison, &session.weights, entry),
    });
    let mut columns: Vec<Column> = columns.collect();
    // Without a standing comes last.
    columns.sort_by(|a, b| {
        let rank = |column: &Column| column.standing.map(|standing| Reverse(standing.rank));
        let by_rank = rank(b).cmp(&rank(a));
        by_rank.then_with(|| comparison.published_order(a.entry, b.entry))
    });
    // Of two the other one is left, and nothing to compare it with.
    let next = if columns.len() > 2 {
        "#compare"
    } else {
        "[part='compare-button']"
    };
    let heads = columns
        .iter()
        .map(|column| head(texts, comparison, column, dispatch, next));
    let criteria = comparison.indexed_criteria();
    let pairs = columns.windows(2).filter_map(|pair| match pair {
        [first, second] => Some(html! {
            <>
                { reason(texts, comparison, first, second) }
                if !view.hides(Hideable::Insights) { { insights::pair(texts, comparison, session, [first.entry, second.entry]) } }
            </>
        }),
        _ => None,
    });
    html! {
        <section part="compare" class="panel compare" aria-labelledby="compare" data-columns={value(&columns.len().to_string())}>
            <h3 id="compare" tabindex="-1">{ words(texts.get(text::COMPARISON)) }</h3>
            <div part="explanation" class="explanation">{ for pairs }</div>
            <table>
                <thead><tr><th scope="col">{ words(texts.get(text::CRITERION)) }</th>{ for heads }<th scope="col">{ words(texts.get(text::LEADS)) }</th></tr></thead>
                <tbody>{ for criteria.map(|(index, _)| criterion_row(texts, comparison, &columns, index)) }</tbody>
                <tfoot><tr data-total=""><th scope="row">{ words(texts.get(text::TOTAL)) }</th>{ for columns.iter().map(|column| total(texts, comparison, column)) }<td /></tr></tfoot>
            </table>
        </section>
    }
}

/// The head of a column, with a button that takes it out and hands the focus to what `next` finds.
fn head(
    texts: &Texts,
    comparison: &Comparison,
    column: &Column,
    dispatch: &Callback<model::Event>,
    next: &'static str,
) -> Html {
    let entry = comparison.entry(column.entry);
    let index = column.entry;
    let remove = dispatch.reform(move |event: MouseEvent| {
        host::hand_focus(&event, ".results", next);
        model::Event::Act(Action::ToggleCompared(index))
    });
    html! {
        <th scope="col" data-entry={value(&entry.id)}>
            { words(&text::ranked(&texts.rank(column.standing), entry)) }
            <button type="button" class="tool" data-remove={value(&entry.id)} aria-label={texts.remove(entry)}
                onclick={remove}>{ words("×") }</button>
        </th>
    }
}

fn criterion_row(
    texts: &Texts,
    comparison: &Comparison,
    columns: &[Column],
    index: CriterionIndex,
) -> Html {
    let criterion = comparison.criterion(index);
    let part = |column: &Column| {
        let mut parts = column.contributions.iter();
        parts.find(|part| part.criterion == index)
    };
    let points: Vec<u16> = columns
        .iter()
        .map(|column| part(column).map_or(0, |part| part.points.tenths()))
        .collect();
    let most = points.iter().copied().max().unwrap_or(0);
    let leaders = points.iter().filter(|&&points| points == most).count();
    let next = points.iter().copied().filter(|&points| points < most).max();
    let cells = columns.iter().zip(&points).map(|(column, &points)| {
        let entry = comparison.entry(column.entry);
        let score = texts.score(comparison.score(index, column.entry), criterion);
        let share = part(column).and_then(|part| part.share);
        let leads = points == most && next.is_some();
        html! {
            <td data-entry={value(&entry.id)} data-leads={presence(leads)}>
                <b>{ words(&texts.tenths(points as i16)) }</b><small>{ words(&texts.product(&score, share)) }</small>
            </td>
        }
    });
    let lead = match next {
        Some(next) if leaders == 1 => columns
            .iter()
            .zip(&points)
            .find(|&(_, &points)| points == most)
            .map(|(column, _)| texts.lead(comparison.entry(column.entry), (most - next) as i16))
            .unwrap_or_default(),
        _ => texts.get(text::LEVEL).to_owned(),
    };
    html! {
        <tr data-criterion={value(&criterion.id)} data-hue={hue(index)}>
            <th scope="row"><i class="swatch" />{ words(&criterion.name) }</th>
            { for cells }
            <td class="lead">{ words(&lead) }</td>
        </tr>
    }
}

fn total(texts: &Texts, comparison: &Comparison, column: &Column) -> Html {
    let points = column
        .standing
        .map(|standing| texts.number(standing.total.points()));
    html! { <td data-entry={value(&comparison.entry(column.entry).id)}><b>{ words(&points.unwrap_or_default()) }</b></td> }
}

/// Why the first of two entries is ahead of the second, or level with it.
fn reason(texts: &Texts, comparison: &Comparison, first: &Column, second: &Column) -> Html {
    let (Some(above), Some(below)) = (first.standing, second.standing) else {
        return Html::default();
    };
    let difference = Difference::new(&first.contributions, &second.contributions);
    let names = (
        comparison.entry(first.entry),
        comparison.entry(second.entry),
    );
    let tied = above.total == below.total;
    html! { <p>{ words(&texts.reason(comparison, names, &difference, tied)) }</p> }
}
