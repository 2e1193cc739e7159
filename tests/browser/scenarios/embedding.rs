//! The element in a publisher's page.

use std::fs;

use serde_json::json;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    repository,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    a_reinserted_element_keeps_its_weights,
    the_theme_decides_between_dark_and_light,
    without_a_theme_the_readers_preference_decides,
    properties_set_before_the_script_loads_apply,
    early_properties_are_only_initial_values,
    weights_set_by_a_script_update_the_link_in_the_url,
    the_weights_attribute_sets_initial_weights_and_may_change,
    a_link_overrides_the_weights_attribute,
    the_method_reset_returns_to_the_published_weights,
    weights_set_by_a_script_fire_no_change_events,
    the_script_may_be_included_twice,
    keys_typed_in_a_field_do_not_reach_the_shortcuts_of_the_page,
    of_two_versions_the_first_is_used_and_one_line_says_so,
    the_class_and_the_definition_are_exported,
    the_widget_works_under_a_strict_content_policy,
];

fn a_reinserted_element_keeps_its_weights(ctx: &TestContext) {
    // Without a link in the URL, from which the element could read them again.
    let page = ctx
        .open_article("<div id='one'><weigh-in share='off'></weigh-in></div><div id='two'></div>");
    let (widget, data) = (page.widget(), ctx.data());
    let shows = |changed: &[(&str, &str)]| {
        widget.assert_ranking(&data.ranking(changed));
        widget.assert_weights(&data.weights(changed));
    };
    widget.enter_weight("costs", "80");
    shows(&[("costs", "80")]);
    widget.js::<()>("window.taken = host; host.remove()");
    page.wait_for_paint();
    page.js::<()>("document.querySelector('#one').append(taken)", json!([]));
    shows(&[("costs", "80")]);
    page.js::<()>("document.querySelector('#two').append(taken)", json!([]));
    shows(&[("costs", "80")]);
    widget.enter_weight("scale", "0");
    shows(&[("costs", "80"), ("scale", "0")]);
    assert_eq!(page.problems(), [""; 0]);
}

/// Reads the brightness of the ranking's background, 0 to 255.
fn read_brightness(widget: Widget<'_>) -> Result<f64, String> {
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
    let page = ctx.open_article("<weigh-in theme='dark'></weigh-in>");
    let widget = page.widget();
    let is_dark = || Ok(read_brightness(widget)? < 80.0);
    eventually("it is dark", true, is_dark);
    widget.js::<()>("host.setAttribute('theme', 'light')");
    eventually("it is dark", false, is_dark);
    assert!(read_brightness(widget).unwrap() > 200.0);
    widget.js::<()>("host.setAttribute('theme', 'dark')");
    eventually("it is dark", true, is_dark);
}

fn without_a_theme_the_readers_preference_decides(ctx: &TestContext) {
    for dark in [false, true] {
        let page = ctx.open_ready(
            Setup {
                dark,
                ..Setup::DESKTOP
            },
            Site::article("<weigh-in></weigh-in>"),
        );
        eventually("it is dark", dark, || {
            Ok(read_brightness(page.widget())? < 80.0)
        });
    }
}

fn properties_set_before_the_script_loads_apply(ctx: &TestContext) {
    let page = ctx.open_article(
        "<weigh-in></weigh-in><script>document.querySelector('weigh-in').weights = { costs: 80, ux: 7.5 }</script>",
    );
    let set = [("costs", "80"), ("ux", "7.5")];
    page.widget().assert_ranking(&ctx.data().ranking(&set));
    page.widget().assert_weights(&ctx.data().weights(&set));
}

fn early_properties_are_only_initial_values(ctx: &TestContext) {
    let script = "<script>document.querySelector('weigh-in').weights = { costs: 80 }</script>";
    let page = ctx.open_article(&format!("<weigh-in share='off'></weigh-in>{script}"));
    page.widget().enter_weight("scale", "99");
    let changed = ctx.data().weights(&[("costs", "80"), ("scale", "99")]);
    page.widget().assert_weights(&changed);
    page.widget().js::<()>(
        "const parent = host.parentNode; host.remove(); setTimeout(() => parent.append(host))",
    );
    page.widget().assert_weights(&changed);
}

fn weights_set_by_a_script_update_the_link_in_the_url(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    page.widget().enter_weight("costs", "80");
    eventually_matches(
        "the address",
        || Ok(page.relative_url()),
        |url| url.contains("costs:80"),
    );
    page.widget().js::<()>("host.weights = { ux: 1 }");
    eventually_matches(
        "the address",
        || Ok(page.relative_url()),
        |url| url.contains("ux:1;"),
    );
    page.widget().js::<()>("host.reset()");
    eventually("the address", "/".to_owned(), || Ok(page.relative_url()));
}

fn the_weights_attribute_sets_initial_weights_and_may_change(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in weights='costs:80 ux:7.5'></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    for changed in [
        [("costs", "80"), ("ux", "7.5")],
        [("scale", "0"), ("support", "33.33")],
    ] {
        widget.assert_ranking(&data.ranking(&changed));
        widget.assert_weights(&data.weights(&changed));
        widget.js::<()>("host.setAttribute('weights', 'scale:0,support:33.33')");
    }
    assert_eq!(page.relative_url(), "/", "no reader has changed anything");
}

fn a_link_overrides_the_weights_attribute(ctx: &TestContext) {
    let page = ctx.start_page(
        Setup::DESKTOP,
        Site::article("<weigh-in weights='costs:80'></weigh-in>"),
    );
    page.open("/#weigh-in=1;scale:0;security:25;coverage:15;costs:15;ux:10;support:5");
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("scale", "0")]));
}

fn the_method_reset_returns_to_the_published_weights(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.enter_weight("costs", "80");
    widget.assert_ranking(&data.ranking(&[("costs", "80")]));
    widget.js::<()>("host.reset()");
    widget.assert_ranking(&data.ranking(&[]));
    widget.assert_weights(&data.published_weights());
}

fn weights_set_by_a_script_fire_no_change_events(ctx: &TestContext) {
    let page = ctx.open_article("<weigh-in></weigh-in>");
    let (widget, data) = (page.widget(), ctx.data());
    widget.set_weights(&data.weights(&[("costs", "80")]));
    widget.assert_ranking(&data.ranking(&[("costs", "80")]));
    widget.js::<()>("host.reset()");
    widget.assert_ranking(&data.ranking(&[]));
    page.wait_for_paint();
    assert!(page.events("weigh-in-input").is_empty());
    assert!(page.events("weigh-in-change").is_empty());
}

fn the_script_may_be_included_twice(ctx: &TestContext) {
    let page = ctx.open_article(
        "<script type='module' src='/weigh-in.js?again'></script><weigh-in></weigh-in>",
    );
    page.widget().assert_ranking(&ctx.data().ranking(&[]));
    assert_eq!(page.events("weigh-in-ready").len(), 1);
    assert_eq!(page.problems(), [""; 0]);
}

fn keys_typed_in_a_field_do_not_reach_the_shortcuts_of_the_page(ctx: &TestContext) {
    let rows: String = (0..20)
        .map(|row| format!("Shop s{row},{row},1\n"))
        .collect();
    let data = format!("<script type='text/csv'>name,Price,Support\n{rows}</script>");
    let page = ctx.open_article(&format!(
        "<script>
            window.keys = [];
            for (const type of ['keydown', 'keypress', 'keyup']) {{
                for (const target of [document, window]) target.addEventListener(type, ({{ key }}) => keys.push(`${{type}} ${{key}}`));
            }}
        </script>
        <weigh-in>{data}</weigh-in>"
    ));
    let widget = page.widget();
    let take_keys = || -> Vec<String> { page.js("return keys.splice(0)", json!([])) };
    let search = widget.part("search");
    search.click();
    page.type_keys("s7/");
    eventually("the search", "s7/".to_owned(), || search.read_value());
    page.press(Key::Backspace);
    eventually("the search", 1, || Ok(widget.read_rows()?.len()));
    let number = widget.number("price");
    number.click();
    page.type_keys("abc");
    eventually("the handler of the field", Some("true".to_owned()), || {
        number.read_attribute("aria-invalid")
    });
    page.press(Key::Enter);
    widget.slider("price").press(&[Key::Left, Key::Right]);
    widget.part("preset").press(&[Key::Down]);
    assert_eq!(take_keys(), [""; 0]);
    // Shortcuts with modifiers, and keys that leave a field, are the page's as well.
    number.click();
    page.press_with_control('k');
    page.press(Key::Escape);
    page.press(Key::Tab);
    let keys = take_keys();
    for key in ["Control", "k", "Escape", "Tab"] {
        let heard = format!("keydown {key}");
        assert!(keys.contains(&heard), "{heard}: {keys:?}");
    }
    assert!(keys.contains(&"keyup Control".to_owned()), "{keys:?}");
    // Keys elsewhere in the widget aren’t text.
    widget.part("share-button").focus();
    page.type_keys("j");
    assert!(take_keys().contains(&"keydown j".to_owned()));
}

/// Returns the version in `Cargo.toml`, which is that of the release.
fn release_version() -> String {
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).expect("a manifest");
    let version = manifest.lines().find_map(|line| {
        let version = line.strip_prefix("version = \"")?;
        version.strip_suffix('"')
    });
    version.expect("a version").to_owned()
}

fn of_two_versions_the_first_is_used_and_one_line_says_so(ctx: &TestContext) {
    let version = release_version();
    let shell = fs::read_to_string(ctx.fixtures.dist.join("weigh-in.js")).expect("the shell");
    let other = shell.replace(&version, "9.8.7");
    assert_ne!(other, shell, "the shell has its version");
    let site =
        Site::article("<weigh-in></weigh-in>").file("/other/weigh-in.js", "text/javascript", other);
    let page = ctx.open_ready(Setup::DESKTOP, site);
    page.js::<()>(
        "return import('/other/weigh-in.js').then(() => null)",
        json!([]),
    );
    let lines = page.problems();
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        [&*version, "9.8.7", "The first is used"]
            .iter()
            .all(|part| lines[0].contains(part)),
        "{lines:?}"
    );
    page.js::<()>(
        "document.body.append(document.createElement('weigh-in'))",
        json!([]),
    );
    let used: Vec<String> = page.js(
        "return [...document.querySelectorAll('weigh-in')].map((element) => element.constructor.version)",
        json!([]),
    );
    assert_eq!(used, [&*version, &*version]);
    page.widget().enter_weight("costs", "80");
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
}

fn the_class_and_the_definition_are_exported(ctx: &TestContext) {
    let page = ctx.open_article(
        "<weigh-in></weigh-in><my-ranking share='off'></my-ranking>
        <script type='module'>
            import { WeighIn, define } from '/weigh-in.js';
            define();
            define('my-ranking');
            const others = new Map();
            others.define = others.set;
            define('weigh-in', others);
            const element = document.querySelector('weigh-in');
            window.exported = [WeighIn.version, element.constructor === WeighIn, others.get('weigh-in') === WeighIn];
        </script>",
    );
    let exported: (String, bool, bool) = page.js("return exported", json!([]));
    assert_eq!(exported, (release_version(), true, true));
    let renamed = page.widget_at("my-ranking");
    renamed.wait_until_ready();
    renamed.enter_weight("costs", "80");
    renamed.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    page.widget().assert_ranking(&ctx.data().ranking(&[]));
    assert_eq!(page.problems(), [""; 0]);
}

fn the_widget_works_under_a_strict_content_policy(ctx: &TestContext) {
    let policy = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src data:; require-trusted-types-for 'script'";
    let site =
        Site::article("<weigh-in></weigh-in>").header("/", "content-security-policy", policy);
    let page = ctx.open_ready(Setup::DESKTOP, site);
    page.widget().enter_weight("costs", "80");
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    assert_eq!(page.problems(), [""; 0]);
}
