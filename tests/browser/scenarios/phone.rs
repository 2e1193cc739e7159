//! Changing weights on a phone.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::{
    comparison::select_entry, filters::open_filter, scenarios,
    scroll_stability::assert_stays_in_place,
};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    locator::Rect,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    a_thumb_moves_a_weight_while_five_rows_stay_in_view,
    a_chip_shows_its_slider_and_a_button_shows_all,
    nothing_scrolls_while_the_last_weights_are_dragged_to_zero,
    a_finger_that_goes_on_to_scroll_leaves_the_weights: TouchScrolling,
    a_notice_does_not_displace_the_weights_panel,
    the_tray_and_the_sliders_take_each_others_place,
    the_filter_sheet_closes_on_escape_and_a_tap_elsewhere,
    no_text_field_makes_the_page_zoom,
];

/// Creates an article around the widget, so that it is neither at the top of the page nor at its end.
pub fn article() -> Site {
    let text = "<p>Words.</p>".repeat(40);
    Site::article(&format!(
        "<main>{text}<weigh-in load='eager'></weigh-in>{text}</main>"
    ))
}

/// The fields that take text or open a list: iOS zooms into the page when one with a smaller font has the focus.
const TEXT_FIELDS: &str =
    "input:not([type=range], [type=checkbox], [type=radio]), select, textarea";

fn no_text_field_makes_the_page_zoom(ctx: &TestContext) {
    let no_clipboard = "<script>Object.defineProperties(navigator, { clipboard: { value: undefined }, share: { value: undefined } })</script>";
    for width in [320, 1024] {
        let setup = Setup {
            width,
            ..Setup::PHONE
        };
        let site = Site::article(&format!("{no_clipboard}<weigh-in load='eager'></weigh-in>"));
        let page = ctx.start_page(setup, site);
        page.open("/#weigh-in=1;coverage=crime,specie;match-all=coverage;open=marsh;search=a");
        let widget = page.widget();
        widget.wait_until_ready();
        widget.wake();
        let assert_large = |names: &[&str]| {
            let read = || -> Result<Vec<(String, f64)>, String> {
                widget.part("base").read(&format!(
                    "return [...part.querySelectorAll('{TEXT_FIELDS}')].map((field) =>
                        [field.getAttribute('part') ?? field.localName, parseFloat(getComputedStyle(field).fontSize)])"
                ))
            };
            let fields = eventually_matches("the fields", read, |fields| {
                let has = |name: &&str| fields.iter().any(|(field, _)| field == name);
                names.iter().all(has)
            });
            for (name, size) in fields {
                assert!(size >= 16.0, "{name} has {size} px at {width} px");
            }
        };
        // The link to copy by hand.
        widget.part("share-button").click();
        assert_large(&["input", "search", "number", "preset", "compare-with"]);
        // A wide widget has the filters without a sheet.
        let sheet = widget.part("filter-button");
        if sheet.is_visible() {
            sheet.click();
        }
        widget.part("embed-button").press(&[Key::Enter]);
        assert_large(&["select", "textarea"]);
    }
}

/// Scrolls until the first row is this many px below the top of the screen.
#[track_caller]
fn scroll_rows_to(page: &Page, below: u32) {
    let script = format!(
        "scrollBy({{ top: part.getBoundingClientRect().top - {below}, behavior: 'instant' }})"
    );
    page.widget().part("ranking").read::<()>(&script).unwrap();
}

/// Returns the criteria whose weights are visible.
fn visible_weights<'l>(ctx: &'l TestContext, page: &Page) -> Vec<&'l str> {
    let criteria = ctx.data().criteria.iter().map(|(id, _)| id.as_str());
    criteria
        .filter(|id| page.widget().weight(id).is_visible())
        .collect()
}

fn a_thumb_moves_a_weight_while_five_rows_stay_in_view(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::PHONE, article());
    let (widget, data) = (page.widget(), ctx.data());
    // Makes the last rows lie below the screen.
    scroll_rows_to(&page, 300);
    let [chosen] = visible_weights(ctx, &page)[..] else {
        panic!("one weight is in the panel")
    };
    let desk_top = || {
        let chip = widget.locator("[data-chip]").rect();
        chip.top.min(widget.weight(chosen).rect().top)
    };
    let five_in_view = |order: &[&str]| {
        for id in &order[..5] {
            let row: Rect = widget.entry(id).rect();
            assert!(
                row.top >= -1.0 && row.bottom() <= desk_top() + 1.0,
                "{id} at {row:?}, panel at {}",
                desk_top()
            );
        }
    };
    five_in_view(&data.ranking(&[]).order());
    let slider = widget.slider(chosen).rect();
    assert!(
        slider.bottom() <= f64::from(Setup::PHONE.height),
        "the slider is out of reach: {slider:?}"
    );
    let scrolled = || page.js::<f64>("return scrollY", json!([]));
    let before = scrolled();
    widget.slider(chosen).drag_to(0.02);
    let weight = widget.slider(chosen).value();
    let changed = data.ranking(&[(chosen, &weight)]);
    assert_ne!(
        changed.order(),
        data.ranking(&[]).order(),
        "{chosen} at {weight} moves nothing"
    );
    widget.assert_ranking(&changed);
    eventually("rows are moving", 0, || widget.read_moving_rows());
    assert_eq!(scrolled(), before, "the page stays where it is");
    five_in_view(&changed.order());
}

fn a_chip_shows_its_slider_and_a_button_shows_all(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::PHONE, article());
    page.widget().part("ranking").reveal();
    for (criterion, _) in &ctx.data().criteria {
        page.widget()
            .locator(&format!("button[data-chip={criterion}]"))
            .click();
        eventually("the weights in the panel", vec![criterion.as_str()], || {
            Ok(visible_weights(ctx, &page))
        });
    }
    page.widget().locator("[data-all-weights]").click();
    let all = ctx.data().criteria.iter().map(|(id, _)| id.as_str());
    eventually(
        "the weights that are drawn",
        all.collect::<Vec<_>>(),
        || Ok(visible_weights(ctx, &page)),
    );
}

fn the_tray_and_the_sliders_take_each_others_place(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::PHONE, article());
    let widget = page.widget();
    let (controls, tray) = (widget.part("controls"), widget.part("tray"));
    assert!(controls.is_visible());
    // Where nothing hovers, the button is in the open row.
    widget.row_button("marsh").click();
    select_entry(widget, "marsh");
    eventually("the tray", true, || tray.read_is_visible());
    assert!(!controls.is_visible());
    widget.part("sliders-button").click();
    eventually("the sliders", true, || controls.read_is_visible());
    assert!(!tray.is_visible());
    eventually("the focus is on the slider", true, || {
        Ok(widget.slider("scale").has_focus())
    });
    controls.find(".tray-tab").click();
    eventually("the tray", true, || tray.read_is_visible());
    widget.part("sliders-button").click();
    eventually("the sliders", true, || controls.read_is_visible());
    // The next entry shows the tray again, and taking out both brings the sliders back.
    widget.row_button("aon").click();
    select_entry(widget, "aon");
    eventually("the tray", true, || tray.read_is_visible());
    for entry in ["marsh", "aon"] {
        tray.find(&format!("[data-remove={entry}]")).click();
    }
    eventually("the sliders", true, || controls.read_is_visible());
}

fn the_filter_sheet_closes_on_escape_and_a_tap_elsewhere(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::PHONE, article());
    let widget = page.widget();
    let button = widget.part("filter-button");
    let read_is_open = || button.read_flag("aria-expanded");
    open_filter(widget, "region").find("input").focus();
    page.press(Key::Escape);
    eventually("the sheet is open", false, read_is_open);
    assert!(button.has_focus());
    open_filter(widget, "region").find("input").click();
    assert!(read_is_open().unwrap(), "a tap in the sheet leaves it open");
    widget.part("lead").click();
    eventually("the sheet is open", false, read_is_open);
}

fn a_finger_that_goes_on_to_scroll_leaves_the_weights(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::PHONE, article());
    let widget = page.widget();
    scroll_rows_to(&page, 300);
    let [chosen] = visible_weights(ctx, &page)[..] else {
        panic!("one weight is in the panel")
    };
    let weights = || widget.js::<Value>("return host.weights");
    let (before, scrolled) = (weights(), page.js::<f64>("return scrollY", json!([])));
    let track = widget.slider(chosen).rect();
    let (x, y) = (
        track.left + 0.9 * track.width,
        track.top + track.height / 2.0,
    );
    let path: Vec<_> = (0..16)
        .map(|step| (x, y - f64::from(step) * 12.0))
        .collect();
    page.drag(&path);
    eventually("the page is scrolled", true, || {
        page.try_js::<bool>(
            "return Math.abs(scrollY - arguments[0]) > 60",
            json!([scrolled]),
        )
    });
    let inputs = page.events("weigh-in-input").len();
    assert!(inputs > 0, "the finger has set no weight before it scrolls");
    eventually("the weights", before, || Ok(weights()));
}

fn nothing_scrolls_while_the_last_weights_are_dragged_to_zero(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::SMALL_PHONE, article());
    let widget = page.widget();
    let others = ctx.data().weights(&[
        ("security", "0"),
        ("coverage", "0"),
        ("costs", "0"),
        ("ux", "0"),
    ]);
    widget.set_weights(&others);
    widget.assert_ranking(&ctx.data().ranking_for(&others));
    scroll_rows_to(&page, 0);
    for criterion in ["scale", "support"] {
        let chip = widget.locator(&format!("button[data-chip={criterion}]"));
        // By a swipe away from the edge, where a scroll bar may cover it.
        let swipe =
            "part.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' })";
        chip.read::<()>(swipe).unwrap();
        chip.click();
        eventually("the weights in the panel", vec![criterion], || {
            Ok(visible_weights(ctx, &page))
        });
        let css = format!("[part~=weight][data-criterion={criterion}] [part~=slider]");
        // A short movement of a finger is not yet a drag.
        assert_stays_in_place(widget, &css, || {
            widget.slider(criterion).drag_through(&[0.6, 0.0]);
        });
        assert_eq!(widget.slider(criterion).value(), "0");
    }
    eventually("the sentence", true, || {
        Ok(widget
            .part("lead")
            .read_text()?
            .contains("All weights are at 0"))
    });
}

fn a_notice_does_not_displace_the_weights_panel(ctx: &TestContext) {
    let page = ctx.start_page(Setup::SMALL_PHONE, article());
    page.open("/#weigh-in=1;ghost:3;nonsense;role=clown");
    let widget = page.widget();
    widget.wait_until_ready();
    scroll_rows_to(&page, 0);
    let [chosen] = visible_weights(ctx, &page)[..] else {
        panic!("one weight is in the panel")
    };
    let css = format!("[part~=weight][data-criterion={chosen}] [part~=slider]");
    assert_stays_in_place(widget, &css, || widget.slider(chosen).drag_to(0.02));
    eventually("it is moved", true, || {
        Ok(widget.read_weights()?[chosen] < 1000)
    });
}
