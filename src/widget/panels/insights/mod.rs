//! How firm the ranking is: on the sliders, above the ranking, in details and in comparisons.

mod bands;
mod pair;
mod property;
mod ranks;
mod summary;
mod way;
mod work;

pub(super) use self::bands::band;
pub(super) use self::pair::pair;
pub(super) use self::property::insights;
pub(super) use self::summary::summary;
pub(super) use self::way::way;
pub(crate) use self::work::Work;
pub(super) use self::work::{advance, follow};
