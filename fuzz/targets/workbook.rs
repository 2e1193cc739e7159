//! Any file is read as a workbook, or rejected.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weigh_in_laws::workbooks::workbook_is_read;

fuzz_target!(|bytes: &[u8]| workbook_is_read(bytes));
