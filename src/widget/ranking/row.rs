use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::Chunk;
use weigh_in_core::ranking::{Contributions, Points, Standing};
use weigh_in_core::session::Action;
use weigh_in_core::text::Texts;
use yew::prelude::*;

use crate::widget::markup::{attr, bool_attr, flag_attr, hue, text_node};
use crate::widget::view::View;

/// Renders the row at a position, counted from 0, with the entry's details if they are open.
pub(super) fn row(view: &View, position: usize) -> Html {
    let (texts, state) = (view.texts, view.state);
    let (comparison, session) = (&*view.model.comparison, &state.session);
    let ranked = &state.shown.rows()[position];
    let (index, standing) = (ranked.entry, ranked.standing);
    let entry = comparison.entry(index);
    let contributions = Contributions::new(comparison, &session.weights, index);
    let open = session.open_entries.contains(&index);
    let overall = state.overall_standings[position].map(|standing| standing.rank);
    let score = standing.map(|standing| texts.number(standing.total.points()));
    let score = score.unwrap_or_default();
    html! {
        <li key={index.0} part="entry" class="entry" data-entry={attr(&entry.id)} data-open={flag_attr(open)}
            data-rank={standing.map(|standing| attr(&standing.rank.number().to_string()))}
            data-overall={overall.map(|rank| attr(&rank.number().to_string()))}>
            <span part="rank" class="rank" ~textContent={texts.rank(standing)} />
            { rank_change(view, position) }
            <div class="entry-title">
                <button type="button" class="entry-name" id={name_id(index)} aria-expanded={bool_attr(open)}
                    onclick={view.disclose_on_click(Action::ToggleDetails(index))}>{ text_node(&entry.name) }</button>
                { view.late(|panels| (panels.overall_rank)(view, position)) }
                { view.late(|panels| (panels.compare_toggle)(view, index)) }
                { subline(texts, &entry.tagline, standing) }
            </div>
            { bar(view, index, &contributions) }
            <div class="score"><span part="score" ~textContent={score} /></div>
            if open { { view.panel_or_placeholder("details", Chunk::Panels, view.panels.map(|panels| (panels.details)(view, ranked, &contributions))) } }
        </li>
    }
}

/// Renders the number of ranks between the rank of a row and its published rank; nothing if a filter is active.
fn rank_change(view: &View, position: usize) -> Html {
    let (texts, state) = (view.texts, view.state);
    let standing = state.shown.rows()[position].standing;
    let rank = standing.filter(|_| !state.is_filtered());
    let published = state.published_ranks[position];
    let ranks = rank.map(|standing| standing.rank.number()).zip(published);
    let Some((rank, published)) = ranks.filter(|(rank, published)| rank != published) else {
        return Html::default();
    };
    let up = rank < published;
    let distance = rank.abs_diff(published);
    let arrow = if up { "▲" } else { "▼" }.to_owned();
    let label = texts.movement(distance, up, published);
    html! {
        <span class="movement" data-up={bool_attr(up)}>
            <span aria-hidden="true" ~textContent={arrow + &texts.number(distance)} />
            <span class="visually-hidden" ~textContent={label} />
        </span>
    }
}

/// Renders the contributions to an entry's total as a stacked bar. A click on it opens the row, as one beside it does.
///
/// Each segment is as wide as the bar, and moved and clipped to its part, so that a change of the weights lays nothing out.
fn bar(view: &View, entry: EntryIndex, contributions: &Contributions) -> Html {
    let (texts, comparison) = (view.texts, &*view.model.comparison);
    let parts = contributions
        .iter()
        .filter(|contribution| contribution.points.tenths() > 0);
    let highlighted = view.model.highlighted();
    let mut end = 0;
    let segments = parts.map(|part| {
        end += part.points.tenths();
        let [after, cut] = [end, part.points.tenths()].map(|tenths| Points::from_tenths(1000 - tenths));
        let style = format!("transform: translateX(-{after}%); clip-path: inset(0 1px 0 {cut}%)");
        // Not while a gesture goes on, since computing all labels takes long.
        let label = view.model.is_settled.then(|| texts.segment(comparison, entry, part));
        let is_dimmed = highlighted.is_some_and(|highlighted| highlighted != part.criterion);
        html! {
            <i part="segment" class="segment" role="img" data-hue={hue(part.criterion)} data-inferred={flag_attr(comparison.is_inferred(part.criterion, entry))}
                data-criterion={attr(&comparison.criterion(part.criterion).id)}
                data-dimmed={flag_attr(is_dimmed)} title={label} ~style={style} />
        }
    });
    html! {
        <div part="bar" class="bar" role="group" aria-label={texts.bar_label(comparison.entry(entry))}
            onclick={view.disclose_on_click(Action::ToggleDetails(entry))}>{ for segments }</div>
    }
}

/// Returns the id of the button with an entry's name.
pub(super) fn name_id(entry: EntryIndex) -> String {
    format!("entry-{}", entry.0)
}

/// Renders the line below a name: between which totals the missing scores leave the entry, and its tagline.
fn subline(texts: &Texts, tagline: &str, standing: Option<Standing>) -> Html {
    let bounds = standing.and_then(|standing| standing.bounds);
    let bounds = bounds.map(|(min, max)| texts.bounds(min.points(), max.points()));
    if tagline.is_empty() && bounds.is_none() {
        return Html::default();
    }
    html! {
        <span class="subline" data-bounded={flag_attr(bounds.is_some())}>
            if let Some(bounds) = bounds { <span data-bounds="" ~textContent={bounds} /> }
            <span class="tagline">{ text_node(tagline) }</span>
        </span>
    }
}
