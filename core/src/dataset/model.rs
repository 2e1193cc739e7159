use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Decimal, Positions};
use crate::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};
use crate::weights::{Weight, Weights};

/// A data set, read and checked: what a widget shows.
///
/// Made by [`Comparison::from_json`]. Everything in it holds together: indices point to something,
/// scores lie within their ranges, ids are unique.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
    /// Reading matter that goes with the ranking.
    pub guide: Guide,
    /// What the publisher disclaims; may be empty.
    pub disclaimer: String,
    /// Whether it comes from [`Comparison::from_abridged`], and lacks what that says.
    pub is_abridged: bool,
    /// For every criterion a score of every entry: a hundred thousand of these leave little room for each.
    pub(crate) scores: Vec<Vec<Option<Decimal>>>,
    pub(crate) positions: Positions,
}

/// One of the things by which entries are judged.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Criterion {
    /// Its key in links, attributes and events; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The published weight.
    pub weight: Weight,
    /// What it measures; may be empty.
    pub description: String,
    /// Which end of the range is good.
    pub better: Better,
    /// The lowest and the highest score there can be.
    pub range: (Decimal, Decimal),
    /// The lowest and the highest score there is.
    pub spread: (Decimal, Decimal),
    /// What scores are counted in; may be empty.
    pub unit: String,
}

/// Which end of a criterion's range is the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Better {
    /// A higher score is better.
    Higher,
    /// A lower score is better.
    Lower,
}

/// One of the things that are ranked.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Entry {
    /// Its key in links and events; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Its page on the web, `http:` or `https:`.
    pub url: Option<String>,
    /// What it is, in a few words; may be empty.
    pub tagline: String,
    /// The rank that the source gave it, from 1.
    pub published_rank: Option<u32>,
    /// Its tags, in the order of [`Comparison::facets`] and of their tags, each once.
    pub tags: Vec<(FacetIndex, TagIndex)>,
    /// What else there is to say; most entries of large data sets have nothing.
    pub about: Option<Box<About>>,
}

/// What is told about an entry beside its name and its scores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct About {
    /// What is notable about it.
    pub features: Vec<Feature>,
    /// Whom it suits; may be empty.
    pub best_for: String,
    /// When it is worth a look; may be empty.
    pub consider_if: String,
    /// What else to look at.
    pub alternatives: Vec<EntryIndex>,
    /// What its scores rest on, in the order of the criteria; empty, or one for each.
    pub reasons: Vec<Reason>,
}

/// What a score rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Reason {
    /// On how firm a ground; `None` where the data do not say.
    pub basis: Option<Basis>,
    /// Why this number; may be empty.
    pub why: String,
    /// The site or document that backs it; may be empty.
    pub source: String,
}

/// On how firm a ground a score stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Basis {
    /// A claim in the source backs it.
    Stated,
    /// It was concluded without one.
    Inferred,
}

/// A notable thing about an entry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Feature {
    /// The thing, in a few words.
    pub text: String,
    /// The site or document that says so; may be empty.
    pub source: String,
}

/// A dimension that entries can be narrowed by, such as their region.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Facet {
    /// Its key in links; unique.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Everything that entries are tagged with, in the order to show it.
    pub tags: Vec<Tag>,
    /// The tag that stands for all of them: the one with the id `global`.
    pub global: Option<TagIndex>,
    /// Whether some entry has several tags.
    pub is_multiple: bool,
}

/// What entries can be tagged with in a facet.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Tag {
    /// Its key in links; unique within its facet.
    pub id: String,
    /// Its name for readers; the id where the data give none.
    pub name: String,
}

/// A weighting with a name.
#[derive(Clone, Debug, Deserialize, Serialize)]
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
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct UseCase {
    /// Its key; unique.
    pub id: String,
    /// The need, for readers.
    pub name: String,
    /// Which entries meet it.
    pub entries: Vec<EntryIndex>,
}

/// Reading matter that goes with a ranking.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Guide {
    /// The sections themselves; there may be none.
    Sections(Vec<Section>),
    /// They are packed apart, and fetched when somebody wants to read them.
    Apart,
}

/// A section of the guide.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Section {
    /// Its headline.
    pub title: String,
    /// What its items are.
    pub kind: SectionKind,
    /// Its items.
    pub items: Vec<GuideItem>,
}

/// What the items of a [`Section`] are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum SectionKind {
    /// Things to tick off.
    Checklist,
    /// Things to know.
    List,
    /// Questions with answers.
    Faq,
}

/// An item of a [`Section`].
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct GuideItem {
    /// The item, or the question.
    pub text: String,
    /// The answer; empty unless the item is a question.
    pub answer: String,
    /// The site or document that backs it; may be empty.
    pub source: String,
}

/// Where data come from.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Source {
    /// Who published them; may be empty.
    pub name: String,
    /// Where, `http:` or `https:`.
    pub url: Option<String>,
    /// How the scores were made; may be empty.
    pub note: String,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Month {
    year: u16,
    month: u8,
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
        self.indexed_criteria()
            .find(|(_, criterion)| criterion.id == id)
            .map(|(index, _)| index)
    }

    /// The entry with this id.
    pub fn entry_by_id(&self, id: &str) -> Option<EntryIndex> {
        self.indexed_entries()
            .find(|(_, entry)| entry.id == id)
            .map(|(index, _)| index)
    }

    /// The weights that the source published.
    pub fn published_weights(&self) -> Weights {
        self.criteria
            .iter()
            .map(|criterion| criterion.weight)
            .collect()
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
    pub fn positions(&self) -> &Positions {
        &self.positions
    }
}

impl Entry {
    /// What else there is to say about it.
    pub fn about(&self) -> &About {
        const NOTHING: &About = &About {
            features: Vec::new(),
            best_for: String::new(),
            consider_if: String::new(),
            alternatives: Vec::new(),
            reasons: Vec::new(),
        };
        self.about.as_deref().unwrap_or(NOTHING)
    }

    /// Its tags in a facet.
    pub fn tags_in(&self, facet: FacetIndex) -> impl Iterator<Item = TagIndex> {
        let tags = self.tags.iter();
        tags.filter(move |(other, _)| *other == facet)
            .map(|&(_, tag)| tag)
    }
}

impl About {
    /// What the score on a criterion rests on; nothing said where the data say nothing.
    pub fn reason(&self, criterion: CriterionIndex) -> &Reason {
        const NOTHING: &Reason = &Reason {
            basis: None,
            why: String::new(),
            source: String::new(),
        };
        self.reasons
            .get(usize::from(criterion.0))
            .unwrap_or(NOTHING)
    }
}

impl Guide {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        matches!(self, Guide::Sections(sections) if sections.is_empty())
    }

    /// The sections, as far as they are here.
    pub fn sections(&self) -> &[Section] {
        match self {
            Guide::Sections(sections) => sections,
            Guide::Apart => &[],
        }
    }
}

impl Facet {
    /// Words that no facet can have for its id, since a link says something else with them.
    pub const RESERVED: [&str; 8] = [
        "all", "compare", "lock", "open", "panel", "search", "show", "use-case",
    ];

    /// The tag at `index`, which must come from this facet.
    pub fn tag(&self, index: TagIndex) -> &Tag {
        &self.tags[usize::from(index.0)]
    }

    /// All tags with their indices, in order.
    pub fn indexed_tags(&self) -> impl Iterator<Item = (TagIndex, &Tag)> {
        (0..).map(TagIndex).zip(&self.tags)
    }

    /// The tag with this id.
    pub fn tag_by_id(&self, id: &str) -> Option<TagIndex> {
        self.indexed_tags()
            .find(|(_, tag)| tag.id == id)
            .map(|(index, _)| index)
    }
}

impl Month {
    /// The year, such as 2025.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl FromStr for Month {
    type Err = ();

    /// Reads `2025-09`; a day behind it is passed over.
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '-');
        let mut next = |digits: usize| {
            let number = |part: &&str| {
                part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
            };
            let part = parts.next().filter(number).ok_or(())?;
            part.parse::<u16>().map_err(|_| ())
        };
        let (year, month) = (next(4)?, next(2)?);
        match month {
            1..=12 => Ok(Month {
                year,
                month: month as u8,
            }),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year, self.month)
    }
}
