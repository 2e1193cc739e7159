//! A reader's state, and what a reader can do to it.

use crate::comparison::{Comparison, CriterionIndex};
use crate::weighting::{Weight, Weights};

/// What a reader has set, and a link carries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// How much each criterion counts.
    pub weights: Weights,
}

/// Something that changes a [`Session`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A criterion counts differently.
    SetWeight(CriterionIndex, Weight),
    /// Everything is as published again.
    Reset,
    /// Everything is as in another session, such as one from a link.
    Restore(Session),
}

impl Session {
    /// The session in which everything is as published.
    pub fn published(comparison: &Comparison) -> Session {
        Session {
            weights: comparison.published_weights(),
        }
    }

    /// The session after `action`.
    pub fn after(&self, action: Action, comparison: &Comparison) -> Session {
        match action {
            Action::SetWeight(criterion, weight) => {
                let mut session = self.clone();
                session.weights.set(criterion, weight);
                session
            }
            Action::Reset => Session::published(comparison),
            Action::Restore(session) => session,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Session};
    use crate::comparison::{Comparison, CriterionIndex};
    use crate::weighting::Weight;

    fn comparison() -> Comparison {
        Comparison::from_json(
            r#"{ "criteria": [{ "id": "a", "name": "A", "weight": 60 }, { "id": "b", "name": "B", "weight": 40 }],
                 "entries": [{ "name": "X", "scores": { "a": 1, "b": 2 } }] }"#,
        )
        .expect("the data set of the test")
    }

    #[test]
    fn setting_a_weight_leaves_the_others() {
        let comparison = comparison();
        let session = Session::published(&comparison).after(
            Action::SetWeight(CriterionIndex(1), Weight::ZERO),
            &comparison,
        );
        assert_eq!(
            session
                .weights
                .iter()
                .map(|(_, weight)| weight.hundredths())
                .collect::<Vec<_>>(),
            [6000, 0]
        );
    }

    #[test]
    fn reset_goes_back_to_what_was_published() {
        let comparison = comparison();
        let published = Session::published(&comparison);
        let moved = published.after(
            Action::SetWeight(CriterionIndex(0), Weight::MAX),
            &comparison,
        );
        assert_ne!(moved, published);
        assert_eq!(moved.after(Action::Reset, &comparison), published);
    }
}
