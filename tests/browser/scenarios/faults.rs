//! Every file of a page, each served wrongly in every manner: the list or the ranking is readable, what fails is reported,
//! and nothing else breaks.

use std::{collections::BTreeSet, env};

use serde_json::json;

use super::{load_failures::assert_fallback_kept, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::eventually,
    page::Page,
    runner::{Scenario, TestContext},
    server::Fault,
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![a_file_that_is_served_wrongly_breaks_nothing_else];

const WIDGET: &str = "<weigh-in lang='de' src='data.csv'><p id='fallback'>Published</p></weigh-in>";

const CSV: &str = "name,A [weight=60],B [weight=40]\nOne,9,1\nTwo,1,9\nThree,5,5\n";

fn site() -> Site {
    Site::article(WIDGET).file("/data.csv", "text/csv", CSV)
}

/// Opens the page, and everything in the widget if there is one.
fn visit(page: &Page) {
    page.open("/");
    let is_settled = || {
        page.try_js::<bool>(
            "const host = document.querySelector('weigh-in');
            return !!host.ready && Promise.race([
                host.ready.then(() => true, () => true),
                new Promise((resolve) => setTimeout(resolve, 100, false)),
            ])",
            json!([]),
        )
    };
    eventually("the widget is ready, or can't be shown", true, is_settled);
    let open = "const root = document.querySelector('weigh-in').shadowRoot;
        const parts = ['.entry-name', '[part~=robustness-button]', '[part~=guide-button]', '[part~=embed-button]'];
        root.querySelector(parts[arguments[0]])?.click()";
    for part in 0..4 {
        page.js::<()>(open, json!([part]));
        eventually("all files are answered", true, || {
            page.wait_for_paint();
            Ok(page.server.log().iter().all(|entry| entry.status != 0))
        });
    }
    page.wait_for_paint();
}

/// Returns the errors that nothing has caught.
fn uncaught(page: &Page) -> Vec<String> {
    let mut problems = page.problems();
    problems
        .retain(|problem| !problem.starts_with("console.") && !problem.ends_with("did not load"));
    problems
}

fn a_file_that_is_served_wrongly_breaks_nothing_else(ctx: &TestContext) {
    let page = ctx.start_page(Setup::DESKTOP, site());
    visit(&page);
    assert_eq!(page.problems(), [""; 0]);
    let files: BTreeSet<String> = page
        .server
        .log()
        .into_iter()
        .map(|entry| entry.path)
        .collect();
    let own = ["/", "/recorder.js", "/data.csv", "/weigh-in.js"];
    let files: Vec<String> = files
        .into_iter()
        .filter(|path| !own.contains(&&**path))
        .collect();
    assert!(files.len() > 12, "{files:?}");
    let all = env::var_os("WEIGH_IN_LONG").is_some();
    for (index, file) in files.iter().enumerate() {
        for (number, fault) in Fault::ALL.into_iter().enumerate() {
            if !all && index % Fault::ALL.len() != number {
                continue;
            }
            assert_breaks_nothing_else(ctx, file, fault);
        }
    }
}

fn assert_breaks_nothing_else(ctx: &TestContext, file: &str, fault: Fault) {
    let page = ctx.start_page(Setup::DESKTOP, site());
    let failing = file.to_owned();
    page.server.fail(fault, move |path| path == failing);
    visit(&page);
    let case = format!("{file} {fault:?}");
    assert_eq!(uncaught(&page), [""; 0], "{case}");
    let widget = page.widget();
    if page.element("#fallback").is_visible() {
        let events = page.events("weigh-in-error");
        assert_eq!(events.len(), 1, "{case}: {events:?}");
        let problems = page.problems();
        let is_named = |problem: &String| problem.contains("<weigh-in>:") && problem.contains(file);
        assert!(problems.iter().any(is_named), "{case}: {problems:?}");
        assert!(widget.part("error").is_visible(), "{case}");
        assert_fallback_kept(&page);
    } else {
        // A dialog may cover the sliders.
        widget.js::<()>("host.weights = { a: 0, b: 100 }");
        eventually(&case, "two".to_owned(), || {
            page.try_js(
                "return document.querySelector('weigh-in').ranking[0].id",
                json!([]),
            )
        });
        assert_eq!(uncaught(&page), [""; 0], "{case}");
    }
}
