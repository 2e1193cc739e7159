//! The page around the widget. With `element`, the only module that touches globals.

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, CssStyleSheet, Element, Event, FocusEvent,
    FocusOptions, HtmlAnchorElement, HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent,
    ShadowRoot, ShareData, Url, Window, console,
};

use crate::share::{Anchor, Picture, Shape, Step};
use crate::texts::{Form, Locale};

/// The page, as far as a widget needs it: functions that the shell gives, some of them `undefined`.
pub(crate) struct Page {
    /// Dispatches an event on the element, given what follows `weigh-in-` in its name.
    pub(crate) emit: Function,
    /// Promises what code to embed the widget needs.
    pub(crate) embed: Function,
    /// Gives the URL that the state stands in, where that is not the document's own.
    pub(crate) url: Function,
    /// Takes a new URL and whether it is a new entry of the history, likewise.
    pub(crate) write: Function,
}

/// The reader's language as the browser knows it: a function of the shell.
pub(crate) struct Intl(pub(crate) Function);

impl Locale for Intl {
    fn write(&self, form: Form, value: &str) -> String {
        let form = match form {
            Form::Decimal => "decimal",
            Form::Percent => "percent",
            Form::Month => "month",
            Form::Cardinal => "cardinal",
            Form::Ordinal => "ordinal",
        };
        let written = self.0.call2(&JsValue::NULL, &form.into(), &value.into());
        let written = written.ok().and_then(|written| written.as_string());
        written.unwrap_or_else(|| value.to_owned())
    }
}

impl Page {
    /// Tells the page what happened: `ready`, `input` or `change`.
    pub(crate) fn emit(&self, event: &str) {
        // Dispatching reports what listeners throw, and throws nothing itself.
        let _ = self.emit.call1(&JsValue::NULL, &event.into());
    }

    /// What code to embed the widget needs: the folder of the shell, its integrity, and names and values of
    /// attributes in turns; `None` if that can't be had.
    pub(crate) async fn release(&self) -> Option<Vec<String>> {
        let promise: Promise = self.embed.call0(&JsValue::NULL).ok()?.dyn_into().ok()?;
        let told = JsFuture::from(promise).await.ok()?;
        Array::from(&told)
            .iter()
            .map(|part| part.as_string())
            .collect()
    }

    /// The page's URL.
    pub(crate) fn url(&self) -> String {
        let url = self
            .url
            .is_function()
            .then(|| self.url.call0(&JsValue::NULL).ok()?.as_string());
        url.flatten().unwrap_or_else(own_url)
    }

    /// Writes the page's URL, keeping whatever state the page itself has in its history.
    ///
    /// Where history is out of reach, as in some sandboxed frames, the URL stays as it is.
    pub(crate) fn write_url(&self, url: &str, step: Step) {
        if self.write.is_function() {
            let is_new = step == Step::New;
            let _ = self
                .write
                .call2(&JsValue::NULL, &url.into(), &is_new.into());
            return;
        }
        let Some(history) = window().and_then(|window| window.history().ok()) else {
            return;
        };
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = match step {
            Step::New => history.push_state_with_url(&state, "", Some(url)),
            Step::Same => history.replace_state_with_url(&state, "", Some(url)),
        };
    }

    /// How many entries the history has; 0 where it is out of reach.
    pub(crate) fn history_length(&self) -> u32 {
        let history = window().and_then(|window| window.history().ok());
        history
            .and_then(|history| history.length().ok())
            .unwrap_or(0)
    }

    /// Calls back whenever the page's URL changed by Back, Forward, a link or the address bar,
    /// until the listeners are dropped.
    pub(crate) fn on_navigation(
        &self,
        callback: impl Fn() + Clone + 'static,
    ) -> Vec<EventListener> {
        let window = window();
        let events = ["popstate", "hashchange"].into_iter();
        events
            .zip(window.iter().cycle())
            .map(|(event, window)| {
                let callback = callback.clone();
                EventListener::new(window, event, move |_| callback())
            })
            .collect()
    }
}

/// The document's URL.
fn own_url() -> String {
    let url = window().and_then(|window| window.location().href().ok());
    url.unwrap_or_default()
}

/// Puts a text on the clipboard; whether that worked.
pub(crate) async fn copy(text: String) -> bool {
    let Some(window) = window() else { return false };
    let navigator = window.navigator();
    // Pages without a secure origin have no clipboard at all.
    match Reflect::get(&navigator, &"clipboard".into()) {
        Ok(clipboard) if clipboard.is_object() => {
            JsFuture::from(navigator.clipboard().write_text(&text))
                .await
                .is_ok()
        }
        _ => false,
    }
}

/// Tells the publisher something, in the console.
pub(crate) fn warn(message: &str) {
    console::warn_1(&message.into());
}

/// Milliseconds of the page's clock.
pub(crate) fn now() -> f64 {
    js_sys::Date::now()
}

/// How far down an element is seen, in pixels.
pub(crate) fn top(element: &HtmlElement) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Calls back right before the next picture is painted, unless the frame is dropped before.
pub(crate) fn before_paint(callback: impl FnOnce() + 'static) -> AnimationFrame {
    request_animation_frame(|_| callback())
}

/// Lets elements glide to their places from where they were seen.
///
/// They are put back there without a transition; taking that back starts the one of the style sheet,
/// which honours the reader's wish for less motion.
pub(crate) fn glide(seen: Vec<(HtmlElement, f64)>) {
    for (element, _) in &seen {
        let style = element.style();
        let _ = style.set_property("transition", "none");
        let _ = style.remove_property("transform");
    }
    let distances: Vec<i32> = seen
        .iter()
        .map(|(element, at)| (at - top(element)).round() as i32)
        .collect();
    for ((element, _), distance) in seen.iter().zip(distances) {
        let _ = element
            .style()
            .set_property("transform", &format!("translateY({distance}px)"));
    }
    // Reading a place makes the browser take note of where things are before they start to move.
    seen.iter().take(1).for_each(|(element, _)| {
        top(element);
    });
    for (element, _) in &seen {
        let style = element.style();
        let _ = style.remove_property("transition");
        let _ = style.remove_property("transform");
    }
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// The element of a shadow tree that has the focus, if it lies within another one.
pub(crate) fn focused_within(element: &Element) -> Option<HtmlElement> {
    let focused = root(element)?.active_element()?;
    let within = element.contains(Some(&focused));
    within.then(|| focused.dyn_into().ok()).flatten()
}

/// Gives an element the focus again if it has lost it to nothing else, as it does when it is moved
/// about the document. The page stays where it is.
pub(crate) fn keep_focus(element: &HtmlElement) {
    let lost = root(element).is_some_and(|root| root.active_element().is_none());
    if lost {
        focus_in_place(element);
    }
}

/// Gives an element the focus without scrolling to it.
pub(crate) fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the focus from what a key was pressed in to its neighbours: by an arrow to the next or the one
/// before, as the text runs, by Home and End to the first and the last.
pub(crate) fn walk(event: KeyboardEvent) {
    let Some((at, list)) = target(&event).and_then(|at| Some((at.clone(), at.parent_element()?)))
    else {
        return;
    };
    let reversed = window()
        .and_then(|window| window.get_computed_style(&list).ok()?)
        .is_some_and(|style| {
            style
                .get_property_value("direction")
                .is_ok_and(|way| way == "rtl")
        });
    let (before, after) = (at.previous_element_sibling(), at.next_element_sibling());
    let next = match (&*event.key(), reversed) {
        ("ArrowRight", false) | ("ArrowLeft", true) => after,
        ("ArrowLeft", false) | ("ArrowRight", true) => before,
        ("Home", _) => list.first_element_child(),
        ("End", _) => list.last_element_child(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        focus_in_place(&next);
    }
}

/// Gives what a selector finds inside an element the focus, and scrolls to it; whether there is such.
pub(crate) fn go_to(within: &Element, selector: &str) -> bool {
    let found = within.query_selector(selector).ok().flatten();
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|found| found.focus().is_ok())
}

fn root(element: &Element) -> Option<ShadowRoot> {
    element.get_root_node().dyn_into().ok()
}

/// Calls back whenever a pointer is pressed anywhere on the page, until the listener is dropped.
pub(crate) fn on_press(callback: impl Fn(&Event) + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "pointerdown", callback))
}

/// Closes the menus inside an element that an event did not happen in.
pub(crate) fn close_menus(within: &Element, event: &Event) {
    let path = event.composed_path();
    let Ok(open) = within.query_selector_all("details.menu[open]") else {
        return;
    };
    for menu in (0..open.length()).filter_map(|place| open.item(place)) {
        if !path.includes(&menu, 0) {
            let _ = menu.unchecked_ref::<Element>().remove_attribute("open");
        }
    }
}

/// Closes the menu that an event happened in, and gives its button the focus.
pub(crate) fn close_menu(event: &Event) {
    if let Some(menu) = around(event, "details.menu") {
        let _ = menu.remove_attribute("open");
        hand_focus(event, "details.menu", "summary");
    }
}

/// Closes the menu that the focus has left for another element.
pub(crate) fn leave_menu(event: &FocusEvent) {
    let next = event.related_target();
    let next = next.and_then(|next| next.dyn_into::<Element>().ok());
    if let (Some(menu), Some(next)) = (around(event, "details.menu"), next)
        && !menu.contains(Some(&next))
    {
        let _ = menu.remove_attribute("open");
    }
}

/// Gives the focus to what one selector finds inside what another finds around an event: for what goes
/// away when it is pressed. The page stays where it is.
pub(crate) fn hand_focus(event: &Event, around: &str, to: &str) {
    let to = self::around(event, around).and_then(|around| around.query_selector(to).ok()?);
    if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
        focus_in_place(&to);
    }
}

/// What a selector finds around an event.
fn around(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok()?
}

/// The element that an event happened in. Yew listens at the root: the current target is that.
fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether the browser has a sheet to share a link with.
pub(crate) fn has_share_sheet() -> bool {
    let navigator = window().map(|window| window.navigator());
    navigator.is_some_and(|navigator| Reflect::has(&navigator, &"share".into()).unwrap_or(false))
}

/// Opens the browser's sheet to share a link with; whatever the reader does there is not told.
pub(crate) fn open_share_sheet(title: &str, url: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    if let Some(window) = window() {
        let shared = window.navigator().share_with_data(&data);
        // Closing the sheet is no failure.
        spawn_local(async move { drop(JsFuture::from(shared).await) });
    }
}

/// Hands the reader a file with this text; whether that worked.
pub(crate) fn save_text(name: &str, kind: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let content = Blob::new_with_str_sequence_and_options(&parts, &options);
    content.is_ok_and(|content| save(name, &content))
}

/// Hands the reader a picture as a file; whether that worked. The file follows a moment later.
pub(crate) fn save_painted(name: &str, picture: &Picture) -> bool {
    // Twice as fine as a screen: it is to be printed.
    const SCALE: f64 = 2.0;
    let canvas = create::<HtmlCanvasElement>("canvas");
    let painter = canvas.as_ref().and_then(|canvas| {
        canvas.set_width((f64::from(picture.width) / 10.0 * SCALE) as u32);
        canvas.set_height((f64::from(picture.height) / 10.0 * SCALE) as u32);
        let painter = canvas.get_context("2d").ok()??;
        painter.dyn_into::<CanvasRenderingContext2d>().ok()
    });
    let (Some(canvas), Some(painter)) = (canvas, painter) else {
        return false;
    };
    paint(&painter, picture, SCALE / 10.0);
    let name = name.to_owned();
    let hand_over = Closure::once_into_js(move |content: Option<Blob>| {
        if let Some(content) = content {
            save(&name, &content);
        }
    });
    canvas.to_blob(hand_over.unchecked_ref()).is_ok()
}

fn paint(painter: &CanvasRenderingContext2d, picture: &Picture, scale: f64) {
    let _ = painter.scale(scale, scale);
    painter.set_fill_style_str(Picture::GROUND);
    painter.fill_rect(0.0, 0.0, picture.width.into(), picture.height.into());
    for shape in &picture.shapes {
        match shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                fill,
                ..
            } => {
                painter.set_fill_style_str(fill);
                painter.fill_rect((*x).into(), (*y).into(), (*width).into(), (*height).into());
            }
            Shape::Text {
                x,
                y,
                size,
                bold,
                anchor,
                fill,
                text,
            } => {
                let weight = if *bold { 700 } else { 400 };
                painter.set_font(&format!("{weight} {size}px {}", Picture::FONT));
                painter.set_text_align(match anchor {
                    Anchor::Start => "left",
                    Anchor::End => "right",
                });
                painter.set_fill_style_str(fill);
                let _ = painter.fill_text(text, (*x).into(), (*y).into());
            }
        }
    }
}

/// Lets the browser save a file.
fn save(name: &str, content: &Blob) -> bool {
    let anchor = create::<HtmlAnchorElement>("a");
    let (Some(anchor), Ok(url)) = (anchor, Url::create_object_url_with_blob(content)) else {
        return false;
    };
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The browser may read the file after the click is over.
    Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
    true
}

fn create<T: JsCast>(tag: &str) -> Option<T> {
    let document = window()?.document()?;
    document.create_element(tag).ok()?.dyn_into().ok()
}

/// The day, as the reader's clock has it: `2025-09-30`.
pub(crate) fn today() -> String {
    // Swedes write dates as ISO 8601 does.
    let now = js_sys::Date::new_0();
    now.to_locale_date_string("sv", &JsValue::UNDEFINED).into()
}

/// Lets an element have all that a pointer does until it is let go.
pub(crate) fn capture(element: &Element, event: &PointerEvent) {
    // Nothing else of the page, such as a selection of text, shall begin.
    event.prevent_default();
    let _ = element.set_pointer_capture(event.pointer_id());
}

/// Which of a list's items a pointer is at, counted from 0; beyond the ends it is the first or last.
pub(crate) fn place_at(list: &Element, event: &PointerEvent) -> usize {
    let items = list.children();
    let at = f64::from(event.client_y());
    let above = (0..items.length())
        .filter_map(|place| items.item(place))
        .filter(|item| item.get_bounding_client_rect().bottom() <= at);
    above
        .count()
        .min((items.length() as usize).saturating_sub(1))
}

/// Adds a style sheet to those of the shadow tree that an element lies in.
pub(crate) fn adopt(element: &Element, css: &str) {
    let sheets =
        root(element).and_then(|root| Reflect::get(&root, &"adoptedStyleSheets".into()).ok());
    if let (Some(sheets), Ok(sheet)) = (sheets, CssStyleSheet::new()) {
        let _ = sheet.replace_sync(css);
        sheets.unchecked_ref::<Array>().push(&sheet);
    }
}
