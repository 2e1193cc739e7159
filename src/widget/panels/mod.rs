//! The panels that readers open, and the robustness of the ranking. Loaded when a reader points at the widget or focuses
//! something in it.
//!
//! The build moves code and data that are reachable only through [`fetch`] into a separate WebAssembly file.

mod compare;
mod details;
mod filter_menus;
mod filter_state;
mod keys;
mod notices;
mod overlays;
mod pointing;
mod printed;
mod rank_notes;
mod rank_order;
mod robustness;
mod status;
mod tray;
mod weight_tools;

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use web_sys::Element;
use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex};
use weigh_in_core::model::{self, Analyzer, LateUpdate, PanelsEvent, Shared, update_panels};
use weigh_in_core::ranking::{Contributions, RankingRow};
use yew::prelude::*;

use self::robustness::Analyze;
use crate::widget::driver::Driver;
use crate::widget::host;
use crate::widget::host::ItemRects;
use crate::widget::late_details::{LateDetails, unpack_details};
use crate::widget::ranking::{AnimateRows, PendingFrame};
use crate::widget::view::View;

/// The entry points of the panels.
pub(crate) struct Panels {
    /// Their style sheet.
    pub(crate) styles: &'static str,
    /// Updates the model for the events of the panels.
    pub(crate) late_update: LateUpdate,
    /// Unpacks the details of a data set.
    pub(crate) unpack_details: fn(&LateDetails, &Comparison) -> Shared<Details>,
    /// The button that removes all filters.
    pub(crate) clear_filters: fn(&View) -> Html,
    /// The suggestions for filters to remove where no entry passes.
    pub(crate) empty_state: fn(&View) -> Html,
    /// The compared entries, side by side.
    pub(crate) compare: fn(&View) -> Html,
    /// The details of an entry.
    pub(crate) details: fn(&View, &RankingRow, &Contributions) -> Html,
    /// The menu of a facet.
    pub(crate) facet_menu: fn(&View, FacetIndex) -> Html,
    /// The label of a facet's menu that names the only tag chosen.
    pub(crate) facet_label: fn(&View, FacetIndex) -> Option<String>,
    /// The label of the menu of use cases that names the one chosen.
    pub(crate) use_case_label: fn(&View) -> Option<String>,
    /// The weight stability interval of a criterion, on its slider.
    pub(crate) stability_interval: fn(&View, CriterionIndex) -> Html,
    /// The hints below the slider in use.
    pub(crate) slider_hints: fn(&View, CriterionIndex) -> Html,
    /// The panel with the robustness of the ranking.
    pub(crate) robustness: fn(&View) -> Html,
    /// The robustness analysis.
    pub(crate) analysis: RefCell<Box<dyn Analyze>>,
    /// The description of a criterion.
    pub(crate) description: fn(&View, CriterionIndex) -> Html,
    /// The buttons that reset and lock a weight.
    pub(crate) weight_tools: fn(&View, CriterionIndex) -> Html,
    /// Closes the menus and the filter sheet that a pointer was pressed outside of.
    pub(crate) close_outside: fn(&Rc<Driver>, &web_sys::Event),
    /// The number field for a weight's share of the total.
    pub(crate) share_field: fn(&View, CriterionIndex) -> Html,
    /// The parts of the link that were not used.
    pub(crate) notices: fn(&View) -> Html,
    /// The criteria in order of importance.
    pub(crate) order: fn(&View) -> Html,
    /// The sheet with all filters, and the entries selected for comparison, where they are shown.
    pub(crate) overlays: fn(&View) -> Html,
    /// Handles the keys of the whole widget.
    pub(crate) handle_key: fn(&Rc<Driver>, &KeyboardEvent),
    /// Dispatches an event right before the next frame is painted, unless the returned value is dropped first.
    pub(crate) request_frame: fn(&Rc<Driver>) -> Box<dyn Any>,
    /// Animates rows that move.
    pub(crate) animate_rows: AnimateRows,
    /// The filters, the date and the URL, on paper.
    pub(crate) printed: fn(&View) -> Html,
    /// The rank of a row among all entries.
    pub(crate) overall_rank: fn(&View, usize) -> Html,
    /// The button that selects an entry for comparison.
    pub(crate) compare_toggle: fn(&View, EntryIndex) -> Html,
    /// The status line.
    pub(crate) status: fn(&View) -> Html,
    /// The button that brings the tray of a narrow widget back.
    pub(crate) tray_tab: fn(&View) -> Html,
    /// The menu of the use cases.
    pub(crate) use_case_menu: fn(&View) -> Html,
}

/// Loads the panels, the first time. After a failure the next call tries again.
#[wasm_split(panels, fallible)]
pub(crate) fn fetch() -> Result<Panels, SplitLoaderError> {
    Ok(Panels {
        styles: include_str!("../../../assets/panels.css"),
        late_update: LateUpdate::Panels(update_panels),
        unpack_details,
        clear_filters: filter_state::clear_filters,
        empty_state: filter_state::empty_state,
        compare: compare::compare,
        details: details::details,
        facet_menu: filter_menus::facet_menu,
        facet_label: filter_menus::facet_label,
        use_case_label: filter_menus::use_case_label,
        stability_interval: robustness::stability_interval,
        slider_hints: robustness::slider_hints,
        robustness: robustness::panel,
        analysis: RefCell::new(Box::new(None::<Analyzer>)),
        description: weight_tools::description,
        weight_tools: weight_tools::weight_tools,
        close_outside,
        share_field: weight_tools::share_field,
        notices: notices::notices,
        order: rank_order::rank_order,
        overlays: overlays::overlays,
        handle_key: keys::handle_key,
        animate_rows,
        request_frame,
        printed: printed::printed,
        overall_rank: rank_notes::overall_rank,
        compare_toggle: tray::compare_toggle,
        status: status::status,
        tray_tab: tray::tray_tab,
        use_case_menu: filter_menus::use_case_menu,
    })
}

fn close_outside(driver: &Rc<Driver>, event: &web_sys::Event) {
    if let Some(root) = driver.root.cast() {
        host::close_menus(&root, event);
    }
    let is_sheet_open = driver.model().is_filter_sheet_open;
    if is_sheet_open && host::is_outside(".filter-sheet, .filters", event) {
        driver.dispatch(model::Event::ToggleFilters);
    }
}

fn animate_rows(list: &Element, pending: &PendingFrame) {
    // The recorded positions are on the screen until the next frame, however often the order changes before.
    if pending.borrow().is_none() {
        let (list, rects, finished) = (list.clone(), ItemRects::read(list), pending.clone());
        pending.replace(Some(host::on_next_frame(move || {
            rects.animate(&list);
            finished.take();
        })));
    }
}

fn request_frame(driver: &Rc<Driver>) -> Box<dyn Any> {
    let driver = Rc::downgrade(driver);
    Box::new(host::on_next_frame(move || {
        if let Some(driver) = driver.upgrade() {
            driver.dispatch(model::Event::Panels(PanelsEvent::Frame));
        }
    }))
}
