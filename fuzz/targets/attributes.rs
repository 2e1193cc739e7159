//! Any text is a value of the attributes `weights` and `hide`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weigh_in_laws::attributes::attributes_are_read;
use weigh_in_laws::sessions::comparison;

fuzz_target!(|text: &str| attributes_are_read(comparison(), text));
