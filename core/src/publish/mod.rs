//! The ranking outside the widget: as plain HTML, as embed code for publishers, and as a picture for readers to save.

mod embed;
mod escaping;
mod fallback;
mod picture;
mod svg;
mod typesetting;

pub use embed::{Embed, Snippet};
pub use fallback::fallback_html;
pub use picture::{Anchor, Attribution, Picture, Shape};
