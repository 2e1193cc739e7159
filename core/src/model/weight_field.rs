use crate::dataset::Criterion;
use crate::ids::CriterionIndex;
use crate::session::Session;
use crate::weights::{Weight, Weights};

/// The transient state of a weight's slider and number field while a reader operates them.
#[derive(Default)]
pub struct WeightFieldState {
    typed_text: Option<TypedText>,
    drag: Option<SliderDrag>,
}

/// The value of a slider that is being dragged. It is not rounded to a weight until the reader releases the slider:
/// WebKit fires no change event of a slider whose value a script has set during the drag.
#[derive(Clone, Debug, PartialEq)]
pub struct SliderDrag {
    /// The value, 0 to 100.
    pub value: f64,
    /// The value as the slider's own text.
    pub text: String,
}

/// The text of a number field that is being edited.
struct TypedText {
    text: String,
    is_invalid: bool,
    /// The weights before the edit, which count as long as the text isn't a percentage.
    weights_before: Weights,
}

/// An operation on a weight's slider or reset button.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightInput {
    /// The slider was moved.
    Slide(SliderDrag),
    /// The slider was released at a value from 0 to 100.
    Release(f64),
    /// The weight is reset to the published one.
    Reset,
}

/// An operation on the number field of a weight's share of the total.
#[derive(Clone, Debug, PartialEq)]
pub enum ShareInput {
    /// The field's text changed.
    Type(String),
    /// The field's text is final.
    Enter,
}

impl WeightFieldState {
    /// Applies an operation; returns the new weight and whether it is final.
    pub(super) fn apply_input(
        &mut self,
        input: WeightInput,
        weight: Weight,
        criterion: &Criterion,
    ) -> (Weight, bool) {
        match input {
            WeightInput::Slide(drag) => {
                let weight = weight.snapped_to(drag.value);
                self.drag = Some(drag);
                (weight, false)
            }
            WeightInput::Release(value) => {
                self.drag = None;
                (weight.snapped_to(value), true)
            }
            WeightInput::Reset => (criterion.weight, true),
        }
    }

    /// Applies an operation on the number field; returns the new weights and whether they are final, or `None` if the
    /// weights stay.
    pub(super) fn apply_share_input(
        &mut self,
        input: ShareInput,
        criterion: CriterionIndex,
        session: &Session,
    ) -> Option<(Weights, bool)> {
        let with_share =
            |weights: &Weights, percent| weights.with_share(criterion, percent, &session.locks);
        match input {
            ShareInput::Type(text) => {
                let before = self.typed_text.take();
                let before =
                    before.map_or_else(|| session.weights.clone(), |typed| typed.weights_before);
                let percent = parse_percent(&text);
                let weights =
                    percent.map_or_else(|| before.clone(), |percent| with_share(&before, percent));
                self.typed_text = Some(TypedText {
                    is_invalid: percent.is_none() && !text.trim().is_empty(),
                    text,
                    weights_before: before,
                });
                (weights != session.weights).then_some((weights, false))
            }
            // An empty field counts as 0; a text that isn't a percentage leaves the weights before.
            ShareInput::Enter => {
                let typed = self.typed_text.take()?;
                let percent = match typed.text.trim() {
                    "" => Weight::ZERO,
                    text => parse_percent(text)?,
                };
                Some((with_share(&typed.weights_before, percent), true))
            }
        }
    }

    /// Returns the text of the number field while it is being edited.
    pub fn typed_text(&self) -> Option<&str> {
        self.typed_text.as_ref().map(|typed| &*typed.text)
    }

    /// Reports whether the number field is being edited and its text isn't a percentage.
    pub fn is_invalid(&self) -> bool {
        self.typed_text
            .as_ref()
            .is_some_and(|typed| typed.is_invalid)
    }

    /// Returns the text of the slider while it is dragged, as long as the dragged value, limited to `min` and `max`, is
    /// the same weight as `weight`.
    pub fn drag_text(&self, weight: Weight, (min, max): (Weight, Weight)) -> Option<&str> {
        let drag = self.drag.as_ref();
        let drag = drag.filter(|drag| weight.snapped_to(drag.value).clamp(min, max) == weight);
        drag.map(|drag| &*drag.text)
    }
}

/// Parses a percentage as readers type it: with Arabic, Persian and full-width digits too, with a decimal point or comma, and with or
/// without a percent sign, which browsers surround with direction marks in Arabic.
fn parse_percent(text: &str) -> Option<Weight> {
    let digit = |c: char, zero: char| {
        let digit = u32::from(c).checked_sub(u32::from(zero))?;
        char::from_digit(digit, 10)
    };
    let is_sign = |c: char| "%٪％\u{200e}\u{200f}\u{61c}".contains(c) || c.is_whitespace();
    let number = text.trim_matches(is_sign);
    let plain = number.chars().map(|c| match c {
        '٫' => '.',
        _ => ['٠', '۰', '０']
            .into_iter()
            .find_map(|zero| digit(c, zero))
            .unwrap_or(c),
    });
    plain.collect::<String>().parse().ok()
}
