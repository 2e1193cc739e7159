use js_sys::Object;
use wasm_bindgen::JsValue;
use weigh_in_core::model::{Analyzer, Model};
use weigh_in_core::robustness::{
    ById, NearestWeightsById, RankAcceptability, ReportById, StabilityIntervalById,
};

use crate::widget::host::set_prop;

/// Of how many scores shares are counted at once when a script asks: they take some tenths of a second. Of more the
/// script gets them when they have been counted in idle time.
const MOST_AT_ONCE: usize = 300;

/// The property `robustness`, computed to its end: `{firstShare, stabilityIntervals, nearestWeights}`.
pub(super) fn robustness(analyzer: &mut Analyzer, model: &Model) -> JsValue {
    let comparison = &*model.comparison;
    let Some(report) = analyzer.report_at_once(model, MOST_AT_ONCE) else {
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
        object(nearest_weights, |found| found.map_or(JsValue::NULL, path)),
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

fn stability_interval(stability_interval: StabilityIntervalById) -> JsValue {
    let object = Object::new();
    set_prop(&object, "low", stability_interval.low);
    set_prop(&object, "high", stability_interval.high);
    for (end, challenger) in [
        ("below", stability_interval.below),
        ("above", stability_interval.above),
    ] {
        set_prop(
            &object,
            end,
            challenger.map_or(JsValue::NULL, JsValue::from),
        );
    }
    object.into()
}

fn path(path: NearestWeightsById) -> JsValue {
    let object = Object::new();
    set_prop(
        &object,
        "weights",
        self::object(path.weights, JsValue::from),
    );
    set_prop(&object, "movement", path.movement);
    object.into()
}
