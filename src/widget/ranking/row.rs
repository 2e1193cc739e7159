use yew::prelude::*;

use super::details::details;
use crate::comparison::{Comparison, EntryIndex};
use crate::ranking::{Contributions, Standing};
use crate::widget::store::State;
use crate::widget::{Shared, text};

/// An entry's row, with its details below it when they are open.
pub(super) struct Row;

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) comparison: Shared<Comparison>,
    pub(super) state: Shared<State>,
    pub(super) entry: EntryIndex,
    pub(super) standing: Option<Standing>,
    pub(super) published: Option<u32>,
    pub(super) open: bool,
    pub(super) on_toggle: Callback<()>,
    /// Another entry is to be shown.
    pub(super) on_show: Callback<EntryIndex>,
}

impl Component for Row {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Row
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            comparison,
            state,
            entry: index,
            standing,
            published,
            open,
            on_toggle,
            on_show,
        } = ctx.props();
        let entry = comparison.entry(*index);
        let contributions = Contributions::new(comparison, &state.session.weights, *index);
        let rank = standing.map(|standing| standing.rank.number());
        html! {
            <li part="entry" class={classes!("entry", open.then_some("open"))} data-entry={entry.id.clone()}
                data-rank={rank.map(|rank| rank.to_string())}>
                <div class="place">
                    <span part="rank" class="rank">{ standing.map_or_else(|| "–".to_owned(), |standing| standing.to_string()) }</span>
                    { movement(rank, *published) }
                </div>
                <div class="what">
                    <button class="entry-name" type="button" id={name_id(*index)} aria-expanded={open.to_string()}
                        onclick={on_toggle.reform(|_| ())}>{ &entry.name }</button>
                    if !entry.tagline.is_empty() { <span class="tagline">{ &entry.tagline }</span> }
                </div>
                <div part="bar" class="bar" aria-hidden="true">
                    { for contributions.iter().filter(|contribution| contribution.points.tenths() > 0).map(|contribution| {
                        let points = contribution.points;
                        html! {
                            <i part="segment" class={text::hue(contribution.criterion)}
                                data-criterion={comparison.criterion(contribution.criterion).id.clone()}
                                ~style={format!("inline-size: {points}%")} />
                        }
                    }) }
                </div>
                { score(*standing) }
                if *open { { details(comparison, *index, &contributions, *standing, on_show) } }
            </li>
        }
    }
}

/// The id of the button with an entry's name.
pub(super) fn name_id(entry: EntryIndex) -> String {
    format!("entry-{}", entry.0)
}

/// How far the entry is from its published rank.
fn movement(rank: Option<u32>, published: Option<u32>) -> Html {
    let (Some(rank), Some(published)) = (rank, published) else {
        return html! {};
    };
    let up = rank < published;
    let places = rank.abs_diff(published);
    if places == 0 {
        return html! {};
    }
    html! {
        <span class={classes!("movement", if up { "up" } else { "down" })} title={text::movement(places, up, published)}>
            <span aria-hidden="true">{ if up { "▲" } else { "▼" } }{ places }</span>
            <span class="unseen">{ text::movement(places, up, published) }</span>
        </span>
    }
}

fn score(standing: Option<Standing>) -> Html {
    let Some(Standing { total, bounds, .. }) = standing else {
        return html! { <div class="score" /> };
    };
    html! {
        <div class="score">
            <span part="score">{ total.points().to_string() }</span>
            if let Some((least, greatest)) = bounds {
                <small>{ text::bounds(least.points(), greatest.points()) }</small>
            } else {
                <small class="whole">{ text::OF_100 }</small>
            }
        </div>
    }
}
