use yew::prelude::*;

use super::Props;
use super::details::details;
use crate::comparison::EntryIndex;
use crate::ranking::{Contributions, Ranked, Standing};
use crate::widget::markup::{hue, presence, truth, value, words};
use crate::widget::text;

/// An entry's row, with its details below it when they are open.
pub(super) fn row(
    Props { store, state }: &Props,
    &Ranked {
        entry: index,
        standing,
    }: &Ranked,
    open: bool,
    on_toggle: Callback<MouseEvent>,
    on_show: &Callback<EntryIndex>,
) -> Html {
    let comparison = &*store.comparison;
    let entry = comparison.entry(index);
    let contributions = Contributions::new(comparison, &state.session.weights, index);
    let segments = contributions
        .iter()
        .filter(|contribution| contribution.points.tenths() > 0);
    let segments = segments.map(|contribution| {
        html! {
            <i part="segment" data-hue={hue(contribution.criterion)}
                data-criterion={value(&comparison.criterion(contribution.criterion).id)}
                ~style={format!("inline-size: {}%", contribution.points)} />
        }
    });
    html! {
        <li key={index.0} part="entry" class="entry" data-entry={value(&entry.id)} data-open={presence(open)}
            data-rank={standing.map(|standing| value(&standing.rank.number().to_string()))}>
            <div class="place">
                <span part="rank" class="rank">
                    { standing.map_or_else(|| words(text::NO_RANK), |standing| words(&standing.to_string())) }
                </span>
                { movement(standing, store.published_ranks[index.0 as usize]) }
            </div>
            <div class="what">
                <button type="button" class="entry-name" id={name_id(index)} aria-expanded={truth(open)}
                    onclick={on_toggle}>{ words(&entry.name) }</button>
                if !entry.tagline.is_empty() { <span class="tagline">{ words(&entry.tagline) }</span> }
            </div>
            <div part="bar" class="bar" aria-hidden="true">{ for segments }</div>
            <div class="score">{ score(standing) }</div>
            if open { { details(comparison, index, &contributions, standing, on_show) } }
        </li>
    }
}

/// The id of the button with an entry's name.
pub(super) fn name_id(entry: EntryIndex) -> String {
    format!("entry-{}", entry.0)
}

/// How far the entry is from its published rank.
fn movement(standing: Option<Standing>, published: Option<u32>) -> Html {
    let ranks = standing
        .map(|standing| standing.rank.number())
        .zip(published);
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
