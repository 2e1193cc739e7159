//! From loading the page until the widget is ready.

use serde_json::json;
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    the_published_ranking_is_readable_without_scripts,
    the_demo_page_shows_the_published_order_and_ranks,
    the_demo_page_logs_nothing_and_contacts_no_other_origin,
    the_panels_load_when_a_reader_or_a_script_shows_interest,
    the_fallback_stays_while_the_files_load,
    load_visible_waits_until_the_widget_is_near,
    load_eager_loads_below_the_fold,
    load_click_waits_for_a_click,
];

/// Creates a site with an element far below the fold, with this attribute `load`.
fn site_below_the_fold(load: &str) -> Site {
    Site::article(&format!(
        r#"<div style="height: 9000px"></div><weigh-in load="{load}"><p>Published</p></weigh-in>"#
    ))
}

fn the_published_ranking_is_readable_without_scripts(ctx: &TestContext) {
    let page = ctx.open(
        Setup {
            scripts: false,
            ..Setup::DESKTOP
        },
        Site::demo(),
    );
    let items = page.texts_without_scripts("weigh-in li");
    let entries = &ctx.data().entries;
    assert_eq!(items.len(), entries.len(), "{items:?}");
    for (item, entry) in items.iter().zip(entries) {
        assert!(
            item.contains(&entry.name),
            "{:?} is not {}",
            item,
            entry.name
        );
    }
}

fn the_panels_load_when_a_reader_or_a_script_shows_interest(ctx: &TestContext) {
    let read_modules = |page: &Page| {
        let log = page.server.log().into_iter();
        log.filter(|entry| entry.path.ends_with(".wasm")).count()
    };
    let interests: [fn(&Page); 3] = [
        |page| page.widget().part("lead").hover(),
        |page| page.press(Key::Tab),
        |page| page.widget().js::<()>("host.robustness"),
    ];
    for show_interest in interests {
        let page = ctx.open_article("<weigh-in></weigh-in>");
        let widget = page.widget();
        assert!(widget.part("verdict").is_visible());
        assert!(widget.part("preset").is_visible());
        // Whatever follows the first rendering has begun by then.
        page.wait_for_paint();
        page.wait_for_paint();
        assert_eq!(read_modules(&page), 1);
        show_interest(&page);
        let field = widget.locator("input[part~=number]");
        eventually("the panels are loaded", true, || field.read_exists());
        assert!(read_modules(&page) > 1);
    }
}

fn the_demo_page_shows_the_published_order_and_ranks(ctx: &TestContext) {
    let page = ctx.open_demo();
    let published = ctx.data().ranking(&[]);
    assert_eq!(
        published
            .rows
            .iter()
            .map(|row| row.1.unwrap())
            .collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    );
    let widget = page.widget();
    widget.assert_ranking(&published);
    widget.assert_weights(&ctx.data().published_weights());
    assert!(
        widget.js::<bool>("return host.ready.then(() => true)"),
        "the promise ready is kept"
    );
    assert_eq!(page.events("weigh-in-ready").len(), 1);
    assert_eq!(page.relative_url(), "/", "nobody has changed anything yet");
}

fn the_demo_page_logs_nothing_and_contacts_no_other_origin(ctx: &TestContext) {
    let page = ctx.open_demo();
    page.widget().enter_weight("costs", "80");
    page.widget()
        .assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    assert_eq!(page.problems(), [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
    let foreign_requests: Vec<String> = page.js(
        "return performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:') && !name.startsWith('blob:'))",
        json!([]),
    );
    assert_eq!(foreign_requests, [""; 0]);
    let refused: Vec<_> = page
        .server
        .log()
        .into_iter()
        .filter(|entry| entry.status >= 400)
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

fn the_fallback_stays_while_the_files_load(ctx: &TestContext) {
    let site = Site::article("<weigh-in><p id='fallback'>Published</p></weigh-in>");
    let page = ctx.open(
        Setup::DESKTOP,
        site.with_held(|path| path.ends_with(".wasm")),
    );
    eventually("the wasm is asked for", true, || {
        Ok(page.server.was_requested(".wasm"))
    });
    assert!(page.element("#fallback").is_visible());
    page.server.release();
    page.widget().wait_until_ready();
    eventually("the fallback is drawn", false, || {
        page.element("#fallback").read_is_visible()
    });
}

fn load_visible_waits_until_the_widget_is_near(ctx: &TestContext) {
    let page = ctx.open(Setup::DESKTOP, site_below_the_fold("visible"));
    page.wait_for_paint();
    assert!(
        !page.server.was_requested(".wasm"),
        "{:?}",
        page.server.log()
    );
    // Not `reveal`, since the widget grows once it is visible.
    page.element("weigh-in")
        .read::<()>("part.scrollIntoView({ behavior: 'instant' })")
        .unwrap();
    page.widget().wait_until_ready();
}

fn load_eager_loads_below_the_fold(ctx: &TestContext) {
    let page = ctx.open_ready(Setup::DESKTOP, site_below_the_fold("eager"));
    assert_eq!(page.js::<f64>("return scrollY", json!([])), 0.0);
}

fn load_click_waits_for_a_click(ctx: &TestContext) {
    let page = ctx.open(
        Setup::DESKTOP,
        Site::article("<weigh-in load='click'><p>Published</p></weigh-in>"),
    );
    page.wait_for_paint();
    assert!(
        !page.server.was_requested(".wasm"),
        "{:?}",
        page.server.log()
    );
    page.widget().locator("button").click();
    page.widget().wait_until_ready();
}
