//! The line numbers beside the text, with a mark where there is something to mend.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The height of a line, as the style sheet has it; in px.
pub const LINE: i32 = 20;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The text field.
    pub field: NodeRef,
    /// How many lines the text has.
    pub lines: usize,
    /// The lines with a problem, from 0, in order.
    pub marked: Rc<[usize]>,
}

/// What of the text is in view: how far it is scrolled, and how high it is; in px.
#[derive(Clone, Copy, Default, PartialEq)]
struct View {
    top: i32,
    height: i32,
}

/// Draws the numbers of the lines that are in view, and no others: a text may have a hundred thousand.
#[component]
pub fn Gutter(props: &Props) -> Html {
    let view = use_state_eq(View::default);
    let gutter = use_node_ref();

    {
        let view = view.setter();
        use_effect_with(props.field.clone(), move |field| {
            let field = field.cast::<HtmlTextAreaElement>();
            let listeners = field.map(|field| {
                let look = {
                    let field = field.clone();
                    move |_: &Event| {
                        view.set(View {
                            top: field.scroll_top(),
                            height: field.client_height(),
                        });
                    }
                };
                if let Ok(event) = Event::new("look") {
                    look(&event);
                }
                let window = super::host::window();
                [
                    EventListener::new(&field, "scroll", look.clone()),
                    EventListener::new(&window, "resize", look),
                ]
            });
            move || drop(listeners)
        });
    }
    {
        let gutter = gutter.clone();
        use_effect_with(*view, move |view| {
            if let Some(gutter) = gutter.cast::<HtmlElement>() {
                gutter.set_scroll_top(view.top % LINE);
            }
        });
    }

    let first = usize::try_from(view.top / LINE).unwrap_or_default();
    let in_view = usize::try_from(view.height / LINE).unwrap_or_default() + 2;
    let lines = first..props.lines.min(first + in_view.max(40));
    let numbers = lines.map(|line| {
        let mark = props.marked.binary_search(&line).is_ok().then_some("true");
        html! { <span key={line} data-marked={mark}>{ line + 1 }</span> }
    });
    html! { <div class="gutter" aria-hidden="true" ref={gutter}>{ for numbers }</div> }
}
