//! Laws of packed files.

use weigh_in_core::dataset::DataSet;
use weigh_in_core::format::{DataFormat, to_csv, to_json, to_packed};
use weigh_in_core::ranking::Ranking;

/// The number of bytes before the checksum, and before the content that it covers.
const BEFORE_CHECKSUM: usize = 12;
const BEFORE_CONTENT: usize = 16;

/// Asserts that a packed file of any content with its right checksum is rejected, or read to a data set that does no harm:
/// all of it can be used, and each of its links is one of the web.
///
/// # Panics
/// If that does not hold.
pub fn any_content_does_no_harm(content: &[u8]) {
    if let Ok(data) = DataSet::read(&with_content(content), DataFormat::Packed) {
        use_all(&data);
    }
}

/// Returns a packed file of this content, with the checksum that fits it.
pub fn with_content(content: &[u8]) -> Vec<u8> {
    let data = DataSet::from_json(crate::sessions::DATA);
    let data = data.unwrap_or_else(|problems| panic!("{problems:#?}"));
    let mut file = to_packed(&data).expect("a packed file");
    file.truncate(BEFORE_CONTENT);
    file.extend(content);
    let mut checksum = 0x811C_9DC5_u32;
    for &byte in content {
        checksum = (checksum ^ u32::from(byte)).wrapping_mul(16_777_619);
    }
    file[BEFORE_CHECKSUM..BEFORE_CONTENT].copy_from_slice(&checksum.to_le_bytes());
    file
}

/// Uses all that a widget shows of a data set.
fn use_all(data: &DataSet) {
    let DataSet {
        comparison,
        details,
        ..
    } = data;
    let ranking = Ranking::new(comparison, &comparison.published_weights());
    for row in ranking.rows() {
        for &entry in &details.entry(row.entry).alternatives {
            comparison.entry(entry);
        }
    }
    to_json(comparison, details);
    to_csv(comparison, details);
    let entries = comparison.indexed_entries();
    let urls = entries.filter_map(|(entry, _)| details.url(entry));
    for url in comparison.source.url.as_deref().into_iter().chain(urls) {
        assert!(url.to_ascii_lowercase().starts_with("http"), "{url}");
    }
}
