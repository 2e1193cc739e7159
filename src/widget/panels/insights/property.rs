use js_sys::Object;
use wasm_bindgen::JsValue;
use weigh_in_core::model::{Analyzer, Model};
use weigh_in_core::robustness::{Acceptability, BandById, ById, PathById, ReportById};

use crate::widget::host::put;

/// Of how many scores shares are counted at once when a script asks: they take some tenths of a second. Of more the
/// script gets them when they have been counted in idle time.
const MOST_AT_ONCE: usize = 300;

/// The property `insights`, computed to its end: `{firstShare, bands, paths}`.
pub(super) fn insights(analyzer: &mut Analyzer, model: &Model) -> JsValue {
    let comparison = &*model.comparison;
    let Some(report) = analyzer.report_at_once(model, MOST_AT_ONCE) else {
        return JsValue::UNDEFINED;
    };
    let rows = model.state.shown.rows().iter().map(|row| row.entry);
    let rows = rows.take(Acceptability::MOST_RANKED);
    let ReportById {
        first_share,
        bands,
        paths,
    } = ReportById::new(comparison, &report, rows);
    let insights = Object::new();
    put(&insights, "firstShare", object(first_share, JsValue::from));
    put(&insights, "bands", object(bands, band));
    put(
        &insights,
        "paths",
        object(paths, |found| found.map_or(JsValue::NULL, path)),
    );
    insights.into()
}

fn object<T>(values: ById<T>, js: impl Fn(T) -> JsValue) -> JsValue {
    let object = Object::new();
    for (id, value) in values.0 {
        put(&object, &id, js(value));
    }
    object.into()
}

fn band(band: BandById) -> JsValue {
    let object = Object::new();
    put(&object, "low", band.low);
    put(&object, "high", band.high);
    for (end, taker) in [("below", band.below), ("above", band.above)] {
        put(&object, end, taker.map_or(JsValue::NULL, JsValue::from));
    }
    object.into()
}

fn path(path: PathById) -> JsValue {
    let object = Object::new();
    put(
        &object,
        "weights",
        self::object(path.weights, JsValue::from),
    );
    put(&object, "movement", path.movement);
    object.into()
}
