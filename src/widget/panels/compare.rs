use std::cmp::Reverse;

use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model;
use weigh_in_core::ranking::{Contributions, Difference, Standing, standings};
use weigh_in_core::session::Action;
use weigh_in_core::text;
use yew::prelude::*;

use super::robustness;
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
    let (texts, comparison) = (view.texts, &*view.model.comparison);
    let session = &view.state.session;
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
    let heads = columns.iter().map(|column| head(view, column, next));
    let criteria = comparison.indexed_criteria();
    let pairs = columns.array_windows().map(|[first, second]| {
        html! {
            <>
                { reason(view, first, second) }
                if !view.hides(HideablePanel::Robustness) { { robustness::pair(view, [first.entry, second.entry]) } }
            </>
        }
    });
    html! {
        <section part="compare" class="panel compare" aria-labelledby="compare" data-columns={value(&columns.len().to_string())}>
            <h3 id="compare" tabindex="-1">{ words(texts.get(text::COMPARISON)) }</h3>
            <div part="explanation" class="explanation">{ for pairs }</div>
            <table>
                <thead><tr><th scope="col">{ words(texts.get(text::CRITERION)) }</th>{ for heads }<th scope="col">{ words(texts.get(text::LEADS)) }</th></tr></thead>
                <tbody>{ for criteria.map(|(index, _)| criterion_row(view, &columns, index)) }</tbody>
                <tfoot><tr data-total=""><th scope="row">{ words(texts.get(text::TOTAL)) }</th>{ for columns.iter().map(|column| total(view, column)) }<td /></tr></tfoot>
            </table>
        </section>
    }
}

/// The head of a column, with a button that takes it out and hands the focus to what `next` finds.
fn head(view: &View, column: &Column, next: &'static str) -> Html {
    let (texts, index) = (view.texts, column.entry);
    let entry = view.model.comparison.entry(index);
    let remove = view.dispatch.reform(move |event: MouseEvent| {
        host::hand_focus(&event, ".results", next);
        model::Event::Apply(Action::ToggleCompared(index))
    });
    html! {
        <th scope="col" data-entry={value(&entry.id)}>
            { words(&text::ranked(&texts.rank(column.standing), entry)) }
            <button type="button" class="tool" data-remove={value(&entry.id)} aria-label={texts.remove(entry)}
                onclick={remove}>{ words("×") }</button>
        </th>
    }
}

fn criterion_row(view: &View, columns: &[Column], index: CriterionIndex) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let criterion = comparison.criterion(index);
    let parts = columns.iter().filter_map(|column| {
        let part = column.contributions.iter().nth(usize::from(index.0))?;
        Some((column.entry, part.share, part.points.tenths()))
    });
    let parts: Vec<_> = parts.collect();
    let points = parts.iter().map(|&(.., points)| points);
    let most = points.clone().max().unwrap_or(0);
    let next = points.filter(|&points| points < most).max();
    let mut leaders = parts.iter().filter(|&&(.., points)| points == most);
    let lead = match (next, leaders.next(), leaders.next()) {
        (Some(next), Some(&(leader, ..)), None) => {
            texts.lead(comparison.entry(leader), (most - next) as i16)
        }
        _ => texts.get(text::LEVEL).to_owned(),
    };
    let cells = parts.iter().map(|&(entry, share, points)| {
        let score = texts.score(comparison.score(index, entry), criterion);
        let leads = points == most && next.is_some();
        html! {
            <td data-entry={value(&comparison.entry(entry).id)} data-leads={presence(leads)}>
                <b>{ words(&texts.tenths(points as i16)) }</b><small>{ words(&texts.product(&score, share)) }</small>
            </td>
        }
    });
    html! {
        <tr data-criterion={value(&criterion.id)} data-hue={hue(index)}>
            <th scope="row"><i class="swatch" />{ words(&criterion.name) }</th>
            { for cells }
            <td class="lead">{ words(&lead) }</td>
        </tr>
    }
}

fn total(view: &View, column: &Column) -> Html {
    let entry = view.model.comparison.entry(column.entry);
    let points = column
        .standing
        .map(|standing| view.texts.number(standing.total.points()));
    html! { <td data-entry={value(&entry.id)}><b>{ words(&points.unwrap_or_default()) }</b></td> }
}

/// Why the first of two entries is ahead of the second, or level with it.
fn reason(view: &View, first: &Column, second: &Column) -> Html {
    let (Some(above), Some(below)) = (first.standing, second.standing) else {
        return Html::default();
    };
    let difference = Difference::new(&first.contributions, &second.contributions);
    let comparison = &view.model.comparison;
    let [first, second] = [first, second].map(|column| comparison.entry(column.entry));
    let tied = above.total == below.total;
    let reason = view
        .texts
        .reason(comparison, (first, second), &difference, tied);
    html! { <p>{ words(&reason) }</p> }
}
