use gloo::timers::callback::Timeout;
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use weigh_in_core::publish::{Anchor, Picture, Shape};

use super::reflect::{call, construct, get_prop, set_prop};
use super::window;

/// Downloads a text as a file. Reports whether that worked.
pub(crate) fn save_text(name: &str, kind: &str, text: &str) -> bool {
    let options = Object::new();
    set_prop(&options, "type", kind);
    let parts: Array = [JsValue::from(text)].iter().collect();
    let content = construct("Blob", &[parts.into(), options.into()]);
    content.is_some_and(|content| download(name, &content))
}

/// Downloads a picture as a PNG file, after the browser has encoded it. Reports whether that could start.
pub(crate) fn save_png(name: &str, picture: &Picture) -> bool {
    // Twice the resolution of a screen, for print.
    const SCALE: f64 = 2.0;
    let Some(canvas) = create_element("canvas") else {
        return false;
    };
    set_prop(&canvas, "width", f64::from(picture.width) / 10.0 * SCALE);
    set_prop(&canvas, "height", f64::from(picture.height) / 10.0 * SCALE);
    let Some(context) = call(&canvas, "getContext", &["2d".into()]) else {
        return false;
    };
    paint(&context, picture, SCALE / 10.0);
    let name = name.to_owned();
    let on_blob = Closure::<dyn Fn(JsValue)>::new(move |content: JsValue| {
        // The browser passes `null` if it can't encode the picture.
        if content.is_object() {
            download(&name, &content);
        }
    });
    call(&canvas, "toBlob", &[on_blob.into_js_value()]).is_some()
}

fn paint(context: &JsValue, picture: &Picture, scale: f64) {
    let fill_rect = |rect: [u32; 4]| call(context, "fillRect", &rect.map(JsValue::from));
    call(context, "scale", &[scale.into(), scale.into()]);
    set_prop(context, "fillStyle", Picture::BACKGROUND);
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
                set_prop(context, "fillStyle", fill);
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
                set_prop(context, "font", font);
                set_prop(context, "textAlign", align);
                set_prop(context, "fillStyle", *fill);
                let arguments = [text.into(), (*x).into(), (*y).into()];
                call(context, "fillText", &arguments);
            }
        }
    }
}

/// Downloads a blob as a file. Reports whether that could start.
fn download(name: &str, content: &JsValue) -> bool {
    let urls = get_prop(&js_sys::global(), "URL");
    let url = call(&urls, "createObjectURL", std::slice::from_ref(content));
    let (Some(anchor), Some(url)) = (create_element("a"), url) else {
        return false;
    };
    set_prop(&anchor, "href", &url);
    set_prop(&anchor, "download", name);
    call(&anchor, "click", &[]);
    // The browser may read the blob after the click event has ended.
    Timeout::new(60_000, move || drop(call(&urls, "revokeObjectURL", &[url]))).forget();
    true
}

fn create_element(tag: &str) -> Option<JsValue> {
    let element = window()?.document()?.create_element(tag).ok()?;
    Some(element.into())
}

/// Returns the reader's local date, such as `2025-09-30`.
pub(crate) fn today() -> String {
    let now = construct("Date", &[]).unwrap_or_default();
    let [year, month, day] = ["getFullYear", "getMonth", "getDate"].map(|method| {
        let number = call(&now, method, &[]).and_then(|number| number.as_f64());
        number.unwrap_or_default() as u32
    });
    format!("{year}-{:02}-{day:02}", month + 1)
}
