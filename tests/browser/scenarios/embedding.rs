//! A publisher puts the element into a page.

use serde_json::json;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_some},
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    taken_out_and_put_back_it_keeps_the_weights,
    the_theme_decides_between_dark_and_light,
    without_a_theme_the_readers_preference_decides,
    properties_set_before_the_script_came_count,
    properties_set_early_are_only_the_start,
    what_a_script_sets_corrects_the_link_in_the_address,
    the_weights_attribute_is_the_start_and_may_change,
    a_link_counts_more_than_the_weights_attribute,
    the_method_reset_returns_to_the_published_weights,
    what_a_script_sets_is_no_change_by_a_reader,
    the_script_may_be_there_twice,
    a_strict_content_policy_is_enough,
];

fn taken_out_and_put_back_it_keeps_the_weights(ctx: &TestContext) {
    // Without a link in the address, from which it could read them again.
    let page =
        ctx.article("<div id='one'><weigh-in share='off'></weigh-in></div><div id='two'></div>");
    let (widget, data) = (page.widget(), ctx.data());
    let shows = |changed: &[(&str, &str)]| {
        widget.shows(&data.ranking(changed));
        widget.has_weights(&data.weights(changed));
    };
    widget.number("costs").enter("80");
    shows(&[("costs", "80")]);
    widget.js::<()>("window.taken = host; host.remove()");
    page.draw();
    page.js::<()>("document.querySelector('#one').append(taken)", json!([]));
    shows(&[("costs", "80")]);
    page.js::<()>("document.querySelector('#two').append(taken)", json!([]));
    shows(&[("costs", "80")]);
    widget.number("scale").enter("0");
    shows(&[("costs", "80"), ("scale", "0")]);
    assert_eq!(page.problems(), [""; 0]);
}

/// How bright the ground of the ranking is, 0 to 255.
fn brightness(widget: Widget<'_>) -> Result<f64, String> {
    widget.part("ranking").read(
        "const canvas = document.createElement('canvas').getContext('2d');
        for (let ground = part; ground; ground = ground.parentElement) {
            canvas.fillStyle = getComputedStyle(ground).backgroundColor;
            canvas.fillRect(0, 0, 1, 1);
            const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
            if (alpha === 255) return (red + green + blue) / 3;
        }
        throw new Error('the ranking has no ground of its own')",
    )
}

fn the_theme_decides_between_dark_and_light(ctx: &TestContext) {
    let page = ctx.article("<weigh-in theme='dark'></weigh-in>");
    let widget = page.widget();
    let is_dark = || Ok(brightness(widget)? < 80.0);
    eventually("it is dark", true, is_dark);
    widget.js::<()>("host.setAttribute('theme', 'light')");
    eventually("it is dark", false, is_dark);
    assert!(brightness(widget).unwrap() > 200.0);
    widget.js::<()>("host.setAttribute('theme', 'dark')");
    eventually("it is dark", true, is_dark);
}

fn without_a_theme_the_readers_preference_decides(ctx: &TestContext) {
    for dark in [false, true] {
        let page = ctx.ready(
            Setup {
                dark,
                ..Setup::DESKTOP
            },
            Site::article("<weigh-in></weigh-in>"),
        );
        eventually("it is dark", dark, || Ok(brightness(page.widget())? < 80.0));
    }
}

fn properties_set_before_the_script_came_count(ctx: &TestContext) {
    let page = ctx.article(
        "<weigh-in></weigh-in><script>document.querySelector('weigh-in').weights = { costs: 80, ux: 7.5 }</script>",
    );
    let set = [("costs", "80"), ("ux", "7.5")];
    page.widget().shows(&ctx.data().ranking(&set));
    page.widget().has_weights(&ctx.data().weights(&set));
}

fn properties_set_early_are_only_the_start(ctx: &TestContext) {
    let early = "<script>document.querySelector('weigh-in').weights = { costs: 80 }</script>";
    let page = ctx.article(&format!("<weigh-in share='off'></weigh-in>{early}"));
    page.widget().number("scale").enter("99");
    let moved = ctx.data().weights(&[("costs", "80"), ("scale", "99")]);
    page.widget().has_weights(&moved);
    page.widget().js::<()>(
        "const parent = host.parentNode; host.remove(); setTimeout(() => parent.append(host))",
    );
    page.widget().has_weights(&moved);
}

fn what_a_script_sets_corrects_the_link_in_the_address(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    page.widget().number("costs").enter("80");
    eventually_some(
        "the address",
        || Ok(page.place()),
        |place| place.contains("costs:80"),
    );
    page.widget().js::<()>("host.weights = { ux: 1 }");
    eventually_some(
        "the address",
        || Ok(page.place()),
        |place| place.contains("ux:1;"),
    );
    page.widget().js::<()>("host.reset()");
    eventually("the address", "/".to_owned(), || Ok(page.place()));
}

fn the_weights_attribute_is_the_start_and_may_change(ctx: &TestContext) {
    let page = ctx.article("<weigh-in weights='costs:80 ux:7.5'></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    for changed in [
        [("costs", "80"), ("ux", "7.5")],
        [("scale", "0"), ("support", "33.33")],
    ] {
        widget.shows(&data.ranking(&changed));
        widget.has_weights(&data.weights(&changed));
        widget.js::<()>("host.setAttribute('weights', 'scale:0,support:33.33')");
    }
    assert_eq!(page.place(), "/", "no reader has changed anything");
}

fn a_link_counts_more_than_the_weights_attribute(ctx: &TestContext) {
    let page = ctx.start(
        Setup::DESKTOP,
        Site::article("<weigh-in weights='costs:80'></weigh-in>"),
    );
    page.open("/#weigh-in=1;scale:0;security:25;coverage:15;costs:15;ux:10;support:5");
    page.widget().shows(&ctx.data().ranking(&[("scale", "0")]));
}

fn the_method_reset_returns_to_the_published_weights(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.number("costs").enter("80");
    widget.shows(&data.ranking(&[("costs", "80")]));
    widget.js::<()>("host.reset()");
    widget.shows(&data.ranking(&[]));
    widget.has_weights(&data.published());
}

fn what_a_script_sets_is_no_change_by_a_reader(ctx: &TestContext) {
    let page = ctx.article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.set_weights(&data.weights(&[("costs", "80")]));
    widget.shows(&data.ranking(&[("costs", "80")]));
    widget.js::<()>("host.reset()");
    widget.shows(&data.ranking(&[]));
    page.draw();
    assert!(page.events("weigh-in-input").is_empty());
    assert!(page.events("weigh-in-change").is_empty());
}

fn the_script_may_be_there_twice(ctx: &TestContext) {
    let page = ctx
        .article("<script type='module' src='/weigh-in.js?again'></script><weigh-in></weigh-in>");
    page.widget().shows(&ctx.data().ranking(&[]));
    assert_eq!(page.events("weigh-in-ready").len(), 1);
    assert_eq!(page.problems(), [""; 0]);
}

fn a_strict_content_policy_is_enough(ctx: &TestContext) {
    let policy = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; require-trusted-types-for 'script'";
    let site =
        Site::article("<weigh-in></weigh-in>").header("/", "content-security-policy", policy);
    let page = ctx.ready(Setup::DESKTOP, site);
    page.widget().number("costs").enter("80");
    page.widget().shows(&ctx.data().ranking(&[("costs", "80")]));
    assert_eq!(page.problems(), [""; 0]);
}
