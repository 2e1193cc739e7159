use serde::{Deserialize, Serialize};

use super::keyword;
use crate::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};

/// The details of a data set, which no ranking needs, so that they may load later.
///
/// The indices are those of the [`Comparison`](super::Comparison) of the same data set. Until the details are loaded,
/// [`Details::default`] stands for them, whose methods return empty values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Details {
    /// By criterion: its description.
    pub(crate) criteria: Vec<String>,
    /// By facet and tag: the tag's name.
    pub(crate) tags: Vec<Vec<String>>,
    /// By use case: its name.
    pub(crate) use_cases: Vec<String>,
    /// By entry: its page on the web.
    pub(crate) urls: Vec<Option<String>>,
    /// The keywords that qualify the links of all entries, of [`REL_KEYWORDS`](super::REL_KEYWORDS); may be empty.
    pub(crate) rel: String,
    /// By entry; most entries of large data sets have none.
    pub(crate) entries: Vec<Option<Box<EntryDetails>>>,
    /// The sections of the guide; may be empty.
    pub guide: Vec<GuideSection>,
}

/// The details of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct EntryDetails {
    /// Its notable features.
    pub features: Vec<Feature>,
    /// The readers whom it suits best; may be empty.
    pub best_for: String,
    /// The circumstances in which to consider it; may be empty.
    pub consider_if: String,
    /// The alternatives to it.
    pub alternatives: Vec<EntryIndex>,
    /// The keywords that qualify its links instead of those of the data set; may be empty.
    pub(crate) rel: String,
    /// The reasons for its scores in the order of the criteria: one for each, or none at all.
    pub reasons: Vec<Reason>,
}

/// The reason for a score.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Reason {
    /// The kind of evidence; `None` if the data does not give it.
    pub basis: Option<Basis>,
    /// The explanation of the score; may be empty.
    pub why: String,
    /// The site or document that supports it; may be empty.
    pub source: String,
}

/// The kind of evidence for a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Basis {
    /// Supported by a statement in the source.
    Stated,
    /// Inferred without such a statement.
    Inferred,
}

/// A notable feature of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Feature {
    /// The feature, in a few words.
    pub text: String,
    /// The site or document that supports it; may be empty.
    pub source: String,
}

/// A section of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct GuideSection {
    /// Its heading.
    pub title: String,
    /// The kind of its items.
    pub kind: SectionKind,
    /// Its items.
    pub items: Vec<GuideItem>,
}

/// The kind of items in a [`GuideSection`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum SectionKind {
    /// Things to tick off.
    Checklist,
    /// Things to know.
    List,
    /// Questions with answers.
    Faq,
}

/// An item of a [`GuideSection`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct GuideItem {
    /// The item, or the question.
    pub text: String,
    /// The answer; empty unless the item is a question.
    pub answer: String,
    /// The site or document that supports it; may be empty.
    pub source: String,
}

impl Details {
    /// Returns the description of a criterion; may be empty.
    pub fn description(&self, criterion: CriterionIndex) -> &str {
        let description = self.criteria.get(usize::from(criterion.0));
        description.map_or("", String::as_str)
    }

    /// Returns a tag's name for readers, which is its id if the data give no name.
    pub fn tag_name(&self, facet: FacetIndex, tag: TagIndex) -> &str {
        let tags = self.tags.get(usize::from(facet.0));
        let name = tags.and_then(|tags| tags.get(usize::from(tag.0)));
        name.map_or("", String::as_str)
    }

    /// Returns the name of a use case for readers: the need that it stands for.
    pub fn use_case_name(&self, use_case: UseCaseIndex) -> &str {
        let name = self.use_cases.get(usize::from(use_case.0));
        name.map_or("", String::as_str)
    }

    /// Returns an entry's web address, `http:` or `https:`.
    pub fn url(&self, entry: EntryIndex) -> Option<&str> {
        self.urls.get(entry.0 as usize)?.as_deref()
    }

    /// Returns the keywords that qualify an entry's links, such as `sponsored nofollow`; may be empty.
    pub fn rel(&self, entry: EntryIndex) -> &str {
        match &*self.entry(entry).rel {
            "" => &self.rel,
            rel => rel,
        }
    }

    /// Returns the details of an entry, which are empty if the data give none.
    pub fn entry(&self, entry: EntryIndex) -> &EntryDetails {
        const EMPTY: &EntryDetails = &EntryDetails {
            features: Vec::new(),
            best_for: String::new(),
            consider_if: String::new(),
            alternatives: Vec::new(),
            rel: String::new(),
            reasons: Vec::new(),
        };
        let details = self.entries.get(entry.0 as usize);
        details.and_then(Option::as_deref).unwrap_or(EMPTY)
    }
}

impl Basis {
    /// Both values, with their keywords in files.
    pub const KEYWORDS: [(&'static str, Basis); 2] =
        [("stated", Basis::Stated), ("inferred", Basis::Inferred)];

    /// Returns its keyword in files.
    pub fn keyword(self) -> &'static str {
        keyword(&Basis::KEYWORDS, self)
    }
}

impl SectionKind {
    /// All values, with their keywords in files; the first is the default.
    pub const KEYWORDS: [(&'static str, SectionKind); 3] = [
        ("list", SectionKind::List),
        ("checklist", SectionKind::Checklist),
        ("faq", SectionKind::Faq),
    ];

    /// Returns its keyword in files.
    pub fn keyword(self) -> &'static str {
        keyword(&SectionKind::KEYWORDS, self)
    }
}

impl EntryDetails {
    /// Returns the reason for the score on a criterion, which is empty if the data give none.
    pub fn reason(&self, criterion: CriterionIndex) -> &Reason {
        const EMPTY: &Reason = &Reason {
            basis: None,
            why: String::new(),
            source: String::new(),
        };
        self.reasons.get(usize::from(criterion.0)).unwrap_or(EMPTY)
    }
}
