//! The guide, whose code and texts are fetched only when it is opened.

use serde_json::json;
use thirtyfour::Key;

use super::{robustness::read_robustness, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    the_guide_is_fetched_when_it_is_opened,
    the_guide_shows_the_texts_of_the_data,
    the_guide_opens_and_closes_by_keyboard,
    checkmarks_last_as_long_as_the_page_and_are_not_shared,
    a_link_opens_the_guide,
    a_guide_that_fails_to_load_can_be_retried,
    a_guide_whose_module_fails_to_load_can_be_retried,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Returns the requested modules.
fn requested_modules(page: &Page) -> Vec<String> {
    let log = page.server.log().into_iter().map(|entry| entry.path);
    let mut modules: Vec<_> = log.filter(|path| path.ends_with(".wasm")).collect();
    modules.dedup();
    modules
}

fn read_is_open(widget: Widget<'_>) -> Result<bool, String> {
    // The texts are loaded later than the panel.
    Ok(widget
        .locator("[part~=guide] input[type=checkbox]")
        .read_is_visible()
        .unwrap_or(false))
}

#[track_caller]
pub fn open_guide(widget: Widget<'_>) {
    widget.part("guide-button").click();
    eventually("the guide is drawn", true, || read_is_open(widget));
}

fn the_guide_is_fetched_when_it_is_opened(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let button = widget.part("guide-button");
    button.wait_for();
    assert_eq!(button.read_flag("aria-expanded"), Ok(false));
    widget.enter_weight("costs", "80");
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    read_robustness(&page);
    let before = requested_modules(&page);
    button.click();
    eventually("the guide is drawn", true, || read_is_open(widget));
    assert_eq!(button.read_flag("aria-expanded"), Ok(true));
    assert_ne!(requested_modules(&page), before);
    // Both are read at once, since Firefox may scroll by a pixel in between.
    let is_below: bool = widget
        .part("guide")
        .read(
            "const bottom = (name) => root.querySelector(`[part~=${name}]`).getBoundingClientRect().bottom;
            return part.getBoundingClientRect().top >= Math.max(bottom('controls'), bottom('ranking'))",
        )
        .unwrap();
    assert!(is_below, "the guide is beside the panels");
    let request_count = page.server.log().len();
    button.click();
    eventually("the guide is drawn", false, || read_is_open(widget));
    button.click();
    eventually("the guide is drawn", true, || read_is_open(widget));
    assert_eq!(
        page.server.log().len(),
        request_count,
        "it is there already"
    );
    assert_eq!(page.problems(), [""; 0]);
    widget.assert_link_reproduces_state();
}

fn the_guide_shows_the_texts_of_the_data(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, file) = (page.widget(), &ctx.data().file);
    open_guide(widget);
    let guide = widget.part("guide");
    let text = guide.text();
    let says = |words: &serde_json::Value| {
        let words = words.as_str().expect("a text of the data");
        assert!(text.contains(words), "{words:?} is not in the guide");
    };
    for part in file["guide"].as_array().unwrap() {
        says(&part["title"]);
        for item in part["items"].as_array().unwrap() {
            match item.as_str() {
                Some(_) => says(item),
                None => {
                    says(&item["question"]);
                    says(&item["answer"]);
                }
            }
        }
    }
    says(&file["disclaimer"]);
    says(&file["source"]["name"]);
    let count = |css: &str| {
        guide
            .read::<usize>(&format!("return part.querySelectorAll('{css}').length"))
            .unwrap()
    };
    let items = |kind: &str| -> usize {
        let parts = file["guide"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|part| part["kind"] == kind);
        parts
            .map(|part| part["items"].as_array().unwrap().len())
            .sum()
    };
    assert_eq!(count("input[type=checkbox]"), items("checklist"));
    assert_eq!(count("details"), items("faq"));
    // Questions show their answers when they are opened.
    let answer = guide.find("details p");
    assert!(!answer.read_is_visible().unwrap_or(false));
    guide.find("details summary").click();
    eventually("the answer is drawn", true, || answer.read_is_visible());
    guide.find("details summary").press(&[Key::Enter]);
    eventually("the answer is drawn", false, || answer.read_is_visible());
    // Links that open a new tab get no opener.
    let links: Vec<(String, String)> = guide
        .read("return [...part.querySelectorAll('a[target=_blank]')].map((link) => [link.href, link.rel])")
        .unwrap();
    for (href, rel) in links {
        assert!(rel.contains("noopener"), "{href}: {rel:?}");
    }
}

fn the_guide_opens_and_closes_by_keyboard(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    let button = widget.part("guide-button");
    for key in [Key::Enter, Key::Space] {
        button.press(std::slice::from_ref(&key));
        eventually("the guide is drawn", true, || read_is_open(widget));
        button.press(std::slice::from_ref(&key));
        eventually("the guide is drawn", false, || read_is_open(widget));
        assert!(button.has_focus());
    }
    button.press(&[Key::Enter]);
    let tick = widget.locator("[part~=guide] input[type=checkbox]");
    eventually("the guide is drawn", true, || read_is_open(widget));
    tick.press(&[Key::Space]);
    eventually("it is ticked", true, || tick.read_is_checked());
}

fn read_checkmarks(widget: Widget<'_>) -> Result<Vec<bool>, String> {
    widget.part("guide").read(
        "return [...part.querySelectorAll('input[type=checkbox]')].map(({ checked }) => checked)",
    )
}

fn checkmarks_last_as_long_as_the_page_and_are_not_shared(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let widget = page.widget();
    open_guide(widget);
    let guide = widget.part("guide");
    let tick = |index: usize| {
        // The items are a list, each with its checkbox.
        guide
            .find(&format!("label:nth-child({index}) input[type=checkbox]"))
            .click();
    };
    tick(1);
    tick(3);
    let expected = [true, false, true, false, false, false, false].to_vec();
    eventually("the ticks", expected.clone(), || read_checkmarks(widget));
    let link: String = widget.js("return host.shareUrl");
    widget.part("guide-button").click();
    eventually("the guide is drawn", false, || read_is_open(widget));
    widget.part("guide-button").click();
    eventually("the ticks", expected.clone(), || read_checkmarks(widget));
    // Other changes do not affect them.
    widget.slider("costs").press(&[Key::End]);
    widget.choose_preset("equal");
    widget.undo();
    eventually("the ticks", expected, || read_checkmarks(widget));
    let stored: (usize, usize, String) = page.js(
        "return [localStorage.length, sessionStorage.length, document.cookie]",
        json!([]),
    );
    assert_eq!(stored, (0, 0, String::new()));
    page.in_new_window(&link, || {
        eventually("the guide is drawn", true, || read_is_open(widget));
        assert_eq!(read_checkmarks(widget), Ok(vec![false; 7]));
    });
}

fn a_link_opens_the_guide(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1;costs:80;panel=guide");
    let widget = page.widget();
    widget.wait_until_ready();
    eventually("the guide is drawn", true, || read_is_open(widget));
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    widget.part("guide-button").click();
    eventually("the guide is drawn", false, || read_is_open(widget));
    eventually("the address", true, || {
        Ok(!page.relative_url().contains("panel="))
    });
}

/// Checks that a guide that fails to load is reported, changes nothing else, and can be retried.
fn assert_can_be_retried(ctx: &TestContext, is_refused: fn(&str) -> bool) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.enter_weight("costs", "80");
    let changed = [("costs", "80")];
    widget.assert_ranking(&data.ranking(&changed));
    page.server.refuse(is_refused);
    widget.part("guide-button").click();
    let guide = widget.part("guide");
    let text = eventually_matches(
        "a message",
        || guide.read_text(),
        |text| text.to_lowercase().contains("again"),
    );
    assert!(guide.is_visible());
    assert_eq!(read_is_open(widget), Ok(false), "{text}");
    widget.assert_ranking(&data.ranking(&changed));
    widget.assert_weights(&data.weights(&changed));
    assert!(
        page.events("weigh-in-error").is_empty(),
        "the widget itself is well"
    );
    widget.enter_weight("ux", "0");
    widget.assert_weights(&data.weights(&[("costs", "80"), ("ux", "0")]));
    page.server.stop_refusing();
    guide.find("button").click();
    eventually("the guide is drawn", true, || read_is_open(widget));
    widget.assert_weights(&data.weights(&[("costs", "80"), ("ux", "0")]));
}

fn a_guide_that_fails_to_load_can_be_retried(ctx: &TestContext) {
    assert_can_be_retried(ctx, |_| true);
}

fn a_guide_whose_module_fails_to_load_can_be_retried(ctx: &TestContext) {
    assert_can_be_retried(ctx, |path| path.ends_with(".wasm"));
}
