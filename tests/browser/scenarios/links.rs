//! The weights in the page's URL.

use serde_json::json;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    runner::{Scenario, TestContext},
    site::Site,
    widget::link_value,
};

pub const ALL: &[Scenario] = scenarios![
    the_copied_link_reproduces_the_ranking,
    back_leads_to_the_weights_of_the_page_however_many_were_changed,
    a_link_pasted_on_the_open_page_is_applied,
    back_leads_from_a_pasted_link_to_the_reader_s_own_weights,
    a_link_leads_to_the_widget_however_far_down_the_page,
    invalid_parts_of_a_link_are_reported_and_ignored,
    a_link_to_other_data_is_reported,
    share_query_keeps_other_parts_of_the_query,
    share_off_leaves_the_url_unchanged,
    two_widgets_on_a_page_have_independent_weights,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn the_copied_link_reproduces_the_ranking(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in><p><textarea id='paste'></textarea></p>");
    let data = ctx.data();
    let typed = [("scale", "0"), ("ux", "7")];
    for (criterion, weight) in typed {
        page.widget().enter_weight(criterion, weight);
    }
    page.widget().assert_weights(&data.weights(&typed));
    page.widget().part("share-button").click();
    let status = page.widget().part("status");
    eventually_matches(
        "the status says that it is copied",
        || status.read_text(),
        |text| !text.is_empty(),
    );
    page.element("#paste").click();
    page.press_with_control('v');
    let link = page.element("#paste").value();
    let expected = format!(
        "{}/#weigh-in={}",
        page.server.origin,
        link_value(&data.criteria, &data.weights(&typed))
    );
    assert_eq!(link, expected);
    page.open_in_new_window(&link);
    page.widget().assert_ranking(&data.ranking(&typed));
    page.widget().assert_weights(&data.weights(&typed));
}

fn back_leads_to_the_weights_of_the_page_however_many_were_changed(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let data = ctx.data();
    let shows = |changed: &[(&str, &str)]| {
        page.widget().assert_weights(&data.weights(changed));
        page.widget().assert_ranking(&data.ranking(changed));
    };
    let before = page.history_length();
    page.widget()
        .slider("costs")
        .press(&[const { Key::Right }; 8]);
    shows(&[("costs", "23")]);
    let link = link_value(&data.criteria, &data.weights(&[("costs", "23")]));
    eventually("the address", format!("/#weigh-in={link}"), || {
        Ok(page.relative_url())
    });
    page.widget().enter_weight("scale", "0");
    let both = [("costs", "23"), ("scale", "0")];
    shows(&both);
    assert_eq!(page.history_length(), before + 1);
    page.back();
    shows(&[]);
    page.forward();
    shows(&both);
}

fn a_link_pasted_on_the_open_page_is_applied(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let data = ctx.data();
    for changed in [&[("scale", "0"), ("support", "99.99")][..], &[]] {
        page.open(&format!(
            "/#weigh-in={}",
            link_value(&data.criteria, &data.weights(changed))
        ));
        page.widget().assert_ranking(&data.ranking(changed));
        page.widget().assert_weights(&data.weights(changed));
    }
}

fn back_leads_from_a_pasted_link_to_the_reader_s_own_weights(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let data = ctx.data();
    let own = [("costs", "60"), ("ux", "0")];
    for (criterion, weight) in own {
        page.widget().enter_weight(criterion, weight);
    }
    // At once, while the address may not contain the last change yet.
    let other = [("scale", "0")];
    page.js::<()>(
        "location.hash = arguments[0]",
        json!([format!(
            "weigh-in={}",
            link_value(&data.criteria, &data.weights(&other))
        )]),
    );
    page.widget().assert_weights(&data.weights(&other));
    page.back();
    page.widget().assert_weights(&data.weights(&own));
}

fn a_link_leads_to_the_widget_however_far_down_the_page(ctx: &TestContext) {
    let space = "<p style='block-size: 6000px'></p>";
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article(&format!("{space}{WIDGET}{space}")),
    );
    let top = || -> Result<i64, String> {
        let script =
            "return Math.round(document.querySelector('weigh-in').getBoundingClientRect().top)";
        page.try_js(script, json!([]))
    };
    page.open("/?another-page");
    let unscrolled = top().expect("the page has an element");
    assert!(unscrolled > 5000, "the element is at {unscrolled}");
    page.open(&format!(
        "/#weigh-in={}",
        link_value(&ctx.data().criteria, &ctx.data().weights(&[("scale", "0")]))
    ));
    eventually("the top of the widget", 0, top);
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("scale", "0")]));
    assert_eq!(top(), Ok(0));
}

fn invalid_parts_of_a_link_are_reported_and_ignored(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1;scale:0;costs:abc;ghost:3;ux:200;nonsense;;support:50");
    let used = [("scale", "0"), ("support", "50")];
    page.widget().assert_ranking(&ctx.data().ranking(&used));
    page.widget().assert_weights(&ctx.data().weights(&used));
    let notice = page.widget().part("notice");
    let text = eventually_matches(
        "the notices",
        || notice.read_text(),
        |text| text.contains("costs:abc"),
    );
    for part in ["costs:abc", "ghost:3", "ux:200", "nonsense"] {
        assert!(text.contains(part), "{part} is not in {text:?}");
    }
}

fn a_link_to_other_data_is_reported(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1.aaaaa;scale:0");
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("scale", "0")]));
    let notice = page.widget().part("notice");
    eventually_matches(
        "the notice",
        || notice.read_text(),
        |text| text.contains("The data have changed"),
    );
}

fn share_query_keeps_other_parts_of_the_query(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article("<weigh-in share='query'></weigh-in>"),
    );
    page.open("/?page=%C3%A9&q=a+b#chapter-2");
    page.widget().wait_until_ready();
    page.widget().enter_weight("costs", "80");
    let link = link_value(
        &ctx.data().criteria,
        &ctx.data().weights(&[("costs", "80")]),
    );
    let expected = format!("/?page=%C3%A9&q=a+b&weigh-in={link}#chapter-2");
    eventually("the address", expected.clone(), || Ok(page.relative_url()));
    page.back();
    page.widget().assert_ranking(&ctx.data().ranking(&[]));
    page.open_url("about:blank");
    page.open(&expected);
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
}

fn share_off_leaves_the_url_unchanged(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in share='off'></weigh-in>");
    let before = page.history_length();
    page.widget().enter_weight("costs", "80");
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    page.wait_for_paint();
    assert_eq!(page.relative_url(), "/");
    assert_eq!(page.history_length(), before);
}

fn two_widgets_on_a_page_have_independent_weights(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article(
            "<weigh-in id='y' name='a' load='eager'></weigh-in><weigh-in id='b' load='eager'></weigh-in>",
        ),
    );
    let data = ctx.data();
    let (in_a, in_b) = ([("costs", "100")], [("scale", "0")]);
    let in_both = [("#y", in_a), ("#b", in_b)];
    for (host, [(criterion, weight)]) in in_both {
        page.widget_at(host).wait_until_ready();
        page.widget_at(host).enter_weight(criterion, weight);
    }
    let both_are_there = || {
        for (host, typed) in in_both {
            page.widget_at(host).assert_weights(&data.weights(&typed));
            page.widget_at(host).assert_ranking(&data.ranking(&typed));
        }
    };
    both_are_there();
    let link = |typed| link_value(&data.criteria, &data.weights(typed));
    let expected = format!("/#a={}&b={}", link(&in_a), link(&in_b));
    eventually("the address", expected.clone(), || Ok(page.relative_url()));
    // A step back does not change the other widget.
    page.back();
    page.widget_at("#b")
        .assert_weights(&data.published_weights());
    let changed: Vec<String> = page.js(
        "return recorder.events.filter(({ type }) => type === 'weigh-in-change').map(({ target }) => target)",
        serde_json::json!([]),
    );
    assert_eq!(changed, ["y", "b", "b"]);
    page.open_in_new_window(&format!("{}{expected}", page.server.origin));
    both_are_there();
}
