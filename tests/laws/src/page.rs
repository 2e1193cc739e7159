//! A simulated page with a widget.

use weigh_in_core::dataset::Comparison;
use weigh_in_core::link::{HiddenPanels, StateLocation};
use weigh_in_core::model::{
    Effect, ElementEvent, Event, HistoryEntry, Model, Now, Shared, Timer, UrlState, update,
};
use weigh_in_core::text::Texts;

/// A widget on a simulated page, which carries out the effects that concern the page.
pub struct Page {
    /// The widget.
    pub model: Model,
    /// The page's clock, URL and history.
    pub now: Now,
    /// The URLs of the history, oldest first.
    pub history: Vec<String>,
    /// The index of the current URL in the history.
    pub current: usize,
    /// Whether the page's URL can be written.
    pub is_writable: bool,
    /// The events that the element dispatched.
    pub emitted: Vec<ElementEvent>,
    /// The running timers, each with the time at which it runs out.
    pub timers: Vec<(Timer, f64)>,
    /// The number of times that the widget was rendered again.
    pub renderings: u32,
    /// The effects that do not concern the page.
    pub other_effects: Vec<Effect>,
}

impl Page {
    /// Opens a page at `url` with a widget of this comparison; without a `location`, it never touches the URL.
    pub fn with(comparison: Comparison, location: Option<StateLocation>, url: &str) -> Page {
        let now = Now {
            millis: 0.0,
            url: url.to_owned(),
            history_length: 1,
        };
        let url_state = UrlState::new(location, "weigh-in".to_owned(), &now);
        let link = url_state.find_value(url).map(str::to_owned);
        let model = Model::new(
            Shared::new(comparison),
            None,
            Shared::new(Texts::english()),
            HiddenPanels::parse(""),
            url_state,
            None,
            link.as_deref(),
        );
        Page {
            model,
            history: vec![url.to_owned()],
            current: 0,
            now,
            is_writable: true,
            emitted: Vec::new(),
            timers: Vec::new(),
            renderings: 0,
            other_effects: Vec::new(),
        }
    }

    /// Sends an event to the widget, and carries out the effects.
    pub fn send(&mut self, event: Event) {
        for effect in update(&mut self.model, event, &self.now) {
            match effect {
                Effect::Render => self.renderings += 1,
                Effect::Emit(event) => self.emitted.push(event),
                Effect::WriteUrl(url, history_entry) => {
                    if self.is_writable {
                        if history_entry == HistoryEntry::Push {
                            self.history.truncate(self.current + 1);
                            self.history.push(url.clone());
                            self.current += 1;
                        }
                        self.history[self.current].clone_from(&url);
                        self.load_current_url();
                    }
                    self.send(Event::UrlWritten);
                }
                Effect::Schedule(timer, after) => {
                    self.timers.retain(|(other, _)| *other != timer);
                    self.timers
                        .push((timer, self.now.millis + f64::from(after)));
                }
                other => self.other_effects.push(other),
            }
        }
    }

    /// Reads the current URL of the history, as after a change of it without an event.
    pub fn load_current_url(&mut self) {
        self.now.url.clone_from(&self.history[self.current]);
        self.now.history_length = self.history.len() as u32;
    }

    /// Steps through the history.
    ///
    /// # Panics
    /// If there is no such entry.
    pub fn go_by(&mut self, delta: isize) {
        self.current = self
            .current
            .checked_add_signed(delta)
            .expect("an entry of the history");
        self.load_current_url();
        self.send(Event::Navigate);
    }

    /// Follows a link of the page, or pastes a URL.
    pub fn visit(&mut self, url: &str) {
        self.history.truncate(self.current + 1);
        self.history.push(url.to_owned());
        self.current += 1;
        self.load_current_url();
        self.send(Event::Navigate);
    }

    /// Lets time pass, and sends the events of the timers that run out.
    pub fn wait(&mut self, millis: f64) {
        self.now.millis += millis;
        let now = self.now.millis;
        let (due, remaining) = self.timers.iter().partition(|(_, at)| *at <= now);
        self.timers = remaining;
        let due: Vec<(Timer, f64)> = due;
        for (timer, _) in due {
            self.send(Event::TimerFired(timer));
        }
    }
}
