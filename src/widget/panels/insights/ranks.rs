use std::cmp::Ordering;

use yew::prelude::*;

use super::facts::Study;
use crate::widget::markup::{value, words};
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::Shared;
use weigh_in_core::robustness::{Acceptability, FirstShare};
use weigh_in_core::text::Texts;
use weigh_in_core::text::{self, percent_of, tenths_of};

/// How often each entry takes each rank, under all weightings.
///
/// It stays as it is while weights move, and is not drawn anew.
pub(super) struct Ranks;

#[derive(Properties)]
pub(super) struct Props {
    pub(super) texts: Shared<Texts>,
    pub(super) comparison: Shared<Comparison>,
    /// What has been counted to its end; `None` as long as it has not.
    pub(super) study: Option<Study>,
    /// Shows an entry's details.
    pub(super) show: Callback<EntryIndex>,
}

impl PartialEq for Props {
    /// What shows an entry always does the same.
    fn eq(&self, other: &Self) -> bool {
        self.texts == other.texts
            && self.comparison == other.comparison
            && self.study == other.study
    }
}

impl Component for Ranks {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Ranks
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            texts,
            comparison,
            study,
            show,
        } = ctx.props();
        let study = study.as_ref().map(|study| study.borrow());
        match study.as_ref().and_then(|study| study.as_ref()) {
            Some(study) => table(texts, comparison, study, show),
            None => {
                html! { <p part="ranks" role="status">{ words(texts.get(text::LOADING)) }</p> }
            }
        }
    }
}

fn table(
    texts: &Texts,
    comparison: &Comparison,
    study: &Acceptability,
    show: &Callback<EntryIndex>,
) -> Html {
    // Those that are first most often on top.
    let mut shares: Vec<(EntryIndex, FirstShare)> = study
        .contenders()
        .map(|entry| (entry, study.first(entry)))
        .collect();
    // Where ranks are not counted, the share of the first one is known all the same.
    let at = |&(entry, first): &(EntryIndex, FirstShare), rank| {
        study.at(entry, rank).unwrap_or(first.share)
    };
    let is_ranked = shares
        .first()
        .is_some_and(|&(entry, _)| study.at(entry, 1).is_some());
    let ranks = 1..=if is_ranked { shares.len() as u32 } else { 1 };
    // Of equals the one that is second more often.
    shares.sort_by(|a, b| {
        let by_rank = ranks
            .clone()
            .map(|rank| at(b, rank).total_cmp(&at(a, rank)));
        by_rank.reduce(Ordering::then).unwrap_or(Ordering::Equal)
    });
    shares.truncate(Acceptability::MOST_RANKED);
    let has_gaps = shares.iter().any(|(_, first)| first.high > first.low);
    let rows = shares.iter().map(|row @ &(index, ref first)| {
        let named = comparison.entry(index);
        let cells = ranks.clone().map(|rank| {
            let range = if rank == 1 {
                texts.low_and_high(first)
            } else {
                String::new()
            };
            cell(texts, rank, at(row, rank), &range)
        });
        html! {
            <tr key={index.0} data-entry={value(&named.id)}>
                <th scope="row"><button type="button" class="link" onclick={show.reform(move |_| index)}>{ words(&named.name) }</button></th>
                <td class="often">{ words(&texts.often(first.share)) }</td>
                { for cells }
            </tr>
        }
    });
    let heads = ranks
        .clone()
        .map(|rank| html! { <th scope="col">{ words(&texts.number(rank)) }</th> });
    html! {
        <section part="ranks" class="ranks" aria-label={value(texts.get(text::ALL_RANKS))}>
            <p>{ words(&texts.fill(text::OF_WEIGHTINGS, &[&texts.number(Acceptability::POINTS)])) }</p>
            <div class="scroll" tabindex="0" role="group" aria-label={value(texts.get(text::ALL_RANKS))}>
                <table>
                    <thead><tr><th scope="col">{ words(texts.get(text::ENTRY)) }</th><th scope="col">{ words(texts.get(text::FIRST)) }</th>{ for heads }</tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
            if !is_ranked { <p class="note">{ words(&texts.fill(text::ONLY_FIRSTS, &[&texts.number(Acceptability::MOST_RANKED)])) }</p> }
            if has_gaps { <p class="note">{ words(texts.get(text::MISSING_WIDEN)) }</p> }
        </section>
    }
}

/// The share of weightings at a rank, as a bar that stands on its number, and what it could be if no score were missing.
fn cell(texts: &Texts, rank: u32, share: f64, range: &str) -> Html {
    let percent = tenths_of(100.0 * share);
    let shown = match share {
        0.0 => String::new(),
        ..0.01 => format!("<{}", texts.percent(1)),
        _ => texts.percent(percent_of(share)),
    };
    html! {
        <td data-at={value(&rank.to_string())}>
            <i class="column" ~style={format!("--share: {percent}")} /><small>{ words(&shown) }</small>
            if !range.is_empty() { <small>{ words(range) }</small> }
        </td>
    }
}
