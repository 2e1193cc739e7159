use yew::prelude::*;

use crate::widget::bundled;
use crate::widget::markup::{source, words};
use crate::widget::view::View;
use weigh_in_core::dataset::{Comparison, Details, GuideItem, Section, SectionKind};
use weigh_in_core::model::Shared;
use weigh_in_core::text;
use weigh_in_core::text::Texts;

/// What there is to read before one decides. What is ticked stays for the visit, and is kept nowhere but
/// in the page: a guide that was open is hidden.
pub(super) fn guide(View { model, texts, .. }: &View, open: bool) -> Html {
    html! { <GuidePanel texts={(*texts).clone()} comparison={model.comparison.clone()} details={model.details()} {open} /> }
}

/// A component of its own, so that nothing is unpacked anew while weights move.
struct GuidePanel;

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    details: Shared<Details>,
    open: bool,
}

impl Component for GuidePanel {
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        GuidePanel
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        // The details of the bundled data set are without its guide, which few readers open.
        let is_apart = props.comparison.has_guide && props.details.guide.is_empty();
        let bundled = is_apart.then(bundled::guide);
        let sections = bundled.as_ref().unwrap_or(&props.details.guide);
        view(props, sections)
    }
}

fn view(
    Props {
        texts,
        comparison,
        details,
        open,
    }: &Props,
    sections: &[Section],
) -> Html {
    let sources = sources(comparison, details, sections);
    html! {
        <section part="guide" class="panel guide" aria-labelledby="guide" hidden={!*open}>
            <h3 id="guide" tabindex="-1">{ words(texts.get(text::GUIDE)) }</h3>
            <div class="columns">
                { for sections.iter().map(section) }
                if !sources.is_empty() {
                    <section>
                        <h4>{ words(texts.get(text::SOURCES)) }</h4>
                        <p>{ words(&comparison.source.note) }</p>
                        <p>{ words(&sources.join(" · ")) }</p>
                    </section>
                }
                if !comparison.disclaimer.is_empty() { <section><h4>{ words(texts.get(text::DISCLAIMER)) }</h4><p>{ words(&comparison.disclaimer) }</p></section> }
            </div>
        </section>
    }
}

fn section(section: &Section) -> Html {
    let items = section.items.iter();
    html! {
        <section data-kind={kind(section.kind)}>
            <h4>{ words(&section.title) }</h4>
            { match section.kind {
                SectionKind::Checklist => html! { <div class="checklist">{ for items.map(task) }</div> },
                SectionKind::List => html! { <ul>{ for items.map(|item| html! { <li>{ words(&item.text) }{ source(&item.source) }</li> }) }</ul> },
                SectionKind::Faq => html! { <>{ for items.map(question) }</> },
            } }
        </section>
    }
}

fn kind(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Checklist => "checklist",
        SectionKind::List => "list",
        SectionKind::Faq => "faq",
    }
}

fn task(item: &GuideItem) -> Html {
    html! { <label><input type="checkbox" /><span>{ words(&item.text) }{ source(&item.source) }</span></label> }
}

fn question(item: &GuideItem) -> Html {
    html! { <details class="question"><summary>{ words(&item.text) }</summary><p>{ words(&item.answer) }{ source(&item.source) }</p></details> }
}

/// Every site and document that the data set names, once, as they come up.
fn sources<'a>(
    comparison: &'a Comparison,
    details: &'a Details,
    sections: &'a [Section],
) -> Vec<&'a str> {
    let mut sources = Vec::new();
    let mut note = |source: &'a str| {
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    };
    note(&comparison.source.name);
    for (entry, _) in comparison.indexed_entries() {
        let about = details.entry(entry);
        about.reasons.iter().for_each(|reason| note(&reason.source));
        about
            .features
            .iter()
            .for_each(|feature| note(&feature.source));
    }
    let items = sections.iter().flat_map(|section| &section.items);
    items.for_each(|item| note(&item.source));
    sources
}
