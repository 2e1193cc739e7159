use weigh_in_core::dataset::{Details, GuideSection, unpack};

/// The details of the bundled data set, packed by the build.
const DETAILS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/details.packed"));

/// The sections of the bundled guide, packed by the build.
const GUIDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guide.packed"));

/// Unpacks the details of the bundled data set, without its guide.
#[inline(never)]
pub(super) fn details() -> Details {
    unpack(DETAILS).unwrap_or_default()
}

/// Unpacks the bundled guide.
pub(super) fn guide() -> Vec<GuideSection> {
    unpack(GUIDE).unwrap_or_default()
}
