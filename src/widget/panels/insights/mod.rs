//! How firm the ranking is: on the sliders, above the ranking, in details and in comparisons.

mod bands;
mod pair;
mod property;
mod ranks;
mod summary;
mod way;

pub(super) use self::bands::band;
pub(super) use self::pair::pair;
pub(super) use self::property::insights;
pub(super) use self::summary::summary;
pub(super) use self::way::way;

use weigh_in_core::model::{Analyzer, Model};

use crate::widget::host;

/// How long a slice of the analysis may take, in milliseconds.
const SLICE: f64 = 8.0;

/// Lets the analysis follow the model; returns whether there is something new to compute.
pub(super) fn follow(analyzer: &mut Option<Analyzer>, model: &Model) -> bool {
    match analyzer {
        Some(analyzer) => analyzer.follow(model),
        None => {
            *analyzer = Some(Analyzer::begin(model));
            true
        }
    }
}

/// Works on the analysis for a slice of time; returns whether it is complete.
pub(super) fn advance(analyzer: &mut Analyzer, model: &Model) -> bool {
    let end = host::now() + SLICE;
    analyzer.advance(model, || host::now() < end)
}
