//! Messages between a page and its frame, which accept no others.

use serde_json::json;

use super::{
    framed_widget::{
        FRAMED, TALL, assert_shows, open_framed, wait_until_fitting, wait_until_framed_ready,
    },
    hosting::{documented_directives, strict_policy},
    scenarios,
};
use weigh_in_browser_tests::{
    browser::Setup,
    docs::code_span,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    server::Server,
    site::{self, Site},
};

pub const ALL: &[Scenario] = scenarios![
    the_frame_ignores_messages_from_other_frames,
    the_page_ignores_foreign_and_invalid_messages,
    the_frame_ignores_malformed_messages_of_its_page,
    a_frame_works_where_the_policy_forbids_wasm,
    the_fallback_stays_if_the_policy_forbids_the_frame,
    the_fallback_stays_if_the_frame_has_no_web_url,
];

/// Opens a page with a framed widget, and a foreign frame from a third origin.
fn open_with_foreign_frame(ctx: &TestContext, foreign: &Server) -> Page {
    // A scroll bar, which a great height adds, would change the height again.
    let body = format!(
        "<style>html {{ overflow-y: scroll }}</style>{FRAMED}<iframe id='stranger' src='{}/stranger'></iframe>",
        foreign.origin
    );
    open_framed(ctx, &body, None)
}

fn the_frame_ignores_messages_from_other_frames(ctx: &TestContext) {
    let foreign =
        ctx.serve(Site::demo().html_page("/stranger", "<!doctype html><p>A stranger</p>"));
    let page = open_with_foreign_frame(ctx, &foreign);
    let widget = page.widget();
    widget.in_widget_frame(|inner| inner.enter_weight("costs", "80"));
    assert_shows(ctx, widget, &[("costs", "80")]);
    // The foreign frame does not know which frame is the widget's.
    page.in_frame(&page.element("#stranger"), || {
        page.js::<()>(
            "const [url] = arguments;
            for (let index = 0; index < parent.length; index++) for (const message of [
                { weighIn: 1, type: 'weights', weights: { scale: 0 } },
                { weighIn: 1, type: 'reset' },
                { weighIn: 1, type: 'settings', attributes: { weights: 'scale:0' }, elementAttributes: {}, theme: {}, url },
                { weighIn: 1, type: 'url', url },
            ]) parent[index].postMessage(message, '*')",
            json!([format!("{}/#weigh-in=1;scale:0", page.server.origin)]),
        );
    });
    // Messages of another version are ignored, too.
    page.js::<()>(
        "for (const weighIn of [0, 2, '1', undefined]) document.querySelector('weigh-in').shadowRoot.querySelector('iframe')
            .contentWindow.postMessage({ weighIn, type: 'weights', weights: { scale: 0 } }, '*')",
        json!([]),
    );
    page.wait_for_paint();
    page.wait_for_paint();
    assert_shows(ctx, widget, &[("costs", "80")]);
}

fn the_page_ignores_foreign_and_invalid_messages(ctx: &TestContext) {
    let foreign =
        ctx.serve(Site::demo().html_page("/stranger", "<!doctype html><p>A stranger</p>"));
    let page = open_with_foreign_frame(ctx, &foreign);
    let widget = page.widget();
    assert_shows(ctx, widget, &[]);
    let height = wait_until_fitting(widget);
    let messages = json!([
        { "weighIn": 1, "type": "size", "height": 5000 },
        { "weighIn": 1, "type": "event", "name": "change", "detail": { "weights": {}, "ranking": [], "shareUrl": "" } },
        { "weighIn": 1, "type": "url", "from": page.url(), "url": format!("{}/#stranger", page.server.origin), "isNew": false },
    ]);
    let post = "for (const message of arguments[0]) parent.postMessage(message, '*')";
    page.in_frame(&page.element("#stranger"), || {
        page.js::<()>(post, json!([messages]))
    });
    page.js::<()>(post, json!([messages]));
    // The frame itself may be broken, outdated, or someone else's.
    let nonsense = json!([
        { "weighIn": 2, "type": "size", "height": 5000 },
        { "weighIn": 1, "type": "size", "height": -1 },
        { "weighIn": 1, "type": "size", "height": "5000px" },
        { "weighIn": 1, "type": "size", "height": null },
        { "weighIn": 1, "type": "size" },
        { "weighIn": 1, "type": "event", "name": "nonsense", "detail": {} },
        { "weighIn": 1, "type": "event", "name": "change" },
        { "weighIn": 1, "type": "url", "from": page.url(), "url": "https://stranger.example/", "isNew": true },
        { "weighIn": 1, "type": "url", "from": page.url(), "url": format!("{}/elsewhere", page.server.origin), "isNew": true },
        { "weighIn": 1, "type": "url", "from": page.url(), "url": "javascript:alert(1)", "isNew": true },
        { "weighIn": 1, "type": "url", "from": page.url(), "url": "", "isNew": true },
        { "weighIn": 1, "type": "nonsense" },
        { "weighIn": 1 },
        "weighIn",
        null,
    ]);
    widget.in_widget_frame(|inner| {
        inner.page.js::<()>(post, json!([nonsense]));
        inner.page.js::<()>(
            "parent.postMessage({ weighIn: 1, type: 'size', height: NaN }, '*')",
            json!([]),
        );
    });
    page.wait_for_paint();
    page.wait_for_paint();
    assert_eq!(widget.frame().rect().height, height);
    assert_eq!(page.relative_url(), "/");
    assert!(page.events("weigh-in-change").is_empty());
    assert_eq!(page.problems(), [""; 0]);
    assert_shows(ctx, widget, &[]);
    // The height may be corrected at once, since the content has another width beside a scroll bar.
    widget.js::<()>(
        "const frame = host.shadowRoot.querySelector('iframe');
        window.heights = new Set();
        new MutationObserver(() => heights.add(frame.style.blockSize)).observe(frame, { attributes: true })",
    );
    for (posted, height) in [("1e9", "20000px"), ("3", "100px"), ("Infinity", "20000px")] {
        page.js::<()>("heights.clear()", json!([]));
        widget.in_widget_frame(|inner| {
            let message = format!("{{ weighIn: 1, type: 'size', height: {posted} }}");
            inner
                .page
                .js::<()>(&format!("parent.postMessage({message}, '*')"), json!([]));
        });
        eventually(posted, true, || {
            page.try_js("return heights.has(arguments[0])", json!([height]))
        });
    }
}

fn the_frame_ignores_malformed_messages_of_its_page(ctx: &TestContext) {
    let page = open_framed(ctx, FRAMED, None);
    let widget = page.widget();
    widget.in_widget_frame(|inner| inner.enter_weight("costs", "80"));
    assert_shows(ctx, widget, &[("costs", "80")]);
    widget.in_widget_frame(|inner| {
        inner.page.js::<()>(
            "window.uncaught = [];
            addEventListener('error', ({ message }) => uncaught.push(message));
            addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));",
            json!([]),
        );
    });
    // An old or a foreign script of the page may send anything.
    page.js::<()>(
        "const frame = document.querySelector('weigh-in').shadowRoot.querySelector('iframe').contentWindow;
        for (const type of ['settings', 'url', 'written', 'weights', 'robustness', 'nonsense', undefined]) for (const value of [undefined, null, 7, '', 'x']) {
            frame.postMessage({ weighIn: 1, type, attributes: value, elementAttributes: value, theme: value, historyLength: value }, '*');
            if (type !== 'url') frame.postMessage({ weighIn: 1, type, url: value, weights: value, saved: value, isNew: value }, '*');
        }
        for (const url of [undefined, null, 7, {}]) frame.postMessage({ weighIn: 1, type: 'url', url }, '*')",
        json!([]),
    );
    page.wait_for_paint();
    widget.in_widget_frame(|inner| {
        eventually("it works", true, || {
            Ok(inner.read_rows()?.len() == ctx.data().entries.len())
        });
        let uncaught: Vec<String> = inner.page.js("return uncaught", json!([]));
        assert_eq!(uncaught, [""; 0]);
        inner.assert_weights(&ctx.data().weights(&[("costs", "80")]));
        inner.enter_weight("costs", "60");
    });
    assert_shows(ctx, widget, &[("costs", "60")]);
    assert_eq!(page.problems(), [""; 0]);
}

fn a_frame_works_where_the_policy_forbids_wasm(ctx: &TestContext) {
    let policy = code_span(
        "docs/hosting.md",
        "script-src 'self' 'wasm-unsafe-eval'; connect-src",
    );
    let policy = format!("default-src 'none'; {policy}");
    let cdn = ctx.serve(Site::cdn().header("/frame.html", "content-security-policy", &policy));
    let directives = documented_directives(&cdn).into_iter();
    let directives = directives.filter(|directive| !directive.starts_with("connect-src"));
    let directives = directives.map(|directive| directive.replace(" 'wasm-unsafe-eval'", ""));
    let policy = strict_policy(&directives.collect::<Vec<_>>());
    let html = site::article(FRAMED, &format!("{}/", cdn.origin));
    let page = ctx.open(
        TALL,
        Site::html(&html).header("/", "content-security-policy", &policy),
    );
    let widget = page.widget();
    wait_until_framed_ready(widget);
    widget.in_widget_frame(|inner| inner.enter_weight("costs", "80"));
    assert_shows(ctx, widget, &[("costs", "80")]);
    wait_until_fitting(widget);
    assert_eq!(page.problems(), [""; 0]);
}

fn the_fallback_stays_if_the_policy_forbids_the_frame(ctx: &TestContext) {
    for (site, words) in [
        (
            Site::article(FRAMED).header("/", "content-security-policy", "frame-src 'none'"),
            "frame-src",
        ),
        (
            Site::article(FRAMED).with_missing(|path| path.ends_with("/frame.html")),
            "frame.html",
        ),
    ] {
        let page = ctx.open(Setup::DESKTOP, site);
        let events = eventually_matches(
            "weigh-in-error",
            || Ok(page.events("weigh-in-error")),
            |all| !all.is_empty(),
        );
        let message = events[0]["detail"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
        assert!(page.element("#fallback").is_visible());
        assert!(page.widget().part("error").is_visible());
        let errors = page
            .problems()
            .into_iter()
            .filter(|message| message.starts_with("console.error"))
            .count();
        assert_eq!((errors, events.len()), (1, 1));
    }
}

fn the_fallback_stays_if_the_frame_has_no_web_url(ctx: &TestContext) {
    let addresses = [
        "javascript:parent.ran = true",
        "data:text/html,<p>A stranger</p>",
        "mailto:a@example.org",
        "blob:nothing",
    ];
    let elements = addresses.map(|address| {
        format!("<weigh-in frame='{address}' load='eager'><p>Published</p></weigh-in>")
    });
    let page = ctx.open(Setup::DESKTOP, Site::article(&elements.concat()));
    let events = eventually_matches(
        "each fires weigh-in-error",
        || Ok(page.events("weigh-in-error")),
        |all| all.len() == addresses.len(),
    );
    let messages = events
        .iter()
        .map(|event| event["detail"]["message"].as_str().unwrap());
    for address in addresses {
        let is_its = |message: &&str| message.contains(&format!("frame=\"{address}\""));
        let message = messages.clone().find(is_its).expect(address);
        for word in ["https:", "frame.html"] {
            assert!(message.contains(word), "{word} is not in {message}");
        }
    }
    page.wait_for_paint();
    assert!(!page.js::<bool>("return !!window.ran", json!([])));
    let frames: usize = page.js(
        "return [...document.querySelectorAll('weigh-in')].filter((host) => host.shadowRoot.querySelector('iframe')
            || !host.querySelector('p').checkVisibility()).length",
        json!([]),
    );
    assert_eq!(frames, 0);
}
