use js_sys::Object;
use wasm_bindgen::JsValue;

use super::facts::{entries, facts, study};
use crate::widget::host::put;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::Model;
use weigh_in_core::robustness::{Acceptability, Band, PathToFirst, path_to_first};

/// For how many positions shares are counted at once when a script asks: they take some tenths of a second. Of more it
/// is told when they have been counted in idle time.
const MOST_AT_ONCE: usize = 300;

/// The property `insights`, worked out to its end: `{firstShare, bands, paths}`.
pub(in crate::widget::panels) fn insights(model: &Model) -> JsValue {
    let comparison = &*model.comparison;
    let state = &model.state;
    let [shares, bands, paths] = [(); 3].map(|()| Object::new());
    let id = |entry: EntryIndex| &*comparison.entry(entry).id;
    // The search for those that could be first, among many, goes on in idle time.
    let Some(study) = study(comparison, state, false) else {
        return JsValue::UNDEFINED;
    };
    if let Some(study) = &mut *study.borrow_mut()
        && !study.is_done()
    {
        if study.contenders().count() * comparison.criteria.len() > MOST_AT_ONCE {
            return JsValue::UNDEFINED;
        }
        study.advance(comparison, Acceptability::POINTS);
    }
    let study = study.borrow();
    if let Some(study) = &*study {
        for entry in study.contenders() {
            put(&shares, id(entry), study.first(entry).share);
        }
    }
    if let Some(facts) = facts(comparison, state, true) {
        for ((_, criterion), band) in comparison.indexed_criteria().zip(&facts.bands) {
            put(&bands, &criterion.id, told(band, id));
        }
    }
    let known = entries(&study, state);
    let shown = state.shown.rows().iter().take(Acceptability::MOST_RANKED);
    for row in shown.filter(|_| !state.session.weights.are_zero() && !known.is_empty()) {
        let weights = &state.session.weights;
        let path = match path_to_first(comparison, &known, weights, row.entry) {
            PathToFirst::Way { weights, movement } => {
                let [way, by_id] = [(); 2].map(|()| Object::new());
                for ((_, criterion), (_, weight)) in
                    comparison.indexed_criteria().zip(weights.iter())
                {
                    put(
                        &by_id,
                        &criterion.id,
                        f64::from(weight.hundredths()) / 100.0,
                    );
                }
                put(&way, "weights", by_id);
                put(&way, "movement", movement);
                way.into()
            }
            _ => JsValue::NULL,
        };
        put(&paths, id(row.entry), path);
    }
    let insights = Object::new();
    put(&insights, "firstShare", shares);
    put(&insights, "bands", bands);
    put(&insights, "paths", paths);
    insights.into()
}

/// A band as `{low, high, below, above}`.
fn told<'a>(band: &Band, id: impl Fn(EntryIndex) -> &'a str) -> Object {
    let object = Object::new();
    put(&object, "low", band.low.to_f64());
    put(&object, "high", band.high.to_f64());
    for (end, taker) in [("below", band.below), ("above", band.above)] {
        put(
            &object,
            end,
            taker.map_or(JsValue::NULL, |taker| id(taker).into()),
        );
    }
    object
}
