use crate::ids::CriterionIndex;

/// How a change enters the page's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// As an entry of its own, to which Back returns from the next one.
    New,
    /// In place of the present entry, because the same movement goes on.
    Same,
}

/// What is moved, a step at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The weight of a criterion.
    Weight(CriterionIndex),
    /// The order of importance.
    Order,
    /// The text that is searched for.
    Search,
}

/// Tells movements apart, so that Back undoes one at a time: a drag, a number typed, a slider moved
/// by a run of key presses, a text that is typed.
#[derive(Clone, Debug, Default)]
pub struct Trail(Option<Movement>);

#[derive(Clone, Copy, Debug)]
struct Movement {
    moved: Moved,
    /// When it ended, in milliseconds; `None` while it goes on.
    ended: Option<f64>,
}

impl Trail {
    /// Changes of the same thing that follow within this many milliseconds are one movement.
    pub const PAUSE: f64 = 500.0;

    /// Something changed at `now` (milliseconds of any steady clock), for good if `committed`.
    pub fn moved(&mut self, moved: Moved, committed: bool, now: f64) -> Step {
        let goes_on = self.0.is_some_and(|last| {
            last.moved == moved && last.ended.is_none_or(|ended| now - ended < Trail::PAUSE)
        });
        self.0 = Some(Movement {
            moved,
            ended: committed.then_some(now),
        });
        if goes_on { Step::Same } else { Step::New }
    }

    /// A reader presses something: a movement that has ended does not go on.
    pub fn pressed(&mut self) {
        self.0 = self.0.filter(|last| last.ended.is_none());
    }

    /// Something else happened: whatever comes next is a movement of its own.
    pub fn interrupted(&mut self) {
        self.0 = None;
    }
}

#[cfg(test)]
mod tests {
    use super::{CriterionIndex, Moved, Step, Trail};

    const SCALE: Moved = Moved::Weight(CriterionIndex(0));
    const COSTS: Moved = Moved::Weight(CriterionIndex(3));

    #[test]
    fn a_drag_is_one_entry_however_long_it_takes() {
        let mut trail = Trail::default();
        assert_eq!(trail.moved(SCALE, false, 0.0), Step::New);
        assert_eq!(trail.moved(SCALE, false, 60_000.0), Step::Same);
        assert_eq!(trail.moved(SCALE, true, 90_000.0), Step::Same);
    }

    #[test]
    fn key_presses_in_a_run_are_one_entry_and_after_a_pause_another() {
        let mut trail = Trail::default();
        assert_eq!(trail.moved(SCALE, true, 0.0), Step::New);
        assert_eq!(trail.moved(SCALE, true, 499.0), Step::Same);
        assert_eq!(trail.moved(SCALE, true, 998.0), Step::Same);
        assert_eq!(trail.moved(SCALE, true, 1_498.0), Step::New);
    }

    #[test]
    fn another_weight_is_another_entry() {
        let mut trail = Trail::default();
        trail.moved(SCALE, true, 0.0);
        assert_eq!(trail.moved(COSTS, true, 1.0), Step::New);
    }

    #[test]
    fn a_press_parts_movements_but_does_not_split_one() {
        let mut trail = Trail::default();
        trail.moved(Moved::Order, false, 0.0);
        trail.pressed();
        assert_eq!(trail.moved(Moved::Order, true, 1.0), Step::Same);
        trail.pressed();
        assert_eq!(trail.moved(Moved::Order, false, 2.0), Step::New);
    }

    #[test]
    fn after_an_interruption_the_same_weight_is_another_entry() {
        let mut trail = Trail::default();
        trail.moved(SCALE, true, 0.0);
        trail.interrupted();
        assert_eq!(trail.moved(SCALE, true, 1.0), Step::New);
    }
}
