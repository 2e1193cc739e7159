//! Data sets: entries, their scores on criteria, and the details about them.

mod comparison;
mod consistency;
mod decimal;
mod details;
mod edition;
mod month;
mod normalized_scores;
mod packed;
mod rel;
mod slug;

use std::fmt;

pub use comparison::{Better, Comparison, Criterion, Entry, Facet, Given, Preset, Source, UseCase};
pub use decimal::{Decimal, DecimalError};
pub use details::{
    Basis, Details, EntryDetails, Feature, GuideItem, GuideSection, Reason, SectionKind,
};
pub use month::Month;
pub use normalized_scores::{MISSING_SCORE, NormalizedScores};
pub use packed::{pack, unpack};
pub use rel::REL_KEYWORDS;
pub(crate) use rel::parse_rel;
pub use slug::slug;

/// A valid data set: the comparison that is ranked, and the details about it.
///
/// Created by [`DataSet::from_json`], [`DataSet::from_csv`] and [`DataSet::read`].
#[derive(Clone, Debug)]
pub struct DataSet {
    /// The data that the ranking needs, which a widget loads first.
    pub comparison: Comparison,
    /// The details, which may load later.
    pub details: Details,
    /// The decisions of the reader about what the file does not say.
    pub notes: Vec<Note>,
}

/// A decision of the reader of a file, which its editor may prefer to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The part of the file, such as `column "Price"`.
    pub place: String,
    /// The decision, and how to make another one.
    pub message: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Returns the keyword of a value in a table of all values.
fn keyword<T: Copy + PartialEq>(keywords: &[(&'static str, T)], value: T) -> &'static str {
    let keyword = keywords.iter().find(|(_, candidate)| *candidate == value);
    keyword.map_or("", |(keyword, _)| keyword)
}
