//! The smallest phone, which supports everything.

use serde_json::json;

use super::{
    comparison::{assert_compared, select_entry},
    filters::{self, assert_filtered, close_filters, open_filter},
    guide::open_guide,
    locks::press_lock,
    phone::article,
    presets_and_order::{assert_ordered, open_order},
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
    names_have_room_beside_what_is_filtered_and_compared,
    criteria_can_be_reordered_by_touch,
    weights_can_be_dragged_by_touch_while_others_are_locked,
    rows_can_be_filtered_by_touch,
    entries_can_be_compared_by_touch,
    a_tap_on_a_bar_opens_the_row_and_a_link_the_guide,
];

fn nothing_is_wider_than_a_small_phone(ctx: &TestContext) {
    let page = ctx.open(Setup::SMALL_PHONE, Site::demo());
    // The widget is loaded when it is nearly visible.
    let go_there = || {
        let scroll = "part.scrollIntoView({ behavior: 'instant' })";
        page.element("weigh-in").read::<()>(scroll).unwrap();
    };
    go_there();
    page.widget().wait_until_ready();
    let fits = |state: &str| assert_fits_small_phone(&page, state);
    fits("at rest");
    page.widget().row_button("evertas").click();
    assert!(page.widget().details("evertas").is_visible());
    fits("with details open");
    page.widget().locator("[data-all-weights]").click();
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
            "[part~=clear-filters]",
        ),
        ("role=broker;coverage=hot", "[part~=empty]"),
        (
            "a-word-that-is-much-too-long-for-a-phone-of-this-width-and-means-nothing",
            "[part~=notice]",
        ),
    ];
    for (link, part) in states {
        page.open_url("about:blank");
        page.open(&format!("/#weigh-in=1;{link}"));
        go_there();
        page.widget().locator(part).wait_for();
        page.wait_for_paint();
        fits(link);
    }
}

fn names_have_room_beside_what_is_filtered_and_compared(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::SMALL_PHONE,
        Site::article("<weigh-in load='eager'></weigh-in>"),
    );
    page.open("/#weigh-in=1;role=insurer");
    let widget = page.widget();
    widget.wait_until_ready();
    let cut_off = || {
        widget.part("ranking").read::<Vec<String>>(
            "return [...part.querySelectorAll('.entry-name')].filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)",
        )
    };
    widget.wait_for_level();
    assert_eq!(cut_off(), Ok(vec![]));
    page.open_url("about:blank");
    page.open("/#weigh-in=1;role=insurer;compare=evertas");
    widget.part("tray").wait_for();
    page.wait_for_paint();
    assert_eq!(cut_off(), Ok(vec![]));
}

#[track_caller]
fn assert_fits_small_phone(page: &Page, state: &str) {
    let width: f64 = page.js("return document.documentElement.scrollWidth", json!([]));
    assert!(width <= 320.0, "{state}, the page is {width} px wide");
}

/// Opens an article, and all weights in its panel.
#[track_caller]
fn open_all_weights(ctx: &TestContext) -> Page {
    let page = ctx.open_ready(Setup::SMALL_PHONE, article());
    page.widget().part("ranking").reveal();
    page.widget().locator("[data-all-weights]").click();
    page
}

fn criteria_can_be_reordered_by_touch(ctx: &TestContext) {
    let page = open_all_weights(ctx);
    let widget = page.widget();
    open_order(widget);
    let handle = |criterion| widget.order_item(criterion).find("[data-handle]");
    handle("coverage").reveal();
    let path = handle("support").path_to(&handle("scale"));
    let scrolled = || page.js::<f64>("return scrollY", json!([]));
    let before = scrolled();
    page.drag(&path);
    assert_ordered(
        ctx,
        widget,
        ["support", "scale", "security", "coverage", "costs", "ux"],
    );
    assert_eq!(scrolled(), before, "the page is scrolled instead");
    widget
        .order_item("support")
        .find("[data-move=down]")
        .click();
    assert_ordered(
        ctx,
        widget,
        ["scale", "support", "security", "coverage", "costs", "ux"],
    );
    widget.assert_link_reproduces_state();
}

fn weights_can_be_dragged_by_touch_while_others_are_locked(ctx: &TestContext) {
    let page = open_all_weights(ctx);
    let widget = page.widget();
    let preset = &ctx.data().presets[0];
    widget.choose_preset(&preset.id);
    widget.assert_weights(&preset.weights);
    widget.undo();
    widget.assert_weights(&ctx.data().published_weights());
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
    widget.assert_link_reproduces_state();
}

fn rows_can_be_filtered_by_touch(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    widget.part("ranking").reveal();
    filters::choose_tag(widget, "role", "broker");
    assert_filtered(ctx, widget, &[Filter::Any("role", &["broker"])]);
    filters::choose_tag(widget, "coverage", "hot");
    close_filters(widget);
    let empty = widget.part("empty");
    eventually("the advice is drawn", true, || empty.read_is_visible());
    empty.find("button[data-loosen]").click();
    eventually("something is left", true, || {
        Ok(!widget.read_rows()?.is_empty())
    });
    widget.assert_link_reproduces_state();
    widget.part("clear-filters").click();
    assert_filtered(ctx, widget, &[]);
    let cases = open_filter(widget, "use-case");
    cases.find("[data-use-case=regulated-us]").click();
    assert_filtered(ctx, widget, &[Filter::UseCase("regulated-us")]);
    widget.part("clear-filters").click();
    assert_filtered(ctx, widget, &[]);
}

fn entries_can_be_compared_by_touch(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    for entry in ["evertas", "relm", "aon"] {
        // Without a pointer that hovers, the button is in the open row.
        widget.row_button(entry).click();
        select_entry(widget, entry);
        widget.row_button(entry).click();
    }
    widget.part("compare-button").click();
    assert_compared(widget, &["evertas", "relm", "aon"]);
    let panel = widget.part("compare");
    eventually("the panel can be seen", true, || {
        let Rect { top, .. } = panel.read("const { left, top, width, height } = part.getBoundingClientRect(); return { left, top, width, height }")?;
        Ok((0.0..f64::from(Setup::SMALL_PHONE.height)).contains(&top))
    });
    assert_fits_small_phone(&page, "with a comparison");
    panel.find("[data-remove=relm]").click();
    assert_compared(widget, &["evertas", "aon"]);
    widget.assert_link_reproduces_state();
}

fn a_tap_on_a_bar_opens_the_row_and_a_link_the_guide(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    widget.entry("evertas").find("[part~=bar]").click();
    eventually("the row is open", true, || {
        widget.row_button("evertas").read_flag("aria-expanded")
    });
    assert_fits_small_phone(&page, "with details");
    open_guide(widget);
    let tick = widget.locator("[part~=guide] input[type=checkbox]");
    tick.click();
    eventually("it is ticked", true, || tick.read_is_checked());
    assert_fits_small_phone(&page, "with the guide");
}
