use std::cmp::Ordering;

use super::{Decimal, Month, NormalizedScores, keyword};
use crate::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};
use crate::weights::{Weight, Weights};

/// What ranks: all of a data set that the first view of a ranking needs.
///
/// Everything in it holds together: indices point to something, scores lie within their ranges, ids are unique.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The data set's id; may be empty.
    pub id: String,
    /// What is ranked, as a headline; may be empty.
    pub title: String,
    /// The month in which the source was last revised.
    pub updated: Option<Month>,
    /// Where the data come from.
    pub source: Source,
    /// At least one and at most [`Comparison::MAX_CRITERIA`].
    pub criteria: Vec<Criterion>,
    /// What entries can be narrowed by.
    pub facets: Vec<Facet>,
    /// At least one, in the order of the data; at most [`Comparison::MAX_ENTRIES`].
    pub entries: Vec<Entry>,
    /// Weightings offered beside the published one.
    pub presets: Vec<Preset>,
    /// Shortlists by need.
    pub use_cases: Vec<UseCase>,
    /// Whether the [`Details`](super::Details) have a guide.
    pub has_guide: bool,
    /// What the publisher disclaims; may be empty.
    pub disclaimer: String,
    /// For every criterion a score of every entry: a hundred thousand of these leave little room for each.
    pub(crate) scores: Vec<Vec<Option<Decimal>>>,
    pub(crate) normalized_scores: NormalizedScores,
}

/// One of the things by which entries are judged.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its key in links, attributes and events; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The published weight.
    pub weight: Weight,
    /// Which end of the range is good.
    pub better: Better,
    /// The lowest and the highest score there can be.
    pub range: (Decimal, Decimal),
    /// The lowest and the highest score there is.
    pub observed_range: (Decimal, Decimal),
    /// What scores are counted in; may be empty.
    pub unit: String,
}

/// Which end of a criterion's range is the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// A higher score is better.
    Higher,
    /// A lower score is better.
    Lower,
}

/// One of the things that are ranked.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its key in links and events; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// What it is, in a few words; may be empty.
    pub tagline: String,
    /// The rank that the source gave it, from 1.
    pub published_rank: Option<u32>,
    /// Its tags, in the order of [`Comparison::facets`] and of their tags, each once.
    pub tags: Vec<(FacetIndex, TagIndex)>,
}

/// A dimension that entries can be narrowed by, such as their region.
#[derive(Clone, Debug)]
pub struct Facet {
    /// Its key in links; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The ids of all its tags, which are their keys in links, in the order to show them; each once.
    pub tags: Vec<String>,
    /// The tag that stands for all of them: the one with the id `global`.
    pub global: Option<TagIndex>,
    /// Whether some entry has several tags.
    pub is_multiple: bool,
}

/// A weighting with a name.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Its key; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Whom it is for; may be empty.
    pub note: String,
    /// Its weights.
    pub weights: Weights,
}

/// A shortlist for a need.
#[derive(Clone, Debug)]
pub struct UseCase {
    /// Its key; unique.
    pub id: String,
    /// Which entries meet it.
    pub entries: Vec<EntryIndex>,
}

/// Where data come from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Who published them; may be empty.
    pub name: String,
    /// Where, `http:` or `https:`.
    pub url: Option<String>,
    /// How the scores were made; may be empty.
    pub note: String,
}

impl Comparison {
    /// The most criteria that a data set may have.
    pub const MAX_CRITERIA: usize = 24;
    /// The most facets that a data set may have.
    pub const MAX_FACETS: usize = 24;
    /// The most tags that a facet may have.
    pub const MAX_TAGS: usize = 1_000;
    /// The most use cases that a data set may have.
    pub const MAX_USE_CASES: usize = 100;
    /// The most entries that a data set may have.
    pub const MAX_ENTRIES: usize = 100_000;
    /// The most bytes that a data set may have.
    pub const MAX_BYTES: usize = 32 << 20;
    /// The most characters that a text may have.
    pub const MAX_TEXT: usize = 2_000;

    /// The criterion at `index`, which must come from this comparison.
    pub fn criterion(&self, index: CriterionIndex) -> &Criterion {
        &self.criteria[usize::from(index.0)]
    }

    /// The entry at `index`, which must come from this comparison.
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        &self.entries[index.0 as usize]
    }

    /// All criteria with their indices, in order.
    pub fn indexed_criteria(&self) -> impl Iterator<Item = (CriterionIndex, &Criterion)> {
        (0..).map(CriterionIndex).zip(&self.criteria)
    }

    /// The facet at `index`, which must come from this comparison.
    pub fn facet(&self, index: FacetIndex) -> &Facet {
        &self.facets[usize::from(index.0)]
    }

    /// All facets with their indices, in order.
    pub fn indexed_facets(&self) -> impl Iterator<Item = (FacetIndex, &Facet)> {
        (0..).map(FacetIndex).zip(&self.facets)
    }

    /// The use case at `index`, which must come from this comparison.
    pub fn use_case(&self, index: UseCaseIndex) -> &UseCase {
        &self.use_cases[usize::from(index.0)]
    }

    /// All use cases with their indices, in order.
    pub fn indexed_use_cases(&self) -> impl Iterator<Item = (UseCaseIndex, &UseCase)> {
        (0..).map(UseCaseIndex).zip(&self.use_cases)
    }

    /// All entries with their indices, in order.
    pub fn indexed_entries(&self) -> impl Iterator<Item = (EntryIndex, &Entry)> {
        (0..).map(EntryIndex).zip(&self.entries)
    }

    /// The criterion with this id.
    pub fn criterion_by_id(&self, id: &str) -> Option<CriterionIndex> {
        let mut criteria = self.indexed_criteria();
        Some(criteria.find(|(_, criterion)| criterion.id == id)?.0)
    }

    /// The entry with this id.
    pub fn entry_by_id(&self, id: &str) -> Option<EntryIndex> {
        let mut entries = self.indexed_entries();
        Some(entries.find(|(_, entry)| entry.id == id)?.0)
    }

    /// The weights that the source published.
    pub fn published_weights(&self) -> Weights {
        self.criteria
            .iter()
            .map(|criterion| criterion.weight)
            .collect()
    }

    /// The published weights, except where `overrides` says otherwise.
    pub fn published_except(&self, overrides: &[(CriterionIndex, Weight)]) -> Weights {
        let mut weights = self.published_weights();
        for &(criterion, weight) in overrides {
            weights.set(criterion, weight);
        }
        weights
    }

    /// An entry's score on a criterion, within its range; `None` where it is missing.
    ///
    /// Both indices must come from this comparison.
    pub fn score(&self, criterion: CriterionIndex, entry: EntryIndex) -> Option<Decimal> {
        self.scores[usize::from(criterion.0)][entry.0 as usize]
    }

    /// The order in which the source has two entries: by the rank that it gave them, those without one last;
    /// then by name, and by their place in the data.
    pub fn published_order(&self, a: EntryIndex, b: EntryIndex) -> Ordering {
        let rank = |entry: &Entry| entry.published_rank.unwrap_or(u32::MAX);
        let (first, second) = (self.entry(a), self.entry(b));
        let by_rank = rank(first).cmp(&rank(second));
        by_rank
            .then_with(|| first.name.cmp(&second.name))
            .then(a.cmp(&b))
    }

    /// Where each score stands in its criterion's range.
    pub fn normalized_scores(&self) -> &NormalizedScores {
        &self.normalized_scores
    }
}

impl Better {
    /// Both, with their words in files.
    pub const KEYWORDS: [(&'static str, Better); 2] =
        [("higher", Better::Higher), ("lower", Better::Lower)];

    /// Its word in files.
    pub fn keyword(self) -> &'static str {
        keyword(&Better::KEYWORDS, self)
    }
}

impl Entry {
    /// Its tags in a facet.
    pub fn tags_in(&self, facet: FacetIndex) -> impl Iterator<Item = TagIndex> {
        let tags = self.tags.iter();
        tags.filter(move |(other, _)| *other == facet)
            .map(|&(_, tag)| tag)
    }
}

impl Facet {
    /// Words that no facet can have for its id, since a link says something else with them.
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

    /// The id of the tag at `index`, which must come from this facet.
    pub fn tag_id(&self, index: TagIndex) -> &str {
        &self.tags[usize::from(index.0)]
    }

    /// All tags' ids with their indices, in order.
    pub fn indexed_tags(&self) -> impl Iterator<Item = (TagIndex, &str)> {
        (0..)
            .map(TagIndex)
            .zip(self.tags.iter().map(String::as_str))
    }

    /// The tag with this id.
    pub fn tag_by_id(&self, id: &str) -> Option<TagIndex> {
        Some(self.indexed_tags().find(|(_, other)| *other == id)?.0)
    }
}
