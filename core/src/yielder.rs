//! Long work in slices, so that the page stays responsive.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Decides when reading a large data set pauses for other tasks.
pub trait Yielder {
    /// Returns a future to await before the work continues, or `None` to continue at once.
    ///
    /// The reader calls it often; `progress` is the finished fraction of the work, from 0 to 1.
    fn request_yield(&self, progress: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>>;
}

/// The minimum number of entries read between two yield points.
pub(crate) const ENTRIES_BETWEEN_YIELDS: usize = 128;

/// Never yields.
pub(crate) struct NoYield;

impl Yielder for NoYield {
    fn request_yield(&self, _: f32) -> Option<Pin<Box<dyn Future<Output = ()>>>> {
        None
    }
}

/// Yields to other tasks if `yielder` asks for it.
pub(crate) async fn yield_point(yielder: &dyn Yielder, progress: f32) {
    if let Some(pause) = yielder.request_yield(progress) {
        pause.await;
    }
}

/// Returns the result of a future that never waits.
pub(crate) fn poll_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => unreachable!("nothing is waited for"),
    }
}
