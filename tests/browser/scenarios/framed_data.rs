//! Custom data in a frame: the page fetches them, and the frame parses them.

use serde_json::json;

use super::{
    framed_widget::{TALL, wait_until_framed_ready},
    own_data::{CSV, JSON, PHONES, TABLE, assert_phones},
    scenarios,
};
use weigh_in_browser_tests::{
    data::Data,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    server::Server,
    site::{self, Site},
};

pub const ALL: &[Scenario] = scenarios![
    a_framed_widget_ranks_a_file_of_its_page,
    a_framed_widget_ranks_inline_data,
    the_page_reports_invalid_data_of_a_frame,
    a_framed_widget_accepts_new_data,
    a_framed_widget_shows_the_fallback_until_its_data_are_read,
    a_bare_frame_ranks_the_file_named_in_its_url,
];

const FRAMED: &str =
    "<weigh-in frame load='eager' src='phones.csv'><p id='fallback'>Published</p></weigh-in>";

/// Opens a page whose widget runs in a frame of another origin; only the page itself may read its data.
fn open_framed(ctx: &TestContext, cdn: &Server, body: &str, table: &str) -> Page {
    let html = site::article(body, &format!("{}/", cdn.origin));
    let site = Site::html(&html)
        .file("/phones.csv", CSV, table)
        .file("/phones.json", JSON, PHONES)
        .file("/bad.csv", CSV, TABLE.replace("60,40", "many,40"));
    ctx.open(TALL, site)
}

/// Waits until frame and element have the phones, and checks that the reader's weights reach the page.
#[track_caller]
fn assert_ranks_phones(page: &Page) {
    let widget = page.widget();
    wait_until_framed_ready(widget);
    widget.in_widget_frame(|inner| {
        assert_phones(inner, PHONES, &[]);
        inner.enter_weight("costs", "90");
        assert_phones(inner, PHONES, &[("costs", "90")]);
    });
    let ranking = Data::parse(PHONES).ranking(&[("costs", "90")]);
    let order: Vec<String> = ranking.order().into_iter().map(str::to_owned).collect();
    eventually("the element's ranking", order, || {
        let script = "return document.querySelector('weigh-in').ranking.map(({ id }) => id)";
        page.try_js(script, json!([]))
    });
    assert!(!page.element("#fallback").is_visible());
    assert_eq!(page.problems(), [""; 0]);
}

fn a_framed_widget_ranks_a_file_of_its_page(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    assert_ranks_phones(&open_framed(ctx, &cdn, FRAMED, TABLE));
}

fn a_framed_widget_ranks_inline_data(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let framed = FRAMED.replace(" src='phones.csv'", "");
    for body in [
        framed.replace("<p", &format!("<script type='{CSV}'>{TABLE}</script><p")),
        format!("{framed}<script>document.querySelector('weigh-in').data = {PHONES}</script>"),
    ] {
        assert_ranks_phones(&open_framed(ctx, &cdn, &body, TABLE));
    }
}

fn the_page_reports_invalid_data_of_a_frame(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let page = open_framed(ctx, &cdn, FRAMED, &TABLE.replace("60,40", "many,40"));
    let events = eventually_matches(
        "weigh-in-error is fired",
        || Ok(page.events("weigh-in-error")),
        |all| !all.is_empty(),
    );
    let detail = &events[0]["detail"];
    assert_eq!(detail["problems"][0]["place"], "row 2, column \"Battery\"");
    let message = detail["message"].as_str().expect("a message");
    assert!(
        message.starts_with("phones.csv has 1 problem.\n"),
        "{message}"
    );
    let widget = page.widget();
    eventually("the notice is drawn", true, || {
        widget.part("error").read_is_visible()
    });
    assert!(page.element("#fallback").is_visible());
    assert!(widget.part("data-problems").is_visible());
    assert!(widget.js::<bool>("return host.ready.then(() => false, () => true)"));
    assert_eq!(events.len(), 1);
    assert_eq!(
        page.problems(),
        [format!("console.error: <weigh-in>: {message}")]
    );
}

fn a_framed_widget_accepts_new_data(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let page = open_framed(ctx, &cdn, FRAMED, &TABLE.replace("90,60", "9,60"));
    let widget = page.widget();
    wait_until_framed_ready(widget);
    widget.js::<()>("host.setAttribute('src', 'phones.json')");
    let events = |kind: &'static str, count: usize| {
        let read = || Ok(page.events(kind));
        eventually_matches(kind, read, |all| all.len() == count)
    };
    events("weigh-in-ready", 2);
    assert_ranks_phones(&page);
    // Invalid data leave the widget unchanged.
    widget.js::<()>("host.setAttribute('src', 'bad.csv')");
    let told = events("weigh-in-error", 1);
    assert_eq!(
        told[0]["detail"]["problems"].as_array().map(Vec::len),
        Some(1)
    );
    widget.in_widget_frame(|inner| assert_phones(inner, PHONES, &[("costs", "90")]));
    assert!(!page.element("#fallback").is_visible());
}

fn a_framed_widget_shows_the_fallback_until_its_data_are_read(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn().with_held(|path| path.ends_with(".wasm")));
    let page = open_framed(ctx, &cdn, FRAMED, TABLE);
    let progress = page.widget().part("progress");
    eventually("the progress is drawn", true, || progress.read_is_visible());
    assert!(page.element("#fallback").is_visible());
    cdn.release();
    assert_ranks_phones(&page);
    assert!(!progress.exists());
}

fn a_bare_frame_ranks_the_file_named_in_its_url(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn().file("/phones.csv", CSV, TABLE));
    let body = format!(
        "<iframe src='{0}/frame.html?src={0}/phones.csv' width='1000' height='2000'></iframe>",
        cdn.origin
    );
    let page = ctx.open(TALL, Site::article(&body));
    page.in_frame(&page.element("iframe"), || {
        assert_phones(page.widget(), PHONES, &[]);
    });
}
