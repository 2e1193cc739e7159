//! Screenshots for review: the widget in several widths and themes, in each of its states, with data sets that are hard
//! to lay out, while custom data load, and with a failure.
//!
//! Ignored by default; `cargo test --package weigh-in-browser-tests -- --ignored shots` saves them in
//! `target/shots`.

use serde_json::{Value, json};
use weigh_in_browser_tests::{
    browser::Setup, eventually::eventually, page::Page, runner::TestContext, site::Site,
};

/// The widths and heights in CSS px.
const SIZES: [(u32, u32); 3] = [(360, 800), (768, 1024), (1280, 720)];

/// A state of the widget: its name, and how a reader opens it.
type State = (&'static str, fn(&Page));

const STATES: [State; 10] = [
    ("first", |_| {}),
    ("in-use", |page| {
        choose_criterion(page, "costs");
        page.widget().slider("costs").drag_to(0.6);
    }),
    ("opened", |page| page.widget().row_button("marsh").click()),
    ("sure", |page| {
        page.widget().part("robustness-button").click();
    }),
    ("compare", |page| {
        let widget = page.widget();
        for entry in ["marsh", "aon"] {
            widget.row_button(entry).click();
            widget.compare_toggle(entry).click();
            widget.row_button(entry).click();
        }
        widget.part("compare-button").click();
    }),
    ("tray", |page| {
        page.widget().row_button("marsh").click();
        page.widget().compare_toggle("marsh").click();
    }),
    ("zero", |page| {
        let zeros = ["scale", "security", "coverage", "costs", "ux", "support"];
        let weights: Value = zeros
            .map(|id| (id.to_owned(), json!(0)))
            .into_iter()
            .collect();
        page.js::<()>(
            "document.querySelector('weigh-in').weights = arguments[0]",
            json!([weights]),
        );
    }),
    ("more", |page| {
        let widget = page.widget();
        let filters = widget.part("filter-button");
        if filters.read_is_visible().unwrap_or(false) {
            filters.click();
        } else {
            widget.part("order-button").click();
        }
    }),
    ("german", |page| {
        speak_german(page);
        choose_criterion(page, "costs");
        page.widget().slider("costs").drag_to(0.6);
    }),
    ("german-sure", |page| {
        speak_german(page);
        page.widget().part("robustness-button").click();
    }),
];

pub fn take_screenshots(ctx: &TestContext) {
    for dark in [false, true] {
        for (width, height) in SIZES {
            let setup = Setup {
                width,
                height,
                dark,
                phone: width < 500,
                ..Setup::DESKTOP
            };
            for (state, open) in STATES {
                let page = ctx.open_ready(setup, Site::demo());
                page.widget().part("verdict").wait_for();
                page.element("weigh-in")
                    .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
                    .unwrap();
                open(&page);
                capture(ctx, &page, setup, state);
            }
            for (name, lang, data) in data_sets() {
                let article = format!(
                    "<style>:root {{ color-scheme: light dark }} body {{ margin: 8px }}</style><weigh-in lang='{lang}' load='eager'><script type='application/json'>{data}</script></weigh-in>"
                );
                let page = ctx.open_ready(setup, Site::article(&article));
                page.widget().part("preset").wait_for();
                capture(ctx, &page, setup, name);
            }
            capture_data_state(ctx, setup, "progress");
            capture_data_state(ctx, setup, "data-problems");
        }
    }
    let page = ctx.open(
        Setup::DESKTOP,
        Site::demo().with_missing(|path| path.ends_with(".wasm")),
    );
    eventually("the notice is drawn", true, || {
        page.widget().part("error").read_is_visible()
    });
    page.save_screenshot(&ctx.fixtures.target.join("shots/error.png"))
        .unwrap();
}

/// Changes the language of the texts; the data set stays as it is.
fn speak_german(page: &Page) {
    page.js::<()>("document.querySelector('weigh-in').lang = 'de'", json!([]));
    eventually("the button's text", Ok("Teilen".to_owned()), || {
        Ok(page.widget().part("share-button").read_text())
    });
}

/// Chooses the slider of a criterion where only one is shown.
fn choose_criterion(page: &Page, criterion: &str) {
    let tab = page.widget().locator(&format!("[data-chip={criterion}]"));
    if tab.read_is_visible().unwrap_or(false) {
        tab.click();
    }
}

fn capture(ctx: &TestContext, page: &Page, setup: Setup, state: &str) {
    page.wait_for_paint();
    let theme = if setup.dark { "dark" } else { "light" };
    let file = format!("shots/{state}-{}-{theme}.png", setup.width);
    page.save_screenshot(&ctx.fixtures.target.join(file))
        .unwrap();
}

/// Returns data sets that are hard to lay out: their names, languages and JSON.
fn data_sets() -> Vec<(&'static str, &'static str, Value)> {
    let criteria = |count: usize, name: fn(usize) -> String| -> Vec<Value> {
        let criterion = |index: usize| json!({ "id": format!("c{index}"), "name": name(index), "weight": 10 + 7 * (index % 5) });
        (0..count).map(criterion).collect()
    };
    let entries = |count: usize,
                   criteria: usize,
                   name: fn(usize) -> String,
                   skip: usize|
     -> Vec<Value> {
        let scores = |entry: usize| -> serde_json::Map<String, Value> {
            let score = |index: usize| (entry * 37 + index * 53 + entry * index * 11) % 101;
            let cell = |index: usize| match (entry + index + 1) % skip {
                0 => Value::Null,
                _ => json!(score(index)),
            };
            (0..criteria)
                .map(|index| (format!("c{index}"), cell(index)))
                .collect()
        };
        (0..count).map(|entry| json!({ "name": name(entry), "tagline": "A line about it", "scores": scores(entry) })).collect()
    };
    let data = |title: &str, criteria: Vec<Value>, entries: Vec<Value>| json!({ "title": title, "criteria": criteria, "entries": entries });
    let numbered = |index: usize| format!("Criterion {}", index + 1);
    let plain = |index: usize| format!("Entry {}", index + 1);
    let long = |index: usize| {
        format!("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauamt{index}")
    };
    let arabic = |index: usize| format!("مزود التأمين رقم {}", index + 1);
    let all = usize::MAX;
    vec![
        (
            "long-names",
            "de",
            data(
                "Versicherer für die Verwahrung digitaler Vermögenswerte im Vergleich",
                criteria(6, long),
                entries(8, 6, long, all),
            ),
        ),
        (
            "criteria-24",
            "en",
            data(
                "Many criteria",
                criteria(24, numbered),
                entries(12, 24, plain, all),
            ),
        ),
        (
            "entries-200",
            "en",
            data(
                "Many entries",
                criteria(5, numbered),
                entries(200, 5, plain, all),
            ),
        ),
        (
            "missing",
            "en",
            data(
                "Missing scores",
                criteria(4, numbered),
                entries(9, 4, plain, 3),
            ),
        ),
        (
            "one-entry",
            "en",
            data("One", criteria(3, numbered), entries(1, 3, plain, all)),
        ),
        (
            "two-entries",
            "en",
            data("Two", criteria(3, numbered), entries(2, 3, plain, all)),
        ),
        (
            "arabic",
            "ar",
            data(
                "أفضل مزودي تأمين الحفظ",
                criteria(6, |index| format!("معيار طويل الاسم {}", index + 1)),
                entries(10, 6, arabic, all),
            ),
        ),
    ]
}

/// Captures the part above the fallback while custom data load, or if they are invalid.
fn capture_data_state(ctx: &TestContext, setup: Setup, part: &str) {
    let rows = (1..60).map(|row| format!("A phone with a long name that is number {row},12 %\n"));
    let table = format!("name,Costs\n{}", rows.collect::<String>());
    let colors = "<style>:root { color-scheme: light dark } body { font: 17px/1.5 Georgia; max-inline-size: 45em }</style>";
    let article = "<h1>Best phones</h1><weigh-in src='phones.csv'><ol><li>Alpha<li>Beta<li>Gamma</ol></weigh-in>";
    let site = Site::article(&format!("{colors}{article}")).file("/phones.csv", "text/csv", table);
    let site = match part {
        "progress" => site.with_held(|path| path == "/phones.csv"),
        _ => site,
    };
    let page = ctx.open(setup, site);
    let shown = page.widget().part(part);
    eventually(part, Ok(true), || Ok(shown.read_is_visible()));
    capture(ctx, &page, setup, part);
}
