use weigh_in_core::{model, text};
use yew::prelude::*;

use crate::widget::markup::{button, live_text};
use crate::widget::view::View;

/// Renders the parts of the link that were not used.
pub(super) fn notices(view: &View) -> Html {
    let notices = view.model.notices.iter();
    let notices = notices.map(|notice| html! { <p>{ live_text(&view.texts.notice(notice)) }</p> });
    html! {
        <div part="notice" class="notice" role="status">
            <div>{ for notices }</div>
            { button("dismiss", view.texts.get(text::CLOSE), view.on_click((), |()| model::Event::DismissNotices)) }
        </div>
    }
}
