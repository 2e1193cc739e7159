use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dataset::{
    Better, Comparison, Criterion, Decimal, Entry, Facet, NormalizedScores, Preset, Source, UseCase,
};
use crate::ids::{EntryIndex, FacetIndex, TagIndex};
use crate::weights::{Weight, Weights};

/// A packed comparison is made where the widget is built, so that readers neither fetch nor run what
/// reads and checks JSON.
///
/// Every reader of a page loads what unpacks it, which is why it is no general format: with `postcard` on the same type,
/// the first load is 1,740 bytes larger after Brotli (92,610 to 90,870; the packed data included, all else equal).
impl Comparison {
    /// The comparison as bytes, for [`Comparison::from_packed`] of the same build.
    pub fn to_packed(&self) -> Vec<u8> {
        let out = &mut CompactEncoder::default();
        out.put_text(&self.id);
        out.put_text(&self.title);
        out.put_text(&self.source.name);
        out.put_text(&self.source.note);
        out.put_text(&self.disclaimer);
        out.put_text(self.source.url.as_deref().unwrap_or_default());
        let month = self.updated.map(|updated| updated.to_string());
        out.put_text(&month.unwrap_or_default());
        out.put_list(&self.criteria, |out, criterion| {
            out.put_text(&criterion.id);
            out.put_text(&criterion.name);
            out.put_text(&criterion.unit);
            out.put_number(criterion.weight.hundredths());
            out.put_number(criterion.better == Better::Lower);
            for (low, high) in [criterion.range, criterion.observed_range] {
                put_decimal(out, low);
                put_decimal(out, high);
            }
        });
        out.put_list(&self.facets, |out, facet| {
            out.put_text(&facet.id);
            out.put_text(&facet.name);
            out.put_list(&facet.tags, |out, tag| out.put_text(tag));
            out.put_option(facet.global, |out, tag| out.put_number(tag.0));
            out.put_number(facet.is_multiple);
        });
        out.put_list(&self.entries, |out, entry| {
            out.put_text(&entry.id);
            out.put_text(&entry.name);
            out.put_text(&entry.tagline);
            out.put_option(entry.published_rank, |out, rank| out.put_number(rank));
            out.put_list(&entry.tags, |out, (facet, tag)| {
                out.put_number(facet.0);
                out.put_number(tag.0);
            });
        });
        out.put_list(&self.presets, |out, preset| {
            out.put_text(&preset.id);
            out.put_text(&preset.name);
            out.put_text(&preset.note);
            for (_, weight) in preset.weights.iter() {
                out.put_number(weight.hundredths());
            }
        });
        out.put_list(&self.use_cases, |out, use_case| {
            out.put_text(&use_case.id);
            out.put_list(&use_case.entries, |out, entry| out.put_number(entry.0));
        });
        out.put_list(&self.scores, |out, scores| {
            out.put_list(scores, |out, score| {
                out.put_option(*score, put_decimal);
            });
        });
        out.put_number(self.normalized_scores.denominator as i64);
        out.put_list(&self.normalized_scores.columns, |out, column| {
            out.put_list(column, |out, &position| out.put_number(position as i64));
        });
        out.put_number(self.has_guide);
        out.to_bytes()
    }

    /// The comparison that [`Comparison::to_packed`] made these bytes from; `None` if they are something else.
    pub fn from_packed(bytes: &[u8]) -> Option<Comparison> {
        let from = &mut CompactDecoder::from_bytes(bytes)?;
        let [id, title, name, note, disclaimer] = std::array::from_fn(|_| from.text());
        let url = Some(from.text()).filter(|url| !url.is_empty());
        let updated = from.text().parse().ok();
        let criteria: Vec<Criterion> = from.list(|from| Criterion {
            id: from.text(),
            name: from.text(),
            unit: from.text(),
            weight: weight(from),
            better: if from.flag() {
                Better::Lower
            } else {
                Better::Higher
            },
            range: (take_decimal(from), take_decimal(from)),
            observed_range: (take_decimal(from), take_decimal(from)),
        });
        let tag = |from: &mut CompactDecoder| TagIndex(from.number() as u16);
        let entry = |from: &mut CompactDecoder| EntryIndex(from.number() as u32);
        let count = criteria.len();
        Some(Comparison {
            id,
            title,
            updated,
            source: Source { name, url, note },
            criteria,
            facets: from.list(|from| Facet {
                id: from.text(),
                name: from.text(),
                tags: from.list(CompactDecoder::text),
                global: from.option(tag),
                is_multiple: from.flag(),
            }),
            entries: from.list(|from| Entry {
                id: from.text(),
                name: from.text(),
                tagline: from.text(),
                published_rank: from.option(|from| from.number() as u32),
                tags: from.list(|from| (FacetIndex(from.number() as u8), tag(from))),
            }),
            presets: from.list(|from| Preset {
                id: from.text(),
                name: from.text(),
                note: from.text(),
                weights: (0..count).map(|_| weight(from)).collect::<Weights>(),
            }),
            use_cases: from.list(|from| UseCase {
                id: from.text(),
                entries: from.list(entry),
            }),
            scores: from.list(|from| from.list(|from| from.option(take_decimal))),
            normalized_scores: NormalizedScores {
                denominator: from.number() as u64,
                columns: from.list(|from| from.list(|from| from.number() as u64)),
            },
            has_guide: from.flag(),
            disclaimer,
        })
    }
}

/// Packs a part of a data set that loads later, for [`unpack`] of the same build.
///
/// # Errors
/// Those of the serializer, which has none for these types.
pub fn pack<T: Serialize>(part: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_allocvec(part)
}

/// Unpacks what [`pack`] packed.
///
/// # Errors
/// If the bytes are something else, or from another version.
pub fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}

fn weight(from: &mut CompactDecoder) -> Weight {
    Weight::from_hundredths(from.number() as u16).unwrap_or_default()
}

fn put_decimal(out: &mut CompactEncoder, decimal: Decimal) {
    let scale = decimal.scale();
    out.put_number(decimal.in_units_of(scale) as i64);
    out.put_number(scale);
}

fn take_decimal(from: &mut CompactDecoder) -> Decimal {
    let digits = from.number();
    Decimal::new(digits, from.number() as u8)
}

/// Values as one text and a row of numbers, in the order in which they are put and taken.
#[derive(Default)]
struct CompactEncoder {
    /// All texts, one behind the other; their lengths are among the numbers.
    text: String,
    /// Each by seven bits a byte, the lowest first; all but the last byte of a number have the eighth.
    numbers: Vec<u8>,
}

/// What is left to take of what a [`CompactEncoder`] was given.
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

    fn put_text(&mut self, text: &str) {
        self.put_number(text.len() as i64);
        self.text.push_str(text);
    }

    fn put_number(&mut self, number: impl Into<i64>) {
        let number: i64 = number.into();
        // Numbers next to 0 are short, be they below or above it.
        let mut rest = ((number << 1) ^ (number >> 63)) as u64;
        while rest >= 0x80 {
            self.numbers.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        self.numbers.push(rest as u8);
    }

    fn put_list<T>(&mut self, list: &[T], mut put: impl FnMut(&mut CompactEncoder, &T)) {
        self.put_number(list.len() as i64);
        list.iter().for_each(|item| put(self, item));
    }

    fn put_option<T>(&mut self, option: Option<T>, put: impl FnOnce(&mut CompactEncoder, T)) {
        self.put_number(option.is_some());
        if let Some(value) = option {
            put(self, value);
        }
    }
}

impl<'a> CompactDecoder<'a> {
    /// What [`CompactEncoder::to_bytes`] made these bytes from; `None` if they are something else.
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

    /// The next text; empty where there is none.
    #[inline(never)]
    fn text(&mut self) -> String {
        let length = self.number() as usize;
        let (text, rest) = self
            .text
            .split_at_checked(length)
            .unwrap_or(("", self.text));
        self.text = rest;
        text.to_owned()
    }

    /// The next number; 0 where there is none.
    #[inline(never)]
    fn number(&mut self) -> i64 {
        let mut number = 0u64;
        let mut transfer = 0;
        while let Some((&byte, rest)) = self.numbers.split_first() {
            self.numbers = rest;
            number |= u64::from(byte & 0x7F) << (transfer & 63);
            transfer += 7;
            if byte < 0x80 {
                break;
            }
        }
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    fn flag(&mut self) -> bool {
        self.number() != 0
    }

    fn list<T>(&mut self, mut take: impl FnMut(&mut CompactDecoder<'a>) -> T) -> Vec<T> {
        // Every item takes at least one of what is left, whatever the number says.
        let count = self.number().clamp(0, self.numbers.len() as i64);
        (0..count).map(|_| take(self)).collect()
    }

    fn option<T>(&mut self, take: impl FnOnce(&mut CompactDecoder<'a>) -> T) -> Option<T> {
        self.flag().then(|| take(self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{CompactDecoder, CompactEncoder};

    proptest! {
        #[test]
        fn what_is_put_is_taken(items: Vec<(i64, String)>) {
            let mut out = CompactEncoder::default();
            out.put_list(&items, |out, (number, text)| {
                out.put_number(*number);
                out.put_text(text);
            });
            let bytes = out.to_bytes();
            let taken = CompactDecoder::from_bytes(&bytes);
            let taken = taken.map(|mut from| from.list(|from| (from.number(), from.text())));
            prop_assert_eq!(taken, Some(items));
        }
    }
}
