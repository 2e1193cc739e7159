//! Laws of the time that a reader takes.

use std::time::{Duration, Instant};

use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::DataFormat;

/// The time that any file may take, and each of its bytes: a hundred times what reading takes on a slow machine.
const START: Duration = Duration::from_secs(2);
const PER_BYTE: Duration = Duration::from_micros(20);

/// Asserts that a file is read, or its problems are found, in a time proportional to its size.
///
/// # Panics
/// If it takes longer.
pub fn file_is_read_in_time(bytes: &[u8], format: DataFormat) {
    let start = Instant::now();
    // A problem is as good as a data set.
    let _ = DataSet::read(bytes, format);
    let (time, bound) = (start.elapsed(), START + PER_BYTE * bytes.len() as u32);
    assert!(
        time <= bound,
        "{} bytes took {time:?}, more than {bound:?}",
        bytes.len()
    );
}
