//! Markup that several components share.

use yew::prelude::*;

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

/// Returns a number with its noun.
pub fn count(number: usize, singular: &str, plural: &str) -> String {
    match number {
        1 => format!("1 {singular}"),
        _ => format!("{number} {plural}"),
    }
}
