//! What is compared: entries, their scores on criteria, and all that is said about them.

mod comparison;
mod decimal;
mod details;
mod month;
mod normalized_scores;
mod packed;
mod slug;

pub use comparison::{Better, Comparison, Criterion, Entry, Facet, Preset, Source, UseCase};
pub use decimal::{Decimal, DecimalError};
pub use details::{Basis, Details, EntryDetails, Feature, GuideItem, Reason, Section, SectionKind};
pub use month::Month;
pub use normalized_scores::{MISSING, NormalizedScores};
pub use packed::{pack, unpack};
pub use slug::slug;

/// A data set, read and checked: what ranks, and what is said about it.
///
/// Made by [`DataSet::from_json`], [`DataSet::from_csv`] and [`DataSet::read`].
#[derive(Clone, Debug)]
pub struct DataSet {
    /// What ranks, which a widget needs first.
    pub comparison: Comparison,
    /// What is said about it, which may load later.
    pub details: Details,
}

/// The word of a value in a table that has all values.
fn keyword<T: Copy + PartialEq>(keywords: &[(&'static str, T)], value: T) -> &'static str {
    let keyword = keywords.iter().find(|(_, other)| *other == value);
    keyword.map_or("", |(keyword, _)| keyword)
}
