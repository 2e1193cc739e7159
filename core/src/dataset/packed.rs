use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dataset::columns::Columns;
use crate::dataset::{
    Better, Comparison, Criterion, Decimal, Entry, Facet, Positions, Preset, Source, UseCase,
};
use crate::ids::{EntryIndex, FacetIndex, TagIndex};
use crate::weights::{Weight, Weights};

/// A packed data set is made where the widget is built, so that readers neither fetch nor run what
/// reads and checks JSON.
impl Comparison {
    /// The comparison as bytes, for [`Comparison::from_packed`] of the same build.
    pub fn to_packed(&self) -> Vec<u8> {
        let mut columns = Columns::default();
        let out = &mut columns;
        for text in [
            &self.id,
            &self.title,
            &self.source.name,
            &self.source.note,
            &self.disclaimer,
        ] {
            out.put_text(text);
        }
        out.put_text(self.source.url.as_deref().unwrap_or_default());
        let month = self.updated.map(|updated| updated.to_string());
        out.put_text(&month.unwrap_or_default());
        out.put_list(&self.criteria, |out, criterion| {
            out.put_text(&criterion.id);
            out.put_text(&criterion.name);
            out.put_text(&criterion.unit);
            out.put_number(i64::from(criterion.weight.hundredths()));
            out.put_number(i64::from(criterion.better == Better::Lower));
            for (low, high) in [criterion.range, criterion.spread] {
                low.put(out);
                high.put(out);
            }
        });
        out.put_list(&self.facets, |out, facet| {
            out.put_text(&facet.id);
            out.put_text(&facet.name);
            out.put_list(&facet.tags, |out, tag| out.put_text(tag));
            out.put_option(facet.global, |out, tag| out.put_number(i64::from(tag.0)));
            out.put_number(i64::from(facet.is_multiple));
        });
        out.put_list(&self.entries, |out, entry| {
            out.put_text(&entry.id);
            out.put_text(&entry.name);
            out.put_text(&entry.tagline);
            out.put_option(entry.published_rank, |out, rank| {
                out.put_number(i64::from(rank))
            });
            out.put_list(&entry.tags, |out, (facet, tag)| {
                out.put_number(i64::from(facet.0));
                out.put_number(i64::from(tag.0));
            });
        });
        out.put_list(&self.presets, |out, preset| {
            out.put_text(&preset.id);
            out.put_text(&preset.name);
            out.put_text(&preset.note);
            for (_, weight) in preset.weights.iter() {
                out.put_number(i64::from(weight.hundredths()));
            }
        });
        out.put_list(&self.use_cases, |out, use_case| {
            out.put_text(&use_case.id);
            out.put_list(&use_case.entries, |out, entry| {
                out.put_number(i64::from(entry.0))
            });
        });
        out.put_list(&self.scores, |out, scores| {
            out.put_list(scores, |out, score| {
                out.put_option(*score, |out, score| score.put(out));
            });
        });
        self.positions.put(out);
        out.put_number(i64::from(self.has_guide));
        columns.to_bytes()
    }

    /// The comparison that [`Comparison::to_packed`] made these bytes from; `None` if they are something else.
    pub fn from_packed(bytes: &[u8]) -> Option<Comparison> {
        let mut columns = Columns::from_bytes(bytes)?;
        let from = &mut columns;
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
            range: (Decimal::take(from), Decimal::take(from)),
            spread: (Decimal::take(from), Decimal::take(from)),
        });
        let tag = |from: &mut Columns| TagIndex(from.number() as u16);
        let entry = |from: &mut Columns| EntryIndex(from.number() as u32);
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
                tags: from.list(Columns::text),
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
            scores: from.list(|from| from.list(|from| from.option(Decimal::take))),
            positions: Positions::take(from),
            has_guide: from.flag(),
            disclaimer,
        })
    }
}

fn weight(from: &mut Columns) -> Weight {
    Weight::from_hundredths(from.number() as u16).unwrap_or_default()
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
