//! How firm the ranking is: on the sliders, above the ranking, in details and in comparisons.

mod pairwise;
mod path_panel;
mod property;
mod rank_table;
mod stability_interval;
mod summary;

pub(super) use self::pairwise::pair;
pub(super) use self::path_panel::way;
pub(super) use self::stability_interval::stability_interval;
pub(super) use self::summary::summary;

use wasm_bindgen::JsValue;
use weigh_in_core::model::{Analyzer, Event, Model};

use crate::widget::host;

/// How long a slice of the analysis may take, in milliseconds.
const SLICE: f64 = 8.0;

/// The analysis of how robust the ranking is, as the driver knows it. Behind a trait object, what drops an analysis
/// loads with the panels, too.
pub(crate) trait Analyze {
    /// Follows the model, or goes on for a slice of time; returns what is known, and after how long more is to do.
    fn work(&mut self, model: &Model, goes_on: bool) -> Event;
    /// The element's property `robustness`.
    fn property(&mut self, model: &Model) -> JsValue;
}

/// It begins with the first work.
impl Analyze for Option<Analyzer> {
    fn work(&mut self, model: &Model, goes_on: bool) -> Event {
        let is_new = self.is_none();
        let analyzer = self.get_or_insert_with(|| Analyzer::begin(model));
        let again_in = if goes_on {
            let end = host::now() + SLICE;
            (!analyzer.advance(model, || host::now() < end)).then_some(0)
        } else {
            (is_new || analyzer.follow(model)).then_some(Analyzer::REST)
        };
        Event::Analyzed {
            report: analyzer.report().clone(),
            again_in,
        }
    }

    fn property(&mut self, model: &Model) -> JsValue {
        self.as_mut().map_or(JsValue::UNDEFINED, |analyzer| {
            property::robustness(analyzer, model)
        })
    }
}
