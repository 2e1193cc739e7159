//! The measurements of a page, with `benches/measure.js` inside it.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use weigh_in_browser_tests::{
    browser::Setup, eventually::eventually, page::Page, repository, runner::TestContext, site::Site,
};

use super::subjects::{Subject, widget_page};
use super::tables::generate_table;

/// The factor by which the processor is slowed, as in Lighthouse.
pub const CPU_SLOWDOWN: u32 = 4;

/// The time after the first ranking after which a page that nobody touches counts as at rest.
pub const REST: Duration = Duration::from_secs(8);

/// The time for which the pointer drags a slider.
pub const DRAG: Duration = Duration::from_secs(5);

/// The part of the slider's track over which it is dragged, and back.
const DRAG_DISTANCE: f64 = 0.6;

/// The time between two movements of the pointer.
const MOVE: Duration = Duration::from_millis(16);

/// The time after which a page has finished what follows from a change.
const PAUSE: Duration = Duration::from_secs(2);

/// The measurements of a page.
pub struct PageMeasurement {
    pub load: Load,
    /// The time of a slider step on a slowed processor, in milliseconds.
    pub step: f64,
    pub drag: Drag,
}

/// The files and tasks of a page until it is at rest, on a slowed phone.
#[derive(Deserialize)]
pub struct Load {
    /// The size of all files but the page, in bytes after compression.
    pub bytes: f64,
    /// The files that were sent without compression.
    uncompressed: Vec<String>,
    /// The time from navigation until the end of the frame with the first ranking, in milliseconds.
    pub usable: f64,
    /// The time by which long tasks exceed 50 ms each, in milliseconds.
    pub blocking: f64,
    /// The longest task, in milliseconds; 0 below 50.
    pub longest: f64,
}

/// The smoothness of a drag of a slider on a slowed processor.
#[derive(Deserialize)]
pub struct Drag {
    /// The number of frames in which the slider moved.
    moves: usize,
    /// The number of long tasks.
    pub count: f64,
    /// The longest task, in milliseconds; 0 below 50.
    pub longest: f64,
    /// The part of the frames that were dropped, from 0 to 1.
    pub dropped: f64,
}

/// The measurements of the widget with a table. Times are in milliseconds, on a processor that is not slowed.
pub struct TableMeasurement {
    /// The time from navigation until the end of the frame with the first ranking.
    pub usable: f64,
    /// The time of a slider step.
    pub step: f64,
    /// The time of a letter typed in the search; `None` if the table is too short for one.
    pub search: Option<f64>,
    /// The memory of the module, in MiB.
    pub mebibytes: f64,
}

/// Measures a page on a slowed phone, and on a slowed desktop computer.
pub fn measure_page(ctx: &TestContext, subject: &Subject) -> PageMeasurement {
    let site = || {
        let html = subject.html.as_bytes();
        Site::demo()
            .with_benches()
            .file(&subject.path, "text/html", html)
    };

    let page = start(ctx, Setup::PHONE, site());
    slow_down(&page);
    page.cdp("Network.enable", json!({}));
    // A slow 4G network, as in Lighthouse.
    page.cdp(
        "Network.emulateNetworkConditions",
        json!({ "offline": false, "latency": 150, "downloadThroughput": 1.6e6 / 8.0, "uploadThroughput": 750e3 / 8.0 }),
    );
    page.open(&subject.path);
    let load: Load = page.js("return bench.rest(arguments[0])", json!([REST.as_millis()]));
    assert_eq!(load.uncompressed, [""; 0], "{}", subject.name);
    drop(page);

    let page = start(ctx, Setup::DESKTOP, site());
    slow_down(&page);
    open_and_use(&page, &subject.path);
    let step = call(&page, "step");
    let drag = drag_slider(&page);
    PageMeasurement { load, step, drag }
}

/// Measures the widget with a table of this many entries.
pub fn measure_table(ctx: &TestContext, entries: usize) -> TableMeasurement {
    let site = Site::demo()
        .with_benches()
        .file("/table.csv", "text/csv", generate_table(entries))
        .file(
            "/table.html",
            "text/html",
            widget_page(r#" src="table.csv""#),
        );
    let page = start(ctx, Setup::DESKTOP, site);
    open_and_use(&page, "/table.html");
    TableMeasurement {
        usable: call(&page, "usable"),
        step: call(&page, "step"),
        search: call(&page, "search"),
        mebibytes: call(&page, "mebibytes"),
    }
}

/// Starts a tab in which every page can be measured.
fn start(ctx: &TestContext, setup: Setup, site: Site) -> Page {
    let page = ctx.start_page(setup, site);
    let source = fs::read_to_string(repository().join("benches/measure.js"));
    let source = source.expect("the measuring script is readable");
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": source }),
    );
    page
}

fn slow_down(page: &Page) {
    page.cdp(
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": CPU_SLOWDOWN }),
    );
}

/// Calls a function of `benches/measure.js`. The driver waits for its promise, and sends no commands meanwhile.
fn call<T: DeserializeOwned>(page: &Page, function: &str) -> T {
    page.js(&format!("return bench.{function}()"), json!([]))
}

/// Opens a page, points at its first slider as a reader does, and waits until nothing more happens.
fn open_and_use(page: &Page, path: &str) {
    page.open(path);
    let _: f64 = call(page, "usable");
    let slider: Slider = call(page, "slider");
    slider.send(page, "mouseMoved", slider.value, "none");
    let script = "const widget = document.querySelector('weigh-in'); return !widget || !!widget.shadowRoot.querySelector('input[part~=number]')";
    eventually("the panels are loaded", true, || {
        page.try_js(script, json!([]))
    });
    thread::sleep(PAUSE);
}

/// The slider of the first criterion: its rectangle in px, and its value, from 0 to 1.
#[derive(Deserialize)]
struct Slider {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    value: f64,
}

impl Slider {
    /// Sends an event of the mouse at a value of the slider, with this button pressed.
    fn send(&self, page: &Page, kind: &str, value: f64, button: &str) {
        page.cdp(
            "Input.dispatchMouseEvent",
            json!({
                "type": kind,
                "x": self.x + self.width * value,
                "y": self.y + self.height / 2.0,
                "button": button,
                "buttons": u8::from(button == "left"),
                "clickCount": 1,
            }),
        );
    }
}

/// Drags the first slider to the right and back with the mouse. Each movement is sent once the page has handled the one
/// before it, to where the pointer is by then.
fn drag_slider(page: &Page) -> Drag {
    let slider: Slider = call(page, "slider");
    slider.send(page, "mousePressed", slider.value, "left");
    let _: Value = call(page, "record");
    let start = Instant::now();
    while start.elapsed() < DRAG {
        let next = Instant::now() + MOVE;
        let progress = start.elapsed().div_duration_f64(DRAG);
        let distance = DRAG_DISTANCE * (1.0 - (2.0 * progress - 1.0).abs());
        slider.send(page, "mouseMoved", slider.value + distance, "left");
        thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    let drag: Drag = call(page, "recorded");
    slider.send(page, "mouseReleased", slider.value, "left");
    assert!(drag.moves > 0, "the slider does not move");
    drag
}
