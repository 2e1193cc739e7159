use crate::weights::{Weight, Weights};

use crate::dataset::columns::Columns;
use crate::dataset::{
    Better, Comparison, Criterion, Decimal, Entry, Facet, Guide, Positions, Preset, Section,
    Source, Tag, UseCase,
};
use crate::ids::{EntryIndex, FacetIndex, TagIndex};

/// A packed data set is made where the widget is built, so that readers neither fetch nor run what
/// reads and checks JSON.
impl Comparison {
    /// The data set as bytes, for [`Comparison::from_packed`] of the same build.
    ///
    /// # Errors
    /// Those of the serializer, which has none for these types.
    pub fn to_packed(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The data set that [`Comparison::to_packed`] made these bytes from.
    ///
    /// # Errors
    /// If the bytes are something else, or from another version.
    pub fn from_packed(bytes: &[u8]) -> Result<Comparison, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// What a ranking needs of the data set as bytes, for [`Comparison::from_abridged`] of the same
    /// build. What is not at once on the screen is left out: the guide, what criteria measure, the names
    /// of tags and use cases, the reasons of the scores, and what is said about an entry beside its name
    /// and tagline.
    pub fn to_abridged(&self) -> Vec<u8> {
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
            out.put_list(&facet.tags, |out, tag| out.put_text(&tag.id));
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
        columns.to_bytes()
    }

    /// What a ranking needs of the data set that [`Comparison::to_abridged`] made these bytes from; `None` if
    /// they are something else.
    pub fn from_abridged(bytes: &[u8]) -> Option<Comparison> {
        let mut columns = Columns::from_bytes(bytes)?;
        let from = &mut columns;
        let [id, title, name, note, disclaimer] = std::array::from_fn(|_| from.text());
        let url = Some(from.text()).filter(|url| !url.is_empty());
        let updated = from.text().parse().ok();
        let criteria: Vec<Criterion> = from.list(|from| Criterion {
            id: from.text(),
            name: from.text(),
            description: String::new(),
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
                tags: from.list(|from| Tag {
                    id: from.text(),
                    name: String::new(),
                }),
                global: from.option(tag),
                is_multiple: from.flag(),
            }),
            entries: from.list(|from| Entry {
                id: from.text(),
                name: from.text(),
                url: None,
                tagline: from.text(),
                published_rank: from.option(|from| from.number() as u32),
                tags: from.list(|from| (FacetIndex(from.number() as u8), tag(from))),
                about: None,
            }),
            presets: from.list(|from| Preset {
                id: from.text(),
                name: from.text(),
                note: from.text(),
                weights: (0..count).map(|_| weight(from)).collect::<Weights>(),
            }),
            use_cases: from.list(|from| UseCase {
                id: from.text(),
                name: String::new(),
                entries: from.list(entry),
            }),
            scores: from.list(|from| from.list(|from| from.option(Decimal::take))),
            positions: Positions::take(from),
            guide: Guide::Apart,
            disclaimer,
            is_abridged: true,
        })
    }
}

fn weight(from: &mut Columns) -> Weight {
    Weight::from_hundredths(from.number() as u16).unwrap_or_default()
}

impl Guide {
    /// Takes the sections out as bytes, for [`Guide::sections_from_packed`] of the same build; they are
    /// apart from now on.
    ///
    /// # Errors
    /// Those of the serializer, which has none for these types.
    pub fn pack_apart(&mut self) -> Result<Vec<u8>, postcard::Error> {
        match std::mem::replace(self, Guide::Apart) {
            Guide::Sections(sections) => postcard::to_allocvec(&sections),
            Guide::Apart => Ok(Vec::new()),
        }
    }

    /// The sections that [`Guide::pack_apart`] made these bytes from.
    ///
    /// # Errors
    /// If the bytes are something else, or from another version.
    pub fn sections_from_packed(bytes: &[u8]) -> Result<Vec<Section>, postcard::Error> {
        postcard::from_bytes(bytes)
    }
}
