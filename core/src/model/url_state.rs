use super::{Effect, HistoryEntry, Timer};
use crate::link::{StateLocation, find_value, with_value, without_states};

/// The page at the moment of an event.
#[derive(Clone, Debug)]
pub struct Now {
    /// The page's clock, in milliseconds.
    pub millis: f64,
    /// The page's URL.
    pub url: String,
    /// The number of entries of the page's history; 0 where it is out of reach.
    pub entries: u32,
}

/// The widget's part of the page's URL.
pub struct UrlState {
    /// `None` where the page's URL is left alone.
    place: Option<StateLocation>,
    name: String,
    /// The page's URL when this widget last wrote or read it.
    seen: String,
    /// How many entries the history had then.
    entries: u32,
    /// The latest value that a gesture has brought and nobody has written yet.
    unwritten: Option<Option<String>>,
}

/// What a change of the page's URL means for the widget.
pub(super) enum Navigation {
    /// The state is now this one, or the one at the start.
    To(Option<String>),
    /// Nothing: it happened elsewhere on the page.
    Elsewhere,
}

impl UrlState {
    /// How long the URL may lag behind a gesture, in milliseconds. Safari refuses a page that writes more than 100
    /// times in 30 seconds.
    pub const WRITE_DELAY: u32 = 400;

    /// The part under `name`; none where `place` is `None`.
    pub fn new(place: Option<StateLocation>, name: String, now: &Now) -> UrlState {
        UrlState {
            place,
            name,
            seen: now.url.clone(),
            entries: now.entries,
            unwritten: None,
        }
    }

    /// Whether the page's URL carries the state at all.
    pub fn is_shared(&self) -> bool {
        self.place.is_some()
    }

    /// The value that a URL has for this widget.
    pub fn value<'a>(&self, url: &'a str) -> Option<&'a str> {
        find_value(url, self.place?, &self.name)
    }

    /// A URL with `value` for this widget, whatever it has now.
    pub fn link(&self, url: &str, value: &str) -> String {
        self.place.map_or(url.to_owned(), |place| {
            with_value(url, place, &self.name, Some(value))
        })
    }

    /// Writes the state after a step of a gesture, for good if `committed`.
    pub(super) fn write_step(
        &mut self,
        step: HistoryEntry,
        committed: bool,
        value: Option<String>,
        now: &Now,
    ) -> Option<Effect> {
        if committed || step == HistoryEntry::Push {
            return self.write(value, step, now);
        }
        let is_waiting = self.unwritten.replace(value).is_some();
        (!is_waiting).then_some(Effect::Schedule(Timer::Url, UrlState::WRITE_DELAY))
    }

    /// Writes what a gesture has left unwritten.
    pub(super) fn catch_up(&mut self, now: &Now) -> Option<Effect> {
        let value = self.unwritten.take()?;
        self.write(value, HistoryEntry::Replace, now)
    }

    /// Corrects the URL, if it carries a state, after the page itself changed the state.
    pub(super) fn corrected(&mut self, value: Option<String>, now: &Now) -> Option<Effect> {
        self.value(&now.url)?;
        self.write(value, HistoryEntry::Replace, now)
    }

    fn write(&mut self, value: Option<String>, step: HistoryEntry, now: &Now) -> Option<Effect> {
        self.unwritten = None;
        let url = with_value(&now.url, self.place?, &self.name, value.as_deref());
        Some(Effect::WriteUrl(url, step))
    }

    /// The page's URL is known as it is now.
    pub(super) fn note_written(&mut self, now: &Now) {
        self.seen.clone_from(&now.url);
        self.entries = now.entries;
    }

    /// What it means that the page's URL may have changed.
    pub(super) fn handle_navigation(&mut self, now: &Now) -> Navigation {
        let Some(place) = self.place else {
            return Navigation::Elsewhere;
        };
        let is_new = now.entries > self.entries;
        let seen = std::mem::replace(&mut self.seen, now.url.clone());
        self.entries = now.entries;
        let value = find_value(&now.url, place, &self.name);
        if value == find_value(&seen, place, &self.name) {
            return Navigation::Elsewhere;
        }
        self.unwritten = None;
        match value {
            Some(value) => Navigation::To(Some(value.to_owned())),
            // An anchor or a router of the page took the fragment: the reader's state stays.
            None if is_new || without_states(&now.url, place) != without_states(&seen, place) => {
                Navigation::Elsewhere
            }
            None => Navigation::To(None),
        }
    }
}
