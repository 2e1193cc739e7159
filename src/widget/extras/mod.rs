//! Features that few readers use: the guide, saving files, and the code to embed. Loaded when one is first opened.
//!
//! The build moves code and data that are reachable only through [`fetch`] into a separate WebAssembly file.

mod embed;
mod guide;
mod save;

use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::model::{
    EmbedDialog, EmbedDialogEffect, ExportFormat, LateUpdate, Model, Shared, update_embed_dialog,
};
use yew::prelude::*;

use crate::widget::driver::Driver;
use crate::widget::late_details::{LateDetails, unpack_details};
use crate::widget::view::View;

/// The entry points of the extras.
pub(crate) struct Extras {
    /// Their style sheet.
    pub(crate) styles: &'static str,
    /// Updates the model for the events of the dialog with the code to embed.
    pub(crate) late_update: LateUpdate,
    /// Unpacks the details of a data set.
    pub(crate) unpack_details: fn(&LateDetails, &Comparison) -> Shared<Details>,
    /// The file formats to choose from.
    pub(crate) formats: fn(&View) -> Html,
    /// The dialog with the code to embed.
    pub(crate) embed: fn(&View, &EmbedDialog) -> Html,
    /// Carries out an effect of the dialog with the code to embed.
    pub(crate) run_embed_dialog: fn(&Rc<Driver>, EmbedDialogEffect),
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
        late_update: LateUpdate::Extras(update_embed_dialog),
        unpack_details,
        formats: save::formats,
        embed: embed::embed_dialog,
        run_embed_dialog: embed::run,
        guide: guide::guide,
        save: save::save,
    })
}
