//! Locators of elements in a page or in a widget's shadow root, resolved at every use.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement, error::WebDriverResult};

use crate::{driver::block_on, eventually::eventually, input::Point, page::Page};

/// The body of a script that reports whether the element has the focus.
const HAS_FOCUS: &str = "return root.activeElement === part";

/// A locator of an element: by a selector in the page, or inside a host's shadow root.
#[derive(Clone)]
pub struct Locator<'p> {
    page: &'p Page,
    host: Option<&'p str>,
    css: String,
}

/// A box in the viewport, in CSS px.
#[derive(Clone, Copy, Debug, PartialEq, serde::Deserialize)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub fn center(&self) -> Point {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }
}

/// The start of scripts that finds `part`, the element. A widget is hidden until it is ready: its parts count as missing.
const FIND: &str = "const [host, css] = arguments;
    const root = host ? document.querySelector(host)?.shadowRoot : document;
    const found = root?.querySelector(css);
    const part = found?.parentElement?.closest('[part~=base][hidden]') ? null : found;";

impl<'p> Locator<'p> {
    pub fn new(page: &'p Page, host: Option<&'p str>, css: impl Into<String>) -> Self {
        Self {
            page,
            host,
            css: css.into(),
        }
    }

    /// Returns the locator of a descendant.
    pub fn find(&self, css: &str) -> Self {
        Self {
            css: format!("{} {css}", self.css),
            ..self.clone()
        }
    }

    /// Runs a script's body with `part`, the element, and `root`, its document or shadow root.
    pub fn read<T: DeserializeOwned>(&self, body: &str) -> Result<T, String> {
        let script = format!(
            "{FIND}
            if (!part) throw new Error(`there is no ${{css}} in ${{host ?? 'the page'}}`);
            {body}"
        );
        self.page.try_js(&script, json!([self.host, self.css]))
    }

    #[track_caller]
    fn read_now<T: DeserializeOwned>(&self, body: &str) -> T {
        self.read(body).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reads the text, with white space collapsed.
    pub fn read_text(&self) -> Result<String, String> {
        self.read("return part.textContent.replace(/\\s+/g, ' ').trim()")
    }

    #[track_caller]
    pub fn text(&self) -> String {
        self.read_text().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Returns the value of a field.
    #[track_caller]
    pub fn value(&self) -> String {
        self.read_now("return part.value")
    }

    pub fn read_value(&self) -> Result<String, String> {
        self.read("return part.value")
    }

    pub fn read_attribute(&self, name: &str) -> Result<Option<String>, String> {
        self.read(&format!("return part.getAttribute({})", Value::from(name)))
    }

    /// Reports whether the element is rendered: it may be out of view, but not hidden.
    pub fn read_is_visible(&self) -> Result<bool, String> {
        self.read("return part.checkVisibility({ visibilityProperty: true })")
    }

    #[track_caller]
    pub fn is_visible(&self) -> bool {
        self.read_is_visible()
            .unwrap_or_else(|error| panic!("{error}"))
    }

    #[track_caller]
    pub fn has_focus(&self) -> bool {
        self.read_now(HAS_FOCUS)
    }

    #[track_caller]
    pub fn rect(&self) -> Rect {
        self.read_now("const { left, top, width, height } = part.getBoundingClientRect(); return { left, top, width, height }")
    }

    /// Waits for the element, scrolls it into view unless its center is visible, waits until its position is stable for
    /// a frame, again if the page has moved it away, and fails if another element keeps covering it.
    #[track_caller]
    pub fn reveal(&self) -> Rect {
        self.wait_for();
        self.read_now(
            "const inTheWay = () => {
                const { left, top, width, height } = part.getBoundingClientRect();
                const hit = root.elementFromPoint(left + width / 2, top + height / 2);
                return !part.contains(hit) && (hit?.outerHTML.slice(0, 80) ?? 'the edge of the window');
            };
            if (inTheWay()) part.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
            return new Promise((done, fail) => {
                let frames = 0;
                const look = (before) => requestAnimationFrame(() => {
                    const { left, top, width, height } = part.getBoundingClientRect();
                    frames += 1;
                    if (left !== before?.left || top !== before.top) look({ left, top });
                    else if (!inTheWay()) done({ left, top, width, height });
                    else if (frames > 60) fail(new Error(`${css} lies behind ${inTheWay()}`));
                    else {
                        part.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
                        look();
                    }
                });
                look();
            })",
        )
    }

    /// Clicks the element, or taps it on a phone.
    #[track_caller]
    pub fn click(&self) {
        let center = self.reveal().center();
        self.page.drag(&[center]);
    }

    /// Moves the mouse over the element.
    #[track_caller]
    pub fn hover(&self) {
        let center = self.reveal().center();
        self.page.hover(center);
    }

    /// Drags the element, in several steps, onto another one, which must fit on the screen with it.
    #[track_caller]
    pub fn drag_onto(&self, other: &Self) {
        self.page.drag(&self.path_to(other));
    }

    /// Returns the path of a pointer from the center of this element to that of another, and a little farther up or
    /// down: where elements swap places, the center may be the boundary.
    #[track_caller]
    pub fn path_to(&self, other: &Self) -> Vec<Point> {
        const STEPS: i32 = 10;
        self.reveal();
        other.reveal();
        let ((x, y), end) = (self.rect().center(), other.rect());
        let (to_x, middle) = end.center();
        let to_y = middle + (middle - y).signum() * end.height / 4.0;
        let point = |step: i32| {
            let progress = f64::from(step) / f64::from(STEPS);
            (x + progress * (to_x - x), y + progress * (to_y - y))
        };
        (0..=STEPS).map(point).collect()
    }

    /// Selects an option of a `select`, from the list that the browser opens.
    #[track_caller]
    pub fn select_option(&self, value: &str) {
        self.reveal();
        let option = self.find(&format!("option[value='{value}']"));
        let chosen = block_on(async { option.web_element().await?.click().await });
        chosen.unwrap_or_else(|error| panic!("{} has no {value} to choose: {error}", self.css));
    }

    /// Returns WebDriver's own handle of the element.
    pub async fn web_element(&self) -> WebDriverResult<WebElement> {
        let script = "const [host, css] = arguments;
            const root = host ? document.querySelector(host).shadowRoot : document;
            return root.querySelector(css)";
        let arguments = vec![json!(self.host), json!(self.css)];
        self.page
            .driver()
            .execute(script, arguments)
            .await?
            .element()
    }

    /// Reports whether the element exists.
    pub fn read_exists(&self) -> Result<bool, String> {
        let script = format!("{FIND} return !!part");
        self.page.try_js(&script, json!([self.host, self.css]))
    }

    /// Waits until the element exists.
    #[track_caller]
    pub fn wait_for(&self) {
        eventually(&self.css, true, || self.read_exists());
    }

    #[track_caller]
    pub fn exists(&self) -> bool {
        self.read_exists().expect("a part is there or not")
    }

    pub fn read_is_checked(&self) -> Result<bool, String> {
        self.read("return part.checked")
    }

    pub fn read_is_disabled(&self) -> Result<bool, String> {
        self.read("return part.matches(':disabled')")
    }

    #[track_caller]
    pub fn is_disabled(&self) -> bool {
        self.read_is_disabled()
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reports whether an attribute, such as `aria-pressed`, is `true`.
    pub fn read_flag(&self, attribute: &str) -> Result<bool, String> {
        Ok(self.read_attribute(attribute)?.as_deref() == Some("true"))
    }

    #[track_caller]
    pub fn focus(&self) {
        self.wait_for();
        self.read_now::<()>("part.focus()");
        assert!(self.has_focus(), "{} cannot have the focus", self.css);
    }

    /// Focuses the element and presses keys.
    #[track_caller]
    pub fn press(&self, keys: &[Key]) {
        self.focus();
        self.page
            .type_keys(&keys.iter().map(Key::value).collect::<String>());
    }

    /// Replaces the text of a field, which keeps the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.click();
        // In a frame of another process, the click may arrive later.
        eventually(&format!("the focus of {}", self.css), true, || {
            self.read(HAS_FOCUS)
        });
        self.page.press_with_control('a');
        self.page.type_keys(text);
    }

    /// Types and commits with Enter.
    #[track_caller]
    pub fn enter(&self, text: &str) {
        self.type_text(text);
        self.page.press(Key::Enter);
    }

    /// Drags the thumb of a slider, in several steps, to a fraction (0 to 1) of its length.
    ///
    /// The exact value depends on the browser's thumb: read the result.
    #[track_caller]
    pub fn drag_to(&self, target: f64) {
        self.drag_through(&[target]);
    }

    /// Drags the thumb of a slider through several fractions of its length, and releases it at the last.
    #[track_caller]
    pub fn drag_through(&self, targets: &[f64]) {
        let rect = self.reveal();
        let (left, width, y) = (rect.left, rect.width, rect.center().1);
        const THUMB: f64 = 16.0;
        let point = |fraction: f64| (left + THUMB / 2.0 + fraction * (width - THUMB), y);
        let mut from: f64 = self.read_now("return (part.value - part.min) / (part.max - part.min)");
        let mut path = vec![point(from)];
        for &target in targets {
            path.extend((1..=6).map(|step| point(from + (target - from) * f64::from(step) / 6.0)));
            from = target;
        }
        self.page.drag(&path);
    }
}
