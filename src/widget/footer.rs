use weigh_in_core::link::HideablePanel;
use weigh_in_core::model::{Chunk, Event};
use weigh_in_core::session::{Action, Panels};
use weigh_in_core::text;
use yew::prelude::*;

use crate::widget::markup::{bool_attr, external_link, live_text, text_node};
use crate::widget::menu::Menu;
use crate::widget::view::View;

/// Renders the links and the disclaimer at the end.
pub(super) fn footer(view: &View) -> Html {
    let disclaimer = &view.model.comparison.disclaimer;
    html! {
        <footer class="footer">
            <div class="links">{ links(view) }</div>
            if !disclaimer.is_empty() { <p>{ text_node(disclaimer) }</p> }
        </footer>
    }
}

/// Renders the source, what the ranking can be saved and embedded as, and the guide.
fn links(view: &View) -> Html {
    let (texts, comparison) = (view.texts, &view.model.comparison);
    let source = &comparison.source;
    let panels = view.state.session.panels;
    let guide = !panels.guide;
    let save = (!view.hides(HideablePanel::Save)).then(|| Menu {
        part: "save",
        key: None,
        label: texts.get(text::SAVE),
        is_link: true,
        selected_count: 0,
        chunk: Chunk::Extras,
        content: view.extras.map(|extras| (extras.formats)(view)),
        is_open: false,
    });
    html! {
        <>
            { view.late(|panels| (panels.printed)(view)) }
            if !source.name.is_empty() {
                <span>{ match &source.url {
                    Some(url) => external_link(url, &texts.fill(text::SOURCE, &[&source.name]), "noopener"),
                    None => live_text(&texts.fill(text::SOURCE, &[&source.name])),
                } }</span>
            }
            { for save.map(|menu| menu.view(view)) }
            if comparison.has_guide && !view.hides(HideablePanel::Guide) {
                <button type="button" part="guide-button" class="link" aria-expanded={bool_attr(panels.guide)}
                    onclick={view.disclose_on_click(Action::SetPanels(Panels { guide, ..panels }))}>{ text_node(texts.get(text::GUIDE)) }</button>
            }
            if !view.hides(HideablePanel::Embed) {
                <button type="button" part="embed-button" class="link" onclick={view.on_click((), |()| Event::OpenEmbedDialog)}>{ text_node(texts.get(text::EMBED)) }</button>
            }
        </>
    }
}
