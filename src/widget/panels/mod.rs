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
use crate::ranking::{Contributions, Ranked};
use crate::widget::view::View;

/// The ways into the panels.
pub(crate) struct Panels {
    /// Their look.
    pub(crate) styles: &'static str,
    /// What the entries are narrowed by, to take back.
    pub(crate) active: fn(&View) -> Html,
    /// What a criterion measures.
    pub(crate) description: fn(&Comparison, CriterionIndex) -> String,
    /// The entries that are compared, side by side.
    pub(crate) compare: fn(&View) -> Html,
    /// What there is to say about an entry.
    pub(crate) details: fn(&View, &Ranked, &Contributions, &Callback<EntryIndex>) -> Html,
    /// What a facet offers to narrow by.
    pub(crate) facet: fn(&View, FacetIndex) -> Html,
    /// The criteria in order of importance.
    pub(crate) order: fn(&View) -> Html,
    /// The use cases to narrow by.
    pub(crate) use_cases: fn(&View) -> Html,
}

/// Loads the panels, the first time. After a failure the next call tries again.
#[wasm_split(panels, fallible)]
pub(crate) fn fetch() -> Result<Panels, SplitLoaderError> {
    Ok(Panels {
        styles: include_str!("../../../assets/panels.css"),
        active: active::active,
        compare: compare::compare,
        description: |comparison, criterion| {
            whole(comparison, |comparison| {
                comparison.criterion(criterion).description.clone()
            })
        },
        details: details::details,
        facet: options::facet,
        order: order::order,
        use_cases: options::use_cases,
    })
}
