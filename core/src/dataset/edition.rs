use super::Comparison;

impl Comparison {
    /// The length of [`Comparison::edition`], in letters from a to z.
    pub const EDITION_LENGTH: usize = 5;

    /// Computes the fingerprint of the ids and the scores, on which rankings depend. The order of criteria and entries
    /// makes no difference. Two data sets have the same one by chance in one of 26⁵ cases.
    pub(crate) fn set_edition(&mut self) {
        let entries = self.entries.iter();
        let entries: Vec<u64> = entries.map(|entry| hash_text(&entry.id)).collect();
        let denominator = mix(self.normalized_scores.denominator);
        let mut sum = 0u64;
        for (criterion, column) in self.criteria.iter().zip(&self.normalized_scores.columns) {
            let criterion = mix(hash_text(&criterion.id) ^ denominator);
            for (entry, numerator) in entries.iter().zip(column) {
                sum = sum.wrapping_add(mix(mix(criterion ^ entry) ^ numerator));
            }
        }
        let mut hash = mix(sum);
        for _ in 0..Comparison::EDITION_LENGTH {
            self.edition.push(char::from(b'a' + (hash % 26) as u8));
            hash /= 26;
        }
    }
}

/// Hashes a text by FNV-1a (Fowler, Noll and Vo 1991).
fn hash_text(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Distributes the bits of a number: the finalizer of SplitMix64 (Steele, Lea and Flood 2014).
fn mix(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}
