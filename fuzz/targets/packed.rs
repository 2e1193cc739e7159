//! Any content of a packed file is read, or rejected.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weigh_in_core::format::DataFormat;
use weigh_in_laws::packed_files::{any_content_does_no_harm, with_content};
use weigh_in_laws::time::file_is_read_in_time;

fuzz_target!(|content: &[u8]| {
    file_is_read_in_time(&with_content(content), DataFormat::Packed);
    any_content_does_no_harm(content);
});
