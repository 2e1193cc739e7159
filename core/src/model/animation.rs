use crate::ids::EntryIndex;
use crate::weights::{Weight, Weights};

/// A transition from some weights to the nearest ones that put an entry first.
pub(super) struct WeightAnimation {
    pub(super) entry: EntryIndex,
    from: Weights,
    to: Weights,
    /// The time of the first frame, in milliseconds; `None` before it.
    started_at: Option<f64>,
    /// The weights of the last frame.
    pub(super) current: Weights,
}

impl WeightAnimation {
    /// The duration, in milliseconds.
    const DURATION: f64 = 700.0;

    pub(super) fn new(entry: EntryIndex, from: Weights, to: Weights) -> WeightAnimation {
        WeightAnimation {
            entry,
            current: from.clone(),
            from,
            to,
            started_at: None,
        }
    }

    /// Sets the current weights to those of a frame at `now`, in milliseconds; returns whether that frame is the last.
    ///
    /// The time counts from the first frame, so that readers see the whole animation on a busy page, too.
    pub(super) fn advance(&mut self, now: f64) -> bool {
        let elapsed = now - *self.started_at.get_or_insert(now);
        let progress = (elapsed / WeightAnimation::DURATION).clamp(0.0, 1.0);
        self.current = interpolate(&self.from, &self.to, progress);
        progress == 1.0
    }
}

/// Interpolates between weights, eased at both ends, where `progress` is from 0 to 1.
fn interpolate(from: &Weights, to: &Weights, progress: f64) -> Weights {
    let eased = progress * progress * (3.0 - 2.0 * progress);
    let weights = from.iter().map(|(criterion, from)| {
        let [from, to] = [from, to[criterion]].map(|weight| f64::from(weight.hundredths()));
        Weight::nearest((from + (to - from) * eased) / 100.0).unwrap_or(Weight::MAX)
    });
    weights.collect()
}
