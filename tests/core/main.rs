//! What the core promises, a file a topic.

mod converting;
mod custody_insurance;
mod docs;
mod embed;
mod example_data;
mod exporting;
mod fallback;
mod invalid_datasets;
mod layers;
mod links;
mod linting;
mod manifest;
mod narrowing;
mod nearest_weights;
mod parsing;
mod rank_acceptability;
mod ranking;
mod reading;
mod robustness_report;
mod schema;
mod sessions;
mod stability_intervals;
mod support;
mod texts;
mod updating;
mod wording;
