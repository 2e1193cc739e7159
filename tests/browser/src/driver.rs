//! WebDriver processes and sessions.
//!
//! A [`Session`] is a WebDriver process on a free port and its browser; both are stopped when it is dropped. Starting
//! one takes about 0.3 s (Chromium), 1 s (WebKit) or 2 s (Firefox, and 4 s of processor time), so most serve several
//! tests, each in a new window or tab: [`Session::return_to_pool`].

use std::{
    env, fs,
    io::{self, BufRead, BufReader},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{self, Child, ChildStdout, Command, Stdio},
    sync::{
        LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use thirtyfour::{
    WebDriver, WindowHandle,
    error::{WebDriverError, WebDriverResult},
};
use tokio::{runtime::Runtime, time::timeout};

use crate::{
    browser::{self, Browser, Setup},
    display::Display,
};

/// The maximum time for a driver to start, and for each WebDriver command to answer.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The folder for downloads, inside the folder for temporary files.
const DOWNLOADS: &str = "downloads";

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a tokio runtime"));

/// The pool of sessions that wait for their next test, the one that has waited longest first.
static IDLE_SESSIONS: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// The maximum size of the pool: tests with the same setup follow one another, and each browser takes memory.
const MAX_IDLE: usize = 8;

/// Runs a future to completion: the scenarios themselves are synchronous.
pub fn block_on<F: Future>(future: F) -> F::Output {
    RUNTIME.block_on(future)
}

/// Returns the message of a driver's error, without its stack trace.
pub fn short_message(error: &WebDriverError) -> String {
    let text = error.to_string();
    let lines = text
        .lines()
        .map(str::trim)
        .take_while(|line| *line != "Stacktrace:");
    let relevant = lines.filter(|line| !line.is_empty() && !line.starts_with("Status:"));
    relevant.collect::<Vec<_>>().join(" ")
}

/// A running browser and its driver.
pub struct Session {
    pub driver: WebDriver,
    browser: Browser,
    setup: Setup,
    // Dropped last.
    driver_process: DriverProcess,
}

/// A driver that listens at an address; stopped when dropped.
struct DriverProcess {
    child: Child,
    address: String,
    /// The folder for temporary files: not all drivers and browsers clean up after themselves.
    folder: PathBuf,
    /// The display of a browser that needs one.
    _display: Option<Display>,
}

impl Session {
    /// Takes an idle session from the pool, else starts one. The error is for the report of a failed test.
    pub fn acquire(browser: Browser, setup: &Setup) -> Result<Self, String> {
        let mut idle = IDLE_SESSIONS.lock().unwrap();
        let matches_setup =
            |session: &Session| session.browser == browser && session.setup == *setup;
        if let Some(index) = idle.iter().position(matches_setup) {
            return Ok(idle.remove(index));
        }
        drop(idle);
        // A second attempt, since another program may take the port that a driver has chosen before it listens there.
        Self::start(browser, setup).or_else(|_| Self::start(browser, setup))
    }

    /// Returns the folder in which the browser saves downloads.
    pub fn downloads(&self) -> PathBuf {
        self.driver_process.downloads()
    }

    /// Returns the session to the pool, for another test; nothing of this one remains but the clipboard.
    pub fn return_to_pool(self) {
        // In WebKit, a second tab adds a tab bar, which reduces the height of the page.
        if self.browser == Browser::Webkit && self.setup.phone {
            return;
        }
        let is_empty = fs::remove_dir_all(self.downloads())
            .and_then(|()| fs::create_dir(self.downloads()))
            .is_ok();
        if is_empty && block_on(self.replace_windows()).is_ok() {
            let mut idle = IDLE_SESSIONS.lock().unwrap();
            idle.push(self);
            let oldest = (idle.len() > MAX_IDLE).then(|| idle.remove(0));
            drop(idle);
            // After the lock is released, since stopping a browser takes a while.
            drop(oldest);
        }
    }

    /// Fails with instructions unless the browser can be started.
    pub fn check(browser: Browser) -> Result<(), String> {
        let session = Self::start(browser, &Setup::DESKTOP)
            .map_err(|error| format!("{error}\n{}", browser.install_hint()))?;
        session.return_to_pool();
        Ok(())
    }

    /// Stops the idle browsers.
    pub fn stop_idle() {
        IDLE_SESSIONS.lock().unwrap().clear();
    }

    /// Closes all windows and tabs of a test, and opens a new one.
    async fn replace_windows(&self) -> WebDriverResult<()> {
        // Reading Chromium's console clears it; Firefox's cannot be read.
        let _ = self.driver.browser_log().await;
        let old = self.driver.windows().await?;
        let new = if self.needs_popup() {
            // A page's policies must not apply to the window that it opens.
            self.driver.goto("about:blank").await?;
            self.open_popup().await?
        } else {
            self.driver.new_tab().await?
        };
        for window in old {
            self.driver.switch_to_window(window).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(new).await?;
        self.apply_size().await
    }

    /// Reports whether the viewport is narrower than 500 px in Firefox, where only popups can be so narrow.
    fn needs_popup(&self) -> bool {
        self.browser == Browser::Firefox && self.setup.phone
    }

    /// Opens a popup with the width of the viewport.
    async fn open_popup(&self) -> WebDriverResult<WindowHandle> {
        let before = self.driver.windows().await?;
        let width = self.setup.width;
        let popup = format!("window.open('about:blank', '', 'popup,width={width},height=600')");
        self.driver.execute(popup, Vec::new()).await?;
        let mut after = self.driver.windows().await?;
        after.retain(|window| !before.contains(window));
        after
            .pop()
            .ok_or_else(|| WebDriverError::FatalError("Firefox opened no popup".to_owned()))
    }

    /// Sets the size of a new window, if the driver's options have not.
    async fn apply_size(&self) -> WebDriverResult<()> {
        match self.browser {
            Browser::Firefox if self.setup.phone => self.resize().await,
            Browser::Webkit => self.resize().await,
            Browser::Chromium | Browser::Firefox => Ok(()),
        }
    }

    fn start(browser: Browser, setup: &Setup) -> Result<Self, String> {
        let process = DriverProcess::start(browser, setup)?;
        // A proxy in the environment must not be used for a driver on this machine.
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(TIMEOUT)
            .build()
            .map_err(|error| error.to_string())?;
        let capabilities = browser.capabilities(setup, &process.downloads());
        let connection = WebDriver::builder(&*process.address, capabilities)
            .client(client)
            .connect();
        let driver = block_on(connection).map_err(|error| {
            format!(
                "{} did not start: {}",
                browser.name(),
                short_message(&error)
            )
        })?;
        let session = Self {
            driver,
            browser,
            setup: *setup,
            driver_process: process,
        };
        let sizing = async {
            if session.needs_popup() {
                let popup = session.open_popup().await?;
                session.driver.close_window().await?;
                session.driver.switch_to_window(popup).await?;
            }
            session.apply_size().await
        };
        block_on(sizing).map_err(|error| short_message(&error))?;
        Ok(session)
    }

    /// Sets the size of the window, or of the page on a phone.
    async fn resize(&self) -> WebDriverResult<()> {
        let Setup { width, height, .. } = self.setup;
        self.driver.set_window_rect(0, 0, width, height).await?;
        if self.setup.phone {
            let page = self
                .driver
                .execute("return innerHeight", Vec::new())
                .await?;
            let chrome = height - page.convert::<u32>()?;
            self.driver
                .set_window_rect(0, 0, width, height + chrome)
                .await?;
        }
        Ok(())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The driver closes its browser.
        let quit = async { timeout(Duration::from_secs(10), self.driver.clone().quit()).await };
        let _ = block_on(quit);
    }
}

impl DriverProcess {
    fn start(browser: Browser, setup: &Setup) -> Result<Self, String> {
        let program = browser.driver_program();
        let display = match browser {
            Browser::Webkit => Some(Display::start()?),
            Browser::Chromium | Browser::Firefox => None,
        };
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("weigh-in-{}-{number}", process::id()));
        fs::create_dir_all(folder.join(DOWNLOADS))
            .map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut command = Command::new(&program);
        command.env("TMPDIR", &folder);
        let mut port = 0; // the driver chooses one, and prints it
        match browser {
            Browser::Chromium => {}
            Browser::Firefox => {
                command.arg("--websocket-port=0"); // avoids a conflict of two sessions over 9222
            }
            Browser::Webkit => {
                write_gtk_files(&folder, setup)
                    .and_then(|()| set_download_folder(&folder))
                    .map_err(|error| format!("{}: {error}", folder.display()))?;
                command
                    .env("GDK_BACKEND", "x11")
                    .env("XDG_CONFIG_HOME", &folder)
                    .env_remove("GTK_THEME");
                port = free_port().map_err(|error| error.to_string())?;
            }
        }
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
        }
        command
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(match port {
                0 => Stdio::piped(),
                _ => Stdio::null(),
            })
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| {
            let _ = fs::remove_dir_all(&folder);
            format!("{program} cannot be started: {error}")
        })?;
        let output = child.stdout.take();
        let mut driver = Self {
            child,
            folder,
            address: String::new(),
            _display: display,
        };
        match output {
            Some(output) => {
                port = read_port(output)
                    .map_err(|text| format!("{program} named no port. It said: {text}"))?;
            }
            None => driver
                .wait_until_listening(port)
                .map_err(|error| format!("{program} does not listen on port {port}: {error}"))?,
        }
        driver.address = format!("http://127.0.0.1:{port}");
        Ok(driver)
    }

    fn downloads(&self) -> PathBuf {
        self.folder.join(DOWNLOADS)
    }

    fn wait_until_listening(&mut self, port: u16) -> Result<(), String> {
        let start = Instant::now();
        loop {
            let connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
            match (self.child.try_wait(), connection) {
                (Ok(Some(status)), _) => return Err(format!("it ended with {status}")),
                (_, Ok(_)) => return Ok(()),
                (_, Err(error)) if start.elapsed() > TIMEOUT => return Err(error.to_string()),
                _ => thread::sleep(Duration::from_millis(15)),
            }
        }
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn write_gtk_files(folder: &Path, setup: &Setup) -> io::Result<()> {
    for version in ["gtk-3.0", "gtk-4.0"] {
        let folder = folder.join(version);
        fs::create_dir(&folder)?;
        for (name, text) in browser::gtk_files(setup) {
            fs::write(folder.join(name), text)?;
        }
    }
    Ok(())
}

/// Writes GLib's configuration of the download folder, which WebKitGTK uses.
fn set_download_folder(folder: &Path) -> io::Result<()> {
    let downloads = folder.join(DOWNLOADS);
    let line = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    fs::write(folder.join("user-dirs.dirs"), line)
}

/// Returns a free port for WebKit's driver, which does not print the one that it chooses.
fn free_port() -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?.port())
}

/// Reads the port from `… started successfully on port 4711.` or `… Listening on 127.0.0.1:4711`. Without one, returns
/// the output as an error.
fn read_port(output: ChildStdout) -> Result<u16, String> {
    let (sender, receiver) = mpsc::channel();
    // The thread reads on after the port is found, or a full pipe would block the driver.
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let mut text = String::new();
    while let Ok(line) = receiver.recv_timeout(TIMEOUT) {
        if line.contains("successfully on port ") || line.contains("Listening on ") {
            let digits = line
                .trim_end_matches('.')
                .rsplit(|c: char| !c.is_ascii_digit())
                .next();
            return digits.and_then(|digits| digits.parse().ok()).ok_or(line);
        }
        text += &line;
        text.push('\n');
    }
    Err(text)
}
