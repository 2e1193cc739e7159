//! Long work in slices: others have their turn in between.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Lets others have their turn while a large data set is read.
pub trait Yielder {
    /// Is called often, with the part that is done, from 0 to 1; gives what to wait for before going
    /// on, if it is the others' turn.
    fn next(&self, progress: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>>;
}

/// How many entries are read at least between two turns.
pub(crate) const ENTRIES_BETWEEN_YIELDS: usize = 128;

/// Nobody else wants a turn.
pub(crate) struct NoYield;

impl Yielder for NoYield {
    fn next(&self, _: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        None
    }
}

/// Lets others have their turn if they want it.
pub(crate) async fn yield_point(yielder: &dyn Yielder, progress: f32) {
    if let Some(over) = yielder.next(progress) {
        over.await;
    }
}

/// What a future that waits for nothing comes to.
pub(crate) fn poll_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("nothing is waited for"),
    }
}
