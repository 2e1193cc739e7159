//! Failures to load the widget: the published ranking stays, and the reason is reported to the publisher.

use std::sync::OnceLock;

use serde_json::json;

use super::{filters, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    filter_oracle::Filter,
    page::Page,
    runner::{Scenario, TestContext},
    site::{self, PathPredicate, Site},
};

pub const ALL: &[Scenario] = scenarios![
    the_fallback_stays_if_the_policy_forbids_wasm,
    the_fallback_stays_if_the_policy_forbids_a_file,
    the_fallback_stays_if_a_file_is_missing,
    the_fallback_stays_if_the_runtime_has_the_wrong_type,
    the_fallback_stays_if_cors_blocks_another_origin,
    the_fallback_stays_in_an_old_browser,
    the_diagnosis_loads_only_after_a_failure,
    several_elements_log_a_failure_once,
    the_fallback_stays_if_the_shell_fails_to_load,
    the_widget_works_if_the_wasm_has_the_wrong_type,
    details_that_fail_to_load_can_be_retried,
    filters_that_fail_to_load_report_it_and_can_be_retried,
    after_a_trap_in_the_module_all_widgets_continue_with_their_weights,
    own_data_survive_a_trap,
    if_another_instance_does_not_load_the_fallback_is_shown,
    after_too_many_traps_the_fallback_offers_to_try_again,
];

const WIDGET: &str = "<weigh-in><p id='fallback'>Published</p></weigh-in>";

/// Checks that the published ranking stays, that a line says so, and that console and event report the reason with
/// these words.
#[track_caller]
fn assert_fallback_stays(ctx: &TestContext, site: Site, words: &[&str]) {
    let page = ctx.open(Setup::DESKTOP, site);
    let events = eventually_matches(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    page.wait_for_paint();
    assert_eq!(page.events("weigh-in-error").len(), 1, "{events:?}");
    let detail = &events[0]["detail"];
    let message = detail["message"].as_str().expect("a message");
    assert_eq!(detail["problems"], json!([]));
    for word in words {
        assert!(message.contains(word), "{word} is not in: {message}");
    }
    let messages = console_messages(&page);
    assert_eq!(messages.len(), 1, "{messages:#?}");
    assert!(
        messages[0].contains(message),
        "{message} is not in {}",
        messages[0]
    );
    let notice = page.widget().part("error");
    eventually("the notice is drawn", true, || notice.read_is_visible());
    let line = notice.text();
    assert!(!line.is_empty() && line.len() < 120, "{line}");
    assert_fallback_kept(&page);
    assert!(
        page.widget()
            .js::<bool>("return host.ranking.length === 0 && host.shareUrl === location.href")
    );
}

/// Checks that the published ranking is shown, and that the promise `ready` is rejected.
#[track_caller]
pub(super) fn assert_fallback_kept(page: &Page) {
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

/// Returns the console messages of the widget and the page.
fn console_messages(page: &Page) -> Vec<String> {
    let problems = page.problems().into_iter();
    problems
        .filter(|problem| problem.starts_with("console."))
        .collect()
}

fn the_fallback_stays_if_the_policy_forbids_wasm(ctx: &TestContext) {
    let site = Site::article(WIDGET).header("/", "content-security-policy", "script-src 'self'");
    assert_fallback_stays(
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

fn the_fallback_stays_if_the_policy_forbids_a_file(ctx: &TestContext) {
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
        let site = Site::html(&html).header("/", "content-security-policy", &policy);
        assert_fallback_stays(
            ctx,
            site,
            &["Content Security Policy", directive, &cdn.origin],
        );
    }
}

fn is_runtime(path: &str) -> bool {
    path.ends_with(".js") && !["/weigh-in.js", "/recorder.js"].contains(&path)
}

fn the_fallback_stays_if_a_file_is_missing(ctx: &TestContext) {
    for (is_missing, ending) in [
        (is_runtime as PathPredicate, ".js"),
        (|path| path.ends_with(".wasm"), ".wasm"),
    ] {
        let words = ["/weigh-in-", ending, "answered with status 404"];
        assert_fallback_stays(ctx, Site::article(WIDGET).with_missing(is_missing), &words);
    }
}

fn the_fallback_stays_if_the_runtime_has_the_wrong_type(ctx: &TestContext) {
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
    assert_fallback_stays(ctx, Site::html(&html), &words);
}

fn the_fallback_stays_if_cors_blocks_another_origin(ctx: &TestContext) {
    let cdn = ctx.serve(Site::demo().header("/weigh-in.js", "access-control-allow-origin", "*"));
    let html = site::article(WIDGET, &format!("{}/", cdn.origin));
    let words = [&*cdn.origin, "/weigh-in-", "Access-Control-Allow-Origin"];
    assert_fallback_stays(ctx, Site::html(&html), &words);
}

fn the_fallback_stays_in_an_old_browser(ctx: &TestContext) {
    for (without, words) in [
        ("delete window.WebAssembly", "WebAssembly"),
        ("CSS.supports = () => false", "older than"),
        ("delete CSSStyleSheet.prototype.replaceSync", "older than"),
    ] {
        let site = Site::article(&format!("<script>{without}</script>{WIDGET}"));
        assert_fallback_stays(ctx, site, &["This browser", words]);
    }
}

fn the_diagnosis_loads_only_after_a_failure(ctx: &TestContext) {
    let scripts = |page: &Page| {
        let log = page.server.log();
        log.iter().filter(|entry| is_runtime(&entry.path)).count()
    };
    let page = ctx.open_article(WIDGET);
    assert_eq!(scripts(&page), 1);
    let site = Site::article(WIDGET).with_missing(|path| path.ends_with(".wasm"));
    let page = ctx.open(Setup::DESKTOP, site);
    eventually_matches(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    assert_eq!(scripts(&page), 2);
}

fn several_elements_log_a_failure_once(ctx: &TestContext) {
    let site = Site::article(&WIDGET.repeat(3)).with_missing(|path| path.ends_with(".wasm"));
    let page = ctx.open(Setup::DESKTOP, site);
    eventually_matches(
        "each fires weigh-in-error",
        || Ok(page.events("weigh-in-error")),
        |all| all.len() == 3,
    );
    page.wait_for_paint();
    assert_eq!(
        console_messages(&page).len(),
        1,
        "{:#?}",
        console_messages(&page)
    );
}

fn the_fallback_stays_if_the_shell_fails_to_load(ctx: &TestContext) {
    let cdn = ctx.serve(Site::demo());
    let html = |attributes: &str, base: &str| {
        site::article(WIDGET, base).replace("weigh-in.js\"", &format!("weigh-in.js\" {attributes}"))
    };
    let wrong = "integrity='sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC' crossorigin='anonymous'";
    for (why, site) in [
        (
            "it is missing",
            Site::article(WIDGET).with_missing(|path| path == "/weigh-in.js"),
        ),
        (
            "it has another type",
            Site::article(WIDGET).header("/weigh-in.js", "content-type", "text/plain"),
        ),
        (
            "nobody may read it",
            Site::html(&html("", &format!("{}/", cdn.origin))),
        ),
        ("it is another", Site::html(&html(wrong, "/"))),
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
        page.wait_for_paint();
        assert!(page.element("#fallback").is_visible(), "{why}");
        let defined = page.js::<bool>("return !!customElements.get('weigh-in')", json!([]));
        assert!(!defined, "{why}");
    }
}

fn the_widget_works_if_the_wasm_has_the_wrong_type(ctx: &TestContext) {
    let site = Site::article(WIDGET).header(".wasm", "content-type", "application/octet-stream");
    let page = ctx.open_ready(Setup::DESKTOP, site);
    page.widget().assert_ranking(&ctx.data().ranking(&[]));
}

/// Opens a page on which the chunks after the first load are missing.
fn open_without_chunks(ctx: &TestContext) -> Page {
    let page = ctx.start_page(Setup::DESKTOP, Site::article(WIDGET));
    let first = OnceLock::new();
    page.server.refuse(move |path| {
        path.ends_with(".wasm") && first.get_or_init(|| path.to_owned()) != path
    });
    page.open("/");
    page.widget().wait_until_ready();
    page
}

fn details_that_fail_to_load_can_be_retried(ctx: &TestContext) {
    let page = open_without_chunks(ctx);
    let (widget, entry) = (page.widget(), &ctx.data().entries[2]);
    widget.row_button(&entry.id).click();
    let details = widget.details(&entry.id);
    eventually("they can be asked for again", true, || {
        details.find("button").read_is_visible()
    });
    assert!(!details.text().contains(&entry.reasons[0]));
    widget.assert_ranking(&ctx.data().ranking(&[]));
    page.server.stop_refusing();
    details.find("button").click();
    eventually("the details are there", true, || {
        Ok(details.read_text()?.contains(&entry.reasons[0]))
    });
}

fn filters_that_fail_to_load_report_it_and_can_be_retried(ctx: &TestContext) {
    let page = open_without_chunks(ctx);
    let widget = page.widget();
    let filter = widget.filter("role");
    filter.find("summary").click();
    eventually("it is said", true, || {
        Ok(filter.read_text()?.contains("Couldn’t load this"))
    });
    widget.assert_ranking(&ctx.data().ranking(&[]));
    page.server.stop_refusing();
    filter.find("summary").click();
    filters::choose_tag(widget, "role", "broker");
    filters::assert_filtered(ctx, widget, &[Filter::Any("role", &["broker"])]);
}

/// A script that records the innermost frame of each stack, and can make the module trap.
const TRACE_SCRIPT: &str = "<script>
    Error.stackTraceLimit = 1;
    const instantiate = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...from) => {
        const made = await instantiate.apply(WebAssembly, from);
        window.table ??= made.instance.exports.__indirect_function_table;
        return made;
    };
    window.spoil = () => { for (let index = 0; index < table.length; index += 1) table.set(index, null); };
</script>";

/// Returns how often the page was informed of a trap.
fn read_traps(page: &Page) -> Result<usize, String> {
    let problems: Vec<String> = page.try_js("return recorder.problems", json!([]))?;
    let is_trap = |problem: &&String| problem.contains("a defect has stopped the WebAssembly");
    Ok(problems.iter().filter(is_trap).count())
}

fn after_a_trap_in_the_module_all_widgets_continue_with_their_weights(ctx: &TestContext) {
    let second = "<weigh-in id='second' load='eager'></weigh-in>";
    let page = ctx.open_ready(
        Setup::DESKTOP,
        Site::article(&format!("{TRACE_SCRIPT}{WIDGET}{second}")),
    );
    let (first, second) = (page.widget(), page.widget_at("#second"));
    second.wait_until_ready();
    first.wait_for_level();
    first.enter_weight("costs", "80");
    second.enter_weight("scale", "0");
    // Without its table, the module can't describe the state any longer; the URL has it.
    eventually("the URL has both", true, || {
        Ok(page.relative_url().contains("second=") && page.relative_url().contains("costs:80"))
    });
    page.js::<()>("spoil()", json!([]));
    // The analysis may have met the trap before.
    first.js::<()>("host.shadowRoot.querySelector('[part~=slider]')?.focus()");
    eventually("the trap is reported", 1, || read_traps(&page));
    for (widget, weights) in [(first, ("costs", "80")), (second, ("scale", "0"))] {
        widget.assert_weights(&ctx.data().weights(&[weights]));
        widget.assert_ranking(&ctx.data().ranking(&[weights]));
    }
    first.enter_weight("costs", "60");
    first.assert_ranking(&ctx.data().ranking(&[("costs", "60")]));
    second.enter_weight("scale", "50");
    second.assert_ranking(&ctx.data().ranking(&[("scale", "50")]));
    assert_eq!(page.events("weigh-in-error"), [json!(null); 0]);
}

fn own_data_survive_a_trap(ctx: &TestContext) {
    let csv = "name,A,B\nOne,9,1\nTwo,1,9\n";
    let site = Site::article(&format!(
        "{FAKE_TRAP}<weigh-in share='off' src='data.csv'></weigh-in>"
    ))
    .file("/data.csv", "text/csv", csv);
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widget = page.widget();
    widget.enter_weight("b", "100");
    page.js::<()>("trap(lastChunk())", json!([]));
    eventually("the trap is reported", 1, || read_traps(&page));
    eventually("the weight", 100, || {
        page.try_js(
            "return document.querySelector('weigh-in').weights.b",
            json!([]),
        )
    });
    widget.enter_weight("a", "1");
    eventually("the ranking", "two".to_owned(), || {
        Ok(widget.read_rows()?[0].0.clone())
    });
    assert_eq!(page.events("weigh-in-error"), [json!(null); 0]);
}

fn if_another_instance_does_not_load_the_fallback_is_shown(ctx: &TestContext) {
    let site = Site::article(&format!(
        "{FAKE_TRAP}<weigh-in src='data.csv'><p id='fallback'>Published</p></weigh-in>"
    ))
    .file("/data.csv", "text/csv", "name,A,B\nOne,9,1\nTwo,1,9\n");
    let page = ctx.open_ready(Setup::DESKTOP, site);
    // The first one is in the browser's cache.
    page.server.refuse(|path| path.ends_with(".js"));
    page.js::<()>("trap(lastChunk())", json!([]));
    eventually("the fallback is back", true, || {
        page.element("#fallback").read_is_visible()
    });
    assert_eq!(page.events("weigh-in-error").len(), 1);
    assert_fallback_kept(&page);
}

/// A script that pretends that a module has trapped. Firefox uses different error types for scripts of its driver.
const FAKE_TRAP: &str = "<script>
    window.trap = (module) => {
        const error = new WebAssembly.RuntimeError('unreachable');
        Object.defineProperty(error, 'stack', { value: `${module}:wasm-function[7]:0x1f` });
        dispatchEvent(new ErrorEvent('error', { error }));
    };
    window.lastChunk = () => performance.getEntriesByType('resource').map(({ name }) => name).findLast((name) => name.endsWith('.wasm'));
</script>";

fn after_too_many_traps_the_fallback_offers_to_try_again(ctx: &TestContext) {
    let page = ctx.open_article(&format!("{FAKE_TRAP}{WIDGET}"));
    let widget = page.widget();
    widget.wait_for_level();
    page.js::<()>("trap('https://example.org/other.wasm')", json!([]));
    page.wait_for_paint();
    widget.assert_ranking(&ctx.data().ranking(&[]));
    assert_eq!(read_traps(&page).unwrap(), 0);
    widget.enter_weight("costs", "80");
    for traps in 1..=3 {
        page.js::<()>("window.slider = document.querySelector('weigh-in').shadowRoot.querySelector('[part~=slider]'); trap(lastChunk())", json!([]));
        eventually("the trap is reported", traps, || read_traps(&page));
        eventually("another widget", false, || {
            page.try_js("return slider.isConnected", json!([]))
        });
        widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    }
    page.js::<()>("trap(lastChunk())", json!([]));
    eventually("the fallback is back", true, || {
        page.element("#fallback").read_is_visible()
    });
    let notice = widget.part("error");
    assert!(notice.is_visible());
    assert_eq!(page.events("weigh-in-error").len(), 1);
    assert!(widget.js::<bool>("return host.ranking.length === 0"));
    notice.find("button").click();
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "80")]));
    widget.enter_weight("costs", "60");
    widget.assert_ranking(&ctx.data().ranking(&[("costs", "60")]));
}
