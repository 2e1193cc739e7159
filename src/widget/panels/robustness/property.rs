use js_sys::Object;
use wasm_bindgen::JsValue;
use weigh_in_core::model::{Analyzer, Model};
use weigh_in_core::robustness::{
    ById, NearestWeightsById, RankAcceptability, ReportById, StabilityIntervalById,
};

use crate::widget::host::set_prop;

/// The number of scores up to which rank acceptabilities are computed synchronously when a script reads the property,
/// in some tenths of a second. For more scores they are computed in idle time.
const MAX_SCORES_AT_ONCE: usize = 300;

/// Returns the property `robustness`, completely computed: `{firstShare, stabilityIntervals, nearestWeights}`.
pub(super) fn robustness(analyzer: &mut Analyzer, model: &Model) -> JsValue {
    let comparison = &*model.comparison;
    let Some(report) = analyzer.report_now(model, MAX_SCORES_AT_ONCE) else {
        return JsValue::UNDEFINED;
    };
    let rows = model.state.shown.rows().iter().map(|row| row.entry);
    let rows = rows.take(RankAcceptability::MAX_RANKED);
    let ReportById {
        first_share,
        stability_intervals,
        nearest_weights,
    } = ReportById::new(comparison, &report, rows);
    let robustness = Object::new();
    set_prop(
        &robustness,
        "firstShare",
        object(first_share, JsValue::from),
    );
    set_prop(
        &robustness,
        "stabilityIntervals",
        object(stability_intervals, stability_interval),
    );
    set_prop(
        &robustness,
        "nearestWeights",
        object(nearest_weights, |nearest| {
            nearest.map_or(JsValue::NULL, nearest_weights_object)
        }),
    );
    robustness.into()
}

fn object<T>(values: ById<T>, js: impl Fn(T) -> JsValue) -> JsValue {
    let object = Object::new();
    for (id, value) in values.0 {
        set_prop(&object, &id, js(value));
    }
    object.into()
}

fn stability_interval(interval: StabilityIntervalById) -> JsValue {
    let object = Object::new();
    set_prop(&object, "low", interval.low);
    set_prop(&object, "high", interval.high);
    for (end, challenger) in [("below", interval.below), ("above", interval.above)] {
        set_prop(
            &object,
            end,
            challenger.map_or(JsValue::NULL, JsValue::from),
        );
    }
    object.into()
}

fn nearest_weights_object(nearest: NearestWeightsById) -> JsValue {
    let object = Object::new();
    set_prop(
        &object,
        "weights",
        self::object(nearest.weights, JsValue::from),
    );
    set_prop(&object, "movement", nearest.movement);
    object.into()
}
