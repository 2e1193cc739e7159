//! Reading the text as a data set, in turns with whatever else the page has to do.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::future::{AbortHandle, abortable};
use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use weigh_in_core::dataset::DataSet;
use weigh_in_core::yielder::Yielder;
use yew::Callback;

use super::host;
use crate::finding::{Finding, locate};
use crate::output::format;

/// How long the reading goes on at a time, in milliseconds: less than a frame.
const TURN: f64 = 12.0;

/// A text without problems, and the data set that it is. Equal if they are the same one.
#[derive(Clone)]
pub struct ValidDataset {
    /// The text.
    pub text: Rc<str>,
    /// The data set.
    pub data: Rc<DataSet>,
}

impl PartialEq for ValidDataset {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data)
    }
}

/// What has come of a reading.
pub enum ReadEvent {
    /// This part of the text, from 0 to 1, has been read.
    Progress(f32),
    /// It is a data set.
    ValidDataset(ValidDataset),
    /// It is none, for these reasons.
    Invalid(Vec<Finding>),
}

/// A reading that goes on; it ends when dropped.
pub struct Reading(AbortHandle);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Reading {
    /// Starts to read a text.
    pub fn start(text: Rc<str>, tell: Callback<ReadEvent>) -> Reading {
        let yielder = PageYielder {
            since: Rc::new(Cell::new(host::now())),
            tell: tell.clone(),
        };
        let (reading, handle) = abortable(async move {
            let bytes = text.as_bytes();
            let read = DataSet::read_cooperatively(bytes, format(&text), &yielder).await;
            match read {
                Ok(data) => ReadEvent::ValidDataset(ValidDataset {
                    data: Rc::new(data),
                    text,
                }),
                Err(problems) => ReadEvent::Invalid(locate(&text, problems)),
            }
        });
        spawn_local(async move {
            // It is an error that it has been ended, and then nobody waits for it.
            if let Ok(news) = reading.await {
                tell.emit(news);
            }
        });
        Reading(handle)
    }
}

struct PageYielder {
    since: Rc<Cell<f64>>,
    tell: Callback<ReadEvent>,
}

impl Yielder for PageYielder {
    fn next(&self, done: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        if host::now() - self.since.get() < TURN {
            return None;
        }
        self.tell.emit(ReadEvent::Progress(done));
        let since = self.since.clone();
        Some(Box::pin(async move {
            TimeoutFuture::new(0).await;
            since.set(host::now());
        }))
    }
}
