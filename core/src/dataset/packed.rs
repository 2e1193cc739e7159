use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dataset::{
    Better, Comparison, Criterion, Decimal, Entry, Facet, Given, Month, NormalizedScores, Preset,
    Source, UseCase,
};
use crate::ids::{EntryIndex, FacetIndex, TagIndex};
use crate::weights::{Weight, Weights};

/// The bundled comparison is packed when the widget is built, and publishers can pack theirs, so that readers need not
/// load and run the reader of JSON or CSV.
///
/// The first load includes the decoder, which is why the format is specialized: with `postcard` on the same type, the
/// first load is 1,740 bytes larger after Brotli (92,610 to 90,870; with the packed data, all else equal).
impl Comparison {
    /// Encodes the comparison for [`Comparison::from_packed`] of the same version of the format.
    pub fn to_packed(&self) -> Vec<u8> {
        let out = &mut CompactEncoder::default();
        out.write_text(&self.id);
        out.write_text(&self.title);
        out.write_text(&self.source.name);
        out.write_text(&self.source.note);
        out.write_text(&self.disclaimer);
        out.write_text(&self.edition);
        out.write_text(self.source.url.as_deref().unwrap_or_default());
        out.write_option(self.updated, |out, month| out.write_number(month.number()));
        out.write_list(&self.criteria, |out, criterion| {
            out.write_text(&criterion.id);
            out.write_text(&criterion.name);
            out.write_text(&criterion.short);
            out.write_text(&criterion.unit);
            out.write_number(criterion.weight.hundredths());
            let Given {
                weight,
                better,
                range,
            } = criterion.given;
            let flags = [criterion.better == Better::Lower, weight, better, range];
            let bits = (0..).zip(flags).map(|(bit, flag)| i64::from(flag) << bit);
            out.write_number(bits.sum::<i64>());
            for (low, high) in [criterion.range, criterion.observed_range] {
                write_decimal(out, low);
                write_decimal(out, high);
            }
        });
        out.write_list(&self.facets, |out, facet| {
            out.write_text(&facet.id);
            out.write_text(&facet.name);
            out.write_list(&facet.tags, |out, tag| out.write_text(tag));
            out.write_option(facet.global, |out, tag| out.write_number(tag.0));
            out.write_number(facet.is_multiple);
        });
        out.write_list(&self.entries, |out, entry| {
            out.write_text(&entry.id);
            out.write_text(&entry.name);
            out.write_text(&entry.tagline);
            out.write_option(entry.published_rank, |out, rank| out.write_number(rank));
            out.write_list(&entry.tags, |out, (facet, tag)| {
                out.write_number(facet.0);
                out.write_number(tag.0);
            });
            out.write_number(entry.inferred);
        });
        out.write_list(&self.presets, |out, preset| {
            out.write_text(&preset.id);
            out.write_text(&preset.name);
            out.write_text(&preset.note);
            for (_, weight) in preset.weights.iter() {
                out.write_number(weight.hundredths());
            }
        });
        out.write_list(&self.use_cases, |out, use_case| {
            out.write_text(&use_case.id);
            out.write_list(&use_case.entries, |out, entry| out.write_number(entry.0));
        });
        out.write_list(&self.scores, |out, scores| {
            out.write_list(scores, |out, score| {
                out.write_option(*score, write_decimal);
            });
        });
        out.write_number(self.normalized_scores.denominator as i64);
        out.write_list(&self.normalized_scores.columns, |out, column| {
            out.write_list(column, |out, &numerator| out.write_number(numerator as i64));
        });
        out.write_number(self.has_guide);
        out.to_bytes()
    }

    /// Decodes the bytes that [`Comparison::to_packed`] returned. Of other bytes, returns `None` or a comparison that may be
    /// inconsistent.
    pub fn from_packed(bytes: &[u8]) -> Option<Comparison> {
        let from = &mut CompactDecoder::from_bytes(bytes)?;
        let [id, title, name, note, disclaimer, edition] =
            std::array::from_fn(|_| from.read_text());
        let url = Some(from.read_text()).filter(|url| !url.is_empty());
        let updated = from.read_option(|from| Month::from_number(from.read_number()));
        let criteria: Vec<Criterion> = from.read_list(|from| {
            let [id, name, short, unit] = std::array::from_fn(|_| from.read_text());
            let weight = read_weight(from);
            let flags = from.read_number();
            let flag = |bit: u8| flags >> bit & 1 == 1;
            Criterion {
                id,
                name,
                short,
                unit,
                weight,
                better: if flag(0) {
                    Better::Lower
                } else {
                    Better::Higher
                },
                given: Given {
                    weight: flag(1),
                    better: flag(2),
                    range: flag(3),
                },
                range: (read_decimal(from), read_decimal(from)),
                observed_range: (read_decimal(from), read_decimal(from)),
            }
        });
        let tag = |from: &mut CompactDecoder| TagIndex(from.read_number() as u16);
        let entry = |from: &mut CompactDecoder| EntryIndex(from.read_number() as u32);
        let count = criteria.len();
        if count > Comparison::MAX_CRITERIA {
            return None;
        }
        Some(Comparison {
            id,
            edition,
            title,
            updated,
            source: Source { name, url, note },
            criteria,
            facets: from.read_list(|from| Facet {
                id: from.read_text(),
                name: from.read_text(),
                tags: from.read_list(CompactDecoder::read_text),
                global: from.read_option(tag),
                is_multiple: from.read_flag(),
            }),
            entries: from.read_list(|from| Entry {
                id: from.read_text(),
                name: from.read_text(),
                tagline: from.read_text(),
                published_rank: from.read_option(|from| from.read_number() as u32),
                tags: from.read_list(|from| (FacetIndex(from.read_number() as u8), tag(from))),
                inferred: from.read_number() as u32,
            }),
            presets: from.read_list(|from| Preset {
                id: from.read_text(),
                name: from.read_text(),
                note: from.read_text(),
                weights: (0..count).map(|_| read_weight(from)).collect::<Weights>(),
            }),
            use_cases: from.read_list(|from| UseCase {
                id: from.read_text(),
                entries: from.read_list(entry),
            }),
            scores: from.read_list(|from| from.read_list(|from| from.read_option(read_decimal))),
            normalized_scores: NormalizedScores {
                denominator: from.read_number() as u64,
                columns: from.read_list(|from| from.read_list(|from| from.read_number() as u64)),
            },
            has_guide: from.read_flag(),
            disclaimer,
        })
    }
}

/// Encodes a part of a data set that loads later, for [`unpack`] of the same version of the format.
///
/// # Errors
/// Those of the serializer, which has none for these types.
pub fn pack<T: Serialize>(part: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_allocvec(part)
}

/// Decodes the bytes that [`pack`] returned.
///
/// # Errors
/// Returns an error if the bytes are something else, or from another version.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}

fn read_weight(from: &mut CompactDecoder) -> Weight {
    Weight::from_hundredths(from.read_number() as u16).unwrap_or_default()
}

fn write_decimal(out: &mut CompactEncoder, decimal: Decimal) {
    let scale = decimal.scale();
    out.write_number(decimal.in_units_of(scale) as i64);
    out.write_number(scale);
}

fn read_decimal(from: &mut CompactDecoder) -> Decimal {
    let digits = from.read_number();
    Decimal::new(digits, from.read_number() as u8)
}

/// Encodes values as one text and a sequence of numbers, in the order in which they are written and read.
#[derive(Default)]
struct CompactEncoder {
    /// All texts, concatenated; their lengths are among the numbers.
    text: String,
    /// The numbers in LEB128: seven bits a byte, the lowest first; the eighth bit is set in all but a number's last byte.
    numbers: Vec<u8>,
}

/// Decodes the values of a [`CompactEncoder`] one by one.
struct CompactDecoder<'a> {
    text: &'a str,
    numbers: &'a [u8],
}

impl CompactEncoder {
    fn to_bytes(&self) -> Vec<u8> {
        let [numbers, text] = [self.numbers.len(), self.text.len()];
        let lengths = [numbers as u32, text as u32].map(u32::to_le_bytes);
        [lengths.as_flattened(), &self.numbers, self.text.as_bytes()].concat()
    }

    fn write_text(&mut self, text: &str) {
        self.write_number(text.len() as i64);
        self.text.push_str(text);
    }

    fn write_number(&mut self, number: impl Into<i64>) {
        let number: i64 = number.into();
        // ZigZag encoding: numbers near 0 are short, including negative ones.
        let mut rest = ((number << 1) ^ (number >> 63)) as u64;
        while rest >= 0x80 {
            self.numbers.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.numbers.push(rest as u8);
    }

    fn write_list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut CompactEncoder, &T)) {
        self.write_number(list.len() as i64);
        list.iter().for_each(|item| write(self, item));
    }

    fn write_option<T>(&mut self, option: Option<T>, write: impl FnOnce(&mut CompactEncoder, T)) {
        self.write_number(option.is_some());
        if let Some(value) = option {
            write(self, value);
        }
    }
}

impl<'a> CompactDecoder<'a> {
    /// Returns a decoder of the bytes of [`CompactEncoder::to_bytes`]; `None` if they are something else.
    fn from_bytes(bytes: &'a [u8]) -> Option<CompactDecoder<'a>> {
        let (numbers, rest) = bytes.split_first_chunk()?;
        let (text, rest) = rest.split_first_chunk()?;
        let [numbers, text] = [numbers, text].map(|length| u32::from_le_bytes(*length) as usize);
        let (numbers, rest) = rest.split_at_checked(numbers)?;
        let text = str::from_utf8(rest)
            .ok()
            .filter(|rest| rest.len() == text)?;
        Some(CompactDecoder { text, numbers })
    }

    /// Reads the next text; empty at the end.
    #[inline(never)]
    fn read_text(&mut self) -> String {
        let length = self.read_number() as usize;
        let (text, rest) = self
            .text
            .split_at_checked(length)
            .unwrap_or(("", self.text));
        self.text = rest;
        text.to_owned()
    }

    /// Reads the next number; 0 at the end.
    #[inline(never)]
    fn read_number(&mut self) -> i64 {
        let mut number = 0u64;
        let mut shift = 0;
        while let Some((&byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= u64::from(byte & 0x7F) << (shift & 63);
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    fn read_flag(&mut self) -> bool {
        self.read_number() != 0
    }

    fn read_list<T>(&mut self, mut read: impl FnMut(&mut CompactDecoder<'a>) -> T) -> Vec<T> {
        // Every item takes at least one of the remaining bytes, which limits a corrupt count. No list is longer than
        // that of the entries.
        let max_count = self.numbers.len().min(Comparison::MAX_ENTRIES);
        let count = self.read_number().clamp(0, max_count as i64);
        (0..count).map(|_| read(self)).collect()
    }

    fn read_option<T>(&mut self, read: impl FnOnce(&mut CompactDecoder<'a>) -> T) -> Option<T> {
        self.read_flag().then(|| read(self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CompactDecoder, CompactEncoder};

    proptest! {
        #[test]
        fn values_are_decoded_as_they_were_encoded(items: Vec<(i64, String)>) {
            let mut out = CompactEncoder::default();
            out.write_list(&items, |out, (number, text)| {
                out.write_number(*number);
                out.write_text(text);
            });
            let bytes = out.to_bytes();
            let decoded = CompactDecoder::from_bytes(&bytes);
            let decoded = decoded.map(|mut from| from.read_list(|from| (from.read_number(), from.read_text())));
            prop_assert_eq!(decoded, Some(items));
        }
    }
}
