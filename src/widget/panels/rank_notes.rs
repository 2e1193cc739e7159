use yew::prelude::*;

use crate::widget::markup::{bool_attr, text_node};
use crate::widget::view::View;

/// Renders the number of ranks between the rank of a row and its published rank; nothing if a filter is active.
pub(super) fn rank_change(view: &View, position: usize) -> Html {
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
    let label = texts.movement(distance, up, published);
    html! {
        <span class="movement" data-up={bool_attr(up)}>
            <span aria-hidden="true">{ text_node(if up { "▲" } else { "▼" }) }{ text_node(&texts.number(distance)) }</span>
            <span class="visually-hidden">{ text_node(&label) }</span>
        </span>
    }
}

/// Renders the rank of a row among all entries, if a filter hides some.
pub(super) fn overall_rank(view: &View, position: usize) -> Html {
    let state = view.state;
    match state.overall_standings[position].filter(|_| state.is_filtered()) {
        Some(standing) => {
            html! { <small class="overall">{ text_node(&view.texts.overall(standing.rank)) }</small> }
        }
        None => Html::default(),
    }
}
