//! The session as a link, in the page's URL, and what the element's attributes say of it.

mod codec;
mod hide_attribute;
pub(crate) mod percent;
mod url;
mod weights_attribute;

pub use codec::{
    Decoded, MAX_NOTICES, MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK, Notice, decode, encode,
};
pub use hide_attribute::{HiddenPanels, HideablePanel};
pub use url::{StateLocation, find_value, with_value, without_states};
pub use weights_attribute::read_weights_attribute;
