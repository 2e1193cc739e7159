use crate::ids::CriterionIndex;

/// The entry of the page's history that records a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryEntry {
    /// A new entry.
    Push,
    /// The current entry, which is replaced.
    Replace,
}

/// The control that a continuous gesture operates.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gesture {
    Weight(CriterionIndex),
    Order,
    Search,
}

/// A tracker that separates gestures, so that each is undone at once: a drag, a typed number, a run of key presses on a
/// slider, a typed text.
#[derive(Default)]
pub(super) struct GestureTracker(Option<TrackedGesture>);

#[derive(Clone, Copy)]
struct TrackedGesture {
    gesture: Gesture,
    /// The time at which it ended, in milliseconds; `None` while it continues.
    ended: Option<f64>,
}

impl GestureTracker {
    /// A change by the same control within this many milliseconds continues the gesture.
    const MAX_PAUSE: f64 = 500.0;

    /// Records a change at `now`, in milliseconds of a monotonic clock; returns whether it begins a gesture.
    pub(super) fn track(&mut self, gesture: Gesture, committed: bool, now: f64) -> HistoryEntry {
        let continues = self.0.is_some_and(|last| {
            last.gesture == gesture
                && last
                    .ended
                    .is_none_or(|ended| now - ended < GestureTracker::MAX_PAUSE)
        });
        self.0 = Some(TrackedGesture {
            gesture,
            ended: committed.then_some(now),
        });
        if continues {
            HistoryEntry::Replace
        } else {
            HistoryEntry::Push
        }
    }

    /// Reports whether a gesture of a control continues.
    pub(super) fn continues(&self, gesture: Gesture) -> bool {
        let is_open = |last: &TrackedGesture| last.gesture == gesture && last.ended.is_none();
        self.0.as_ref().is_some_and(is_open)
    }

    /// Closes a gesture that has ended, since the next change follows a new press.
    pub(super) fn handle_pointer_down(&mut self) {
        self.0 = self.0.filter(|last| last.ended.is_none());
    }

    /// Closes the current gesture, even if it has not ended.
    pub(super) fn end(&mut self) {
        self.0 = None;
    }
}
