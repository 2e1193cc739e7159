//! What a reader's actions do to a session, and what they leave alone.

// Comparisons and filters alone are for other tests.
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use weigh_in_core::dataset::{Comparison, DataSet};
use weigh_in_core::ids::{CriterionIndex, EntryIndex};
use weigh_in_core::link::{Decoded, MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK, decode, encode};
use weigh_in_core::session::{Action, Filter, Panels, Session};
use weigh_in_core::weights::{Weight, Weights};

use crate::support::sessions::{comparisons, filters_of, sessions, sessions_of, weights_of};

/// Four criteria with the weights 40, 30, 20 and 10, and six entries.
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

/// The shop's session after these actions.
fn after(actions: impl IntoIterator<Item = Action>) -> Session {
    let comparison = shop();
    let start = Session::published(&comparison);
    let step = |session: Session, action| session.apply(action, &comparison);
    actions.into_iter().fold(start, step)
}

fn shown(weights: &Weights) -> Vec<String> {
    weights
        .iter()
        .map(|(_, weight)| weight.to_string())
        .collect()
}

fn weight(text: &str) -> Weight {
    text.parse().expect("a weight of the test")
}

fn set(criterion: u8, to: &str, start_weights: &Weights) -> Action {
    Action::SetWeight {
        criterion: CriterionIndex(criterion),
        weight: weight(to),
        start_weights: start_weights.clone(),
    }
}

fn sum(weights: &Weights) -> u32 {
    weights
        .iter()
        .map(|(_, weight)| u32::from(weight.hundredths()))
        .sum()
}

/// Sessions with another one of the same comparison.
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
        entry.prop_map(Action::ToggleOpen),
        (any::<bool>(), any::<bool>())
            .prop_map(|(guide, order)| Action::SetPanels(Panels { guide, order })),
        Just(Action::ShowMore),
        Just(Action::Reset),
        sessions_of(comparison).prop_map(Action::Restore),
    ]
}

/// A session, and a few actions in it.
fn sessions_with_actions() -> impl Strategy<Value = (Comparison, Session, Vec<Action>)> {
    sessions().prop_flat_map(|(comparison, session)| {
        let actions = vec(actions_of(&comparison), 1..12);
        (Just(comparison), Just(session), actions)
    })
}

#[test]
fn a_weight_moves_alone_as_long_as_none_is_locked() {
    let start = after([]).weights;
    let session = after([set(1, "75.5", &start)]);
    assert_eq!(shown(&session.weights), ["40", "75.5", "20", "10"]);
}

#[test]
fn with_a_lock_the_others_make_up_for_it_and_come_back_with_the_same_movement() {
    let start = after([]).weights;
    let lock = Action::ToggleLock(CriterionIndex(0));
    let away = after([lock.clone(), set(1, "60", &start)]);
    assert_eq!(shown(&away.weights), ["40", "60", "0", "0"]);
    let back = after([lock.clone(), set(1, "60", &start), set(1, "45", &start)]);
    assert_eq!(shown(&back.weights), ["40", "45", "10", "5"]);
    // A movement that begins at the end knows no proportion any more.
    let anew = after([lock, set(1, "60", &start), set(1, "45", &away.weights)]);
    assert_eq!(shown(&anew.weights), ["40", "45", "7.5", "7.5"]);
}

#[test]
fn two_weights_can_always_be_moved() {
    let session = after([0, 1, 2, 3].map(|index| Action::ToggleLock(CriterionIndex(index))));
    let locked: Vec<_> = session.locks.iter().collect();
    assert_eq!(locked, [CriterionIndex(0), CriterionIndex(1)]);
}

#[test]
fn a_fifth_entry_is_not_compared() {
    let entries = [5, 0, 3, 1, 2].map(EntryIndex);
    let session = after(entries.map(Action::ToggleCompared));
    assert_eq!(session.compared, &entries[..4]);

    let swapped = [5, 0, 3, 1, 0, 2].map(|index| Action::ToggleCompared(EntryIndex(index)));
    assert_eq!(after(swapped).compared, [5, 3, 1, 2].map(EntryIndex));
}

#[test]
fn details_of_any_number_of_entries_can_be_open() {
    let entries = [5, 0, 3, 1, 2, 4].map(EntryIndex);
    assert_eq!(after(entries.map(Action::ToggleOpen)).open, entries);
}

#[test]
fn more_rows_come_a_page_at_a_time_until_other_entries_are_shown() {
    assert_eq!(after([]).rows, 25);
    assert_eq!(after([Action::ShowMore, Action::ShowMore]).rows, 75);
    let narrow = Action::SetFilter(Filter::none(&shop()));
    assert_eq!(after([Action::ShowMore, narrow]).rows, 25);
    let all = Session {
        rows: u32::MAX,
        ..apply([])
    };
    assert_eq!(
        after([Action::Restore(all), Action::ShowMore]).rows,
        u32::MAX
    );
}

proptest! {
    #[test]
    fn a_movement_ends_where_it_leads_however_it_got_there(
        (comparison, session) in sessions(),
        criterion in any::<Index>(),
        way in vec(0..=10_000u16, 1..6),
    ) {
        let criterion = CriterionIndex(criterion.index(comparison.criteria.len()) as u8);
        let start_weights = session.weights.clone();
        let way: Vec<Weight> = way.into_iter().filter_map(Weight::from_hundredths).collect();
        let moved = way.iter().fold(session.clone(), |moved, &weight| {
            moved.apply(Action::SetWeight { criterion, weight, start_weights: start_weights.clone() }, &comparison)
        });
        let end = *way.last().expect("a step");
        let expected = match session.locks.contains(criterion) {
            true => start_weights.clone(),
            false => start_weights.rebalanced(criterion, end, &session.locks),
        };
        prop_assert_eq!(&moved, &Session { weights: expected, ..session.clone() });
        for locked in session.locks.iter() {
            prop_assert_eq!(moved.weights[locked], session.weights[locked]);
        }
        if !session.locks.is_empty() {
            prop_assert_eq!(sum(&moved.weights), sum(&session.weights));
        }
    }

    #[test]
    fn a_locked_weight_does_not_move_and_moves_nothing(
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
    fn other_weights_take_the_locks_off_and_leave_the_rest((comparison, session, other) in two_sessions()) {
        for (action, weights) in [
            (Action::SetWeights(other.weights.clone()), other.weights),
            (Action::Reset, comparison.published_weights()),
        ] {
            let expected = Session { weights, locks: Default::default(), ..session.clone() };
            prop_assert_eq!(session.apply(action, &comparison), expected);
        }
    }

    #[test]
    fn other_entries_are_shown_from_the_beginning_and_the_rest_stays((comparison, session, other) in two_sessions()) {
        let expected = Session { filter: other.filter.clone(), rows: Session::PAGE_SIZE, ..session.clone() };
        prop_assert_eq!(session.apply(Action::SetFilter(other.filter), &comparison), expected);
    }

    #[test]
    fn what_is_toggled_twice_is_as_before((comparison, session) in sessions()) {
        let twice = |action: Action| session.apply(action.clone(), &comparison).apply(action, &comparison);
        for (criterion, _) in comparison.indexed_criteria() {
            prop_assert_eq!(&twice(Action::ToggleLock(criterion)), &session);
        }
        for (entry, _) in comparison.indexed_entries() {
            // An entry that comes back is the last one.
            let last = |list: &[EntryIndex]| {
                let mut list = list.to_vec();
                if let Some(index) = list.iter().position(|&other| other == entry) {
                    list[index..].rotate_left(1);
                }
                list
            };
            let expected = Session { compared: last(&session.compared), ..session.clone() };
            prop_assert_eq!(twice(Action::ToggleCompared(entry)), expected);
            let expected = Session { open: last(&session.open), ..session.clone() };
            prop_assert_eq!(twice(Action::ToggleOpen(entry)), expected);
        }
    }

    #[test]
    fn a_toggle_changes_what_it_is_about_and_nothing_else((comparison, session) in sessions()) {
        for (criterion, _) in comparison.indexed_criteria() {
            let toggled = session.apply(Action::ToggleLock(criterion), &comparison);
            let locked = session.locks.contains(criterion);
            let room = session.locks.has_room(comparison.criteria.len());
            prop_assert_eq!(toggled.locks.contains(criterion), !locked && room);
            prop_assert_eq!(Session { locks: session.locks.clone(), ..toggled }, session.clone());
        }
        for (entry, _) in comparison.indexed_entries() {
            let toggled = session.apply(Action::ToggleCompared(entry), &comparison);
            let room = session.compared.len() < 4;
            prop_assert_eq!(toggled.compared.contains(&entry), !session.compared.contains(&entry) && room);
            prop_assert_eq!(Session { compared: session.compared.clone(), ..toggled }, session.clone());

            let toggled = session.apply(Action::ToggleOpen(entry), &comparison);
            prop_assert_eq!(toggled.open.contains(&entry), !session.open.contains(&entry));
            prop_assert_eq!(Session { open: session.open.clone(), ..toggled }, session.clone());
        }
    }

    #[test]
    fn panels_and_rows_change_alone((comparison, session, other) in two_sessions()) {
        let expected = Session { panels: other.panels, ..session.clone() };
        prop_assert_eq!(session.apply(Action::SetPanels(other.panels), &comparison), expected);
        let expected = Session { rows: session.rows.saturating_add(25), ..session.clone() };
        prop_assert_eq!(session.apply(Action::ShowMore, &comparison), expected);
    }

    #[test]
    fn another_session_is_restored_as_it_is((comparison, session, other) in two_sessions()) {
        prop_assert_eq!(session.apply(Action::Restore(other.clone()), &comparison), other);
    }

    #[test]
    fn whatever_a_reader_does_a_link_carries_it((comparison, start, actions) in sessions_with_actions()) {
        let mut session = start;
        for action in actions {
            session = session.apply(action, &comparison);
            prop_assert!(session.compared.len() <= Session::MAX_COMPARED);
            prop_assert!(session.rows >= Session::PAGE_SIZE);
            let free = comparison.criteria.len() - session.locks.iter().count();
            prop_assert!(session.locks.is_empty() || free >= 2);
        }
        let decoded = decode(&comparison, &encode(&comparison, &session));
        // Of more rows and details than a page renders at once, a link carries the first.
        session.rows = session.rows.min(MAX_ROWS_FROM_LINK);
        session.open.truncate(MAX_OPEN_FROM_LINK);
        prop_assert_eq!(decoded, Decoded { session, notices: vec![] });
    }
}
