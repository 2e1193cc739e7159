use crate::dataset::Criterion;
use crate::weights::Weight;

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
    /// The weight before the edit, which counts as long as the text isn't a weight.
    weight_before: Weight,
}

/// An operation on a weight's slider, number field or reset button.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightInput {
    /// The slider was moved.
    Slide(SliderDrag),
    /// The slider was released at a value from 0 to 100.
    Release(f64),
    /// The number field's text changed.
    Type(String),
    /// The number field's text is final.
    Enter,
    /// The weight is reset to the published one.
    Reset,
}

impl WeightFieldState {
    /// Applies an operation; returns the new weight and whether it is final, or `None` if the weight stays.
    pub(super) fn apply_input(
        &mut self,
        input: WeightInput,
        weight: Weight,
        criterion: &Criterion,
    ) -> Option<(Weight, bool)> {
        match input {
            WeightInput::Slide(drag) => {
                let weight = weight.snapped_to(drag.value);
                self.drag = Some(drag);
                Some((weight, false))
            }
            WeightInput::Release(value) => {
                self.drag = None;
                Some((weight.snapped_to(value), true))
            }
            WeightInput::Type(text) => {
                let typed = self.typed_text.as_ref();
                let weight_before = typed.map_or(weight, |typed| typed.weight_before);
                let new = parse_weight(&text).unwrap_or(weight_before);
                self.typed_text = Some(TypedText {
                    text,
                    weight_before,
                });
                (new != weight).then_some((new, false))
            }
            // An empty field counts as 0; a text that isn't a weight leaves the one before.
            WeightInput::Enter => {
                self.typed_text
                    .take()
                    .and_then(|typed| match typed.text.trim() {
                        "" => Some((Weight::ZERO, true)),
                        text => parse_weight(text).map(|weight| (weight, true)),
                    })
            }
            WeightInput::Reset => Some((criterion.weight, true)),
        }
    }

    /// Returns the text of the number field while it is being edited.
    pub fn typed_text(&self) -> Option<&str> {
        self.typed_text.as_ref().map(|typed| &*typed.text)
    }

    /// Reports whether the number field is being edited and its text isn't a weight.
    pub fn is_invalid(&self) -> bool {
        self.typed_text()
            .is_some_and(|text| !text.trim().is_empty() && parse_weight(text).is_none())
    }

    /// Returns the text of the slider while it is dragged, as long as the dragged value, limited to `min` and `max`, is
    /// the same weight as `weight`.
    pub fn drag_text(&self, weight: Weight, (min, max): (Weight, Weight)) -> Option<&str> {
        let drag = self.drag.as_ref();
        let drag = drag.filter(|drag| weight.snapped_to(drag.value).clamp(min, max) == weight);
        drag.map(|drag| &*drag.text)
    }
}

/// Parses a weight as readers type it: with Arabic and Persian digits too, and with a decimal point or comma.
fn parse_weight(text: &str) -> Option<Weight> {
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
