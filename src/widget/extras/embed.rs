use std::rc::Rc;

use weigh_in_core::format;
use weigh_in_core::model::{
    EmbedDialog, EmbedDialogEffect, EmbedDialogEvent, Event, LoadState, Shared,
};
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::driver::Driver;
use crate::widget::host;
use crate::widget::markup::{attr, button, live_text, placeholder};
use crate::widget::view::View;

/// The kinds of code, in the order of the dialog.
const SNIPPETS: [Snippet; 3] = [Snippet::Script, Snippet::Html, Snippet::Frame];

/// Carries out an effect of the dialog.
pub(super) fn run(driver: &Rc<Driver>, effect: EmbedDialogEffect) {
    match effect {
        EmbedDialogEffect::FetchInfo => {
            let page = driver.page.clone();
            driver.dispatch_after(async move {
                dialog_event(EmbedDialogEvent::InfoFetched(page.fetch_embed_info().await))
            });
        }
        EmbedDialogEffect::Copy(snippet, code) => driver.dispatch_after(async move {
            dialog_event(EmbedDialogEvent::Copied(snippet, host::copy(code).await))
        }),
        EmbedDialogEffect::Select(snippet) => {
            if let Some(root) = driver.root.cast() {
                host::select_match(&root, &format!("[data-snippet={}]", snippet.name()));
            }
        }
    }
}

/// Renders the dialog with the code that embeds the widget in another page.
pub(super) fn embed_dialog(view: &View, dialog: &EmbedDialog) -> Html {
    let content = match &dialog.info {
        LoadState::Done(info) => content(view, dialog, info),
        info => {
            let retry = view
                .dispatch
                .reform(|_| dialog_event(EmbedDialogEvent::RequestInfo));
            placeholder(*info == LoadState::Failed, view.texts, retry)
        }
    };
    html! { <Modal texts={view.texts.clone()} dispatch={view.dispatch.clone()}>{ content }</Modal> }
}

fn dialog_event(event: EmbedDialogEvent) -> Event {
    Event::EmbedDialog(event)
}

/// A modal dialog.
#[derive(Default)]
struct Modal(NodeRef);

#[derive(Properties, PartialEq)]
struct ModalProps {
    texts: Shared<Texts>,
    dispatch: Callback<Event>,
    children: Html,
}

impl Component for Modal {
    type Message = ();
    type Properties = ModalProps;

    fn create(_: &Context<Self>) -> Self {
        Modal::default()
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let ModalProps {
            texts,
            dispatch,
            children,
        } = ctx.props();
        let dialog = self.0.clone();
        let close = Callback::from(move |_| call(&dialog, "close"));
        let on_close = dispatch.reform(|_| dialog_event(EmbedDialogEvent::Close));
        html! {
            <dialog part="embed" class="embed" aria-labelledby="embed" ref={&self.0} onclose={on_close}>
                <div class="title">
                    <h3 id="embed">{ live_text(texts.get(text::EMBED_TITLE)) }</h3>
                    { button("close-embed", texts.get(text::CLOSE), close) }
                </div>
                { children.clone() }
            </dialog>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            let request = dialog_event(EmbedDialogEvent::RequestInfo);
            ctx.props().dispatch.emit(request);
            // Fails if the dialog is already open, or no longer on the page; nothing depends on it.
            call(&self.0, "showModal");
        }
    }
}

fn content(view: &View, dialog: &EmbedDialog, info: &[String]) -> Html {
    let (texts, comparison, details) = (view.texts, &view.model.comparison, &view.model.details());
    let weights = &view.state.session.weights;
    let published = comparison.published_weights();
    let is_changed = *weights != published;
    let weights = if dialog.from_reader_weights {
        weights
    } else {
        &published
    };
    let [base, integrity, pairs @ ..] = info else {
        return Html::default();
    };
    let (mut attributes, mut properties) = (Vec::new(), Vec::new());
    for [name, value] in pairs.as_chunks().0 {
        match name.strip_prefix("--weigh-in-") {
            Some(name) => properties.push((name, &**value)),
            None => attributes.push((&**name, &**value)),
        }
    }
    // Own data without a URL are written inside the element. A frame can't contain them.
    let is_inline = attributes.contains(&("src", ""));
    attributes.retain(|attribute| *attribute != ("src", ""));
    let data = is_inline.then(|| format::to_json(comparison, details));
    let data = data.as_deref();
    if data.is_some_and(|data| data.len() > Embed::MAX_INLINE_BYTES) {
        return html! { <p class="snippets">{ live_text(texts.get(text::EMBED_TOO_LARGE)) }</p> };
    }
    let embed = Embed {
        base,
        integrity: Some(integrity),
        attributes: &attributes,
        properties: &properties,
        data,
        texts,
    };
    // The preview has no button to embed itself.
    let hide = attributes.iter().find(|(name, _)| *name == "hide");
    let hide = format!("{} embed", hide.map_or("", |(_, hidden)| hidden));
    let mut previewed = attributes.clone();
    previewed.retain(|(name, _)| *name != "hide");
    previewed.push(("hide", &hide));
    let preview = Embed {
        attributes: &previewed,
        ..embed
    };
    let toggle = view
        .dispatch
        .reform(|_| dialog_event(EmbedDialogEvent::ToggleWeights));
    let snippets = SNIPPETS.into_iter();
    let snippets = snippets.filter(|&snippet| !is_inline || snippet != Snippet::Frame);
    html! {
        <div class="snippets">
            if is_changed {
                <label><input type="checkbox" checked={dialog.from_reader_weights} onchange={toggle} />{ live_text(" ") }{ live_text(texts.get(text::EMBED_WEIGHTS)) }</label>
            }
            <fieldset>
                <legend class="visually-hidden">{ live_text(texts.get(text::EMBED_TITLE)) }</legend>
                { for snippets.map(|snippet| choice(view, dialog, snippet)) }
            </fieldset>
            { code(view, dialog, embed.to_html(dialog.snippet, comparison, details, weights)) }
            if !is_inline {
                <section class="preview">
                    <h4>{ live_text(texts.get(text::EMBED_PREVIEW)) }</h4>
                    <iframe src={preview.frame_url(comparison, weights)} title={attr(texts.get(text::EMBED_PREVIEW))} />
                </section>
            }
        </div>
    }
}

fn name(snippet: Snippet) -> text::Text {
    match snippet {
        Snippet::Script => text::EMBED_SCRIPT,
        Snippet::Frame => text::EMBED_FRAME,
        Snippet::Html => text::EMBED_HTML,
    }
}

/// Renders the choice of a kind of code, with its purpose.
fn choice(view: &View, dialog: &EmbedDialog, snippet: Snippet) -> Html {
    let used_for = match snippet {
        Snippet::Script => text::EMBED_SCRIPT_FOR,
        Snippet::Frame => text::EMBED_FRAME_FOR,
        Snippet::Html => text::EMBED_HTML_FOR,
    };
    let choose = view
        .dispatch
        .reform(move |_| dialog_event(EmbedDialogEvent::Choose(snippet)));
    html! {
        <label>
            <input type="radio" name="snippet" value={snippet.name()} checked={dialog.snippet == snippet} onchange={choose} />
            <span>{ live_text(view.texts.get(name(snippet))) }<small>{ live_text(view.texts.get(used_for)) }</small></span>
        </label>
    }
}

/// Renders the code of the chosen kind, with a button that copies it.
fn code(view: &View, dialog: &EmbedDialog, code: String) -> Html {
    let (texts, snippet) = (view.texts, dialog.snippet);
    let status = match dialog.copied {
        Some((copied, true)) if copied == snippet => texts.get(text::CODE_COPIED),
        Some((copied, false)) if copied == snippet => texts.get(text::CODE_BY_HAND),
        _ => "",
    };
    let code_attr = attr(&code);
    let copy = view
        .dispatch
        .reform(move |_| dialog_event(EmbedDialogEvent::Copy(snippet, code.clone())));
    html! {
        <section>
            <textarea readonly=true rows="5" spellcheck="false" dir="ltr" data-snippet={snippet.name()} aria-label={attr(texts.get(name(snippet)))}
                value={code_attr} />
            { button("copy-code", texts.get(text::COPY_CODE), copy) }
            <span role="status">{ live_text(status) }</span>
        </section>
    }
}

/// Calls a method of an element, if it is rendered.
fn call(element: &NodeRef, method: &str) {
    if let Some(element) = element.get() {
        host::call(&element, method, &[]);
    }
}
