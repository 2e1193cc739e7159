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
    a_link_behind_a_route_is_honoured,
    another_route_leaves_the_weights_alone,
    an_anchor_of_the_page_works_before_and_after_a_move,
    what_a_router_keeps_in_the_history_stays_there,
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
    for (route, with_link) in [
        ("/#/best", "/#/best?"),
        ("/#/best?x=1&y=%C3%A9", "/#/best?x=1&y=%C3%A9&"),
        ("/#!best/insurers", "/#!best/insurers?"),
        ("/#top", "/#top&"),
    ] {
        page.open_address("about:blank");
        page.open(route);
        page.widget().is_ready();
        page.widget().number("costs").enter("80");
        let value = link(ctx, &[("costs", "80")]);
        is_at(&page, &format!("{with_link}weigh-in={value}"));
        page.widget().is_reproduced_by_its_link();
        page.back();
        is_at(&page, route);
        page.widget().has_weights(&ctx.data().published());
        page.forward();
        page.widget()
            .has_weights(&ctx.data().weights(&[("costs", "80")]));
        page.widget().part("reset").click();
        is_at(&page, route);
    }
}

fn a_link_behind_a_route_is_honoured(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    for changed in [("costs", "80"), ("scale", "0")] {
        let value = link(ctx, &[changed]);
        page.open(&format!("/#/best?weigh-in={value}&x=1"));
        page.widget().shows(&ctx.data().ranking(&[changed]));
    }
}

fn another_route_leaves_the_weights_alone(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#/best?x=1");
    page.widget().is_ready();
    page.widget().number("costs").enter("80");
    let value = link(ctx, &[("costs", "80")]);
    is_at(&page, &format!("/#/best?x=1&weigh-in={value}"));
    for route in ["#/other", "#/best?x=2"] {
        page.js::<()>("location.hash = arguments[0]", json!([route]));
        page.draw();
        page.widget()
            .has_weights(&ctx.data().weights(&[("costs", "80")]));
        is_at(&page, &format!("/{route}"));
    }
    page.widget().number("scale").enter("0");
    let value = link(ctx, &[("costs", "80"), ("scale", "0")]);
    is_at(&page, &format!("/#/best?x=2&weigh-in={value}"));
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

fn what_a_router_keeps_in_the_history_stays_there(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let kept = json!({ "key": "k", "depth": [1] });
    let state = || page.try_js::<Value>("return history.state", json!([]));
    page.js::<()>("history.replaceState(arguments[0], '')", json!([kept]));
    for (criterion, weight) in [("costs", "80"), ("scale", "0")] {
        page.widget().number(criterion).enter(weight);
        let written = format!("{criterion}:{weight}");
        eventually_some(
            criterion,
            || Ok(page.place()),
            |place| place.contains(&written),
        );
        assert_eq!(state(), Ok(kept.clone()));
    }
    page.widget().js::<()>("host.reset()");
    is_at(&page, "/");
    assert_eq!(state(), Ok(kept));
}

fn the_page_may_write_its_history_between_moves(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.number("costs").enter("80");
    let first = link(ctx, &[("costs", "80")]);
    is_at(&page, &format!("/#weigh-in={first}"));
    page.js::<()>(
        "history.pushState({ tab: 2 }, '', '?tab=2' + location.hash)",
        json!([]),
    );
    widget.number("scale").enter("0");
    let both = [("costs", "80"), ("scale", "0")];
    is_at(&page, &format!("/?tab=2#weigh-in={}", link(ctx, &both)));
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
