use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::format;
use weigh_in_core::model::{self, LoadState, Shared};
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text::{self, Texts};
use weigh_in_core::weights::Weights;
use yew::prelude::*;

use crate::widget::markup::{absent, button, value, words};
use crate::widget::view::View;
use crate::widget::{Page, host};

/// The ways to embed.
const SNIPPETS: [Snippet; 3] = [Snippet::Script, Snippet::Frame, Snippet::Html];

/// How many bytes data may have that stand inside the code.
const MOST_INLINE: usize = 200_000;

/// The code that puts the ranking on another page.
pub(super) fn embed(view: &View, page: &Shared<Page>) -> Html {
    html! {
        <EmbedDialog texts={view.texts.clone()} comparison={view.model.comparison.clone()} details={view.model.details()} page={page.clone()}
            weights={view.state.session.weights.clone()} dispatch={view.dispatch.clone()} />
    }
}

struct EmbedDialog {
    /// The folder of the shell, its integrity, and names and values of attributes in turns.
    release: LoadState<Vec<String>>,
    /// Whether the code starts from the reader's weights; else from the published ones.
    own_weights: bool,
    /// The place of the code that was copied last, and whether that worked.
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
    /// Find out what the code needs.
    Ask,
    /// This is it.
    Told(Option<Vec<String>>),
    /// Start from the reader's weights, or not any more.
    ToggleWeights,
    /// A code was copied, or could not be.
    Copied(usize, bool),
}

impl Component for EmbedDialog {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_message(Msg::Ask);
        EmbedDialog {
            release: LoadState::NotRequested,
            own_weights: true,
            copied: None,
            dialog: NodeRef::default(),
            codes: Default::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Ask => {
                self.release = LoadState::Pending;
                let page = ctx.props().page.clone();
                ctx.link()
                    .send_future(async move { Msg::Told(page.release().await) });
            }
            Msg::Told(release) => self.release = release.map_or(LoadState::Failed, LoadState::Done),
            Msg::ToggleWeights => {
                self.own_weights = !self.own_weights;
                self.copied = None;
            }
            Msg::Copied(place, copied) => {
                self.copied = Some((place, copied));
                if !copied {
                    call(&self.codes[place], "select");
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let texts = &ctx.props().texts;
        let content = match &self.release {
            LoadState::Done(release) => self.content(ctx, release),
            release => {
                let again = ctx.link().callback(|_| Msg::Ask);
                absent(*release == LoadState::Failed, texts, again)
            }
        };
        let dialog = self.dialog.clone();
        let close = Callback::from(move |_| call(&dialog, "close"));
        let closed = ctx
            .props()
            .dispatch
            .reform(|_| model::Event::SetEmbedOpen(false));
        html! {
            <dialog part="embed" class="embed" aria-labelledby="embed" ref={&self.dialog} onclose={closed}>
                <div class="title">
                    <h3 id="embed">{ words(texts.get(text::EMBED_TITLE)) }</h3>
                    { button("close-embed", texts.get(text::CLOSE), close) }
                </div>
                { content }
            </dialog>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if first_render {
            // It fails where the dialog is open already, or not on the page any more.
            call(&self.dialog, "showModal");
        }
    }
}

impl EmbedDialog {
    fn content(&self, ctx: &Context<Self>, release: &[String]) -> Html {
        let Props {
            texts,
            comparison,
            details,
            weights,
            ..
        } = ctx.props();
        let published = comparison.published_weights();
        let differ = *weights != published;
        let weights = if self.own_weights {
            weights
        } else {
            &published
        };
        let [base, integrity, settings @ ..] = release else {
            return Html::default();
        };
        let (mut attributes, mut properties) = (Vec::new(), Vec::new());
        for [name, value] in settings.as_chunks().0 {
            match name.strip_prefix("--weigh-in-") {
                Some(name) => properties.push((name, &**value)),
                None => attributes.push((&**name, &**value)),
            }
        }
        // Own data without a URL stand inside the element, and no frame has them.
        let is_inline = attributes.contains(&("src", ""));
        attributes.retain(|setting| *setting != ("src", ""));
        let data = is_inline.then(|| format::to_json(comparison, details));
        let data = data.as_deref();
        if data.is_some_and(|data| data.len() > MOST_INLINE) {
            return html! { <p class="ways">{ words(texts.get(text::EMBED_TOO_LARGE)) }</p> };
        }
        let embed = Embed {
            base,
            integrity: Some(integrity),
            attributes: &attributes,
            properties: &properties,
            data,
            texts,
        };
        // A preview does not offer what it is the preview of.
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
        let possible = SNIPPETS.into_iter().enumerate();
        let possible = possible.filter(|&(_, snippet)| !is_inline || snippet != Snippet::Frame);
        html! {
            <div class="ways">
                if differ {
                    <label><input type="checkbox" checked={self.own_weights} onchange={toggle} />{ words(" ") }{ words(texts.get(text::EMBED_WEIGHTS)) }</label>
                }
                { for possible.map(|(place, snippet)| self.way(ctx, place, embed.to_html(snippet, comparison, details, weights))) }
                if !is_inline {
                    <section class="preview">
                        <h4>{ words(texts.get(text::EMBED_PREVIEW)) }</h4>
                        <iframe src={preview.frame_url(comparison, weights)} title={value(texts.get(text::EMBED_PREVIEW))} />
                    </section>
                }
            </div>
        }
    }

    /// A way to embed: what it is for, the code, and a button to copy that.
    fn way(&self, ctx: &Context<Self>, place: usize, code: String) -> Html {
        let (id, name, used_for) = match SNIPPETS[place] {
            Snippet::Script => ("script", text::EMBED_SCRIPT, text::EMBED_SCRIPT_FOR),
            Snippet::Frame => ("frame", text::EMBED_FRAME, text::EMBED_FRAME_FOR),
            Snippet::Html => ("html", text::EMBED_HTML, text::EMBED_HTML_FOR),
        };
        let texts = &ctx.props().texts;
        let told = match self.copied {
            Some((copied, true)) if copied == place => texts.get(text::CODE_COPIED),
            Some((copied, false)) if copied == place => texts.get(text::CODE_BY_HAND),
            _ => "",
        };
        let shown = value(&code);
        let copy = ctx.link().callback_future(move |_| {
            let code = code.clone();
            async move { Msg::Copied(place, host::copy(code).await) }
        });
        html! {
            <section>
                <h4>{ words(texts.get(name)) }</h4>
                <p>{ words(texts.get(used_for)) }</p>
                <textarea readonly=true rows="4" spellcheck="false" dir="ltr" data-snippet={id} aria-label={value(texts.get(name))}
                    value={shown} ref={&self.codes[place]} />
                { button("copy-code", texts.get(text::COPY_CODE), copy) }
                <span role="status">{ words(told) }</span>
            </section>
        }
    }
}

/// Calls a method of an element, if it is there.
fn call(element: &NodeRef, method: &str) {
    if let Some(element) = element.get() {
        host::call(&element, method, &[]);
    }
}
