use std::cmp::Ordering;

use super::{Decimal, Month, NormalizedScores, keyword};
use crate::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};
use crate::weights::{Weight, Weights};

/// The part of a data set that the first view of its ranking needs.
///
/// It is consistent: indices are valid, scores lie within their ranges, ids are unique.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The data set's id; may be empty.
    pub id: String,
    /// The fingerprint of ids and scores that links carry: [`Comparison::EDITION_LENGTH`] letters from a to z.
    pub edition: String,
    /// The title; may be empty.
    pub title: String,
    /// The month in which the source was last revised.
    pub updated: Option<Month>,
    /// The origin of the data.
    pub source: Source,
    /// The criteria: 1 to [`Comparison::MAX_CRITERIA`].
    pub criteria: Vec<Criterion>,
    /// The facets by which entries can be filtered.
    pub facets: Vec<Facet>,
    /// The entries in the order of the data: 1 to [`Comparison::MAX_ENTRIES`].
    pub entries: Vec<Entry>,
    /// Sets of weights offered beside the published one.
    pub presets: Vec<Preset>,
    /// Shortlists by need.
    pub use_cases: Vec<UseCase>,
    /// `true` if the [`Details`](super::Details) have a guide.
    pub has_guide: bool,
    /// The publisher's disclaimer; may be empty.
    pub disclaimer: String,
    /// The scores by criterion and entry, kept compact for the sake of a hundred thousand entries.
    pub(crate) scores: Vec<Vec<Option<Decimal>>>,
    pub(crate) normalized_scores: NormalizedScores,
}

/// A criterion by which entries are scored.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its key in links, attributes and events; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Its name where there is little room; may be empty.
    pub short: String,
    /// The published weight.
    pub weight: Weight,
    /// The better end of the range.
    pub better: Better,
    /// The lowest and the highest possible score.
    pub range: (Decimal, Decimal),
    /// The lowest and the highest score in the data.
    pub observed_range: (Decimal, Decimal),
    /// The unit of the scores; may be empty.
    pub unit: String,
    /// The settings that the data set gives; the others have their defaults.
    pub given: Given,
}

/// The settings of a criterion that a data set gives, rather than leaving them to their defaults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// `true` for the weight.
    pub weight: bool,
    /// `true` for the better end of the range.
    pub better: bool,
    /// `true` for the range; otherwise it follows from the scores.
    pub range: bool,
}

/// The better end of a criterion's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// A higher score is better.
    Higher,
    /// A lower score is better.
    Lower,
}

/// An entry of the ranking.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its key in links and events; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Its description in a few words; may be empty.
    pub tagline: String,
    /// The rank that the source gave it, from 1.
    pub published_rank: Option<u32>,
    /// Its tags, in the order of [`Comparison::facets`] and of their tags, each once.
    pub tags: Vec<(FacetIndex, TagIndex)>,
    /// The criteria for which its score is inferred: bit 0 stands for the first.
    pub(crate) inferred: u32,
}

/// A facet by which entries can be filtered, such as their region.
#[derive(Clone, Debug)]
pub struct Facet {
    /// Its key in links; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The ids of its tags, which are their keys in links, in display order; each once.
    pub tags: Vec<String>,
    /// The tag that stands for all tags: the one with the id `global`.
    pub global: Option<TagIndex>,
    /// `true` if any entry has several of its tags.
    pub is_multiple: bool,
}

/// A named set of weights.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Its key; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Its audience; may be empty.
    pub note: String,
    /// The weights of all criteria.
    pub weights: Weights,
}

/// A shortlist of the entries that meet a need.
#[derive(Clone, Debug)]
pub struct UseCase {
    /// Its key; unique.
    pub id: String,
    /// The entries that meet it.
    pub entries: Vec<EntryIndex>,
}

/// The origin of the data.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The publisher; may be empty.
    pub name: String,
    /// The web address, `http:` or `https:`.
    pub url: Option<String>,
    /// The method of scoring; may be empty.
    pub note: String,
}

impl Criterion {
    /// Returns the name where there is little room.
    pub fn short_name(&self) -> &str {
        if self.short.is_empty() {
            &self.name
        } else {
            &self.short
        }
    }
}

impl Comparison {
    /// The maximum number of criteria of a data set.
    pub const MAX_CRITERIA: usize = 24;
    /// The maximum number of facets of a data set.
    pub const MAX_FACETS: usize = 24;
    /// The maximum number of tags of a facet.
    pub const MAX_TAGS: usize = 1_000;
    /// The maximum number of use cases of a data set.
    pub const MAX_USE_CASES: usize = 100;
    /// The maximum number of entries of a data set.
    pub const MAX_ENTRIES: usize = 100_000;
    /// The maximum size of a data set, in bytes.
    pub const MAX_BYTES: usize = 32 << 20;
    /// The maximum length of a text, in characters.
    pub const MAX_TEXT: usize = 2_000;

    /// Returns the criterion at `index`, which must come from this comparison.
    pub fn criterion(&self, index: CriterionIndex) -> &Criterion {
        &self.criteria[usize::from(index.0)]
    }

    /// Returns the entry at `index`, which must come from this comparison.
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        &self.entries[index.0 as usize]
    }

    /// Iterates over the criteria with their indices, in order.
    pub fn indexed_criteria(&self) -> impl Iterator<Item = (CriterionIndex, &Criterion)> {
        (0..).map(CriterionIndex).zip(&self.criteria)
    }

    /// Returns the facet at `index`, which must come from this comparison.
    pub fn facet(&self, index: FacetIndex) -> &Facet {
        &self.facets[usize::from(index.0)]
    }

    /// Iterates over the facets with their indices, in order.
    pub fn indexed_facets(&self) -> impl Iterator<Item = (FacetIndex, &Facet)> {
        (0..).map(FacetIndex).zip(&self.facets)
    }

    /// Returns the use case at `index`, which must come from this comparison.
    pub fn use_case(&self, index: UseCaseIndex) -> &UseCase {
        &self.use_cases[usize::from(index.0)]
    }

    /// Iterates over the use cases with their indices, in order.
    pub fn indexed_use_cases(&self) -> impl Iterator<Item = (UseCaseIndex, &UseCase)> {
        (0..).map(UseCaseIndex).zip(&self.use_cases)
    }

    /// Iterates over the entries with their indices, in order.
    pub fn indexed_entries(&self) -> impl Iterator<Item = (EntryIndex, &Entry)> {
        (0..).map(EntryIndex).zip(&self.entries)
    }

    /// Returns the criterion with this id.
    pub fn criterion_by_id(&self, id: &str) -> Option<CriterionIndex> {
        let mut criteria = self.indexed_criteria();
        Some(criteria.find(|(_, criterion)| criterion.id == id)?.0)
    }

    /// Returns the entry with this id.
    pub fn entry_by_id(&self, id: &str) -> Option<EntryIndex> {
        let mut entries = self.indexed_entries();
        Some(entries.find(|(_, entry)| entry.id == id)?.0)
    }

    /// Returns the published weights.
    pub fn published_weights(&self) -> Weights {
        let criteria = self.criteria.iter();
        criteria.map(|criterion| criterion.weight).collect()
    }

    /// Returns the published weights, except for those in `overrides`.
    pub fn published_except(&self, overrides: &[(CriterionIndex, Weight)]) -> Weights {
        let mut weights = self.published_weights();
        for &(criterion, weight) in overrides {
            weights.set(criterion, weight);
        }
        weights
    }

    /// Returns an entry's score on a criterion, which lies within the criterion's range; `None` if it is missing.
    ///
    /// Both indices must come from this comparison.
    pub fn score(&self, criterion: CriterionIndex, entry: EntryIndex) -> Option<Decimal> {
        self.scores[usize::from(criterion.0)][entry.0 as usize]
    }

    /// Reports whether an entry's score on a criterion is inferred, as the [`Reason`](super::Reason) for it says.
    ///
    /// Both indices must come from this comparison.
    pub fn is_inferred(&self, criterion: CriterionIndex, entry: EntryIndex) -> bool {
        self.entry(entry).inferred >> criterion.0 & 1 == 1
    }

    /// Compares two entries by published rank (those without one last), then by name, then by index.
    pub fn published_order(&self, a: EntryIndex, b: EntryIndex) -> Ordering {
        let key = |index| {
            let entry = self.entry(index);
            (entry.published_rank.unwrap_or(u32::MAX), &entry.name, index)
        };
        key(a).cmp(&key(b))
    }

    /// Returns the normalized scores.
    pub fn normalized_scores(&self) -> &NormalizedScores {
        &self.normalized_scores
    }
}

impl Better {
    /// Both values, with their keywords in files.
    pub const KEYWORDS: [(&'static str, Better); 2] =
        [("higher", Better::Higher), ("lower", Better::Lower)];

    /// Returns its keyword in files.
    pub fn keyword(self) -> &'static str {
        keyword(&Better::KEYWORDS, self)
    }
}

impl Entry {
    /// Reports whether any of its scores is inferred.
    pub fn has_inferred_scores(&self) -> bool {
        self.inferred != 0
    }

    /// Iterates over its tags in a facet, in order.
    pub fn tags_in(&self, facet: FacetIndex) -> impl Iterator<Item = TagIndex> {
        let tags = self.tags.iter();
        tags.filter(move |(tag_facet, _)| *tag_facet == facet)
            .map(|&(_, tag)| tag)
    }
}

impl Facet {
    /// The ids that no facet can have, because links use them as keys for something else.
    pub const RESERVED: [&str; 8] = [
        "compare",
        "lock",
        "match-all",
        "open",
        "panel",
        "rows",
        "search",
        "use-case",
    ];

    /// Returns the id of the tag at `index`, which must come from this facet.
    pub fn tag_id(&self, index: TagIndex) -> &str {
        &self.tags[usize::from(index.0)]
    }

    /// Iterates over the ids of the tags with their indices, in order.
    pub fn indexed_tags(&self) -> impl Iterator<Item = (TagIndex, &str)> {
        let tags = self.tags.iter().map(String::as_str);
        (0..).map(TagIndex).zip(tags)
    }

    /// Returns the tag with this id.
    pub fn tag_by_id(&self, id: &str) -> Option<TagIndex> {
        Some(self.indexed_tags().find(|(_, tag)| *tag == id)?.0)
    }
}
