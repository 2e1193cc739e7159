//! Any text is a link, and any text is a page’s URL.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weigh_in_laws::links::{any_link_is_decoded, value_is_found_in_any_url};
use weigh_in_laws::sessions::comparison;

fuzz_target!(|text: &str| {
    any_link_is_decoded(comparison(), text);
    value_is_found_in_any_url(text, "1;scale:3");
});
