//! Accessibility: low vision, screen readers, and the keyboard.
//!
//! axe-core checks WCAG 2.2 at level AA in every state, in light and dark, wide and narrow.

use std::collections::BTreeSet;

use serde_json::json;
use thirtyfour::Key;

use super::{filters::open_filter, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    axe_finds_planted_defects_in_light_mode,
    axe_finds_planted_defects_in_dark_mode,
    axe_finds_nothing_in_light_mode,
    axe_finds_nothing_in_dark_mode,
    axe_finds_nothing_on_a_phone_in_light_mode,
    axe_finds_nothing_on_a_phone_in_dark_mode,
    a_button_before_all_others_leads_to_the_ranking,
    focus_stays_in_a_row_that_moves,
    states_are_visible_in_forced_colors: ForcedColors,
];

const WIDGET: &str = "<main><weigh-in load='eager'></weigh-in></main>";

/// A phone so tall that the weights panel at the bottom covers nothing: axe would report elements that are half covered
/// as too small.
const TALL_PHONE: Setup = Setup {
    height: 4000,
    ..Setup::SMALL_PHONE
};

fn tall_setup(dark: bool) -> Setup {
    Setup {
        dark,
        ..Setup::DESKTOP
    }
}

/// Plants a defect of each kind in the widget; axe must report each, and nothing else.
fn assert_axe_finds_planted_defects(ctx: &TestContext, dark: bool) {
    let page = ctx.open_ready(tall_setup(dark), Site::article(WIDGET));
    let grey = if dark { "#555" } else { "#aaa" };
    let defects = format!(
        "<p style='color: {grey}'>Words to read.</p>
        <button style='width: 30px; height: 30px'></button>
        <input type='checkbox' style='width: 30px; height: 30px'>
        <button style='all: revert; width: 12px; height: 12px; padding: 0; overflow: hidden'>a</button>\
        <button style='all: revert; width: 12px; height: 12px; padding: 0; overflow: hidden'>b</button>"
    );
    page.widget()
        .part("ranking")
        .read::<()>(&format!(
            "const place = document.createElement('div');
            place.innerHTML = {};
            part.before(place);",
            json!(defects)
        ))
        .unwrap();
    let rule = |violation: &String| violation.split(' ').next().map(str::to_owned);
    let violations: BTreeSet<String> = page.axe_violations().iter().filter_map(rule).collect();
    let planted = ["button-name", "color-contrast", "label", "target-size"];
    assert_eq!(violations, planted.map(str::to_owned).into());
}

fn axe_finds_planted_defects_in_light_mode(ctx: &TestContext) {
    assert_axe_finds_planted_defects(ctx, false);
}

fn axe_finds_planted_defects_in_dark_mode(ctx: &TestContext) {
    assert_axe_finds_planted_defects(ctx, true);
}

/// Opens everything in several states, since not all of it can be open at once, and runs axe in each.
fn assert_axe_finds_nothing(ctx: &TestContext, setup: Setup) {
    let page = ctx.start_page(setup, Site::article(WIDGET));
    let widget = page.widget();
    let mut all_violations = Vec::new();
    for (link, open) in STATES {
        page.open_url("about:blank");
        page.open(&format!("/{link}"));
        // A link scrolls the page to the widget right before that.
        eventually("the widget is ready", 1, || {
            Ok(page.events("weigh-in-ready").len())
        });
        open(&page);
        eventually("rows are moving", 0, || widget.read_moving_rows());
        let violations = page.axe_violations().into_iter();
        all_violations.extend(violations.map(|violation| format!("{link}: {violation}")));
    }
    assert!(all_violations.is_empty(), "{all_violations:#?}");
}

/// A link, and the actions that open the rest.
type State = (&'static str, fn(&Page));

const STATES: [State; 8] = [
    ("", |_| {}),
    (
        "#weigh-in=1;scale:12.5;lock=scale,costs;compare=evertas,coincover,marsh,aon;open=marsh,relm;panel=guide",
        open_comparison_and_guide,
    ),
    (
        "#weigh-in=1;region=apac;coverage=crime,specie;match-all=coverage;compare=canopius",
        |page| {
            open_filter(page.widget(), "coverage");
            page.widget()
                .locator("[part~=filter] select[data-mode]")
                .wait_for();
        },
    ),
    ("#weigh-in=1;role=broker;coverage=hot", |page| {
        page.widget()
            .locator("[part~=empty] [data-loosen]")
            .wait_for();
        open_filter(page.widget(), "use-case");
    }),
    (
        "#weigh-in=1;lock=scale,costs;compare=marsh;open=marsh,relm;panel=order",
        |page| {
            let widget = page.widget();
            for entry in ["marsh", "relm"] {
                widget.details(entry).find("[part~=path-button]").click();
            }
            for part in [
                "[data-entry=marsh] [part~=apply-path]",
                "[part~=tray]",
                "[part~=order] [data-move=up]",
            ] {
                widget.locator(part).wait_for();
            }
        },
    ),
    ("#weigh-in=1;costs:80", |page| {
        let widget = page.widget();
        widget.wait_for_level();
        widget.part("robustness-button").click();
        widget.locator("[part~=rank-table] td").wait_for();
        widget.slider("costs").focus();
        widget.part("stability-hint").wait_for();
    }),
    (
        "#weigh-in=1;scale:0;security:0;coverage:0;costs:0;ux:0;support:0",
        |page| {
            let button = page.widget().locator("[data-all-weights]");
            if button.is_visible() {
                button.click();
            }
        },
    ),
    ("#weigh-in=1;costs:80", |page| {
        page.widget().part("embed-button").click();
        let code = "[part~=embed] textarea";
        page.widget().locator(code).wait_for();
    }),
];

fn open_comparison_and_guide(page: &Page) {
    let widget = page.widget();
    for part in ["[part~=compare] [data-total]", "[part~=guide] details p"] {
        widget.locator(part).wait_for();
    }
    let open_all = "root.querySelectorAll('[part~=guide] details').forEach((question) => { question.open = true; })";
    widget.part("guide").read::<()>(open_all).unwrap();
}

fn axe_finds_nothing_in_light_mode(ctx: &TestContext) {
    assert_axe_finds_nothing(ctx, tall_setup(false));
}

fn axe_finds_nothing_in_dark_mode(ctx: &TestContext) {
    assert_axe_finds_nothing(ctx, tall_setup(true));
}

fn axe_finds_nothing_on_a_phone_in_light_mode(ctx: &TestContext) {
    assert_axe_finds_nothing(ctx, TALL_PHONE);
}

fn axe_finds_nothing_on_a_phone_in_dark_mode(ctx: &TestContext) {
    assert_axe_finds_nothing(
        ctx,
        Setup {
            dark: true,
            ..TALL_PHONE
        },
    );
}

/// Checks that every focusable element of a row keeps the focus while the row changes its position.
fn a_button_before_all_others_leads_to_the_ranking(ctx: &TestContext) {
    let page = ctx.open_article("<button id='before'>Before</button><weigh-in></weigh-in>");
    let widget = page.widget();
    let skip = widget.part("skip-button");
    page.element("#before").press(&[Key::Tab]);
    eventually("the first stop", true, || Ok(skip.has_focus()));
    assert!(skip.rect().width > 40.0, "it shows while it has the focus");
    page.press(Key::Enter);
    let first = ctx.data().ranking(&[]).order()[0].to_owned();
    eventually("the focus is on the first row", true, || {
        Ok(widget.row_button(&first).has_focus())
    });
}

fn focus_stays_in_a_row_that_moves(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    let changed = [("costs", "100")];
    let (before, after) = (data.ranking(&[]), data.ranking(&changed));
    assert_ne!(
        before.rank("aon"),
        after.rank("aon"),
        "the data have changed"
    );
    let moves: [(_, fn(&Page)); 3] = [
        (widget.row_button("aon"), |page| {
            page.widget().js::<()>("host.weights = {}");
        }),
        (widget.compare_toggle("aon"), Page::back),
        (widget.row_button("aon"), |page| {
            page.press_with_control('z');
        }),
    ];
    for (part, move_the_row) in moves {
        widget.enter_weight("costs", "100");
        widget.assert_ranking(&after);
        eventually("the link is in the address", true, || {
            Ok(page.relative_url().contains("costs:100"))
        });
        part.focus();
        move_the_row(&page);
        widget.assert_ranking(&before);
        eventually("rows are moving", 0, || widget.read_moving_rows());
        assert!(part.has_focus(), "the focus is lost");
        // The browser's real focus, not only a highlight.
        assert!(page.js::<bool>(
            "return document.activeElement === document.querySelector('weigh-in')",
            json!([])
        ));
    }
}

fn states_are_visible_in_forced_colors(ctx: &TestContext) {
    let page = ctx.start_page(Setup::SMALL_PHONE, Site::article(WIDGET));
    page.cdp(
        "Emulation.setEmulatedMedia",
        json!({ "features": [{ "name": "forced-colors", "value": "active" }] }),
    );
    page.open("/#weigh-in=1;lock=costs");
    let widget = page.widget();
    widget.wait_until_ready();
    widget.wait_for_level();
    let color = |css: &str, pseudo: &str, property: &str| {
        let locator = widget.locator(css);
        locator.wait_for();
        locator
            .read::<String>(&format!(
                "return getComputedStyle(part, '{pseudo}').{property}"
            ))
            .unwrap()
    };
    let background = |css: &str| color(css, "", "backgroundColor");
    assert_ne!(
        background(".tab[aria-pressed=true]"),
        background(".tab[aria-pressed=false]")
    );
    let all = widget.locator(".all");
    all.click();
    widget.use_slider("scale");
    assert_ne!(
        background(".tool[part=lock][aria-pressed=true]"),
        background(".tool[part=lock][aria-pressed=false]")
    );
    // The padlock is drawn by backgrounds.
    for lock in ["true", "false"] {
        let lock = format!(".tool[part=lock][aria-pressed={lock}]");
        assert_ne!(background(&format!("{lock} > .padlock")), background(&lock));
    }
    let band = "[data-criterion=scale] .stability-interval";
    assert_ne!(background(band), background(".controls"));
}
