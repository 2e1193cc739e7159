//! Pages that use their URL themselves: routes, anchors, the history.

use serde_json::{Value, json};

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::link_value,
};

pub const ALL: &[Scenario] = scenarios![
    a_route_in_the_fragment_keeps_its_own_query,
    anchors_of_the_page_work_before_and_after_a_change,
    the_page_may_write_its_history_between_changes,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

/// Returns the link's value for the published weights with some changed.
fn link_with(ctx: &TestContext, changed: &[(&str, &str)]) -> String {
    link_value(&ctx.data().criteria, &ctx.data().weights(changed))
}

#[track_caller]
fn assert_url(page: &Page, url: &str) {
    eventually("the URL", url.to_owned(), || {
        let address: String = page.try_js("return location.href", json!([]))?;
        Ok(address.replacen(&page.server.origin, "", 1))
    });
}

fn a_route_in_the_fragment_keeps_its_own_query(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    let (widget, data) = (page.widget(), ctx.data());
    let route = "/#/best?x=1&y=%C3%A9";
    page.open(route);
    widget.wait_until_ready();
    widget.enter_weight("costs", "80");
    let value = link_with(ctx, &[("costs", "80")]);
    assert_url(&page, &format!("{route}&weigh-in={value}"));
    widget.assert_link_reproduces_state();
    page.back();
    assert_url(&page, route);
    widget.assert_weights(&data.published_weights());
    page.forward();
    widget.assert_weights(&data.weights(&[("costs", "80")]));
    // Another route keeps the weights, and gets the next link.
    page.js::<()>("location.hash = '#/best?x=2'", json!([]));
    page.wait_for_paint();
    widget.assert_weights(&data.weights(&[("costs", "80")]));
    assert_url(&page, "/#/best?x=2");
    widget.enter_weight("scale", "0");
    let value = link_with(ctx, &[("costs", "80"), ("scale", "0")]);
    assert_url(&page, &format!("/#/best?x=2&weigh-in={value}"));
    widget.part("reset").click();
    assert_url(&page, "/#/best?x=2");
}

fn anchors_of_the_page_work_before_and_after_a_change(ctx: &TestContext) {
    let page = ctx.open_article(
        "<p><a href='#method'>Method</a></p><weigh-in></weigh-in><h2 id='method'>Method</h2><div style='height: 2000px'></div>",
    );
    let jump = || {
        page.element("a").click();
        eventually_matches(
            "the heading is at the top",
            || {
                page.element("#method")
                    .read::<f64>("return part.getBoundingClientRect().top")
            },
            |top| top.abs() < 2.0,
        );
        assert_url(&page, "/#method");
    };
    jump();
    page.widget().enter_weight("costs", "80");
    let value = link_with(ctx, &[("costs", "80")]);
    assert_url(&page, &format!("/#method&weigh-in={value}"));
    jump();
    page.widget()
        .assert_weights(&ctx.data().weights(&[("costs", "80")]));
    page.back();
    page.widget()
        .assert_weights(&ctx.data().weights(&[("costs", "80")]));
    page.back();
    page.widget()
        .assert_weights(&ctx.data().published_weights());
}

fn the_page_may_write_its_history_between_changes(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let (widget, data) = (page.widget(), ctx.data());
    widget.enter_weight("costs", "80");
    let first = link_with(ctx, &[("costs", "80")]);
    assert_url(&page, &format!("/#weigh-in={first}"));
    let router_state = json!({ "tab": 2, "depth": [1] });
    page.js::<()>(
        "history.pushState(arguments[0], '', '?tab=2' + location.hash)",
        json!([router_state]),
    );
    widget.enter_weight("scale", "0");
    let both = [("costs", "80"), ("scale", "0")];
    assert_url(
        &page,
        &format!("/?tab=2#weigh-in={}", link_with(ctx, &both)),
    );
    // The router's state in the history is kept.
    let state: Value = page.js("return history.state", json!([]));
    assert_eq!(state, router_state);
    page.back();
    assert_url(&page, &format!("/?tab=2#weigh-in={first}"));
    widget.assert_weights(&data.weights(&[("costs", "80")]));
    page.back();
    assert_url(&page, &format!("/#weigh-in={first}"));
    widget.assert_weights(&data.weights(&[("costs", "80")]));
    page.back();
    assert_url(&page, "/");
    widget.assert_weights(&data.published_weights());
    for _ in 0..3 {
        page.forward();
    }
    widget.assert_weights(&data.weights(&both));
}
