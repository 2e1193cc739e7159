//! The examples, and the code in the documentation.

use std::fs;

use serde_json::{Value, json};

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    repository,
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
];

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
    widget.number("costs").enter("80");
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

fn the_react_example_works(ctx: &TestContext) {
    assert_first_widget_works(ctx, "react/");
}

fn the_vue_example_works(ctx: &TestContext) {
    assert_first_widget_works(ctx, "vue/");
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
    widget.number("sleep").enter("0");
    eventually_matches(
        "another order",
        || widget.read_rows(),
        |rows| rows[1].0 == "north-american-opossum",
    );
    widget.part("search").enter("bat");
    eventually("two are left", 2, || Ok(widget.read_rows()?.len()));
    assert_no_problems(&page);
}

/// Returns the first code block of a page of the documentation.
fn first_code_block(page: &str) -> String {
    let path = repository().join("docs").join(page);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (_, code) = text.split_once("```html\n").expect("a block of HTML");
    code.split_once("```")
        .expect("the end of the block")
        .0
        .to_owned()
}

fn the_documented_analytics_fill_a_data_layer(ctx: &TestContext) {
    let code = first_code_block("analytics.md");
    let page = ctx.open_article(&format!("<weigh-in id='ranking'></weigh-in>{code}"));
    let widget = page.widget();
    widget.js::<()>("host.weights = { scale: 1 }; host.reset()");
    let layer = || page.try_js::<Vec<Value>>("return window.dataLayer ?? []", json!([]));
    for (count, changed) in [&[("costs", "80")][..], &[("costs", "80"), ("ux", "7.5")]]
        .iter()
        .enumerate()
    {
        let (criterion, weight) = changed[count];
        widget.number(criterion).enter(weight);
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
