//! The session outside the widget: as a link, in the page's URL and history, as plain HTML, as
//! embed code for publishers, and as files that a reader takes away.

mod embed;
mod escaping;
mod export;
mod fallback;
mod hide_attribute;
mod link;
mod percent;
mod trail;
mod url;
mod weights_attribute;

pub use embed::{Embed, Snippet};
pub use export::{
    Anchor, Credits, Picture, Shape, export_csv, export_json, lost_in_csv, to_csv, to_json,
};
pub use fallback::fallback_html;
pub use hide_attribute::{Hidden, Hideable};
pub use link::{Decoded, Notice, decode, encode};
pub use trail::{Moved, Step, Trail};
pub use url::{Place, find_value, with_value, without_states};
pub use weights_attribute::read_weights_attribute;
