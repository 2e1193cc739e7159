//! Laws of a widget's session under any sequence of events.

use std::cmp::Ordering;
use std::sync::LazyLock;

use weigh_in_core::dataset::{Better, Comparison, DataSet, Decimal};
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};
use weigh_in_core::link::StateLocation;
use weigh_in_core::model::{
    EmbedDialogEvent, Event, ExportFormat, LateUpdate, Model, OrderInput, PanelsEvent, ResultsView,
    ShareInput, SliderDrag, Timer, WeightInput, update_embed_dialog, update_panels,
};
use weigh_in_core::session::{Action, Panels, Session};
use weigh_in_core::weights::{Weight, Weights};

use crate::links::{session_is_within_limits, session_survives_its_link};
use crate::page::Page;

/// The data set of the laws: scores are whole numbers from 0 to 100, ranges are 0 to 100, and some scores are missing.
pub const DATA: &str = r#"{
    "criteria": [
        { "id": "scale", "name": "Scale", "weight": 50, "range": [0, 100] },
        { "id": "costs", "name": "Costs", "weight": 30, "range": [0, 100], "better": "lower" },
        { "id": "ux:1", "name": "UX", "weight": 20, "range": [0, 100] },
        { "id": "é", "name": "Support", "weight": 0, "range": [0, 100] }
    ],
    "facets": [
        { "id": "region", "name": "Region", "values": [{ "id": "eu", "name": "EU" }] },
        { "id": "rôle", "name": "Role" }
    ],
    "entries": [
        { "name": "Acme", "scores": { "scale": 90, "costs": 40, "ux:1": 60, "é": 1 }, "tags": { "region": ["eu", "us"] } },
        { "name": "Brix", "scores": { "scale": 50, "costs": 5, "ux:1": 60 }, "tags": { "region": ["global"], "rôle": ["a,b"] } },
        { "name": "Cade", "scores": { "scale": 40, "costs": 70, "ux:1": 60, "é": 100 }, "tags": { "rôle": ["c"] } },
        { "name": "Dune", "scores": { "scale": 50, "costs": 5 } },
        { "name": "Elba", "scores": { "é": 50 } },
        { "name": "Faro", "scores": {} }
    ],
    "useCases": [{ "id": "small", "name": "Small", "entries": ["acme", "cade", "faro"] }]
}"#;

static COMPARISON: LazyLock<Comparison> = LazyLock::new(|| {
    let data = DataSet::from_json(DATA);
    data.unwrap_or_else(|problems| panic!("{problems:#?}"))
        .comparison
});

/// Returns the comparison of [`DATA`].
pub fn comparison() -> &'static Comparison {
    &COMPARISON
}

/// Asserts what holds of a widget after each of any events, which `bytes` encode: its session is within its limits, its link
/// carries the session, the ranking is the exact one of the entries that match, and what a reader changes is undone by one
/// step and is in the page's URL.
///
/// # Panics
/// If that does not hold, or the widget panics.
pub fn any_events_keep_the_laws(bytes: &[u8]) {
    let mut input = Input(bytes);
    let location = [
        Some(StateLocation::Fragment),
        Some(StateLocation::Query),
        None,
    ][input.up_to(3)];
    let url = [
        "https://example.org/#top",
        "https://example.org/?weigh-in=1;scale:1;lock=costs&a",
    ][input.up_to(2)];
    let mut page = Page::with(comparison().clone(), location, url);
    let mut initial = Session::published(comparison());
    while !input.0.is_empty() {
        step(&mut page, &mut initial, &mut input);
        widget_keeps_the_laws(&page);
    }
    for _ in 0..Model::MAX_UNDO {
        page.send(Event::Undo);
    }
    widget_keeps_the_laws(&page);
    let session = page.model.state.session.clone();
    page.send(Event::Undo);
    assert_eq!(page.model.state.session, session, "there was more to undo");
}

/// Sends the next event to the page, or moves it through its history or in time. `initial` is the session that a URL without
/// a state stands for.
fn step(page: &mut Page, initial: &mut Session, input: &mut Input) {
    let criterion = CriterionIndex(input.up_to(comparison().criteria.len()) as u8);
    match input.up_to(12) {
        0 | 1 => {
            let value = input.number();
            let drag = SliderDrag {
                value,
                text: value.to_string(),
            };
            let weight = match input.up_to(4) {
                0 => WeightInput::Release(value),
                1 => WeightInput::Reset,
                _ => WeightInput::Slide(drag),
            };
            page.send(Event::WeightInput(criterion, weight));
        }
        2 => {
            let text = ["", "0", "50", "33,3", "100 %", "101", "x", "٥٠"][input.up_to(8)];
            let share = match input.up_to(3) {
                0 => ShareInput::Enter,
                _ => ShareInput::Type(text.to_owned()),
            };
            page.send(Event::Panels(PanelsEvent::Share(criterion, share)));
        }
        3 | 4 => {
            let action = action(page, criterion, input);
            change(page, initial, action, input.flag());
        }
        5 => {
            let action = action(page, criterion, input);
            page.send(Event::SetDisclosure(action));
        }
        6 => page.wait(f64::from(input.byte()) * 10.0),
        7 => match input.up_to(4) {
            0 if page.current > 0 => page.go_by(-1),
            1 if page.current + 1 < page.history.len() => page.go_by(1),
            2 => page.visit("https://example.org/#other"),
            3 => page.visit(
                "https://example.org/?weigh-in=1;costs:3;rows=9999#weigh-in=1;é:7;open=acme,x",
            ),
            _ => page.is_writable = !page.is_writable,
        },
        8 => {
            let order = match input.up_to(5) {
                0 => OrderInput::Move(criterion, input.up_to(4)),
                1 => OrderInput::Grab(criterion),
                2 => OrderInput::Drag(input.up_to(4)),
                3 => OrderInput::Release,
                _ => OrderInput::Apply,
            };
            page.send(Event::Panels(PanelsEvent::Order(order)));
        }
        9 => {
            let entry = input.entry();
            page.send(Event::Panels(match input.up_to(5) {
                0 => PanelsEvent::RevealEntry(entry),
                1 => PanelsEvent::Compare([entry, input.entry_other_than(entry)]),
                2 => PanelsEvent::FindNearestWeights(entry),
                3 => PanelsEvent::ApplyNearestWeights {
                    entry,
                    animated: input.flag(),
                },
                _ => PanelsEvent::Frame,
            }));
        }
        10 => {
            let event = script_event(criterion, input);
            if let Event::SetInitialWeights(weights) = &event {
                initial.weights.clone_from(weights);
            }
            page.send(event);
        }
        _ => page.send(other_event(criterion, input)),
    }
}

/// Makes a change that can be undone; asserts that the URL carries it, and that half of such changes are undone.
fn change(page: &mut Page, initial: &Session, action: Action, is_undone: bool) {
    let before = page.model.state.session.clone();
    page.send(Event::Apply(action));
    let session = &page.model.state.session;
    if page.is_writable && page.model.url_state.has_location() {
        let value = page
            .model
            .url_state
            .find_value(&page.now.url)
            .map(str::to_owned);
        let expected = (session != initial).then(|| page.model.link_value());
        assert_eq!(value, expected, "the value in {}", page.now.url);
    }
    if is_undone {
        page.send(Event::Undo);
        assert_eq!(page.model.state.session, before, "after an undo");
    }
}

fn action(page: &Page, criterion: CriterionIndex, input: &mut Input) -> Action {
    let session = &page.model.state.session;
    match input.up_to(10) {
        0 => Action::SetWeight {
            criterion,
            weight: input.weight(),
            start_weights: session.weights.clone(),
        },
        1 => Action::SetWeights(input.weights()),
        2 => Action::ToggleLock(criterion),
        3 | 4 => {
            let mut filter = session.filter.clone();
            match input.up_to(4) {
                0 => filter.use_case = input.flag().then_some(UseCaseIndex(0)),
                1 => filter.search = ["", "a", "É", " ", "x;=,%"][input.up_to(5)].to_owned(),
                kind => {
                    let index = FacetIndex(input.up_to(2) as u8);
                    let tags = comparison().facet(index).tags.len();
                    let selection = filter.selection_mut(index);
                    match kind {
                        2 => selection.toggle(TagIndex(input.up_to(tags) as u16)),
                        _ => selection.match_all = !selection.match_all,
                    }
                }
            }
            Action::SetFilter(filter)
        }
        5 => Action::ToggleCompared(input.entry()),
        6 => Action::ToggleDetails(input.entry()),
        7 => Action::SetPanels(Panels {
            guide: input.flag(),
            order: input.flag(),
        }),
        8 => Action::ShowMore,
        _ => Action::Reset,
    }
}

fn script_event(criterion: CriterionIndex, input: &mut Input) -> Event {
    match input.up_to(4) {
        0 => Event::ScriptSetWeights(input.weights()),
        1 => Event::ScriptReset,
        2 => Event::SetInitialWeights(input.weights()),
        _ => Event::CancelSlide(criterion),
    }
}

fn other_event(criterion: CriterionIndex, input: &mut Input) -> Event {
    let flag = input.flag();
    match input.up_to(20) {
        0 => Event::Undo,
        1 => Event::Search {
            text: ["", "ac", "x"][input.up_to(3)].to_owned(),
            committed: flag,
        },
        2 => Event::CopyLink,
        3 => Event::LinkCopied {
            link: "https://example.org/".to_owned(),
            copied: flag,
        },
        4 => Event::SaveFile(if flag {
            ExportFormat::Csv
        } else {
            ExportFormat::Json
        }),
        5 => Event::OpenEmbedDialog,
        6 => Event::EmbedDialog(if flag {
            EmbedDialogEvent::ToggleWeights
        } else {
            EmbedDialogEvent::Close
        }),
        7 => Event::ShowResults(
            [
                ResultsView::Ranking,
                ResultsView::Robustness,
                ResultsView::Comparison,
            ][input.up_to(3)],
        ),
        8 => Event::UseSlider(criterion),
        9 => Event::PointAt(flag.then_some(criterion)),
        10 => Event::ToggleDescription(criterion),
        11 => Event::ToggleAllWeights,
        12 => Event::CoverTray(flag),
        13 => Event::ToggleFilters,
        14 => Event::DismissNotices,
        15 => Event::PointerDown,
        16 => Event::ChunkLoaded(LateUpdate::Panels(update_panels)),
        17 => Event::ChunkLoaded(LateUpdate::Extras(update_embed_dialog)),
        18 => Event::TimerFired([Timer::Announce, Timer::Url][input.up_to(2)]),
        _ => Event::Ready,
    }
}

fn widget_keeps_the_laws(page: &Page) {
    let session = &page.model.state.session;
    session_is_within_limits(comparison(), session);
    session_survives_its_link(comparison(), session);
    ranking_is_exact(page, session);
}

/// Asserts that the widget shows the entries that match, in the exact order of their totals, which are computed here without
/// the code of the core.
fn ranking_is_exact(page: &Page, session: &Session) {
    let comparison = comparison();
    let matching = session.filter.matching(comparison);
    let rows = page.model.state.shown.rows();
    let is_shown = |entry: EntryIndex| rows.iter().any(|row| row.entry == entry);
    if matching.len() <= session.rows as usize {
        for (entry, _) in comparison.indexed_entries() {
            assert_eq!(is_shown(entry), matching[entry.0 as usize], "{entry:?}");
        }
    }
    for pair in rows.windows(2) {
        let [above, below] =
            [&pair[0], &pair[1]].map(|row| total(comparison, &session.weights, row.entry));
        assert_ne!(compare(above, below), Ordering::Less, "{pair:?}");
    }
    for row in rows {
        let own = total(comparison, &session.weights, row.entry);
        assert_eq!(row.standing.is_some(), own.is_some(), "{row:?}");
        let Some(standing) = row.standing else {
            continue;
        };
        let others = comparison
            .indexed_entries()
            .filter(|(entry, _)| matching[entry.0 as usize]);
        let others: Vec<Ordering> = others
            .map(|(entry, _)| compare(total(comparison, &session.weights, entry), own))
            .collect();
        let better = others.iter().filter(|order| order.is_gt()).count();
        let equal = others.iter().filter(|order| order.is_eq()).count();
        assert_eq!(
            (standing.rank.number() as usize, standing.tied),
            (better + 1, equal > 1),
            "{row:?}"
        );
    }
}

/// Computes an entry's total times 100 as a fraction: the sum of its weighted scores, and that of its weights. `None`
/// without a weight.
fn total(comparison: &Comparison, weights: &Weights, entry: EntryIndex) -> Option<(u64, u64)> {
    let (mut sum, mut of_weights) = (0, 0);
    for ((index, criterion), weight) in comparison.indexed_criteria().zip(weights.hundredths()) {
        let Some(score) = comparison.score(index, entry) else {
            continue;
        };
        let score = score.in_units_of(Decimal::ZERO.scale()) as u64;
        let normalized = if criterion.better == Better::Lower {
            100 - score
        } else {
            score
        };
        sum += normalized * u64::from(weight);
        of_weights += u64::from(weight);
    }
    (of_weights > 0).then_some((sum, of_weights))
}

/// Compares totals; a missing one is below all others.
fn compare(a: Option<(u64, u64)>, b: Option<(u64, u64)>) -> Ordering {
    match (a, b) {
        (Some((sum, of_weights)), Some((other_sum, of_other_weights))) => {
            (sum * of_other_weights).cmp(&(other_sum * of_weights))
        }
        _ => a.is_some().cmp(&b.is_some()),
    }
}

/// Bytes that choose among possibilities; zeros after their end.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        byte
    }

    fn up_to(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// Returns a number as sliders and scripts may give it.
    fn number(&mut self) -> f64 {
        match self.byte() {
            byte @ 0..=200 => f64::from(byte) / 2.0,
            byte => [f64::NAN, f64::INFINITY, -1.0, 1e300, 33.333, 0.005][usize::from(byte) % 6],
        }
    }

    fn weight(&mut self) -> Weight {
        let hundredths = u16::from_le_bytes([self.byte(), self.byte()]) % 10_001;
        Weight::from_hundredths(hundredths).expect("a weight up to 100")
    }

    fn weights(&mut self) -> Weights {
        comparison()
            .criteria
            .iter()
            .map(|_| self.weight())
            .collect()
    }

    fn entry_other_than(&mut self, entry: EntryIndex) -> EntryIndex {
        let count = comparison().entries.len();
        let after = 1 + self.up_to(count - 1);
        EntryIndex(((entry.0 as usize + after) % count) as u32)
    }

    fn entry(&mut self) -> EntryIndex {
        EntryIndex(self.up_to(comparison().entries.len()) as u32)
    }
}
