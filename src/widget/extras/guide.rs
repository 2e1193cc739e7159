use weigh_in_core::dataset::{Comparison, Details, GuideItem, Section, SectionKind};
use weigh_in_core::model::Shared;
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::bundled;
use crate::widget::markup::{source, words};
use crate::widget::view::View;

/// What there is to read before one decides. What is ticked stays for the visit, and is kept nowhere but
/// in the page: a guide that was open is hidden.
pub(super) fn guide(view: &View, open: bool) -> Html {
    let model = view.model;
    html! { <GuidePanel texts={view.texts.clone()} comparison={model.comparison.clone()} details={model.details()} {open} /> }
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    details: Shared<Details>,
    open: bool,
}

/// A component of its own, so that nothing is unpacked anew while weights move.
#[component]
fn GuidePanel(props: &Props) -> Html {
    let (texts, comparison, details) = (&props.texts, &props.comparison, &props.details);
    // The details of the bundled data set are without its guide, which few readers open.
    let is_apart = comparison.has_guide && details.guide.is_empty();
    let bundled = is_apart.then(bundled::guide);
    let sections = bundled.as_ref().unwrap_or(&details.guide);
    let sources = sources(comparison, details, sections);
    html! {
        <section part="guide" class="panel guide" aria-labelledby="guide" hidden={!props.open}>
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
        <section data-kind={section.kind.keyword()}>
            <h4>{ words(&section.title) }</h4>
            { match section.kind {
                SectionKind::Checklist => html! { <div class="checklist">{ for items.map(task) }</div> },
                SectionKind::List => html! { <ul>{ for items.map(|item| html! { <li>{ words(&item.text) }{ source(&item.source) }</li> }) }</ul> },
                SectionKind::Faq => html! { <>{ for items.map(question) }</> },
            } }
        </section>
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
        let reasons = about.reasons.iter().map(|reason| &reason.source);
        let features = about.features.iter().map(|feature| &feature.source);
        reasons.chain(features).for_each(|source| note(source));
    }
    let items = sections.iter().flat_map(|section| &section.items);
    items.for_each(|item| note(&item.source));
    sources
}
