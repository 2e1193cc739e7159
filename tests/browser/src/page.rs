//! A page in a browser: what its reader does and sees.
//!
//! Methods are synchronous and panic at their caller's line, so that failures are reported in the terms of the
//! scenario. Nothing here depends on the widget; see [`crate::widget`].

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{
    By, WebDriver, WindowHandle, common::print::PrintParameters, error::WebDriverResult,
};

use crate::{
    driver::{Session, block_on, short_message},
    eventually::eventually_matches,
    locator::Locator,
    server::Server,
    widget::Widget,
};

/// A browser window on the site of a test.
pub struct Page {
    pub server: Server,
    /// The session, until the test is over.
    session: Option<Session>,
    /// The file for the screenshot of a failure.
    screenshot: PathBuf,
    /// Set if the pointer is a finger instead of a mouse.
    pub touch: bool,
}

impl Page {
    pub fn new(server: Server, session: Session, touch: bool, screenshot: PathBuf) -> Self {
        Self {
            server,
            session: Some(session),
            touch,
            screenshot,
        }
    }

    fn session(&self) -> &Session {
        self.session.as_ref().expect("the test is running")
    }

    pub fn driver(&self) -> &WebDriver {
        &self.session().driver
    }

    /// Navigates to a path of the test's site.
    #[track_caller]
    pub fn open(&self, path: &str) {
        self.open_url(&format!("{}{path}", self.server.origin));
    }

    #[track_caller]
    pub fn open_url(&self, address: &str) {
        if let Err(error) = block_on(self.driver().goto(address)) {
            panic!("{address} did not open: {}", short_message(&error));
        }
    }

    /// Opens a URL in a new window, and switches to it.
    ///
    /// Not a tab: WebKit's driver leaves new ones in the background, where nothing is visible.
    #[track_caller]
    pub fn open_in_new_window(&self, address: &str) {
        let driver = self.driver();
        let opened = block_on(async {
            let window = driver.new_window().await?;
            driver.switch_to_window(window).await
        });
        opened.expect("a new window");
        self.open_url(address);
    }

    /// Opens a URL in a new window, runs an action there, and returns to this one.
    #[track_caller]
    pub fn in_new_window(&self, address: &str, action: impl FnOnce()) {
        let original: WindowHandle = block_on(self.driver().window()).expect("a window");
        self.open_in_new_window(address);
        action();
        let returned = block_on(async {
            self.driver().close_window().await?;
            self.driver().switch_to_window(original).await
        });
        returned.expect("the first window is still there");
    }

    #[track_caller]
    pub fn back(&self) {
        block_on(self.driver().back()).expect("the browser goes back");
    }

    #[track_caller]
    pub fn forward(&self) {
        block_on(self.driver().forward()).expect("the browser goes forward");
    }

    /// Returns the page's full URL.
    #[track_caller]
    pub fn url(&self) -> String {
        self.js("return location.href", json!([]))
    }

    /// Returns the URL without the origin: path, query and fragment.
    #[track_caller]
    pub fn relative_url(&self) -> String {
        self.url().replacen(&self.server.origin, "", 1)
    }

    /// Returns the number of entries of the tab's history.
    #[track_caller]
    pub fn history_length(&self) -> usize {
        self.js("return history.length", json!([]))
    }

    /// Runs a script in the page, to read values or to act as a publisher's script.
    #[track_caller]
    pub fn js<T: DeserializeOwned>(&self, script: &str, arguments: Value) -> T {
        match self.try_js(script, arguments) {
            Ok(value) => value,
            Err(error) => panic!("{error}"),
        }
    }

    pub fn try_js<T: DeserializeOwned>(&self, script: &str, arguments: Value) -> Result<T, String> {
        let Value::Array(arguments) = arguments else {
            panic!("arguments are an array")
        };
        block_on(self.driver().execute(script, arguments))
            .and_then(|result| result.convert())
            .map_err(|error| short_message(&error))
    }

    /// Returns the locator of an element of the page itself.
    pub fn element(&self, css: &str) -> Locator<'_> {
        Locator::new(self, None, css)
    }

    /// Returns the page's first widget.
    pub fn widget(&self) -> Widget<'_> {
        self.widget_at("weigh-in")
    }

    pub fn widget_at<'p>(&'p self, css: &'p str) -> Widget<'p> {
        Widget {
            page: self,
            host: css,
        }
    }

    /// Returns the recorded events of one type from the widgets, oldest first.
    #[track_caller]
    pub fn events(&self, kind: &str) -> Vec<Value> {
        let script = "return recorder.events.filter((event) => event.type === arguments[0])";
        self.js(script, json!([kind]))
    }

    /// Returns the texts of elements of the page, read without running a script in it.
    #[track_caller]
    pub fn texts_without_scripts(&self, css: &str) -> Vec<String> {
        let texts = block_on(async {
            let mut texts = Vec::new();
            for element in self.driver().find_all(By::Css(css)).await? {
                assert!(element.is_displayed().await?, "{css} is hidden");
                texts.push(element.text().await?);
            }
            WebDriverResult::Ok(texts)
        });
        texts.expect("the browser reads texts")
    }

    /// Returns the errors in the browser's own console; Firefox does not provide them.
    pub fn console_errors(&self) -> Vec<String> {
        let log = block_on(self.driver().browser_log()).unwrap_or_default();
        let errors = log.into_iter().filter(|entry| entry.level == "SEVERE");
        errors.map(|entry| entry.message).collect()
    }

    /// Returns the recorded console messages and unhandled errors of the page.
    #[track_caller]
    pub fn problems(&self) -> Vec<String> {
        self.js("return recorder.problems", json!([]))
    }

    /// Waits for two frames, after which observers of the layout have been notified.
    #[track_caller]
    pub fn wait_for_paint(&self) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        block_on(self.driver().execute_async(script, vec![])).expect("the page draws");
    }

    /// Waits for a complete download with this extension, deletes it, and returns its bytes.
    #[track_caller]
    pub fn wait_for_download(&self, ending: &str) -> Vec<u8> {
        let folder = self.session().downloads();
        let file = eventually_matches(
            &format!("a whole file *{ending} in the downloads"),
            || complete_file(&folder, ending),
            Option::is_some,
        )
        .expect("waited for");
        let bytes = fs::read(&file).expect("the file is readable");
        fs::remove_file(file).expect("the file can be taken");
        bytes
    }

    /// Prints the page, and returns the number of sheets.
    #[track_caller]
    pub fn count_printed_pages(&self) -> usize {
        let print_request = self.driver().print_page_base64(PrintParameters::default());
        let pdf = block_on(print_request).expect("the browser prints");
        // Firefox writes the page objects into compressed streams.
        self.js(
            r"const bytes = Uint8Array.from(atob(arguments[0]), (char) => char.charCodeAt(0));
            const plain = (bytes) => new TextDecoder('latin1').decode(bytes);
            const pdf = plain(bytes);
            const packed = [...pdf.matchAll(/\/Type *\/ObjStm[^]*?stream\r?\n/g)].map(({ 0: head, index }) => {
                const start = index + head.length;
                const end = pdf.indexOf('endstream', start);
                const data = new Blob([bytes.subarray(start, end)]).stream();
                const reader = data.pipeThrough(new DecompressionStream('deflate')).getReader();
                const parts = [];
                // The only rest after the end of the data is the line break before `endstream`.
                const next = () => reader.read().then(({ done, value }) => done ? parts : (parts.push(plain(value)), next()), () => parts);
                return next();
            });
            return Promise.all(packed).then((texts) => [pdf, ...texts.flat()].join('').match(/\/Type *\/Page\b/g)?.length ?? 0)",
            json!([pdf]),
        )
    }

    /// Saves a screenshot of the window.
    pub fn save_screenshot(&self, path: &Path) -> Result<(), String> {
        let folder = path.parent().expect("a file in a folder");
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        block_on(self.driver().screenshot(path)).map_err(|error| error.to_string())
    }

    /// Collects the evidence for the report of a failure: URL, console, failed requests, and a screenshot.
    fn evidence(&self) -> String {
        let address = self.try_js::<String>("return location.href", json!([]));
        let problems = self.try_js::<Vec<String>>("return recorder.problems", json!([]));
        let console = self.console_errors();
        let failed: Vec<_> = self
            .server
            .log()
            .into_iter()
            .filter(|entry| !matches!(entry.status, 200 | 304))
            .collect();
        let picture = match self.save_screenshot(&self.screenshot) {
            Ok(()) => self.screenshot.display().to_string(),
            Err(error) => format!("none: {error}"),
        };
        format!(
            "  address:    {address:?}\n  problems:   {problems:?}\n  console:    {console:?}\n  requests:   {failed:?}\n  screenshot: {picture}"
        )
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if thread::panicking() {
            crate::runner::add_evidence(self.evidence());
        } else if let Some(session) = self.session.take() {
            session.return_to_pool();
        }
    }
}

/// Returns the folder's only file, unless the browser is still writing it.
fn complete_file(folder: &Path, ending: &str) -> Result<Option<PathBuf>, String> {
    let files = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    match &files[..] {
        [file] if file.to_string_lossy().ends_with(ending) => {
            let length = fs::metadata(file).map_err(|error| error.to_string())?.len();
            Ok((length > 0).then(|| file.clone()))
        }
        // A second file is the browser's own, until the first is complete.
        _ => Ok(None),
    }
}
