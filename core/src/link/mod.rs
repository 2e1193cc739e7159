//! The session as a link, in the page's URL, and what the element's attributes say of it.

mod codec;
mod hide_attribute;
pub(crate) mod percent;
mod url;
mod weights_attribute;

pub use codec::{Decoded, MOST_NOTICES, MOST_OPEN, MOST_ROWS, Notice, decode, encode};
pub use hide_attribute::{Hidden, Hideable};
pub use url::{Place, find_value, with_value, without_states};
pub use weights_attribute::read_weights_attribute;
