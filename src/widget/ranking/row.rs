use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk};
use weigh_in_core::ranking::{Contributions, Rank, Standing};
use weigh_in_core::session::{Action, Session};
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::host;
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
    let compared = session.compared.contains(&index);
    let full = session.compared.len() == Session::MAX_COMPARED;
    let overall = state.overall_standings[position].map(|standing| standing.rank);
    html! {
        <li key={index.0} part="entry" class="entry" data-entry={attr(&entry.id)} data-open={flag_attr(open)}
            data-rank={standing.map(|standing| attr(&standing.rank.number().to_string()))}
            data-overall={overall.map(|rank| attr(&rank.number().to_string()))}>
            <div class="ranks">
                <span part="rank" class="rank">
                    { text_node(&texts.rank(standing)) }
                </span>
                { rank_change(texts, overall, state.published_ranks[position]) }
            </div>
            <div class="entry-title">
                <button type="button" class="entry-name" id={name_id(index)} aria-expanded={bool_attr(open)}
                    onclick={view.disclose_on_click(Action::ToggleDetails(index))}>{ text_node(&entry.name) }</button>
                if let Some(rank) = overall.filter(|_| state.is_filtered()) { <small class="overall">{ text_node(&texts.overall(rank)) }</small> }
                if !entry.tagline.is_empty() { <span class="tagline">{ text_node(&entry.tagline) }</span> }
            </div>
            { bar(texts, comparison, index, &contributions) }
            <div class="score">{ score(texts, standing) }</div>
            if !view.hides(HideablePanel::Compare) { <input type="checkbox" part="compare-checkbox" class="compare-checkbox" aria-label={texts.select_for_comparison(entry)} title={attr(texts.get(text::COMPARE))} checked={compared}
                disabled={full && !compared} onchange={view.dispatch.reform(move |_: Event| model::Event::Apply(Action::ToggleCompared(index)))} /> }
            if open { { view.panel_or_placeholder("details", Chunk::Panels, view.panels.map(|panels| (panels.details)(view, ranked, &contributions))) } }
        </li>
    }
}

/// Renders the contributions to an entry's total as a stacked bar. Arrow keys move between its segments.
fn bar(
    texts: &Texts,
    comparison: &Comparison,
    entry: EntryIndex,
    contributions: &Contributions,
) -> Html {
    let parts = contributions
        .iter()
        .filter(|contribution| contribution.points.tenths() > 0);
    let segments = parts.enumerate().map(|(position, part)| {
        html! {
            <i part="segment" class="segment" role="img" data-hue={hue(part.criterion)}
                data-criterion={attr(&comparison.criterion(part.criterion).id)}
                tabindex={if position == 0 { "0" } else { "-1" }} aria-label={texts.segment(comparison, entry, part)}
                ~style={format!("inline-size: {}%", part.points)} />
        }
    });
    html! {
        <div part="bar" class="bar" role="group" aria-label={texts.bar_label(comparison.entry(entry))} onkeydown={host::rove_focus}>{ for segments }</div>
    }
}

/// Returns the id of the button with an entry's name.
pub(super) fn name_id(entry: EntryIndex) -> String {
    format!("entry-{}", entry.0)
}

/// Renders the number of ranks between an entry's rank and its published rank.
fn rank_change(texts: &Texts, rank: Option<Rank>, published: Option<u32>) -> Html {
    let ranks = rank.map(Rank::number).zip(published);
    let Some((rank, published)) = ranks.filter(|(rank, published)| rank != published) else {
        return Html::default();
    };
    let up = rank < published;
    let distance = rank.abs_diff(published);
    let label = texts.movement(distance, up, published);
    html! {
        <span class="movement" data-up={bool_attr(up)}>
            <span aria-hidden="true">{ text_node(if up { "▲" } else { "▼" }) }{ text_node(&texts.number(distance)) }</span>
            <span class="visually-hidden">{ text_node(&label) }</span>
        </span>
    }
}

fn score(texts: &Texts, standing: Option<Standing>) -> Html {
    let Some(Standing { total, bounds, .. }) = standing else {
        return Html::default();
    };
    let caption = bounds.map_or_else(
        || texts.of_100(),
        |(min, max)| texts.bounds(min.points(), max.points()),
    );
    html! { <><span part="score">{ text_node(&texts.number(total.points())) }</span><small data-bounds={flag_attr(bounds.is_some())}>{ text_node(&caption) }</small></> }
}
