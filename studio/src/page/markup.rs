//! Markup that several components share.

use wasm_bindgen::JsValue;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::host;

/// Renders a button with a name.
pub fn button(name: &'static str, label: &str, action: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {name} onclick={action}>{ label }</button> }
}

/// Renders a choice as buttons, of which the chosen one is pressed.
pub fn choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    label: &'static str,
    options: &[(T, &'static str)],
    selected: T,
    on_select: &Callback<T>,
) -> Html {
    let buttons = options.iter().map(|&(option, text)| {
        let on_select = on_select.reform(move |_: MouseEvent| option);
        let is_selected = (option == selected).to_string();
        html! { <button type="button" {name} value={text} aria-pressed={is_selected} onclick={on_select}>{ text }</button> }
    });
    html! {
        <div class="choice" role="group" aria-label={label}>{ for buttons }</div>
    }
}

/// Renders a choice as a list that opens, which the element with an id may describe.
pub fn drop_down<'a>(
    name: &'static str,
    label: &'static str,
    description: Option<String>,
    options: impl Iterator<Item = &'a str>,
    selected: usize,
    on_select: Callback<usize>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let field: Option<HtmlSelectElement> = host::event_target(&event);
        if let Some(index) = field.and_then(|field| usize::try_from(field.selected_index()).ok()) {
            on_select.emit(index);
        }
    });
    let options = options.enumerate().map(|(index, text)| {
        html! { <option value={text.to_owned()} selected={index == selected}>{ text }</option> }
    });
    // The attributes of the options have no effect once somebody has chosen one.
    html! {
        <select {name} aria-label={label} aria-describedby={description} {onchange} ~selectedIndex={JsValue::from(selected as u32)}>{ for options }</select>
    }
}

/// Returns a number with its noun.
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    match number {
        1 => format!("1 {singular}"),
        _ => format!("{number} {plural}"),
    }
}
