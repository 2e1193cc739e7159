//! The page has an address of its own to look after: routes, anchors, a history.

use serde_json::{Value, json};

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_some},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::link_value,
};

pub const ALL: &[Scenario] = scenarios![
    a_route_in_the_fragment_keeps_its_own_query,
    an_anchor_of_the_page_works_before_and_after_a_move,
    the_page_may_write_its_history_between_moves,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// The link's value for the published weights but for these.
fn link(ctx: &TestContext, changed: &[(&str, &str)]) -> String {
    link_value(&ctx.data().criteria, &ctx.data().weights(changed))
}

#[track_caller]
fn is_at(page: &Page, place: &str) {
    eventually("the address", place.to_owned(), || {
        let address: String = page.try_js("return location.href", json!([]))?;
        Ok(address.replacen(&page.server.origin, "", 1))
    });
}

fn a_route_in_the_fragment_keeps_its_own_query(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    let (widget, data) = (page.widget(), ctx.data());
    let route = "/#/best?x=1&y=%C3%A9";
    page.open(route);
    widget.is_ready();
    widget.number("costs").enter("80");
    let value = link(ctx, &[("costs", "80")]);
    is_at(&page, &format!("{route}&weigh-in={value}"));
    widget.is_reproduced_by_its_link();
    page.back();
    is_at(&page, route);
    widget.has_weights(&data.published());
    page.forward();
    widget.has_weights(&data.weights(&[("costs", "80")]));
    // Another route leaves the weights alone, and takes the next link.
    page.js::<()>("location.hash = '#/best?x=2'", json!([]));
    page.draw();
    widget.has_weights(&data.weights(&[("costs", "80")]));
    is_at(&page, "/#/best?x=2");
    widget.number("scale").enter("0");
    let value = link(ctx, &[("costs", "80"), ("scale", "0")]);
    is_at(&page, &format!("/#/best?x=2&weigh-in={value}"));
    widget.part("reset").click();
    is_at(&page, "/#/best?x=2");
}

fn an_anchor_of_the_page_works_before_and_after_a_move(ctx: &TestContext) {
    let page = ctx.article(
        "<p><a href='#method'>Method</a></p><weigh-in></weigh-in><h2 id='method'>Method</h2><div style='height: 2000px'></div>",
    );
    let jump = || {
        page.element("a").click();
        eventually_some(
            "the heading is at the top",
            || {
                page.element("#method")
                    .read::<f64>("return part.getBoundingClientRect().top")
            },
            |top| top.abs() < 2.0,
        );
        is_at(&page, "/#method");
    };
    jump();
    page.widget().number("costs").enter("80");
    let value = link(ctx, &[("costs", "80")]);
    is_at(&page, &format!("/#method&weigh-in={value}"));
    jump();
    page.widget()
        .has_weights(&ctx.data().weights(&[("costs", "80")]));
    page.back();
    page.widget()
        .has_weights(&ctx.data().weights(&[("costs", "80")]));
    page.back();
    page.widget().has_weights(&ctx.data().published());
}

fn the_page_may_write_its_history_between_moves(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.number("costs").enter("80");
    let first = link(ctx, &[("costs", "80")]);
    is_at(&page, &format!("/#weigh-in={first}"));
    let kept = json!({ "tab": 2, "depth": [1] });
    page.js::<()>(
        "history.pushState(arguments[0], '', '?tab=2' + location.hash)",
        json!([kept]),
    );
    widget.number("scale").enter("0");
    let both = [("costs", "80"), ("scale", "0")];
    is_at(&page, &format!("/?tab=2#weigh-in={}", link(ctx, &both)));
    // What a router keeps in the history stays there.
    let state: Value = page.js("return history.state", json!([]));
    assert_eq!(state, kept);
    page.back();
    is_at(&page, &format!("/?tab=2#weigh-in={first}"));
    widget.has_weights(&data.weights(&[("costs", "80")]));
    page.back();
    is_at(&page, &format!("/#weigh-in={first}"));
    widget.has_weights(&data.weights(&[("costs", "80")]));
    page.back();
    is_at(&page, "/");
    widget.has_weights(&data.published());
    for _ in 0..3 {
        page.forward();
    }
    widget.has_weights(&data.weights(&both));
}
