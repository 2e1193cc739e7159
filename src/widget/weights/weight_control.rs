use yew::prelude::*;

use super::Desk;
use crate::widget::app::Msg;
use crate::widget::host;
use crate::widget::markup::{hue, presence, truth, value, words};
use crate::widget::view::View;
use weigh_in_core::dataset::Criterion;
use weigh_in_core::ids::CriterionIndex;
use weigh_in_core::link::Hideable;
use weigh_in_core::session::Action;
use weigh_in_core::text;
use weigh_in_core::weights::Weight;

/// What the control of a weight shows that is not the weight, while a reader is at it.
#[derive(Default)]
pub(crate) struct Held {
    draft: Option<Draft>,
    /// Where the slider was moved to and not yet let go.
    thumb: Option<Thumb>,
}

/// A place of the slider between two weights. It is left alone until the reader lets go: WebKit tells
/// no change of a slider whose value a script has corrected on the way.
pub(crate) struct Thumb {
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

/// What a reader does with the control of a weight.
pub(crate) enum Touch {
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

impl Held {
    /// The weight that follows from a touch, if one does, and whether it is for good.
    pub(crate) fn touched(
        &mut self,
        touch: Touch,
        weight: Weight,
        criterion: &Criterion,
    ) -> Option<(Weight, bool)> {
        match touch {
            Touch::Slide(thumb) => {
                let to = weight.moved(thumb.at);
                self.thumb = Some(thumb);
                Some((to, false))
            }
            Touch::Release(at) => {
                self.thumb = None;
                Some((weight.moved(at), true))
            }
            Touch::Type(text) => {
                let before = self.draft.as_ref().map_or(weight, |draft| draft.before);
                let typed = typed(&text).unwrap_or(before);
                self.draft = Some(Draft { text, before });
                (typed != weight).then_some((typed, false))
            }
            // An emptied field counts as 0; one that holds no weight goes back to the one before.
            Touch::Enter => self.draft.take().and_then(|draft| match draft.text.trim() {
                "" => Some((Weight::ZERO, true)),
                text => typed(text).map(|weight| (weight, true)),
            }),
            Touch::Reset => Some((criterion.weight, true)),
        }
    }
}

/// One weight: a slider and a number field, its share of the total, and how far scores are apart.
pub(super) fn weight_control(
    view: &View,
    desk: &Desk,
    index: CriterionIndex,
    criterion: &Criterion,
) -> Html {
    let texts = view.texts;
    let explained = desk.explained == Some(index);
    let description = || match view.panels.done() {
        Some(_) => view.store.details().description(index).to_owned(),
        None => texts.get(text::LOADING).to_owned(),
    };
    let share = view.state.shares[index];
    let name_id = value(&format!("name-{}", index.0));
    html! {
        <div key={index.0} part="weight" class="weight" data-criterion={value(&criterion.id)} data-hue={hue(index)}
            data-chosen={presence(index == desk.chosen)}>
            <button type="button" part="criterion" class="name" aria-expanded={truth(explained)}
                onclick={view.on(move || Msg::Explain(index))}>
                <i class="swatch" /><span id={name_id.clone()}>{ words(&criterion.name) }</span>
            </button>
            { number(view, &desk[index], index, criterion) }
            <span part="share-of-total" class="share">{ words(&texts.percent(share)) }</span>
            { slider(view, &desk[index], index, criterion, name_id) }
            <p class="spread">{ words(&texts.spread(criterion)) }</p>
            { tools(view, index, criterion) }
            if explained { <p part="description" class="description">{ words(&description()) }</p> }
        </div>
    }
}

fn number(view: &View, held: &Held, index: CriterionIndex, criterion: &Criterion) -> Html {
    let View {
        state, texts, link, ..
    } = view;
    let session = &state.session;
    let draft = held.draft.as_ref().map(|draft| &*draft.text);
    let invalid = draft.is_some_and(|text| !text.trim().is_empty() && typed(text).is_none());
    let shown = draft.map_or_else(|| texts.number(session.weights[index]), str::to_owned);
    let message = value(&format!("invalid-{}", index.0));
    html! {
        <span class="field">
            <input part="number" class="number" type="text" inputmode="decimal" autocomplete="off" value={shown}
                disabled={session.locks.contains(index)} aria-label={texts.number_label(criterion)} aria-invalid={truth(invalid)}
                aria-describedby={invalid.then(|| message.clone())}
                oninput={link.callback(move |event: InputEvent| Msg::Touch(index, Touch::Type(host::text_in(&event))))}
                onchange={link.callback(move |_: Event| Msg::Touch(index, Touch::Enter))}
                onfocusout={link.callback(move |_: FocusEvent| Msg::Touch(index, Touch::Enter))} />
            if invalid { <span class="invalid" role="alert" id={message}>{ words(texts.get(text::INVALID_WEIGHT)) }</span> }
        </span>
    }
}

fn slider(
    view: &View,
    held: &Held,
    index: CriterionIndex,
    criterion: &Criterion,
    name: AttrValue,
) -> Html {
    let View {
        state, texts, link, ..
    } = view;
    let session = &state.session;
    let weight = session.weights[index];
    let (least, most) = session.weights.limits(index, &session.locks);
    let panels = view
        .panels
        .done()
        .filter(|_| !view.hides(Hideable::Insights));
    let thumb = held
        .thumb
        .as_ref()
        .filter(|thumb| weight.moved(thumb.at).clamp(least, most) == weight);
    let shown = thumb.map_or_else(|| weight.to_string(), |thumb| thumb.text.clone());
    let slide = move |event: InputEvent| {
        let thumb = Thumb {
            at: host::number_in(&event),
            text: host::text_in(&event),
        };
        Msg::Touch(index, Touch::Slide(thumb))
    };
    let release = move |event: Event| Msg::Touch(index, Touch::Release(host::number_in(&event)));
    html! {
        <span class="track" ~style={format!("--value: {weight}; --published: {}", criterion.weight)}>
            <i class="published" />
            // Any step, so that published weights such as 7.5 can stand; the weight moves by whole numbers.
            <input part="slider" class="slider" type="range" min="0" max="100" step="any" value={shown}
                disabled={session.locks.contains(index)} aria-labelledby={name}
                aria-valuetext={texts.slider_value(weight, state.shares[index], criterion.weight)}
                aria-describedby={format!("band-{}", index.0)}
                oninput={link.callback(slide)} onchange={link.callback(release)} />
            if let Some(panels) = panels { { (panels.band)(view, index) } }
        </span>
    }
}

/// The way back to the published weight, and the lock.
fn tools(view: &View, index: CriterionIndex, criterion: &Criterion) -> Html {
    let View {
        store,
        state,
        texts,
        ..
    } = view;
    let session = &state.session;
    let locked = session.locks.contains(index);
    let lockable = locked || session.locks.has_room(store.comparison.criteria.len());
    // The button goes away with the difference: the focus goes to the slider.
    let reset = move |event: MouseEvent| {
        host::hand_focus(&event, ".weight", ".slider");
        Msg::Touch(index, Touch::Reset)
    };
    html! {
        <span class="tools">
            if session.weights[index] != criterion.weight && !locked {
                <button type="button" part="reset-weight" class="tool" aria-label={texts.reset_weight(criterion)}
                    onclick={view.link.callback(reset)}>{ words(&texts.back_to(criterion.weight)) }</button>
            }
            <button type="button" part="lock" class="tool" aria-pressed={truth(locked)} disabled={!lockable}
                aria-label={texts.lock(criterion)} onclick={view.acts(Action::ToggleLock(index))}><i class="padlock" /></button>
        </span>
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
