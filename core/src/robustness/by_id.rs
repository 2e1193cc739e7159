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
            for shares in &**shares {
                let first_share = (id(shares.entry), shares.first.share);
                by_id.first_share.0.push(first_share);
            }
        }
        if let Some(lead) = report.lead() {
            for (criterion, stability_interval) in
                comparison.criteria.iter().zip(&lead.stability_intervals)
            {
                let stability_interval = StabilityIntervalById {
                    low: stability_interval.low.to_f64(),
                    high: stability_interval.high.to_f64(),
                    below: stability_interval.below.map(id),
                    above: stability_interval.above.map(id),
                };
                by_id
                    .stability_intervals
                    .0
                    .push((criterion.id.clone(), stability_interval));
            }
            for entry in entries {
                let nearest = report.nearest_weights(comparison, entry);
                by_id
                    .nearest_weights
                    .0
                    .push((id(entry), NearestWeightsById::new(comparison, &nearest)));
            }
        }
        by_id
    }
}

impl NearestWeightsById {
    fn new(comparison: &Comparison, nearest: &NearestWeights) -> Option<NearestWeightsById> {
        let NearestWeights::Reachable { weights, movement } = nearest else {
            return None;
        };
        let mut by_id = NearestWeightsById {
            weights: ById::default(),
            movement: *movement,
        };
        for (criterion, weight) in weights.iter() {
            let weight = f64::from(weight.hundredths()) / 100.0;
            by_id
                .weights
                .0
                .push((comparison.criterion(criterion).id.clone(), weight));
        }
        Some(by_id)
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
