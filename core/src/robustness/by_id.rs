use serde::{Serialize, Serializer};

use super::{NearestWeights, Report};
use crate::dataset::Comparison;
use crate::ids::EntryIndex;

/// A [`Report`] for programs, with the ids of entries and criteria, and with shares as numbers.
///
/// It is the value of the element's property `robustness`, and part of the command's output.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportById {
    /// By entry, the share of all sets of weights under which it is first, 0 to 1.
    pub first_share: ById<f64>,
    /// By criterion, the shares of the total with which the leader stays first.
    pub stability_intervals: ById<StabilityIntervalById>,
    /// By entry, the nearest weights that put it first; `None` where none were found.
    pub nearest_weights: ById<Option<NearestWeightsById>>,
}

/// Values with their ids, in the order of the report, serialized as a map.
#[derive(Clone, Debug, PartialEq)]
pub struct ById<T>(pub Vec<(String, T)>);

/// A [`StabilityInterval`](super::StabilityInterval) with ids.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StabilityIntervalById {
    /// The least share, 0 to 1.
    pub low: f64,
    /// The greatest share, 0 to 1.
    pub high: f64,
    /// The entry that is first just below.
    pub below: Option<String>,
    /// The entry that is first just above.
    pub above: Option<String>,
}

/// The nearest weights that put an entry first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearestWeightsById {
    /// By criterion, 0 to 100.
    pub weights: ById<f64>,
    /// The sum of all changes of a criterion's share of the total, 0 to 2.
    pub movement: f64,
}

impl ReportById {
    /// Converts a report by the ids of the comparison that it was computed for, with the nearest winning weights of some
    /// entries. Results that are not ready stay empty.
    pub fn new(
        comparison: &Comparison,
        report: &Report,
        entries: impl Iterator<Item = EntryIndex>,
    ) -> ReportById {
        let id = |entry: EntryIndex| comparison.entry(entry).id.clone();
        let mut by_id = ReportById::default();
        if let Some(shares) = report.acceptabilities.ready() {
            let first_shares = shares
                .iter()
                .map(|shares| (id(shares.entry), shares.first.share));
            by_id.first_share.0.extend(first_shares);
        }
        if let Some(lead) = report.lead() {
            for (criterion, interval) in comparison.criteria.iter().zip(&lead.stability_intervals) {
                let interval = StabilityIntervalById {
                    low: interval.low.to_f64(),
                    high: interval.high.to_f64(),
                    below: interval.below.map(id),
                    above: interval.above.map(id),
                };
                let intervals = &mut by_id.stability_intervals.0;
                intervals.push((criterion.id.clone(), interval));
            }
            let nearest = entries.map(|entry| {
                let nearest = report.nearest_weights(comparison, entry);
                (id(entry), NearestWeightsById::new(comparison, &nearest))
            });
            by_id.nearest_weights.0.extend(nearest);
        }
        by_id
    }
}

impl NearestWeightsById {
    fn new(comparison: &Comparison, nearest: &NearestWeights) -> Option<NearestWeightsById> {
        let NearestWeights::Reachable { weights, movement } = nearest else {
            return None;
        };
        let weights = comparison.criteria.iter().zip(weights.hundredths());
        let weights =
            weights.map(|(criterion, weight)| (criterion.id.clone(), f64::from(weight) / 100.0));
        Some(NearestWeightsById {
            weights: ById(weights.collect()),
            movement: *movement,
        })
    }
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        ById(Vec::new())
    }
}

impl<T: Serialize> Serialize for ById<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, value)| (id, value)))
    }
}
