//! The model's reactions to events, on a simulated page: undo and gestures, the URL and its history, locks, weight
//! fields, panels, announcements.

use std::ops::{Deref, DerefMut};

use serde_json::json;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex};
use weigh_in_core::link::{LinkNotice, StateLocation};
use weigh_in_core::model::{
    Analyzer, Chunk, Effect, ElementEvent, EmbedDialogEffect, EmbedDialogEvent, Event,
    ExportFormat, Focus, LateUpdate, LoadState, OrderInput, PanelsEvent, ResultsView, ShareInput,
    SliderDrag, Status, WeightInput, update_embed_dialog, update_panels,
};
use weigh_in_core::publish::Snippet;
use weigh_in_core::robustness::{ComparedPair, LeadLevel, NearestWeights, Report};
use weigh_in_core::session::{Action, Filter, Panels, Session};
use weigh_in_core::text::{self, Texts, WeightsOwner};
use weigh_in_core::weights::{Weight, Weights};
use weigh_in_laws::page;

use crate::support::read;

const SCALE: CriterionIndex = CriterionIndex(0);
const COSTS: CriterionIndex = CriterionIndex(1);
const UX: CriterionIndex = CriterionIndex(2);
const ACME: EntryIndex = EntryIndex(0);
const BRIX: EntryIndex = EntryIndex(1);
const START: &str = "https://example.org/best#top";

/// Returns three criteria with the weights 50, 30 and 20; Acme leads, and Brix is better at costs.
fn comparison() -> Comparison {
    let entry = |name: &str, scores: [u8; 3], region: &str| {
        json!({ "name": name, "tags": { "region": [region] },
            "scores": { "scale": scores[0], "costs": scores[1], "ux": scores[2] } })
    };
    let criterion =
        |id: &str, weight: u8| json!({ "id": id, "name": id, "weight": weight, "range": [0, 100] });
    let data = json!({
        "title": "Best",
        "criteria": [criterion("scale", 50), criterion("costs", 30), criterion("ux", 20)],
        "facets": [{ "id": "region", "name": "Region" }],
        "entries": [
            entry("Acme", [90, 40, 60], "apac"),
            entry("Brix", [50, 95, 60], "emea"),
            entry("Cade", [40, 30, 60], "emea"),
        ],
    });
    read(&data.to_string())
}

/// A simulated page with the terms of these tests.
struct Page(page::Page);

impl Deref for Page {
    type Target = page::Page;

    fn deref(&self) -> &page::Page {
        &self.0
    }
}

impl DerefMut for Page {
    fn deref_mut(&mut self) -> &mut page::Page {
        &mut self.0
    }
}

impl Page {
    fn open(url: &str) -> Page {
        Page::with(comparison(), Some(StateLocation::Fragment), url)
    }

    fn with(comparison: Comparison, location: Option<StateLocation>, url: &str) -> Page {
        Page(page::Page::with(comparison, location, url))
    }

    fn slide(&mut self, criterion: CriterionIndex, value: f64) {
        let text = value.to_string();
        self.send(Event::WeightInput(
            criterion,
            WeightInput::Slide(SliderDrag { value, text }),
        ));
    }

    fn release(&mut self, criterion: CriterionIndex, value: f64) {
        self.send(Event::WeightInput(criterion, WeightInput::Release(value)));
    }

    /// Types a text into the number field for a weight's share of the total.
    fn type_share(&mut self, criterion: CriterionIndex, text: &str) {
        self.send_share(criterion, ShareInput::Type(text.to_owned()));
    }

    fn send_share(&mut self, criterion: CriterionIndex, input: ShareInput) {
        self.send(Event::Panels(PanelsEvent::Share(criterion, input)));
    }

    fn show(&mut self, results: ResultsView) {
        self.send(Event::ShowResults(results));
    }

    /// Sends the event that undoes the last gesture; returns whether there was one.
    fn undo(&mut self) -> bool {
        let emitted = self.emitted.len();
        self.send(Event::Undo);
        self.emitted.len() > emitted
    }

    /// Returns the other effects since the last call, without those of the analysis.
    fn take_effects(&mut self) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.other_effects);
        effects.retain(|effect| *effect != Effect::Analyze);
        effects
    }

    fn weights(&self) -> Vec<String> {
        let weights = self.model.state.session.weights.iter();
        weights.map(|(_, weight)| weight.to_string()).collect()
    }

    fn leader(&self) -> &str {
        let first = self.model.state.shown.rows()[0].entry;
        &self.model.comparison.entry(first).name
    }
}

fn panels_loaded() -> Event {
    Event::ChunkLoaded(LateUpdate::Panels(update_panels))
}

fn extras_loaded() -> Event {
    Event::ChunkLoaded(LateUpdate::Extras(update_embed_dialog))
}

fn weight(text: &str) -> Weight {
    text.parse().expect("a weight of the test")
}

fn weights(texts: [&str; 3]) -> Weights {
    texts.into_iter().map(weight).collect()
}

fn lock(page: &mut Page, criterion: CriterionIndex) {
    page.send(Event::Apply(Action::ToggleLock(criterion)));
}

#[test]
fn a_drag_is_one_history_entry_and_one_undo_step() {
    let mut page = Page::open(START);
    for value in 51..=70 {
        page.slide(SCALE, f64::from(value));
        page.send(Event::PointerDown);
        page.wait(f64::from(value) * 1_000.0);
    }
    page.release(SCALE, 70.0);
    assert_eq!(page.weights(), ["70", "30", "20"]);
    assert_eq!(
        page.history,
        [
            START,
            "https://example.org/best#top&weigh-in=1.sflor;scale:70;costs:30;ux:20"
        ]
    );
    assert_eq!(page.emitted.last(), Some(&ElementEvent::Change));
    assert_eq!(
        page.emitted
            .iter()
            .filter(|&&event| event == ElementEvent::Input)
            .count(),
        20
    );
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert!(!page.undo());
    assert_eq!(page.now.url, START);
    assert_eq!(page.history, [START, START]);
}

#[test]
fn during_a_drag_the_url_is_written_at_most_every_400_milliseconds() {
    let mut page = Page::open(START);
    page.slide(SCALE, 51.0);
    let first = page.now.url.clone();
    assert!(
        first.ends_with("scale:51;costs:30;ux:20"),
        "the first step is written at once"
    );
    page.slide(SCALE, 52.0);
    page.wait(200.0);
    page.slide(SCALE, 53.0);
    assert_eq!(page.now.url, first);
    page.wait(200.0);
    assert!(
        page.now.url.ends_with("scale:53;costs:30;ux:20"),
        "{}",
        page.now.url
    );
    assert_eq!(page.history.len(), 2);
}

#[test]
fn a_run_of_key_presses_is_one_gesture_until_a_pause_or_a_pointer_press() {
    let mut page = Page::open(START);
    for value in [51.0, 52.0] {
        page.slide(SCALE, value);
        page.release(SCALE, value);
        page.wait(499.0);
    }
    page.wait(1.0);
    page.release(SCALE, 53.0);
    page.send(Event::PointerDown);
    page.release(SCALE, 54.0);
    for expected in ["53", "52", "50"] {
        page.send(Event::Undo);
        assert_eq!(page.weights()[0], expected);
    }
}

#[test]
fn a_gesture_without_a_change_leaves_no_trace() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    page.release(SCALE, 50.0);
    page.type_share(SCALE, "50");
    page.send_share(SCALE, ShareInput::Enter);
    assert!(!page.undo());
    assert_eq!(page.history, [START]);
}

#[test]
fn back_leads_to_the_first_state_however_many_changes_were_made() {
    let mut page = Page::open(START);
    page.release(SCALE, 10.0);
    page.release(COSTS, 90.0);
    page.send(Event::Apply(Action::SetWeights(weights(["10", "90", "5"]))));
    assert_eq!((page.leader(), page.history.len()), ("Brix", 2));
    page.go_by(-1);
    assert_eq!(
        (page.leader(), page.weights()),
        ("Acme", vec!["50".into(), "30".into(), "20".into()])
    );
    page.go_by(1);
    assert_eq!(page.weights(), ["10", "90", "5"]);
    assert_eq!(page.emitted.last(), Some(&ElementEvent::Change));
}

#[test]
fn a_change_adds_a_history_entry_after_another_url_took_the_place_of_the_last() {
    let mut page = Page::open(START);
    page.release(SCALE, 10.0);
    page.go_by(-1);
    page.release(SCALE, 20.0);
    assert_eq!((page.current, page.history.len()), (1, 2));
    page.visit("https://example.org/best#method");
    for value in [30.0, 40.0] {
        page.send(Event::PointerDown);
        page.release(SCALE, value);
    }
    assert_eq!((page.current, page.history.len()), (3, 4));
    // The page wrote the history without an event.
    let url = "https://example.org/tab#weigh-in=1;scale:40;costs:30;ux:20";
    page.history.push(url.to_owned());
    page.current += 1;
    page.load_current_url();
    page.send(Event::PointerDown);
    page.release(SCALE, 50.0);
    assert_eq!((page.history.len(), &*page.history[4]), (6, url));
}

#[test]
fn a_link_pasted_on_the_open_page_is_opened_and_can_be_undone() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    page.visit("https://example.org/best#weigh-in=1;scale:1;costs:99;zzz:5");
    assert_eq!(
        (page.leader(), page.weights()),
        ("Brix", vec!["1".into(), "99".into(), "20".into()])
    );
    assert_eq!(
        page.model.notices,
        [LinkNotice::Ignored("zzz:5".to_owned())]
    );
    page.send(Event::DismissNotices);
    assert!(page.model.notices.is_empty());
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["60", "30", "20"]);
}

#[test]
fn other_changes_of_the_url_keep_the_state() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    let emitted = page.emitted.len();
    page.visit("https://example.org/best#chapter-2");
    page.visit("https://example.org/best?page=2#chapter-2");
    assert_eq!(page.weights(), ["60", "30", "20"]);
    assert_eq!(page.emitted.len(), emitted);
}

#[test]
fn a_url_that_cannot_be_written_loses_no_state() {
    let mut page = Page::open(START);
    page.is_writable = false;
    page.release(SCALE, 60.0);
    page.send(Event::Navigate);
    assert_eq!(page.weights(), ["60", "30", "20"]);
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
}

#[test]
fn a_widget_without_a_location_ignores_the_url() {
    let mut page = Page::with(comparison(), None, START);
    page.release(SCALE, 60.0);
    page.visit("https://example.org/best#weigh-in=1;scale:1;costs:2;ux:3");
    assert_eq!(page.weights(), ["60", "30", "20"]);
    assert_eq!(page.history.len(), 2);
    assert_eq!(page.model.share_url(&page.now.url), page.now.url);
}

#[test]
fn a_widget_starts_with_the_state_of_its_link() {
    let mut page = Page::open(
        "https://example.org/#weigh-in=1;scale:0;costs:100;ux:0;region=emea;panel=guide",
    );
    assert_eq!(
        (page.leader(), page.model.state.shown.entry_count()),
        ("Brix", 2)
    );
    assert!(page.model.guide_was_open);
    assert!(!page.undo());
}

#[test]
fn with_a_lock_the_free_weights_are_rebalanced_from_the_start_of_the_drag() {
    let mut page = Page::open(START);
    lock(&mut page, SCALE);
    for value in [45.0, 50.0, 12.0, 40.0] {
        page.slide(COSTS, value);
        page.wait(50.0);
    }
    page.release(COSTS, 40.0);
    assert_eq!(page.weights(), ["50", "40", "10"]);
    page.slide(SCALE, 5.0);
    assert_eq!(page.weights(), ["50", "40", "10"], "a locked weight stays");
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert!(
        page.model.state.session.locks.contains(SCALE),
        "the lock is a gesture of its own"
    );
    page.send(Event::Undo);
    assert!(page.model.state.session.locks.is_empty());
}

#[test]
fn a_slider_that_the_browser_takes_to_scroll_is_restored() {
    let mut page = Page::open(START);
    page.release(COSTS, 40.0);
    let before = page.weights();
    page.wait(2_000.0);
    let history = page.history.len();
    page.slide(SCALE, 88.0);
    page.slide(SCALE, 90.0);
    page.send(Event::CancelSlide(SCALE));
    assert_eq!(page.weights(), before);
    assert_eq!(page.emitted.last(), Some(&ElementEvent::Change));
    // The change event that some browsers fire afterwards has the value that is shown again.
    page.release(SCALE, 50.0);
    assert_eq!(page.weights(), before);
    page.wait(2_000.0);
    assert!(page.history.len() <= history + 1, "{:?}", page.history);
    // A slider that was released is not restored.
    page.release(SCALE, 60.0);
    page.send(Event::CancelSlide(SCALE));
    assert_ne!(page.weights(), before);
    page.send(Event::Undo);
    assert_eq!(page.weights(), before);
}

#[test]
fn a_dragged_slider_keeps_its_value_between_two_weights() {
    let mut page = Page::open(START);
    page.slide(SCALE, 60.4);
    let limits = (Weight::ZERO, Weight::MAX);
    assert_eq!(
        page.model[SCALE].drag_text(weight("60"), limits),
        Some("60.4")
    );
    // Once the weight differs, the slider shows it.
    assert_eq!(page.model[SCALE].drag_text(weight("12"), limits), None);
    page.release(SCALE, 60.4);
    assert_eq!(page.model[SCALE].drag_text(weight("60"), limits), None);
}

#[test]
fn a_typed_share_becomes_the_share_of_the_total() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    for (typed, weights) in [("4", ["50", "2.92", "20"]), ("41", ["50", "48.64", "20"])] {
        page.type_share(COSTS, typed);
        assert_eq!(page.model[COSTS].typed_text(), Some(typed));
        assert_eq!(page.weights(), weights);
        assert_eq!(page.emitted.last(), Some(&ElementEvent::Input));
    }
    assert_eq!(page.model.state.shares[COSTS].to_string(), "41");
    page.send_share(COSTS, ShareInput::Enter);
    assert_eq!(page.emitted.last(), Some(&ElementEvent::Change));
    assert_eq!(page.model[COSTS].typed_text(), None);
    assert_eq!(page.weights(), ["50", "48.64", "20"]);
    assert_eq!(
        page.history,
        [
            START,
            "https://example.org/best#top&weigh-in=1.sflor;scale:50;costs:48.64;ux:20"
        ]
    );
    // The typed number is one gesture.
    assert!(page.undo());
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert!(!page.undo());
}

#[test]
fn a_share_that_no_weight_up_to_100_gives_reduces_the_other_weights() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    for (typed, weights) in [
        ("80", ["17.86", "100", "7.14"]),
        ("100", ["0", "100", "0"]),
        ("10", ["50", "7.78", "20"]),
    ] {
        page.type_share(COSTS, typed);
        assert_eq!(page.weights(), weights, "{typed}");
    }
}

#[test]
fn a_number_field_drops_a_text_that_is_no_percentage() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    for (typed, weights, invalid) in [
        ("41", ["50", "48.64", "20"], false),
        ("410", ["50", "30", "20"], true),
        ("", ["50", "30", "20"], false),
        ("4x", ["50", "30", "20"], true),
    ] {
        page.type_share(COSTS, typed);
        assert_eq!(page.weights(), weights, "{typed}");
        assert_eq!(page.model[COSTS].is_invalid(), invalid, "{typed}");
    }
    page.send_share(COSTS, ShareInput::Enter);
    assert_eq!(page.model[COSTS].typed_text(), None);
    assert!(!page.model[COSTS].is_invalid());
    assert_eq!(page.weights(), ["50", "30", "20"]);
}

#[test]
fn readers_write_percentages_in_many_forms() {
    for (typed, weight) in [
        ("٧٫٥", "5.68"),
        ("۱۲", "9.55"),
        (" 7,25 ", "5.47"),
        ("41%", "48.64"),
        ("41\u{a0}%", "48.64"),
        ("٤١٪", "48.64"),
        // As browsers format percentages in Arabic and Turkish.
        ("٤١٪\u{61c}", "48.64"),
        ("41\u{200e}%\u{200e}", "48.64"),
        ("%41", "48.64"),
    ] {
        let mut page = Page::open(START);
        page.send(panels_loaded());
        page.type_share(COSTS, typed);
        assert_eq!(page.weights(), ["50", weight, "20"], "{typed:?}");
        assert!(!page.model[COSTS].is_invalid(), "{typed:?}");
        page.send_share(COSTS, ShareInput::Enter);
        assert_eq!(page.weights(), ["50", weight, "20"], "{typed:?}");
    }
    for typed in ["%", "4%1", "-5", "101", "41.125", "x"] {
        let mut page = Page::open(START);
        page.send(panels_loaded());
        page.type_share(COSTS, typed);
        assert!(page.model[COSTS].is_invalid(), "{typed:?}");
        page.send_share(COSTS, ShareInput::Enter);
        assert_eq!(page.weights(), ["50", "30", "20"], "{typed:?}");
        assert!(!page.undo());
    }
}

#[test]
fn an_empty_number_field_counts_as_0_once_it_is_final() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    page.type_share(COSTS, " ");
    assert!(!page.model[COSTS].is_invalid());
    assert_eq!(page.weights(), ["50", "30", "20"]);
    page.send_share(COSTS, ShareInput::Enter);
    assert_eq!(page.weights(), ["50", "0", "20"]);
    // A field without a typed text changes nothing.
    page.wait(500.0);
    page.release(COSTS, 20.0);
    page.send_share(COSTS, ShareInput::Enter);
    assert_eq!(page.weights(), ["50", "20", "20"]);
    for weight in ["0", "30"] {
        assert!(page.undo());
        assert_eq!(page.weights(), ["50", weight, "20"]);
    }
}

#[test]
fn a_typed_share_respects_the_locks() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    lock(&mut page, SCALE);
    page.type_share(COSTS, "41");
    assert_eq!(page.weights(), ["50", "41", "9"]);
    page.type_share(COSTS, "410");
    assert_eq!(page.weights(), ["50", "30", "20"]);
    // The locked weight leaves no more than 50 %.
    page.type_share(COSTS, "90");
    page.send_share(COSTS, ShareInput::Enter);
    assert_eq!(page.weights(), ["50", "50", "0"]);
    page.type_share(SCALE, "10");
    assert_eq!(
        (page.model[SCALE].typed_text(), page.weights()[0].as_str()),
        (None, "50"),
        "a locked weight stays"
    );
    assert!(page.undo());
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert!(page.model.state.session.locks.contains(SCALE));
}

#[test]
fn a_field_resets_to_the_published_weight() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    page.send(Event::WeightInput(SCALE, WeightInput::Reset));
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert_eq!(
        page.now.url, START,
        "the URL has no state for the initial session"
    );
}

#[test]
fn a_preset_and_a_reset_are_gestures_of_their_own() {
    let mut page = Page::open(START);
    lock(&mut page, UX);
    page.send(Event::Apply(Action::SetWeights(weights([
        "33", "33", "33",
    ]))));
    assert!(page.model.state.session.locks.is_empty());
    page.send(Event::Apply(Action::Reset));
    assert_eq!(page.weights(), ["50", "30", "20"]);
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["33", "33", "33"]);
    for value in [60.0, 70.0] {
        page.release(SCALE, value);
        page.send(Event::Apply(Action::Reset));
    }
    page.send(Event::Undo);
    page.send(Event::Undo);
    assert_eq!(page.weights()[0], "50");
}

#[test]
fn typing_a_search_text_is_one_gesture() {
    let mut page = Page::open(START);
    for (text, shown) in [("b", 1), ("br", 1), ("brz", 0)] {
        let committed = false;
        page.send(Event::Search {
            text: text.to_owned(),
            committed,
        });
        assert_eq!(page.model.state.shown.entry_count(), shown, "{text}");
    }
    page.send(Event::Undo);
    assert_eq!(page.model.state.shown.entry_count(), 3);
}

#[test]
fn a_filter_narrows_the_list_loads_the_panels_and_can_be_undone() {
    let mut page = Page::open(START);
    let mut filter = page.model.state.session.filter.clone();
    let tag = page.model.comparison.facets[0]
        .tag_by_id("emea")
        .expect("a tag");
    filter.selection_mut(FacetIndex(0)).toggle(tag);
    page.send(Event::Apply(Action::SetFilter(filter)));
    assert_eq!(
        (
            page.model.state.shown.entry_count(),
            page.model.state.is_filtered()
        ),
        (2, true)
    );
    assert!(page.now.url.ends_with(";region=emea"));
    assert_eq!(page.other_effects, [Effect::LoadChunk(Chunk::Panels)]);
    page.send(Event::Undo);
    assert!(!page.model.state.is_filtered());
}

#[test]
fn opened_panels_are_in_the_url_and_cannot_be_undone() {
    let mut page = Page::open(START);
    page.send(Event::SetDisclosure(Action::ToggleDetails(BRIX)));
    let panels = Panels {
        guide: true,
        ..Panels::default()
    };
    page.send(Event::SetDisclosure(Action::SetPanels(panels)));
    assert_eq!(page.history.len(), 1);
    assert!(
        page.now.url.ends_with("open=brix;panel=guide"),
        "{}",
        page.now.url
    );
    assert!(!page.undo() && page.emitted.is_empty());
    let expected = [
        Effect::LoadChunk(Chunk::Panels),
        Effect::Focus(Focus::Guide),
        Effect::LoadChunk(Chunk::Extras),
    ];
    assert_eq!(page.other_effects, expected);
}

#[test]
fn weights_set_by_a_script_can_be_undone_and_emit_no_event() {
    let mut page = Page::open(START);
    page.send(Event::ScriptSetWeights(weights(["10", "80", "10"])));
    assert_eq!((page.leader(), page.now.url.as_str()), ("Brix", START));
    assert!(page.emitted.is_empty());
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
    // A call that changes nothing adds no undo step.
    page.send(Event::ScriptReset);
    assert!(!page.undo());
}

#[test]
fn a_script_corrects_a_url_that_carries_the_state() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    page.send(Event::ScriptSetWeights(weights(["10", "80", "10"])));
    assert!(page.now.url.ends_with("scale:10;costs:80;ux:10"));
    assert_eq!(page.history.len(), 2);
    page.send(Event::ScriptReset);
    assert_eq!(page.now.url, START);
}

#[test]
fn starting_weights_are_not_in_the_url() {
    let mut page = Page::open(START);
    page.send(Event::SetInitialWeights(weights(["1", "2", "3"])));
    assert_eq!(page.weights(), ["1", "2", "3"]);
    page.release(SCALE, 9.0);
    page.release(SCALE, 1.0);
    assert_eq!(page.now.url, START);
}

#[test]
fn a_gesture_is_announced_once_after_it_ends() {
    let mut page = Page::open(START);
    page.slide(COSTS, 80.0);
    page.wait(400.0);
    page.release(COSTS, 100.0);
    page.wait(499.0);
    assert_eq!(
        page.model.announcement, "",
        "the pause begins with the last step"
    );
    page.wait(1.0);
    let sentence = "With your weights, Brix comes first, 20.5 points ahead of Acme.";
    assert_eq!(page.model.announcement, sentence);
    assert_eq!(page.timers, []);
    // The next gesture clears the announcement.
    page.slide(COSTS, 99.0);
    assert_eq!(page.model.announcement, "");
}

#[test]
fn the_sentence_says_whose_weights_these_are() {
    let mut page = Page::open("https://example.org/best#weigh-in=1;scale:1;costs:99;ux:0");
    let mut sentence = |event: Option<Event>| {
        event.into_iter().for_each(|event| page.send(event));
        let sentence = page.model.lead_sentence(page.model.weights_owner());
        sentence.split(" weights, ").next().unwrap().to_owned()
    };
    let own = || Event::Apply(Action::SetWeights(weights(["1", "2", "3"])));
    let others = || Event::ScriptSetWeights(weights(["7", "2", "1"]));
    for (event, owner) in [
        (None, "With these"),
        (Some(own()), "With your"),
        (Some(Event::Undo), "With these"),
        (Some(Event::Apply(Action::Reset)), "With the article’s"),
        (Some(others()), "With these"),
        (Some(own()), "With your"),
    ] {
        assert_eq!(sentence(event), owner);
    }
    page.visit("https://example.org/best#weigh-in=1;scale:1;costs:98;ux:0");
    assert_eq!(page.model.weights_owner(), WeightsOwner::Unknown);
}

#[test]
fn a_change_of_weights_or_filter_is_announced() {
    let published = "With the article’s weights, Acme comes first, 3.5 points ahead of Brix.";
    let own = "With your weights, Acme comes first, 10.8 points ahead of Brix.";
    let narrowed = "1 of 3 matches your filters.";
    let search = |text: &str| Event::Search {
        text: text.to_owned(),
        committed: false,
    };
    let mut filter = Filter::none(&comparison());
    filter.search = "brix".to_owned();

    let mut page = Page::open(START);
    page.send(panels_loaded());
    let zero = weights(["0", "0", "0"]);
    let all_zero = Texts::english().get(text::ALL_ZERO).to_owned();
    for (event, expected) in [
        (Event::Apply(Action::SetFilter(filter)), narrowed),
        (Event::Undo, published),
        (search("brix"), narrowed),
        (search(""), ""),
        (Event::Apply(Action::SetWeights(zero)), &all_zero),
        (Event::Undo, published),
        (
            order_event(OrderInput::Apply),
            "With your weights, Acme comes first, 9.2 points ahead of Brix.",
        ),
        (Event::Apply(Action::Reset), published),
    ] {
        page.send(event);
        assert_eq!(page.model.announcement, "");
        page.wait(500.0);
        assert_eq!(page.model.announcement, expected);
    }
    page.type_share(SCALE, "60");
    page.wait(500.0);
    assert_eq!(page.model.announcement, own);
}

#[test]
fn other_changes_are_not_announced() {
    let mut page = Page::open(START);
    for event in [
        Event::Apply(Action::ToggleCompared(ACME)),
        Event::Apply(Action::ToggleLock(UX)),
        Event::SetDisclosure(Action::ToggleDetails(BRIX)),
        Event::ShowResults(ResultsView::Robustness),
        Event::UseSlider(COSTS),
    ] {
        page.send(event);
        page.wait(500.0);
        assert_eq!(page.model.announcement, "");
    }
    // Nor is a gesture that ends where it began.
    page.slide(SCALE, 60.0);
    page.release(SCALE, 50.0);
    page.wait(500.0);
    assert_eq!(page.model.announcement, "");
}

#[test]
fn without_weights_nothing_is_ranked() {
    let mut page = Page::open(START);
    page.send(Event::Apply(Action::SetWeights(weights(["0", "0", "0"]))));
    assert!(page.model.state.session.weights.are_zero());
    assert!(!page.model.state.shown.has_ranks());
    assert_eq!(
        page.model.lead_sentence(WeightsOwner::Reader),
        Texts::english().get(text::ALL_ZERO)
    );
}

#[test]
fn a_filter_without_matches_is_distinct_from_zero_weights() {
    let mut page = Page::open(START);
    let (text, committed) = ("zzz".to_owned(), true);
    page.send(Event::Search { text, committed });
    assert!(!page.model.state.shown.has_ranks());
    assert!(!page.model.state.session.weights.are_zero());
}

#[test]
fn a_file_is_saved_with_the_link() {
    let mut page = Page::open(START);
    page.send(Event::SaveFile(ExportFormat::Png));
    let link = format!("{START}&weigh-in=1.sflor;scale:50;costs:30;ux:20");
    let expected = Effect::SaveFile(ExportFormat::Png, link);
    assert_eq!(page.other_effects, [expected]);
    page.send(Event::FileSaved(false));
    assert_eq!(page.model.status, Status::Message(text::NOT_SAVED));
    page.send(Event::FileSaved(true));
    assert_eq!(page.model.status, Status::Empty);

    let mut page = Page::with(comparison(), None, START);
    page.send(Event::SaveFile(ExportFormat::Csv));
    let expected = Effect::SaveFile(ExportFormat::Csv, String::new());
    assert_eq!(page.other_effects, [expected]);
}

#[test]
fn a_failed_chunk_is_loaded_again_only_on_request() {
    let mut page = Page::open(START);
    page.send(Event::SetDisclosure(Action::ToggleDetails(ACME)));
    page.send(Event::ChunkFailed(Chunk::Panels));
    page.other_effects.clear();
    page.send(Event::UseSlider(UX));
    page.send(Event::UseSlider(COSTS));
    assert!(page.other_effects.is_empty());
    page.send(Event::RequestChunk(Chunk::Panels));
    assert_eq!(page.other_effects, [Effect::LoadChunk(Chunk::Panels)]);
}

#[test]
fn a_link_that_cannot_be_copied_is_shown() {
    let mut page = Page::open(START);
    page.send(Event::CopyLink);
    let link = format!("{START}&weigh-in=1.sflor;scale:50;costs:30;ux:20");
    assert_eq!(page.other_effects, [Effect::CopyLink(link.clone())]);
    page.send(Event::LinkCopied {
        link: link.clone(),
        copied: false,
    });
    assert_eq!(page.model.status, Status::CopyByHand(link));
}

#[test]
fn an_entry_below_the_first_page_is_opened_and_focused() {
    let entry =
        |index: usize| json!({ "name": format!("E{index:02}"), "scores": { "a": 99 - index } });
    let data = json!({
        "criteria": [{ "id": "a", "name": "A", "weight": 1 }],
        "entries": (0..60).map(entry).collect::<Vec<_>>(),
    });
    let mut page = Page::with(
        read(&data.to_string()),
        Some(StateLocation::Fragment),
        START,
    );
    page.send(panels_loaded());
    page.show(ResultsView::Robustness);
    let reveal = PanelsEvent::RevealEntry(EntryIndex(30));
    page.send(Event::Panels(reveal));
    assert_eq!(page.model.results, ResultsView::Ranking);
    assert_eq!(page.model.state.session.rows, 2 * Session::PAGE_SIZE);
    assert_eq!(page.model.state.session.open_entries, [EntryIndex(30)]);
    assert!(
        page.other_effects
            .contains(&Effect::Focus(Focus::Entry(EntryIndex(30))))
    );
    assert!(!page.undo());
}

/// Carries out the effects of the analysis, as the widget does once the panels are loaded.
fn analyze(page: &mut Page, analyzer: &mut Option<Analyzer>) {
    while let Some(effect) = page.other_effects.pop() {
        let analyzer = match analyzer {
            Some(analyzer) => analyzer,
            None => analyzer.insert(Analyzer::begin(&page.model)),
        };
        let resume_after = match effect {
            Effect::Analyze if analyzer.update(&page.model) => Some(Analyzer::SETTLE_DELAY),
            Effect::Analyze => None,
            Effect::AdvanceAnalysis if analyzer.advance(&page.model, || true) => None,
            Effect::AdvanceAnalysis => Some(0),
            _ => continue,
        };
        let report = analyzer.report().clone();
        let level = analyzer.lead_level(&page.model);
        page.send(Event::Analyzed {
            report,
            level,
            resume_after,
        });
    }
}

#[test]
fn the_report_is_completed_once_weights_and_filters_settle() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    page.send(panels_loaded());
    analyze(&mut page, &mut analyzer);
    let report = |page: &Page| page.model.report.clone().expect("a report");
    assert_eq!(report(&page).weights, page.model.state.session.weights);
    for (criterion, value) in [(SCALE, 10.0), (COSTS, 90.0)] {
        page.slide(criterion, value);
        analyze(&mut page, &mut analyzer);
        assert_eq!(
            report(&page).weights,
            page.model.state.session.weights,
            "within the step"
        );
        assert!(!report(&page).is_complete());
    }
    // Each step postpones the rest of the work.
    page.wait(100.0);
    analyze(&mut page, &mut analyzer);
    assert!(!report(&page).is_complete());
    page.wait(50.0);
    analyze(&mut page, &mut analyzer);
    assert!(report(&page).is_complete());
    let all = [ACME, BRIX, EntryIndex(2)];
    let session = &page.model.state.session;
    let complete = Report::new(
        &page.model.comparison,
        &all,
        &session.weights,
        &session.locks,
    );
    assert_eq!(
        (&report(&page).lead, &report(&page).acceptabilities),
        (&complete.lead, &complete.acceptabilities)
    );
    // Another filter begins a new analysis.
    let mut filter = session.filter.clone();
    filter.search = "cade".to_owned();
    page.send(Event::Apply(Action::SetFilter(filter)));
    analyze(&mut page, &mut analyzer);
    assert_eq!(report(&page).entries, 1);
}

#[test]
fn the_level_of_the_lead_stays_until_the_next_one_is_known() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    // It needs no panels.
    let at_rest = page.model.lead_level;
    page.send(Event::ScriptSetWeights(weights(["100", "30", "20"])));
    let changed = page.model.lead_level;
    page.send(Event::ScriptReset);
    page.send(panels_loaded());
    let settle = |page: &mut Page, analyzer: &mut Option<Analyzer>| {
        analyze(page, analyzer);
        page.wait(200.0);
        analyze(page, analyzer);
    };
    // Computes the level from the complete report.
    let expected = |page: &Page| {
        let (model, state) = (&page.model, &page.model.state);
        let report = model.report.as_ref().expect("a report");
        let verdict = report.lead().expect("a lead").verdict.ready();
        Some(LeadLevel::new(
            &model.comparison,
            &state.session.weights,
            state.shown.first_two(),
            verdict.expect("a verdict").robustness,
        ))
    };
    settle(&mut page, &mut analyzer);
    let published = page.model.lead_level;
    assert_eq!(published, expected(&page));
    assert_eq!(at_rest, published);
    page.release(SCALE, 100.0);
    let (report, level) = (page.model.report.clone().expect("a report"), None);
    page.send(Event::Analyzed {
        report,
        level,
        resume_after: None,
    });
    assert_eq!(page.model.lead_level, published);
    settle(&mut page, &mut analyzer);
    assert_eq!(page.model.lead_level, expected(&page));
    assert_eq!(page.model.lead_level, changed);
    assert_ne!(page.model.lead_level, published);
}

#[test]
fn reading_the_report_within_an_event_does_not_end_the_analysis() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    page.send(panels_loaded());
    analyze(&mut page, &mut analyzer);
    page.send(Event::WeightInput(SCALE, WeightInput::Release(10.0)));
    // The listener of the element's event runs before the analysis adopts the change.
    let analyzer_in_listener = analyzer.as_mut().expect("an analysis");
    let report = analyzer_in_listener
        .report_now(&page.model, 300)
        .expect("a report");
    assert_eq!(report.weights, page.model.state.session.weights);
    analyze(&mut page, &mut analyzer);
    page.wait(200.0);
    analyze(&mut page, &mut analyzer);
    let report = page.model.report.clone().expect("a report");
    assert!(report.is_complete());
}

#[test]
fn the_report_has_each_pair_of_neighbors_in_the_comparison() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    page.send(panels_loaded());
    for entry in [BRIX, ACME] {
        page.send(Event::Apply(Action::ToggleCompared(entry)));
        analyze(&mut page, &mut analyzer);
    }
    let pairs = |page: &Page| page.model.report.as_ref().expect("a report").pairs.clone();
    let expect = |page: &Page, entries| {
        let session = &page.model.state.session;
        ComparedPair::new(
            &page.model.comparison,
            &session.weights,
            &session.locks,
            entries,
        )
    };
    assert_eq!(*pairs(&page), [expect(&page, [ACME, BRIX])]);
    // A step that changes the order also changes the pair.
    page.release(COSTS, 90.0);
    analyze(&mut page, &mut analyzer);
    assert_eq!(page.leader(), "Brix");
    assert_eq!(*pairs(&page), [expect(&page, [BRIX, ACME])]);
    page.send(Event::Apply(Action::ToggleCompared(EntryIndex(2))));
    analyze(&mut page, &mut analyzer);
    let cade = expect(&page, [ACME, EntryIndex(2)]);
    assert_eq!(*pairs(&page), [expect(&page, [BRIX, ACME]), cade]);
    for entry in [ACME, BRIX] {
        page.send(Event::Apply(Action::ToggleCompared(entry)));
        analyze(&mut page, &mut analyzer);
    }
    assert_eq!(*pairs(&page), []);
}

#[test]
fn nearest_weights_do_not_wait_for_the_report() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    let early = Analyzer::nearest_weights(&page.model, BRIX);
    page.send(panels_loaded());
    analyze(&mut page, &mut analyzer);
    let late = Analyzer::nearest_weights(&page.model, BRIX);
    assert_eq!(early, late);
    assert!(matches!(late, NearestWeights::Reachable { .. }));
}

/// Asks for the nearest weights that put Brix first, and returns them.
fn find_nearest_weights(page: &mut Page) -> Weights {
    page.send(panels_loaded());
    page.send(Event::Panels(PanelsEvent::FindNearestWeights(BRIX)));
    let nearest = page.model.nearest_weights(BRIX).cloned();
    assert_eq!(nearest, Some(Analyzer::nearest_weights(&page.model, BRIX)));
    assert_eq!(page.model.nearest_weights(ACME), None);
    let Some(NearestWeights::Reachable { weights, .. }) = nearest else {
        panic!("no weights put Brix first");
    };
    page.other_effects.clear();
    weights
}

#[test]
fn nearest_weights_are_applied_in_one_gesture_and_are_forgotten_with_the_next_change() {
    let mut page = Page::open(START);
    let nearest = find_nearest_weights(&mut page);
    page.send(Event::Panels(PanelsEvent::ApplyNearestWeights {
        entry: BRIX,
        animated: false,
    }));
    assert_eq!(page.model.state.session.weights, nearest);
    assert!(page.model.state.shown.leaders().any(|entry| entry == BRIX));
    assert_eq!(page.model.nearest_weights(BRIX), None);
    assert_eq!(page.emitted, [ElementEvent::Change]);
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);

    find_nearest_weights(&mut page);
    let mut filter = Filter::none(&page.model.comparison);
    filter.search = "r".to_owned();
    page.send(Event::Apply(Action::SetFilter(filter)));
    assert_eq!(page.model.nearest_weights(BRIX), None);
}

#[test]
fn weights_move_gradually_to_the_nearest_ones_in_one_gesture() {
    let mut page = Page::open(START);
    let nearest = find_nearest_weights(&mut page);
    page.send(Event::Panels(PanelsEvent::ApplyNearestWeights {
        entry: BRIX,
        animated: true,
    }));
    assert!(page.model.is_animating_to(BRIX));
    let mut costs = vec![30.0];
    // The first frame may be late; the animation begins with it.
    page.now.millis += 5_000.0;
    while page.other_effects.contains(&Effect::RequestFrame) {
        page.other_effects.clear();
        page.send(Event::Panels(PanelsEvent::Frame));
        costs.push(f64::from(page.model.state.session.weights[COSTS].hundredths()) / 100.0);
        page.now.millis += 100.0;
    }
    assert_eq!(costs.len(), 9, "{costs:?}");
    assert_eq!(costs[1], 30.0);
    assert!(costs[1..].is_sorted(), "{costs:?}");
    // Slow at both ends.
    assert!(costs[2] - costs[1] < costs[5] - costs[4], "{costs:?}");
    assert!(costs[8] - costs[7] < costs[5] - costs[4], "{costs:?}");
    assert_eq!(page.model.state.session.weights, nearest);
    assert!(!page.model.is_animating_to(BRIX));
    assert_eq!(page.emitted.pop(), Some(ElementEvent::Change));
    assert!(
        page.emitted
            .iter()
            .all(|event| *event == ElementEvent::Input)
    );
    assert_eq!(page.history.len(), 2);
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
}

#[test]
fn a_reader_who_moves_a_slider_stops_the_animation() {
    let mut page = Page::open(START);
    find_nearest_weights(&mut page);
    page.send(Event::Panels(PanelsEvent::ApplyNearestWeights {
        entry: BRIX,
        animated: true,
    }));
    page.send(Event::Panels(PanelsEvent::Frame));
    page.now.millis += 300.0;
    page.send(Event::Panels(PanelsEvent::Frame));
    page.release(UX, 80.0);
    let weights = page.weights();
    assert!(!page.model.is_animating_to(BRIX));
    page.now.millis += 300.0;
    page.send(Event::Panels(PanelsEvent::Frame));
    assert_eq!(page.weights(), weights);
}

fn order_event(input: OrderInput) -> Event {
    Event::Panels(PanelsEvent::Order(input))
}

#[test]
fn a_drag_in_the_order_of_importance_is_one_gesture() {
    let mut page = Page::open(START);
    let order = |page: &Page| page.model.state.session.weights.rank_order();
    page.send(panels_loaded());
    page.send(order_event(OrderInput::Drag(2)));
    assert_eq!(order(&page), [SCALE, COSTS, UX], "nothing was grabbed");
    page.send(order_event(OrderInput::Grab(SCALE)));
    assert_eq!(page.model.dragged, Some(SCALE));
    for position in [0, 1, 1, 2] {
        page.send(order_event(OrderInput::Drag(position)));
    }
    assert_eq!(order(&page), [COSTS, UX, SCALE]);
    page.send(order_event(OrderInput::Release));
    assert_eq!(page.model.dragged, None);
    assert_eq!(page.weights(), ["11.11", "61.11", "27.78"]);
    let [input, change] = [ElementEvent::Input, ElementEvent::Change];
    assert_eq!(page.emitted, [input, input, change]);
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);

    page.send(order_event(OrderInput::Move(UX, 0)));
    assert_eq!(order(&page), [UX, SCALE, COSTS]);
    page.send(Event::Undo);
    page.send(order_event(OrderInput::Apply));
    assert_eq!(page.weights(), ["61.11", "27.78", "11.11"]);
}

#[test]
fn the_code_to_embed_follows_its_dialog() {
    let mut page = Page::open(START);
    let dialog = |page: &mut Page, event| page.send(Event::EmbedDialog(event));
    // Without a dialog nothing happens.
    dialog(&mut page, EmbedDialogEvent::ToggleWeights);
    assert!(page.model.embed.is_none());
    page.send(Event::OpenEmbedDialog);
    assert_eq!(page.other_effects, [Effect::LoadChunk(Chunk::Extras)]);
    page.other_effects.clear();
    page.send(extras_loaded());
    // The dialog is on the screen.
    dialog(&mut page, EmbedDialogEvent::RequestInfo);
    assert_eq!(
        page.other_effects,
        [Effect::EmbedDialog(EmbedDialogEffect::FetchInfo)]
    );
    page.other_effects.clear();
    dialog(&mut page, EmbedDialogEvent::InfoFetched(None));
    let state = |page: &Page| {
        let dialog = page.model.embed.as_ref().expect("an open dialog");
        (
            dialog.info.clone(),
            dialog.from_reader_weights,
            dialog.copied,
        )
    };
    assert_eq!(state(&page), (LoadState::Failed, true, None));
    dialog(&mut page, EmbedDialogEvent::RequestInfo);
    assert_eq!(
        page.other_effects,
        [Effect::EmbedDialog(EmbedDialogEffect::FetchInfo)]
    );
    let info = vec!["https://example.org/".to_owned()];
    dialog(&mut page, EmbedDialogEvent::InfoFetched(Some(info.clone())));

    page.other_effects.clear();
    dialog(
        &mut page,
        EmbedDialogEvent::Copy(Snippet::Html, "<p>".to_owned()),
    );
    dialog(&mut page, EmbedDialogEvent::Copied(Snippet::Html, false));
    let copied = Some((Snippet::Html, false));
    assert_eq!(state(&page), (LoadState::Done(info.clone()), true, copied));
    // The code is selected, to be copied by hand.
    assert_eq!(
        page.other_effects,
        [
            Effect::EmbedDialog(EmbedDialogEffect::Copy(Snippet::Html, "<p>".to_owned())),
            Effect::EmbedDialog(EmbedDialogEffect::Select(Snippet::Html))
        ]
    );
    // Other code was not copied yet.
    dialog(&mut page, EmbedDialogEvent::ToggleWeights);
    assert_eq!(state(&page), (LoadState::Done(info), false, None));
    dialog(&mut page, EmbedDialogEvent::Copied(Snippet::Html, true));
    dialog(&mut page, EmbedDialogEvent::Choose(Snippet::Frame));
    let shown = page.model.embed.as_ref().expect("an open dialog");
    assert_eq!((shown.snippet, shown.copied), (Snippet::Frame, None));
    dialog(&mut page, EmbedDialogEvent::Close);
    assert!(page.model.embed.is_none());
}

#[test]
fn a_panel_that_opens_or_closes_moves_the_focus() {
    use ResultsView::{Comparison, Ranking, Robustness};
    let mut page = Page::open(START);
    page.send(panels_loaded());
    for entry in [ACME, BRIX] {
        page.send(Event::Apply(Action::ToggleCompared(entry)));
    }
    assert_eq!(page.model.results, Ranking);
    page.take_effects();
    for (results, focus) in [
        (Robustness, Focus::Robustness),
        (Ranking, Focus::RobustnessButton),
        (Comparison, Focus::Comparison),
        (Ranking, Focus::Tray),
        (Robustness, Focus::Robustness),
        (Comparison, Focus::Comparison),
        (Robustness, Focus::Robustness),
    ] {
        page.show(results);
        assert_eq!(page.model.results, results);
        assert_eq!(page.take_effects(), [Effect::Focus(focus)], "{results:?}");
    }
    // What is shown is neither in the link nor undone.
    assert!(page.now.url.ends_with(";compare=acme,brix"));
    assert!(page.undo());
    assert_eq!(page.model.results, Robustness);
}

#[test]
fn the_comparison_closes_under_two_entries() {
    let mut page = Page::open(START);
    page.send(panels_loaded());
    let cade = EntryIndex(2);
    let toggle = |entry| Event::Apply(Action::ToggleCompared(entry));
    for entry in [ACME, BRIX, cade] {
        page.send(toggle(entry));
    }
    page.show(ResultsView::Comparison);
    page.take_effects();
    page.send(toggle(BRIX));
    assert_eq!(page.model.results, ResultsView::Comparison);
    assert_eq!(page.take_effects(), []);
    page.send(toggle(cade));
    assert_eq!(page.model.results, ResultsView::Ranking);
    assert_eq!(page.take_effects(), [Effect::Focus(Focus::Tray)]);
    // It does not open again by itself.
    page.send(toggle(cade));
    assert_eq!(page.model.results, ResultsView::Ranking);
    // Undo closes it too.
    page.show(ResultsView::Comparison);
    page.take_effects();
    assert!(page.undo());
    assert_eq!(page.model.state.session.compared, [ACME]);
    assert_eq!(page.model.results, ResultsView::Ranking);
    assert_eq!(page.take_effects(), [Effect::Focus(Focus::Tray)]);
}

#[test]
fn a_link_with_two_compared_entries_opens_the_comparison() {
    let link =
        |compared: &str| format!("https://example.org/#weigh-in=1;scale:50;compare={compared}");
    for (compared, results) in [
        ("acme,brix", ResultsView::Comparison),
        ("acme,brix,cade", ResultsView::Comparison),
        ("acme", ResultsView::Ranking),
        ("acme,nobody", ResultsView::Ranking),
    ] {
        let mut page = Page::open(&link(compared));
        assert_eq!(page.model.results, results, "{compared}");
        page.send(Event::Ready);
        assert!(
            page.take_effects()
                .contains(&Effect::LoadChunk(Chunk::Panels))
        );
    }
    // A link that is opened later, too.
    let mut page = Page::open(START);
    page.show(ResultsView::Robustness);
    page.visit(&link("acme,brix"));
    assert_eq!(page.model.results, ResultsView::Comparison);
    page.visit(&link("acme"));
    assert_eq!(page.model.results, ResultsView::Ranking);
}

#[test]
fn a_slider_in_use_is_rendered_only_when_it_changes() {
    let mut page = Page::open(START);
    assert!(!page.model.weights_panel.is_used);
    let used = |page: &Page| (page.model.weights_panel.selected, page.renderings);
    // The first criterion is selected from the start, but its slider was not used yet.
    assert_eq!(used(&page), (SCALE, 0));
    for (criterion, renderings) in [(SCALE, 1), (SCALE, 1), (UX, 2), (UX, 2), (SCALE, 3)] {
        page.send(Event::UseSlider(criterion));
        assert!(page.model.weights_panel.is_used);
        assert_eq!(used(&page), (criterion, renderings));
    }
    assert!(!page.undo());
    assert_eq!(page.history, [START]);
}

#[test]
fn sliders_cover_the_tray_until_another_entry_is_selected() {
    let mut page = Page::open(START);
    let select = |page: &mut Page, entry| page.send(Event::Apply(Action::ToggleCompared(entry)));
    select(&mut page, ACME);
    page.take_effects();
    page.send(Event::CoverTray(true));
    assert!(page.model.weights_panel.covers_tray);
    assert_eq!(page.take_effects(), [Effect::Focus(Focus::Slider)]);
    page.send(Event::CoverTray(false));
    assert!(!page.model.weights_panel.covers_tray);
    assert_eq!(page.take_effects(), [Effect::Focus(Focus::Tray)]);
    page.send(Event::CoverTray(true));
    page.release(SCALE, 60.0);
    assert!(page.model.weights_panel.covers_tray);
    select(&mut page, BRIX);
    assert!(!page.model.weights_panel.covers_tray);
}

#[test]
fn an_entry_is_compared_with_another_in_one_step() {
    let entries = ["Acme", "Brix", "Cade", "Dune", "Elba"];
    let entries = entries.map(|name| json!({ "name": name, "scores": { "a": 1 } }));
    let data = json!({ "criteria": [{ "id": "a", "name": "A" }], "entries": entries });
    let location = Some(StateLocation::Fragment);
    let mut page = Page::with(read(&data.to_string()), location, START);
    page.send(panels_loaded());
    let [cade, dune, elba] = [2, 3, 4].map(EntryIndex);
    let compare = |page: &mut Page, pair| {
        page.send(Event::Panels(PanelsEvent::Compare(pair)));
        assert_eq!(page.model.results, ResultsView::Comparison);
        page.model.state.session.compared.clone()
    };
    assert_eq!(compare(&mut page, [ACME, BRIX]), [ACME, BRIX]);
    assert!(page.now.url.contains("compare=acme,brix"));
    // Those that are selected stay, if there is room.
    assert_eq!(compare(&mut page, [BRIX, cade]), [ACME, BRIX, cade]);
    assert_eq!(compare(&mut page, [dune, elba]), [dune, elba]);
    assert!(page.undo());
    assert_eq!(page.model.state.session.compared, [ACME, BRIX, cade]);
}

#[test]
fn the_filters_of_a_narrow_widget_open_and_load_the_panels() {
    let mut page = Page::open(START);
    for is_open in [true, false] {
        page.send(Event::ToggleFilters);
        assert_eq!(page.model.is_filter_sheet_open, is_open);
    }
    assert_eq!(
        page.other_effects,
        [
            Effect::Focus(Focus::Filters),
            Effect::LoadChunk(Chunk::Panels)
        ]
    );
}

#[test]
fn all_weights_of_a_narrow_widget_never_open_by_themselves() {
    let link = "https://example.org/#weigh-in=1;scale:50;costs:30;ux:20;lock=ux;panel=order";
    let mut page = Page::open(link);
    assert!(!page.model.weights_panel.expanded);
    for is_open in [true, false] {
        page.send(Event::ToggleAllWeights);
        assert_eq!(page.model.weights_panel.expanded, is_open);
    }
}
