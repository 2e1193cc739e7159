//! What few readers ask for: the guide, files to take away, and code to embed. It is loaded when one of them does.
//!
//! The build puts what only [`fetch`] leads to, code and data, into a WebAssembly file of its own.

mod embed;
mod guide;
mod save;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use weigh_in_core::dataset::Details;
use weigh_in_core::model::{FileFormat, Model, Shared};
use yew::prelude::*;

use crate::widget::Page;
use crate::widget::bundled;
use crate::widget::view::View;

/// The ways into the extras.
pub(crate) struct Extras {
    /// Their look.
    pub(crate) styles: &'static str,
    /// Unpacks what is said about the bundled data set.
    pub(crate) bundled_details: fn() -> Details,
    /// What there is to save.
    pub(crate) formats: fn(&View) -> Html,
    /// The code to embed.
    pub(crate) embed: fn(&View, &Shared<Page>) -> Html,
    /// The guide, and whether it is open.
    pub(crate) guide: fn(&View, bool) -> Html,
    /// Hands the reader a file of what is shown, with the link that leads here; whether that worked.
    pub(crate) save: fn(FileFormat, &Model, &str) -> bool,
}

/// Loads the extras, the first time. After a failure the next call tries again.
#[wasm_split(extras, fallible)]
pub(crate) fn fetch() -> Result<Extras, SplitLoaderError> {
    Ok(Extras {
        styles: include_str!("../../../assets/extras.css"),
        bundled_details: bundled::details,
        formats: save::formats,
        embed: embed::embed,
        guide: guide::guide,
        save: save::save,
    })
}
