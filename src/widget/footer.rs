use yew::prelude::*;

use crate::widget::markup::text_node;
use crate::widget::view::View;

/// Renders the links and the disclaimer at the end.
pub(super) fn footer(view: &View) -> Html {
    let disclaimer = &view.model.comparison.disclaimer;
    html! {
        <footer class="footer">
            <div class="links">{ view.late(|panels| (panels.footer_links)(view)) }</div>
            if !disclaimer.is_empty() { <p>{ text_node(disclaimer) }</p> }
        </footer>
    }
}
