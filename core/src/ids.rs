//! Typed indices of the criteria, entries, facets, tags and use cases of a data set.

use serde::{Deserialize, Serialize};

/// The index of a criterion in its [`Comparison`](crate::dataset::Comparison), from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct CriterionIndex(pub u8);

/// The index of an entry in its [`Comparison`](crate::dataset::Comparison), from 0 in the order of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct EntryIndex(pub u32);

/// The index of a facet in its [`Comparison`](crate::dataset::Comparison), from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetIndex(pub u8);

/// The index of a tag in its [`Facet`](crate::dataset::Facet), from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagIndex(pub u16);

/// The index of a use case in its [`Comparison`](crate::dataset::Comparison), from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UseCaseIndex(pub u8);
