//! The sentences of the pages that state a number, with the number as the code has it.

use serde_json::Value;
use weigh_in_core::dataset::{Comparison, DataSet, Decimal, pack};
use weigh_in_core::link::{MAX_OPEN_FROM_LINK, MAX_ROWS_FROM_LINK};
use weigh_in_core::publish::Embed;
use weigh_in_core::robustness::{
    LocalRobustness, RankAcceptability, Report, ReportById, Robustness,
};
use weigh_in_core::session::Session;
use weigh_in_core::text::Texts;
use weigh_in_core::weights::{Locks, Weight};

use super::data::bundled;
use crate::support::constants::{constant, list_of, source, source_constant, text_constant};
use crate::support::{all, read_data};

/// A page, and a sentence of it as the code has its numbers.
pub type Figure = (&'static str, String);

const README: &str = "README.md";
const DESIGN: &str = "DESIGN.md";
const DATA: &str = "docs/data.md";
const EMBEDDING: &str = "docs/embedding.md";
const ROBUSTNESS: &str = "docs/robustness.md";
const STUDIO: &str = "docs/studio.md";
const THEME: &str = "docs/theme.md";
const ANALYTICS: &str = "docs/analytics.md";

/// Pages of which every number is either compared or known to be no fact of the code.
pub const COMPLETE_PAGES: [&str; 4] = [README, DATA, EMBEDDING, ROBUSTNESS];

/// Returns every sentence whose numbers are compared.
pub fn figures() -> Vec<Figure> {
    [limits(), widget(), robustness(), bundled_data(), sizes()].concat()
}

/// Returns the limits of data sets and links.
fn limits() -> Vec<Figure> {
    let [criteria, facets, tags] = [
        Comparison::MAX_CRITERIA,
        Comparison::MAX_FACETS,
        Comparison::MAX_TAGS,
    ]
    .map(grouped);
    let entries = grouped(Comparison::MAX_ENTRIES);
    let mebibytes = Comparison::MAX_BYTES >> 20;
    assert_eq!(
        constant("assets/data.js", "MAX_BYTES"),
        Comparison::MAX_BYTES
    );
    let weight = Weight::MAX.hundredths() / 100;
    vec![
        (
            DATA,
            format!(
                "{criteria} criteria; {entries} entries; {facets} facets with {tags} tags each; {} use cases; {mebibytes} MiB per file; {} characters per text; {} digits per number.",
                Comparison::MAX_USE_CASES,
                grouped(Comparison::MAX_TEXT),
                Decimal::MAX_DIGITS,
            ),
        ),
        (
            EMBEDDING,
            format!("at most {entries} entries and {mebibytes} MiB"),
        ),
        (EMBEDDING, format!("is larger than {mebibytes} MiB")),
        (
            DATA,
            Decimal::SCALES
                .map(|(_, top)| format!("{} to {top}", Decimal::ZERO))
                .join(", ")
                .replacen(", 0 to 100", " or 0 to 100", 1),
        ),
        (
            README,
            format!("from criterion id to number, 0 to {weight}"),
        ),
        (
            DATA,
            format!("a whole number of hundredths, from 0 to {weight}"),
        ),
        (
            DATA,
            format!("the published weight: 0 to {weight}, with at most two decimals"),
        ),
        (EMBEDDING, format!("`weights` are from 0 to {weight}")),
        (
            ANALYTICS,
            format!("number from 0 to {weight}, the position of the slider"),
        ),
        (
            EMBEDDING,
            format!(
                "A link shows at most {MAX_ROWS_FROM_LINK} rows and opens the details of at most {MAX_OPEN_FROM_LINK} entries"
            ),
        ),
        (
            DESIGN,
            format!(
                "A link shows at most {MAX_ROWS_FROM_LINK} rows and opens at most {MAX_OPEN_FROM_LINK} entries"
            ),
        ),
        (
            DESIGN,
            format!(
                "from 0 to {} of them",
                grouped(usize::from(Weight::MAX.hundredths()))
            ),
        ),
    ]
}

/// Returns the figures of what the widget shows, sends and reports.
fn widget() -> Vec<Figure> {
    let compared = word(Session::MAX_COMPARED);
    let browsers = source("xtask/src/script.rs");
    let (_, browsers) = browsers
        .split_once("\"chrome")
        .expect("the oldest browsers");
    let [chromium, firefox, safari] =
        [("", ','), ("firefox", ','), ("safari", '"')].map(|(name, end)| {
            let (_, rest) = browsers.split_once(name).expect(name);
            rest.split(end).next().unwrap_or_default()
        });
    let narrowest = source("tests/browser/src/browser.rs");
    let (_, narrowest) = narrowest.split_once("const SMALL_PHONE").expect("a screen");
    let narrowest = narrowest
        .split_once("width: ")
        .and_then(|(_, rest)| rest.split(',').next());
    let narrowest = narrowest.expect("a width");
    let measured = source("tests/browser/scenarios/bench/mod.rs");
    let measured = text_constant(&measured, "ENTRIES").replace(['[', ']', '_'], "");
    let measured = measured
        .rsplit(", ")
        .next()
        .and_then(|most| most.parse().ok());
    let tools = source("xtask/src/tools.rs");
    let (_, node) = tools.split_once("install Node.js ").expect("a version");
    let (node, _) = node.split_once(" or newer").expect("an end");
    let widths = source("studio/src/page/preview.rs");
    let widths = text_constant(&widths, "WIDTHS");
    let widths: Vec<&str> = widths.split('"').skip(3).step_by(2).collect();
    let layout = source("assets/weigh-in.js");
    let pixels = |property| {
        let (_, rest) = layout.split_once(property).expect(property);
        let (pixels, _) = rest.split_once("px").expect("a length");
        pixels.to_owned()
    };
    let problems = source("core/src/format/problems.rs");
    let lint = source("core/src/lint/mod.rs");
    let milliseconds = source_constant(&source("core/src/model/url_state.rs"), "WRITE_DELAY");
    vec![
        (
            README,
            format!("show {} rows at a time", Session::PAGE_SIZE),
        ),
        (
            DESIGN,
            format!("Why {} rows at a time?", Session::PAGE_SIZE),
        ),
        (
            DESIGN,
            format!(
                "the widget renders {} rows and offers more",
                Session::PAGE_SIZE
            ),
        ),
        (
            README,
            format!("two to {compared} entries can be compared side by side"),
        ),
        (
            README,
            format!("entries compared side by side, at most {compared}"),
        ),
        (
            README,
            format!("Chromium {chromium}, Firefox {firefox}, Safari {safari}, and newer"),
        ),
        (
            EMBEDDING,
            format!("older than Chromium {chromium}, Firefox {firefox} or Safari {safari}"),
        ),
        (
            EMBEDDING,
            format!(
                "up to {} of them, each as",
                grouped(source_constant(&problems, "MAX"))
            ),
        ),
        (
            EMBEDDING,
            format!(
                "The console shows the first {}:",
                list_of("assets/data.js", "MAX_CONSOLE_LINES", 0)
            ),
        ),
        (
            EMBEDDING,
            format!(
                "above the fallback, up to {} of them",
                list_of("assets/data.js", "MAX_CONSOLE_LINES", 1)
            ),
        ),
        (
            EMBEDDING,
            format!(
                "has not loaded within {} s, has sent nothing for {} s",
                constant("assets/weigh-in.js", "PATIENCE") / 1000,
                constant("assets/data.js", "PATIENCE") / 1000
            ),
        ),
        (
            EMBEDDING,
            format!(
                "the first {} entries of the ranking",
                grouped(constant("assets/frame.js", "MAX_ROWS"))
            ),
        ),
        (
            EMBEDDING,
            format!(
                "up to {} kB; upload larger data as a file",
                Embed::MAX_INLINE_BYTES / 1000
            ),
        ),
        (
            STUDIO,
            format!("for data up to {} bytes", grouped(Embed::MAX_INLINE_BYTES)),
        ),
        (
            STUDIO,
            format!(
                "no forms for texts over {} MiB",
                constant("studio/src/page/app.rs", "MAX_FORM_BYTES") >> 20
            ),
        ),
        (
            STUDIO,
            format!(
                "Check the preview at {}, {} and {} px",
                widths[0], widths[1], widths[2]
            ),
        ),
        (
            EMBEDDING,
            format!(
                "lists the first {} entries",
                constant("core/src/publish/fallback.rs", "MAX_LISTED")
            ),
        ),
        (
            EMBEDDING,
            format!(
                "have not changed for {} s",
                constant("assets/frame.js", "ROBUSTNESS_DELAY") as f64 / 1000.0
            ),
        ),
        (README, format!("Node.js {node} or newer")),
        (README, format!("in a column of {narrowest} px")),
        (README, format!("down to {narrowest} px")),
        (
            README,
            format!(
                "with up to {} entries",
                grouped(measured.expect("a number of entries"))
            ),
        ),
        (
            THEME,
            format!(
                "up to {} px, and at least {} px",
                pixels("canvas { display: block; inline-size: "),
                pixels("min-inline-size: min(")
            ),
        ),
        (DESIGN, format!("written at most every {milliseconds} ms")),
        (
            DATA,
            format!(
                "correlate (Pearson) by {} or more, in either direction, over at least {} entries",
                text_constant(&lint, "MIN_CORRELATION"),
                word(source_constant(&lint, "MIN_SHARED_ENTRIES"))
            ),
        ),
    ]
}

fn robustness() -> Vec<Figure> {
    let points = grouped(RankAcceptability::POINTS as usize);
    let draws = grouped(LocalRobustness::POINTS as usize);
    let reach = LocalRobustness::REACH;
    let ranked = RankAcceptability::MAX_RANKED;
    let modulus = RankAcceptability::POINTS as usize + 1;
    let scores = constant("core/src/robustness/rank_acceptability.rs", "MAX_SCORES");
    let criteria = 6;
    let lattice = source("core/src/robustness/lattice.rs");
    let sum = constant("core/src/ranking/total.rs", "MAX_SUM");
    let at_once = constant(
        "src/widget/panels/robustness/property.rs",
        "MAX_SCORES_AT_ONCE",
    );
    let [moderate, robust] = levels();
    let wording = source("core/src/text/robustness_wording.rs");
    let (_, distance) = wording
        .split_once("(percent - weight).abs() >= ")
        .expect("the distance of a weight from what it decides");
    let (distance, _) = distance.split_once(".0;").expect("an end");
    vec![
        (
            ROBUSTNESS,
            format!("are counted at {points} sets of weights"),
        ),
        (ROBUSTNESS, format!("modulo the prime {}", grouped(modulus))),
        (ROBUSTNESS, format!("is counted at {draws} sets of weights")),
        (
            ROBUSTNESS,
            format!(
                "no criterion’s share of the total changes by more than {reach} percentage points"
            ),
        ),
        (
            ROBUSTNESS,
            format!("by at least {distance} percentage points and a factor of two"),
        ),
        (
            ROBUSTNESS,
            format!("Of more than {ranked} entries, only those"),
        ),
        (
            ROBUSTNESS,
            format!(
                "more than {} with {} criteria",
                grouped(scores / criteria),
                word(criteria)
            ),
        ),
        (
            ROBUSTNESS,
            format!(
                "`fragile` | {} | less than {moderate}% | ",
                says(Robustness::Fragile)
            ),
        ),
        (
            ROBUSTNESS,
            format!(
                "`moderate` | {} | less than {robust}% | ",
                says(Robustness::Moderate)
            ),
        ),
        (
            ROBUSTNESS,
            format!(
                "`robust` | {} | {robust}% or more, or no transfer",
                says(Robustness::Robust)
            ),
        ),
        (
            ROBUSTNESS,
            format!(
                "in slices of about {} ms",
                text_constant(
                    &source("src/widget/panels/robustness/mod.rs"),
                    "SLICE_MILLIS"
                )
                .trim_end_matches(".0")
            ),
        ),
        (
            EMBEDDING,
            format!("if there are more than {ranked}, only those that no other entry dominates"),
        ),
        (
            EMBEDDING,
            format!("for the rows that are shown, at most {ranked}"),
        ),
        (EMBEDDING, format!("With more than {at_once} scores")),
        (
            DESIGN,
            format!("Why does the lattice have {points} sets of weights?"),
        ),
        (DESIGN, format!("the prime 2¹⁷ − 1 = {}", grouped(modulus))),
        (DESIGN, format!("has {points} points without the point 0")),
        (
            DESIGN,
            format!(
                "The multiplier is {}.",
                grouped(source_constant(&lattice, "MULTIPLIER"))
            ),
        ),
        (
            DESIGN,
            format!("must not add up to more than {}", grouped(sum)),
        ),
        (
            DESIGN,
            format!("weighted sums over {} criteria", Comparison::MAX_CRITERIA),
        ),
        (
            DESIGN,
            format!("within {reach} percentage points of each share"),
        ),
    ]
}

/// Returns what the widget says of a lead.
fn says(robustness: Robustness) -> String {
    Texts::english().robustness(robustness).to_owned()
}

/// Returns the figures that the command reports about the bundled data.
fn bundled_data() -> Vec<Figure> {
    let comparison = bundled();
    let entries = all(&comparison);
    let weights = comparison.published_weights();
    let report = Report::new(&comparison, &entries, &weights, &Locks::default());
    let lead = report.lead().expect("a leader");
    let verdict = lead.verdict.ready().expect("a verdict");
    let transfer = verdict.transfer.as_ref().expect("a transfer");
    let level = says(verdict.robustness).to_lowercase();
    let leader = comparison.entry(lead.leader);
    let by_id = ReportById::new(&comparison, &report, entries.into_iter());
    let by_id: Value = serde_json::to_value(by_id).expect("JSON");
    let share = by_id["firstShare"][&leader.id].as_f64().expect("a share");
    let always = lead.local_robustness.ready();
    assert_eq!(always, Some(&1.0), "“stays first” in README.md");
    let scores = comparison.entries.len() * comparison.criteria.len();
    vec![
        (
            README,
            format!(
                "reports that {} is first under {:.0}% of all possible sets of weights and stays first if no share of the total changes by more than {} percentage points. It is a {level}: moving {:.1} of 100 points of weight from {} to {} puts {} first.",
                leader.name,
                100.0 * share,
                LocalRobustness::REACH,
                transfer.points(),
                comparison.criterion(transfer.from).name,
                comparison.criterion(transfer.to).name,
                comparison.entry(transfer.rival).name,
            ),
        ),
        (README, format!("The {scores} scores are our own reading")),
        (
            README,
            format!(
                ": {} insurers, brokers and markets for digital assets in custody, ranked by Token Metrics in September 2025",
                word(comparison.entries.len())
            ),
        ),
    ]
}

/// Returns the size budgets of the release, and the sizes of the packed data.
fn sizes() -> Vec<Figure> {
    let first_load = constant("xtask/src/size.rs", "FIRST_LOAD_BUDGET");
    let shell = constant("xtask/src/size.rs", "SHELL_BUDGET");
    let DataSet {
        comparison,
        mut details,
        ..
    } = read_data(include_str!("../../../assets/custody-insurance.json"));
    let ranks = comparison.to_packed().len();
    let guide = pack(&std::mem::take(&mut details.guide))
        .expect("bytes")
        .len();
    let details = pack(&details).expect("bytes").len();
    vec![
        (
            README,
            format!("weighs less than {} kB after Brotli", first_load / 1000),
        ),
        (DESIGN, format!("(budget {})", grouped(first_load))),
        (DESIGN, format!("(budget {})", grouped(shell))),
        (
            DESIGN,
            format!("a budget of its own: {} bytes", grouped(shell)),
        ),
        (
            DESIGN,
            format!(
                "exceed {:.1} · 10¹³",
                (u64::MAX / (Comparison::MAX_CRITERIA as u64 * u64::from(Weight::MAX.hundredths())))
                    as f64
                    / 1e13
            ),
        ),
        (
            DESIGN,
            format!(
                "what ranks takes {} bytes as packed by the build, before compression, and is in the main module; the details take {} and the guide {}",
                grouped(ranks),
                grouped(details),
                grouped(guide)
            ),
        ),
    ]
}

/// Returns the least percentage of the levels after `fragile`, by the code that decides.
fn levels() -> [usize; 2] {
    let source = source("core/src/robustness/weight_transfer.rs");
    let mut limits = source.split("below(").skip(1).map(|rest| {
        let (limit, _) = rest.split_once(')').expect("an end");
        limit.parse().expect("a percentage")
    });
    [(); 2].map(|()| limits.next().expect("two limits"))
}

/// Returns a number with a comma between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub fn word(number: usize) -> &'static str {
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ][number]
}
