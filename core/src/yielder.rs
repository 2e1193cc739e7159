//! Yield points of long computations, so that a page stays responsive.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Decides when the reader of a large data set yields to other tasks.
pub trait Yielder {
    /// Is called often, with the progress from 0 to 1; returns a future to await before the work continues, if it is
    /// time to yield.
    fn next(&self, done: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>>;
}

/// The minimum number of entries that are read between two yield points.
pub(crate) const ENTRIES_BETWEEN_YIELDS: usize = 128;

/// A [`Yielder`] that never yields.
pub(crate) struct NoYield;

impl Yielder for NoYield {
    fn next(&self, _: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        None
    }
}

/// Yields to other tasks if the yielder decides so.
pub(crate) async fn yield_point(yielder: &dyn Yielder, done: f32) {
    if let Some(pause) = yielder.next(done) {
        pause.await;
    }
}

/// Runs a future that never waits, and returns its output.
pub(crate) fn poll_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("nothing is waited for"),
    }
}
