use super::Comparison;
use crate::yielder::{Yielder, yield_point};

/// The letters and digits of an edition, without those that are easily confused.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

impl Comparison {
    /// The length of [`Comparison::edition`], in letters and digits.
    pub const EDITION_LENGTH: usize = 5;

    /// Computes the fingerprint of the ids and the scores, on which rankings depend. The order of criteria and entries
    /// makes no difference. Two data sets have the same one by chance with a probability of 2⁻²⁵.
    pub(crate) async fn set_edition(&mut self, yielder: &dyn Yielder) {
        let entries = self.entries.iter();
        let entries: Vec<u64> = entries.map(|entry| hash_text(&entry.id)).collect();
        let denominator = mix(self.normalized_scores.denominator);
        let mut sum = 0u64;
        for (criterion, column) in self.criteria.iter().zip(&self.normalized_scores.columns) {
            let criterion = mix(hash_text(&criterion.id) ^ denominator);
            for (entry, numerator) in entries.iter().zip(column) {
                sum = sum.wrapping_add(mix(mix(criterion ^ entry) ^ numerator));
            }
            yield_point(yielder, 1.0).await;
        }
        let hash = mix(sum);
        let letters = (0..Comparison::EDITION_LENGTH).map(|index| {
            let letter = hash >> (59 - 5 * index) & 31;
            char::from(ALPHABET[letter as usize])
        });
        self.edition = letters.collect();
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
