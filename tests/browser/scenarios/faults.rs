//! Every file of a page, each served wrongly in every manner: the list or the ranking is readable, what fails is reported,
//! and nothing else breaks.

use std::env;

use serde_json::json;

use super::{load_failures::assert_fallback_kept, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    server::Fault,
    site::{PathPredicate, Site},
};

pub const ALL: &[Scenario] = scenarios![
    a_file_that_is_served_wrongly_breaks_nothing_else,
    a_file_that_never_answers_is_given_up,
];

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
    let own = ["/", "/recorder.js", "/data.csv", "/weigh-in.js"];
    let mut files: Vec<String> = Vec::new();
    for entry in page.server.log() {
        if !own.contains(&&*entry.path) && !files.contains(&entry.path) {
            files.push(entry.path);
        }
    }
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

/// A script that makes 30 seconds pass in half of one.
const HASTE: &str = "<script>{
    const [wait, abort] = [setTimeout, AbortSignal.timeout];
    const shorten = (time) => time === 30000 ? 500 : time;
    window.setTimeout = (then, time, ...values) => wait(then, shorten(time), ...values);
    AbortSignal.timeout = (time) => abort.call(AbortSignal, shorten(time));
}</script>";

fn a_file_that_never_answers_is_given_up(ctx: &TestContext) {
    let is_script = |path: &str| path.ends_with(".js") && path.starts_with("/weigh-in-");
    let is_first_module = |path: &str| path.ends_with(".wasm");
    let is_data = |path: &str| path == "/data.csv";
    for is_held in [is_script as PathPredicate, is_first_module, is_data] {
        let site = Site::article(&format!("{HASTE}{WIDGET}"))
            .file("/data.csv", "text/csv", CSV)
            .with_held(is_held);
        let page = ctx.open(Setup::DESKTOP, site);
        let events = eventually_matches(
            "it is given up",
            || Ok(page.events("weigh-in-error")),
            |events| !events.is_empty(),
        );
        let message = events[0]["detail"]["message"].as_str().expect("a message");
        assert!(message.contains("30 s"), "{message}");
        let held: Vec<_> = page
            .server
            .log()
            .into_iter()
            .filter(|entry| entry.status == 0)
            .collect();
        assert!(
            held.iter().any(|entry| message.contains(&entry.path)),
            "{message} {held:?}"
        );
        assert_fallback_kept(&page);
        page.server.release();
    }
    // What loads later offers to try again.
    let page = ctx.open_ready(
        Setup::DESKTOP,
        Site::article(&format!(
            "{HASTE}<weigh-in><p id='fallback'>Published</p></weigh-in>"
        )),
    );
    page.server
        .fail(Fault::Stalled, |path| path.ends_with(".wasm"));
    let (widget, entry) = (page.widget(), &ctx.data().entries[2]);
    widget.row_button(&entry.id).click();
    let details = widget.details(&entry.id);
    eventually("they can be asked for again", true, || {
        details.find("button").read_is_visible()
    });
    page.server.stop_refusing();
    details.find("button").click();
    eventually("the details are there", true, || {
        Ok(details.read_text()?.contains(&entry.reasons[0]))
    });
}
