//! The ranking outside the widget: as plain HTML, as embed code for publishers, and as files that a reader takes away.

mod embed;
mod escaping;
mod export;
mod fallback;

pub use embed::{Embed, Snippet};
pub use export::{
    Anchor, Credits, Picture, Shape, export_csv, export_json, lost_in_csv, to_csv, to_json,
};
pub use fallback::fallback_html;
