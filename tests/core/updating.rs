//! The model under events, with a page played by the tests: undo and gestures, the URL and its history, locks, weight
//! fields, announcements.

use serde_json::json;
use weigh_in_core::dataset::Comparison;
use weigh_in_core::ids::{CriterionIndex, EntryIndex, FacetIndex};
use weigh_in_core::link::{HiddenPanels, Notice, StateLocation};
use weigh_in_core::model::{
    Analyzer, Chunk, Effect, ElementEvent, Event, FileFormat, Focus, HistoryEntry, LoadState,
    Model, Now, Shared, SliderDrag, Status, Timer, UrlState, WeightInput, announcement,
    describe_changes, update,
};
use weigh_in_core::robustness::Report;
use weigh_in_core::session::{Action, Panels, Session};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::{Weight, Weights};

use crate::support::read;

const SCALE: CriterionIndex = CriterionIndex(0);
const COSTS: CriterionIndex = CriterionIndex(1);
const UX: CriterionIndex = CriterionIndex(2);
const ACME: EntryIndex = EntryIndex(0);
const BRIX: EntryIndex = EntryIndex(1);
const START: &str = "https://example.org/best#top";

/// Three criteria with the weights 50, 30 and 20; Acme leads, and Brix is better at costs.
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

/// A widget on a page: carries out what the model asks for, as far as the page can tell.
struct Page {
    model: Model,
    now: Now,
    /// The URLs of the history, and which of them is on the screen.
    history: Vec<String>,
    at: usize,
    /// Whether the page's URL can be written.
    is_writable: bool,
    emitted: Vec<ElementEvent>,
    timers: Vec<(Timer, f64)>,
    /// Whatever else happened.
    others: Vec<Effect>,
}

impl Page {
    fn open(url: &str) -> Page {
        Page::with(comparison(), Some(StateLocation::Fragment), url)
    }

    fn with(comparison: Comparison, place: Option<StateLocation>, url: &str) -> Page {
        let now = Now {
            millis: 0.0,
            url: url.to_owned(),
            entries: 1,
        };
        let url_state = UrlState::new(place, "weigh-in".to_owned(), &now);
        let link = url_state.value(url).map(str::to_owned);
        let model = Model::new(
            Shared::new(comparison),
            None,
            Shared::new(Texts::english()),
            HiddenPanels::read(""),
            url_state,
            None,
            link.as_deref(),
        );
        Page {
            model,
            history: vec![url.to_owned()],
            at: 0,
            now,
            is_writable: true,
            emitted: Vec::new(),
            timers: Vec::new(),
            others: Vec::new(),
        }
    }

    fn send(&mut self, event: Event) {
        for effect in update(&mut self.model, event, &self.now) {
            match effect {
                Effect::Render => {}
                Effect::Emit(moment) => self.emitted.push(moment),
                Effect::WriteUrl(url, step) => {
                    if self.is_writable {
                        if step == HistoryEntry::Push {
                            self.history.truncate(self.at + 1);
                            self.history.push(url.clone());
                            self.at += 1;
                        }
                        self.history[self.at].clone_from(&url);
                        self.show();
                    }
                    self.send(Event::UrlWritten);
                }
                Effect::Schedule(timer, after) => {
                    self.timers.retain(|(other, _)| *other != timer);
                    self.timers
                        .push((timer, self.now.millis + f64::from(after)));
                }
                other => self.others.push(other),
            }
        }
    }

    /// What is on the screen of the page's history is its URL.
    fn show(&mut self) {
        self.now.url.clone_from(&self.history[self.at]);
        self.now.entries = self.history.len() as u32;
    }

    fn go(&mut self, by: isize) {
        self.at = self
            .at
            .checked_add_signed(by)
            .expect("an entry of the history");
        self.show();
        self.send(Event::Navigate);
    }

    /// A link of the page is followed, or a URL pasted.
    fn visit(&mut self, url: &str) {
        self.history.truncate(self.at + 1);
        self.history.push(url.to_owned());
        self.at += 1;
        self.show();
        self.send(Event::Navigate);
    }

    fn wait(&mut self, millis: f64) {
        self.now.millis += millis;
        let now = self.now.millis;
        let (due, left) = self.timers.iter().partition(|(_, at)| *at <= now);
        self.timers = left;
        let due: Vec<(Timer, f64)> = due;
        for (timer, _) in due {
            self.send(Event::TimerFired(timer));
        }
    }

    fn slide(&mut self, criterion: CriterionIndex, at: f64) {
        let text = at.to_string();
        self.send(Event::WeightInput(
            criterion,
            WeightInput::Slide(SliderDrag { at, text }),
        ));
    }

    fn release(&mut self, criterion: CriterionIndex, at: f64) {
        self.send(Event::WeightInput(criterion, WeightInput::Release(at)));
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
fn a_drag_is_one_entry_of_the_history_and_one_undoing() {
    let mut page = Page::open(START);
    for at in 51..=70 {
        page.slide(SCALE, f64::from(at));
        page.send(Event::PointerDown);
        page.wait(f64::from(at) * 1_000.0);
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
            .filter(|&&moment| moment == ElementEvent::Input)
            .count(),
        20
    );
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert!(!page.model.can_undo());
    // Undoing is a gesture of its own: Back leads to before it.
    assert_eq!(page.now.url, START);
    page.go(-1);
    assert_eq!(page.weights(), ["70", "30", "20"]);
}

#[test]
fn while_a_drag_goes_on_the_url_is_written_at_most_every_400_milliseconds() {
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
fn key_presses_in_a_run_are_one_gesture_and_after_a_pause_or_a_press_another() {
    let mut page = Page::open(START);
    for at in [51.0, 52.0] {
        page.slide(SCALE, at);
        page.release(SCALE, at);
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
fn a_gesture_that_ends_where_it_began_is_none() {
    let mut page = Page::open(START);
    page.release(SCALE, 50.0);
    page.type_text(SCALE, "50");
    page.send(Event::WeightInput(SCALE, WeightInput::Enter));
    assert!(!page.model.can_undo());
    assert_eq!(page.history, [START]);
}

#[test]
fn back_and_forward_lead_through_the_gestures() {
    let mut page = Page::open(START);
    page.release(SCALE, 10.0);
    page.release(COSTS, 90.0);
    assert_eq!(
        (page.leader(), page.weights()),
        ("Brix", vec!["10".into(), "90".into(), "20".into()])
    );
    page.go(-1);
    assert_eq!(page.weights(), ["10", "30", "20"]);
    page.go(-1);
    assert_eq!(
        (page.leader(), page.weights()),
        ("Acme", vec!["50".into(), "30".into(), "20".into()])
    );
    page.go(1);
    page.go(1);
    assert_eq!(page.weights(), ["10", "90", "20"]);
    assert_eq!(page.emitted.last(), Some(&ElementEvent::Change));
}

#[test]
fn a_link_that_is_pasted_on_the_open_page_is_followed_and_can_be_undone() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    page.visit("https://example.org/best#weigh-in=1;scale:1;costs:99;zzz:5");
    assert_eq!(
        (page.leader(), page.weights()),
        ("Brix", vec!["1".into(), "99".into(), "20".into()])
    );
    assert_eq!(page.model.notices, [Notice::Ignored("zzz:5".to_owned())]);
    page.send(Event::DismissNotices);
    assert!(page.model.notices.is_empty());
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["60", "30", "20"]);
}

#[test]
fn what_else_happens_to_the_url_leaves_the_reader_s_state() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    let emitted = page.emitted.len();
    page.visit("https://example.org/best#chapter-2");
    page.visit("https://example.org/best?page=2#chapter-2");
    assert_eq!(page.weights(), ["60", "30", "20"]);
    assert_eq!(page.emitted.len(), emitted);
}

#[test]
fn where_the_url_cannot_be_written_nothing_is_lost() {
    let mut page = Page::open(START);
    page.is_writable = false;
    page.release(SCALE, 60.0);
    page.send(Event::Navigate);
    assert_eq!(page.weights(), ["60", "30", "20"]);
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
}

#[test]
fn a_widget_that_leaves_the_url_alone_never_writes_or_reads_it() {
    let mut page = Page::with(comparison(), None, START);
    page.release(SCALE, 60.0);
    page.visit("https://example.org/best#weigh-in=1;scale:1;costs:2;ux:3");
    assert_eq!(page.weights(), ["60", "30", "20"]);
    assert_eq!(page.history.len(), 2);
    assert_eq!(page.model.share_url(&page.now.url), page.now.url);
}

#[test]
fn a_widget_opens_where_its_link_leads() {
    let page = Page::open(
        "https://example.org/#weigh-in=1;scale:0;costs:100;ux:0;region=emea;panel=guide",
    );
    assert_eq!((page.leader(), page.model.state.shown.count()), ("Brix", 2));
    assert!(page.model.guide_was_open);
    assert!(!page.model.can_undo());
}

#[test]
fn while_a_weight_is_locked_the_free_others_make_up_for_a_drag_from_where_it_began() {
    let mut page = Page::open(START);
    lock(&mut page, SCALE);
    for at in [45.0, 50.0, 12.0, 40.0] {
        page.slide(COSTS, at);
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
fn a_slider_stays_where_a_finger_holds_it_between_two_weights() {
    let mut page = Page::open(START);
    page.slide(SCALE, 60.4);
    let limits = (Weight::ZERO, Weight::MAX);
    assert_eq!(
        page.model[SCALE].drag_text(weight("60"), limits),
        Some("60.4")
    );
    // Once the weight is another, its slider follows.
    assert_eq!(page.model[SCALE].drag_text(weight("12"), limits), None);
    page.release(SCALE, 60.4);
    assert_eq!(page.model[SCALE].drag_text(weight("60"), limits), None);
}

#[test]
fn a_number_field_shows_what_is_typed_and_goes_back_from_what_is_no_weight() {
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
    // Other digits, either mark of decimals, and nothing at all.
    for (typed, weight) in [("٧٫٥", "7.5"), ("۱۲", "12"), (" 7,25 ", "7.25"), ("", "0")] {
        page.type_text(SCALE, typed);
        page.send(Event::WeightInput(SCALE, WeightInput::Enter));
        assert_eq!(page.weights()[0], weight, "{typed}");
    }
}

#[test]
fn a_field_goes_back_to_the_published_weight() {
    let mut page = Page::open(START);
    page.release(SCALE, 60.0);
    page.send(Event::WeightInput(SCALE, WeightInput::Reset));
    assert_eq!(page.weights(), ["50", "30", "20"]);
    assert_eq!(
        page.now.url, START,
        "a link to where the widget starts says nothing"
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
    for at in [60.0, 70.0] {
        page.release(SCALE, at);
        page.send(Event::Apply(Action::Reset));
    }
    page.send(Event::Undo);
    page.send(Event::Undo);
    assert_eq!(page.weights()[0], "50");
}

#[test]
fn a_text_that_is_searched_for_is_one_gesture() {
    let mut page = Page::open(START);
    for (text, shown) in [("b", 1), ("br", 1), ("brz", 0)] {
        let committed = false;
        page.send(Event::Search {
            text: text.to_owned(),
            committed,
        });
        assert_eq!(page.model.state.shown.count(), shown, "{text}");
    }
    page.send(Event::Undo);
    assert_eq!(page.model.state.shown.count(), 3);
}

#[test]
fn a_filter_narrows_the_list_loads_its_panel_and_can_be_undone() {
    let mut page = Page::open(START);
    let mut filter = page.model.state.session.filter.clone();
    let tag = page.model.comparison.facets[0]
        .tag_by_id("emea")
        .expect("a tag");
    filter.selection_mut(FacetIndex(0)).toggle(tag);
    page.send(Event::Apply(Action::SetFilter(filter)));
    assert_eq!(
        (
            page.model.state.shown.count(),
            page.model.state.is_narrowed()
        ),
        (2, true)
    );
    assert!(page.now.url.ends_with(";region=emea"));
    assert_eq!(page.others, [Effect::Load(Chunk::Panels)]);
    page.send(Event::Undo);
    assert!(!page.model.state.is_narrowed());
}

#[test]
fn what_is_opened_stands_in_the_url_and_is_nothing_to_undo() {
    let mut page = Page::open(START);
    page.send(Event::SetDisclosure(Action::ToggleOpen(BRIX)));
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
        Effect::Load(Chunk::Panels),
        Effect::Focus(Focus::Guide),
        Effect::Load(Chunk::Extras),
    ];
    assert_eq!(page.others, expected);
}

#[test]
fn weights_that_a_script_sets_can_be_undone_and_are_no_event() {
    let mut page = Page::open(START);
    page.send(Event::ScriptSetWeights(weights(["10", "80", "10"])));
    assert_eq!((page.leader(), page.now.url.as_str()), ("Brix", START));
    assert!(page.emitted.is_empty());
    page.send(Event::Undo);
    assert_eq!(page.weights(), ["50", "30", "20"]);
    // What changes nothing leaves nothing to undo.
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
fn where_the_publisher_lets_it_start_the_url_says_nothing() {
    let mut page = Page::open(START);
    page.send(Event::SetStartingWeights(weights(["1", "2", "3"])));
    assert_eq!(page.weights(), ["1", "2", "3"]);
    page.release(SCALE, 9.0);
    page.release(SCALE, 1.0);
    assert_eq!(page.now.url, START);
}

#[test]
fn a_gesture_is_announced_once_when_it_is_over() {
    let mut page = Page::open(START);
    page.slide(COSTS, 80.0);
    page.wait(500.0);
    page.release(COSTS, 100.0);
    page.wait(500.0);
    assert!(
        !page.others.contains(&Effect::Announce),
        "the pause begins with the last step"
    );
    page.wait(500.0);
    assert!(page.others.contains(&Effect::Announce));
    assert_eq!(
        announcement(&page.model),
        "Brix is now 1st, was 2nd, and one other moved."
    );
    assert_eq!(describe_changes(&page.model), "▲ Brix 2 → 1 · ▼ Acme 1 → 2");
    page.send(Event::Announced("told".to_owned()));
    assert_eq!(page.model.announcement, "told");
    // The next gesture takes the former announcement away.
    page.slide(COSTS, 99.0);
    assert_eq!(page.model.announcement, "");
}

#[test]
fn without_any_weight_no_ranking_is_claimed_or_announced() {
    let mut page = Page::open(START);
    page.send(Event::Apply(Action::SetWeights(weights(["0", "0", "0"]))));
    assert!(page.model.state.session.weights.are_zero());
    assert!(!page.model.state.shown.is_ranked());
    assert_eq!(
        announcement(&page.model),
        Texts::english().get(text::ALL_ZERO)
    );
}

#[test]
fn a_filter_that_nothing_passes_is_not_a_lack_of_weights() {
    let mut page = Page::open(START);
    let (text, committed) = ("zzz".to_owned(), true);
    page.send(Event::Search { text, committed });
    assert!(!page.model.state.shown.is_ranked());
    assert!(!page.model.state.session.weights.are_zero());
}

#[test]
fn a_file_is_saved_as_soon_as_what_makes_it_is_loaded() {
    let mut page = Page::open(START);
    page.send(Event::SaveFile(FileFormat::Csv));
    assert_eq!(page.others, [Effect::Load(Chunk::Extras)]);
    page.send(Event::ChunkLoaded(Chunk::Extras, false));
    assert_eq!(page.model.status, Status::Message(text::NOT_SAVED));
    page.others.clear();
    page.send(Event::SaveFile(FileFormat::Png));
    page.send(Event::ChunkLoaded(Chunk::Extras, true));
    let link = format!("{START}&weigh-in=1;scale:50;costs:30;ux:20");
    assert_eq!(
        page.others,
        [
            Effect::Load(Chunk::Extras),
            Effect::Save(FileFormat::Png, link)
        ]
    );
    page.send(Event::FileSaved(true));
    assert_eq!(
        (&page.model.status, page.model.extras),
        (&Status::Empty, LoadState::Done(()))
    );
}

#[test]
fn a_part_that_failed_to_load_is_tried_again_only_when_somebody_asks() {
    let mut page = Page::open(START);
    page.send(Event::SetDisclosure(Action::ToggleOpen(ACME)));
    page.send(Event::ChunkLoaded(Chunk::Panels, false));
    page.others.clear();
    page.send(Event::ToggleAllWeights);
    page.send(Event::ToggleRanks);
    assert!(page.model.ranks_open);
    assert!(page.others.is_empty());
    page.send(Event::RequestChunk(Chunk::Panels));
    assert_eq!(page.others, [Effect::Load(Chunk::Panels)]);
}

#[test]
fn a_link_is_copied_or_shown_to_be_copied_by_hand() {
    let mut page = Page::open(START);
    page.send(Event::CopyLink);
    let link = format!("{START}&weigh-in=1;scale:50;costs:30;ux:20");
    assert_eq!(page.others, [Effect::Copy(link.clone())]);
    page.send(Event::LinkCopied {
        link: link.clone(),
        copied: false,
    });
    assert_eq!(page.model.status, Status::CopyByHand(link));
}

#[test]
fn an_entry_further_down_is_opened_and_led_to() {
    let entry =
        |place: usize| json!({ "name": format!("E{place:02}"), "scores": { "a": 99 - place } });
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
    assert_eq!(page.model.state.session.open, [EntryIndex(30)]);
    assert!(
        page.others
            .contains(&Effect::Focus(Focus::Entry(EntryIndex(30))))
    );
    assert!(!page.model.can_undo());
}

/// Carries out what the model asks of its analysis, as the widget does once the panels are loaded.
fn analyze(page: &mut Page, analyzer: &mut Option<Analyzer>) {
    while let Some(effect) = page.others.pop() {
        let analyzer = match analyzer {
            Some(analyzer) => analyzer,
            None => analyzer.insert(Analyzer::begin(&page.model)),
        };
        let resume_after = match effect {
            Effect::Analyze if analyzer.follow(&page.model) => Some(Analyzer::SETTLE_DELAY),
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
fn the_report_follows_weights_and_filters_at_rest() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    page.send(Event::ChunkLoaded(Chunk::Panels, true));
    analyze(&mut page, &mut analyzer);
    let report = |page: &Page| page.model.report.clone().expect("a report");
    assert_eq!(report(&page).weights, page.model.state.session.weights);
    for (criterion, at) in [(SCALE, 10.0), (COSTS, 90.0)] {
        page.slide(criterion, at);
        analyze(&mut page, &mut analyzer);
        assert_eq!(
            report(&page).weights,
            page.model.state.session.weights,
            "within the step"
        );
        assert!(!report(&page).is_complete());
    }
    // Each step has put the rest of the work off.
    page.wait(100.0);
    analyze(&mut page, &mut analyzer);
    assert!(!report(&page).is_complete());
    page.wait(50.0);
    analyze(&mut page, &mut analyzer);
    assert!(report(&page).is_complete());
    let all = [ACME, BRIX, EntryIndex(2)];
    let session = &page.model.state.session;
    let at_once = Report::new(
        &page.model.comparison,
        &all,
        &session.weights,
        &session.locks,
    );
    assert_eq!(
        (&report(&page).lead, &report(&page).shares),
        (&at_once.lead, &at_once.shares)
    );
    // Another filter is another ranking.
    let mut filter = session.filter.clone();
    filter.search = "cade".to_owned();
    page.send(Event::Apply(Action::SetFilter(filter)));
    analyze(&mut page, &mut analyzer);
    assert_eq!(report(&page).entries, 1);
}

#[test]
fn a_script_that_asks_within_an_event_does_not_end_the_analysis() {
    let mut page = Page::open(START);
    let mut analyzer = None;
    page.send(Event::ChunkLoaded(Chunk::Panels, true));
    analyze(&mut page, &mut analyzer);
    page.send(Event::WeightInput(SCALE, WeightInput::Release(10.0)));
    // The listener of the element's event runs before the analysis follows.
    let asked = analyzer.as_mut().expect("an analysis");
    let report = asked.report_now(&page.model, 300).expect("a report");
    assert_eq!(report.weights, page.model.state.session.weights);
    analyze(&mut page, &mut analyzer);
    page.wait(200.0);
    analyze(&mut page, &mut analyzer);
    let report = page.model.report.clone().expect("a report");
    assert!(report.is_complete());
}
