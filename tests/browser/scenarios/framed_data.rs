//! Own data in a frame: the page fetches them, and the frame reads them.

use serde_json::json;

use super::{
    framing::{TALL, is_ready},
    own_data::{CSV, JSON, PHONES, TABLE, shows_phones},
    scenarios,
};
use weigh_in_browser_tests::{
    data::Data,
    eventually::{eventually, eventually_some},
    page::Page,
    runner::{Scenario, TestContext},
    server::Server,
    site::{self, Site},
};

pub const ALL: &[Scenario] = scenarios![
    a_framed_widget_ranks_a_file_of_its_page,
    a_framed_widget_ranks_what_its_page_holds,
    bad_data_in_a_frame_are_told_in_the_page,
    a_framed_widget_takes_other_data,
    a_framed_widget_shows_the_fallback_until_its_data_are_read,
    a_bare_frame_ranks_the_file_that_its_address_names,
];

const FRAMED: &str =
    "<weigh-in frame load='eager' src='phones.csv'><p id='fallback'>Published</p></weigh-in>";

/// A page whose widget runs in a frame of another origin; its data may be read by nobody else.
fn open(ctx: &TestContext, cdn: &Server, body: &str, table: &str) -> Page {
    let html = site::article(body, &format!("{}/", cdn.origin));
    let site = Site::written(&html)
        .file("/phones.csv", CSV, table)
        .file("/phones.json", JSON, PHONES)
        .file("/bad.csv", CSV, TABLE.replace("60,40", "many,40"));
    ctx.open(TALL, site)
}

/// Frame and element have the phones, and the reader's weights reach the page.
#[track_caller]
fn ranks_phones(page: &Page) {
    let widget = page.widget();
    is_ready(widget);
    widget.in_its_frame(|inner| {
        shows_phones(inner, PHONES, &[]);
        inner.number("costs").enter("90");
        shows_phones(inner, PHONES, &[("costs", "90")]);
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
    ranks_phones(&open(ctx, &cdn, FRAMED, TABLE));
}

fn a_framed_widget_ranks_what_its_page_holds(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let framed = FRAMED.replace(" src='phones.csv'", "");
    for body in [
        framed.replace("<p", &format!("<script type='{CSV}'>{TABLE}</script><p")),
        format!("{framed}<script>document.querySelector('weigh-in').data = {PHONES}</script>"),
    ] {
        ranks_phones(&open(ctx, &cdn, &body, TABLE));
    }
}

fn bad_data_in_a_frame_are_told_in_the_page(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let page = open(ctx, &cdn, FRAMED, &TABLE.replace("60,40", "many,40"));
    let events = eventually_some(
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
        widget.part("error").read_visible()
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

fn a_framed_widget_takes_other_data(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn());
    let page = open(ctx, &cdn, FRAMED, &TABLE.replace("90,60", "9,60"));
    let widget = page.widget();
    is_ready(widget);
    widget.js::<()>("host.setAttribute('src', 'phones.json')");
    let events = |kind: &'static str, count: usize| {
        let read = || Ok(page.events(kind));
        eventually_some(kind, read, |all| all.len() == count)
    };
    events("weigh-in-ready", 2);
    ranks_phones(&page);
    // Those that are no good leave it as it is.
    widget.js::<()>("host.setAttribute('src', 'bad.csv')");
    let told = events("weigh-in-error", 1);
    assert_eq!(
        told[0]["detail"]["problems"].as_array().map(Vec::len),
        Some(1)
    );
    widget.in_its_frame(|inner| shows_phones(inner, PHONES, &[("costs", "90")]));
    assert!(!page.element("#fallback").is_visible());
}

fn a_framed_widget_shows_the_fallback_until_its_data_are_read(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn().held(|path| path.ends_with(".wasm")));
    let page = open(ctx, &cdn, FRAMED, TABLE);
    let progress = page.widget().part("progress");
    eventually("the progress is drawn", true, || progress.read_visible());
    assert!(page.element("#fallback").is_visible());
    cdn.release();
    ranks_phones(&page);
    assert!(!progress.exists());
}

fn a_bare_frame_ranks_the_file_that_its_address_names(ctx: &TestContext) {
    let cdn = ctx.serve(Site::cdn().file("/phones.csv", CSV, TABLE));
    let body = format!(
        "<iframe src='{0}/frame.html?src={0}/phones.csv' width='1000' height='2000'></iframe>",
        cdn.origin
    );
    let page = ctx.open(TALL, Site::article(&body));
    page.in_frame(&page.element("iframe"), || {
        shows_phones(page.widget(), PHONES, &[]);
    });
}
