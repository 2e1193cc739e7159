//! Runs a test, which is a scenario in one browser, and reports why it fails.

use std::{
    any::Any,
    cell::RefCell,
    env,
    fs::OpenOptions,
    io::Write,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    path::PathBuf,
    time::{Duration, Instant},
};

use libtest_mimic::Failed;

use crate::{
    browser::{Browser, Capability, Setup},
    data::Data,
    driver::Session,
    page::Page,
    server::Server,
    site::Site,
};

/// A function that checks a behavior of the widget.
pub struct Scenario {
    pub name: &'static str,
    pub run: fn(&TestContext),
    pub requires: &'static [Capability],
}

/// The fixtures that all tests share.
pub struct Fixtures {
    /// The folder of the built files.
    pub dist: PathBuf,
    /// The bundled data set.
    pub data: Data,
    /// The folder for screenshots.
    pub target: PathBuf,
}

/// The context of a scenario in a browser, which opens its pages.
pub struct TestContext {
    pub fixtures: &'static Fixtures,
    pub browser: Browser,
    pub scenario: &'static str,
}

thread_local! {
    /// The location of the panic on this thread.
    static PANIC_LOCATION: RefCell<String> = const { RefCell::new(String::new()) };
    /// The evidence from the pages of the failing test.
    static EVIDENCE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

impl TestContext {
    pub fn data(&self) -> &'static Data {
        &self.fixtures.data
    }

    /// Opens the built demo page, and waits until its widget is ready.
    #[track_caller]
    pub fn open_demo(&self) -> Page {
        self.open_ready(Setup::DESKTOP, Site::demo())
    }

    /// Opens an article with this body in a desktop browser, and waits until its widget is ready.
    #[track_caller]
    pub fn open_article(&self, body: &str) -> Page {
        self.open_ready(Setup::DESKTOP, Site::article(body))
    }

    /// Opens a site's first page, and waits until its widget is ready.
    #[track_caller]
    pub fn open_ready(&self, setup: Setup, site: Site) -> Page {
        let page = self.open(setup, site);
        page.widget().wait_until_ready();
        page
    }

    /// Opens a site's first page without waiting for a widget.
    #[track_caller]
    pub fn open(&self, setup: Setup, site: Site) -> Page {
        let page = self.start_page(setup, site);
        page.open("/");
        page
    }

    /// Starts a browser for a site, without opening a page.
    #[track_caller]
    pub fn start_page(&self, setup: Setup, site: Site) -> Page {
        let session = match Session::acquire(self.browser, &setup) {
            Ok(session) => session,
            Err(error) => panic!("{error}"),
        };
        let file = format!("{}-{}.png", self.browser.name(), self.scenario);
        let screenshot = self.fixtures.target.join("browser-failures").join(file);
        Page::new(self.serve(site), session, setup.phone, screenshot)
    }

    /// Serves a site on a server of its own, for files of another origin.
    pub fn serve(&self, site: Site) -> Server {
        site.serve(&self.fixtures.dist)
    }

    /// Runs a scenario. A failure has the message, the location, and evidence from the page.
    pub fn run(&self, scenario: fn(&Self)) -> Result<(), Failed> {
        EVIDENCE.take();
        let start = Instant::now();
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| scenario(self)));
        self.record_time(start.elapsed());
        outcome.map_err(|panic| {
            let evidence = EVIDENCE.take().join("\n");
            format!(
                "{}\n  at:         {}\n{evidence}",
                panic_message(&*panic),
                PANIC_LOCATION.take()
            )
            .into()
        })
    }
}

impl TestContext {
    /// Appends the duration to the file in `WEIGH_IN_TIMES`.
    fn record_time(&self, time: Duration) {
        let Some(path) = env::var_os("WEIGH_IN_TIMES") else {
            return;
        };
        let line = format!(
            "{:7.2}  {}::{}\n",
            time.as_secs_f64(),
            self.browser.name(),
            self.scenario
        );
        let file = OpenOptions::new().create(true).append(true).open(&path);
        // A single write, so that lines of several threads do not mix.
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        if let Err(error) = written {
            eprintln!("{}: {error}", path.display());
        }
    }
}

/// Suppresses the output of panics: the report of the test shows them, together with the evidence.
pub fn collect_panics() {
    panic::set_hook(Box::new(|panic: &PanicHookInfo| {
        let origin = panic.location().map(ToString::to_string);
        PANIC_LOCATION.set(origin.unwrap_or_default());
    }));
}

/// Adds to the report of the test that is failing on this thread.
pub fn add_evidence(evidence: String) {
    EVIDENCE.with_borrow_mut(|all| all.push(evidence));
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message")
}
