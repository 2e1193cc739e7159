//! What is compared: entries, their scores on criteria, and all that is said about them.

mod columns;
mod decimal;
mod json;
mod model;
mod packed;
mod positions;

pub use decimal::{Decimal, DecimalError};
pub use json::Problem;
pub use model::{
    Basis, Better, Comparison, Criterion, CriterionIndex, Entry, EntryIndex, Facet, FacetIndex,
    Feature, Guide, GuideItem, Month, Preset, Score, Section, SectionKind, Source, Tag, TagIndex,
    UseCase, UseCaseIndex,
};
pub use positions::Positions;
