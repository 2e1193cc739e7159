//! The typed indices: which criterion, entry, facet, tag or use case of a data set.

use serde::{Deserialize, Serialize};

/// Which criterion of a [`Comparison`](crate::dataset::Comparison), counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct CriterionIndex(pub u8);

/// Which entry of a [`Comparison`](crate::dataset::Comparison), counted from 0 in the order of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct EntryIndex(pub u32);

/// Which facet of a [`Comparison`](crate::dataset::Comparison), counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetIndex(pub u8);

/// Which tag of a [`Facet`](crate::dataset::Facet), counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagIndex(pub u16);

/// Which use case of a [`Comparison`](crate::dataset::Comparison), counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UseCaseIndex(pub u8);
