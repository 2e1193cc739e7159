//! Panels that are loaded when a reader first opens one of them.
//!
//! The build puts what only [`fetch`] leads to, code and data, into a WebAssembly file of its own.

mod active;
mod compare;
mod details;
mod options;
mod order;
mod whole;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

pub(crate) use self::order::Reorder;
pub(super) use self::whole::whole;
use crate::comparison::{Comparison, CriterionIndex, EntryIndex, FacetIndex};
use crate::ranking::{Contributions, Standing};
use crate::session::{Action, Filter};
use crate::widget::Shared;
use crate::widget::store::State;

/// The ways into the panels.
pub(crate) struct Panels {
    /// Their look.
    pub(crate) styles: &'static str,
    /// What the entries are narrowed by, and whether nothing is left.
    pub(crate) active: fn(&Comparison, &Filter, bool, &Callback<Action>) -> Html,
    /// What a criterion measures.
    pub(crate) description: fn(&Comparison, CriterionIndex) -> String,
    /// The entries that are compared, side by side.
    pub(crate) compare: fn(&Comparison, &State, &Callback<Action>) -> Html,
    /// What there is to say about an entry.
    pub(crate) details: fn(
        &Comparison,
        EntryIndex,
        &Contributions,
        Option<Standing>,
        &Callback<EntryIndex>,
    ) -> Html,
    /// What a facet offers to narrow by.
    pub(crate) facet: fn(&Shared<Comparison>, &Filter, FacetIndex, &Callback<Action>) -> Html,
    /// The criteria in order of importance.
    pub(crate) order: fn(&Shared<Comparison>, &Shared<State>, &Callback<Reorder>) -> Html,
    /// The use cases to narrow by.
    pub(crate) use_cases: fn(&Comparison, &Filter, &Callback<Action>) -> Html,
}

/// Loads the panels, the first time. After a failure the next call tries again.
#[wasm_split(panels, fallible)]
pub(crate) fn fetch() -> Result<Panels, SplitLoaderError> {
    Ok(Panels {
        styles: include_str!("../../../assets/panels.css"),
        active: |comparison, filter, nothing_left, act| {
            whole(comparison, |comparison| {
                active::active(comparison, filter, nothing_left, act)
            })
        },
        compare: compare::compare,
        description: |comparison, criterion| {
            whole(comparison, |comparison| {
                comparison.criterion(criterion).description.clone()
            })
        },
        details: |comparison, entry, contributions, standing, on_show| {
            whole(comparison, |comparison| {
                details::details(comparison, entry, contributions, standing, on_show)
            })
        },
        facet: options::facet,
        order: order::order,
        use_cases: |comparison, filter, act| {
            whole(comparison, |comparison| {
                options::use_cases(comparison, filter, act)
            })
        },
    })
}
