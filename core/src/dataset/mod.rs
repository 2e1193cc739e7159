//! Data sets: entries, their scores on criteria, and the details about them.

mod comparison;
mod consistency;
mod decimal;
mod details;
mod month;
mod normalized_scores;
mod packed;
mod slug;

pub use comparison::{Better, Comparison, Criterion, Entry, Facet, Preset, Source, UseCase};
pub use decimal::{Decimal, DecimalError};
pub use details::{
    Basis, Details, EntryDetails, Feature, GuideItem, GuideSection, Reason, SectionKind,
};
pub use month::Month;
pub use normalized_scores::{MISSING_SCORE, NormalizedScores};
pub use packed::{pack, unpack};
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
}

/// Returns the keyword of a value in a table of all values.
fn keyword<T: Copy + PartialEq>(keywords: &[(&'static str, T)], value: T) -> &'static str {
    let keyword = keywords.iter().find(|(_, candidate)| *candidate == value);
    keyword.map_or("", |(keyword, _)| keyword)
}
