//! The widget runs in an iframe: of its own element, or bare.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::scenarios;
use crate::{
    browser::Setup,
    eventually::{eventually, eventually_some},
    page::Page,
    server::Server,
    site::{self, Site},
    trial::{Lab, Scenario},
    widget::{Widget, link_value},
};

pub const ALL: &[(&str, Scenario)] = scenarios![
    a_framed_widget_ranks_and_tells_its_page,
    a_framed_widget_of_another_origin_does_so_too,
    properties_reach_into_the_frame,
    the_frame_is_as_high_as_what_is_in_it,
    links_and_the_history_reach_into_the_frame,
    settings_reach_into_the_frame_and_follow,
    in_a_hidden_place_the_frame_waits_and_then_fits,
    moved_in_the_document_the_frame_keeps_its_weights,
    a_name_and_share_off_hold_in_the_frame,
    the_frame_heeds_no_stranger,
    the_page_heeds_no_stranger_and_no_absurdity,
    a_bare_frame_takes_its_settings_from_its_address,
    a_bare_frame_in_a_sandbox_works_and_tells_its_height,
    without_wasm_in_the_policy_a_frame_works,
    a_frame_that_the_policy_forbids_leaves_the_fallback,
];

/// So high that all of a frame can be seen and reached.
const TALL: Setup = Setup {
    height: 2600,
    ..Setup::DESKTOP
};

const FRAMED: &str = "<weigh-in frame load='eager'><p id='fallback'>Published</p></weigh-in>";

/// A page with a framed widget that is ready; its files are the page's own, or another origin's.
fn framed(lab: &Lab, body: &str, elsewhere: Option<&Server>) -> Page {
    let base = elsewhere.map_or(String::new(), |cdn| cdn.origin.clone());
    let page = lab.open(
        TALL,
        Site::written(&site::article(body, &format!("{base}/"))),
    );
    is_ready(page.widget());
    page
}

#[track_caller]
fn is_ready(widget: Widget<'_>) {
    eventually("weigh-in-ready", true, || {
        Ok(!widget.page.events("weigh-in-ready").is_empty())
    });
    assert!(widget.frame().is_visible());
}

fn link(lab: &Lab, changed: &[(&str, &str)]) -> String {
    link_value(&lab.data().criteria, &lab.data().weights(changed))
}

#[track_caller]
fn is_at(page: &Page, place: &str) {
    eventually("the address", place.to_owned(), || Ok(page.place()));
}

/// The order that the element tells.
fn read_order(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.page.try_js(
        "return document.querySelector(arguments[0]).ranking.map(({ id }) => id)",
        json!([widget.host]),
    )
}

/// Waits until element and frame have these weights and the ranking that follows.
#[track_caller]
fn shows(lab: &Lab, widget: Widget<'_>, changed: &[(&str, &str)]) {
    let (data, weights) = (lab.data(), lab.data().weights(changed));
    widget.in_its_frame(|inner| {
        inner.shows(&data.ranking(changed));
        inner.has_weights(&weights);
    });
    eventually("the element's weights", weights, || widget.read_weights());
    let ranking = data.ranking(changed);
    let order: Vec<_> = ranking.order().into_iter().map(str::to_owned).collect();
    eventually("the element's ranking", order, || read_order(widget));
}

fn ranks_and_tells(lab: &Lab, elsewhere: Option<&Server>) {
    let page = framed(lab, FRAMED, elsewhere);
    let widget = page.widget();
    assert!(!page.element("#fallback").is_visible());
    shows(lab, widget, &[]);
    assert_eq!(page.place(), "/");
    widget.in_its_frame(|inner| {
        inner.number("costs").enter("80");
        inner.slider("scale").press(&[Key::Home]);
    });
    let changed = [("costs", "80"), ("scale", "0")];
    shows(lab, widget, &changed);
    is_at(&page, &format!("/#weigh-in={}", link(lab, &changed)));
    let link: String = page.address();
    assert_eq!(widget.js::<String>("return host.shareUrl"), link);
    assert!(widget.js::<bool>("return host.ready.then((ready) => ready === host)"));
    assert_eq!(page.events("weigh-in-ready").len(), 1);
    for kind in ["weigh-in-input", "weigh-in-change"] {
        let last = page
            .events(kind)
            .pop()
            .unwrap_or_else(|| panic!("no {kind}"));
        let detail = &last["detail"];
        assert_eq!(detail["weights"]["costs"], json!(80), "{detail}");
        assert_eq!(detail["ranking"].as_array().map(Vec::len), Some(10));
        assert!(
            detail["shareUrl"]
                .as_str()
                .unwrap()
                .starts_with(&page.server.origin),
            "{detail}"
        );
    }
    assert_eq!(page.problems(), [""; 0]);
    assert_eq!(page.console_errors(), [""; 0]);
}

fn a_framed_widget_ranks_and_tells_its_page(lab: &Lab) {
    ranks_and_tells(lab, None);
}

fn a_framed_widget_of_another_origin_does_so_too(lab: &Lab) {
    let cdn = lab.serve(Site::cdn());
    ranks_and_tells(lab, Some(&cdn));
    assert!(cdn.was_asked_for("/frame.html"));
}

fn properties_reach_into_the_frame(lab: &Lab) {
    let page = framed(lab, FRAMED, None);
    let widget = page.widget();
    widget.js::<()>("host.weights = { costs: 80, ux: 7.5 }");
    shows(lab, widget, &[("costs", "80"), ("ux", "7.5")]);
    widget.js::<()>("host.reset()");
    shows(lab, widget, &[]);
    assert!(
        page.events("weigh-in-change").is_empty(),
        "no reader has changed anything"
    );
    let early = "<script>document.querySelector('weigh-in').weights = { scale: 0 }</script>";
    let page = framed(lab, &format!("{FRAMED}{early}"), None);
    shows(lab, page.widget(), &[("scale", "0")]);
    let page = framed(
        lab,
        "<weigh-in frame weights='costs:80 ux:7.5'></weigh-in>",
        None,
    );
    shows(lab, page.widget(), &[("costs", "80"), ("ux", "7.5")]);
}

/// How high the frame is, and what is in it.
fn heights(widget: Widget<'_>) -> (f64, f64) {
    let outer = widget.frame().rect().height;
    let inner = widget.in_its_frame(|inner| {
        inner.page.js::<f64>(
            "return document.body.getBoundingClientRect().height",
            json!([]),
        )
    });
    (outer, inner)
}

/// Waits until nothing is cut off and nothing left over.
#[track_caller]
fn fits(widget: Widget<'_>) -> f64 {
    let (outer, _) = eventually_some(
        "the frame fits",
        || Ok(heights(widget)),
        |(outer, inner)| (outer - inner).abs() <= 1.0,
    );
    assert!(outer > 300.0, "{outer} px are nothing to see");
    outer
}

fn the_frame_is_as_high_as_what_is_in_it(lab: &Lab) {
    let page = framed(lab, FRAMED, None);
    let widget = page.widget();
    let at_first = fits(widget);
    widget.in_its_frame(|inner| {
        inner.opener("marsh").click();
        eventually("the details are drawn", true, || {
            inner.details("marsh").read_visible()
        });
    });
    eventually_some(
        "it grows",
        || Ok(widget.frame().rect().height),
        |height| *height > at_first + 50.0,
    );
    fits(widget);
    widget.in_its_frame(|inner| inner.opener("marsh").click());
    eventually("it shrinks", at_first, || Ok(widget.frame().rect().height));
    page.js::<()>("document.body.style.width = '400px'", json!([]));
    eventually_some(
        "it is higher where it is narrow",
        || Ok(widget.frame().rect().height),
        |height| *height > at_first,
    );
    fits(widget);
    let sideways: bool = widget.in_its_frame(|inner| {
        inner.page.js(
            "return document.documentElement.scrollWidth > innerWidth",
            json!([]),
        )
    });
    assert!(!sideways);
}

fn links_and_the_history_reach_into_the_frame(lab: &Lab) {
    let page = framed(lab, FRAMED, None);
    let widget = page.widget();
    let linked = [("costs", "80")];
    page.open(&format!("/#weigh-in={}", link(lab, &linked)));
    shows(lab, widget, &linked);
    // A page that opens with a link.
    page.open_address("about:blank");
    page.open(&format!("/#top&weigh-in={}", link(lab, &linked)));
    is_ready(widget);
    shows(lab, widget, &linked);
    let before = page.history_length();
    widget.in_its_frame(|inner| inner.number("scale").enter("0"));
    let both = [("costs", "80"), ("scale", "0")];
    shows(lab, widget, &both);
    is_at(&page, &format!("/#top&weigh-in={}", link(lab, &both)));
    assert_eq!(page.history_length(), before + 1);
    page.back();
    shows(lab, widget, &linked);
    is_at(&page, &format!("/#top&weigh-in={}", link(lab, &linked)));
    page.forward();
    shows(lab, widget, &both);
    page.js::<()>("history.replaceState({ key: 'k' }, '')", json!([]));
    widget.in_its_frame(|inner| inner.number("ux").enter("50"));
    shows(
        lab,
        widget,
        &[("costs", "80"), ("scale", "0"), ("ux", "50")],
    );
    eventually("what a router keeps", json!({ "key": "k" }), || {
        page.try_js::<Value>("return history.state", json!([]))
    });
}

fn settings_reach_into_the_frame_and_follow(lab: &Lab) {
    let page = framed(
        lab,
        "<weigh-in frame theme='dark' hide='guide' lang='de' style='--weigh-in-font: Courier; --weigh-in-surface: rgb(1, 2, 3)'></weigh-in>",
        None,
    );
    let widget = page.widget();
    let read = |body: &str| {
        widget.in_its_frame(|inner| {
            inner
                .part("base")
                .read::<Value>(body)
                .unwrap_or(Value::Null)
        })
    };
    let preset = "return root.querySelector('[part~=preset]').textContent.trim()";
    let guide = "return !!root.querySelector('[part~=guide-button]')?.checkVisibility()";
    let theme = "return part.dataset.theme";
    let direction = "return getComputedStyle(part).direction";
    let is =
        |what: &str, body: &str, expected: Value| eventually(what, expected, || Ok(read(body)));
    assert_ne!(read(preset), json!("Published"));
    is("guide", guide, json!(false));
    is("theme", theme, json!("dark"));
    is(
        "font",
        "return getComputedStyle(root.querySelector('[part~=entry]')).fontFamily",
        json!("Courier"),
    );
    is(
        "surface",
        "return [...root.querySelectorAll('*')].some((element) => getComputedStyle(element).backgroundColor === 'rgb(1, 2, 3)')",
        json!(true),
    );
    widget.in_its_frame(|inner| inner.number("costs").enter("80"));
    for (change, what, body, expected) in [
        (
            "host.setAttribute('theme', 'light')",
            "theme",
            theme,
            json!("light"),
        ),
        (
            "host.setAttribute('hide', 'presets')",
            "guide",
            guide,
            json!(true),
        ),
        ("host.removeAttribute('hide')", "guide", guide, json!(true)),
        (
            "host.setAttribute('lang', 'en')",
            "language",
            preset,
            json!("Published"),
        ),
        (
            "host.setAttribute('dir', 'rtl')",
            "direction",
            direction,
            json!("rtl"),
        ),
        (
            "host.removeAttribute('dir')",
            "direction",
            direction,
            json!("ltr"),
        ),
        (
            "host.setAttribute('lang', 'ar')",
            "direction",
            direction,
            json!("rtl"),
        ),
        (
            "host.setAttribute('lang', 'en')",
            "direction",
            direction,
            json!("ltr"),
        ),
    ] {
        widget.js::<()>(change);
        is(&format!("{what} after {change}"), body, expected);
    }
    shows(lab, widget, &[("costs", "80")]);
    widget.js::<()>("host.setAttribute('weights', 'scale:0')");
    shows(lab, widget, &[("scale", "0")]);
    assert_eq!(page.problems(), [""; 0]);
}

fn in_a_hidden_place_the_frame_waits_and_then_fits(lab: &Lab) {
    let framed = "<weigh-in frame load='eager'></weigh-in>";
    for (body, show) in [
        (
            format!("<div id='tab' style='display: none'>{framed}</div>"),
            "part.style.display = ''",
        ),
        (
            format!("<details id='tab'><summary>More</summary>{framed}</details>"),
            "part.open = true",
        ),
        (
            format!("<div id='tab' style='visibility: hidden; width: 0'>{framed}</div>"),
            "part.style = ''",
        ),
    ] {
        let page = lab.open(TALL, Site::article(&body));
        let widget = page.widget();
        eventually("the frame is there", true, || widget.frame().read_exists());
        page.draw();
        page.element("#tab").read::<()>(show).unwrap();
        is_ready(widget);
        let height = fits(widget);
        assert!(height < 2000.0, "{height} px");
        shows(lab, widget, &[]);
        assert_eq!(page.problems(), [""; 0]);
    }
}

fn moved_in_the_document_the_frame_keeps_its_weights(lab: &Lab) {
    let page = framed(
        lab,
        "<div id='one'></div><weigh-in frame share='off'></weigh-in><div id='two'></div>",
        None,
    );
    let widget = page.widget();
    widget.in_its_frame(|inner| inner.number("costs").enter("80"));
    shows(lab, widget, &[("costs", "80")]);
    for place in ["#two", "#one"] {
        let place = json!(place);
        widget.js::<()>(&format!("document.querySelector({place}).append(host)"));
        page.draw();
        eventually("the frame shows", true, || widget.frame().read_visible());
        shows(lab, widget, &[("costs", "80")]);
        fits(widget);
    }
    assert_eq!(page.place(), "/");
    assert_eq!(page.problems(), [""; 0]);
}

fn a_name_and_share_off_hold_in_the_frame(lab: &Lab) {
    let page = framed(
        lab,
        "<weigh-in frame name='n'></weigh-in><weigh-in frame id='off' share='off' load='eager'></weigh-in>",
        None,
    );
    page.widget()
        .in_its_frame(|inner| inner.number("costs").enter("80"));
    let place = format!("/#n={}", link(lab, &[("costs", "80")]));
    is_at(&page, &place);
    let off = page.widget_at("#off");
    // Chromium's driver clicks in the first of several frames inside shadow roots.
    off.in_its_frame(|inner| {
        inner.number("scale").focus();
        page.control('a');
        page.keys("0");
        page.press(Key::Enter);
    });
    shows(lab, off, &[("scale", "0")]);
    shows(lab, page.widget(), &[("costs", "80")]);
    assert_eq!(page.place(), place);
}

/// A page with a framed widget, and a stranger in a frame from yet another origin.
fn with_a_stranger(lab: &Lab, stranger: &Server) -> Page {
    let body = format!(
        "{FRAMED}<iframe id='stranger' src='{}/stranger'></iframe>",
        stranger.origin
    );
    framed(lab, &body, None)
}

fn the_frame_heeds_no_stranger(lab: &Lab) {
    let stranger = lab.serve(Site::demo().raw("/stranger", "<!doctype html><p>A stranger</p>"));
    let page = with_a_stranger(lab, &stranger);
    let widget = page.widget();
    widget.in_its_frame(|inner| inner.number("costs").enter("80"));
    shows(lab, widget, &[("costs", "80")]);
    // It does not know which of the frames is which.
    page.in_frame(&page.element("#stranger"), || {
        page.js::<()>(
            "const [url] = arguments;
            for (let index = 0; index < parent.length; index++) for (const message of [
                { weighIn: 1, type: 'weights', weights: { scale: 0 } },
                { weighIn: 1, type: 'reset' },
                { weighIn: 1, type: 'settings', attributes: { weights: 'scale:0' }, looks: {}, url },
                { weighIn: 1, type: 'url', url },
            ]) parent[index].postMessage(message, '*')",
            json!([format!("{}/#weigh-in=1;scale:0", page.server.origin)]),
        );
    });
    // Nor is another version of the messages heeded.
    page.js::<()>(
        "for (const weighIn of [0, 2, '1', undefined]) document.querySelector('weigh-in').shadowRoot.querySelector('iframe')
            .contentWindow.postMessage({ weighIn, type: 'weights', weights: { scale: 0 } }, '*')",
        json!([]),
    );
    page.draw();
    page.draw();
    shows(lab, widget, &[("costs", "80")]);
}

fn the_page_heeds_no_stranger_and_no_absurdity(lab: &Lab) {
    let stranger = lab.serve(Site::demo().raw("/stranger", "<!doctype html><p>A stranger</p>"));
    let page = with_a_stranger(lab, &stranger);
    let widget = page.widget();
    shows(lab, widget, &[]);
    let height = fits(widget);
    let messages = json!([
        { "weighIn": 1, "type": "size", "height": 5000 },
        { "weighIn": 1, "type": "event", "name": "change", "detail": { "weights": {}, "ranking": [], "shareUrl": "" } },
        { "weighIn": 1, "type": "url", "from": page.address(), "url": format!("{}/#stranger", page.server.origin), "isNew": false },
    ]);
    let post = "for (const message of arguments[0]) parent.postMessage(message, '*')";
    page.in_frame(&page.element("#stranger"), || {
        page.js::<()>(post, json!([messages]))
    });
    page.js::<()>(post, json!([messages]));
    // The frame itself may be wrong, or old, or another's.
    let nonsense = json!([
        { "weighIn": 2, "type": "size", "height": 5000 },
        { "weighIn": 1, "type": "size", "height": -1 },
        { "weighIn": 1, "type": "size", "height": "5000px" },
        { "weighIn": 1, "type": "size", "height": null },
        { "weighIn": 1, "type": "size" },
        { "weighIn": 1, "type": "event", "name": "nonsense", "detail": {} },
        { "weighIn": 1, "type": "event", "name": "change" },
        { "weighIn": 1, "type": "url", "from": page.address(), "url": "https://stranger.example/", "isNew": true },
        { "weighIn": 1, "type": "url", "from": page.address(), "url": format!("{}/elsewhere", page.server.origin), "isNew": true },
        { "weighIn": 1, "type": "url", "from": page.address(), "url": "javascript:alert(1)", "isNew": true },
        { "weighIn": 1, "type": "url", "from": page.address(), "url": "", "isNew": true },
        { "weighIn": 1, "type": "nonsense" },
        { "weighIn": 1 },
        "weighIn",
        null,
    ]);
    widget.in_its_frame(|inner| {
        inner.page.js::<()>(post, json!([nonsense]));
        inner.page.js::<()>(
            "parent.postMessage({ weighIn: 1, type: 'size', height: NaN }, '*')",
            json!([]),
        );
    });
    page.draw();
    page.draw();
    assert_eq!(widget.frame().rect().height, height);
    assert_eq!(page.place(), "/");
    assert!(page.events("weigh-in-change").is_empty());
    assert_eq!(page.problems(), [""; 0]);
    shows(lab, widget, &[]);
    for (told, height) in [("1e9", 20_000.0), ("Infinity", 20_000.0), ("3", 100.0)] {
        widget.in_its_frame(|inner| {
            inner.page.js::<()>(
                &format!("parent.postMessage({{ weighIn: 1, type: 'size', height: {told} }}, '*')"),
                json!([]),
            );
        });
        eventually(told, height, || Ok(widget.frame().rect().height));
    }
}

/// A page with a bare iframe, which notes the messages that it gets.
fn bare(lab: &Lab, cdn: &Server, query: &str, attributes: &str) -> Page {
    let body = format!(
        "<script>
            window.messages = [];
            addEventListener('message', ({{ source, origin, data }}) => {{
                if (source === document.querySelector('iframe').contentWindow) messages.push({{ origin, data }});
            }});
        </script>
        <iframe src='{}/frame.html{query}' width='1000' height='2000' {attributes}></iframe>",
        cdn.origin
    );
    let page = lab.open(TALL, Site::article(&body));
    page.in_frame(&page.element("iframe"), || page.widget().is_ready());
    page
}

fn a_bare_frame_takes_its_settings_from_its_address(lab: &Lab) {
    let cdn = lab.serve(Site::cdn());
    let query =
        "?theme=dark&hide=guide,presets&lang=de&weights=ux%3A7.5&accent=%23c80078&font=Courier";
    let fragment = format!("#weigh-in={}", link(lab, &[("costs", "80")]));
    let page = bare(lab, &cdn, &format!("{query}{fragment}"), "");
    let before = page.history_length();
    let (frame, widget) = (page.element("iframe"), page.widget());
    page.in_frame(&frame, || {
        widget.shows(&lab.data().ranking(&[("costs", "80")]));
        let base = widget.part("base");
        let is = |what: &str, body: &str, expected: Value| eventually(what, expected, || base.read(body));
        is("theme", "return part.dataset.theme", json!("dark"));
        is("guide", "return !!root.querySelector('[part~=guide-button], [part~=preset]')", json!(false));
        is("font", "return getComputedStyle(root.querySelector('[part~=entry]')).fontFamily", json!("Courier"));
        is("accent", "return [...root.querySelectorAll('*')].some((element) => getComputedStyle(element).backgroundColor === 'rgb(200, 0, 120)')", json!(true));
        widget.number("ux").enter("7,5");
        widget.shows(&lab.data().ranking(&[("costs", "80"), ("ux", "7.5")]));
        eventually_some("its own address", || Ok(page.address()), |address| address.contains("ux:7.5"));
        widget.number("ux").enter("99");
        eventually_some("its own address", || Ok(page.address()), |address| address.contains("ux:99"));
    });
    assert_eq!(page.history_length(), before, "Back belongs to the page");
    assert_eq!(page.place(), "/");
    let page = bare(lab, &cdn, "?weights=costs%3A80+ux%3A7.5", "");
    page.in_frame(&page.element("iframe"), || {
        page.widget()
            .shows(&lab.data().ranking(&[("costs", "80"), ("ux", "7.5")]));
    });
}

fn a_bare_frame_in_a_sandbox_works_and_tells_its_height(lab: &Lab) {
    let cdn = lab.serve(Site::cdn());
    for (sandbox, origin) in [("sandbox='allow-scripts'", "null"), ("", &*cdn.origin)] {
        let page = bare(lab, &cdn, "", sandbox);
        let (frame, widget) = (page.element("iframe"), page.widget());
        let told = |kind: &'static str| {
            let script = "return messages.filter(({ data }) => data.type === arguments[0])";
            eventually_some(
                kind,
                || page.try_js::<Vec<Value>>(script, json!([kind])),
                |all| !all.is_empty(),
            )
        };
        let at_first = told("size").pop().unwrap();
        assert_eq!(at_first["origin"], origin);
        assert_eq!(at_first["data"]["weighIn"], 1);
        let height = at_first["data"]["height"].as_f64().unwrap();
        assert!(height > 300.0 && height < 3000.0, "{height}");
        let amp = told("embed-size").pop().unwrap();
        assert_eq!(
            amp["data"],
            json!({ "sentinel": "amp", "type": "embed-size", "height": at_first["data"]["height"] })
        );
        page.in_frame(&frame, || {
            widget.number("costs").enter("80");
            widget.shows(&lab.data().ranking(&[("costs", "80")]));
            widget.opener("marsh").click();
            eventually("the details are drawn", true, || {
                widget.details("marsh").read_visible()
            });
        });
        eventually_some(
            "a greater height",
            || {
                page.try_js::<f64>(
                    "return messages.filter(({ data }) => data.type === 'size').pop().data.height",
                    json!([]),
                )
            },
            |now| *now > height + 50.0,
        );
        assert_eq!(page.problems(), [""; 0]);
    }
}

fn without_wasm_in_the_policy_a_frame_works(lab: &Lab) {
    let cdn = lab.serve(Site::cdn());
    let policy = format!(
        "default-src 'none'; script-src {0} 'nonce-recorder'; frame-src {0}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'",
        cdn.origin
    );
    let html = site::article(FRAMED, &format!("{}/", cdn.origin));
    let page = lab.open(
        TALL,
        Site::written(&html).header("/", "content-security-policy", &policy),
    );
    let widget = page.widget();
    is_ready(widget);
    widget.in_its_frame(|inner| inner.number("costs").enter("80"));
    shows(lab, widget, &[("costs", "80")]);
    fits(widget);
    assert_eq!(page.problems(), [""; 0]);
}

fn a_frame_that_the_policy_forbids_leaves_the_fallback(lab: &Lab) {
    for (site, words) in [
        (
            Site::article(FRAMED).header("/", "content-security-policy", "frame-src 'none'"),
            "frame-src",
        ),
        (
            Site::article(FRAMED).missing(|path| path.ends_with("/frame.html")),
            "frame.html",
        ),
    ] {
        let page = lab.open(Setup::DESKTOP, site);
        let events = eventually_some(
            "weigh-in-error",
            || Ok(page.events("weigh-in-error")),
            |all| !all.is_empty(),
        );
        let message = events[0]["detail"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
        assert!(page.element("#fallback").is_visible());
        assert!(page.widget().part("error").is_visible());
        let told = page
            .problems()
            .into_iter()
            .filter(|told| told.starts_with("console.error"))
            .count();
        assert_eq!((told, events.len()), (1, 1));
    }
}
