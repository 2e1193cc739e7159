//! Reads the text as a data set, in slices, so that the page stays responsive.

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
use crate::output::detect_format;

/// The length of a slice in milliseconds: less than a frame.
const SLICE_MS: f64 = 12.0;

/// A valid text and its data set. Two are equal if they share the data set.
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

/// An event of a reading.
pub enum ReadEvent {
    /// The part of the text that has been read, from 0 to 1.
    Progress(f32),
    /// The text is a valid data set.
    ValidDataset(ValidDataset),
    /// The text has these problems.
    Invalid(Vec<Finding>),
}

/// A running reading; aborted when dropped.
pub struct Reading(AbortHandle);

impl Drop for Reading {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Reading {
    /// Starts to read a text.
    pub fn start(text: Rc<str>, on_event: Callback<ReadEvent>) -> Reading {
        let yielder = PageYielder {
            slice_start: Rc::new(Cell::new(host::now())),
            on_event: on_event.clone(),
        };
        let (reading, handle) = abortable(async move {
            let bytes = text.as_bytes();
            let result = DataSet::read_cooperatively(bytes, detect_format(&text), &yielder).await;
            match result {
                Ok(data) => ReadEvent::ValidDataset(ValidDataset {
                    data: Rc::new(data),
                    text,
                }),
                Err(problems) => ReadEvent::Invalid(locate(&text, problems)),
            }
        });
        spawn_local(async move {
            // The only error is that the reading was aborted.
            if let Ok(event) = reading.await {
                on_event.emit(event);
            }
        });
        Reading(handle)
    }
}

struct PageYielder {
    slice_start: Rc<Cell<f64>>,
    on_event: Callback<ReadEvent>,
}

impl Yielder for PageYielder {
    fn request_yield(&self, progress: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        if host::now() - self.slice_start.get() < SLICE_MS {
            return None;
        }
        self.on_event.emit(ReadEvent::Progress(progress));
        let slice_start = self.slice_start.clone();
        Some(Box::pin(async move {
            TimeoutFuture::new(0).await;
            slice_start.set(host::now());
        }))
    }
}
