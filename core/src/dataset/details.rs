use serde::{Deserialize, Serialize};

use super::keyword;
use crate::ids::{CriterionIndex, EntryIndex, FacetIndex, TagIndex, UseCaseIndex};

/// The details of a data set: what no ranking needs, and what may load later.
///
/// The indices are those of the [`Comparison`](super::Comparison) of the same data set. Details that are not loaded
/// are empty ([`Details::default`]), and so is what each method returns then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Details {
    /// By criterion: what it measures.
    pub(crate) criteria: Vec<String>,
    /// By facet and tag: the tag's name.
    pub(crate) tags: Vec<Vec<String>>,
    /// By use case: its name.
    pub(crate) use_cases: Vec<String>,
    /// By entry: its page on the web.
    pub(crate) urls: Vec<Option<String>>,
    /// By entry; most entries of large data sets have none.
    pub(crate) entries: Vec<Option<Box<EntryDetails>>>,
    /// Reading matter that goes with the ranking; may be empty.
    pub guide: Vec<Section>,
}

/// What the data say about an entry, beside what ranks it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct EntryDetails {
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

/// A section of the guide.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct GuideItem {
    /// The item, or the question.
    pub text: String,
    /// The answer; empty unless the item is a question.
    pub answer: String,
    /// The site or document that backs it; may be empty.
    pub source: String,
}

impl Details {
    /// What a criterion measures; may be empty.
    pub fn description(&self, criterion: CriterionIndex) -> &str {
        let description = self.criteria.get(usize::from(criterion.0));
        description.map_or("", String::as_str)
    }

    /// A tag's name for readers; its id where the data give none.
    pub fn tag_name(&self, facet: FacetIndex, tag: TagIndex) -> &str {
        let tags = self.tags.get(usize::from(facet.0));
        let name = tags.and_then(|tags| tags.get(usize::from(tag.0)));
        name.map_or("", String::as_str)
    }

    /// The need that a use case stands for, for readers.
    pub fn use_case_name(&self, use_case: UseCaseIndex) -> &str {
        let name = self.use_cases.get(usize::from(use_case.0));
        name.map_or("", String::as_str)
    }

    /// An entry's page on the web, `http:` or `https:`.
    pub fn url(&self, entry: EntryIndex) -> Option<&str> {
        self.urls.get(entry.0 as usize)?.as_deref()
    }

    /// What the data say about an entry, beside what ranks it.
    pub fn entry(&self, entry: EntryIndex) -> &EntryDetails {
        const NOTHING: &EntryDetails = &EntryDetails {
            features: Vec::new(),
            best_for: String::new(),
            consider_if: String::new(),
            alternatives: Vec::new(),
            reasons: Vec::new(),
        };
        let details = self.entries.get(entry.0 as usize);
        details.and_then(Option::as_deref).unwrap_or(NOTHING)
    }
}

impl Basis {
    /// All, with their words in files.
    pub const KEYWORDS: [(&'static str, Basis); 2] =
        [("stated", Basis::Stated), ("inferred", Basis::Inferred)];

    /// Its word in files.
    pub fn keyword(self) -> &'static str {
        keyword(&Basis::KEYWORDS, self)
    }
}

impl SectionKind {
    /// All, with their words in files; the first is that of a section whose kind is not given.
    pub const KEYWORDS: [(&'static str, SectionKind); 3] = [
        ("list", SectionKind::List),
        ("checklist", SectionKind::Checklist),
        ("faq", SectionKind::Faq),
    ];

    /// Its word in files.
    pub fn keyword(self) -> &'static str {
        keyword(&SectionKind::KEYWORDS, self)
    }
}

impl EntryDetails {
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
