use super::{Effect, HistoryEntry, Timer};
use crate::link::{StateLocation, find_value, with_value, without_states};

/// The page's clock, URL and history at the moment of an event.
#[derive(Clone, Debug)]
pub struct Now {
    /// The page's clock, in milliseconds.
    pub millis: f64,
    /// The page's URL.
    pub url: String,
    /// The number of entries of the page's history; 0 where the widget has no access to it.
    pub history_length: u32,
}

/// The widget's state in the page's URL.
pub struct UrlState {
    /// `None` where the widget neither reads nor writes the page's URL.
    location: Option<StateLocation>,
    name: String,
    /// The page's URL when this widget last wrote or read it.
    last_url: String,
    /// The number of entries that the history had then.
    last_history_length: u32,
    /// Whether the current entry of the history is one that this widget added and has written since.
    has_own_entry: bool,
    /// The latest value of a gesture that is not written yet.
    pending_value: Option<Option<String>>,
}

/// The effect of a change of the page's URL on the widget.
pub(super) enum Navigation {
    /// The URL now has another state.
    ToState {
        /// The state; `None` stands for the initial one.
        value: Option<String>,
        /// Whether a link led to it, and not a step in the page's history.
        is_new: bool,
    },
    /// The change does not concern the widget.
    Unrelated,
}

impl UrlState {
    /// The milliseconds that the URL may lag behind a gesture. Safari rejects more than 100 writes in 30 seconds.
    pub const WRITE_DELAY: u32 = 400;

    /// Creates the state under `name`; without a `location`, the page's URL is never read or written.
    pub fn new(location: Option<StateLocation>, name: String, now: &Now) -> UrlState {
        UrlState {
            location,
            name,
            last_url: now.url.clone(),
            last_history_length: now.history_length,
            has_own_entry: false,
            pending_value: None,
        }
    }

    /// Reports whether the page's URL carries the state.
    pub fn has_location(&self) -> bool {
        self.location.is_some()
    }

    /// Returns the page's URL when this widget last wrote or read it.
    pub(super) fn last_url(&self) -> &str {
        &self.last_url
    }

    /// Returns the value that a URL has for this widget.
    pub fn find_value<'a>(&self, url: &'a str) -> Option<&'a str> {
        find_value(url, self.location?, &self.name)
    }

    /// Returns the URL with `value` for this widget in place of its current one.
    pub fn with_state(&self, url: &str, value: &str) -> String {
        self.location.map_or(url.to_owned(), |location| {
            with_value(url, location, &self.name, Some(value))
        })
    }

    /// Writes the state after a change: at once if it begins or ends a gesture, otherwise within
    /// [`UrlState::WRITE_DELAY`].
    pub(super) fn write_change(
        &mut self,
        history_entry: HistoryEntry,
        committed: bool,
        value: Option<String>,
        now: &Now,
    ) -> Option<Effect> {
        if committed || history_entry == HistoryEntry::Push {
            return self.write(value, history_entry, now);
        }
        let is_scheduled = self.pending_value.replace(value).is_some();
        (!is_scheduled).then_some(Effect::Schedule(Timer::Url, UrlState::WRITE_DELAY))
    }

    /// Writes the pending value of a gesture, if there is one.
    pub(super) fn write_pending(&mut self, now: &Now) -> Option<Effect> {
        let value = self.pending_value.take()?;
        self.write(value, HistoryEntry::Replace, now)
    }

    /// Corrects the URL, if it carries a state, after the page itself changed the state.
    pub(super) fn correct(&mut self, value: Option<String>, now: &Now) -> Option<Effect> {
        self.find_value(&now.url)?;
        self.write(value, HistoryEntry::Replace, now)
    }

    /// Returns the effect that writes a value. It adds at most one entry to the history until another URL takes its
    /// place, so that a single Back leaves the widget.
    fn write(
        &mut self,
        value: Option<String>,
        history_entry: HistoryEntry,
        now: &Now,
    ) -> Option<Effect> {
        self.pending_value = None;
        let url = with_value(&now.url, self.location?, &self.name, value.as_deref());
        self.has_own_entry &= now.url == self.last_url;
        let adds_entry = history_entry == HistoryEntry::Push && !self.has_own_entry;
        self.has_own_entry |= adds_entry;
        let history_entry = if adds_entry {
            HistoryEntry::Push
        } else {
            HistoryEntry::Replace
        };
        Some(Effect::WriteUrl(url, history_entry))
    }

    /// Notes that the page's URL has been written.
    pub(super) fn mark_written(&mut self, now: &Now) {
        self.last_url.clone_from(&now.url);
        self.last_history_length = now.history_length;
    }

    /// Compares the page's URL with the last known one and returns what the change means for the widget.
    pub(super) fn handle_navigation(&mut self, now: &Now) -> Navigation {
        let Some(location) = self.location else {
            return Navigation::Unrelated;
        };
        let is_new = now.history_length > self.last_history_length;
        let last_url = std::mem::replace(&mut self.last_url, now.url.clone());
        self.last_history_length = now.history_length;
        self.has_own_entry = false;
        let value = find_value(&now.url, location, &self.name);
        if value == find_value(&last_url, location, &self.name) {
            return Navigation::Unrelated;
        }
        self.pending_value = None;
        match value {
            Some(value) => Navigation::ToState {
                value: Some(value.to_owned()),
                is_new,
            },
            // An anchor or a router of the page took the fragment: the reader's state stays.
            None if is_new
                || without_states(&now.url, location) != without_states(&last_url, location) =>
            {
                Navigation::Unrelated
            }
            None => Navigation::ToState {
                value: None,
                is_new,
            },
        }
    }
}
