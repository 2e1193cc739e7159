//! What few readers ask for: the guide, and files to take away. It is loaded when one of them does.
//!
//! The build puts what only [`fetch`] leads to, code and data, into a WebAssembly file of its own.

mod guide;
mod save;

use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

pub(crate) use self::save::Format;
use crate::comparison::Comparison;
use crate::texts::Texts;
use crate::widget::Shared;
use crate::widget::store::State;

/// The ways into the extras.
pub(crate) struct Extras {
    /// Their look.
    pub(crate) styles: &'static str,
    /// What there is to save.
    pub(crate) formats: fn(&Texts, &Callback<Format>) -> Html,
    /// The guide, and whether it is open.
    pub(crate) guide: fn(&Shared<Texts>, &Shared<Comparison>, bool) -> Html,
    /// Hands the reader a file of what is shown, with the link that leads here; whether that worked.
    pub(crate) save: fn(Format, &Texts, &Comparison, &State, &str) -> bool,
}

/// Loads the extras, the first time. After a failure the next call tries again.
#[wasm_split(extras, fallible)]
pub(crate) fn fetch() -> Result<Extras, SplitLoaderError> {
    Ok(Extras {
        styles: include_str!("../../../assets/extras.css"),
        formats: save::formats,
        guide: guide::guide,
        save: save::save,
    })
}
