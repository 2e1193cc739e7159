use serde::{Deserialize, Serialize};

use super::{
    Comparison, Criterion, Decimal, Entry, EntryIndex, Facet, Guide, Month, Positions, Preset,
    Score, Section, Source, TagIndex, UseCase,
};

/// A data set without what a ranking can do without: the guide, the reasons of the scores, and all that
/// is said about an entry beside its name, tagline and tags. See there for what the fields are.
#[derive(Deserialize, Serialize)]
struct Abridged {
    id: String,
    title: String,
    updated: Option<Month>,
    source: Source,
    criteria: Vec<Criterion>,
    facets: Vec<Facet>,
    entries: Vec<AbridgedEntry>,
    presets: Vec<Preset>,
    use_cases: Vec<UseCase>,
    disclaimer: String,
    positions: Positions,
    published_order: Vec<EntryIndex>,
}

#[derive(Deserialize, Serialize)]
struct AbridgedEntry {
    id: String,
    name: String,
    tagline: String,
    published_rank: Option<u32>,
    scores: Vec<Option<Decimal>>,
    tags: Vec<Vec<TagIndex>>,
}

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
    /// build.
    ///
    /// # Errors
    /// Those of the serializer, which has none for these types.
    pub fn into_abridged(self) -> Result<Vec<u8>, postcard::Error> {
        let entries = self.entries.into_iter().map(|entry| AbridgedEntry {
            id: entry.id,
            name: entry.name,
            tagline: entry.tagline,
            published_rank: entry.published_rank,
            scores: entry
                .scores
                .iter()
                .map(|score| score.as_ref().map(|score| score.value))
                .collect(),
            tags: entry.tags,
        });
        postcard::to_allocvec(&Abridged {
            id: self.id,
            title: self.title,
            updated: self.updated,
            source: self.source,
            criteria: self.criteria,
            facets: self.facets,
            entries: entries.collect(),
            presets: self.presets,
            use_cases: self.use_cases,
            disclaimer: self.disclaimer,
            positions: self.positions,
            published_order: self.published_order,
        })
    }

    /// What a ranking needs of the data set that [`Comparison::into_abridged`] made these bytes from.
    ///
    /// # Errors
    /// If the bytes are something else, or from another version.
    pub fn from_abridged(bytes: &[u8]) -> Result<Comparison, postcard::Error> {
        let abridged: Abridged = postcard::from_bytes(bytes)?;
        let score = |value| Score {
            value,
            basis: None,
            why: String::new(),
            source: String::new(),
        };
        let entries = abridged.entries.into_iter().map(|entry| Entry {
            id: entry.id,
            name: entry.name,
            url: None,
            tagline: entry.tagline,
            published_rank: entry.published_rank,
            scores: entry
                .scores
                .into_iter()
                .map(|value| value.map(score))
                .collect(),
            tags: entry.tags,
            features: Vec::new(),
            best_for: String::new(),
            consider_if: String::new(),
            alternatives: Vec::new(),
        });
        Ok(Comparison {
            id: abridged.id,
            title: abridged.title,
            updated: abridged.updated,
            source: abridged.source,
            criteria: abridged.criteria,
            facets: abridged.facets,
            entries: entries.collect(),
            presets: abridged.presets,
            use_cases: abridged.use_cases,
            guide: Guide::Apart,
            disclaimer: abridged.disclaimer,
            is_abridged: true,
            positions: abridged.positions,
            published_order: abridged.published_order,
        })
    }
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
