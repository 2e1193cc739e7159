//! The ranges of criteria: whether those that are given fit the scores, and which rule the others follow.

use super::{describe_criterion, list_items};
use crate::dataset::{Comparison, Criterion, Decimal};

/// A given range is reported if the scores fill less than this part of it.
const MIN_FILLED: i128 = 4;

/// Warns of scores that fill less than a quarter of a given range.
pub(super) fn lint_filled_range(criterion: &Criterion, warn: &mut dyn FnMut(String, String)) {
    let (low, high) = criterion.range;
    let (lowest, highest) = criterion.observed_range;
    let extent_of = extent_in_common_units(criterion);
    let [extent, filled] = [(low, high), (lowest, highest)].map(&extent_of);
    if !criterion.given.range || filled == 0 || filled * MIN_FILLED >= extent {
        return;
    }
    let (from, to) = match Decimal::common_scale(&[criterion.observed_range]) {
        Some(top) => (Decimal::ZERO, top),
        None => criterion.observed_range,
    };
    // The given range is a usual scale, or narrower than one.
    if extent_of((from, to)) >= extent {
        return;
    }
    let percent = filled * 100 / extent;
    let part = match percent {
        0 => "less than 1%".to_owned(),
        _ => format!("{percent}%"),
    };
    let message = format!(
        "its scores, {lowest} to {highest}, fill {part} of its range, {low} to {high}, so it counts much less than its weight; a range of {from} to {to} would fit"
    );
    warn(describe_criterion(criterion), message);
}

/// Returns a function from a range to its extent in units that all ranges of a criterion have in common.
fn extent_in_common_units(criterion: &Criterion) -> impl Fn((Decimal, Decimal)) -> i128 {
    let (low, high) = criterion.range;
    let (lowest, highest) = criterion.observed_range;
    let scales = [low, high, lowest, highest].map(Decimal::scale);
    let scale = scales.into_iter().max().unwrap_or(0);
    move |(low, high)| high.in_units_of(scale) - low.in_units_of(scale)
}

/// Describes the ranges of the criteria for which the data set gives none, and the rule that they follow; `None` if it
/// gives all of them.
///
/// ```
/// use weigh_in_core::dataset::DataSet;
///
/// let data = DataSet::from_csv("name,Stars,Battery\nAcme,5,1200\nBrix,1,300\n").expect("a valid table");
/// assert_eq!(
///     weigh_in_core::lint::describe_ranges(&data.comparison).as_deref(),
///     Some("the scores share no scale, so each criterion without a range runs from its lowest to its highest score: Stars from 1 to 5, Battery from 300 to 1200; give a range where that is not meant")
/// );
/// ```
pub fn describe_ranges(comparison: &Comparison) -> Option<String> {
    let criteria = comparison.criteria.iter();
    let without: Vec<&Criterion> = criteria
        .filter(|criterion| !criterion.given.range)
        .collect();
    let observed: Vec<_> = without
        .iter()
        .map(|criterion| criterion.observed_range)
        .collect();
    if without.is_empty() {
        return None;
    }
    if let Some(top) = Decimal::common_scale(&observed) {
        let names: Vec<String> = without
            .iter()
            .map(|criterion| criterion.name.clone())
            .collect();
        return Some(format!(
            "criteria without a range run from 0 to {top}, since all their scores lie there: {}; give a range where that is not meant",
            list_items(&names)
        ));
    }
    let ranges = without.iter().map(|criterion| {
        let (low, high) = criterion.range;
        format!("{} from {low} to {high}", criterion.name)
    });
    let ranges: Vec<String> = ranges.collect();
    let reason = match &ranges[..] {
        [_] => "the scores lie on no usual scale",
        _ => "the scores share no scale",
    };
    Some(format!(
        "{reason}, so each criterion without a range runs from its lowest to its highest score: {}; give a range where that is not meant",
        list_items(&ranges)
    ))
}
