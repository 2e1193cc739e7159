//! One trial: a scenario in one browser, and what is told when it fails.

use std::{
    any::Any,
    cell::RefCell,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    path::PathBuf,
};

use libtest_mimic::Failed;

use crate::{
    browser::{Browser, Setup},
    data::Data,
    driver::Session,
    page::Page,
    server::Server,
    site::Site,
};

/// A function that tells how the widget shall behave.
pub type Scenario = fn(&Lab);

/// What all trials share.
pub struct Bench {
    /// The built files.
    pub dist: PathBuf,
    /// The bundled data.
    pub data: Data,
    /// Where pictures go.
    pub target: PathBuf,
}

/// Where a scenario takes place: hands out pages in its browser.
pub struct Lab {
    pub bench: &'static Bench,
    pub browser: Browser,
    pub scenario: &'static str,
}

thread_local! {
    /// Where the panic of this thread's trial came from.
    static ORIGIN: RefCell<String> = const { RefCell::new(String::new()) };
    /// What the pages of a failing trial leave behind.
    static EVIDENCE: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

impl Lab {
    pub fn data(&self) -> &'static Data {
        &self.bench.data
    }

    /// The built demo page, with its widget ready.
    #[track_caller]
    pub fn demo(&self) -> Page {
        self.ready(Setup::DESKTOP, Site::demo())
    }

    /// A site's first page in a desktop browser, with its widget ready.
    #[track_caller]
    pub fn article(&self, body: &str) -> Page {
        self.ready(Setup::DESKTOP, Site::article(body))
    }

    /// A site's first page, with its widget ready.
    #[track_caller]
    pub fn ready(&self, setup: Setup, site: Site) -> Page {
        let page = self.open(setup, site);
        page.widget().is_ready();
        page
    }

    /// A site's first page, whatever becomes of it.
    #[track_caller]
    pub fn open(&self, setup: Setup, site: Site) -> Page {
        let page = self.start(setup, site);
        page.open("/");
        page
    }

    /// A browser for a site, with nothing open yet.
    #[track_caller]
    pub fn start(&self, setup: Setup, site: Site) -> Page {
        let session = match Session::take(self.browser, &setup) {
            Ok(session) => session,
            Err(error) => panic!("{error}"),
        };
        let file = format!("{}-{}.png", self.browser.name(), self.scenario);
        let screenshot = self.bench.target.join("browser-failures").join(file);
        Page::new(self.serve(site), session, setup.phone, screenshot)
    }

    /// A site on a server of its own, for what lies at another origin.
    pub fn serve(&self, site: Site) -> Server {
        site.serve(&self.bench.dist)
    }

    /// Runs a scenario here; a failure says where, what, and what the page looked like.
    pub fn run(&self, scenario: Scenario) -> Result<(), Failed> {
        EVIDENCE.take();
        panic::catch_unwind(AssertUnwindSafe(|| scenario(self))).map_err(|panic| {
            let evidence = EVIDENCE.take().join("\n");
            format!(
                "{}\n  at:         {}\n{evidence}",
                message(&*panic),
                ORIGIN.take()
            )
            .into()
        })
    }
}

/// Keeps panics quiet: their trial's report tells them, together with the evidence.
pub fn note_panics() {
    panic::set_hook(Box::new(|panic: &PanicHookInfo| {
        let origin = panic.location().map(ToString::to_string);
        ORIGIN.set(origin.unwrap_or_default());
    }));
}

/// Adds to the report of the trial that is failing on this thread.
pub fn add_evidence(evidence: String) {
    EVIDENCE.with_borrow_mut(|all| all.push(evidence));
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message")
}
