//! What the core promises, a file a topic.

mod bad;
mod converting;
mod custody_insurance;
mod embed;
mod example_data;
mod exporting;
mod fallback;
mod insights_bands;
mod insights_paths;
mod insights_shares;
mod layers;
mod links;
mod manifest;
mod narrowing;
mod parsing;
mod ranking;
mod reading;
mod reviewing;
mod robustness_report;
mod schema;
mod sessions;
mod support;
mod texts;
mod updating;
mod wording;
