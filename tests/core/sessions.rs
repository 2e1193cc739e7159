//! The effects of a reader's actions on a session.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::session::{Action, Filter, Panels, Session};
use weigh_in_core::weights::{Weight, Weights};
use weigh_in_laws::links::{session_is_within_limits, session_survives_its_link};

use crate::support::sessions::{comparisons, filters_of, sessions, sessions_of, weights_of};

/// Returns four criteria with the weights 40, 30, 20 and 10, and six entries.
fn shop() -> Comparison {
    let data = r#"{
        "criteria": [{ "id": "a", "name": "A", "weight": 40 }, { "id": "b", "name": "B", "weight": 30 },
                     { "id": "c", "name": "C", "weight": 20 }, { "id": "d", "name": "D", "weight": 10 }],
        "entries": [{ "name": "Acme", "scores": { "a": 1, "b": 1, "c": 1, "d": 1 } }, { "name": "Brix", "scores": {} },
                    { "name": "Coil", "scores": {} }, { "name": "Dune", "scores": {} },
                    { "name": "Eddy", "scores": {} }, { "name": "Foxx", "scores": {} }]
    }"#;
    DataSet::from_json(data)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
        .comparison
}

/// Returns the shop's session after these actions.
fn session_after(actions: impl IntoIterator<Item = Action>) -> Session {
    let comparison = shop();
    let start = Session::published(&comparison);
    let step = |session: Session, action| session.apply(action, &comparison);
    actions.into_iter().fold(start, step)
}

fn weight_texts(weights: &Weights) -> Vec<String> {
    weights
        .iter()
        .map(|(_, weight)| weight.to_string())
        .collect()
}

fn weight(text: &str) -> Weight {
    text.parse().expect("a weight of the test")
}

fn set_weight(criterion: u8, text: &str, start_weights: &Weights) -> Action {
    Action::SetWeight {
        criterion: CriterionIndex(criterion),
        weight: weight(text),
        start_weights: start_weights.clone(),
    }
}

fn sum(weights: &Weights) -> u32 {
    weights
        .iter()
        .map(|(_, weight)| u32::from(weight.hundredths()))
        .sum()
}

/// Generates two sessions of the same comparison.
fn two_sessions() -> impl Strategy<Value = (Comparison, Session, Session)> {
    comparisons().prop_flat_map(|comparison| {
        let (one, other) = (sessions_of(&comparison), sessions_of(&comparison));
        (Just(comparison), one, other)
    })
}

/// Actions of all kinds.
fn actions_of(comparison: &Comparison) -> impl Strategy<Value = Action> + use<> {
    let criteria = comparison.criteria.len();
    let criterion =
        any::<Index>().prop_map(move |index| CriterionIndex(index.index(criteria) as u8));
    let entries = comparison.entries.len();
    let entry = any::<Index>().prop_map(move |index| EntryIndex(index.index(entries) as u32));
    let weight = (0..=10_000u16).prop_filter_map("a weight", Weight::from_hundredths);
    let move_one = (criterion.clone(), weight, weights_of(comparison));
    prop_oneof![
        move_one.prop_map(|(criterion, weight, start_weights)| Action::SetWeight {
            criterion,
            weight,
            start_weights
        }),
        weights_of(comparison).prop_map(Action::SetWeights),
        criterion.prop_map(Action::ToggleLock),
        filters_of(comparison).prop_map(Action::SetFilter),
        entry.clone().prop_map(Action::ToggleCompared),
        entry.prop_map(Action::ToggleDetails),
        (any::<bool>(), any::<bool>())
            .prop_map(|(guide, order)| Action::SetPanels(Panels { guide, order })),
        Just(Action::ShowMore),
        Just(Action::Reset),
        sessions_of(comparison).prop_map(Action::Restore),
    ]
}

/// Generates a session, and a few actions in it.
fn sessions_with_actions() -> impl Strategy<Value = (Comparison, Session, Vec<Action>)> {
    sessions().prop_flat_map(|(comparison, session)| {
        let actions = vec(actions_of(&comparison), 1..12);
        (Just(comparison), Just(session), actions)
    })
}

#[test]
fn without_locks_only_the_set_weight_changes() {
    let start = session_after([]).weights;
    let session = session_after([set_weight(1, "75.5", &start)]);
    assert_eq!(weight_texts(&session.weights), ["40", "75.5", "20", "10"]);
}

#[test]
fn with_a_lock_the_free_weights_are_rebalanced_and_return_within_a_gesture() {
    let start = session_after([]).weights;
    let lock = Action::ToggleLock(CriterionIndex(0));
    let away = session_after([lock.clone(), set_weight(1, "60", &start)]);
    assert_eq!(weight_texts(&away.weights), ["40", "60", "0", "0"]);
    let back = session_after([
        lock.clone(),
        set_weight(1, "60", &start),
        set_weight(1, "45", &start),
    ]);
    assert_eq!(weight_texts(&back.weights), ["40", "45", "10", "5"]);
    // A gesture that begins at the end has lost the proportions.
    let restarted = session_after([
        lock,
        set_weight(1, "60", &start),
        set_weight(1, "45", &away.weights),
    ]);
    assert_eq!(weight_texts(&restarted.weights), ["40", "45", "7.5", "7.5"]);
}

#[test]
fn at_least_two_weights_stay_free() {
    let session =
        session_after([0, 1, 2, 3].map(|index| Action::ToggleLock(CriterionIndex(index))));
    let locked: Vec<_> = session.locks.iter().collect();
    assert_eq!(locked, [CriterionIndex(0), CriterionIndex(1)]);
}

#[test]
fn at_most_four_entries_are_compared() {
    let entries = [5, 0, 3, 1, 2].map(EntryIndex);
    let session = session_after(entries.map(Action::ToggleCompared));
    assert_eq!(session.compared, &entries[..4]);

    let swapped = [5, 0, 3, 1, 0, 2].map(|index| Action::ToggleCompared(EntryIndex(index)));
    assert_eq!(
        session_after(swapped).compared,
        [5, 3, 1, 2].map(EntryIndex)
    );
}

#[test]
fn details_of_any_number_of_entries_can_be_open() {
    let entries = [5, 0, 3, 1, 2, 4].map(EntryIndex);
    assert_eq!(
        session_after(entries.map(Action::ToggleDetails)).open_entries,
        entries
    );
}

#[test]
fn rows_are_added_by_page_and_reset_by_a_filter() {
    assert_eq!(session_after([]).rows, 25);
    assert_eq!(session_after([Action::ShowMore, Action::ShowMore]).rows, 75);
    let narrow = Action::SetFilter(Filter::none(&shop()));
    assert_eq!(session_after([Action::ShowMore, narrow]).rows, 25);
    let all = Session {
        rows: u32::MAX,
        ..session_after([])
    };
    assert_eq!(
        session_after([Action::Restore(all), Action::ShowMore]).rows,
        u32::MAX
    );
}

proptest! {
    #[test]
    fn the_result_of_a_gesture_depends_only_on_its_start_and_end(
        (comparison, session) in sessions(),
        criterion in any::<Index>(),
        path in vec(0..=10_000u16, 1..6),
    ) {
        let criterion = CriterionIndex(criterion.index(comparison.criteria.len()) as u8);
        let start_weights = session.weights.clone();
        let path: Vec<Weight> = path.into_iter().filter_map(Weight::from_hundredths).collect();
        let result = path.iter().fold(session.clone(), |session, &weight| {
            session.apply(Action::SetWeight { criterion, weight, start_weights: start_weights.clone() }, &comparison)
        });
        let end = *path.last().expect("a step");
        let expected = match session.locks.contains(criterion) {
            true => start_weights.clone(),
            false => start_weights.rebalanced(criterion, end, &session.locks),
        };
        prop_assert_eq!(&result, &Session { weights: expected, ..session.clone() });
        for locked in session.locks.iter() {
            prop_assert_eq!(result.weights[locked], session.weights[locked]);
        }
        if !session.locks.is_empty() {
            prop_assert_eq!(sum(&result.weights), sum(&session.weights));
        }
    }

    #[test]
    fn setting_a_locked_weight_changes_nothing(
        (comparison, session) in sessions(),
        weight in 0..=10_000u16,
    ) {
        for criterion in session.locks.iter() {
            let weight = Weight::from_hundredths(weight).expect("within range");
            let action = Action::SetWeight { criterion, weight, start_weights: comparison.published_weights() };
            prop_assert_eq!(&session.apply(action, &comparison), &session);
        }
    }

    #[test]
    fn setting_all_weights_removes_the_locks_and_keeps_the_rest((comparison, session, other) in two_sessions()) {
        for (action, weights) in [
            (Action::SetWeights(other.weights.clone()), other.weights),
            (Action::Reset, comparison.published_weights()),
        ] {
            let expected = Session { weights, locks: Default::default(), ..session.clone() };
            prop_assert_eq!(session.apply(action, &comparison), expected);
        }
    }

    #[test]
    fn setting_a_filter_resets_the_rows_and_keeps_the_rest((comparison, session, other) in two_sessions()) {
        let expected = Session { filter: other.filter.clone(), rows: Session::PAGE_SIZE, ..session.clone() };
        prop_assert_eq!(session.apply(Action::SetFilter(other.filter), &comparison), expected);
    }

    #[test]
    fn toggling_twice_restores_the_session((comparison, session) in sessions()) {
        let twice = |action: Action| session.apply(action.clone(), &comparison).apply(action, &comparison);
        for (criterion, _) in comparison.indexed_criteria() {
            prop_assert_eq!(&twice(Action::ToggleLock(criterion)), &session);
        }
        for (entry, _) in comparison.indexed_entries() {
            // An entry that is added again is the last one.
            let last = |list: &[EntryIndex]| {
                let mut list = list.to_vec();
                if let Some(index) = list.iter().position(|&other| other == entry) {
                    list[index..].rotate_left(1);
                }
                list
            };
            let expected = Session { compared: last(&session.compared), ..session.clone() };
            prop_assert_eq!(twice(Action::ToggleCompared(entry)), expected);
            let expected = Session { open_entries: last(&session.open_entries), ..session.clone() };
            prop_assert_eq!(twice(Action::ToggleDetails(entry)), expected);
        }
    }

    #[test]
    fn a_toggle_changes_only_its_own_setting((comparison, session) in sessions()) {
        for (criterion, _) in comparison.indexed_criteria() {
            let toggled = session.apply(Action::ToggleLock(criterion), &comparison);
            let locked = session.locks.contains(criterion);
            let has_room = session.locks.has_room(comparison.criteria.len());
            prop_assert_eq!(toggled.locks.contains(criterion), !locked && has_room);
            prop_assert_eq!(Session { locks: session.locks.clone(), ..toggled }, session.clone());
        }
        for (entry, _) in comparison.indexed_entries() {
            let toggled = session.apply(Action::ToggleCompared(entry), &comparison);
            let has_room = session.compared.len() < 4;
            prop_assert_eq!(toggled.compared.contains(&entry), !session.compared.contains(&entry) && has_room);
            prop_assert_eq!(Session { compared: session.compared.clone(), ..toggled }, session.clone());

            let toggled = session.apply(Action::ToggleDetails(entry), &comparison);
            prop_assert_eq!(toggled.open_entries.contains(&entry), !session.open_entries.contains(&entry));
            prop_assert_eq!(Session { open_entries: session.open_entries.clone(), ..toggled }, session.clone());
        }
    }

    #[test]
    fn setting_panels_or_rows_keeps_the_rest((comparison, session, other) in two_sessions()) {
        let expected = Session { panels: other.panels, ..session.clone() };
        prop_assert_eq!(session.apply(Action::SetPanels(other.panels), &comparison), expected);
        let expected = Session { rows: session.rows.saturating_add(25), ..session.clone() };
        prop_assert_eq!(session.apply(Action::ShowMore, &comparison), expected);
    }

    #[test]
    fn a_restored_session_is_unchanged((comparison, session, other) in two_sessions()) {
        prop_assert_eq!(session.apply(Action::Restore(other.clone()), &comparison), other);
    }

    #[test]
    fn a_link_carries_the_session_after_any_actions((comparison, start, actions) in sessions_with_actions()) {
        let mut session = start;
        for action in actions {
            session = session.apply(action, &comparison);
            session_is_within_limits(&comparison, &session);
        }
        session_survives_its_link(&comparison, &session);
    }
}
