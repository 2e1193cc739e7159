//! The robustness of the ranking: on the slider in use, in a panel in its place and in details.

mod panel;
mod path_panel;
mod property;
mod rank_table;
mod stability_interval;

pub(super) use self::panel::panel;
pub(super) use self::path_panel::path_panel;
pub(super) use self::stability_interval::{slider_hints, stability_interval};

use wasm_bindgen::JsValue;
use weigh_in_core::model::{Analyzer, Event, Model};

use crate::widget::host;

/// The length of a slice of the analysis, in milliseconds.
const SLICE_MILLIS: f64 = 8.0;

/// The robustness analysis, as the driver sees it. It is used as a trait object, so that even the code that drops an
/// analysis is loaded with the panels.
pub(crate) trait Analyze {
    /// Updates the analysis to the model, or continues it for a slice of time if `advances`. Returns the report so far,
    /// and the delay after which to continue.
    fn run(&mut self, model: &Model, advances: bool) -> Event;
    /// Returns the element's property `robustness`.
    fn robustness_property(&mut self, model: &Model) -> JsValue;
}

/// The analysis starts with the first call of `run`.
impl Analyze for Option<Analyzer> {
    fn run(&mut self, model: &Model, advances: bool) -> Event {
        let is_new = self.is_none();
        let analyzer = self.get_or_insert_with(|| Analyzer::begin(model));
        let resume_after = if advances {
            let end = host::now() + SLICE_MILLIS;
            (!analyzer.advance(model, || host::now() < end)).then_some(0)
        } else {
            (is_new || analyzer.update(model)).then_some(Analyzer::SETTLE_DELAY)
        };
        Event::Analyzed {
            report: analyzer.report().clone(),
            level: analyzer.lead_level(model),
            resume_after,
        }
    }

    fn robustness_property(&mut self, model: &Model) -> JsValue {
        self.as_mut().map_or(JsValue::UNDEFINED, |analyzer| {
            property::robustness(analyzer, model)
        })
    }
}
