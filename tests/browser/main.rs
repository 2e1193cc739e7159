//! What readers and publishers see, tried in real browsers through WebDriver.
//!
//! ```sh
//! cargo test --test browser -- [filter]          # every scenario in every browser
//! cargo test --test browser -- --ignored shots   # pictures for the eye, in target/shots
//! cargo xtask bench                              # what it takes, beside a peer
//! ```
//!
//! | variable | what | default |
//! | --- | --- | --- |
//! | `WEIGH_IN_DIST` | the built files | `dist` |
//! | `WEIGH_IN_EXAMPLES` | the examples that bundlers have built | `target/examples` |
//! | `WEIGH_IN_BROWSERS` | `chromium`, `firefox`, `webkit` | the first two |
//! | `CHROMEDRIVER`, `GECKODRIVER`, `WEBKITDRIVER` | the drivers | by name on the `PATH` |
//! | `CHROMIUM`, `FIREFOX`, `MINIBROWSER` | the browsers | where the drivers find them |
//! | `XVFB` | the screen for WebKit | by name on the `PATH` |
//!
//! [`scenarios`] tell the behaviour, a file a topic. They act through [`page`], [`input`], [`part`],
//! [`widget`] and [`state`], which know only the public contract, and compare with [`exact`] and [`needs`],
//! which work everything out anew from the [`data`], and with axe-core in [`audit`]. [`trial`] gives each
//! scenario a [`browser`] and a [`server`] of its own, which answers what a [`site`] says.
//! Nothing here uses the crate itself.

mod audit;
mod bench;
mod browser;
mod data;
mod display;
mod driver;
mod eventually;
mod exact;
mod frame;
mod input;
mod memory;
mod needs;
mod page;
mod part;
mod scenarios;
mod server;
mod shots;
mod site;
mod state;
mod trial;
mod widget;

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use libtest_mimic::{Arguments, Trial};

use crate::{
    browser::Browser,
    data::Data,
    driver::Session,
    trial::{Bench, Lab, Scenario},
};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Each trial runs a browser of several processes.
    let cores = thread::available_parallelism().map_or(2, usize::from);
    arguments.test_threads.get_or_insert(cores.clamp(2, 4));
    let exit_code = match trials(arguments.list) {
        Ok(trials) => {
            trial::note_panics();
            libtest_mimic::run(&arguments, trials).exit_code()
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    };
    Session::end_idle();
    exit_code
}

/// Every scenario in every browser; unless they are only listed, all that they need is there.
fn trials(listing: bool) -> Result<Vec<Trial>, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
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
    let bench: &'static Bench = Box::leak(Box::new(Bench {
        dist,
        data: Data::read(&root.join("assets/custody-insurance.json")),
        target: root.join("target"),
    }));
    let trial = |browser: Browser, scenario: &'static str, run: Scenario| {
        let lab = Lab {
            bench,
            browser,
            scenario,
        };
        let trial = Trial::test(format!("{}::{scenario}", browser.name()), move || {
            lab.run(run)
        });
        // Told beside the name: it shows less than a finger would.
        let by_mouse = scenarios::is_for_fingers(scenario) && !browser.has_touch_screen();
        trial.with_kind(if by_mouse { "by mouse" } else { "" })
    };
    let every = |browser: &Browser| {
        let browser = *browser;
        scenarios::all().map(move |(name, run)| trial(browser, name, run))
    };
    let mut trials: Vec<Trial> = browsers.iter().flat_map(every).collect();
    if browsers.contains(&Browser::Chromium) {
        for (name, run) in [("shots", shots::take as Scenario), ("bench", bench::run)] {
            trials.push(trial(Browser::Chromium, name, run).with_ignored_flag(true));
        }
    }
    Ok(trials)
}
