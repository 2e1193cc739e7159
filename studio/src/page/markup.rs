//! Pieces of markup that come up in several places.

use yew::prelude::*;

/// A button, and the name by which it is found.
pub fn button(name: &'static str, label: &str, action: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {name} onclick={action}>{ label }</button> }
}

/// A choice among a few, as buttons of which one is pressed.
pub fn choice<T: Copy + PartialEq + 'static>(
    name: &'static str,
    label: &'static str,
    options: &[(T, &'static str)],
    chosen: T,
    choose: &Callback<T>,
) -> Html {
    let buttons = options.iter().map(|&(option, shown)| {
        let choose = choose.reform(move |_: MouseEvent| option);
        let is_chosen = (option == chosen).to_string();
        html! { <button type="button" {name} value={shown} aria-pressed={is_chosen} onclick={choose}>{ shown }</button> }
    });
    html! {
        <div class="choice" role="group" aria-label={label}>{ for buttons }</div>
    }
}

/// How many there are of something.
pub fn count(number: usize, one: &str, more: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {more}"),
    }
}
