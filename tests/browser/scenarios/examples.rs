//! The examples, and the code in the documentation.

use serde_json::{Value, json};

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    docs::{code_block, code_span, script_in},
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
    widget::Widget,
};

pub const ALL: &[Scenario] = scenarios![
    the_plain_example_works,
    the_wordpress_example_works,
    the_react_example_works,
    the_vue_example_works,
    the_example_with_a_strict_policy_works,
    the_example_with_several_widgets_works,
    the_example_with_own_data_works,
    the_documented_analytics_fill_a_data_layer,
    the_documented_analytics_call_other_trackers,
    the_documented_scripts_for_weights_events_and_robustness_work,
    the_documented_script_for_data_works,
    the_documented_script_fits_a_bare_frame_to_its_content,
];

/// Those whose tools are large.
pub const MORE: &[Scenario] = scenarios![
    the_react_18_example_works,
    the_svelte_example_works,
    the_astro_example_works,
    the_angular_example_works,
];

const ANALYTICS: &str = "docs/analytics.md";
const EMBEDDING: &str = "docs/embedding.md";

fn open_example(ctx: &TestContext, path: &str) -> Page {
    let page = ctx.start_page(Setup::DESKTOP, Site::demo().with_examples());
    page.open(&format!("/examples/{path}"));
    page
}

/// Scrolls to a widget, and changes a weight.
#[track_caller]
fn assert_works(ctx: &TestContext, widget: Widget<'_>) {
    widget
        .page
        .element(widget.host)
        .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
        .unwrap();
    widget.wait_until_ready();
    let mut weights = widget.read_weights().unwrap();
    widget.enter_weight("costs", "80");
    weights.insert("costs".to_owned(), 8000);
    widget.assert_weights(&weights);
    widget.assert_ranking(&ctx.data().ranking_for(&weights));
    widget.row_button("marsh").click();
    eventually("the details are drawn", true, || {
        widget.details("marsh").find("th").read_is_visible()
    });
}

#[track_caller]
fn assert_no_problems(page: &Page) {
    let mut problems = page.problems();
    // Firefox requests a favicon that no page declares, and a strict policy blocks it.
    problems.retain(|problem| !problem.ends_with("/favicon.ico"));
    assert_eq!(problems, [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
}

#[track_caller]
fn assert_first_widget_works(ctx: &TestContext, path: &str) {
    let page = open_example(ctx, path);
    eventually("the element is there", true, || {
        page.element("weigh-in").read_exists()
    });
    assert_works(ctx, page.widget());
    assert_no_problems(&page);
}

fn the_plain_example_works(ctx: &TestContext) {
    assert_first_widget_works(ctx, "plain.html");
}

fn the_wordpress_example_works(ctx: &TestContext) {
    assert_first_widget_works(ctx, "wordpress/");
}

/// Opens an example of a framework without scripts, which shows what the server has rendered, and with them.
#[track_caller]
fn assert_framework_works(ctx: &TestContext, name: &str) {
    const PHONES: [&str; 4] = ["Acme One", "Brix 5", "Dune Mini", "Corvo X"];
    let open = |setup| {
        let page = ctx.start_page(setup, Site::demo().with_built_example(name));
        page.open(&format!("/examples/{name}/"));
        page
    };
    let rendered = open(Setup {
        scripts: false,
        ..Setup::DESKTOP
    });
    assert_eq!(rendered.texts_without_scripts("li"), PHONES);
    assert_eq!(rendered.texts_without_scripts("output"), PHONES[..1]);
    drop(rendered);

    let page = open(Setup::DESKTOP);
    eventually("the element is there", true, || {
        page.element("weigh-in").read_exists()
    });
    let widget = page.widget();
    widget.wait_until_ready();
    eventually(
        "the order of the data",
        PHONES.map(str::to_owned).to_vec(),
        || {
            widget.part("ranking").read(
                "return [...part.querySelectorAll('.entry-name')].map((name) => name.textContent)",
            )
        },
    );
    widget.enter_weight("price", "100");
    eventually("the page names the leader", "Brix 5".to_owned(), || {
        page.element("output").read_text()
    });
    widget.row_button("dune-mini").click();
    eventually("the details are drawn", true, || {
        widget.details("dune-mini").find("th").read_is_visible()
    });
    // Not of the bundled data set first.
    assert_eq!(page.events("weigh-in-ready").len(), 1);
    assert_no_problems(&page);
}

fn the_react_example_works(ctx: &TestContext) {
    assert_framework_works(ctx, "react");
}

fn the_react_18_example_works(ctx: &TestContext) {
    assert_framework_works(ctx, "react-18");
}

fn the_vue_example_works(ctx: &TestContext) {
    assert_framework_works(ctx, "vue");
}

fn the_svelte_example_works(ctx: &TestContext) {
    assert_framework_works(ctx, "svelte");
}

fn the_astro_example_works(ctx: &TestContext) {
    assert_framework_works(ctx, "astro");
}

fn the_angular_example_works(ctx: &TestContext) {
    assert_framework_works(ctx, "angular");
}

fn the_example_with_a_strict_policy_works(ctx: &TestContext) {
    assert_first_widget_works(ctx, "strict-csp.html");
}

fn the_example_with_several_widgets_works(ctx: &TestContext) {
    let page = open_example(ctx, "several.html");
    let hosts: Vec<(String, bool)> = page.js(
        "return [...document.querySelectorAll('weigh-in')].map((element) => [`#${element.id}`, element.hasAttribute('frame')])",
        json!([]),
    );
    assert_eq!(
        hosts.iter().filter(|(_, framed)| *framed).count(),
        1,
        "{hosts:?}"
    );
    for (host, framed) in &hosts {
        let widget = page.widget_at(host);
        if *framed {
            page.element(host)
                .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
                .unwrap();
            widget.in_widget_frame(|inner| inner.wait_until_ready());
        } else {
            assert_works(ctx, widget);
        }
    }
    assert_no_problems(&page);
}

fn the_example_with_own_data_works(ctx: &TestContext) {
    let page = open_example(ctx, "own-data.html");
    let fallback: Vec<String> = page.js(
        "return [...document.querySelectorAll('weigh-in li')].map((item) => item.textContent)",
        json!([]),
    );
    let widget = page.widget();
    widget.wait_until_ready();
    let names: Vec<String> = widget.part("ranking").read(
        "return [...part.querySelectorAll('.entry-name')].slice(0, 10).map((name) => name.textContent)",
    ).unwrap();
    assert_eq!(names, fallback);
    widget.enter_weight("sleep", "0");
    eventually_matches(
        "another order",
        || widget.read_rows(),
        |rows| rows[1].0 == "north-american-opossum",
    );
    widget.part("search").enter("bat");
    eventually("two are left", 2, || Ok(widget.read_rows()?.len()));
    assert_no_problems(&page);
}

fn the_documented_analytics_fill_a_data_layer(ctx: &TestContext) {
    let code = code_block(ANALYTICS, "dataLayer.push");
    let page = ctx.open_article(&format!("<weigh-in id='ranking'></weigh-in>{code}"));
    let widget = page.widget();
    widget.js::<()>("host.weights = { scale: 1 }; host.reset()");
    let layer = || page.try_js::<Vec<Value>>("return window.dataLayer ?? []", json!([]));
    for (count, changed) in [&[("costs", "100")][..], &[("costs", "100"), ("ux", "0")]]
        .iter()
        .enumerate()
    {
        let (criterion, weight) = changed[count];
        widget.enter_weight(criterion, weight);
        let ranking = ctx.data().ranking(changed);
        widget.assert_ranking(&ranking);
        let all = eventually_matches("an entry", layer, |all| all.len() > count);
        assert_eq!(all.len(), count + 1, "{all:#?}");
        let entry = &all[count];
        assert_eq!(entry["event"], "weigh_in_change");
        assert_eq!(entry["leader"], json!(ranking.order()[0]));
        assert_eq!(entry["widget"], "ranking");
        assert_eq!(entry[&format!("weight_{criterion}")].to_string(), weight);
        assert_eq!(entry["weight_scale"], 30);
    }
    assert_eq!(page.problems(), [""; 0]);
}

fn the_documented_analytics_call_other_trackers(ctx: &TestContext) {
    let listener = code_block(ANALYTICS, "dataLayer.push");
    let layer_lines = [
        "window.dataLayer = window.dataLayer || [];",
        "window.dataLayer.push(entry);",
    ];
    let with = |call: &str| {
        let [first, last] = layer_lines;
        let replaced = script_in(&listener)
            .replacen(first, "", 1)
            .replacen(last, call, 1);
        assert!(!replaced.contains("dataLayer"), "{replaced}");
        replaced
    };
    let calls =
        ["gtag(", "plausible(", r#""Weigh-in", "change""#].map(|call| code_span(ANALYTICS, call));
    let mut scripts = calls.map(|call| with(&call)).to_vec();
    scripts.push(code_block(ANALYTICS, "Weigh-in weights"));
    let body = format!(
        "<script>
            window.calls = [];
            window.gtag = (...values) => calls.push(['gtag', ...values]);
            window.plausible = (...values) => calls.push(['plausible', ...values]);
            window._paq = {{ push: (command) => calls.push(['matomo', ...command]) }};
        </script><weigh-in></weigh-in>{}",
        modules(&scripts)
    );
    let page = ctx.open_article(&body);
    page.widget().enter_weight("costs", "100");
    let leader = ctx.data().ranking(&[("costs", "100")]).order()[0].to_owned();
    let calls = || page.try_js::<Vec<Vec<Value>>>("return calls", json!([]));
    let calls = eventually_matches("every call", calls, |all| all.len() == 9);
    let [gtag, plausible, matomo] = [0, 1, 2].map(|index| &calls[index][..]);
    assert_eq!(gtag[..3], ["gtag", "event", "weigh_in_change"]);
    assert_eq!(gtag[3]["leader"], leader);
    assert_eq!(plausible[..2], ["plausible", "weigh_in_change"]);
    assert_eq!(plausible[2]["props"]["weight_costs"], 100);
    assert_eq!(
        matomo,
        ["matomo", "trackEvent", "Weigh-in", "change", &leader]
    );
    let weight = [
        json!("matomo"),
        json!("trackEvent"),
        json!("Weigh-in weights"),
        json!("change"),
        json!("costs"),
        json!(100),
    ];
    assert!(calls[3..].iter().any(|call| *call == weight), "{calls:#?}");
    assert_eq!(page.problems(), [""; 0]);
}

/// Returns each script as an element with a scope of its own.
fn modules(scripts: &[String]) -> String {
    let elements = scripts
        .iter()
        .map(|code| format!("<script type='module'>{code}</script>"));
    elements.collect()
}

fn the_documented_scripts_for_weights_events_and_robustness_work(ctx: &TestContext) {
    let scripts = [
        code_block("README.md", "element.weights = "),
        code_block(EMBEDDING, "async function robustnessOf"),
        code_block(ANALYTICS, "clearTimeout(timer)"),
        code_block("docs/theme.md", "isDark"),
    ];
    let log = "window.logged = []; console.log = (...values) => logged.push(values); window.isDark = true";
    let body = format!(
        "<script>{log}</script><weigh-in></weigh-in>{}",
        modules(&scripts)
    );
    let page = ctx.open_article(&body);
    let (widget, data) = (page.widget(), ctx.data());
    widget.assert_ranking(&data.ranking(&[("scale", "40"), ("costs", "7.5")]));
    assert_eq!(
        widget.js::<String>("return host.getAttribute('theme')"),
        "dark"
    );
    widget.enter_weight("costs", "100");
    let changed = data.weights(&[("scale", "40"), ("costs", "100")]);
    widget.assert_weights(&changed);
    let ranking = data.ranking_for(&changed);
    widget.assert_ranking(&ranking);
    let leader = &data.entry(ranking.order()[0]).name;
    let logged = || page.try_js::<Vec<Vec<Value>>>("return logged", json!([]));
    let logged = eventually_matches("three messages", logged, |all| all.len() == 3);
    let has = |matches: &dyn Fn(&[Value]) -> bool| {
        assert!(logged.iter().any(|values| matches(values)), "{logged:#?}")
    };
    let url: String = widget.js("return host.shareUrl");
    has(&|values| values == [leader, &*url]);
    let share: f64 = widget.js("return host.robustness.firstShare[host.ranking[0].id]");
    has(&|values| values == [json!(leader), json!(share)]);
    has(&|values| values[0]["costs"] == 100 && values[0]["scale"] == 40);
    assert_eq!(page.problems(), [""; 0]);
}

fn the_documented_script_for_data_works(ctx: &TestContext) {
    let script = code_block(EMBEDDING, "const table = ");
    let page = ctx.open_article(&format!("<weigh-in></weigh-in>{}", modules(&[script])));
    eventually(
        "the ranking of the table",
        json!([["brix", 1], ["acme", 2]]),
        || Ok(json!(page.widget().read_rows()?)),
    );
    assert_eq!(page.problems(), [""; 0]);
}

fn the_documented_script_fits_a_bare_frame_to_its_content(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let script = code_block(EMBEDDING, "data?.weighIn !== 1");
    let frame = format!(
        "<iframe src='{}/frame.html' width='1000' height='150'></iframe>",
        cdn.origin
    );
    let page = ctx.open(Setup::DESKTOP, Site::article(&format!("{script}{frame}")));
    let frame = page.element("iframe");
    page.in_frame(&frame, || {
        page.widget().wait_until_ready();
        page.widget().wait_for_level();
        eventually("the content fits", true, || {
            page.try_js(
                "return innerHeight > 300 && document.documentElement.scrollHeight === innerHeight",
                json!([]),
            )
        });
    });
    assert_eq!(page.problems(), [""; 0]);
}
