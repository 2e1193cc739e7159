use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{self, Chunk};
use weigh_in_core::ranking::{Contributions, Rank, Standing};
use weigh_in_core::session::{Action, Session};
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{hue, presence, truth, value, words};
use crate::widget::view::View;

/// The row of the entry at a place from the top, with its details below it when they are open.
pub(super) fn row(view: &View, place: usize) -> Html {
    let (texts, state) = (view.texts, view.state);
    let (comparison, session) = (&*view.model.comparison, &state.session);
    let ranked = &state.shown.rows()[place];
    let (index, standing) = (ranked.entry, ranked.standing);
    let entry = comparison.entry(index);
    let contributions = Contributions::new(comparison, &session.weights, index);
    let open = session.open.contains(&index);
    let compared = session.compared.contains(&index);
    let full = session.compared.len() == Session::MAX_COMPARED;
    let overall = state.overall[place].map(|standing| standing.rank);
    html! {
        <li key={index.0} part="entry" class="entry" data-entry={value(&entry.id)} data-open={presence(open)}
            data-rank={standing.map(|standing| value(&standing.rank.number().to_string()))}
            data-overall={overall.map(|rank| value(&rank.number().to_string()))}>
            <div class="place">
                <span part="rank" class="rank">
                    { words(&texts.rank(standing)) }
                </span>
                { movement(texts, overall, state.published[place]) }
            </div>
            <div class="what">
                <button type="button" class="entry-name" id={name_id(index)} aria-expanded={truth(open)}
                    onclick={view.disclose_on_click(Action::ToggleOpen(index))}>{ words(&entry.name) }</button>
                if let Some(rank) = overall.filter(|_| state.is_narrowed()) { <small class="overall">{ words(&texts.overall(rank)) }</small> }
                if !entry.tagline.is_empty() { <span class="tagline">{ words(&entry.tagline) }</span> }
            </div>
            { bar(texts, comparison, index, &contributions) }
            <div class="score">{ score(texts, standing) }</div>
            if !view.hides(HideablePanel::Compare) { <input type="checkbox" part="compare-checkbox" class="compare-checkbox" aria-label={texts.pick(entry)} title={value(texts.get(text::COMPARE))} checked={compared}
                disabled={full && !compared} onchange={view.dispatch.reform(move |_: Event| model::Event::Apply(Action::ToggleCompared(index)))} /> }
            if open { { view.opened("details", Chunk::Panels, view.panels.map(|panels| (panels.details)(view, ranked, &contributions))) } }
        </li>
    }
}

/// The entry's points as a bar; the reader can go from one criterion's to the next.
fn bar(
    texts: &Texts,
    comparison: &Comparison,
    entry: EntryIndex,
    contributions: &Contributions,
) -> Html {
    let parts = contributions
        .iter()
        .filter(|contribution| contribution.points.tenths() > 0);
    let segments = parts.enumerate().map(|(place, part)| {
        html! {
            <i part="segment" class="segment" role="img" data-hue={hue(part.criterion)}
                data-criterion={value(&comparison.criterion(part.criterion).id)}
                tabindex={if place == 0 { "0" } else { "-1" }} aria-label={texts.segment(comparison, entry, part)}
                ~style={format!("inline-size: {}%", part.points)} />
        }
    });
    html! {
        <div part="bar" class="bar" role="group" aria-label={texts.bar(comparison.entry(entry))} onkeydown={host::rove_focus}>{ for segments }</div>
    }
}

/// The id of the button with an entry's name.
pub(super) fn name_id(entry: EntryIndex) -> String {
    format!("entry-{}", entry.0)
}

/// How far the entry is from its published rank.
fn movement(texts: &Texts, rank: Option<Rank>, published: Option<u32>) -> Html {
    let ranks = rank.map(Rank::number).zip(published);
    let Some((rank, published)) = ranks.filter(|(rank, published)| rank != published) else {
        return Html::default();
    };
    let up = rank < published;
    let places = rank.abs_diff(published);
    let told = texts.movement(places, up, published);
    html! {
        <span class="movement" data-up={truth(up)}>
            <span aria-hidden="true">{ words(if up { "▲" } else { "▼" }) }{ words(&texts.number(places)) }</span>
            <span class="unseen">{ words(&told) }</span>
        </span>
    }
}

fn score(texts: &Texts, standing: Option<Standing>) -> Html {
    let Some(Standing { total, bounds, .. }) = standing else {
        return Html::default();
    };
    let below = bounds.map_or_else(
        || texts.of_100(),
        |(least, greatest)| texts.bounds(least.points(), greatest.points()),
    );
    html! { <><span part="score">{ words(&texts.number(total.points())) }</span><small data-bounds={presence(bounds.is_some())}>{ words(&below) }</small></> }
}
