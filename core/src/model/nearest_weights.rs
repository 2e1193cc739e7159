use std::rc::Rc;

use super::{Analyzer, Model};
use crate::ids::EntryIndex;
use crate::robustness::NearestWeights;
use crate::weights::Weights;

/// The nearest winning weights of an entry, which hold for the ranking for which they were found.
pub(super) struct FoundWeights {
    entry: EntryIndex,
    nearest: NearestWeights,
    /// The weights of that ranking.
    weights: Weights,
    /// The entries that matched its filter, from [`State::matching`](super::State::matching).
    matching: Rc<Vec<bool>>,
}

impl FoundWeights {
    fn hold_for(&self, model: &Model) -> bool {
        let state = &model.state;
        self.weights == state.session.weights && Rc::ptr_eq(&self.matching, &state.matching)
    }
}

impl Model {
    /// Returns the nearest weights that put an entry first, if the reader has asked for them since the ranking changed.
    pub fn nearest_weights(&self, entry: EntryIndex) -> Option<&NearestWeights> {
        let mut found = self.found_weights.iter();
        let found = found.find(|found| found.entry == entry && found.hold_for(self))?;
        Some(&found.nearest)
    }

    /// Reports whether the weights are moving gradually to those that put an entry first.
    pub fn is_animating_to(&self, entry: EntryIndex) -> bool {
        let mut animation = self.animation.iter();
        animation.any(|animation| {
            animation.entry == entry && animation.current == self.state.session.weights
        })
    }

    /// Finds the nearest weights that put an entry first.
    pub(super) fn find_nearest_weights(&mut self, entry: EntryIndex) {
        let found = FoundWeights {
            entry,
            nearest: Analyzer::nearest_weights(self, entry),
            weights: self.state.session.weights.clone(),
            matching: self.state.matching.clone(),
        };
        let mut others = std::mem::take(&mut self.found_weights);
        others.retain(|other| other.entry != entry && other.hold_for(self));
        others.push(found);
        self.found_weights = others;
    }
}
