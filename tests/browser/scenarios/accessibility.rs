//! A reader sees little, or reads with a screen reader, or has no use for a mouse.
//!
//! axe-core, by WCAG 2.2 at level AA, in every state, in light and dark, wide and narrow; and the
//! focus.

use serde_json::json;

use super::{narrowing::open_filter, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_some},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    axe_finds_what_is_planted_in_the_light,
    axe_finds_what_is_planted_in_the_dark,
    axe_finds_nothing_at_rest,
    axe_finds_nothing_in_open_details,
    axe_finds_nothing_in_a_comparison,
    axe_finds_nothing_in_ranks_and_ways,
    axe_finds_nothing_in_the_guide,
    axe_finds_nothing_in_the_order,
    axe_finds_nothing_in_filters,
    axe_finds_nothing_in_the_code_to_embed,
    axe_finds_nothing_where_no_entry_is_left,
    axe_finds_nothing_while_weights_are_locked,
    the_focus_stays_in_a_row_that_a_script_moves,
    the_focus_stays_in_a_row_that_a_step_back_moves,
    the_focus_stays_in_a_row_that_undo_moves,
];

const WIDGET: &str = "<main><weigh-in load='eager'></weigh-in></main>";

/// So tall that the desk at the bottom of the screen lies over nothing: axe would take what is half
/// below it for small.
const TALL_PHONE: Setup = Setup {
    height: 4000,
    ..Setup::SMALL_PHONE
};

fn in_the(dark: bool) -> Setup {
    Setup {
        dark,
        ..Setup::DESKTOP
    }
}

/// Puts one defect after the other into the widget; axe must name each, and each alone.
fn finds_what_is_planted(ctx: &TestContext, dark: bool) {
    let page = ctx.ready(in_the(dark), Site::article(WIDGET));
    let grey = if dark { "#555" } else { "#aaa" };
    let defects = [
        ("color-contrast", format!("<p style='color: {grey}'>Words to read.</p>")),
        ("button-name", "<button style='width: 30px; height: 30px'></button>".to_owned()),
        (
            "target-size",
            "<button style='all: revert; width: 12px; height: 12px; padding: 0; overflow: hidden'>a</button>\
             <button style='all: revert; width: 12px; height: 12px; padding: 0; overflow: hidden'>b</button>"
                .to_owned(),
        ),
        ("label", "<input type='checkbox' style='width: 30px; height: 30px'>".to_owned()),
    ];
    for (rule, html) in defects {
        page.widget()
            .part("ranking")
            .read::<()>(&format!(
                "const place = document.createElement('div');
                place.id = 'planted';
                place.innerHTML = {};
                part.before(place);",
                json!(html)
            ))
            .unwrap();
        let found = page.axe_violations();
        assert!(!found.is_empty(), "{rule} is not found");
        for violation in &found {
            assert!(
                violation.starts_with(rule),
                "{rule} was planted: {found:#?}"
            );
        }
        page.widget()
            .inside("#planted")
            .read::<()>("part.remove()")
            .unwrap();
    }
}

fn axe_finds_what_is_planted_in_the_light(ctx: &TestContext) {
    finds_what_is_planted(ctx, false);
}

fn axe_finds_what_is_planted_in_the_dark(ctx: &TestContext) {
    finds_what_is_planted(ctx, true);
}

/// Opens a link in both themes, wide and narrow, waits for what it opens, and asks axe.
fn finds_nothing(ctx: &TestContext, link: &str, opened: &str) {
    finds_nothing_after(ctx, link, opened, |_| {});
}

fn finds_nothing_after(ctx: &TestContext, link: &str, opened: &str, prepare: fn(&Page)) {
    let mut found = Vec::new();
    for dark in [false, true] {
        for setup in [Setup::DESKTOP, TALL_PHONE] {
            let page = ctx.start(Setup { dark, ..setup }, Site::article(WIDGET));
            page.open(&format!("/{link}"));
            eventually("the widget is there", true, || {
                page.widget().part("controls").read_exists()
            });
            prepare(&page);
            eventually(opened, true, || page.widget().inside(opened).read_visible());
            eventually("rows are moving", 0, || page.widget().read_moving_rows());
            let theme = if dark { "dark" } else { "light" };
            let violations = page.axe_violations().into_iter();
            found.extend(
                violations.map(|violation| format!("{theme}, {} px: {violation}", setup.width)),
            );
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

fn axe_finds_nothing_at_rest(ctx: &TestContext) {
    finds_nothing(ctx, "", "[part~=ranking]");
}

fn axe_finds_nothing_in_open_details(ctx: &TestContext) {
    finds_nothing(
        ctx,
        "#weigh-in=1;open=marsh,relm",
        "[data-entry=relm] [part~=details]",
    );
}

fn axe_finds_nothing_in_a_comparison(ctx: &TestContext) {
    finds_nothing(
        ctx,
        "#weigh-in=1;compare=evertas,coincover,marsh,aon",
        "[part~=compare] [data-total]",
    );
}

fn axe_finds_nothing_in_ranks_and_ways(ctx: &TestContext) {
    let way = "[data-entry=marsh] [part~=accept-way]";
    finds_nothing_after(ctx, "#weigh-in=1;open=marsh,relm", way, |page| {
        let widget = page.widget();
        let shares = widget.part("shares");
        eventually_some(
            "shares",
            || shares.read_text(),
            |text| text.contains("weighting"),
        );
        widget.part("ranks-button").click();
        for entry in ["marsh", "relm"] {
            widget.details(entry).find("[part~=way-button]").click();
        }
    });
}

fn axe_finds_nothing_in_the_guide(ctx: &TestContext) {
    finds_nothing_after(
        ctx,
        "#weigh-in=1;panel=guide",
        "[part~=guide] details p",
        |page| {
            eventually("the guide is there", true, || {
                page.widget().inside("[part~=guide] details").read_exists()
            });
            let open_all = "root.querySelectorAll('[part~=guide] details').forEach((question) => { question.open = true; })";
            page.widget().part("guide").read::<()>(open_all).unwrap();
        },
    );
}

fn axe_finds_nothing_in_the_order(ctx: &TestContext) {
    finds_nothing(
        ctx,
        "#weigh-in=1;panel=order",
        "[part~=order] [data-move=up]",
    );
}

fn axe_finds_nothing_in_filters(ctx: &TestContext) {
    let link = "#weigh-in=1;region=apac;coverage=crime,specie;all=coverage;compare=canopius";
    finds_nothing_after(ctx, link, "[part~=filter] select[data-mode]", |page| {
        open_filter(page.widget(), "coverage");
    });
    finds_nothing_after(ctx, link, "[part~=filter] [data-use-case]", |page| {
        open_filter(page.widget(), "use-case");
    });
}

fn axe_finds_nothing_in_the_code_to_embed(ctx: &TestContext) {
    let code = "[part~=embed] textarea[data-snippet=html]";
    finds_nothing_after(ctx, "#weigh-in=1;costs:80", code, |page| {
        page.widget().part("embed-button").click();
    });
}

fn axe_finds_nothing_where_no_entry_is_left(ctx: &TestContext) {
    finds_nothing(
        ctx,
        "#weigh-in=1;role=broker;coverage=hot",
        "[part~=empty] [data-loosen]",
    );
}

fn axe_finds_nothing_while_weights_are_locked(ctx: &TestContext) {
    finds_nothing(
        ctx,
        "#weigh-in=1;scale:12.5;lock=scale,costs",
        "[part~=ranking]",
    );
}

/// Whatever in a row can have the focus keeps it while the row changes its place.
fn keeps_the_focus(ctx: &TestContext, reorder: fn(&Page)) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    let parts = [
        widget.opener("aon"),
        widget.pick("aon"),
        widget.segment("aon", "coverage"),
    ];
    let changed = [("costs", "100")];
    let (before, after) = (data.ranking(&[]), data.ranking(&changed));
    assert_ne!(
        before.rank("aon"),
        after.rank("aon"),
        "the data have changed"
    );
    for part in parts {
        widget.number("costs").enter("100");
        widget.shows(&after);
        eventually("the link is in the address", true, || {
            Ok(page.place().contains("costs:100"))
        });
        part.focus();
        reorder(&page);
        widget.shows(&before);
        eventually("rows are moving", 0, || widget.read_moving_rows());
        assert!(part.has_focus(), "the focus is lost");
        // It is the browser's, too, not only a mark.
        assert!(page.js::<bool>(
            "return document.activeElement === document.querySelector('weigh-in')",
            json!([])
        ));
    }
}

fn the_focus_stays_in_a_row_that_a_script_moves(ctx: &TestContext) {
    keeps_the_focus(ctx, |page| page.widget().js::<()>("host.weights = {}"));
}

fn the_focus_stays_in_a_row_that_a_step_back_moves(ctx: &TestContext) {
    keeps_the_focus(ctx, Page::back);
}

fn the_focus_stays_in_a_row_that_undo_moves(ctx: &TestContext) {
    // As in Safari, where a click on a button leaves the focus where it is.
    keeps_the_focus(ctx, |page| {
        page.widget()
            .part("undo")
            .read::<()>("part.click()")
            .unwrap()
    });
}
