//! Benchmarks in Chromium: parsing and weighing tables of several lengths, compared with a hand-written peer.
//!
//! Ignored by default; `cargo xtask bench` runs them on the release and prints a table.

use std::{fmt::Write, fs};

use serde::Deserialize;
use serde_json::json;

use weigh_in_browser_tests::{
    browser::Setup, eventually::eventually, page::Page, repository, runner::TestContext, site::Site,
};

/// The numbers of entries of the tables; each has six criteria.
const ENTRIES: [usize; 3] = [10, 1_000, 100_000];

/// The measurement of one of the two: times in milliseconds, and the module's memory.
#[derive(Deserialize)]
struct Measurement {
    /// The time until the first ranking is rendered.
    ready: f64,
    /// The longest task until 1.5 seconds after that, if one took 50 ms.
    longest: f64,
    /// The time from a slider step to the end of its frame.
    step: f64,
    /// The time from a letter typed in the search to the end of its frame.
    searching: Option<f64>,
    mebibytes: Option<f64>,
}

/// Runs the benchmarks, and prints the table.
pub fn run(ctx: &TestContext) {
    let root = repository();
    let read =
        |path: &str| fs::read(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut site = Site::demo()
        .file("/bench.html", "text/html", read("benches/page.html"))
        .file("/bench.js", "text/javascript", read("benches/bench.js"))
        .file(
            "/papaparse.js",
            "text/javascript",
            read("node_modules/papaparse/papaparse.min.js"),
        );
    for entries in ENTRIES {
        site = site.file(
            &format!("/{entries}.csv"),
            "text/csv",
            generate_table(entries),
        );
    }
    let page = ctx.start_page(Setup::DESKTOP, site);
    println!(
        "\n{:<34}{:>10}{:>12}{:>12}{:>8}",
        "six criteria, in Chromium", "entries", "Weigh-in", "by hand", "ratio"
    );
    for entries in ENTRIES {
        let ours = measure(&page, "weighIn", entries);
        let peer = measure(&page, "byHand", entries);
        let line = |label: &str, ours: f64, peer: Option<f64>| {
            let mut line = format!("{label:<34}{entries:>10}{ours:>12.1}");
            if let Some(peer) = peer {
                let _ = write!(line, "{peer:>12.1}{:>8.2}", ours / peer);
            }
            println!("{line}");
        };
        line("file to first ranking, ms", ours.ready, Some(peer.ready));
        line(
            "longest task from 50 ms on, ms",
            ours.longest,
            Some(peer.longest).filter(|&longest| longest > 0.0),
        );
        line("step of a slider, ms", ours.step, Some(peer.step));
        if let Some(searching) = ours.searching {
            line("letter of a search, ms", searching, None);
        }
        line(
            "memory of the module, MiB",
            ours.mebibytes.unwrap_or_default(),
            None,
        );
    }
}

/// Measures one of the two in a new page.
fn measure(page: &Page, who: &str, entries: usize) -> Measurement {
    page.open("/bench.html");
    eventually("the benchmarks are loaded", true, || {
        page.try_js("return 'bench' in window", json!([]))
    });
    // The driver waits for the promise, and sends no commands meanwhile.
    let script = "return bench[arguments[0]](arguments[1])";
    page.js(script, json!([who, format!("/{entries}.csv")]))
}

/// Generates a table of entries, the same every time.
fn generate_table(entries: usize) -> String {
    let mut table = "id,name,tagline,url,tag:Region".to_owned();
    for (name, weight, better) in [
        ("Speed", 30, "higher"),
        ("Care", 25, "higher"),
        ("Price", 15, "lower"),
        ("Reach", 15, "higher"),
        ("Safety", 10, "higher"),
        ("Ease", 5, "higher"),
    ] {
        let _ = write!(
            table,
            ",{name} [weight={weight} better={better} range=0..100]"
        );
    }
    // A linear congruential generator (Knuth's MMIX).
    let mut state = 5u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for entry in 0..entries {
        let region = ["north", "south", "east", "west"][next(4) as usize];
        let _ = write!(
            table,
            "\nitem-{entry:06},Item number {entry:06},Made in town {},https://example.org/item/{entry},{region}",
            entry % 997
        );
        for _ in 0..6 {
            let tenths = next(1_001);
            // One score in ten thousand is missing, so that the search for potential winners runs.
            if next(10_000) == 0 {
                table.push(',');
            } else {
                let _ = write!(table, ",{}.{}", tenths / 10, tenths % 10);
            }
        }
    }
    table
}
