//! Tests of the public interface in real browsers, through WebDriver.
//!
//! ```sh
//! cargo test --package weigh-in-browser-tests -- [filter]           # every scenario in every browser
//! cargo test --package weigh-in-browser-tests -- --ignored shots    # screenshots for review, in target/shots
//! cargo test --package weigh-in-browser-tests -- --ignored pictures # those of README, in target/shots/readme
//! cargo xtask bench                                                 # measurements, beside peers
//! ```
//!
//! | variable | value | default |
//! | --- | --- | --- |
//! | `WEIGH_IN_DIST` | the built files | `dist` |
//! | `WEIGH_IN_EXAMPLES` | the examples that the tools of their frameworks have built | `target/examples` |
//! | `WEIGH_IN_MORE_EXAMPLES` | set: also tries those that `cargo xtask test --examples` builds | not set |
//! | `WEIGH_IN_BROWSERS` | `chromium`, `firefox`, `webkit` | the first two |
//! | `WEIGH_IN_TIMES` | a file to which each test appends its duration in seconds | none |
//! | `CHROMEDRIVER`, `GECKODRIVER`, `WEBKITDRIVER` | the drivers | by name on the `PATH` |
//! | `CHROMIUM`, `FIREFOX`, `MINIBROWSER` | the browsers | where the drivers find them |
//! | `XVFB` | the screen for WebKit | by name on the `PATH` |
//!
//! A module covers a topic, a function one behavior. Scenarios that a browser's driver does not support are reported as
//! ignored, with the reason beside the name.

mod accessibility;
mod announcements;
mod attributes;
#[path = "../../core/support/paragraphs.rs"]
mod automatic_paragraphs;
mod bare_frames;
mod bench;
mod builders;
mod comparison;
mod details;
mod embed_dialog;
mod embedding;
mod examples;
mod explanations;
mod faults;
mod filters;
mod frame_security;
mod framed_data;
mod framed_widget;
mod guide;
mod hosting;
mod invalid_data;
mod jobs;
mod languages;
mod large_lists;
mod layout_shift;
mod leaks;
mod links;
mod load_failures;
mod locks;
mod meddling;
mod own_data;
mod patched_pages;
mod phone;
mod pictures;
mod presets_and_order;
mod robustness;
mod routing;
mod save;
mod scroll_stability;
mod shots;
mod small_phone;
mod startup;
mod studio;
mod studio_columns;
mod theming;
mod translators;
mod undo;
mod weights;

use std::{env, path::PathBuf, process::ExitCode, thread};

use libtest_mimic::{Arguments, Trial};
use weigh_in_browser_tests::{
    browser::Browser,
    data::Data,
    driver::Session,
    repository,
    runner::{self, Fixtures, Scenario, TestContext},
};

/// Lists scenarios, each named after its function; a colon separates the capability that it requires.
macro_rules! scenarios {
    ($($name:ident $(: $capability:ident)?),+ $(,)?) => {
        &[$(weigh_in_browser_tests::runner::Scenario {
            name: stringify!($name),
            run: $name,
            requires: &[$(weigh_in_browser_tests::browser::Capability::$capability)?],
        }),+]
    };
}
use scenarios;

/// The topics, in the order in which a reader meets them.
const TOPICS: &[&[Scenario]] = &[
    startup::ALL,
    layout_shift::ALL,
    weights::ALL,
    presets_and_order::ALL,
    locks::ALL,
    undo::ALL,
    announcements::ALL,
    scroll_stability::ALL,
    details::ALL,
    explanations::ALL,
    filters::ALL,
    comparison::ALL,
    robustness::ALL,
    guide::ALL,
    save::ALL,
    embed_dialog::ALL,
    links::ALL,
    routing::ALL,
    embedding::ALL,
    builders::ALL,
    meddling::ALL,
    patched_pages::ALL,
    attributes::ALL,
    jobs::ALL,
    languages::ALL,
    translators::ALL,
    framed_widget::ALL,
    bare_frames::ALL,
    frame_security::ALL,
    theming::ALL,
    hosting::ALL,
    load_failures::ALL,
    faults::ALL,
    own_data::ALL,
    invalid_data::ALL,
    framed_data::ALL,
    large_lists::ALL,
    leaks::ALL,
    examples::ALL,
    accessibility::ALL,
    studio::ALL,
    studio_columns::ALL,
];

/// The topics whose reader has a touch screen.
const TOUCH_TOPICS: &[&[Scenario]] = &[phone::ALL, small_phone::ALL];

/// The scenarios that run only on request, in Chromium.
const ON_REQUEST: &[Scenario] = &[
    Scenario {
        name: "shots",
        run: shots::take_screenshots,
        requires: &[],
    },
    Scenario {
        name: "pictures",
        run: pictures::take_pictures,
        requires: &[],
    },
    Scenario {
        name: "bench",
        run: bench::run,
        requires: &[],
    },
];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each test runs a browser with several processes.
    let cores = thread::available_parallelism().map_or(2, usize::from);
    arguments.test_threads.get_or_insert(cores.clamp(2, 4));
    let exit_code = match trials(arguments.list) {
        Ok(trials) => {
            runner::collect_panics();
            libtest_mimic::run(&arguments, trials).exit_code()
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    };
    Session::stop_idle();
    exit_code
}

/// Creates a test for every scenario in every browser. Checks the prerequisites unless the tests are only listed.
fn trials(listing: bool) -> Result<Vec<Trial>, String> {
    let root = repository();
    let dist = env::var_os("WEIGH_IN_DIST").map_or(root.join("dist"), PathBuf::from);
    if !listing && !dist.join("index.html").is_file() {
        return Err(format!(
            "There is no built page in {}. Run `cargo xtask build`, or name the built files in WEIGH_IN_DIST.",
            dist.display()
        ));
    }
    let browsers = env::var("WEIGH_IN_BROWSERS").unwrap_or_else(|_| "chromium,firefox".to_owned());
    let browsers: Vec<Browser> = browsers
        .split(',')
        .map(|name| Browser::parse(name.trim()))
        .collect::<Result<_, _>>()?;
    if !listing {
        browsers
            .iter()
            .try_for_each(|&browser| Session::check(browser))?;
    }
    let fixtures: &'static Fixtures = Box::leak(Box::new(Fixtures {
        dist,
        data: Data::read(&root.join("assets/custody-insurance.json")),
        target: root.join("target"),
    }));
    let with_more_examples = env::var_os("WEIGH_IN_MORE_EXAMPLES").is_some();
    let trial = |browser, scenario, kind| trial(fixtures, browser, scenario, kind);
    let mut trials = Vec::new();
    for &browser in &browsers {
        let scenarios = TOPICS.iter().copied().flatten();
        trials.extend(scenarios.map(|scenario| trial(browser, scenario, "")));
        // Marks the tests that use a mouse instead of touch.
        let kind = if browser.has_touch_screen() {
            ""
        } else {
            "by mouse"
        };
        let scenarios = TOUCH_TOPICS.iter().copied().flatten();
        trials.extend(scenarios.map(|scenario| trial(browser, scenario, kind)));
        trials.extend(examples::MORE.iter().map(|scenario| {
            if with_more_examples {
                trial(browser, scenario, "")
            } else {
                trial(browser, scenario, "with --examples").with_ignored_flag(true)
            }
        }));
    }
    if browsers.contains(&Browser::Chromium) {
        trials.extend(ON_REQUEST.iter().map(|scenario| {
            trial(Browser::Chromium, scenario, "on request").with_ignored_flag(true)
        }));
    }
    Ok(trials)
}

/// Creates the test of a scenario in a browser, which is ignored if the browser lacks a capability.
fn trial(
    fixtures: &'static Fixtures,
    browser: Browser,
    scenario: &'static Scenario,
    kind: &str,
) -> Trial {
    let missing = scenario
        .requires
        .iter()
        .find(|capability| !browser.supports(**capability));
    let context = TestContext {
        fixtures,
        browser,
        scenario: scenario.name,
    };
    let name = format!("{}::{}", browser.name(), scenario.name);
    Trial::test(name, move || context.run(scenario.run))
        .with_kind(missing.map_or(kind, |capability| capability.missing_reason()))
        .with_ignored_flag(missing.is_some())
}
