use weigh_in_core::dataset::{Comparison, Details, GuideItem, GuideSection, SectionKind};
use weigh_in_core::model::{self, Shared};
use weigh_in_core::session::{Action, Panels};
use weigh_in_core::text::{self, Texts};
use yew::prelude::*;

use crate::widget::host;
use crate::widget::late_details::bundled_guide;
use crate::widget::markup::{button, live_text, on_escape, source};
use crate::widget::view::View;

/// Renders the guide. Once open it is only hidden, so that its checkboxes keep their state, which is stored nowhere
/// else.
pub(super) fn guide(view: &View, open: bool) -> Html {
    let model = view.model;
    html! { <GuidePanel texts={view.texts.clone()} comparison={model.comparison.clone()} details={model.details()} {open} panels={view.state.session.panels} dispatch={view.dispatch.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct Props {
    texts: Shared<Texts>,
    comparison: Shared<Comparison>,
    details: Shared<Details>,
    open: bool,
    panels: Panels,
    dispatch: Callback<model::Event>,
}

/// Renders the guide as a separate component, so that it is not unpacked again while weights change.
#[component]
fn GuidePanel(props: &Props) -> Html {
    let (texts, comparison, details) = (&props.texts, &props.comparison, &props.details);
    // The guide of the bundled data set is packed apart from its details, since few readers open it.
    let is_packed = comparison.has_guide && details.guide.is_empty();
    let bundled = is_packed.then(bundled_guide);
    let sections = bundled.as_ref().unwrap_or(&details.guide);
    let sources = sources(comparison, details, sections);
    let panels = props.panels;
    let close = move |event: &Event| {
        host::transfer_focus(event, ".widget", "[part='guide-button']");
        model::Event::SetDisclosure(Action::SetPanels(Panels {
            guide: false,
            ..panels
        }))
    };
    let dispatch = props.dispatch.clone();
    let onkeydown = on_escape(move |event| dispatch.emit(close(event)));
    let on_close = props
        .dispatch
        .reform(move |event: MouseEvent| close(&event));
    html! {
        <section part="guide" class="panel guide" aria-labelledby="guide" hidden={!props.open} {onkeydown}>
            <div class="title">
                <h3 id="guide" tabindex="-1">{ live_text(texts.get(text::GUIDE)) }</h3>
                { button("close-guide", texts.get(text::CLOSE), on_close) }
            </div>
            <div class="columns">
                { for sections.iter().map(section) }
                if !sources.is_empty() {
                    <section>
                        <h4>{ live_text(texts.get(text::SOURCES)) }</h4>
                        <p>{ live_text(&comparison.source.note) }</p>
                        <p>{ live_text(&sources.join(" · ")) }</p>
                    </section>
                }
                if !comparison.disclaimer.is_empty() { <section><h4>{ live_text(texts.get(text::DISCLAIMER)) }</h4><p>{ live_text(&comparison.disclaimer) }</p></section> }
            </div>
        </section>
    }
}

fn section(section: &GuideSection) -> Html {
    let items = section.items.iter();
    html! {
        <section data-kind={section.kind.keyword()}>
            <h4>{ live_text(&section.title) }</h4>
            { match section.kind {
                SectionKind::Checklist => html! { <div class="checklist">{ for items.map(checklist_item) }</div> },
                SectionKind::List => html! { <ul>{ for items.map(|item| html! { <li>{ live_text(&item.text) }{ source(&item.source) }</li> }) }</ul> },
                SectionKind::Faq => html! { <>{ for items.map(faq_item) }</> },
            } }
        </section>
    }
}

fn checklist_item(item: &GuideItem) -> Html {
    html! { <label><input type="checkbox" /><span>{ live_text(&item.text) }{ source(&item.source) }</span></label> }
}

fn faq_item(item: &GuideItem) -> Html {
    html! { <details class="question"><summary>{ live_text(&item.text) }</summary><p>{ live_text(&item.answer) }{ source(&item.source) }</p></details> }
}

/// Returns every source that the data set names once, in the order of appearance.
fn sources<'a>(
    comparison: &'a Comparison,
    details: &'a Details,
    sections: &'a [GuideSection],
) -> Vec<&'a str> {
    let mut sources = Vec::new();
    let mut add = |source: &'a str| {
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    };
    add(&comparison.source.name);
    for (entry, _) in comparison.indexed_entries() {
        let entry_details = details.entry(entry);
        let reasons = entry_details.reasons.iter().map(|reason| &reason.source);
        let features = entry_details.features.iter().map(|feature| &feature.source);
        reasons.chain(features).for_each(|source| add(source));
    }
    let items = sections.iter().flat_map(|section| &section.items);
    items.for_each(|item| add(&item.source));
    sources
}
