//! Features that few readers use: the guide, saving files, and the code to embed. Loaded when one is first opened.
//!
//! The build moves code and data that are reachable only through [`fetch`] into a separate WebAssembly file.

mod embed;
mod guide;
mod save;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::Details;
use weigh_in_core::model::{ExportFormat, Model, Shared};
use yew::prelude::*;

use crate::widget::Page;
use crate::widget::bundled;
use crate::widget::view::View;

/// The entry points of the extras.
pub(crate) struct Extras {
    /// Their style sheet.
    pub(crate) styles: &'static str,
    /// Unpacks the details of the bundled data set.
    pub(crate) bundled_details: fn() -> Details,
    /// The file formats to choose from.
    pub(crate) formats: fn(&View) -> Html,
    /// The dialog with the code to embed.
    pub(crate) embed: fn(&View, &Shared<Page>) -> Html,
    /// The guide, and whether it is open.
    pub(crate) guide: fn(&View, bool) -> Html,
    /// Saves the shown ranking and its link as a file. Reports whether that worked.
    pub(crate) save: fn(ExportFormat, &Model, &str) -> bool,
}

/// Loads the extras, the first time. After a failure the next call tries again.
#[wasm_split(extras, fallible)]
pub(crate) fn fetch() -> Result<Extras, SplitLoaderError> {
    Ok(Extras {
        styles: include_str!("../../../assets/extras.css"),
        bundled_details: bundled::details,
        formats: save::formats,
        embed: embed::embed_dialog,
        guide: guide::guide,
        save: save::save,
    })
}
