//! The model's reactions to events, on a simulated page: undo and gestures, the URL and its history, locks, weight fields,
//! announcements.

use serde_json::json;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex};
use weigh_in_core::link::{HiddenPanels, LinkNotice, StateLocation};
use weigh_in_core::model::{
    Analyzer, Chunk, Effect, ElementEvent, EmbedDialogEffect, EmbedDialogEvent, Event,
    ExportFormat, Focus, HistoryEntry, LateUpdate, LoadState, Model, Now, OrderInput, PanelsEvent,
    Shared, SliderDrag, Status, Timer, UrlState, WeightInput, announcement, describe_rank_changes,
    update, update_embed_dialog, update_panels,
};
use weigh_in_core::publish::Snippet;
use weigh_in_core::robustness::{ComparedPair, NearestWeights, Report};
use weigh_in_core::session::{Action, Filter, Panels, Session};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::{Weight, Weights};

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

/// A widget on a simulated page, which carries out the effects that concern the page.
struct Page {
    model: Model,
    now: Now,
    history: Vec<String>,
    /// The index of the current URL in the history.
    current: usize,
    /// Whether the page's URL can be written.
    is_writable: bool,
    emitted: Vec<ElementEvent>,
    timers: Vec<(Timer, f64)>,

    other_effects: Vec<Effect>,
}

impl Page {
    fn open(url: &str) -> Page {
        Page::with(comparison(), Some(StateLocation::Fragment), url)
    }

    fn with(comparison: Comparison, location: Option<StateLocation>, url: &str) -> Page {
        let now = Now {
            millis: 0.0,
            url: url.to_owned(),
            history_length: 1,
        };
        let url_state = UrlState::new(location, "weigh-in".to_owned(), &now);
        let link = url_state.find_value(url).map(str::to_owned);
        let model = Model::new(
            Shared::new(comparison),
            None,
            Shared::new(Texts::english()),
            HiddenPanels::parse(""),
            url_state,
            None,
            link.as_deref(),
        );
        Page {
            model,
            history: vec![url.to_owned()],
            current: 0,
            now,
            is_writable: true,
            emitted: Vec::new(),
            timers: Vec::new(),
            other_effects: Vec::new(),
        }
    }

    fn send(&mut self, event: Event) {
        for effect in update(&mut self.model, event, &self.now) {
            match effect {
                Effect::Render => {}
                Effect::Emit(event) => self.emitted.push(event),
                Effect::WriteUrl(url, history_entry) => {
                    if self.is_writable {
                        if history_entry == HistoryEntry::Push {
                            self.history.truncate(self.current + 1);
                            self.history.push(url.clone());
                            self.current += 1;
                        }
                        self.history[self.current].clone_from(&url);
                        self.load_current_url();
                    }
                    self.send(Event::UrlWritten);
                }
                Effect::Schedule(timer, after) => {
                    self.timers.retain(|(other, _)| *other != timer);
                    self.timers
                        .push((timer, self.now.millis + f64::from(after)));
                }
                other => self.other_effects.push(other),
            }
        }
    }

    fn load_current_url(&mut self) {
        self.now.url.clone_from(&self.history[self.current]);
        self.now.history_length = self.history.len() as u32;
    }

    fn go_by(&mut self, delta: isize) {
        self.current = self
            .current
            .checked_add_signed(delta)
            .expect("an entry of the history");
        self.load_current_url();
        self.send(Event::Navigate);
    }

    /// Follows a link of the page, or pastes a URL.
    fn visit(&mut self, url: &str) {
        self.history.truncate(self.current + 1);
        self.history.push(url.to_owned());
        self.current += 1;
        self.load_current_url();
        self.send(Event::Navigate);
    }

    fn wait(&mut self, millis: f64) {
        self.now.millis += millis;
        let now = self.now.millis;
        let (due, remaining) = self.timers.iter().partition(|(_, at)| *at <= now);
        self.timers = remaining;
        let due: Vec<(Timer, f64)> = due;
        for (timer, _) in due {
            self.send(Event::TimerFired(timer));
        }
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

    fn type_text(&mut self, criterion: CriterionIndex, text: &str) {
        self.send(Event::WeightInput(
            criterion,
            WeightInput::Type(text.to_owned()),
        ));
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
            "https://example.org/best#top&weigh-in=1;scale:70;costs:30;ux:20"
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
    assert!(!page.model.can_undo());
    // Undo is a gesture of its own, which Back reverts.
    assert_eq!(page.now.url, START);
    page.go_by(-1);
    assert_eq!(page.weights(), ["70", "30", "20"]);
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
    assert_eq!(page.history.len(), 4);
    for expected in ["53", "52", "50"] {
        page.send(Event::Undo);
        assert_eq!(page.weights()[0], expected);
    }
}

#[test]
fn a_gesture_without_a_change_leaves_no_trace() {
    let mut page = Page::open(START);
    page.release(SCALE, 50.0);
    page.type_text(SCALE, "50");
    page.send(Event::WeightInput(SCALE, WeightInput::Enter));
    assert!(!page.model.can_undo());
    assert_eq!(page.history, [START]);
}

#[test]
fn back_and_forward_step_through_the_gestures() {
    let mut page = Page::open(START);
    page.release(SCALE, 10.0);
    page.release(COSTS, 90.0);
    assert_eq!(
        (page.leader(), page.weights()),
        ("Brix", vec!["10".into(), "90".into(), "20".into()])
    );
    page.go_by(-1);
    assert_eq!(page.weights(), ["10", "30", "20"]);
    page.go_by(-1);
    assert_eq!(
        (page.leader(), page.weights()),
        ("Acme", vec!["50".into(), "30".into(), "20".into()])
    );
    page.go_by(1);
    page.go_by(1);
    assert_eq!(page.weights(), ["10", "90", "20"]);
    assert_eq!(page.emitted.last(), Some(&ElementEvent::Change));
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
    let page = Page::open(
        "https://example.org/#weigh-in=1;scale:0;costs:100;ux:0;region=emea;panel=guide",
    );
    assert_eq!(
        (page.leader(), page.model.state.shown.entry_count()),
        ("Brix", 2)
    );
    assert!(page.model.guide_was_open);
    assert!(!page.model.can_undo());
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
fn a_number_field_shows_the_typed_text_and_drops_one_that_is_no_weight() {
    let mut page = Page::open(START);
    for (typed, weight, invalid) in [("4", "4", false), ("41", "41", false), ("410", "50", true)] {
        page.type_text(SCALE, typed);
        assert_eq!(page.model[SCALE].typed_text(), Some(typed));
        assert_eq!(
            (page.weights()[0].as_str(), page.model[SCALE].is_invalid()),
            (weight, invalid)
        );
    }
    page.send(Event::WeightInput(SCALE, WeightInput::Enter));
    assert_eq!(
        (page.model[SCALE].typed_text(), page.weights()[0].as_str()),
        (None, "50")
    );
    // Other digits, decimal point and comma, and the empty text.
    for (typed, weight) in [("٧٫٥", "7.5"), ("۱۲", "12"), (" 7,25 ", "7.25"), ("", "0")] {
        page.type_text(SCALE, typed);
        page.send(Event::WeightInput(SCALE, WeightInput::Enter));
        assert_eq!(page.weights()[0], weight, "{typed}");
    }
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
    assert_eq!(page.model.status, Status::Message(text::RESET_DONE));
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["33", "33", "33"]);
    assert_eq!(page.model.status, Status::Empty);
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
    assert!(!page.model.can_undo() && page.emitted.is_empty());
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
    assert!(!page.model.can_undo());
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
    page.wait(500.0);
    page.release(COSTS, 100.0);
    page.wait(500.0);
    assert!(
        !page.other_effects.contains(&Effect::Announce),
        "the pause begins with the last step"
    );
    page.wait(500.0);
    assert!(page.other_effects.contains(&Effect::Announce));
    assert_eq!(
        announcement(&page.model),
        "With your weights, Brix comes first, 20.5 points ahead of Acme."
    );
    assert_eq!(
        describe_rank_changes(&page.model),
        "▲ Brix 2 → 1 · ▼ Acme 1 → 2"
    );
    page.send(Event::Announced("told".to_owned()));
    assert_eq!(page.model.announcement, "told");
    // The next gesture clears the announcement.
    page.slide(COSTS, 99.0);
    assert_eq!(page.model.announcement, "");
}

#[test]
fn without_weights_nothing_is_ranked_or_announced_as_ranked() {
    let mut page = Page::open(START);
    page.send(Event::Apply(Action::SetWeights(weights(["0", "0", "0"]))));
    assert!(page.model.state.session.weights.are_zero());
    assert!(!page.model.state.shown.has_ranks());
    assert_eq!(
        announcement(&page.model),
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
fn a_file_is_saved_once_the_extras_are_loaded() {
    let mut page = Page::open(START);
    page.send(Event::SaveFile(ExportFormat::Csv));
    assert_eq!(page.other_effects, [Effect::LoadChunk(Chunk::Extras)]);
    page.send(Event::ChunkFailed(Chunk::Extras));
    assert_eq!(page.model.status, Status::Message(text::NOT_SAVED));
    page.other_effects.clear();
    page.send(Event::SaveFile(ExportFormat::Png));
    page.send(extras_loaded());
    let link = format!("{START}&weigh-in=1;scale:50;costs:30;ux:20");
    assert_eq!(
        page.other_effects,
        [
            Effect::LoadChunk(Chunk::Extras),
            Effect::SaveFile(ExportFormat::Png, link)
        ]
    );
    page.send(Event::FileSaved(true));
    assert_eq!(
        (&page.model.status, page.model.extras),
        (&Status::Empty, LoadState::Done(()))
    );
}

#[test]
fn a_failed_chunk_is_loaded_again_only_on_request() {
    let mut page = Page::open(START);
    page.send(Event::SetDisclosure(Action::ToggleDetails(ACME)));
    page.send(Event::ChunkFailed(Chunk::Panels));
    page.other_effects.clear();
    page.send(Event::ToggleAllWeights);
    page.send(Event::ToggleRankTable);
    assert!(page.model.is_rank_table_open);
    assert!(page.other_effects.is_empty());
    page.send(Event::RequestChunk(Chunk::Panels));
    assert_eq!(page.other_effects, [Effect::LoadChunk(Chunk::Panels)]);
}

#[test]
fn a_link_that_cannot_be_copied_is_shown() {
    let mut page = Page::open(START);
    page.send(Event::CopyLink);
    let link = format!("{START}&weigh-in=1;scale:50;costs:30;ux:20");
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
    page.send(Event::RevealEntry(EntryIndex(30)));
    assert_eq!(page.model.state.session.rows, 2 * Session::PAGE_SIZE);
    assert_eq!(page.model.state.session.open_entries, [EntryIndex(30)]);
    assert!(
        page.other_effects
            .contains(&Effect::Focus(Focus::Entry(EntryIndex(30))))
    );
    assert!(!page.model.can_undo());
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
        page.send(Event::Analyzed {
            report,
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
    dialog(&mut page, EmbedDialogEvent::Close);
    assert!(page.model.embed.is_none());
}

#[test]
fn a_leader_is_new_after_the_gesture_that_put_it_first() {
    let mut page = Page::open(START);
    assert!(!page.model.has_new_leader());
    page.release(COSTS, 31.0);
    assert!(!page.model.has_new_leader());
    page.wait(1_000.0);
    page.release(COSTS, 90.0);
    assert_eq!(page.leader(), "Brix");
    assert!(page.model.has_new_leader());
    // A filter changes who is first, but no weights.
    let mut filter = Filter::none(&page.model.comparison);
    filter.search = "Cade".to_owned();
    page.send(Event::Apply(Action::SetFilter(filter)));
    assert_eq!(page.leader(), "Cade");
    assert!(!page.model.has_new_leader());
}
