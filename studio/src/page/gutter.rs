//! The line numbers beside the text, with marks on lines that have problems.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The height of a line in the style sheet, in px.
pub const LINE_HEIGHT: i32 = 20;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text field.
    pub field: NodeRef,
    /// The number of lines of the text.
    pub line_count: usize,
    /// The lines with a problem, from 0, sorted.
    pub marked_lines: Rc<[usize]>,
}

/// The visible part of the text: its scroll offset and its height, in px.
#[derive(Clone, Copy, Default, PartialEq)]
struct Viewport {
    top: i32,
    height: i32,
}

/// Renders only the visible line numbers: a text may have a hundred thousand.
#[component]
pub fn Gutter(props: &Props) -> Html {
    let viewport = use_state_eq(Viewport::default);
    let gutter = use_node_ref();

    {
        let viewport = viewport.setter();
        use_effect_with(props.field.clone(), move |field| {
            let field = field.cast::<HtmlTextAreaElement>();
            let listeners = field.map(|field| {
                let update_viewport = {
                    let field = field.clone();
                    move |_: &Event| {
                        viewport.set(Viewport {
                            top: field.scroll_top(),
                            height: field.client_height(),
                        });
                    }
                };
                if let Ok(event) = Event::new("look") {
                    update_viewport(&event);
                }
                let window = super::host::window();
                [
                    EventListener::new(&field, "scroll", update_viewport.clone()),
                    EventListener::new(&window, "resize", update_viewport),
                ]
            });
            move || drop(listeners)
        });
    }
    {
        let gutter = gutter.clone();
        use_effect_with(*viewport, move |viewport| {
            if let Some(gutter) = gutter.cast::<HtmlElement>() {
                gutter.set_scroll_top(viewport.top % LINE_HEIGHT);
            }
        });
    }

    let first = usize::try_from(viewport.top / LINE_HEIGHT).unwrap_or_default();
    let in_view = usize::try_from(viewport.height / LINE_HEIGHT).unwrap_or_default() + 2;
    let lines = first..props.line_count.min(first + in_view.max(40));
    let numbers = lines.map(|line| {
        let mark = props
            .marked_lines
            .binary_search(&line)
            .is_ok()
            .then_some("true");
        html! { <span key={line} data-marked={mark}>{ line + 1 }</span> }
    });
    html! { <div class="gutter" aria-hidden="true" ref={gutter}>{ for numbers }</div> }
}
