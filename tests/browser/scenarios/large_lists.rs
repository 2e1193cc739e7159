//! Long lists: paging and search.

use std::fmt::Write;

use serde_json::json;

use super::{own_data::CSV, scenarios};
use weigh_in_browser_tests::{
    browser::Setup,
    eventually::{eventually, eventually_matches},
    page::Page,
    runner::{Scenario, TestContext},
    site::Site,
};

pub const ALL: &[Scenario] = scenarios![
    some_rows_are_shown_and_more_on_demand,
    a_list_of_twenty_can_be_searched,
    a_list_of_nineteen_cannot_be_searched,
    a_search_leaves_only_matches,
    events_of_a_large_data_set_include_its_ranking,
    a_rank_after_the_shown_rows_opens_its_row,
    a_long_list_keeps_its_height_while_its_language_changes,
    missing_scores_do_not_change_the_length_of_bars,
];

/// Opens a page that ranks this many entries, the best of which is the first.
fn open_list(ctx: &TestContext, entries: usize) -> Page {
    let mut table = "name,Score [range=0..10000]\n".to_owned();
    for entry in 1..=entries {
        writeln!(table, "Entry {entry},{}", 10_000 - entry).expect("a text");
    }
    let body = "<weigh-in src='entries.csv'></weigh-in>";
    let site = Site::article(body).file("/entries.csv", CSV, table);
    ctx.open_ready(Setup::DESKTOP, site)
}

/// Waits until these entries are shown, in order and with their ranks.
#[track_caller]
fn assert_shown(page: &Page, entries: impl Iterator<Item = u32> + Clone) {
    let rows = entries.map(|entry| (format!("entry-{entry}"), Some(entry)));
    let rows: Vec<_> = rows.collect();
    eventually("the rows", rows, || page.widget().read_rows());
}

fn some_rows_are_shown_and_more_on_demand(ctx: &TestContext) {
    let page = open_list(ctx, 60);
    let more = page.widget().part("more");
    assert_shown(&page, 1..=25);
    assert_eq!(more.text(), "Show 25 more");
    more.click();
    assert_shown(&page, 1..=50);
    assert_eq!(more.text(), "Show 10 more");
    more.click();
    assert_shown(&page, 1..=60);
    assert!(!more.exists());
    assert!(
        page.relative_url().contains(";rows=75"),
        "{}",
        page.relative_url()
    );
}

fn a_list_of_twenty_can_be_searched(ctx: &TestContext) {
    open_list(ctx, 20).widget().part("search").wait_for();
}

fn a_list_of_nineteen_cannot_be_searched(ctx: &TestContext) {
    let page = open_list(ctx, 19);
    page.widget().wait_for_level();
    assert!(!page.widget().part("search").exists());
}

fn a_search_leaves_only_matches(ctx: &TestContext) {
    let page = open_list(ctx, 120);
    page.widget().part("search").enter("entry 11");
    let remaining = std::iter::once(11).chain(110..=119);
    let rows: Vec<(String, u32, u32)> = (1..)
        .zip(remaining)
        .map(|(rank, entry)| (format!("entry-{entry}"), rank, entry))
        .collect();
    page.widget().assert_rows(&rows);
    assert_eq!(page.widget().part("shown").text(), "Showing 11 of 120");
}

fn events_of_a_large_data_set_include_its_ranking(ctx: &TestContext) {
    let page = open_list(ctx, 1_200);
    let length = "return host.ranking.length";
    assert_eq!(page.widget().js::<usize>(length), 1_200);
    let ready = page.events("weigh-in-ready");
    assert_eq!(
        ready[0]["detail"]["ranking"].as_array().map(Vec::len),
        Some(1_200)
    );
}

fn a_rank_after_the_shown_rows_opens_its_row(ctx: &TestContext) {
    let page = open_list(ctx, 60);
    let widget = page.widget();
    assert_shown(&page, 1..=25);
    widget.part("robustness-button").wait_for();
    widget.part("robustness-button").click();
    let link = widget
        .part("rank-table")
        .find("tr[data-entry=entry-40] button");
    link.click();
    assert_shown(&page, 1..=50);
    eventually("its details", true, || {
        widget.details("entry-40").read_is_visible()
    });
    assert!(widget.row_button("entry-40").has_focus());
    assert!(
        page.relative_url().contains(";rows=50"),
        "{}",
        page.relative_url()
    );
}

fn a_long_list_keeps_its_height_while_its_language_changes(ctx: &TestContext) {
    let page = open_list(ctx, 1_200);
    let watch = "window.heights = [];
        const look = () => { heights.push(host.offsetHeight); requestAnimationFrame(look) };
        look(); host.lang = 'de'";
    page.widget().js::<()>(watch);
    let more = page.widget().part("more");
    eventually_matches(
        "German",
        || more.read_text(),
        |text| text.contains("weitere"),
    );
    let min_height: f64 = page.js("return Math.min(...heights)", json!([]));
    assert!(min_height > 1000.0, "{min_height} px high");
}

fn missing_scores_do_not_change_the_length_of_bars(ctx: &TestContext) {
    let table = "name,Care,Price\nAcme,90,80\nBrix,70,\nCoil,,60\nDune,40,30\n";
    let site =
        Site::article("<weigh-in src='entries.csv'></weigh-in>").file("/entries.csv", CSV, table);
    let page = ctx.open_ready(Setup::DESKTOP, site);
    let widths = "return [...host.shadowRoot.querySelectorAll('[part~=bar]')].map((bar) => Math.round(bar.clientWidth))";
    let widths: Vec<u32> = page.widget().js(widths);
    assert_eq!(widths.len(), 4);
    assert!(
        widths.iter().all(|&width| width > 0 && width == widths[0]),
        "{widths:?}"
    );
}
