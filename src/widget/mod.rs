//! The user interface: one component over the pure core, with a folder of views for each panel.
//!
//! `driver` passes events to the model and runs its effects; `app` combines the views; `panels` and `extras` are loaded
//! later.

mod app;
mod driver;
mod extras;
mod filters;
mod footer;
mod header;
mod host;
mod late_details;
mod lead;
mod markup;
mod menu;
mod panels;
mod ranking;
mod view;
mod weights;

pub(crate) use app::{App, Props as AppProps};
pub(crate) use driver::Driver;
pub(crate) use host::{Intl, Page, call, get_prop, inform, set_prop, settled, warn};
pub(crate) use late_details::LateDetails;
