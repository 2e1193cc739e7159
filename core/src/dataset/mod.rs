//! What is compared: entries, their scores on criteria, and all that is said about them.

pub(crate) mod columns;
mod comparison;
mod decimal;
mod details;
mod month;
mod packed;
mod positions;
mod slug;

pub use comparison::{Better, Comparison, Criterion, Entry, Facet, Preset, Source, UseCase};
pub use decimal::{Decimal, DecimalError};
pub use details::{Basis, Details, EntryDetails, Feature, GuideItem, Reason, Section, SectionKind};
pub use month::Month;
pub use packed::{pack, unpack};
pub use positions::{MISSING, Positions};
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
