use std::rc::Rc;

use weigh_in_core::dataset::{Comparison, Details, GuideSection, unpack};
use weigh_in_core::model::Shared;

use super::host;

/// The details of the bundled data set, packed by the build.
const BUNDLED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/details.packed"));

/// The sections of the bundled guide, packed by the build.
const BUNDLED_GUIDE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guide.packed"));

/// The details of a data set, in the form in which they have loaded.
#[derive(Clone)]
pub(crate) enum LateDetails {
    /// They have been read together with the comparison.
    Unpacked(Shared<Details>),
    /// They are a part of a packed file.
    Packed(Rc<[u8]>),
    /// They are those of the bundled data set, which are in a later chunk.
    Bundled,
}

/// Returns the details of a comparison. Reports damaged ones to the publisher; the widget then works without them.
#[inline(never)]
pub(super) fn unpack_details(details: &LateDetails, comparison: &Comparison) -> Shared<Details> {
    let unpacked = match details {
        LateDetails::Unpacked(details) => return details.clone(),
        LateDetails::Packed(bytes) => Details::from_packed(bytes, comparison),
        LateDetails::Bundled => unpack(BUNDLED).ok(),
    };
    Shared::new(unpacked.unwrap_or_else(|| {
        host::warn("<weigh-in>: the details in the packed data are damaged and left out; convert the data set again");
        Details::default()
    }))
}

/// Unpacks the bundled guide.
pub(super) fn bundled_guide() -> Vec<GuideSection> {
    unpack(BUNDLED_GUIDE).unwrap_or_default()
}
