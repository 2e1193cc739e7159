//! Waiting for what is about to be true: by looking again, never by sleeping and hoping.

use std::{
    fmt::Debug,
    thread,
    time::{Duration, Instant},
};

/// How long a condition may take to come true.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long to wait before the next look: about a frame.
const POLL_INTERVAL: Duration = Duration::from_millis(15);

/// Reads again and again until the reading is `expected`; fails with both and with `what`.
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

/// Reads again and again until the reading satisfies `condition`, and returns it.
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
