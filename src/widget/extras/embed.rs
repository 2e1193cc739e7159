use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::format;
use weigh_in_core::model::{self, LoadState, Shared};
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::markup::{attr, button, placeholder, text_node};
use crate::widget::view::View;
use crate::widget::{Page, host};

/// The kinds of code, in the order of the dialog.
const SNIPPETS: [Snippet; 3] = [Snippet::Script, Snippet::Frame, Snippet::Html];

/// Renders the dialog with the code that embeds the widget in another page.
pub(super) fn embed_dialog(view: &View, page: &Shared<Page>) -> Html {
    html! {
        <EmbedDialog texts={view.texts.clone()} comparison={view.model.comparison.clone()} details={view.model.details()} page={page.clone()}
            weights={view.state.session.weights.clone()} dispatch={view.dispatch.clone()} />
    }
}

struct EmbedDialog {
    /// The URL of the shell's folder, the shell's integrity hash, and alternating names and values of attributes.
    embed_info: LoadState<Vec<String>>,
    /// Whether the code starts from the reader's weights, or else from the published ones.
    from_reader_weights: bool,
    /// The index of the code that was copied last, and whether that worked.
    copied: Option<(usize, bool)>,
    dialog: NodeRef,
    codes: [NodeRef; SNIPPETS.len()],
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    details: Shared<Details>,
    page: Shared<Page>,
    weights: Weights,
    dispatch: Callback<model::Event>,
}

enum Msg {
    /// Fetch the data that the code contains.
    FetchInfo,
    /// The data were fetched, or could not be.
    InfoFetched(Option<Vec<String>>),
    /// Switch between the reader's weights and the published ones.
    ToggleWeights,
    /// The code of this index was copied, or could not be.
    Copied(usize, bool),
}

impl Component for EmbedDialog {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_message(Msg::FetchInfo);
        EmbedDialog {
            embed_info: LoadState::NotRequested,
            from_reader_weights: true,
            copied: None,
            dialog: NodeRef::default(),
            codes: Default::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::FetchInfo => {
                self.embed_info = LoadState::Pending;
                let page = ctx.props().page.clone();
                ctx.link()
                    .send_future(async move { Msg::InfoFetched(page.fetch_embed_info().await) });
            }
            Msg::InfoFetched(embed_info) => {
                self.embed_info = embed_info.map_or(LoadState::Failed, LoadState::Done)
            }
            Msg::ToggleWeights => {
                self.from_reader_weights = !self.from_reader_weights;
                self.copied = None;
            }
            Msg::Copied(index, copied) => {
                self.copied = Some((index, copied));
                if !copied {
                    call(&self.codes[index], "select");
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let texts = &ctx.props().texts;
        let content = match &self.embed_info {
            LoadState::Done(embed_info) => self.content(ctx, embed_info),
            embed_info => {
                let retry = ctx.link().callback(|_| Msg::FetchInfo);
                placeholder(*embed_info == LoadState::Failed, texts, retry)
            }
        };
        let dialog = self.dialog.clone();
        let close = Callback::from(move |_| call(&dialog, "close"));
        let on_close = ctx
            .props()
            .dispatch
            .reform(|_| model::Event::SetEmbedOpen(false));
        html! {
            <dialog part="embed" class="embed" aria-labelledby="embed" ref={&self.dialog} onclose={on_close}>
                <div class="title">
                    <h3 id="embed">{ text_node(texts.get(text::EMBED_TITLE)) }</h3>
                    { button("close-embed", texts.get(text::CLOSE), close) }
                </div>
                { content }
            </dialog>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if first_render {
            // Fails if the dialog is already open, or no longer on the page; nothing depends on it.
            call(&self.dialog, "showModal");
        }
    }
}

impl EmbedDialog {
    fn content(&self, ctx: &Context<Self>, embed_info: &[String]) -> Html {
        let Props {
            texts,
            comparison,
            details,
            weights,
            ..
        } = ctx.props();
        let published = comparison.published_weights();
        let is_changed = *weights != published;
        let weights = if self.from_reader_weights {
            weights
        } else {
            &published
        };
        let [base, integrity, pairs @ ..] = embed_info else {
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
            return html! { <p class="snippets">{ text_node(texts.get(text::EMBED_TOO_LARGE)) }</p> };
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
        let toggle = ctx.link().callback(|_: Event| Msg::ToggleWeights);
        let snippets = SNIPPETS.into_iter().enumerate();
        let snippets = snippets.filter(|&(_, snippet)| !is_inline || snippet != Snippet::Frame);
        html! {
            <div class="snippets">
                if is_changed {
                    <label><input type="checkbox" checked={self.from_reader_weights} onchange={toggle} />{ text_node(" ") }{ text_node(texts.get(text::EMBED_WEIGHTS)) }</label>
                }
                { for snippets.map(|(index, snippet)| self.snippet(ctx, index, embed.to_html(snippet, comparison, details, weights))) }
                if !is_inline {
                    <section class="preview">
                        <h4>{ text_node(texts.get(text::EMBED_PREVIEW)) }</h4>
                        <iframe src={preview.frame_url(comparison, weights)} title={attr(texts.get(text::EMBED_PREVIEW))} />
                    </section>
                }
            </div>
        }
    }

    /// Renders the code of one kind, with its purpose and a button that copies it.
    fn snippet(&self, ctx: &Context<Self>, index: usize, code: String) -> Html {
        let (id, name, used_for) = match SNIPPETS[index] {
            Snippet::Script => ("script", text::EMBED_SCRIPT, text::EMBED_SCRIPT_FOR),
            Snippet::Frame => ("frame", text::EMBED_FRAME, text::EMBED_FRAME_FOR),
            Snippet::Html => ("html", text::EMBED_HTML, text::EMBED_HTML_FOR),
        };
        let texts = &ctx.props().texts;
        let status = match self.copied {
            Some((copied, true)) if copied == index => texts.get(text::CODE_COPIED),
            Some((copied, false)) if copied == index => texts.get(text::CODE_BY_HAND),
            _ => "",
        };
        let code_attr = attr(&code);
        let copy = ctx.link().callback_future(move |_| {
            let code = code.clone();
            async move { Msg::Copied(index, host::copy(code).await) }
        });
        html! {
            <section>
                <h4>{ text_node(texts.get(name)) }</h4>
                <p>{ text_node(texts.get(used_for)) }</p>
                <textarea readonly=true rows="4" spellcheck="false" dir="ltr" data-snippet={id} aria-label={attr(texts.get(name))}
                    value={code_attr} ref={&self.codes[index]} />
                { button("copy-code", texts.get(text::COPY_CODE), copy) }
                <span role="status">{ text_node(status) }</span>
            </section>
        }
    }
}

/// Calls a method of an element, if it is rendered.
fn call(element: &NodeRef, method: &str) {
    if let Some(element) = element.get() {
        host::call(&element, method, &[]);
    }
}
