//! What is loaded once the ranking shows: panels that a reader opens, and how firm the ranking is.
//!
//! The build puts what only [`fetch`] leads to, code and data, into a WebAssembly file of its own.

mod active_filters;
mod compare;
mod details;
mod filter_menus;
mod rank_order;
mod robustness;

use std::cell::RefCell;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::Details;
use weigh_in_core::ids::{CriterionIndex, FacetIndex};
use weigh_in_core::model::{self, Analyzer, Model};
use weigh_in_core::ranking::{Contributions, Ranked};
use yew::prelude::*;

use self::robustness::Analyze;
use crate::widget::bundled;
use crate::widget::view::View;

/// The ways into the panels.
pub(crate) struct Panels {
    /// Their look.
    pub(crate) styles: &'static str,
    /// Unpacks what is said about the bundled data set.
    pub(crate) bundled_details: fn() -> Details,
    /// What the entries are narrowed by, to take back.
    pub(crate) active: fn(&View) -> Html,
    /// What rose and fell with the last movement.
    pub(crate) changes: fn(&Model) -> String,
    /// What a screen reader is told of the last movement.
    pub(crate) announcement: fn(&Model) -> String,
    /// The entries that are compared, side by side.
    pub(crate) compare: fn(&View) -> Html,
    /// What there is to say about an entry.
    pub(crate) details: fn(&View, &Ranked, &Contributions) -> Html,
    /// What a facet offers to narrow by.
    pub(crate) facet: fn(&View, FacetIndex) -> Html,
    /// How far a criterion's slider can go while the leader stays first.
    pub(crate) stability_interval: fn(&View, CriterionIndex) -> Html,
    /// How firm the ranking is, in words.
    pub(crate) summary: fn(&View) -> Html,
    /// The analysis of how robust the ranking is.
    pub(crate) analysis: RefCell<Box<dyn Analyze>>,
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
        bundled_details: bundled::details,
        active: active_filters::active,
        changes: model::changes_in_words,
        announcement: model::announcement,
        compare: compare::compare,
        details: details::details,
        facet: filter_menus::facet,
        stability_interval: robustness::stability_interval,
        summary: robustness::summary,
        analysis: RefCell::new(Box::new(None::<Analyzer>)),
        order: rank_order::order,
        use_cases: filter_menus::use_cases,
    })
}
