//! Something is in the widget's way: the published ranking stays, and the publisher is told.

use std::sync::OnceLock;

use serde_json::json;

use super::{filters, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_some},
    filter_oracle::Filter,
    page::Page,
    runner::{Scenario, TestContext},
    site::{self, Picks, Site},
};

pub const ALL: &[Scenario] = scenarios![
    where_the_policy_forbids_wasm_the_fallback_stays,
    where_the_policy_forbids_a_file_the_fallback_stays,
    where_a_file_is_missing_the_fallback_stays,
    where_the_runtime_has_another_type_the_fallback_stays,
    where_another_origin_lets_nobody_read_the_fallback_stays,
    where_the_browser_is_too_old_the_fallback_stays,
    what_explains_a_failure_loads_after_one,
    several_elements_tell_the_console_once,
    where_the_shell_does_not_come_the_fallback_stays,
    where_the_wasm_has_another_type_the_widget_works,
    details_that_do_not_come_can_be_asked_for_again,
    filters_that_do_not_come_say_so_and_can_be_opened_again,
    a_trap_of_the_module_brings_the_fallback_back,
    a_trap_of_a_chunk_brings_the_fallback_back_and_another_modules_does_not,
];

const WIDGET: &str = "<weigh-in><p id='fallback'>Published</p></weigh-in>";

/// The published ranking is there, a line says so, and console and event tell the page why, with
/// these words.
#[track_caller]
fn stays_with_the_fallback(ctx: &TestContext, site: Site, words: &[&str]) {
    let page = ctx.open(Setup::DESKTOP, site);
    let events = eventually_some(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    page.draw();
    assert_eq!(page.events("weigh-in-error").len(), 1, "{events:?}");
    let detail = &events[0]["detail"];
    let message = detail["message"].as_str().expect("a message");
    assert_eq!(detail["problems"], json!([]));
    for word in words {
        assert!(message.contains(word), "{word} is not in: {message}");
    }
    let told = messages(&page);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains(message), "{message} is not in {}", told[0]);
    let notice = page.widget().part("error");
    eventually("the notice is drawn", true, || notice.read_visible());
    let line = notice.text();
    assert!(!line.is_empty() && line.len() < 120, "{line}");
    keeps_the_fallback(&page);
    assert!(
        page.widget()
            .js::<bool>("return host.ranking.length === 0 && host.shareUrl === location.href")
    );
}

/// The published ranking stands there, and who waits for the widget is told that it does not come.
#[track_caller]
pub(super) fn keeps_the_fallback(page: &Page) {
    assert!(
        page.element("#fallback").is_visible(),
        "the fallback is gone"
    );
    assert!(
        page.widget()
            .js::<bool>("return host.ready.then(() => false, () => true)"),
        "ready is broken"
    );
}

/// What we and the page have said to the console.
fn messages(page: &Page) -> Vec<String> {
    let problems = page.problems().into_iter();
    problems
        .filter(|problem| problem.starts_with("console."))
        .collect()
}

fn where_the_policy_forbids_wasm_the_fallback_stays(ctx: &TestContext) {
    let site = Site::article(WIDGET).header("/", "content-security-policy", "script-src 'self'");
    stays_with_the_fallback(
        ctx,
        site,
        &[
            "Content Security Policy",
            "script-src",
            "'wasm-unsafe-eval'",
            "frame",
        ],
    );
}

fn where_the_policy_forbids_a_file_the_fallback_stays(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let shell = format!("{}/weigh-in.js", cdn.origin);
    for (policy, directive) in [
        (
            format!(
                "default-src 'none'; script-src 'nonce-recorder' {} 'wasm-unsafe-eval'",
                cdn.origin
            ),
            "connect-src",
        ),
        (
            format!("script-src 'nonce-recorder' {shell} 'wasm-unsafe-eval'"),
            "script-src",
        ),
    ] {
        let html = site::article(WIDGET, &format!("{}/", cdn.origin));
        let site = Site::written(&html).header("/", "content-security-policy", &policy);
        stays_with_the_fallback(
            ctx,
            site,
            &["Content Security Policy", directive, &cdn.origin],
        );
    }
}

fn is_runtime(path: &str) -> bool {
    path.ends_with(".js") && !["/weigh-in.js", "/recorder.js"].contains(&path)
}

fn where_a_file_is_missing_the_fallback_stays(ctx: &TestContext) {
    for (is_missing, ending) in [
        (is_runtime as Picks, ".js"),
        (|path| path.ends_with(".wasm"), ".wasm"),
    ] {
        let words = ["/weigh-in-", ending, "answered with status 404"];
        stays_with_the_fallback(ctx, Site::article(WIDGET).missing(is_missing), &words);
    }
}

fn where_the_runtime_has_another_type_the_fallback_stays(ctx: &TestContext) {
    let cdn = ctx.serve(
        Site::cdn()
            .header(".js", "content-type", "text/plain")
            .header("/weigh-in.js", "content-type", "text/javascript"),
    );
    let html = site::article(WIDGET, &format!("{}/", cdn.origin));
    let words = [
        &cdn.origin,
        "/weigh-in-",
        "is served as text/plain",
        "text/javascript",
    ];
    stays_with_the_fallback(ctx, Site::written(&html), &words);
}

fn where_another_origin_lets_nobody_read_the_fallback_stays(ctx: &TestContext) {
    let cdn = ctx.serve(Site::demo().header("/weigh-in.js", "access-control-allow-origin", "*"));
    let html = site::article(WIDGET, &format!("{}/", cdn.origin));
    let words = [&*cdn.origin, "/weigh-in-", "Access-Control-Allow-Origin"];
    stays_with_the_fallback(ctx, Site::written(&html), &words);
}

fn where_the_browser_is_too_old_the_fallback_stays(ctx: &TestContext) {
    for (without, words) in [
        ("delete window.WebAssembly", "WebAssembly"),
        ("CSS.supports = () => false", "container queries"),
        ("delete CSSStyleSheet.prototype.replaceSync", "older than"),
    ] {
        let site = Site::article(&format!("<script>{without}</script>{WIDGET}"));
        stays_with_the_fallback(ctx, site, &["This browser", words]);
    }
}

fn what_explains_a_failure_loads_after_one(ctx: &TestContext) {
    let scripts = |page: &Page| {
        let log = page.server.log();
        log.iter().filter(|answer| is_runtime(&answer.path)).count()
    };
    let page = ctx.article(WIDGET);
    assert_eq!(scripts(&page), 1);
    let site = Site::article(WIDGET).missing(|path| path.ends_with(".wasm"));
    let page = ctx.open(Setup::DESKTOP, site);
    eventually_some(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    assert_eq!(scripts(&page), 2);
}

fn several_elements_tell_the_console_once(ctx: &TestContext) {
    let site = Site::article(&WIDGET.repeat(3)).missing(|path| path.ends_with(".wasm"));
    let page = ctx.open(Setup::DESKTOP, site);
    eventually_some(
        "each fires weigh-in-error",
        || Ok(page.events("weigh-in-error")),
        |all| all.len() == 3,
    );
    page.draw();
    assert_eq!(messages(&page).len(), 1, "{:#?}", messages(&page));
}

fn where_the_shell_does_not_come_the_fallback_stays(ctx: &TestContext) {
    let cdn = ctx.serve(Site::demo());
    let html = |attributes: &str, base: &str| {
        site::article(WIDGET, base).replace("weigh-in.js\"", &format!("weigh-in.js\" {attributes}"))
    };
    let wrong = "integrity='sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC' crossorigin='anonymous'";
    for (why, site) in [
        (
            "it is missing",
            Site::article(WIDGET).missing(|path| path == "/weigh-in.js"),
        ),
        (
            "it has another type",
            Site::article(WIDGET).header("/weigh-in.js", "content-type", "text/plain"),
        ),
        (
            "nobody may read it",
            Site::written(&html("", &format!("{}/", cdn.origin))),
        ),
        ("it is another", Site::written(&html(wrong, "/"))),
        (
            "the policy forbids it",
            Site::article(WIDGET).header(
                "/",
                "content-security-policy",
                "script-src 'nonce-recorder'",
            ),
        ),
    ] {
        let page = ctx.open(Setup::DESKTOP, site);
        page.draw();
        assert!(page.element("#fallback").is_visible(), "{why}");
        let defined = page.js::<bool>("return !!customElements.get('weigh-in')", json!([]));
        assert!(!defined, "{why}");
    }
}

fn where_the_wasm_has_another_type_the_widget_works(ctx: &TestContext) {
    let site = Site::article(WIDGET).header(".wasm", "content-type", "application/octet-stream");
    let page = ctx.ready(Setup::DESKTOP, site);
    page.widget().shows(&ctx.data().ranking(&[]));
}

/// What is fetched after the widget is there, and does not come.
fn without_more_modules(ctx: &TestContext) -> Page {
    let page = ctx.start(Setup::DESKTOP, Site::article(WIDGET));
    let first = OnceLock::new();
    page.server.refuse(move |path| {
        path.ends_with(".wasm") && first.get_or_init(|| path.to_owned()) != path
    });
    page.open("/");
    page.widget().is_ready();
    page
}

fn details_that_do_not_come_can_be_asked_for_again(ctx: &TestContext) {
    let page = without_more_modules(ctx);
    let (widget, entry) = (page.widget(), &ctx.data().entries[2]);
    widget.opener(&entry.id).click();
    let details = widget.details(&entry.id);
    eventually("they can be asked for again", true, || {
        details.find("button").read_visible()
    });
    assert!(!details.text().contains(&entry.reasons[0]));
    widget.shows(&ctx.data().ranking(&[]));
    page.server.mend();
    details.find("button").click();
    eventually("the details are there", true, || {
        Ok(details.read_text()?.contains(&entry.reasons[0]))
    });
}

fn filters_that_do_not_come_say_so_and_can_be_opened_again(ctx: &TestContext) {
    let page = without_more_modules(ctx);
    let widget = page.widget();
    let filter = widget.filter("role");
    filter.find("summary").click();
    eventually("it is said", true, || {
        Ok(filter.read_text()?.contains("could not be loaded"))
    });
    widget.shows(&ctx.data().ranking(&[]));
    page.server.mend();
    filter.find("summary").click();
    filters::choose(widget, "role", "broker");
    filters::shows_those(ctx, widget, &[Filter::Any("role", &["broker"])]);
}

/// A page that keeps the innermost frame of each stack, and can make the module trap.
const SHALLOW: &str = "<script>
    Error.stackTraceLimit = 1;
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...from) => {
        const made = await instantiate.apply(WebAssembly, from);
        window.table ??= made.instance.exports.__indirect_function_table;
        return made;
    };
    window.spoil = () => { for (let index = 0; index < table.length; index += 1) table.set(index, null); };
</script>";

/// The published ranking is back, and the page has been told once.
#[track_caller]
fn is_back_at_the_fallback(page: &Page) {
    eventually("the fallback is back", true, || {
        page.element("#fallback").read_visible()
    });
    let notice = page.widget().part("error");
    eventually("the notice is drawn", true, || notice.read_visible());
    assert_eq!(page.events("weigh-in-error").len(), 1);
    assert!(page.widget().js::<bool>("return host.ranking.length === 0"));
}

fn a_trap_of_the_module_brings_the_fallback_back(ctx: &TestContext) {
    let page = ctx.ready(Setup::DESKTOP, Site::article(&format!("{SHALLOW}{WIDGET}")));
    page.widget().tells_shares();
    page.js::<()>("spoil()", json!([]));
    page.widget().opener(&ctx.data().entries[2].id).click();
    is_back_at_the_fallback(&page);
}

fn a_trap_of_a_chunk_brings_the_fallback_back_and_another_modules_does_not(ctx: &TestContext) {
    // Firefox has other errors for scripts of its driver.
    let trap = "<script>
        window.trap = (module) => {
            const error = new WebAssembly.RuntimeError('unreachable');
            Object.defineProperty(error, 'stack', { value: `${module}:wasm-function[7]:0x1f` });
            dispatchEvent(new ErrorEvent('error', { error }));
        };
        window.lastChunk = () => performance.getEntriesByType('resource').map(({ name }) => name).findLast((name) => name.endsWith('.wasm'));
    </script>";
    let page = ctx.article(&format!("{trap}{WIDGET}"));
    page.widget().tells_shares();
    page.js::<()>("trap('https://example.org/other.wasm')", json!([]));
    page.draw();
    page.widget().shows(&ctx.data().ranking(&[]));
    page.js::<()>("trap(lastChunk())", json!([]));
    is_back_at_the_fallback(&page);
}
