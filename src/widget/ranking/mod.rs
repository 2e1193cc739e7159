//! The panel of the ranking: a row for each entry, animated when the order changes.

mod row;
mod rows;

use yew::prelude::*;

use self::row::row;
pub(super) use self::rows::{AnimateRows, AnimatedRows, PendingFrame};
use crate::widget::markup::{attr, button};
use crate::widget::view::View;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::State;
use weigh_in_core::session::{Action, Session};
use weigh_in_core::text;

/// Renders the ranked entries, and a button that shows more.
pub(super) fn ranking(view: &View, rows: &AnimatedRows) -> Html {
    let shown = &view.state.shown;
    let left = shown.entry_count() - shown.rows().len();
    let more = view.texts.more((Session::PAGE_SIZE as usize).min(left));
    html! {
        <>
            <ol part="ranking" class="ranking" role="list" data-digits={attr(&shown.rows().len().to_string().len().to_string())} aria-label={attr(view.texts.get(text::RANKING))} ref={&rows.list}>
                { for (0..shown.rows().len()).map(|index| row(view, index)) }
            </ol>
            if left > 0 { { button("more", &more, view.disclose_on_click(Action::ShowMore)) } }
        </>
    }
}

/// Returns the entries of the rows, in order.
pub(super) fn entries(state: &State) -> impl Iterator<Item = EntryIndex> {
    state.shown.rows().iter().map(|row| row.entry)
}
