//! The session as the value of a link, the state in the page's URL, and the attributes `weights` and `hide`.

mod ascii;
mod codec;
mod hide_attribute;
pub(crate) mod percent;
mod url;
mod weights_attribute;

pub use codec::{
    DecodedLink, LinkNotice, MAX_NOTICES, MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK, decode, encode,
};
pub use hide_attribute::{HiddenPanels, HideablePanel};
pub use url::{StateLocation, find_value, with_value, without_states};
pub use weights_attribute::parse_weights_attribute;
