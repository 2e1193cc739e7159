use yew::prelude::*;

use crate::comparison::{Comparison, Entry, EntryIndex};
use crate::ranking::{Contributions, Rank, Ranked, Standing};
use crate::session::{Action, Session};
use crate::widget::app::Msg;
use crate::widget::markup::{hue, presence, truth, value, words};
use crate::widget::panels::Panels;
use crate::widget::view::{View, opened};
use crate::widget::{host, text};

/// An entry's row, with its details below it when they are open.
pub(super) fn row(
    view: &View,
    &Ranked {
        entry: index,
        standing,
    }: &Ranked,
    on_show: &Callback<EntryIndex>,
) -> Html {
    let View { store, state, .. } = view;
    let comparison = &*store.comparison;
    let session = &state.session;
    let entry = comparison.entry(index);
    let contributions = Contributions::new(comparison, &session.weights, index);
    let open = session.open.contains(&index);
    let compared = session.compared.contains(&index);
    let full = session.compared.len() == Session::MOST_COMPARED;
    let overall = state.ranks[index.0 as usize];
    let details =
        |panels: &Panels| (panels.details)(comparison, index, &contributions, standing, on_show);
    html! {
        <li key={index.0} part="entry" class="entry" data-entry={value(&entry.id)} data-open={presence(open)}
            data-rank={standing.map(|standing| value(&standing.rank.number().to_string()))}
            data-overall={overall.map(|rank| value(&rank.number().to_string()))}>
            <div class="place">
                <span part="rank" class="rank">
                    { standing.map_or_else(|| words(text::NO_RANK), |standing| words(&standing.to_string())) }
                </span>
                { movement(overall, store.published_ranks[index.0 as usize]) }
            </div>
            <div class="what">
                <button type="button" class="entry-name" id={name_id(index)} aria-expanded={truth(open)}
                    onclick={view.looks(Action::ToggleOpen(index))}>{ words(&entry.name) }</button>
                if let Some(rank) = overall.filter(|_| state.is_narrowed()) { <small class="overall">{ words(&text::overall(rank)) }</small> }
                if !entry.tagline.is_empty() { <span class="tagline">{ words(&entry.tagline) }</span> }
            </div>
            { bar(comparison, entry, &contributions) }
            <div class="score">{ score(standing) }</div>
            <input type="checkbox" part="pick" class="pick" aria-label={text::pick(entry)} title={text::COMPARE} checked={compared}
                disabled={full && !compared} onchange={view.act.reform(move |_: Event| Action::ToggleCompared(index))} />
            if open { { opened("details", view.panels, details, || view.on(|| Msg::WantPanels)) } }
        </li>
    }
}

/// The entry's points as a bar; the reader can go from one criterion's to the next.
fn bar(comparison: &Comparison, entry: &Entry, contributions: &Contributions) -> Html {
    let parts = contributions
        .iter()
        .filter(|contribution| contribution.points.tenths() > 0);
    let segments = parts.enumerate().map(|(place, part)| {
        html! {
            <i part="segment" class="segment" role="img" data-hue={hue(part.criterion)}
                data-criterion={value(&comparison.criterion(part.criterion).id)}
                tabindex={if place == 0 { "0" } else { "-1" }} aria-label={text::segment(comparison, entry, part)}
                ~style={format!("inline-size: {}%", part.points)} />
        }
    });
    html! {
        <div part="bar" class="bar" role="group" aria-label={text::bar(entry)} onkeydown={host::walk}>{ for segments }</div>
    }
}

/// The id of the button with an entry's name.
pub(super) fn name_id(entry: EntryIndex) -> String {
    format!("entry-{}", entry.0)
}

/// How far the entry is from its published rank.
fn movement(rank: Option<Rank>, published: Option<u32>) -> Html {
    let ranks = rank.map(Rank::number).zip(published);
    let Some((rank, published)) = ranks.filter(|(rank, published)| rank != published) else {
        return Html::default();
    };
    let up = rank < published;
    let places = rank.abs_diff(published);
    let told = text::movement(places, up, published);
    html! {
        <span class="movement" data-up={truth(up)}>
            <span aria-hidden="true">{ words(if up { "▲" } else { "▼" }) }{ words(&places.to_string()) }</span>
            <span class="unseen">{ words(&told) }</span>
        </span>
    }
}

fn score(standing: Option<Standing>) -> Html {
    let Some(Standing { total, bounds, .. }) = standing else {
        return Html::default();
    };
    let below = bounds.map_or_else(
        || text::OF_100.to_owned(),
        |(least, greatest)| text::bounds(least.points(), greatest.points()),
    );
    html! { <><span part="score">{ words(&total.points().to_string()) }</span><small data-bounds={presence(bounds.is_some())}>{ words(&below) }</small></> }
}
