use yew::prelude::*;

use crate::widget::fetch::absent;
use crate::widget::markup::{button, value, words};
use crate::widget::view::View;
use crate::widget::{Page, host};
use weigh_in_core::dataset::{Comparison, Details};
use weigh_in_core::model::{self, Fetch, Shared};
use weigh_in_core::publish;
use weigh_in_core::publish::{Embed, Snippet};
use weigh_in_core::text;
use weigh_in_core::text::{Text, Texts};
use weigh_in_core::weights::Weights;

/// The ways to embed, with what they are for.
const SNIPPETS: [(Snippet, &str, Text, Text); 3] = [
    (
        Snippet::Script,
        "script",
        text::EMBED_SCRIPT,
        text::EMBED_SCRIPT_FOR,
    ),
    (
        Snippet::Frame,
        "frame",
        text::EMBED_FRAME,
        text::EMBED_FRAME_FOR,
    ),
    (
        Snippet::Html,
        "html",
        text::EMBED_HTML,
        text::EMBED_HTML_FOR,
    ),
];

/// How many bytes data may have that stand inside the code.
const MOST_INLINE: usize = 200_000;

/// The code that puts the ranking on another page.
pub(super) fn embed(view: &View) -> Html {
    let on_close = view.dispatch.reform(|()| model::Event::Embed(false));
    html! {
        <EmbedDialog texts={view.texts.clone()} comparison={view.model.comparison.clone()} details={view.model.details()} page={view.page.clone()}
            weights={view.state.session.weights.clone()} {on_close} />
    }
}

struct EmbedDialog {
    /// The folder of the shell, its integrity, and names and values of attributes in turns.
    release: Fetch<Vec<String>>,
    /// Whether the code starts from the reader's weights; else from the published ones.
    own_weights: bool,
    /// Which code was copied last, and whether that worked.
    copied: Option<(Snippet, bool)>,
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
    on_close: Callback<()>,
}

enum Msg {
    /// Find out what the code needs.
    Ask,
    /// This is it.
    Told(Option<Vec<String>>),
    /// Start from the reader's weights, or not any more.
    ToggleWeights,
    /// Copy a code.
    Copy(usize),
    /// That worked, or did not.
    Copied(usize, bool),
    /// Close the dialog.
    Close,
}

impl Component for EmbedDialog {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        ctx.link().send_message(Msg::Ask);
        EmbedDialog {
            release: Fetch::Unasked,
            own_weights: true,
            copied: None,
            dialog: NodeRef::default(),
            codes: Default::default(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Ask => {
                self.release = Fetch::Pending;
                let page = ctx.props().page.clone();
                ctx.link()
                    .send_future(async move { Msg::Told(page.release().await) });
            }
            Msg::Told(release) => self.release = release.map_or(Fetch::Failed, Fetch::Done),
            Msg::ToggleWeights => {
                self.own_weights = !self.own_weights;
                self.copied = None;
            }
            Msg::Copy(place) => {
                let code = self.codes[place].get();
                let code = code.and_then(|code| host::get(&code, "value").as_string());
                let code = code.unwrap_or_default();
                ctx.link()
                    .send_future(async move { Msg::Copied(place, host::copy(code).await) });
            }
            Msg::Copied(place, copied) => {
                let (snippet, ..) = SNIPPETS[place];
                self.copied = Some((snippet, copied));
                if let Some(code) = self.codes[place].get()
                    && !copied
                {
                    host::call(&code, "select", &[]);
                }
            }
            Msg::Close => {
                if let Some(dialog) = self.dialog.get() {
                    host::call(&dialog, "close", &[]);
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            texts, on_close, ..
        } = ctx.props();
        let again = ctx.link().callback(|_| Msg::Ask);
        let content = match &self.release {
            Fetch::Done(release) => self.content(ctx, release),
            release => absent(*release == Fetch::Failed, texts, again),
        };
        html! {
            <dialog part="embed" class="embed" aria-labelledby="embed" ref={&self.dialog} onclose={on_close.reform(|_| ())}>
                <div class="title">
                    <h3 id="embed">{ words(texts.get(text::EMBED_TITLE)) }</h3>
                    { button("close-embed", texts.get(text::CLOSE), ctx.link().callback(|_| Msg::Close)) }
                </div>
                { content }
            </dialog>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if let Some(dialog) = self.dialog.get()
            && first_render
        {
            // It fails where the dialog is open already, or not on the page any more.
            host::call(&dialog, "showModal", &[]);
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
        for pair in settings.chunks_exact(2) {
            let (name, value) = (&*pair[0], &*pair[1]);
            match name.strip_prefix("--weigh-in-") {
                Some(name) => properties.push((name, value)),
                None => attributes.push((name, value)),
            }
        }
        // Own data without a URL stand inside the element, and no frame has them.
        let is_inline = attributes.contains(&("src", ""));
        attributes.retain(|setting| *setting != ("src", ""));
        let data = is_inline.then(|| publish::to_json(comparison, details));
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
        html! {
            <div class="ways">
                if differ {
                    <label><input type="checkbox" checked={self.own_weights} onchange={toggle} />{ words(" ") }{ words(texts.get(text::EMBED_WEIGHTS)) }</label>
                }
                { for (0..SNIPPETS.len()).filter_map(|place| {
                    let (snippet, ..) = SNIPPETS[place];
                    let is_possible = snippet != Snippet::Frame || !is_inline;
                    is_possible.then(|| self.way(ctx, place, &embed.to_html(snippet, comparison, details, weights)))
                }) }
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
    fn way(&self, ctx: &Context<Self>, place: usize, code: &str) -> Html {
        let (snippet, id, name, used_for) = SNIPPETS[place];
        let texts = &ctx.props().texts;
        let copied = self.copied.filter(|(other, _)| *other == snippet);
        let told = copied.map(|(_, copied)| {
            let told = if copied {
                text::CODE_COPIED
            } else {
                text::CODE_BY_HAND
            };
            texts.get(told)
        });
        let copy = ctx.link().callback(move |_| Msg::Copy(place));
        html! {
            <section>
                <h4>{ words(texts.get(name)) }</h4>
                <p>{ words(texts.get(used_for)) }</p>
                <textarea readonly=true rows="4" spellcheck="false" dir="ltr" data-snippet={id} aria-label={value(texts.get(name))}
                    value={value(code)} ref={&self.codes[place]} />
                { button("copy-code", texts.get(text::COPY_CODE), copy) }
                <span role="status">{ words(told.unwrap_or_default()) }</span>
            </section>
        }
    }
}
