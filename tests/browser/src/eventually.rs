//! Waiting for conditions: by polling, never by sleeping for a fixed time.

use std::{
    fmt::Debug,
    thread,
    time::{Duration, Instant},
};

/// The maximum time for a condition to become true.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The time between two polls: about a frame.
const POLL_INTERVAL: Duration = Duration::from_millis(15);

/// Polls `read` until it returns `expected`; panics with both values and the description on a timeout.
#[track_caller]
pub fn eventually<T: PartialEq + Debug>(
    description: &str,
    expected: T,
    read: impl Fn() -> Result<T, String>,
) {
    if let Err(seen) = poll(read, |seen| *seen == expected) {
        panic!("{description}\n  expected:   {expected:?}\n  last seen:  {seen:?}");
    }
}

/// Polls `read` until its result satisfies `condition`, and returns it.
#[track_caller]
pub fn eventually_matches<T: Debug>(
    description: &str,
    read: impl Fn() -> Result<T, String>,
    condition: impl Fn(&T) -> bool,
) -> T {
    match poll(read, condition) {
        Ok(value) => value,
        Err(seen) => panic!("{description}\n  last seen:  {seen:?}"),
    }
}

fn poll<T>(
    read: impl Fn() -> Result<T, String>,
    condition: impl Fn(&T) -> bool,
) -> Result<T, Result<T, String>> {
    let start = Instant::now();
    loop {
        let seen = read();
        match seen {
            Ok(value) if condition(&value) => return Ok(value),
            seen if start.elapsed() > TIMEOUT => return Err(seen),
            _ => thread::sleep(POLL_INTERVAL),
        }
    }
}
