//! The data set as readers see it, at several widths and in several themes.
//!
//! The widget stands beside the studio in the page, not in it: both are drawn by Yew, and events that one has
//! heard must not come to the other.

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
    /// The last text without problems.
    pub sound: Option<ValidDataset>,
    /// Whether the text has changed since.
    pub is_old: bool,
}

/// Draws the choices, and keeps the widget in step with them and with the text.
#[component]
pub fn Preview(props: &Props) -> Html {
    let width = use_state_eq(|| 0);
    let theme = use_state_eq(|| "auto");

    use_effect_with(props.sound.clone(), |sound| show(sound.as_ref()));
    use_effect_with(*theme, |theme| {
        if let Some(widget) = host::element("preview") {
            // The name of an attribute is always valid.
            let _ = widget.set_attribute("theme", theme);
        }
    });
    use_effect_with(*width, |&width| {
        fit(width);
        let listener = EventListener::new(&host::window(), "resize", move |_| fit(width));
        move || drop(listener)
    });

    let set_width = {
        let width = width.setter();
        Callback::from(move |chosen| width.set(chosen))
    };
    let set_theme = {
        let theme = theme.setter();
        Callback::from(move |chosen| theme.set(chosen))
    };
    html! {
        <section class="preview-tools" aria-label="Preview">
            <h2>{ "Preview" }</h2>
            { choice("width", "Width in pixels", &WIDTHS, *width, &set_width) }
            { choice("theme", "Theme", &THEMES, *theme, &set_theme) }
            if props.is_old {
                <p class="note">{ "The preview shows the last text without problems." }</p>
            }
        </section>
    }
}

/// Gives the widget its data.
fn show(sound: Option<&ValidDataset>) {
    let (Some(widget), Some(sound)) = (host::element("preview"), sound) else {
        return;
    };
    // Setting a property of an element can't fail.
    let _ = Reflect::set(&widget, &"data".into(), &(&*sound.text).into());
    for (id, is_hidden) in [("preview", false), ("waiting", true)] {
        if let Some(element) = host::element(id) {
            element
                .unchecked_into::<HtmlElement>()
                .set_hidden(is_hidden);
        }
    }
}

/// Gives the widget its width in px, and makes it smaller if there is less room; 0 stands for the room there is.
fn fit(width: u32) {
    let (Some(stage), Some(form_model)) = (host::element("stage"), host::element("sheet")) else {
        return;
    };
    let form_model: HtmlElement = form_model.unchecked_into();
    let room = f64::from(stage.client_width()) - 2.0 * MARGIN;
    let zoom = if width == 0 {
        1.0
    } else {
        (room / f64::from(width)).min(1.0)
    };
    let length = if width == 0 {
        "auto".to_owned()
    } else {
        format!("{width}px")
    };
    // A browser that does not know one of them shows the widget with a scroll bar.
    let _ = form_model.style().set_property("width", &length);
    let _ = form_model.style().set_property("zoom", &zoom.to_string());
}

/// What the style sheet leaves free at each side of the widget, in px.
const MARGIN: f64 = 16.0;
