use gloo::timers::callback::Timeout;
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use weigh_in_core::publish::{Anchor, Picture, Shape};

use super::by_name::{call, get_prop, make, set_prop};
use super::window;

/// Hands the reader a file with this text; whether that worked.
pub(crate) fn save_text(name: &str, kind: &str, text: &str) -> bool {
    let options = Object::new();
    set_prop(&options, "type", kind);
    let parts = Array::of1(&text.into());
    let content = make("Blob", &[parts.into(), options.into()]);
    content.is_some_and(|content| save(name, &content))
}

/// Hands the reader a picture as a file; whether that worked. The file follows a moment later.
pub(crate) fn save_painted(name: &str, picture: &Picture) -> bool {
    // Twice as fine as a screen: it is to be printed.
    const SCALE: f64 = 2.0;
    let Some(canvas) = create("canvas") else {
        return false;
    };
    set_prop(&canvas, "width", f64::from(picture.width) / 10.0 * SCALE);
    set_prop(&canvas, "height", f64::from(picture.height) / 10.0 * SCALE);
    let Some(painter) = call(&canvas, "getContext", &["2d".into()]) else {
        return false;
    };
    paint(&painter, picture, SCALE / 10.0);
    let name = name.to_owned();
    let hand_over = Closure::<dyn Fn(JsValue)>::new(move |content: JsValue| {
        // It is `null` where the picture could not be made.
        if content.is_object() {
            save(&name, &content);
        }
    });
    call(&canvas, "toBlob", &[hand_over.into_js_value()]).is_some()
}

fn paint(painter: &JsValue, picture: &Picture, scale: f64) {
    let fill_rect = |rect: [u32; 4]| call(painter, "fillRect", &rect.map(JsValue::from));
    call(painter, "scale", &[scale.into(), scale.into()]);
    set_prop(painter, "fillStyle", Picture::GROUND);
    fill_rect([0, 0, picture.width, picture.height]);
    for shape in &picture.shapes {
        match shape {
            &Shape::Rect {
                x,
                y,
                width,
                height,
                fill,
                ..
            } => {
                set_prop(painter, "fillStyle", fill);
                fill_rect([x, y, width, height]);
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
                let align = match anchor {
                    Anchor::Start => "left",
                    Anchor::End => "right",
                };
                let font = format!("{weight} {size}px {}", Picture::FONT);
                set_prop(painter, "font", font);
                set_prop(painter, "textAlign", align);
                set_prop(painter, "fillStyle", *fill);
                let place = [text.into(), (*x).into(), (*y).into()];
                call(painter, "fillText", &place);
            }
        }
    }
}

/// Lets the browser save a file.
fn save(name: &str, content: &JsValue) -> bool {
    let urls = get_prop(&js_sys::global(), "URL");
    let url = call(&urls, "createObjectURL", std::slice::from_ref(content));
    let (Some(anchor), Some(url)) = (create("a"), url) else {
        return false;
    };
    set_prop(&anchor, "href", &url);
    set_prop(&anchor, "download", name);
    call(&anchor, "click", &[]);
    // The browser may read the file after the click is over.
    Timeout::new(60_000, move || drop(call(&urls, "revokeObjectURL", &[url]))).forget();
    true
}

fn create(tag: &str) -> Option<JsValue> {
    let element = window()?.document()?.create_element(tag).ok()?;
    Some(element.into())
}

/// The day, as the reader's clock has it: `2025-09-30`.
pub(crate) fn today() -> String {
    // Swedes write dates as ISO 8601 does.
    let day = make("Date", &[]).and_then(|now| call(&now, "toLocaleDateString", &["sv".into()]));
    day.and_then(|day| day.as_string()).unwrap_or_default()
}
