//! A reader with the smallest of phones does all that others do.

use serde_json::json;

use super::{
    comparing::{compares, pick},
    explanations::read_words_are_shown,
    filters::{self, close_filters, open_filter, shows_those},
    guide::open_guide,
    locking::press_lock,
    phone::article,
    presets_and_order::{is_ordered, open_order},
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    filter_oracle::Filter,
    locator::Rect,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    nothing_is_wider_than_a_small_phone,
    a_finger_drags_a_criterion_to_its_place,
    a_finger_moves_a_weight_while_others_are_locked,
    a_finger_narrows_and_widens_the_rows,
    a_finger_picks_and_compares,
    a_tap_shows_the_words_of_a_segment_and_the_guide,
];

fn nothing_is_wider_than_a_small_phone(ctx: &TestContext) {
    let page = ctx.open(Setup::SMALL_PHONE, Site::demo());
    // It is loaded when it is near.
    let go_there = || {
        let scroll = "part.scrollIntoView({ behavior: 'instant' })";
        page.element("weigh-in").read::<()>(scroll).unwrap();
    };
    go_there();
    page.widget().is_ready();
    let fits = |state: &str| fits_a_small_phone(&page, state);
    fits("at rest");
    page.widget().opener("evertas").click();
    assert!(page.widget().details("evertas").is_visible());
    fits("with details open");
    page.widget().inside("[data-all-weights]").click();
    fits("with all weights open");
    let states = [
        ("panel=order", "[part~=order]"),
        ("panel=guide", "[part~=guide] input"),
        (
            "compare=evertas,coincover,munich-re,chainproof",
            "[part~=compare]",
        ),
        (
            "role=insurer;coverage=crime,specie,staking-slashing;match-all=coverage",
            "[part~=active-filter]",
        ),
        ("role=broker;coverage=hot", "[part~=empty]"),
        (
            "a-word-that-is-much-too-long-for-a-phone-of-this-width-and-means-nothing",
            "[part~=notice]",
        ),
    ];
    for (link, part) in states {
        page.open_address("about:blank");
        page.open(&format!("/#weigh-in=1;{link}"));
        go_there();
        page.widget().inside(part).comes();
        page.draw();
        fits(link);
    }
}

#[track_caller]
fn fits_a_small_phone(page: &Page, state: &str) {
    let width: f64 = page.js("return document.documentElement.scrollWidth", json!([]));
    assert!(width <= 320.0, "{state}, the page is {width} px wide");
}

/// The whole panel of the weights, in the middle of an article.
#[track_caller]
fn all_weights(ctx: &TestContext) -> Page {
    let page = ctx.ready(Setup::SMALL_PHONE, article());
    page.widget().part("ranking").reveal();
    page.widget().inside("[data-all-weights]").click();
    page
}

fn a_finger_drags_a_criterion_to_its_place(ctx: &TestContext) {
    let page = all_weights(ctx);
    let widget = page.widget();
    open_order(widget);
    let handle = |criterion| widget.ordered(criterion).find("[data-handle]");
    handle("coverage").reveal();
    let way = handle("support").way_to(&handle("scale"));
    let scrolled = || page.js::<f64>("return scrollY", json!([]));
    let before = scrolled();
    page.drag(&way);
    is_ordered(
        ctx,
        widget,
        ["support", "scale", "security", "coverage", "costs", "ux"],
    );
    assert_eq!(scrolled(), before, "the page is scrolled instead");
    widget.ordered("support").find("[data-move=down]").click();
    is_ordered(
        ctx,
        widget,
        ["scale", "support", "security", "coverage", "costs", "ux"],
    );
    widget.is_reproduced_by_its_link();
}

fn a_finger_moves_a_weight_while_others_are_locked(ctx: &TestContext) {
    let page = all_weights(ctx);
    let widget = page.widget();
    let preset = &ctx.data().presets[0];
    widget.preset(&preset.id).click();
    widget.has_weights(&preset.weights);
    widget.part("undo").click();
    widget.has_weights(&ctx.data().published());
    press_lock(widget, "scale");
    press_lock(widget, "ux");
    widget.slider("security").drag_to(1.0);
    eventually("it has what the others had", (6000, 10_000), || {
        let weights = widget.read_weights()?;
        Ok((weights["security"], weights.values().sum::<i64>()))
    });
    widget.slider("security").drag_to(0.3);
    eventually("the others are back", (true, 3000, 1000, 10_000), || {
        let weights = widget.read_weights()?;
        let back = ["coverage", "costs", "support"]
            .iter()
            .all(|id| weights[*id] > 0);
        Ok((
            back,
            weights["scale"],
            weights["ux"],
            weights.values().sum(),
        ))
    });
    widget.is_reproduced_by_its_link();
}

fn a_finger_narrows_and_widens_the_rows(ctx: &TestContext) {
    let page = ctx.ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    widget.part("ranking").reveal();
    filters::choose(widget, "role", "broker");
    shows_those(ctx, widget, &[Filter::Any("role", &["broker"])]);
    filters::choose(widget, "coverage", "hot");
    close_filters(widget);
    let empty = widget.part("empty");
    eventually("the advice is drawn", true, || empty.read_visible());
    empty.find("button[data-loosen]").click();
    eventually("something is left", true, || {
        Ok(!widget.read_rows()?.is_empty())
    });
    widget.is_reproduced_by_its_link();
    widget.inside("button[part~=active-filter]").click();
    shows_those(ctx, widget, &[]);
    let cases = open_filter(widget, "use-case");
    cases.find("[data-use-case=regulated-us]").click();
    shows_those(ctx, widget, &[Filter::UseCase("regulated-us")]);
    widget.part("clear-filters").click();
    shows_those(ctx, widget, &[]);
}

fn a_finger_picks_and_compares(ctx: &TestContext) {
    let page = ctx.ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    for entry in ["evertas", "relm", "aon"] {
        pick(widget, entry);
    }
    widget.part("compare-button").click();
    compares(widget, &["evertas", "relm", "aon"]);
    let panel = widget.part("compare");
    eventually("the panel can be seen", true, || {
        let Rect { top, .. } = panel.read("const { left, top, width, height } = part.getBoundingClientRect(); return { left, top, width, height }")?;
        Ok((0.0..f64::from(Setup::SMALL_PHONE.height)).contains(&top))
    });
    fits_a_small_phone(&page, "with a comparison");
    panel.find("[data-remove=relm]").click();
    compares(widget, &["evertas", "aon"]);
    widget.is_reproduced_by_its_link();
}

fn a_tap_shows_the_words_of_a_segment_and_the_guide(ctx: &TestContext) {
    let page = ctx.ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    let segment = widget.segment("evertas", "scale");
    let words = segment.read_attribute("aria-label").unwrap().unwrap();
    segment.click();
    eventually(&words, true, || read_words_are_shown(widget, &words));
    fits_a_small_phone(&page, "with words shown");
    open_guide(widget);
    let tick = widget.inside("[part~=guide] input[type=checkbox]");
    tick.click();
    eventually("it is ticked", true, || tick.read_checked());
    fits_a_small_phone(&page, "with the guide");
}
