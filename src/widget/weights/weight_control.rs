use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::comparison::{Comparison, Criterion, CriterionIndex};
use crate::weighting::{Share, Weight};
use crate::widget::{Shared, text};

/// One weight: a slider and a number field, its share of the total, and how far scores are apart.
pub(super) struct WeightControl {
    /// What stands in the number field while it is being typed in.
    draft: Option<String>,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) comparison: Shared<Comparison>,
    pub(super) criterion: CriterionIndex,
    pub(super) weight: Weight,
    pub(super) share: Share,
    /// Whether it is the one that the mixing desk shows.
    pub(super) chosen: bool,
    /// The weight was moved; for good if the second is true.
    pub(super) on_move: Callback<(Weight, bool)>,
}

pub(super) enum Msg {
    /// The slider is at a number from 0 to 100; for good if the second is true.
    Slide(f64, bool),
    /// The number field holds another text.
    Type(String),
    /// The number field's text is final.
    Enter,
}

impl Component for WeightControl {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        WeightControl { draft: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Props {
            weight, on_move, ..
        } = ctx.props();
        match msg {
            Msg::Slide(to, committed) => on_move.emit((weight.moved(to), committed)),
            Msg::Type(text) => {
                if let Ok(weight) = text.trim().parse() {
                    on_move.emit((weight, false));
                }
                self.draft = Some(text);
            }
            // An emptied field counts as 0; one that holds no number goes back to the last weight.
            Msg::Enter => match self.draft.take().as_deref().map(str::trim) {
                Some("") => on_move.emit((Weight::ZERO, true)),
                Some(text) => on_move.emit((text.parse().unwrap_or(*weight), true)),
                None => {}
            },
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props {
            comparison,
            criterion: index,
            share,
            chosen,
            ..
        } = ctx.props();
        let criterion = comparison.criterion(*index);
        let id = |part: &str| format!("{part}-{}", index.0);
        html! {
            <div part="weight" data-criterion={criterion.id.clone()}
                class={classes!("weight", text::hue(*index), chosen.then_some("chosen"))}>
                <label class="name" for={id("slider")} title={criterion.description.clone()}>
                    <i class="swatch" />{ &criterion.name }
                </label>
                { self.number(ctx, criterion, id("invalid")) }
                <span part="share-of-total" class="share">{ text::percent(*share) }</span>
                { slider(ctx, criterion, id("slider")) }
                <p class="spread">{ text::spread(criterion) }</p>
            </div>
        }
    }
}

impl WeightControl {
    fn number(&self, ctx: &Context<Self>, criterion: &Criterion, message_id: String) -> Html {
        let draft = self.draft.as_deref();
        let invalid = draft
            .is_some_and(|text| !text.trim().is_empty() && text.trim().parse::<Weight>().is_err());
        let value = draft.map_or_else(|| ctx.props().weight.to_string(), str::to_owned);
        html! {
            <span class="field">
                <input part="number" class="number" type="text" inputmode="decimal" autocomplete="off" {value}
                    aria-label={text::number_label(criterion)} aria-invalid={invalid.to_string()}
                    aria-describedby={invalid.then(|| message_id.clone())}
                    oninput={ctx.link().callback(|event: InputEvent| Msg::Type(input(&event).value()))}
                    onchange={ctx.link().callback(|_| Msg::Enter)} onfocusout={ctx.link().callback(|_| Msg::Enter)} />
                if invalid { <span class="invalid" role="alert" id={message_id}>{ text::INVALID_WEIGHT }</span> }
            </span>
        }
    }
}

fn slider(ctx: &Context<WeightControl>, criterion: &Criterion, id: String) -> Html {
    let Props { weight, share, .. } = ctx.props();
    let place = format!("--value: {weight}; --published: {}", criterion.weight);
    html! {
        <span class="track" ~style={place}>
            <i class="published" title={text::published_mark(criterion.weight)} />
            // Any step, so that published weights such as 7.5 can stand; the weight moves by whole numbers.
            <input part="slider" class="slider" type="range" min="0" max="100" step="any" {id} value={weight.to_string()}
                aria-valuetext={text::slider_value(*weight, *share)}
                oninput={ctx.link().callback(|event: InputEvent| Msg::Slide(input(&event).value_as_number(), false))}
                onchange={ctx.link().callback(|event: Event| Msg::Slide(input(&event).value_as_number(), true))} />
        </span>
    }
}

fn input(event: &Event) -> HtmlInputElement {
    event.target_unchecked_into()
}
