//! The weighting travels in the page's address.

use thirtyfour::Key;

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
    the_copied_link_gives_the_same_ranking_elsewhere,
    back_and_forward_move_between_committed_weightings,
    a_run_of_key_presses_is_one_step_of_the_history,
    a_link_pasted_on_the_open_page_is_honoured,
    parts_of_a_link_that_mean_nothing_are_told_and_left_out,
    a_link_of_an_unknown_version_is_told_and_ignored,
    other_parts_of_the_fragment_are_kept,
    share_query_keeps_other_parts_of_the_query,
    share_off_leaves_the_address_alone,
    two_widgets_on_a_page_keep_their_own_weightings,
    a_step_back_is_no_change_of_the_other_widget,
    the_name_is_the_key_in_the_link,
];

const WIDGET: &str = "<weigh-in></weigh-in>";

fn the_copied_link_gives_the_same_ranking_elsewhere(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in><p><textarea id='paste'></textarea></p>");
    let data = ctx.data();
    let typed = [("scale", "0"), ("ux", "7.5")];
    for (criterion, weight) in typed {
        page.widget().number(criterion).enter(weight);
    }
    page.widget().has_weights(&data.weights(&typed));
    page.widget().part("share-button").click();
    let status = page.widget().part("status");
    eventually_some(
        "the status says that it is copied",
        || status.read_text(),
        |text| !text.is_empty(),
    );
    page.element("#paste").click();
    page.control('v');
    let link = page.element("#paste").value();
    let expected = format!(
        "{}/#weigh-in={}",
        page.server.origin,
        link_value(&data.criteria, &data.weights(&typed))
    );
    assert_eq!(link, expected);
    page.open_in_new_window(&link);
    page.widget().shows(&data.ranking(&typed));
    page.widget().has_weights(&data.weights(&typed));
}

fn back_and_forward_move_between_committed_weightings(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let data = ctx.data();
    let shows = |changed: &[(&str, &str)]| {
        page.widget().has_weights(&data.weights(changed));
        page.widget().shows(&data.ranking(changed));
    };
    page.widget().number("costs").enter("80");
    shows(&[("costs", "80")]);
    page.widget().number("scale").enter("0");
    shows(&[("costs", "80"), ("scale", "0")]);
    page.back();
    shows(&[("costs", "80")]);
    page.back();
    shows(&[]);
    page.forward();
    shows(&[("costs", "80")]);
    page.forward();
    shows(&[("costs", "80"), ("scale", "0")]);
}

fn a_run_of_key_presses_is_one_step_of_the_history(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let before = page.history_length();
    page.widget()
        .slider("costs")
        .press(&[const { Key::Right }; 8]);
    page.widget()
        .has_weights(&ctx.data().weights(&[("costs", "23")]));
    let link = link_value(
        &ctx.data().criteria,
        &ctx.data().weights(&[("costs", "23")]),
    );
    eventually("the address", format!("/#weigh-in={link}"), || {
        Ok(page.place())
    });
    assert_eq!(page.history_length(), before + 1);
    page.back();
    page.widget().has_weights(&ctx.data().published());
}

fn a_link_pasted_on_the_open_page_is_honoured(ctx: &TestContext) {
    let page = ctx.article(WIDGET);
    let data = ctx.data();
    for changed in [
        &[("scale", "0"), ("costs", "80")][..],
        &[("support", "99.99")],
        &[],
    ] {
        page.open(&format!(
            "/#weigh-in={}",
            link_value(&data.criteria, &data.weights(changed))
        ));
        page.widget().shows(&data.ranking(changed));
        page.widget().has_weights(&data.weights(changed));
    }
}

fn parts_of_a_link_that_mean_nothing_are_told_and_left_out(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=1;scale:0;costs:abc;ghost:3;ux:200;nonsense;;support:50");
    let used = [("scale", "0"), ("support", "50")];
    page.widget().shows(&ctx.data().ranking(&used));
    page.widget().has_weights(&ctx.data().weights(&used));
    let notice = page.widget().part("notice");
    assert!(notice.is_visible());
    let text = notice.text();
    for part in ["costs:abc", "ghost:3", "ux:200", "nonsense"] {
        assert!(text.contains(part), "{part} is not in {text:?}");
    }
}

fn a_link_of_an_unknown_version_is_told_and_ignored(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    page.open("/#weigh-in=99;scale:0");
    page.widget().shows(&ctx.data().ranking(&[]));
    page.widget().has_weights(&ctx.data().published());
    assert!(page.widget().part("notice").is_visible());
}

/// The parts between `&` that are not the widget's own.
fn foreign_parts(fragment_or_query: &str) -> Vec<&str> {
    let parts = fragment_or_query.trim_start_matches(['#', '?']).split('&');
    parts
        .filter(|part| !part.starts_with("weigh-in="))
        .collect()
}

fn other_parts_of_the_fragment_are_kept(ctx: &TestContext) {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    let fragment = |page: &Page| page.js::<String>("return location.hash", serde_json::json!([]));
    for start in [
        "#chapter-2",
        "#a%20b=%C3%A9&weigh-in=1;scale:50&y=1+1&&z",
        "#~x&weigh-ins=1;scale:50&Weigh-in=2",
    ] {
        page.open_address("about:blank");
        page.open(&format!("/{start}"));
        page.widget().is_ready();
        let before = fragment(&page);
        page.widget().number("costs").enter("80");
        eventually_some(
            "the link is in the address",
            || Ok(fragment(&page)),
            |now| now.contains("costs:80"),
        );
        assert_eq!(foreign_parts(&fragment(&page)), foreign_parts(&before));
        page.widget().part("reset").click();
        eventually_some(
            "the link leaves the address",
            || Ok(fragment(&page)),
            |now| !now.contains("costs:80"),
        );
        assert_eq!(
            fragment(&page).trim_start_matches('#'),
            foreign_parts(&before).join("&")
        );
    }
}

fn share_query_keeps_other_parts_of_the_query(ctx: &TestContext) {
    let page = ctx.start(
        Setup::DESKTOP,
        Site::article("<weigh-in share='query'></weigh-in>"),
    );
    page.open("/?page=%C3%A9&q=a+b#chapter-2");
    page.widget().is_ready();
    page.widget().number("costs").enter("80");
    let link = link_value(
        &ctx.data().criteria,
        &ctx.data().weights(&[("costs", "80")]),
    );
    let expected = format!("/?page=%C3%A9&q=a+b&weigh-in={link}#chapter-2");
    eventually("the address", expected.clone(), || Ok(page.place()));
    page.back();
    page.widget().shows(&ctx.data().ranking(&[]));
    page.open_address("about:blank");
    page.open(&expected);
    page.widget().shows(&ctx.data().ranking(&[("costs", "80")]));
}

fn share_off_leaves_the_address_alone(ctx: &TestContext) {
    let page = ctx.article("<weigh-in share='off'></weigh-in>");
    let before = page.history_length();
    page.widget().number("costs").enter("80");
    page.widget().shows(&ctx.data().ranking(&[("costs", "80")]));
    page.draw();
    assert_eq!(page.place(), "/");
    assert_eq!(page.history_length(), before);
}

fn two_widgets_on_a_page_keep_their_own_weightings(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article(
            "<weigh-in id='a' load='eager'></weigh-in><weigh-in id='b' load='eager'></weigh-in>",
        ),
    );
    let data = ctx.data();
    let (in_a, in_b) = ([("costs", "80")], [("scale", "0"), ("ux", "7.5")]);
    for (host, typed) in [("#a", &in_a[..]), ("#b", &in_b)] {
        page.widget_at(host).is_ready();
        for (criterion, weight) in typed {
            page.widget_at(host).number(criterion).enter(weight);
        }
    }
    let both_are_there = || {
        for (host, typed) in [("#a", &in_a[..]), ("#b", &in_b)] {
            page.widget_at(host).has_weights(&data.weights(typed));
            page.widget_at(host).shows(&data.ranking(typed));
        }
    };
    both_are_there();
    let link = |typed| link_value(&data.criteria, &data.weights(typed));
    let expected = format!("/#a={}&b={}", link(&in_a), link(&in_b));
    eventually("the address", expected, || Ok(page.place()));
    page.open_in_new_window(&page.address());
    both_are_there();
}

fn a_step_back_is_no_change_of_the_other_widget(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article(
            "<weigh-in id='a' load='eager'></weigh-in><weigh-in id='b' load='eager'></weigh-in>",
        ),
    );
    page.widget_at("#a").is_ready();
    page.widget_at("#b").number("costs").enter("80");
    page.back();
    page.widget_at("#b").has_weights(&ctx.data().published());
    let changed: Vec<String> = page.js(
        "return recorder.events.filter(({ type }) => type === 'weigh-in-change').map(({ target }) => target)",
        serde_json::json!([]),
    );
    assert_eq!(changed, ["b", "b"]);
}

fn the_name_is_the_key_in_the_link(ctx: &TestContext) {
    let page = ctx.article("<weigh-in id='y' name='x'></weigh-in>");
    page.widget().number("costs").enter("80");
    let link = link_value(
        &ctx.data().criteria,
        &ctx.data().weights(&[("costs", "80")]),
    );
    eventually("the address", format!("/#x={link}"), || Ok(page.place()));
}
