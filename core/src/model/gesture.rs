use crate::ids::CriterionIndex;

/// How a change enters the page's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryEntry {
    /// As an entry of its own, to which Back returns from the next one.
    Push,
    /// In place of the present entry, because the same movement goes on.
    Replace,
}

/// What is moved, a step at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gesture {
    Weight(CriterionIndex),
    Order,
    Search,
}

/// Tells movements apart, so that Back undoes one at a time: a drag, a number typed, a slider moved
/// by a run of key presses, a text that is typed.
#[derive(Default)]
pub(super) struct GestureTracker(Option<TrackedGesture>);

#[derive(Clone, Copy)]
struct TrackedGesture {
    moved: Gesture,
    /// When it ended, in milliseconds; `None` while it goes on.
    ended: Option<f64>,
}

impl GestureTracker {
    /// Changes of the same thing that follow within this many milliseconds are one movement.
    const PAUSE: f64 = 500.0;

    /// Something changed at `now` (milliseconds of any steady clock), for good if `committed`.
    pub(super) fn track(&mut self, moved: Gesture, committed: bool, now: f64) -> HistoryEntry {
        let goes_on = self.0.is_some_and(|last| {
            last.moved == moved
                && last
                    .ended
                    .is_none_or(|ended| now - ended < GestureTracker::PAUSE)
        });
        self.0 = Some(TrackedGesture {
            moved,
            ended: committed.then_some(now),
        });
        if goes_on {
            HistoryEntry::Replace
        } else {
            HistoryEntry::Push
        }
    }

    /// A reader presses something: a movement that has ended does not go on.
    pub(super) fn pointer_down(&mut self) {
        self.0 = self.0.filter(|last| last.ended.is_none());
    }

    /// Something else happened: whatever comes next is a movement of its own.
    pub(super) fn end(&mut self) {
        self.0 = None;
    }
}
