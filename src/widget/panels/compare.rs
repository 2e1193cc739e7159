use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model;
use weigh_in_core::ranking::{
    Contribution, Contributions, Difference, Points, Standing, lead, standings,
};
use weigh_in_core::session::Action;
use weigh_in_core::text;
use yew::prelude::*;

use super::robustness;
use crate::widget::host;
use crate::widget::markup::{attr, flag_attr, hue, text_node};
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
    let pairs = columns.array_windows().map(|[first, second]| {
        html! {
            <>
                { reason(view, first, second) }
                if !view.hides(HideablePanel::Robustness) { { robustness::pairwise(view, [first.entry, second.entry]) } }
            </>
        }
    });
    let content = html! {
        <section part="compare" class="compare" aria-labelledby="compare" data-columns={attr(&columns.len().to_string())}>
            <h3 id="compare" tabindex="-1">{ text_node(texts.get(text::COMPARISON)) }</h3>
            <div part="explanation" class="explanation">{ for pairs }</div>
            <table>
                <thead><tr><th scope="col">{ text_node(texts.get(text::CRITERION)) }</th>{ for heads }<th scope="col">{ text_node(texts.get(text::LEADS)) }</th></tr></thead>
                <tbody>{ for criteria.map(|(index, _)| criterion_row(view, &columns, index)) }</tbody>
                <tfoot><tr data-total=""><th scope="row">{ text_node(texts.get(text::TOTAL)) }</th>{ for columns.iter().map(|column| total(view, column)) }<td /></tr></tfoot>
            </table>
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
            { text_node(&text::ranked_name(&texts.rank(column.standing), entry)) }
            <button type="button" class="tool" data-remove={attr(&entry.id)} aria-label={texts.remove_from_comparison(entry)}
                onclick={remove}>{ text_node("×") }</button>
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
    let points: Vec<Points> = contributions
        .iter()
        .map(|(_, contribution)| contribution.points)
        .collect();
    let lead = match lead(&points) {
        Some((leader, tenths)) => {
            let (leader, _) = contributions[leader];
            texts.lead(comparison.entry(leader), tenths)
        }
        None => texts.get(text::TIED).to_owned(),
    };
    let (highest, lowest) = (points.iter().max(), points.iter().min());
    let cells = contributions.iter().map(|(entry, contribution)| {
        let points = contribution.points;
        let score = texts.score(comparison.score(index, *entry), criterion);
        let leads = Some(&points) == highest && highest > lowest;
        html! {
            <td data-entry={attr(&comparison.entry(*entry).id)} data-leads={flag_attr(leads)}>
                <b>{ text_node(&texts.number(points)) }</b><small>{ text_node(&texts.product(&score, contribution.share)) }</small>
            </td>
        }
    });
    html! {
        <tr data-criterion={attr(&criterion.id)} data-hue={hue(index)}>
            <th scope="row"><i class="swatch" />{ text_node(&criterion.name) }</th>
            { for cells }
            <td class="leader">{ text_node(&lead) }</td>
        </tr>
    }
}

fn total(view: &View, column: &ComparedEntry) -> Html {
    let entry = view.model.comparison.entry(column.entry);
    let points = column
        .standing
        .map(|standing| view.texts.number(standing.total.points()));
    html! { <td data-entry={attr(&entry.id)}><b>{ text_node(&points.unwrap_or_default()) }</b></td> }
}

/// Explains why the first of two entries is ahead of the second or tied with it.
fn reason(view: &View, first: &ComparedEntry, second: &ComparedEntry) -> Html {
    let (Some(above), Some(below)) = (first.standing, second.standing) else {
        return Html::default();
    };
    let difference = Difference::new(&first.contributions, &second.contributions);
    let comparison = &view.model.comparison;
    let [first, second] = [first, second].map(|column| comparison.entry(column.entry));
    let tied = above.total == below.total;
    let reason = view
        .texts
        .lead_explanation(comparison, (first, second), &difference, tied);
    html! { <p>{ text_node(&reason) }</p> }
}
