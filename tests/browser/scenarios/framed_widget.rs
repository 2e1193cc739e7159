//! The widget in an iframe that its element creates.

use serde_json::{Value, json};
use thirtyfour::Key;

use super::scenarios;
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    server::Server,
    site::{self, Site},
    widget::{Widget, link_value},
};

pub const ALL: &[Scenario] = scenarios![
    a_framed_widget_ranks_and_notifies_its_page,
    a_framed_widget_of_another_origin_notifies_its_page,
    properties_are_forwarded_to_the_frame,
    the_frame_is_as_high_as_its_content,
    the_frame_follows_links_and_the_history,
    the_frame_follows_the_attributes,
    a_hidden_frame_fits_its_content_once_visible,
    a_frame_moved_in_the_document_keeps_its_weights,
    name_and_share_off_apply_to_the_frame,
    any_name_works_in_a_frame_and_the_rest_of_the_url_is_kept,
];

/// A window so high that all of a frame is visible.
pub const TALL: Setup = Setup {
    height: 2600,
    ..Setup::DESKTOP
};

pub const FRAMED: &str = "<weigh-in frame load='eager'><p id='fallback'>Published</p></weigh-in>";

/// Opens a page with a framed widget, from the page's own or another origin, and waits until it is ready.
pub fn open_framed(ctx: &TestContext, body: &str, elsewhere: Option<&Server>) -> Page {
    let base = elsewhere.map_or(String::new(), |cdn| cdn.origin.clone());
    let page = ctx.open(TALL, Site::html(&site::article(body, &format!("{base}/"))));
    wait_until_framed_ready(page.widget());
    page
}

#[track_caller]
pub fn wait_until_framed_ready(widget: Widget<'_>) {
    eventually("weigh-in-ready", true, || {
        Ok(!widget.page.events("weigh-in-ready").is_empty())
    });
    // The event may be that of another widget of the page.
    eventually("the frame shows", true, || widget.frame().read_is_visible());
}

pub fn link_with(ctx: &TestContext, changed: &[(&str, &str)]) -> String {
    link_value(&ctx.data().criteria, &ctx.data().weights(changed))
}

#[track_caller]
fn assert_url(page: &Page, url: &str) {
    eventually("the address", url.to_owned(), || Ok(page.relative_url()));
}

/// Reads the order from the element's property.
fn read_order(widget: Widget<'_>) -> Result<Vec<String>, String> {
    widget.page.try_js(
        "return document.querySelector(arguments[0]).ranking.map(({ id }) => id)",
        json!([widget.host]),
    )
}

/// Waits until element and frame have these weights and their ranking.
#[track_caller]
pub fn assert_shows(ctx: &TestContext, widget: Widget<'_>, changed: &[(&str, &str)]) {
    let (data, weights) = (ctx.data(), ctx.data().weights(changed));
    widget.in_widget_frame(|inner| {
        inner.assert_ranking(&data.ranking(changed));
        inner.assert_weights(&weights);
    });
    eventually("the element's weights", weights, || widget.read_weights());
    let ranking = data.ranking(changed);
    let order: Vec<_> = ranking.order().into_iter().map(str::to_owned).collect();
    eventually("the element's ranking", order, || read_order(widget));
}

fn assert_ranks_and_reports(ctx: &TestContext, elsewhere: Option<&Server>) {
    let page = open_framed(ctx, FRAMED, elsewhere);
    let widget = page.widget();
    assert!(!page.element("#fallback").is_visible());
    assert_shows(ctx, widget, &[]);
    assert_eq!(page.relative_url(), "/");
    widget.in_widget_frame(|inner| {
        inner.enter_weight("costs", "80");
        inner.slider("scale").press(&[Key::Home]);
    });
    let changed = [("costs", "80"), ("scale", "0")];
    assert_shows(ctx, widget, &changed);
    assert_url(&page, &format!("/#weigh-in={}", link_with(ctx, &changed)));
    let link: String = page.url();
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

fn a_framed_widget_ranks_and_notifies_its_page(ctx: &TestContext) {
    assert_ranks_and_reports(ctx, None);
}

fn a_framed_widget_of_another_origin_notifies_its_page(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    assert_ranks_and_reports(ctx, Some(&cdn));
    assert!(cdn.was_requested("/frame.html"));
}

fn properties_are_forwarded_to_the_frame(ctx: &TestContext) {
    let page = open_framed(ctx, FRAMED, None);
    let widget = page.widget();
    widget.js::<()>("host.weights = { costs: 80, ux: 7.5 }");
    assert_shows(ctx, widget, &[("costs", "80"), ("ux", "7.5")]);
    widget.js::<()>("host.reset()");
    assert_shows(ctx, widget, &[]);
    assert!(
        page.events("weigh-in-change").is_empty(),
        "no reader has changed anything"
    );
    let script = "<script>document.querySelector('weigh-in').weights = { scale: 0 }</script>";
    let page = open_framed(ctx, &format!("{FRAMED}{script}"), None);
    assert_shows(ctx, page.widget(), &[("scale", "0")]);
}

/// Returns the heights of the frame and of its content.
fn read_heights(widget: Widget<'_>) -> (f64, f64) {
    let outer = widget.frame().rect().height;
    let inner = widget.in_widget_frame(|inner| {
        inner.page.js::<f64>(
            "return document.body.getBoundingClientRect().height",
            json!([]),
        )
    });
    (outer, inner)
}

/// Waits until the frame is exactly as high as its content.
#[track_caller]
pub fn wait_until_fitting(widget: Widget<'_>) -> f64 {
    let (outer, _) = eventually_matches(
        "the frame fits",
        || Ok(read_heights(widget)),
        |(outer, inner)| (outer - inner).abs() <= 1.0,
    );
    assert!(outer > 300.0, "{outer} px are nothing to see");
    outer
}

fn the_frame_is_as_high_as_its_content(ctx: &TestContext) {
    let page = open_framed(ctx, FRAMED, None);
    let widget = page.widget();
    let at_first = wait_until_fitting(widget);
    widget.in_widget_frame(|inner| {
        inner.row_button("marsh").click();
        eventually("the details are drawn", true, || {
            inner.details("marsh").read_is_visible()
        });
    });
    eventually_matches(
        "it grows",
        || Ok(widget.frame().rect().height),
        |height| *height > at_first + 50.0,
    );
    wait_until_fitting(widget);
    widget.in_widget_frame(|inner| inner.row_button("marsh").click());
    eventually("it shrinks", at_first, || Ok(widget.frame().rect().height));
    page.js::<()>("document.body.style.width = '400px'", json!([]));
    eventually_matches(
        "it is higher where it is narrow",
        || Ok(widget.frame().rect().height),
        |height| *height > at_first,
    );
    wait_until_fitting(widget);
    let sideways: bool = widget.in_widget_frame(|inner| {
        inner.page.js(
            "return document.documentElement.scrollWidth > innerWidth",
            json!([]),
        )
    });
    assert!(!sideways);
}

fn the_frame_follows_links_and_the_history(ctx: &TestContext) {
    let page = open_framed(ctx, FRAMED, None);
    let widget = page.widget();
    // A gesture that writes the URL once.
    let before = page.history_length();
    widget.in_widget_frame(|inner| inner.choose_preset("equal"));
    eventually("an entry of the history", before + 1, || {
        page.try_js("return history.length", json!([]))
    });
    page.back();
    assert_shows(ctx, widget, &[]);
    let linked = [("costs", "80")];
    page.open(&format!("/#weigh-in={}", link_with(ctx, &linked)));
    assert_shows(ctx, widget, &linked);
    // A page that is opened with a link.
    page.open_url("about:blank");
    page.open(&format!("/#top&weigh-in={}", link_with(ctx, &linked)));
    wait_until_framed_ready(widget);
    assert_shows(ctx, widget, &linked);
    let before = page.history_length();
    widget.in_widget_frame(|inner| inner.enter_weight("scale", "0"));
    let both = [("costs", "80"), ("scale", "0")];
    assert_shows(ctx, widget, &both);
    assert_url(&page, &format!("/#top&weigh-in={}", link_with(ctx, &both)));
    assert_eq!(page.history_length(), before + 1);
    page.back();
    assert_shows(ctx, widget, &linked);
    assert_url(
        &page,
        &format!("/#top&weigh-in={}", link_with(ctx, &linked)),
    );
    page.forward();
    assert_shows(ctx, widget, &both);
    page.js::<()>("history.replaceState({ key: 'k' }, '')", json!([]));
    widget.in_widget_frame(|inner| inner.enter_weight("ux", "50"));
    assert_shows(
        ctx,
        widget,
        &[("costs", "80"), ("scale", "0"), ("ux", "50")],
    );
    eventually("what a router keeps", json!({ "key": "k" }), || {
        page.try_js::<Value>("return history.state", json!([]))
    });
}

fn the_frame_follows_the_attributes(ctx: &TestContext) {
    let page = open_framed(
        ctx,
        "<weigh-in frame theme='dark' hide='guide' lang='de' style='--weigh-in-font: Courier; --weigh-in-surface: rgb(1, 2, 3)'></weigh-in>",
        None,
    );
    let widget = page.widget();
    let read = |body: &str| {
        widget.in_widget_frame(|inner| {
            inner
                .part("base")
                .read::<Value>(body)
                .unwrap_or(Value::Null)
        })
    };
    let preset = "return root.querySelector('[data-preset=published]').textContent.trim()";
    let guide = "return !!root.querySelector('[part~=guide-button]')?.checkVisibility()";
    let theme = "return part.dataset.theme";
    let direction = "return getComputedStyle(part).direction";
    let is = |description: &str, body: &str, expected: Value| {
        eventually(description, expected, || Ok(read(body)))
    };
    assert_ne!(read(preset), json!("Article’s weights"));
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
    widget.in_widget_frame(|inner| inner.enter_weight("costs", "80"));
    for (change, description, body, expected) in [
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
            json!("Article’s weights"),
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
        is(&format!("{description} after {change}"), body, expected);
    }
    assert_shows(ctx, widget, &[("costs", "80")]);
    widget.js::<()>("host.setAttribute('weights', 'scale:0')");
    assert_shows(ctx, widget, &[("scale", "0")]);
    assert_eq!(page.problems(), [""; 0]);
}

fn a_hidden_frame_fits_its_content_once_visible(ctx: &TestContext) {
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
        let page = ctx.open(TALL, Site::article(&body));
        let widget = page.widget();
        widget.frame().wait_for();
        page.wait_for_paint();
        page.element("#tab").read::<()>(show).unwrap();
        wait_until_framed_ready(widget);
        let height = wait_until_fitting(widget);
        assert!(height < 2000.0, "{height} px");
        assert_shows(ctx, widget, &[]);
        assert_eq!(page.problems(), [""; 0]);
    }
}

fn a_frame_moved_in_the_document_keeps_its_weights(ctx: &TestContext) {
    let page = open_framed(
        ctx,
        "<div id='one'></div><weigh-in frame share='off'></weigh-in><div id='two'></div>",
        None,
    );
    let widget = page.widget();
    widget.in_widget_frame(|inner| inner.enter_weight("costs", "80"));
    assert_shows(ctx, widget, &[("costs", "80")]);
    for target in ["#two", "#one"] {
        let target = json!(target);
        widget.js::<()>(&format!("document.querySelector({target}).append(host)"));
        page.wait_for_paint();
        eventually("the frame shows", true, || widget.frame().read_is_visible());
        assert_shows(ctx, widget, &[("costs", "80")]);
        wait_until_fitting(widget);
    }
    assert_eq!(page.relative_url(), "/");
    assert_eq!(page.problems(), [""; 0]);
}

fn name_and_share_off_apply_to_the_frame(ctx: &TestContext) {
    let page = open_framed(
        ctx,
        "<weigh-in frame name='n'></weigh-in><weigh-in frame id='off' share='off' load='eager'></weigh-in>",
        None,
    );
    page.widget()
        .in_widget_frame(|inner| inner.enter_weight("costs", "80"));
    let url = format!("/#n={}", link_with(ctx, &[("costs", "80")]));
    assert_url(&page, &url);
    let off = page.widget_at("#off");
    // With several frames inside shadow roots, Chromium's driver clicks in the first one.
    off.in_widget_frame(|inner| {
        // Loads the panels, with the field.
        inner.slider("scale").focus();
        inner.number("scale").focus();
        page.press_with_control('a');
        page.type_keys("0");
        page.press(Key::Enter);
    });
    assert_shows(ctx, off, &[("scale", "0")]);
    assert_shows(ctx, page.widget(), &[("costs", "80")]);
    assert_eq!(page.relative_url(), url);
}

fn any_name_works_in_a_frame_and_the_rest_of_the_url_is_kept(ctx: &TestContext) {
    let page = ctx.start_page(
        TALL,
        Site::article("<weigh-in frame load='eager' name=\"best(2025)!'*\"></weigh-in>"),
    );
    let key = "best%282025%29%21%27%2A";
    // A state in the query is not the widget's where the fragment carries it.
    page.open(&format!(
        "/?{key}=1;scale:0#{key}={}",
        link_with(ctx, &[("costs", "80")])
    ));
    let widget = page.widget();
    wait_until_framed_ready(widget);
    assert_shows(ctx, widget, &[("costs", "80")]);
    // The page continues to change its URL, without the frame being notified.
    page.js::<()>(
        "history.replaceState(null, '', '/?page=2' + location.hash)",
        json!([]),
    );
    let before = page.history_length();
    widget.in_widget_frame(|inner| {
        inner.part("lead").click();
        inner.enter_weight("ux", "100");
    });
    let both = [("costs", "80"), ("ux", "100")];
    assert_shows(ctx, widget, &both);
    assert_url(&page, &format!("/?page=2#{key}={}", link_with(ctx, &both)));
    assert_eq!(page.history_length(), before + 1);
    assert_eq!(widget.js::<String>("return host.shareUrl"), page.url());
    page.back();
    assert_shows(ctx, widget, &[("costs", "80")]);
    let old = link_with(ctx, &[("costs", "80")]);
    widget.js::<()>("host.setAttribute('share', 'query')");
    widget.in_widget_frame(|inner| inner.enter_weight("ux", "60"));
    let query = link_with(ctx, &[("costs", "80"), ("ux", "60")]);
    assert_url(&page, &format!("/?page=2&{key}={query}#{key}={old}"));
    assert_eq!(page.problems(), [""; 0]);
}
