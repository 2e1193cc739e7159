use super::animation::WeightAnimation;
use super::gesture::Gesture;
use super::{
    Effect, Focus, HistoryEntry, Model, OrderInput, PanelsEvent, ResultsView, ShareInput, Update,
};
use crate::ids::{CriterionIndex, EntryIndex};
use crate::robustness::NearestWeights;
use crate::session::{Action, Session};
use crate::weights::Weights;

/// Updates the model for an event of the panels; returns whether the widget must be rendered again.
pub fn update_panels(update: &mut Update<'_>, event: PanelsEvent) -> bool {
    match event {
        PanelsEvent::Share(criterion, input) => update.apply_share_input(criterion, input),
        PanelsEvent::Order(input) => update.apply_order_input(input),
        PanelsEvent::RevealEntry(entry) => update.reveal_entry(entry),
        PanelsEvent::Compare(pair) => update.compare(pair),
        PanelsEvent::FindNearestWeights(entry) => update.model.find_nearest_weights(entry),
        PanelsEvent::ApplyNearestWeights { entry, animated } => {
            update.apply_nearest_weights(entry, animated);
        }
        PanelsEvent::Frame => return update.advance_animation(),
    }
    true
}

impl Update<'_> {
    fn apply_share_input(&mut self, criterion: CriterionIndex, input: ShareInput) {
        let model = &mut *self.model;
        let session = &model.state.session;
        if session.locks.contains(criterion) {
            return;
        }
        let field = &mut model.fields[usize::from(criterion.0)];
        if let Some((weights, committed)) = field.apply_share_input(input, criterion, session) {
            let mut session = session.clone();
            session.weights = weights;
            self.apply_step(Gesture::Weight(criterion), committed, |_| {
                Action::Restore(session)
            });
            self.announce_soon();
        }
    }

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

    /// Opens an entry's details and focuses them.
    fn reveal_entry(&mut self, entry: EntryIndex) {
        let model = &mut *self.model;
        let ranked = model.truncated_ranking(Model::MAX_REVEALED_ROW);
        let index = ranked.rows().iter().position(|row| row.entry == entry);
        let mut session = model.state.session.clone();
        while index.is_some_and(|index| index >= session.rows as usize) {
            session = session.apply(Action::ShowMore, &model.comparison);
        }
        if !session.open_entries.contains(&entry) {
            session = session.apply(Action::ToggleDetails(entry), &model.comparison);
        }
        model.apply(Action::Restore(session));
        model.results = ResultsView::Ranking;
        self.write_url(HistoryEntry::Replace, true);
        self.effects.push(Effect::Focus(Focus::Entry(entry)));
    }

    /// Selects two entries for comparison, beside those that are selected if there is room, and compares them.
    fn compare(&mut self, pair: [EntryIndex; 2]) {
        let model = &mut *self.model;
        let before = model.state.clone();
        let mut session = before.session.clone();
        session.compared.retain(|entry| !pair.contains(entry));
        if session.compared.len() + pair.len() > Session::MAX_COMPARED {
            session.compared.clear();
        }
        session.compared.extend(pair);
        model.apply(Action::Restore(session));
        model.push_undo(before);
        self.report_change();
        self.show_results(ResultsView::Comparison);
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
            self.effects.push(Effect::Focus(Focus::Entry(entry)));
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
        if is_last {
            // The entry is first now, perhaps far above the button that was pressed.
            self.effects
                .push(Effect::Focus(Focus::Entry(animation.entry)));
        } else {
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
