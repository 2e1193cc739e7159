//! What is compared: entries, their scores on criteria, and all that is said about them.

pub(crate) mod columns;
mod decimal;
mod model;
mod packed;
mod positions;
mod slug;

pub use decimal::{Decimal, DecimalError};
pub use model::{
    About, Basis, Better, Comparison, Criterion, Entry, Facet, Feature, Guide, GuideItem, Month,
    Preset, Reason, Section, SectionKind, Source, Tag, UseCase,
};
pub use positions::{MISSING, Positions};
pub use slug::slug;
