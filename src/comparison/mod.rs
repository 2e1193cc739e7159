//! What is compared: entries, their scores on criteria, and all that is said about them.

mod column;
mod columns;
mod csv;
mod decimal;
mod facets;
mod format;
mod json;
mod model;
mod packed;
mod positions;
mod problem;
mod problems;
mod reading;
mod slug;

pub use decimal::{Decimal, DecimalError};
pub use format::Format;
pub use model::{
    About, Basis, Better, Comparison, Criterion, CriterionIndex, Entry, EntryIndex, Facet,
    FacetIndex, Feature, Guide, GuideItem, Month, Preset, Reason, Section, SectionKind, Source,
    Tag, TagIndex, UseCase, UseCaseIndex,
};
pub use positions::{MISSING, Positions};
pub use problem::{Problem, line_and_column};
pub use reading::Turns;
pub use slug::slug;
