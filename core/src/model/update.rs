use super::gesture::Gesture;
use super::url_state::Navigation;
use super::{
    Chunk, Effect, ElementEvent, Event, FileFormat, Focus, HistoryEntry, LoadState, Model, Now,
    Shared, Status, Timer,
};
use crate::ids::EntryIndex;
use crate::link::{self, HideablePanel};
use crate::robustness::Report;
use crate::session::{Action, Session};
use crate::text;
use crate::weights::Weights;

/// How long after a gesture it is announced, in milliseconds.
const ANNOUNCED_AFTER: u32 = 900;

/// Changes the model by an event; returns what must happen outside, in this order.
pub fn update(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    let mut turn = Turn {
        model,
        now,
        effects: Vec::new(),
    };
    if turn.take(event) {
        turn.load_what_is_open();
        let model = turn.model;
        model.guide_was_open |= model.state.session.panels.guide;
        if model.panels == LoadState::Done(()) {
            turn.effects.push(Effect::Analyze);
        }
        turn.effects.push(Effect::Render);
    }
    turn.effects
}

/// One call of [`update`].
struct Turn<'a> {
    model: &'a mut Model,
    now: &'a Now,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    /// Takes an event; whether the widget looks different afterwards.
    fn take(&mut self, event: Event) -> bool {
        let model = &mut *self.model;
        match event {
            Event::WeightInput(criterion, touch) => {
                let weight = model.state.session.weights[criterion];
                let known = model.comparison.criterion(criterion);
                let field = &mut model.fields[usize::from(criterion.0)];
                if let Some((weight, committed)) = field.apply_input(touch, weight, known) {
                    self.step(Gesture::Weight(criterion), committed, |since| {
                        Action::SetWeight {
                            criterion,
                            weight,
                            since: since.weights.clone(),
                        }
                    });
                    self.announce_soon();
                }
            }
            Event::SetAllWeights { weights, committed } => {
                self.step(Gesture::Order, committed, |_| Action::SetWeights(weights));
                self.announce_soon();
            }
            Event::Search { text, committed } => {
                let mut filter = model.state.session.filter.clone();
                filter.search = text;
                self.step(Gesture::Search, committed, |_| Action::SetFilter(filter));
            }
            Event::Apply(action) => {
                let is_reset = action == Action::Reset;
                let before = model.state.clone();
                model.apply(action);
                model.record(before);
                self.report_change();
                if is_reset {
                    self.model.status = Status::Said(text::RESET_DONE);
                }
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
                self.effects.push(Effect::Copy(link));
                return false;
            }
            Event::LinkCopied { link, copied } => {
                model.status = if copied {
                    Status::Said(text::COPIED)
                } else {
                    Status::Link(link)
                };
            }
            Event::OpenShareSheet => {
                let link = model.share_url(&self.now.url);
                self.effects.push(Effect::ShareSheet(link));
                return false;
            }
            Event::SaveFile(format) => match model.extras {
                LoadState::Done(()) => self.save(format),
                _ => {
                    model.wanted_file = Some(format);
                    self.load(Chunk::Extras);
                }
            },
            Event::FileSaved(saved) => self.model.status = saved_status(saved),
            Event::SetEmbedOpen(open) => {
                model.is_embed_open = open;
                if open {
                    self.load(Chunk::Extras);
                }
            }
            Event::GoToComparison => self.effects.push(Effect::Focus(Focus::Comparison)),
            Event::SelectCriterion(criterion) => model.weights_panel.selected = criterion,
            Event::ToggleDescription(criterion) => {
                let is_open = model.weights_panel.described == Some(criterion);
                model.weights_panel.described = (!is_open).then_some(criterion);
                self.load(Chunk::Panels);
            }
            Event::ToggleAllWeights => model.weights_panel.expanded = !model.weights_panel.expanded,
            Event::ToggleRanks => model.ranks_open = !model.ranks_open,
            Event::RevealEntry(entry) => self.show(entry),
            Event::DismissNotices => model.notices.clear(),
            Event::PointerDown => {
                model.gestures.pointer_down();
                return false;
            }
            Event::RequestChunk(chunk) => self.load(chunk),
            Event::DetailsLoaded(details) => {
                model.details.get_or_insert(details);
            }
            Event::ChunkLoaded(chunk, is_here) => self.loaded(chunk, is_here),
            Event::Ready => {
                self.effects.push(Effect::Emit(ElementEvent::Ready));
                // Announcements are among them.
                self.load(Chunk::Panels);
            }
            Event::Navigate => return self.navigate(),
            Event::WriteUrl { is_new } => {
                let step = if is_new {
                    HistoryEntry::Push
                } else {
                    HistoryEntry::Replace
                };
                self.write_url(step, true);
                return false;
            }
            Event::UrlWritten => {
                model.address.note_written(self.now);
                return false;
            }
            Event::TimerFired(Timer::Announce) => {
                self.effects.push(Effect::Announce);
                return false;
            }
            Event::TimerFired(Timer::Analysis) => {
                self.effects.push(Effect::AdvanceAnalysis);
                return false;
            }
            Event::TimerFired(Timer::Url) => {
                self.effects.extend(model.address.catch_up(self.now));
                return false;
            }
            Event::Announced(announcement) => model.announcement = announcement,
            Event::ScriptSetWeights(weights) => self.set_by_script(Action::SetWeights(weights)),
            Event::ScriptReset => self.set_by_script(Action::Reset),
            Event::SetStartingWeights(weights) => self.start_from(weights),
            Event::Analyzed { report, again_in } => {
                self.analyzed(report, again_in);
                return false;
            }
        }
        true
    }

    /// Carries out a step of a gesture, given the session in which that began.
    fn step(&mut self, moved: Gesture, committed: bool, action: impl FnOnce(&Session) -> Action) {
        let model = &mut *self.model;
        let mut step = model.gestures.track(moved, committed, self.now.millis);
        let state = model.state.clone();
        let since = match step {
            HistoryEntry::Push => &state,
            HistoryEntry::Replace => &model.gesture_start,
        };
        let action = action(&since.session);
        let is_changed = model.apply(action);
        if step == HistoryEntry::Push {
            if is_changed {
                model.record(state);
            } else {
                // A gesture begins with what it changes.
                model.gestures.end();
                step = HistoryEntry::Replace;
            }
        }
        self.report_step(step, committed);
    }

    /// Lets the page know of a step.
    fn report_step(&mut self, step: HistoryEntry, committed: bool) {
        self.write_url(step, committed);
        self.model.status = Status::Quiet;
        let moment = if committed {
            ElementEvent::Change
        } else {
            ElementEvent::Input
        };
        self.effects.push(Effect::Emit(moment));
    }

    /// Lets the page know of a change that is a gesture of its own.
    fn report_change(&mut self) {
        self.model.gestures.end();
        self.report_step(HistoryEntry::Push, true);
        self.announce_soon();
    }

    fn write_url(&mut self, step: HistoryEntry, committed: bool) {
        let value = self.model.value_for_url();
        let write = self
            .model
            .address
            .write_step(step, committed, value, self.now);
        self.effects.extend(write);
    }

    /// Lets screen readers know of the gesture when it is over.
    fn announce_soon(&mut self) {
        self.model.announcement.clear();
        self.effects
            .push(Effect::Schedule(Timer::Announce, ANNOUNCED_AFTER));
    }

    /// Opens an entry's details and leads to them.
    fn show(&mut self, entry: EntryIndex) {
        let model = &mut *self.model;
        let ranked = model.first_shown(Model::MAX_REVEALED_RANK);
        let place = ranked.rows().iter().position(|row| row.entry == entry);
        let mut session = model.state.session.clone();
        while place.is_some_and(|place| place >= session.rows as usize) {
            session = session.after(Action::ShowMore, &model.comparison);
        }
        if !session.open.contains(&entry) {
            session = session.after(Action::ToggleOpen(entry), &model.comparison);
        }
        model.apply(Action::Restore(session));
        self.write_url(HistoryEntry::Replace, true);
        self.effects.push(Effect::Focus(Focus::Entry(entry)));
    }

    /// Follows the page's URL; whether it leads elsewhere.
    fn navigate(&mut self) -> bool {
        let model = &mut *self.model;
        let Navigation::To(link) = model.address.handle_navigation(self.now) else {
            return false;
        };
        let before = model.state.clone();
        let (session, notices) = match link {
            Some(link) => {
                let decoded = link::decode(&model.comparison, &link);
                (decoded.session, decoded.notices)
            }
            None => (model.start.clone(), Vec::new()),
        };
        model.gestures.end();
        model.notices = notices;
        if model.replace(session) {
            model.record(before);
            model.status = Status::Quiet;
            self.announce_soon();
            self.effects.push(Effect::Emit(ElementEvent::Change));
        }
        true
    }

    /// Carries out what a script asks for: it can be undone, and is no event of the element.
    fn set_by_script(&mut self, action: Action) {
        let model = &mut *self.model;
        let before = model.state.clone();
        if model.apply(action) {
            model.record(before);
        }
        model.gestures.end();
        self.correct_url();
    }

    /// Takes what is known of how robust the ranking is, and lets the analysis go on.
    fn analyzed(&mut self, report: Shared<Report>, again_in: Option<u32>) {
        let schedule = again_in.map(|after| Effect::Schedule(Timer::Analysis, after));
        self.effects.extend(schedule);
        if self.model.report.as_ref() != Some(&report) {
            self.model.report = Some(report);
            self.effects.push(Effect::Render);
        }
    }

    fn start_from(&mut self, weights: Weights) {
        let model = &mut *self.model;
        let mut session = Session::published(&model.comparison);
        session.weights = weights;
        model.start = session.clone();
        model.gesture_start = model.state.clone();
        model.apply(Action::Restore(session));
    }

    fn correct_url(&mut self) {
        let value = self.model.value_for_url();
        let write = self.model.address.corrected(value, self.now);
        self.effects.extend(write);
    }

    /// Loads what something open needs, unless it has failed to load.
    fn load_what_is_open(&mut self) {
        let session = &self.model.state.session;
        let panels = session.panels.order
            || session.compared.len() > 1
            || !session.open.is_empty()
            || !session.filter.parts().is_empty();
        let extras = session.panels.guide && !self.model.hidden.hides(HideablePanel::Guide);
        if panels && self.model.panels != LoadState::Failed {
            self.load(Chunk::Panels);
        }
        if extras && self.model.extras != LoadState::Failed {
            self.load(Chunk::Extras);
        }
    }

    /// Loads a part, unless it is here or on its way.
    fn load(&mut self, chunk: Chunk) {
        let fetch = self.fetch(chunk);
        if matches!(*fetch, LoadState::NotRequested | LoadState::Failed) {
            *fetch = LoadState::Pending;
            self.effects.push(Effect::Load(chunk));
        }
    }

    fn loaded(&mut self, chunk: Chunk, is_here: bool) {
        *self.fetch(chunk) = if is_here {
            LoadState::Done(())
        } else {
            LoadState::Failed
        };
        let wanted = match chunk {
            Chunk::Panels => None,
            Chunk::Extras => self.model.wanted_file.take(),
        };
        match wanted {
            Some(format) if is_here => self.save(format),
            Some(_) => self.model.status = saved_status(false),
            None => {}
        }
    }

    fn fetch(&mut self, chunk: Chunk) -> &mut LoadState {
        match chunk {
            Chunk::Panels => &mut self.model.panels,
            Chunk::Extras => &mut self.model.extras,
        }
    }

    fn save(&mut self, format: FileFormat) {
        let model = &*self.model;
        let link = match model.address.is_shared() {
            true => model.share_url(&self.now.url),
            false => String::new(),
        };
        self.effects.push(Effect::Save(format, link));
    }
}

fn saved_status(saved: bool) -> Status {
    match saved {
        true => Status::Quiet,
        false => Status::Said(text::NOT_SAVED),
    }
}
