//! How firm the ranking is: on the sliders, above the ranking, in details and in comparisons.

mod bands;
mod pair;
mod property;
mod ranks;
mod summary;
mod way;

pub(super) use self::bands::band;
pub(super) use self::pair::pair;
pub(super) use self::summary::summary;
pub(super) use self::way::way;

use wasm_bindgen::JsValue;
use weigh_in_core::model::{Analyzer, Model, Shared};
use weigh_in_core::robustness::Report;

use crate::widget::host;

/// How long a slice of the analysis may take, in milliseconds.
const SLICE: f64 = 8.0;

/// The analysis of how robust the ranking is, as the driver knows it. Behind a trait object, what drops an analysis
/// loads with the panels, too.
pub(crate) trait Analyze {
    /// Follows the model; returns whether there is something new to compute.
    fn follow(&mut self, model: &Model) -> bool;
    /// Works for a slice of time; returns whether the report is complete.
    fn advance(&mut self, model: &Model) -> bool;
    /// What is known so far.
    fn report(&self) -> Shared<Report>;
    /// The element's property `insights`.
    fn property(&mut self, model: &Model) -> JsValue;
}

impl Analyze for Analyzer {
    fn follow(&mut self, model: &Model) -> bool {
        Analyzer::follow(self, model)
    }

    fn advance(&mut self, model: &Model) -> bool {
        let end = host::now() + SLICE;
        Analyzer::advance(self, model, || host::now() < end)
    }

    fn report(&self) -> Shared<Report> {
        Analyzer::report(self).clone()
    }

    fn property(&mut self, model: &Model) -> JsValue {
        property::insights(self, model)
    }
}

/// Begins an analysis.
pub(super) fn analyze(model: &Model) -> Box<dyn Analyze> {
    Box::new(Analyzer::begin(model))
}
