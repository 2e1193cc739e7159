use super::animation::WeightAnimation;
use super::gesture::Gesture;
use super::{Effect, OrderInput, PanelsEvent, Update};
use crate::ids::EntryIndex;
use crate::robustness::NearestWeights;
use crate::session::Action;
use crate::weights::Weights;

/// Updates the model for an event of the panels; returns whether the widget must be rendered again.
pub fn update_panels(update: &mut Update<'_>, event: PanelsEvent) -> bool {
    match event {
        PanelsEvent::Order(input) => update.apply_order_input(input),
        PanelsEvent::FindNearestWeights(entry) => update.model.find_nearest_weights(entry),
        PanelsEvent::ApplyNearestWeights { entry, animated } => {
            update.apply_nearest_weights(entry, animated);
        }
        PanelsEvent::Frame => return update.advance_animation(),
    }
    true
}

impl Update<'_> {
    fn apply_order_input(&mut self, input: OrderInput) {
        let model = &mut *self.model;
        let weights = &model.state.session.weights;
        let (weights, committed) = match input {
            OrderInput::Move(criterion, position) => {
                (weights.with_position(criterion, position), true)
            }
            OrderInput::Grab(criterion) => {
                model.dragged = Some(criterion);
                return;
            }
            OrderInput::Drag(position) => match model.dragged {
                Some(dragged) if weights.rank_order().get(position) != Some(&dragged) => {
                    (weights.with_position(dragged, position), false)
                }
                _ => return,
            },
            OrderInput::Release => match model.dragged.take() {
                Some(_) => (Weights::by_rank_order(&weights.rank_order()), true),
                None => return,
            },
            OrderInput::Apply => (Weights::by_rank_order(&weights.rank_order()), true),
        };
        self.set_all_weights(weights, committed);
    }

    fn apply_nearest_weights(&mut self, entry: EntryIndex, animated: bool) {
        let model = &mut *self.model;
        let Some(NearestWeights::Reachable { weights, .. }) = model.nearest_weights(entry) else {
            return;
        };
        let weights = weights.clone();
        if animated {
            let from = model.state.session.weights.clone();
            model.found_weights.clear();
            model.animation = Some(WeightAnimation::new(entry, from, weights));
            self.effects.push(Effect::RequestFrame);
        } else {
            self.set_all_weights(weights, true);
        }
    }

    /// Shows the next frame of the animation; returns whether there is one.
    fn advance_animation(&mut self) -> bool {
        let Some(mut animation) = self.model.animation.take() else {
            return false;
        };
        // Another change of the weights stops the animation.
        if animation.current != self.model.state.session.weights {
            return true;
        }
        let is_last = animation.advance(self.now.millis);
        let weights = animation.current.clone();
        if !is_last {
            self.model.animation = Some(animation);
            self.effects.push(Effect::RequestFrame);
        }
        let is_step = is_last || weights != self.model.state.session.weights;
        if is_step {
            self.set_all_weights(weights, is_last);
        }
        is_step
    }

    /// Sets all weights in one step of a gesture.
    fn set_all_weights(&mut self, weights: Weights, committed: bool) {
        self.apply_step(Gesture::Order, committed, |_| Action::SetWeights(weights));
        self.announce_soon();
    }
}
