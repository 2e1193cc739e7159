//! A page in a browser, and the hands and eyes of its reader.
//!
//! Verbs are synchronous and panic at their caller's line: what fails is told in the terms of
//! the scenario. Nothing here knows the widget; see [`crate::widget`].

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{By, Key, WebDriver, common::command::Command, error::WebDriverResult};

use crate::{
    driver::{Session, block_on, in_short},
    part::Part,
    server::Server,
    widget::Widget,
};

/// One browser window on one trial's site.
pub struct Page {
    pub server: Server,
    /// Until the trial is over.
    session: Option<Session>,
    /// Where a failure leaves its screenshot.
    screenshot: PathBuf,
    /// Fingers instead of a mouse.
    touch: bool,
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

    fn driver(&self) -> &WebDriver {
        &self.session.as_ref().expect("the trial goes on").driver
    }

    /// Goes to a path of the trial's site, as by the address bar.
    #[track_caller]
    pub fn open(&self, path: &str) {
        self.open_address(&format!("{}{path}", self.server.origin));
    }

    #[track_caller]
    pub fn open_address(&self, address: &str) {
        if let Err(error) = block_on(self.driver().goto(address)) {
            panic!("{address} did not open: {}", in_short(&error));
        }
    }

    /// Opens a new window and goes on there.
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
        self.open_address(address);
    }

    #[track_caller]
    pub fn back(&self) {
        block_on(self.driver().back()).expect("the browser goes back");
    }

    #[track_caller]
    pub fn forward(&self) {
        block_on(self.driver().forward()).expect("the browser goes forward");
    }

    /// The page's full address.
    #[track_caller]
    pub fn address(&self) -> String {
        self.js("return location.href", json!([]))
    }

    /// The address after the trial's origin: path, query and fragment.
    #[track_caller]
    pub fn place(&self) -> String {
        self.address().replacen(&self.server.origin, "", 1)
    }

    /// How many entries the tab's history has.
    #[track_caller]
    pub fn history_length(&self) -> usize {
        self.js("return history.length", json!([]))
    }

    /// Runs a script in the page: for reading, and for what a publisher's own script would do.
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
            .map_err(|error| in_short(&error))
    }

    /// An element of the page itself.
    pub fn element(&self, css: &str) -> Part<'_> {
        Part::new(self, None, css)
    }

    /// The page's first widget.
    pub fn widget(&self) -> Widget<'_> {
        self.widget_at("weigh-in")
    }

    pub fn widget_at<'p>(&'p self, css: &'p str) -> Widget<'p> {
        Widget {
            page: self,
            host: css,
        }
    }

    /// The details of the widgets' events of one type so far, oldest first.
    #[track_caller]
    pub fn events(&self, kind: &str) -> Vec<Value> {
        let script = "return recorder.events.filter((event) => event.type === arguments[0])";
        self.js(script, json!([kind]))
    }

    /// The texts of the page's elements, read without any script of ours in the page.
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

    /// The errors in the browser's own console; Firefox gives none away.
    pub fn console_errors(&self) -> Vec<String> {
        let log = block_on(self.driver().browser_log()).unwrap_or_default();
        let errors = log.into_iter().filter(|entry| entry.level == "SEVERE");
        errors.map(|entry| entry.message).collect()
    }

    /// What the page's console and its unhandled errors said.
    #[track_caller]
    pub fn problems(&self) -> Vec<String> {
        self.js("return recorder.problems", json!([]))
    }

    /// Two frames drawn: what an observer of the layout had to say has been said.
    #[track_caller]
    pub fn draw(&self) {
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        block_on(self.driver().execute_async(script, vec![])).expect("the page draws");
    }

    /// Presses and releases keys, one after the other, wherever the focus is.
    #[track_caller]
    pub fn keys(&self, keys: &str) {
        let strokes = keys
            .chars()
            .flat_map(|key| [stroke("keyDown", key), stroke("keyUp", key)]);
        self.act(
            json!({ "type": "key", "id": "keyboard", "actions": strokes.collect::<Vec<_>>() }),
        );
    }

    #[track_caller]
    pub fn press(&self, key: Key) {
        self.keys(&char::from(key).to_string());
    }

    /// Presses a key while Control is held.
    #[track_caller]
    pub fn control(&self, key: char) {
        let control = char::from(Key::Control);
        self.act(json!({ "type": "key", "id": "keyboard", "actions": [
            stroke("keyDown", control), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", control),
        ]}));
    }

    /// Puts the pointer (a finger on a phone) down at the first point and lifts it at the last.
    #[track_caller]
    pub fn drag(&self, path: &[(f64, f64)]) {
        let mut actions = Vec::new();
        for (step, (x, y)) in path.iter().enumerate() {
            let (x, y) = (x.round(), y.round());
            let duration = if step == 0 { 0 } else { 20 };
            actions.push(json!({ "type": "pointerMove", "duration": duration, "x": x as i64, "y": y as i64 }));
            if step == 0 {
                actions.push(json!({ "type": "pointerDown", "button": 0 }));
            }
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let kind = if self.touch { "touch" } else { "mouse" };
        self.act(json!({
            "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions,
        }));
    }

    #[track_caller]
    fn act(&self, source: Value) {
        let actions = Command::PerformActions(json!([source]).into());
        if let Err(error) = block_on(self.driver().cmd(actions)) {
            panic!("the browser refused an input: {}", in_short(&error));
        }
    }

    /// A picture of the window as it is.
    pub fn save_screenshot(&self, path: &Path) -> Result<(), String> {
        let folder = path.parent().expect("a file in a folder");
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        block_on(self.driver().screenshot(path)).map_err(|error| error.to_string())
    }

    /// What a failure's reader wants to see: address, console, requests; the screenshot's path.
    fn evidence(&self) -> String {
        let address = self.try_js::<String>("return location.href", json!([]));
        let problems = self.try_js::<Vec<String>>("return recorder.problems", json!([]));
        let console = self.console_errors();
        let refused: Vec<_> = self
            .server
            .log()
            .into_iter()
            .filter(|answer| !matches!(answer.status, 200 | 304))
            .collect();
        let picture = match self.save_screenshot(&self.screenshot) {
            Ok(()) => self.screenshot.display().to_string(),
            Err(error) => format!("none: {error}"),
        };
        format!(
            "  address:    {address:?}\n  problems:   {problems:?}\n  console:    {console:?}\n  requests:   {refused:?}\n  screenshot: {picture}"
        )
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if thread::panicking() {
            crate::trial::add_evidence(self.evidence());
        } else if let Some(session) = self.session.take() {
            session.hand_back();
        }
    }
}

fn stroke(kind: &str, key: char) -> Value {
    json!({ "type": kind, "value": key })
}
