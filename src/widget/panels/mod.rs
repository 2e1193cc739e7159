//! The panels that readers open, and the robustness of the ranking. Loaded after the ranking is shown.
//!
//! The build moves code and data that are reachable only through [`fetch`] into a separate WebAssembly file.

mod active_filters;
mod compare;
mod details;
mod filter_menus;
mod rank_order;
mod robustness;

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::Details;
use weigh_in_core::ids::{CriterionIndex, FacetIndex};
use weigh_in_core::model::{self, Analyzer, LateUpdate, Model, PanelsEvent, update_panels};
use weigh_in_core::ranking::{Contributions, RankingRow};
use yew::prelude::*;

use self::robustness::Analyze;
use crate::widget::driver::Driver;
use crate::widget::view::View;
use crate::widget::{bundled, host};

/// The entry points of the panels.
pub(crate) struct Panels {
    /// Their style sheet.
    pub(crate) styles: &'static str,
    /// Updates the model for the events of the panels.
    pub(crate) late_update: LateUpdate,
    /// Unpacks the details of the bundled data set.
    pub(crate) bundled_details: fn() -> Details,
    /// The active filters, with buttons that remove them.
    pub(crate) active_filters: fn(&View) -> Html,
    /// Describes which entries rose and fell with the last change.
    pub(crate) rank_changes: fn(&Model) -> String,
    /// Describes the last change for screen readers.
    pub(crate) announcement: fn(&Model) -> String,
    /// The compared entries, side by side.
    pub(crate) compare: fn(&View) -> Html,
    /// The details of an entry.
    pub(crate) details: fn(&View, &RankingRow, &Contributions) -> Html,
    /// The menu of a facet.
    pub(crate) facet_menu: fn(&View, FacetIndex) -> Html,
    /// The weight stability interval of a criterion, on its slider.
    pub(crate) stability_interval: fn(&View, CriterionIndex) -> Html,
    /// The robustness of the ranking, in words.
    pub(crate) summary: fn(&View) -> Html,
    /// The robustness analysis.
    pub(crate) analysis: RefCell<Box<dyn Analyze>>,
    /// The criteria in order of importance.
    pub(crate) order: fn(&View) -> Html,
    /// Dispatches an event right before the next frame is painted, unless the returned value is dropped first.
    pub(crate) request_frame: fn(&Rc<Driver>) -> Box<dyn Any>,
    /// The menu of the use cases.
    pub(crate) use_case_menu: fn(&View) -> Html,
}

/// Loads the panels, the first time. After a failure the next call tries again.
#[wasm_split(panels, fallible)]
pub(crate) fn fetch() -> Result<Panels, SplitLoaderError> {
    Ok(Panels {
        styles: include_str!("../../../assets/panels.css"),
        late_update: LateUpdate::Panels(update_panels),
        bundled_details: bundled::details,
        active_filters: active_filters::active_filters,
        rank_changes: model::describe_rank_changes,
        announcement: model::announcement,
        compare: compare::compare,
        details: details::details,
        facet_menu: filter_menus::facet_menu,
        stability_interval: robustness::stability_interval,
        summary: robustness::summary,
        analysis: RefCell::new(Box::new(None::<Analyzer>)),
        order: rank_order::rank_order,
        request_frame,
        use_case_menu: filter_menus::use_case_menu,
    })
}

fn request_frame(driver: &Rc<Driver>) -> Box<dyn Any> {
    let driver = Rc::downgrade(driver);
    Box::new(host::on_next_frame(move || {
        if let Some(driver) = driver.upgrade() {
            driver.dispatch(model::Event::Panels(PanelsEvent::Frame));
        }
    }))
}
