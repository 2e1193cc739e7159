//! Long work in slices: others have their turn in between.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Lets others have their turn while a large data set is read.
pub trait Turns {
    /// Is called often, with the part that is done, from 0 to 1; gives what to wait for before going
    /// on, if it is the others' turn.
    fn next(&self, done: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>>;
}

/// How many entries are read at least between two turns.
pub(crate) const BETWEEN_TURNS: usize = 128;

/// Nobody else wants a turn.
pub(crate) struct AtOnce;

impl Turns for AtOnce {
    fn next(&self, _: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        None
    }
}

/// Lets others have their turn if they want it.
pub(crate) async fn pause(turns: &dyn Turns, done: f32) {
    if let Some(over) = turns.next(done) {
        over.await;
    }
}

/// What a future that waits for nothing comes to.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("nothing is waited for"),
    }
}
