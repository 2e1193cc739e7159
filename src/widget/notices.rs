use weigh_in_core::{model, text};
use yew::prelude::*;

use crate::widget::markup::{button, text_node};
use crate::widget::view::View;

/// Renders the problems of the link that the reader followed.
pub(super) fn notices(view: &View) -> Html {
    let notices = &view.model.notices;
    if notices.is_empty() {
        return Html::default();
    }
    html! {
        <div part="notice" class="notice" role="status">
            <div>{ for notices.iter().map(|notice| html! { <p>{ text_node(&view.texts.notice(notice)) }</p> }) }</div>
            { button("dismiss", view.texts.get(text::CLOSE), view.on_click((), |()| model::Event::DismissNotices)) }
        </div>
    }
}
