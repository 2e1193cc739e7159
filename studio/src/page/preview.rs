//! A preview of the data set, at several widths and in several themes.
//!
//! The widget is next to the studio in the page, not inside it: Yew renders both, and an event that one has handled
//! must not reach the other.

use gloo::events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::host;
use super::markup::choice;
use super::reading::ValidDataset;

const WIDTHS: [(u32, &str); 4] = [(0, "Fit"), (360, "360"), (768, "768"), (1280, "1280")];
const THEMES: [(&str, &str); 3] = [("auto", "Auto"), ("light", "Light"), ("dark", "Dark")];

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The last valid text.
    pub dataset: Option<ValidDataset>,
    /// Set if the text has changed since.
    pub is_stale: bool,
}

/// Renders the options of the preview, and updates the widget when they or the text change.
#[component]
pub fn Preview(props: &Props) -> Html {
    let width = use_state_eq(|| 0);
    let theme = use_state_eq(|| "auto");

    use_effect_with(props.dataset.clone(), |dataset| set_data(dataset.as_ref()));
    use_effect_with(*theme, |theme| {
        if let Some(widget) = host::element("preview") {
            // The name of an attribute is always valid.
            let _ = widget.set_attribute("theme", theme);
        }
    });
    use_effect_with(*width, |&width| {
        resize_widget(width);
        let listener = EventListener::new(&host::window(), "resize", move |_| resize_widget(width));
        move || drop(listener)
    });

    let set_width = {
        let width = width.setter();
        Callback::from(move |value| width.set(value))
    };
    let set_theme = {
        let theme = theme.setter();
        Callback::from(move |value| theme.set(value))
    };
    html! {
        <section class="preview-tools" aria-label="Preview">
            <h2>{ "Preview" }</h2>
            { choice("width", "Width in pixels", &WIDTHS, *width, &set_width) }
            { choice("theme", "Theme", &THEMES, *theme, &set_theme) }
            if props.is_stale {
                <p class="note">{ "The preview shows the last text without problems." }</p>
            }
        </section>
    }
}

/// Sets the widget's data, and shows it.
fn set_data(dataset: Option<&ValidDataset>) {
    let (Some(widget), Some(dataset)) = (host::element("preview"), dataset) else {
        return;
    };
    // Setting a property of an element can't fail.
    let _ = Reflect::set(&widget, &"data".into(), &(&*dataset.text).into());
    for (id, is_hidden) in [("preview", false), ("waiting", true)] {
        if let Some(element) = host::element(id) {
            element
                .unchecked_into::<HtmlElement>()
                .set_hidden(is_hidden);
        }
    }
}

/// Sets the width of the widget in px, and scales it down to the available width; 0 means the available width.
fn resize_widget(width: u32) {
    let (Some(stage), Some(sheet)) = (host::element("stage"), host::element("sheet")) else {
        return;
    };
    let sheet: HtmlElement = sheet.unchecked_into();
    let available = f64::from(stage.client_width()) - 2.0 * MARGIN;
    let zoom = if width == 0 {
        1.0
    } else {
        (available / f64::from(width)).min(1.0)
    };
    let length = if width == 0 {
        "auto".to_owned()
    } else {
        format!("{width}px")
    };
    // A browser without `zoom` shows the widget with a scroll bar.
    let _ = sheet.style().set_property("width", &length);
    let _ = sheet.style().set_property("zoom", &zoom.to_string());
}

/// The margin at each side of the widget in the style sheet, in px.
const MARGIN: f64 = 16.0;
