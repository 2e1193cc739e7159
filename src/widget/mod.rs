//! What the reader sees: one component over the pure core, whose views stand in a folder per panel.
//!
//! `driver` takes events to the model and carries out its effects; `app` puts the views together; `panels` and `extras`
//! are loaded later.

mod app;
mod bundled;
mod driver;
mod extras;
mod filters;
mod header;
mod host;
mod markup;
mod menu;
mod notices;
mod panels;
mod ranking;
mod view;
mod weights;

pub(crate) use app::{App, Props as AppProps};
pub(crate) use driver::Driver;
pub(crate) use host::{Intl, Page, call, get_prop, set_prop, settled, warn};
