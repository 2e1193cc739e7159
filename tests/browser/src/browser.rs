//! The browsers, their capabilities, and the setup of a session.

use std::{env, path::Path};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

/// A browser that the scenarios can run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
    /// WebKitGTK, in its MiniBrowser.
    Webkit,
}

impl Browser {
    /// Parses a name in `WEIGH_IN_BROWSERS`.
    pub fn parse(name: &str) -> Result<Self, String> {
        match name {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            "webkit" => Ok(Self::Webkit),
            _ => Err(format!(
                "WEIGH_IN_BROWSERS names {name:?}: write chromium, firefox, webkit, or several with a comma between."
            )),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Returns the driver's program: from its environment variable, else its usual name on the PATH.
    pub fn driver_program(self) -> String {
        let (variable, default) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::Webkit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        env::var(variable).unwrap_or_else(|_| default.to_owned())
    }

    /// Returns the instructions for a browser that cannot be started.
    pub fn install_hint(self) -> &'static str {
        match self {
            Self::Chromium => {
                "Install Chromium and its driver (Debian: apt install chromium chromium-driver), or name them in CHROMIUM and CHROMEDRIVER."
            }
            Self::Firefox => {
                "Install Firefox (Debian: apt install firefox-esr) and geckodriver (cargo install geckodriver --locked), or name them in FIREFOX and GECKODRIVER."
            }
            Self::Webkit => {
                "Install WebKitGTK's driver and Xvfb (Debian: apt install webkit2gtk-driver xvfb), or name them in WEBKITDRIVER and XVFB, and the browser in MINIBROWSER."
            }
        }
    }

    /// Reports whether a phone in this browser has a touch screen. WebKit's driver treats touch as a mouse; all browsers
    /// support the other options of [`Setup`].
    pub fn has_touch_screen(self) -> bool {
        self != Self::Webkit
    }

    /// Reports whether the browser and its driver have a capability.
    pub fn supports(self, capability: Capability) -> bool {
        match capability {
            Capability::ForcedColors | Capability::LayoutShifts => self == Self::Chromium,
            Capability::Printing => self != Self::Webkit,
            Capability::TouchScrolling => self == Self::Chromium,
        }
    }

    /// Returns the WebDriver capabilities of a new session, which saves downloads in `downloads` without asking.
    pub fn capabilities(self, setup: &Setup, downloads: &Path) -> Capabilities {
        let capabilities = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": chromium_options(setup, downloads),
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": firefox_options(setup, downloads),
            }),
            Self::Webkit => json!({
                "webkitgtk:browserOptions": webkit_options(setup),
            }),
        };
        serde_json::from_value(capabilities).expect("capabilities are an object")
    }
}

/// A capability that some scenarios require, and not every browser or driver has.
#[derive(Clone, Copy)]
pub enum Capability {
    /// Emulated forced colors.
    ForcedColors,
    /// Entries of type `layout-shift` in the performance timeline.
    LayoutShifts,
    Printing,
    /// A page that scrolls when a finger moves.
    TouchScrolling,
}

impl Capability {
    /// Returns the reason why a scenario is ignored without this capability.
    pub fn missing_reason(self) -> &'static str {
        match self {
            Self::ForcedColors => "its driver cannot emulate forced colors",
            Self::LayoutShifts => "does not report layout shifts",
            Self::Printing => "its driver cannot print",
            Self::TouchScrolling => "its driver does not scroll by touch",
        }
    }
}

/// The window and the reader's preferences in a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The width of the window, or of the page itself if `phone` is set, in CSS px.
    pub width: u32,
    pub height: u32,
    /// Emulates a touch screen if the browser can, and a viewport of exactly `width` × `height`.
    pub phone: bool,
    /// Set if pages may run scripts.
    pub scripts: bool,
    /// Set if the reader's system prefers reduced motion.
    pub reduced_motion: bool,
    pub dark: bool,
}

impl Setup {
    pub const DESKTOP: Self = Self {
        width: 1280,
        height: 900,
        phone: false,
        scripts: true,
        reduced_motion: false,
        dark: false,
    };
    pub const PHONE: Self = Self {
        width: 390,
        height: 844,
        phone: true,
        ..Self::DESKTOP
    };
    /// The narrowest screen that the widget supports.
    pub const SMALL_PHONE: Self = Self {
        width: 320,
        height: 640,
        ..Self::PHONE
    };
}

fn chromium_options(setup: &Setup, downloads: &Path) -> Value {
    let Setup { width, height, .. } = *setup;
    // --no-sandbox: Chromium refuses to run as root in a sandbox, and only our own pages are loaded.
    let mut args: Vec<String> =
        "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
        --disable-background-networking --disable-component-update --disable-sync --no-first-run"
            .split_whitespace()
            .map(str::to_owned)
            .collect();
    args.push(format!("--window-size={width},{height}"));
    let scheme = if setup.dark { 0 } else { 1 };
    let mut settings = format!("preferredColorScheme={scheme}");
    if !setup.phone {
        // A mouse, which hovers.
        settings += ",primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";
    }
    args.push(format!("--blink-settings={settings}"));
    if setup.reduced_motion {
        args.push("--force-prefers-reduced-motion".into());
    }
    let mut prefs = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
        "profile.default_content_setting_values.automatic_downloads": 1,
    });
    if !setup.scripts {
        prefs["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let mut options = json!({ "args": args, "prefs": prefs });
    if setup.phone {
        options["mobileEmulation"] = json!({ "deviceMetrics": {
            "width": width, "height": height, "pixelRatio": 2, "touch": true, "mobile": true,
        }});
    }
    if let Ok(binary) = env::var("CHROMIUM") {
        options["binary"] = json!(binary);
    }
    options
}

fn firefox_options(setup: &Setup, downloads: &Path) -> Value {
    let (width, height) = (setup.width.to_string(), setup.height.to_string());
    json!({
        "binary": firefox_binary(),
        "args": ["-headless", "-width", width, "-height", height],
        "prefs": {
            "javascript.enabled": setup.scripts,
            "ui.prefersReducedMotion": i32::from(setup.reduced_motion),
            "ui.systemUsesDarkTheme": i32::from(setup.dark),
            "dom.w3c_touch_events.enabled": i32::from(setup.phone),
            // A finger, or a mouse, which hovers.
            "ui.primaryPointerCapabilities": if setup.phone { 1 } else { 6 },
            "ui.allPointerCapabilities": if setup.phone { 1 } else { 6 },
            // Only popup windows can be narrower than 500 px.
            "dom.disable_open_during_load": false,
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "browser.download.alwaysOpenPanel": false,
            "browser.download.always_ask_before_handling_new_types": false,
            "app.normandy.enabled": false,
            "app.update.disabledForTesting": true,
            "browser.safebrowsing.update.enabled": false,
            "datareporting.policy.dataSubmissionEnabled": false,
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
        },
    })
}

/// Finds Firefox under both of its names, since geckodriver looks for `firefox` only.
fn firefox_binary() -> Option<String> {
    env::var("FIREFOX").ok().or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path)
            .flat_map(|folder| ["firefox", "firefox-esr"].map(|name| folder.join(name)))
            .find(|program| Path::is_file(program))
            .map(|program| program.display().to_string())
    })
}

/// Returns the options of WebKit; the driver finds its own MiniBrowser unless a variable names another.
fn webkit_options(setup: &Setup) -> Value {
    let scripts = format!("--enable-javascript={}", setup.scripts);
    let mut options = json!({ "args": ["--automation", scripts] });
    if let Ok(binary) = env::var("MINIBROWSER") {
        options["binary"] = json!(binary);
    }
    options
}

/// Returns the configuration files of GTK 3 and 4, from which WebKitGTK gets the reader's preferences.
pub fn gtk_files(setup: &Setup) -> [(&'static str, String); 2] {
    let theme = if setup.dark {
        "Adwaita-dark"
    } else {
        "Adwaita"
    };
    let animations = !setup.reduced_motion;
    let settings =
        format!("[Settings]\ngtk-theme-name={theme}\ngtk-enable-animations={animations}\n");
    // Without this, the buttons of the toolbar keep every window at least 447 px wide.
    let style = "* { min-width: 0; padding: 0; margin: 0; border: 0; }\n";
    [("settings.ini", settings), ("gtk.css", style.to_owned())]
}
