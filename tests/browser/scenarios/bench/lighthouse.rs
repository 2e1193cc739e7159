//! The scores of Lighthouse, which runs as a Node program in a browser of its own.

use std::{env, process::Command};

use serde_json::Value;
use weigh_in_browser_tests::repository;

use super::ROUNDS;

/// The categories of Lighthouse, with their names in the report.
pub const CATEGORIES: [(&str, &str); 4] = [
    ("performance", "Performance"),
    ("accessibility", "Accessibility"),
    ("best-practices", "Best practices"),
    ("seo", "SEO"),
];

/// Returns the scores of a page in each category, from 0 to 100, of every run on a phone.
pub fn audit(url: &str) -> Vec<[f64; CATEGORIES.len()]> {
    (0..ROUNDS).map(|_| audit_once(url)).collect()
}

fn audit_once(url: &str) -> [f64; CATEGORIES.len()] {
    let categories = CATEGORIES.map(|(category, _)| category).join(",");
    let mut command = Command::new("node");
    command
        .arg(repository().join("benches/node_modules/lighthouse/cli/index.js"))
        .args([url, "--quiet", "--output=json"])
        .arg(format!("--only-categories={categories}"))
        .arg("--chrome-flags=--headless=new --no-sandbox");
    if let Some(chromium) = env::var_os("CHROMIUM") {
        command.env("CHROME_PATH", chromium);
    }
    let output = command.output().expect("Node.js runs");
    let result: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    CATEGORIES.map(|(category, _)| {
        let score = result["categories"][category]["score"].as_f64();
        100.0 * score.expect("a score")
    })
}
