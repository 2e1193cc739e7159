//! Benchmarks in Chromium: the widget with three kinds of data, peers that show the same, and long tables.
//!
//! Ignored by default; `cargo xtask bench` builds the peers, runs this on the release, and prints what it writes to
//! `target/bench/figures.md`. Each page is loaded in a new tab and from a new origin, so that nothing is cached, once on
//! a slowed phone and once on a desktop computer. All pages take turns, [`ROUNDS`] times.

mod lighthouse;
mod measurements;
mod report;
mod subjects;
mod tables;

use std::fs;

use serde_json::json;
use weigh_in_browser_tests::{browser::Setup, repository, runner::TestContext, site::Site};

use self::measurements::{measure_page, measure_table};
use self::report::Report;
use self::subjects::subjects;

/// The number of times that each page is measured; the figures are medians.
const ROUNDS: usize = 5;

/// The numbers of entries of the tables; each has six criteria.
const ENTRIES: [usize; 3] = [10, 1_000, 100_000];

/// Runs the benchmarks, and writes the figures as Markdown.
pub fn run(ctx: &TestContext) {
    let subjects = subjects();
    let mut report = Report::new(&subjects);
    // The first pages of a browser take longer than the same pages later.
    measure_page(ctx, &subjects[0]);
    let page = ctx.start_page(Setup::DESKTOP, Site::demo());
    let version = page.cdp("Browser.getVersion", json!({}));
    let browser = version["product"]
        .as_str()
        .expect("a version")
        .replace('/', " ");
    drop(page);
    for round in 1..=ROUNDS {
        for (index, subject) in subjects.iter().enumerate() {
            eprintln!("round {round} of {ROUNDS}: {}", subject.name);
            report.pages[index].push(measure_page(ctx, subject));
        }
        for (index, entries) in ENTRIES.into_iter().enumerate() {
            eprintln!("round {round} of {ROUNDS}: {entries} entries");
            report.tables[index].push(measure_table(ctx, entries));
        }
    }
    eprintln!("Lighthouse");
    let server = ctx.serve(Site::demo().with_benches());
    report.lighthouse = lighthouse::audit(&format!("{}/index.html", server.origin));
    let file = repository().join("target/bench/figures.md");
    fs::write(&file, report.to_markdown(&browser))
        .expect("the folder of the benchmarks is writable");
}
