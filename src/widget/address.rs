use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;

use crate::share::{Place, Step, find_value, with_value, without_states};
use crate::widget::{Page, Shared};

/// The widget's part of the page's URL.
pub(crate) struct Address {
    page: Shared<Page>,
    /// `None` where the page's URL is left alone.
    place: Option<Place>,
    name: String,
    /// The page's URL when this widget last wrote or read it.
    seen: RefCell<String>,
    /// How many entries the history had then.
    entries: Cell<u32>,
    /// The latest value that a movement has brought and nobody has written yet.
    unwritten: RefCell<Option<String>>,
    /// Runs while something is unwritten.
    timer: RefCell<Option<Timeout>>,
}

/// What a change of the page's URL means for the widget.
pub(crate) enum Navigation {
    /// The state is now this one, or the one at the start.
    To(Option<String>),
    /// Nothing: it happened elsewhere on the page.
    Elsewhere,
}

impl Address {
    /// How long the URL may lag behind a movement, in milliseconds. Safari refuses a page that
    /// writes more than 100 times in 30 seconds.
    const LAG: u32 = 400;

    pub(crate) fn new(page: Shared<Page>, place: Option<Place>, name: String) -> Address {
        let seen = RefCell::new(page.url());
        let entries = Cell::new(page.history_length());
        Address {
            page,
            place,
            name,
            seen,
            entries,
            unwritten: RefCell::default(),
            timer: RefCell::default(),
        }
    }

    /// Whether the page's URL carries the state at all.
    pub(crate) fn is_shared(&self) -> bool {
        self.place.is_some()
    }

    /// What the page's URL says of this widget.
    pub(crate) fn value(&self) -> Option<String> {
        find_value(&self.page.url(), self.place?, &self.name).map(str::to_owned)
    }

    /// The page's URL with `value` for this widget, whatever it says now.
    pub(crate) fn link(&self, value: &str) -> String {
        let url = self.page.url();
        self.place.map_or(url.clone(), |place| {
            with_value(&url, place, &self.name, Some(value))
        })
    }

    /// Writes the state after a step of a movement, for good if `committed`.
    pub(crate) fn moved(self: &Rc<Self>, step: Step, committed: bool, value: Option<String>) {
        if committed || step == Step::New {
            self.write(value.as_deref(), step);
            return;
        }
        self.unwritten.replace(value);
        let address = self.clone();
        self.timer.borrow_mut().get_or_insert_with(|| {
            Timeout::new(Address::LAG, move || {
                let value = address.unwritten.take();
                address.write(value.as_deref(), Step::Same);
            })
        });
    }

    /// Corrects the URL, if it carries a state, after the page itself changed the state.
    pub(crate) fn corrected(&self, value: Option<String>) {
        if self.value().is_some() {
            self.write(value.as_deref(), Step::Same);
        }
    }

    /// What it means that the page's URL may have changed.
    pub(crate) fn navigated(&self) -> Navigation {
        let Some(place) = self.place else {
            return Navigation::Elsewhere;
        };
        let url = self.page.url();
        let seen = self.seen.replace(url.clone());
        let entries = self.page.history_length();
        let is_new = entries > self.entries.replace(entries);
        let value = find_value(&url, place, &self.name);
        if value == find_value(&seen, place, &self.name) {
            return Navigation::Elsewhere;
        }
        self.timer.take();
        match value {
            Some(value) => Navigation::To(Some(value.to_owned())),
            // An anchor or a router of the page took the fragment: the reader's state stays.
            None if is_new || without_states(&url, place) != without_states(&seen, place) => {
                Navigation::Elsewhere
            }
            None => Navigation::To(None),
        }
    }

    /// Writes the state at once.
    pub(crate) fn write(&self, value: Option<&str>, step: Step) {
        self.timer.take();
        let Some(place) = self.place else { return };
        let url = with_value(&self.page.url(), place, &self.name, value);
        self.page.write_url(&url, step);
        self.seen.replace(self.page.url());
        self.entries.set(self.page.history_length());
    }
}
