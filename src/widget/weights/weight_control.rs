use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::Move;
use crate::comparison::{Comparison, Criterion, CriterionIndex};
use crate::session::Action;
use crate::texts::Texts;
use crate::weighting::{Share, Weight};
use crate::widget::markup::{hue, presence, truth, value, words};
use crate::widget::{Shared, host, text};

/// One weight: a slider and a number field, its share of the total, and how far scores are apart.
pub(super) struct WeightControl {
    draft: Option<Draft>,
    /// Where the slider was moved to and not yet let go.
    thumb: Option<Thumb>,
}

/// A place of the slider between two weights. It is left alone until the reader lets go: WebKit tells
/// no change of a slider whose value a script has corrected on the way.
pub(super) struct Thumb {
    /// From 0 to 100.
    at: f64,
    /// The same as the slider has it.
    text: String,
}

/// A number field that is being typed in.
struct Draft {
    /// What stands in it.
    text: String,
    /// The weight before, which stands again as long as the text is none.
    before: Weight,
}

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) texts: Shared<Texts>,
    pub(super) comparison: Shared<Comparison>,
    pub(super) criterion: CriterionIndex,
    pub(super) weight: Weight,
    pub(super) share: Share,
    /// The least and the greatest that the weight can be, as the locks have it.
    pub(super) limits: (Weight, Weight),
    pub(super) locked: bool,
    /// Whether the lock can be opened or closed.
    pub(super) lockable: bool,
    /// Whether it is the one that the mixing desk shows.
    pub(super) chosen: bool,
    /// What the criterion measures, if a reader wants to know.
    pub(super) description: Option<String>,
    pub(super) on_move: Callback<Move>,
    pub(super) on_explain: Callback<CriterionIndex>,
    pub(super) act: Callback<Action>,
}

pub(super) enum Msg {
    /// The slider was moved.
    Slide(Thumb),
    /// The slider was let go at a number from 0 to 100.
    Release(f64),
    /// The number field holds another text.
    Type(String),
    /// The number field's text is final.
    Enter,
    /// Go back to the published weight.
    Reset,
}

impl Component for WeightControl {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        WeightControl {
            draft: None,
            thumb: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let &Props {
            ref comparison,
            criterion,
            weight,
            ref on_move,
            ..
        } = ctx.props();
        let moved = match msg {
            Msg::Slide(thumb) => {
                let to = weight.moved(thumb.at);
                self.thumb = Some(thumb);
                Some((to, false))
            }
            Msg::Release(at) => {
                self.thumb = None;
                Some((weight.moved(at), true))
            }
            Msg::Type(text) => {
                let before = self.draft.as_ref().map_or(weight, |draft| draft.before);
                let typed = typed(&text).unwrap_or(before);
                self.draft = Some(Draft { text, before });
                (typed != weight).then_some((typed, false))
            }
            // An emptied field counts as 0; one that holds no weight goes back to the one before.
            Msg::Enter => self.draft.take().and_then(|draft| match draft.text.trim() {
                "" => Some((Weight::ZERO, true)),
                text => typed(text).map(|weight| (weight, true)),
            }),
            Msg::Reset => Some((comparison.criterion(criterion).weight, true)),
        };
        if let Some((weight, committed)) = moved {
            on_move.emit(Move {
                criterion,
                weight,
                committed,
            });
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let &Props {
            ref texts,
            ref comparison,
            criterion: index,
            share,
            chosen,
            ref description,
            ref on_explain,
            ..
        } = ctx.props();
        let criterion = comparison.criterion(index);
        let name_id = value(&format!("name-{}", index.0));
        html! {
            <div part="weight" class="weight" data-criterion={value(&criterion.id)} data-hue={hue(index)}
                data-chosen={presence(chosen)}>
                <button type="button" part="criterion" class="name" aria-expanded={truth(description.is_some())}
                    onclick={on_explain.reform(move |_| index)}>
                    <i class="swatch" /><span id={name_id.clone()}>{ words(&criterion.name) }</span>
                </button>
                { self.number(ctx, criterion) }
                <span part="share-of-total" class="share">{ words(&texts.percent(share)) }</span>
                { self.slider(ctx, criterion, name_id) }
                <p class="spread">{ words(&texts.spread(criterion)) }</p>
                { tools(ctx, criterion) }
                if let Some(description) = description { <p part="description" class="description">{ words(description) }</p> }
            </div>
        }
    }
}

/// The button goes away with the difference: the focus goes to the slider.
fn reset(event: MouseEvent) -> Msg {
    host::hand_focus(&event, ".weight", ".slider");
    Msg::Reset
}

/// The way back to the published weight, and the lock.
fn tools(ctx: &Context<WeightControl>, criterion: &Criterion) -> Html {
    let props = ctx.props();
    let texts = &props.texts;
    let index = props.criterion;
    let lock = props.act.reform(move |_| Action::ToggleLock(index));
    html! {
        <span class="tools">
            if props.weight != criterion.weight && !props.locked {
                <button type="button" part="reset-weight" class="tool" aria-label={texts.reset_weight(criterion)}
                    onclick={ctx.link().callback(reset)}>{ words(&texts.back_to(criterion.weight)) }</button>
            }
            <button type="button" part="lock" class="tool" aria-pressed={truth(props.locked)} disabled={!props.lockable}
                aria-label={texts.lock(criterion)} onclick={lock}><i class="padlock" /></button>
        </span>
    }
}

impl WeightControl {
    fn number(&self, ctx: &Context<Self>, criterion: &Criterion) -> Html {
        let draft = self.draft.as_ref().map(|draft| &*draft.text);
        let invalid = draft.is_some_and(|text| !text.trim().is_empty() && typed(text).is_none());
        let texts = &ctx.props().texts;
        let shown = draft.map_or_else(|| texts.number(ctx.props().weight), str::to_owned);
        let message = value(&format!("invalid-{}", ctx.props().criterion.0));
        html! {
            <span class="field">
                <input part="number" class="number" type="text" inputmode="decimal" autocomplete="off" value={shown}
                    disabled={ctx.props().locked} aria-label={texts.number_label(criterion)} aria-invalid={truth(invalid)}
                    aria-describedby={invalid.then(|| message.clone())}
                    oninput={ctx.link().callback(|event: InputEvent| Msg::Type(input(event.into()).value()))}
                    onchange={ctx.link().callback(|_: Event| Msg::Enter)}
                    onfocusout={ctx.link().callback(|_: FocusEvent| Msg::Enter)} />
                if invalid { <span class="invalid" role="alert" id={message}>{ words(texts.get(text::INVALID_WEIGHT)) }</span> }
            </span>
        }
    }

    fn slider(&self, ctx: &Context<Self>, criterion: &Criterion, name: AttrValue) -> Html {
        let &Props {
            ref texts,
            weight,
            share,
            limits: (least, most),
            locked,
            ..
        } = ctx.props();
        let thumb = self
            .thumb
            .as_ref()
            .filter(|thumb| weight.moved(thumb.at).clamp(least, most) == weight);
        let shown = thumb.map_or_else(|| weight.to_string(), |thumb| thumb.text.clone());
        let on_input = |event: InputEvent| {
            let slider = input(event.into());
            Msg::Slide(Thumb {
                at: slider.value_as_number(),
                text: slider.value(),
            })
        };
        html! {
            <span class="track" ~style={format!("--value: {weight}; --published: {}", criterion.weight)}>
                <i class="published" />
                // Any step, so that published weights such as 7.5 can stand; the weight moves by whole numbers.
                <input part="slider" class="slider" type="range" min="0" max="100" step="any" value={shown} disabled={locked}
                    aria-labelledby={name} aria-valuetext={texts.slider_value(weight, share, criterion.weight)}
                    oninput={ctx.link().callback(on_input)}
                    onchange={ctx.link().callback(|event: Event| Msg::Release(input(event).value_as_number()))} />
            </span>
        }
    }
}

/// A weight as readers type it: in Arabic and Persian digits too, and with either mark of decimals.
fn typed(text: &str) -> Option<Weight> {
    let digit = |c: char, zero: char| {
        let digit = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(digit, 10)
    };
    let plain = text.trim().chars().map(|c| match c {
        '٫' => '.',
        _ => digit(c, '٠').or_else(|| digit(c, '۰')).unwrap_or(c),
    });
    plain.collect::<String>().parse().ok()
}

fn input(event: Event) -> HtmlInputElement {
    event.target_unchecked_into()
}
