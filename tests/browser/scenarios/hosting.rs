//! Hosting of the files, with the headers that a careful publisher sends.

use serde_json::{Value, json};

use super::{
    filters::{assert_filtered, choose_tag},
    save::open_menu,
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    docs::{code_block, code_span},
    eventually::eventually,
    filter_oracle::Filter,
    page::Page,
    runner::{Scenario, TestContext},
    server::Server,
    site::{self, Site},
};

pub const ALL: &[Scenario] = scenarios![
    files_can_be_served_from_another_origin,
    a_cross_origin_isolated_page_loads_files_of_another_origin,
    the_documented_directives_suffice_in_the_strictest_policy,
    the_hashes_match_the_files,
    an_import_map_can_check_the_hashes_of_the_files,
    a_page_in_quirks_mode_renders_the_same,
];

const WIDGET: &str = "<weigh-in><p id='fallback'>Published</p></weigh-in>";

fn article(body: &str, cdn: &Server) -> Site {
    Site::html(&site::article(body, &format!("{}/", cdn.origin)))
}

/// Uses everything that is fetched at any time.
#[track_caller]
fn assert_serves(ctx: &TestContext, page: &Page) {
    let widget = page.widget();
    widget.wait_until_ready();
    widget.js::<()>("host.lang = 'de'");
    eventually("it speaks German", false, || {
        Ok(widget.preset("published").read_text()? == "Article’s weights")
    });
    widget.js::<()>("host.lang = 'en'");
    widget.row_button("marsh").click();
    eventually("details", true, || {
        widget.details("marsh").find("th").read_exists()
    });
    widget.part("guide-button").click();
    eventually("the guide", true, || {
        widget.locator("[part~=guide] details").read_exists()
    });
    open_menu(page, |summary| summary.click());
    widget.locator("[part~=save] [data-save=png]").click();
    assert!(page.wait_for_download(".png").len() > 1000);
    choose_tag(widget, "role", "broker");
    widget.enter_weight("costs", "80");
    assert_filtered(ctx, widget, &[Filter::Any("role", &["broker"])]);
    assert_eq!(page.problems(), [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
}

fn files_can_be_served_from_another_origin(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let page = ctx.open(Setup::DESKTOP, article(WIDGET, &cdn));
    assert_serves(ctx, &page);
    let page_paths: Vec<_> = page
        .server
        .log()
        .into_iter()
        .map(|entry| entry.path)
        .collect();
    assert!(
        page_paths.iter().all(|path| !path.contains("weigh-in")),
        "{page_paths:?}"
    );
}

fn a_cross_origin_isolated_page_loads_files_of_another_origin(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let body = format!("{WIDGET}<weigh-in id='framed' frame load='eager'></weigh-in>");
    let site = article(&body, &cdn)
        .header("/", "cross-origin-embedder-policy", "require-corp")
        .header("/", "cross-origin-opener-policy", "same-origin");
    let page = ctx.open(Setup::DESKTOP, site);
    assert!(page.js::<bool>("return crossOriginIsolated", json!([])));
    page.widget_at("#framed")
        .in_widget_frame(|inner| inner.wait_until_ready());
    assert_serves(ctx, &page);
}

/// Returns the directives of the policy in `docs/hosting.md`, for files of this server and with the recorder.
pub fn documented_directives(cdn: &Server) -> Vec<String> {
    let policy = code_block("docs/hosting.md", "'wasm-unsafe-eval'; connect-src");
    let policy = policy.replace("https://cdn.example", &cdn.origin);
    let directives = policy.trim().split("; ");
    let directives = directives.map(|directive| match directive.strip_prefix("script-src ") {
        Some(sources) => format!("script-src 'nonce-recorder' {sources}"),
        None => directive.to_owned(),
    });
    directives.collect()
}

/// Returns a policy of these directives that allows nothing else, except for the page's icon.
pub fn strict_policy(directives: &[String]) -> String {
    let trusted_types = ["require-trusted-types-for", "trusted-types"]
        .map(|name| code_span("docs/hosting.md", &format!("{name} '")));
    let rest = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'";
    format!(
        "{rest}; {}; {}",
        directives.join("; "),
        trusted_types.join("; ")
    )
}

fn the_documented_directives_suffice_in_the_strictest_policy(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let policy = strict_policy(&documented_directives(&cdn));
    let body = format!("{WIDGET}<weigh-in id='framed' frame load='eager'></weigh-in>");
    let site = article(&body, &cdn).header("/", "content-security-policy", &policy);
    let page = ctx.open(Setup::DESKTOP, site);
    page.widget_at("#framed")
        .in_widget_frame(|inner| inner.wait_until_ready());
    assert_serves(ctx, &page);
}

fn the_hashes_match_the_files(ctx: &TestContext) {
    let page = ctx.open_article(WIDGET);
    let wrong: Vec<Value> = page.js(
        "return (async () => {
            const files = await (await fetch('/integrity.json')).json();
            if (Object.keys(files).length < 10) return ['too few'];
            const wrong = [];
            for (const [name, expected] of Object.entries(files)) {
                const bytes = await (await fetch(`/${name}`)).arrayBuffer();
                const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
                if (`sha384-${btoa(String.fromCharCode(...hash))}` !== expected) wrong.push(name);
            }
            for (const { name } of performance.getEntriesByType('resource')) {
                const file = new URL(name).pathname.slice(1);
                if (file.startsWith('weigh-in') && !files[file]) wrong.push(`${file} is not listed`);
            }
            return wrong;
        })()",
        json!([]),
    );
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn an_import_map_can_check_the_hashes_of_the_files(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let page = ctx.open(Setup::DESKTOP, article("", &cdn));
    let hashes: Value = page.js(
        "return fetch(arguments[0]).then((response) => response.json())",
        json!([format!("{}/integrity.json", cdn.origin)]),
    );
    let scripts = hashes.as_object().expect("hashes by name").iter();
    let scripts = scripts.filter(|(name, _)| name.ends_with(".js"));
    let map = |hash: &dyn Fn(&Value) -> Value| {
        let pairs = scripts
            .clone()
            .map(|(name, value)| (format!("{}/{name}", cdn.origin), hash(value)));
        let map = json!({ "integrity": pairs.collect::<serde_json::Map<_, _>>() });
        let html = site::article(WIDGET, &format!("{}/", cdn.origin));
        Site::html(&html.replace(
            "</head>",
            &format!("<script type='importmap'>{map}</script></head>"),
        ))
    };
    let page = ctx.open(Setup::DESKTOP, map(&Value::clone));
    page.widget().assert_ranking(&ctx.data().ranking(&[]));
    assert_eq!(page.problems(), [""; 0]);
}

fn a_page_in_quirks_mode_renders_the_same(ctx: &TestContext) {
    let rows = |doctype: &str| {
        let html = site::article(
            "<div style='width: 1000px'><weigh-in load='eager'></weigh-in></div>",
            "/",
        );
        let page = ctx.open_ready(
            Setup::DESKTOP,
            Site::html(&html.replace("<!doctype html>", doctype)),
        );
        // Waits for the sentence and the marks on the sliders, so that both pages have them.
        page.widget().wait_for_level();
        let mode: String = page.js("return document.compatMode", json!([]));
        let rects: Vec<[f64; 4]> = page
            .widget()
            .part("base")
            .read(
                "const at = part.getBoundingClientRect();
                // Hidden elements may be as high as the window, whose size a busy Firefox may change late.
                const shown = [...part.querySelectorAll('*')].filter((element) => element.checkVisibility());
                return shown.map((element) => {
                    const { left, top, width, height } = element.getBoundingClientRect();
                    return [left - at.left, top - at.top, width, height].map((number) => Math.round(number * 10) / 10);
                })",
            )
            .unwrap();
        (mode, rects)
    };
    let (standards, quirks) = (rows("<!doctype html>"), rows(""));
    assert_eq!((&*standards.0, &*quirks.0), ("CSS1Compat", "BackCompat"));
    assert_eq!(standards.1.len(), quirks.1.len());
    // In quirks mode, lines are only as high as their text, so that elements on a line move slightly.
    let is_near = |(one, other): &(&[f64; 4], &[f64; 4])| {
        one.iter()
            .zip(*other)
            .all(|(one, other)| (one - other).abs() < 2.0)
    };
    let other = standards
        .1
        .iter()
        .zip(&quirks.1)
        .filter(|pair| !is_near(pair));
    assert_eq!(other.collect::<Vec<_>>(), []);
}
