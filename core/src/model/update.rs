use super::gesture::Gesture;
use super::url_state::Navigation;
use super::{
    Chunk, Effect, ElementEvent, EmbedDialog, Event, Focus, HistoryEntry, LateUpdate, LoadState,
    Model, Now, ResultsView, Shared, Status, Timer, WeightFieldState,
};
use crate::link::{self, HideablePanel};
use crate::robustness::Report;
use crate::session::{Action, Session};
use crate::text;
use crate::weights::Weights;

/// The milliseconds between the last change of a gesture and its announcement.
const ANNOUNCEMENT_DELAY: u32 = 500;

/// Updates the model for an event; returns the effects that the caller must carry out, in order.
pub fn update(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    let mut update = Update {
        model,
        now,
        effects: Vec::new(),
    };
    if update.handle(event) {
        update.close_empty_comparison();
        update.load_open_chunks();
        let model = update.model;
        model.guide_was_open |= model.state.session.panels.guide;
        if model.panels == LoadState::Done(()) {
            update.effects.push(Effect::Analyze);
        } else {
            model.compute_lead_level();
        }
        update.effects.push(Effect::Render);
    }
    update.effects
}

/// One call of [`update`].
pub struct Update<'a> {
    pub(super) model: &'a mut Model,
    pub(super) now: &'a Now,
    pub(super) effects: Vec<Effect>,
}

impl Update<'_> {
    /// Handles an event; returns whether the widget must be rendered again.
    fn handle(&mut self, event: Event) -> bool {
        let model = &mut *self.model;
        match event {
            Event::WeightInput(index, input) => {
                let weight = model.state.session.weights[index];
                let criterion = model.comparison.criterion(index);
                let field = &mut model.fields[usize::from(index.0)];
                let (weight, committed) = field.apply_input(input, weight, criterion);
                self.apply_step(Gesture::Weight(index), committed, |start| {
                    Action::SetWeight {
                        criterion: index,
                        weight,
                        start_weights: start.weights.clone(),
                    }
                });
                self.announce_soon();
            }
            Event::Panels(event) => {
                return model.late_panels.is_some_and(|update| update(self, event));
            }
            Event::Search { text, committed } => {
                let mut filter = model.state.session.filter.clone();
                filter.search = text;
                self.apply_step(Gesture::Search, committed, |_| Action::SetFilter(filter));
                self.announce_soon();
            }
            Event::Apply(action) => {
                let before = model.state.clone();
                model.apply(action);
                let selects = model.state.session.compared.len() > before.session.compared.len();
                model.weights_panel.covers_tray &= !selects;
                model.push_undo(before);
                self.report_change();
            }
            Event::SetDisclosure(action) => {
                let was_open = model.state.session.panels.guide;
                model.apply(action);
                if !was_open && model.state.session.panels.guide {
                    self.effects.push(Effect::Focus(Focus::Guide));
                }
                self.write_url(HistoryEntry::Replace, true);
            }
            Event::Undo => {
                if let Some(session) = model.undo_stack.pop() {
                    model.gesture_start = model.state.clone();
                    model.apply(Action::Restore(session));
                    self.report_change();
                }
            }
            Event::CopyLink => {
                let link = model.share_url(&self.now.url);
                self.effects.push(Effect::CopyLink(link));
                return false;
            }
            Event::LinkCopied { link, copied } => {
                model.status = if copied {
                    Status::Message(text::LINK_COPIED)
                } else {
                    Status::CopyByHand(link)
                };
            }
            Event::OpenShareSheet => {
                let link = model.share_url(&self.now.url);
                self.effects.push(Effect::OpenShareSheet(link));
                return false;
            }
            Event::SaveFile(format) => {
                let has_link = model.url_state.has_location();
                let link = has_link.then(|| model.share_url(&self.now.url));
                let effect = Effect::SaveFile(format, link.unwrap_or_default());
                self.effects.push(effect);
                return false;
            }
            Event::FileSaved(saved) => {
                model.status = match saved {
                    true => Status::Empty,
                    false => Status::Message(text::NOT_SAVED),
                }
            }
            Event::OpenEmbedDialog => {
                model.embed = Some(EmbedDialog::default());
                self.load(Chunk::Extras);
            }
            Event::EmbedDialog(event) => {
                return model
                    .late_embed_dialog
                    .is_some_and(|update| update(self, event));
            }
            Event::ShowResults(results) => self.show_results(results),
            Event::UseSlider(criterion) => {
                let panel = &mut model.weights_panel;
                let is_new = !panel.is_in_use(criterion);
                (panel.selected, panel.is_used) = (criterion, true);
                return is_new;
            }
            Event::PointAt(criterion) => {
                if std::mem::replace(&mut model.pointed, criterion) != criterion {
                    self.effects.push(Effect::Render);
                }
                return false;
            }
            Event::ToggleDescription(criterion) => {
                let is_open = model.weights_panel.described == Some(criterion);
                model.weights_panel.described = (!is_open).then_some(criterion);
                self.load(Chunk::Panels);
            }
            Event::CoverTray(covers_tray) => {
                model.weights_panel.covers_tray = covers_tray;
                let focus = if covers_tray {
                    Focus::Slider
                } else {
                    Focus::Tray
                };
                self.effects.push(Effect::Focus(focus));
            }
            Event::ToggleAllWeights => model.weights_panel.expanded = !model.weights_panel.expanded,
            Event::ToggleFilters => {
                model.is_filter_sheet_open = !model.is_filter_sheet_open;
                if model.is_filter_sheet_open {
                    self.effects.push(Effect::Focus(Focus::Filters));
                }
                self.load(Chunk::Panels);
            }
            Event::DismissNotices => model.notices.clear(),
            Event::CancelSlide(index) => {
                if !model.gestures.continues(Gesture::Weight(index)) {
                    return false;
                }
                if let Some(session) = model.undo_stack.pop() {
                    model.fields[usize::from(index.0)] = WeightFieldState::default();
                    model.apply(Action::Restore(session));
                    model.gestures.end();
                    self.report_step(HistoryEntry::Replace, true);
                    self.announce_soon();
                }
            }
            Event::PointerDown => {
                model.gestures.handle_pointer_down();
                return false;
            }
            Event::Interest => {
                if model.panels == LoadState::NotRequested {
                    self.load(Chunk::Panels);
                }
                return false;
            }
            Event::RequestChunk(chunk) => self.load(chunk),
            Event::DetailsLoaded(details) => {
                model.details.get_or_insert(details);
            }
            Event::ChunkLoaded(LateUpdate::Panels(update)) => {
                model.late_panels = Some(update);
                self.finish_loading(Chunk::Panels, true);
            }
            Event::ChunkLoaded(LateUpdate::Extras(update)) => {
                model.late_embed_dialog = Some(update);
                self.finish_loading(Chunk::Extras, true);
            }
            Event::ChunkFailed(chunk) => self.finish_loading(chunk, false),
            Event::Ready => {
                self.effects.push(Effect::Emit(ElementEvent::Ready));
            }
            Event::Navigate => return self.navigate(),
            Event::WriteUrl { is_new } => {
                let history_entry = if is_new {
                    HistoryEntry::Push
                } else {
                    HistoryEntry::Replace
                };
                self.write_url(history_entry, true);
                return false;
            }
            Event::UrlWritten => {
                model.url_state.mark_written(self.now);
                return false;
            }
            Event::TimerFired(Timer::Announce) => {
                model.is_settled = true;
                let (before, now) = (&model.gesture_start.session, &model.state.session);
                if before.weights != now.weights || before.filter != now.filter {
                    model.announcement = model.lead_sentence(model.weights_owner());
                }
                self.effects.push(Effect::Render);
                return false;
            }
            Event::TimerFired(Timer::Analysis) => {
                self.effects.push(Effect::AdvanceAnalysis);
                return false;
            }
            Event::TimerFired(Timer::Url) => {
                self.effects.extend(model.url_state.write_pending(self.now));
                return false;
            }
            Event::ScriptSetWeights(weights) => self.apply_from_script(Action::SetWeights(weights)),
            Event::ScriptReset => self.apply_from_script(Action::Reset),
            Event::SetInitialWeights(weights) => self.set_initial_weights(weights),
            Event::Analyzed {
                report,
                level,
                resume_after,
            } => {
                let has_no_leader = report.lead.ready().is_some_and(Option::is_none);
                model.lead_level = level.or(model.lead_level).filter(|_| !has_no_leader);
                self.update_report(report, resume_after);
                return false;
            }
        }
        true
    }

    /// Applies the action of one step of a gesture, built from the session in which the gesture began.
    pub(super) fn apply_step(
        &mut self,
        gesture: Gesture,
        committed: bool,
        action: impl FnOnce(&Session) -> Action,
    ) {
        let model = &mut *self.model;
        let mut history_entry = model.gestures.track(gesture, committed, self.now.millis);
        let state = model.state.clone();
        let start = match history_entry {
            HistoryEntry::Push => &state,
            HistoryEntry::Replace => &model.gesture_start,
        };
        let action = action(&start.session);
        let is_changed = model.apply(action);
        if history_entry == HistoryEntry::Push {
            if is_changed {
                model.push_undo(state);
            } else {
                // A gesture begins with its first change.
                model.gestures.end();
                history_entry = HistoryEntry::Replace;
            }
        }
        self.report_step(history_entry, committed);
    }

    /// Writes the page's URL and emits an event for a step of a gesture.
    fn report_step(&mut self, history_entry: HistoryEntry, committed: bool) {
        self.write_url(history_entry, committed);
        self.model.status = Status::Empty;
        let event = if committed {
            ElementEvent::Change
        } else {
            ElementEvent::Input
        };
        self.effects.push(Effect::Emit(event));
    }

    /// Writes the page's URL and emits an event for a change that is a gesture of its own.
    pub(super) fn report_change(&mut self) {
        self.model.gestures.end();
        self.report_step(HistoryEntry::Push, true);
        self.announce_soon();
    }

    pub(super) fn write_url(&mut self, history_entry: HistoryEntry, committed: bool) {
        let value = self.model.value_for_url();
        let write = self
            .model
            .url_state
            .write_change(history_entry, committed, value, self.now);
        self.effects.extend(write);
    }

    /// Schedules the announcement of the gesture to screen readers.
    pub(super) fn announce_soon(&mut self) {
        self.model.announcement.clear();
        self.model.is_settled = false;
        self.effects
            .push(Effect::Schedule(Timer::Announce, ANNOUNCEMENT_DELAY));
    }

    pub(super) fn show_results(&mut self, results: ResultsView) {
        let before = std::mem::replace(&mut self.model.results, results);
        let focus = match (results, before) {
            (ResultsView::Comparison, _) => Focus::Comparison,
            (ResultsView::Robustness, _) => Focus::Robustness,
            (ResultsView::Ranking, ResultsView::Comparison) => Focus::Tray,
            (ResultsView::Ranking, _) => Focus::RobustnessButton,
        };
        self.effects.push(Effect::Focus(focus));
    }

    /// Closes the comparison of fewer than two entries.
    fn close_empty_comparison(&mut self) {
        let model = &*self.model;
        if model.results == ResultsView::Comparison && model.state.session.compared.len() < 2 {
            self.show_results(ResultsView::Ranking);
        }
    }

    /// Applies the state of the page's URL; returns whether the URL has another one.
    fn navigate(&mut self) -> bool {
        let model = &mut *self.model;
        let navigation = model.url_state.handle_navigation(self.now);
        let Navigation::ToState {
            value: link,
            is_new,
        } = navigation
        else {
            return false;
        };
        let before = model.state.clone();
        let (session, notices) = match link {
            Some(link) => {
                let decoded = link::decode(&model.comparison, &link);
                (decoded.session, decoded.notices)
            }
            None => (model.initial_session.clone(), Vec::new()),
        };
        model.gestures.end();
        model.notices = notices;
        if is_new {
            model.results = ResultsView::from_link(&session);
            model.given_weights = session.weights.clone();
        }
        if model.replace_session(session) {
            model.push_undo(before);
            model.status = Status::Empty;
            self.announce_soon();
            self.effects.push(Effect::Emit(ElementEvent::Change));
        }
        true
    }

    /// Applies the action of a script, which can be undone and emits no event.
    fn apply_from_script(&mut self, action: Action) {
        let model = &mut *self.model;
        let before = model.state.clone();
        if model.apply(action) {
            model.push_undo(before);
        }
        model.given_weights = model.state.session.weights.clone();
        model.gestures.end();
        self.correct_url();
    }

    /// Stores the latest report on the ranking's robustness and schedules the rest of the analysis.
    fn update_report(&mut self, report: Shared<Report>, resume_after: Option<u32>) {
        let schedule = resume_after.map(|after| Effect::Schedule(Timer::Analysis, after));
        self.effects.extend(schedule);
        if self.model.report.as_ref() != Some(&report) {
            self.model.report = Some(report);
            self.effects.push(Effect::Render);
        }
    }

    fn set_initial_weights(&mut self, weights: Weights) {
        let model = &mut *self.model;
        let mut session = Session::published(&model.comparison);
        model.given_weights = weights.clone();
        session.weights = weights;
        model.initial_session = session.clone();
        model.gesture_start = model.state.clone();
        model.apply(Action::Restore(session));
    }

    fn correct_url(&mut self) {
        let value = self.model.value_for_url();
        let write = self.model.url_state.correct(value, self.now);
        self.effects.extend(write);
    }

    /// Loads the chunks of everything that is open, unless they have failed to load.
    fn load_open_chunks(&mut self) {
        let session = &self.model.state.session;
        let panels = self.model.results != ResultsView::Ranking
            || session.panels.order
            || !self.model.notices.is_empty()
            || !session.compared.is_empty()
            || !session.open_entries.is_empty()
            || !session.locks.is_empty()
            || !session.filter.clauses().is_empty();
        let extras = session.panels.guide && !self.model.hidden.hides(HideablePanel::Guide);
        if panels && self.model.panels != LoadState::Failed {
            self.load(Chunk::Panels);
        }
        if extras && self.model.extras != LoadState::Failed {
            self.load(Chunk::Extras);
        }
    }

    /// Loads a chunk unless it has loaded or is loading.
    fn load(&mut self, chunk: Chunk) {
        let load_state = self.load_state_mut(chunk);
        if matches!(*load_state, LoadState::NotRequested | LoadState::Failed) {
            *load_state = LoadState::Pending;
            self.effects.push(Effect::LoadChunk(chunk));
        }
    }

    fn finish_loading(&mut self, chunk: Chunk, succeeded: bool) {
        *self.load_state_mut(chunk) = if succeeded {
            LoadState::Done(())
        } else {
            LoadState::Failed
        };
    }

    fn load_state_mut(&mut self, chunk: Chunk) -> &mut LoadState {
        match chunk {
            Chunk::Panels => &mut self.model.panels,
            Chunk::Extras => &mut self.model.extras,
        }
    }
}
