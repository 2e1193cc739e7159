use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::EntryIndex;
use weigh_in_core::model::Shared;
use weigh_in_core::model::State;
use weigh_in_core::robustness::{
    Acceptability, Band, Contenders, Shift, Standpoint, band, lead_is_open, leads_always,
    least_shift,
};

/// What weights, locks and filter of a state make of its ranking.
pub(super) struct Facts {
    pub(super) leader: EntryIndex,
    /// By criterion.
    pub(super) bands: Vec<Band>,
    /// The least shift, as soon as there was time to look for it.
    pub(super) shift: OnceCell<Option<Shift>>,
    /// Whether the leader is first whatever the weights.
    pub(super) always: bool,
    /// Whether missing scores leave it open who is really first.
    pub(super) is_open: bool,
}

/// How often each entry of a filter is first; `None` if they are too many to tell.
pub(super) type Study = Shared<RefCell<Option<Acceptability>>>;

/// A state with its facts.
type Known = (Shared<State>, Rc<Facts>);

/// Widgets of one page share the memory: so many of them find again what they have worked out.
const KEPT: usize = 8;

/// How much is worked out within a step of a slider at most, in positions that are looked at. Ten entries with six
/// criteria, for which there are 360 for the bands and 2,160 for the least shift, take a tenth of a millisecond.
const MOST_IN_A_STEP: usize = 20_000;

thread_local! {
    static FACTS: RefCell<Vec<Known>> = RefCell::default();
    static STUDIES: RefCell<Vec<(Rc<Vec<bool>>, Study)>> = RefCell::default();
}

/// The facts of a state; `None` where nothing is ranked, where they are too many to work out, and, if there is no
/// `time` for it, where they are more than a step of a slider has room for.
pub(super) fn facts(
    comparison: &Comparison,
    state: &Shared<State>,
    time: bool,
) -> Option<Rc<Facts>> {
    let known = FACTS.with_borrow(|known| {
        let mut known = known.iter();
        known.find_map(|(other, facts)| is_same(other, state).then(|| facts.clone()))
    });
    if let Some(facts) = &known
        && (!time || facts.shift.get().is_some())
    {
        return known;
    }
    let study = study(comparison, state, time)?;
    let entries = entries(&study.borrow(), state);
    let session = &state.session;
    let criteria = comparison.criteria.len();
    let has_room = |positions: usize| time || positions <= MOST_IN_A_STEP;
    if !has_room(entries.len() * criteria.pow(2)) {
        return None;
    }
    let standpoint = Standpoint::new(comparison, &entries, &session.weights)?;
    let facts = known.unwrap_or_else(|| {
        let bands = comparison.indexed_criteria();
        let bands = bands.map(|(criterion, _)| band(&standpoint, &session.locks, criterion));
        let facts = Rc::new(Facts {
            leader: standpoint.leader(),
            bands: bands.collect(),
            shift: OnceCell::new(),
            always: leads_always(&standpoint),
            is_open: lead_is_open(&standpoint),
        });
        FACTS.with_borrow_mut(|known| {
            // Of each widget and filter those of the latest weights.
            known.retain(|(other, _)| !Rc::ptr_eq(&other.passing, &state.passing));
            known.truncate(KEPT - 1);
            known.insert(0, (state.clone(), facts.clone()));
        });
        facts
    });
    if has_room(entries.len() * criteria.pow(3)) {
        facts
            .shift
            .get_or_init(|| least_shift(&standpoint, &session.locks));
    }
    Some(facts)
}

/// Whether the same facts hold in two states.
pub(super) fn is_same(a: &Shared<State>, b: &Shared<State>) -> bool {
    let (session, other) = (&a.session, &b.session);
    session.weights == other.weights
        && session.locks == other.locks
        && Rc::ptr_eq(&a.passing, &b.passing)
}

/// The study of a state's filter; `None` if it has not begun and there is no `time` for it.
pub(super) fn study(comparison: &Comparison, state: &State, time: bool) -> Option<Study> {
    let known = STUDIES.with_borrow_mut(|studies| {
        // What nobody else knows of belongs to a filter of the past.
        studies.retain(|(passing, _)| Rc::strong_count(passing) > 1);
        let mut studies = studies.iter();
        studies
            .find_map(|(passing, study)| Rc::ptr_eq(passing, &state.passing).then(|| study.clone()))
    });
    let has_room = time || state.shown.count() <= Acceptability::MOST_RANKED;
    if known.is_some() || !has_room {
        return known;
    }
    Some(begin(comparison, state, contenders(comparison, state)))
}

/// Starts to look for those that could be first in a state: with them its study begins.
pub(super) fn contenders(comparison: &Comparison, state: &State) -> Contenders {
    let entries = comparison.indexed_entries().map(|(entry, _)| entry);
    let entries: Vec<EntryIndex> = entries
        .filter(|entry| state.passing[entry.0 as usize])
        .collect();
    Contenders::new(comparison, &entries)
}

/// Begins the study of a state's filter with its contenders.
pub(super) fn begin(comparison: &Comparison, state: &State, contenders: Contenders) -> Study {
    let study = Shared::new(RefCell::new(contenders.finish(comparison)));
    STUDIES.with_borrow_mut(|studies| studies.push((state.passing.clone(), study.clone())));
    study
}

/// Those that can be first at all, of all that pass the filter, and the one that is; none where they are too many.
pub(super) fn entries(study: &Option<Acceptability>, state: &State) -> Vec<EntryIndex> {
    let entries = |study: &Acceptability| study.contenders_with_first(&state.shown);
    study.as_ref().map(entries).unwrap_or_default()
}
