use weigh_in_core::model::Status;
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::host;
use crate::widget::markup::{attr, live_text};
use crate::widget::view::View;

/// Renders the outcome of the reader's last action, or the link to copy by hand.
pub(super) fn status(view: &View) -> Html {
    match &view.model.status {
        Status::Empty => Html::default(),
        Status::Message(text) => live_text(view.texts.get(*text)),
        Status::CopyByHand(link) => html! {
            <label>{ live_text(view.texts.get(text::COPY_LINK_BY_HAND)) }<input type="text" readonly=true value={attr(link)}
                onfocus={|event: FocusEvent| drop(host::call(&host::get_prop(&event, "target"), "select", &[]))} /></label>
        },
    }
}
