use std::rc::Rc;

use weigh_in_core::dataset::Comparison;
use weigh_in_core::model::{Event, PanelsEvent, Shared};
use weigh_in_core::robustness::{RankAcceptability, Report};
use weigh_in_core::text::{self, Texts, format_percent, format_tenths};
use yew::prelude::*;

use crate::widget::markup::{attr, live_text};

#[derive(Properties)]
pub(super) struct Props {
    pub(super) texts: Shared<Texts>,
    pub(super) comparison: Shared<Comparison>,
    pub(super) report: Shared<Report>,
    pub(super) dispatch: Callback<Event>,
}

impl PartialEq for Props {
    /// Ignores `dispatch`, which is always the same callback.
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
            && self.comparison == other.comparison
            && self.report.acceptabilities.ready().map(Rc::as_ptr)
                == other.report.acceptabilities.ready().map(Rc::as_ptr)
    }
}

/// Renders the rank acceptabilities: the share of all sets of weights under which each entry takes each rank.
///
/// They don't depend on the current weights, so the table is not rendered again while those change.
#[component]
pub(super) fn RankTable(props: &Props) -> Html {
    let (texts, comparison, report) = (&props.texts, &props.comparison, &props.report);
    if report.acceptabilities.ready().is_none() {
        return html! { <p part="rank-table" role="status">{ live_text(texts.get(text::LOADING)) }</p> };
    }
    let mut shares = report.acceptabilities_by_first_share(comparison);
    shares.truncate(RankAcceptability::MAX_RANKED);
    let has_missing_scores = shares
        .iter()
        .any(|shares| shares.first.high > shares.first.low);
    let ranked = shares.first().and_then(|shares| shares.ranks.as_ref());
    let is_ranked = ranked.is_some();
    let ranks = 1..=ranked.map_or(1, |ranks| ranks.len() as u32);
    let rows = shares.iter().map(|shares| {
        let (index, first) = (shares.entry, &shares.first);
        let entry = comparison.entry(index);
        // Without all ranks, only the share of first ranks is available.
        let share_at = |rank: u32| match &shares.ranks {
            Some(ranks) => ranks[rank as usize - 1],
            None => first.share,
        };
        let cells = ranks.clone().map(|rank| {
            let range = if rank == 1 {
                texts.first_share_range(first)
            } else {
                String::new()
            };
            cell(texts, rank, share_at(rank), &range)
        });
        html! {
            <tr key={index.0} data-entry={attr(&entry.id)}>
                <th scope="row"><button type="button" class="link" onclick={props.dispatch.reform(move |_| Event::Panels(PanelsEvent::RevealEntry(index)))}>{ live_text(&entry.name) }</button></th>
                <td class="often">{ live_text(&texts.frequency(first.share)) }</td>
                { for cells }
            </tr>
        }
    });
    let heads = ranks
        .clone()
        .map(|rank| html! { <th scope="col">{ live_text(&texts.number(rank)) }</th> });
    html! {
        <section part="rank-table" class="rank-table" aria-label={attr(texts.get(text::ALL_RANKS))}>
            <p>{ live_text(&texts.fill(text::RANK_TABLE_NOTE, &[&texts.number(RankAcceptability::POINTS)])) }</p>
            <div class="scroll" tabindex="0" role="group" aria-label={attr(texts.get(text::ALL_RANKS))}>
                <table>
                    <thead><tr><th scope="col">{ live_text(texts.get(text::ENTRY)) }</th><th scope="col">{ live_text(texts.get(text::FIRST)) }</th>{ for heads }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if !is_ranked { <p class="note">{ live_text(&texts.fill(text::RANK_TABLE_FIRST_ONLY, &[&texts.number(RankAcceptability::MAX_RANKED)])) }</p> }
            if has_missing_scores { <p class="note">{ live_text(texts.get(text::RANK_TABLE_RANGES)) }</p> }
        </section>
    }
}

/// Renders the share of all sets of weights that give a rank, as a bar above its number, and the range of shares that
/// missing scores allow.
fn cell(texts: &Texts, rank: u32, share: f64, range: &str) -> Html {
    let percent = format_tenths(100.0 * share);
    let shown = match share {
        0.0 => String::new(),
        ..0.01 => format!("<{}", texts.percent(1)),
        _ => texts.percent(format_percent(share)),
    };
    html! {
        <td data-at={attr(&rank.to_string())}>
            <i class="column" ~style={format!("--_wi-share: {percent}")} /><small>{ live_text(&shown) }</small>
            if !range.is_empty() { <small>{ live_text(range) }</small> }
        </td>
    }
}
