//! What the reader sees: one component over the pure core, whose views stand in a folder per panel.
//!
//! `app` takes messages in and puts the views together; `store` holds the state; `panels` and `extras`
//! are loaded later.

mod address;
mod app;
mod bundled;
mod extras;
mod fetch;
mod filters;
mod header;
mod host;
mod markup;
mod panels;
mod ranking;
mod shared;
mod store;
mod view;
mod weights;

pub(crate) use address::Address;
pub(crate) use app::{App, Msg, Props as AppProps};
pub(crate) use host::{Intl, Page, call, get, kept, warn};
pub(crate) use shared::Shared;
pub(crate) use store::Store;
