//! Any file is read as CSV, or its problems are found.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weigh_in_core::format::DataFormat;
use weigh_in_laws::data_sets::file_is_read;
use weigh_in_laws::time::file_is_read_in_time;

fuzz_target!(|bytes: &[u8]| {
    file_is_read_in_time(bytes, DataFormat::Csv);
    file_is_read(bytes, DataFormat::Csv);
});
