//! A widget keeps its laws under any sequence of events.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weigh_in_laws::sessions::any_events_keep_the_laws;

fuzz_target!(|bytes: &[u8]| any_events_keep_the_laws(bytes));
