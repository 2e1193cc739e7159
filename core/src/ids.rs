//! Typed indices of the criteria, entries, facets, tags and use cases of a data set.

use serde::{Deserialize, Serialize};

/// The index of a criterion of a [`Comparison`](crate::dataset::Comparison).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct CriterionIndex(pub u8);

/// The index of an entry of a [`Comparison`](crate::dataset::Comparison), in the order of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct EntryIndex(pub u32);

/// The index of a facet of a [`Comparison`](crate::dataset::Comparison).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetIndex(pub u8);

/// The index of a tag of a [`Facet`](crate::dataset::Facet).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagIndex(pub u16);

/// The index of a use case of a [`Comparison`](crate::dataset::Comparison).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UseCaseIndex(pub u8);
