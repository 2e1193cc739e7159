use crate::dataset::Criterion;
use crate::weights::Weight;

/// What the control of a weight shows that is not the weight, while a reader is at it.
#[derive(Default)]
pub struct WeightFieldState {
    draft: Option<Draft>,
    /// Where the slider was moved to and not yet let go.
    thumb: Option<SliderDrag>,
}

/// A place of the slider between two weights. It is left alone until the reader lets go: WebKit fires no change event
/// of a slider whose value a script has corrected on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct SliderDrag {
    /// From 0 to 100.
    pub at: f64,
    /// The same as the slider has it.
    pub text: String,
}

/// A number field that is being typed in.
struct Draft {
    /// What stands in it.
    text: String,
    /// The weight before, which stands again as long as the text is none.
    before: Weight,
}

/// What a reader does with the control of a weight.
#[derive(Clone, Debug, PartialEq)]
pub enum WeightInput {
    /// The slider was moved.
    Slide(SliderDrag),
    /// The slider was let go at a number from 0 to 100.
    Release(f64),
    /// The number field holds another text.
    Type(String),
    /// The number field's text is final.
    Enter,
    /// The weight goes back to the published one.
    Reset,
}

impl WeightFieldState {
    /// The weight that follows from a touch, if one does, and whether it is final.
    pub(super) fn apply_input(
        &mut self,
        touch: WeightInput,
        weight: Weight,
        criterion: &Criterion,
    ) -> Option<(Weight, bool)> {
        match touch {
            WeightInput::Slide(thumb) => {
                let to = weight.snapped_to(thumb.at);
                self.thumb = Some(thumb);
                Some((to, false))
            }
            WeightInput::Release(at) => {
                self.thumb = None;
                Some((weight.snapped_to(at), true))
            }
            WeightInput::Type(text) => {
                let before = self.draft.as_ref().map_or(weight, |draft| draft.before);
                let typed = typed(&text).unwrap_or(before);
                self.draft = Some(Draft { text, before });
                (typed != weight).then_some((typed, false))
            }
            // An emptied field counts as 0; one that holds no weight goes back to the one before.
            WeightInput::Enter => self.draft.take().and_then(|draft| match draft.text.trim() {
                "" => Some((Weight::ZERO, true)),
                text => typed(text).map(|weight| (weight, true)),
            }),
            WeightInput::Reset => Some((criterion.weight, true)),
        }
    }

    /// The text of the number field while it is typed in.
    pub fn draft(&self) -> Option<&str> {
        self.draft.as_ref().map(|draft| &*draft.text)
    }

    /// Whether the number field is typed in and holds no weight.
    pub fn is_invalid(&self) -> bool {
        self.draft()
            .is_some_and(|text| !text.trim().is_empty() && typed(text).is_none())
    }

    /// Where the slider stands as its own text, if it is held where `weight`, which `least` and `most` limit, follows.
    pub fn thumb(&self, weight: Weight, (least, most): (Weight, Weight)) -> Option<&str> {
        let thumb = self.thumb.as_ref();
        let thumb = thumb.filter(|thumb| weight.snapped_to(thumb.at).clamp(least, most) == weight);
        thumb.map(|thumb| &*thumb.text)
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
