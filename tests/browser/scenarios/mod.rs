//! The behaviour that is promised, a file a topic, a function a sentence.

mod embedding;
mod failing;
mod linking;
mod phone;
mod reading;
mod starting;
mod weighing;

use crate::trial::Scenario;

/// Pairs each scenario with its name.
macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => { &[$((stringify!($name), $name as crate::trial::Scenario)),+] };
}
use scenarios;

/// Every scenario under its name.
pub fn all() -> impl Iterator<Item = (&'static str, Scenario)> {
    let topics = [
        starting::ALL,
        weighing::ALL,
        reading::ALL,
        linking::ALL,
        embedding::ALL,
        failing::ALL,
        phone::ALL,
    ];
    topics.into_iter().flatten().copied()
}

/// Whether the reader of a scenario has a touch screen.
pub fn is_for_fingers(scenario: &str) -> bool {
    phone::ALL.iter().any(|(name, _)| *name == scenario)
}
