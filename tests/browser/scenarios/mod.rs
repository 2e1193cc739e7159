//! The behaviour that is promised, a file a topic, a function a sentence.

mod accessibility;
mod bare_frames;
mod bringing;
mod browsing;
mod comparing;
mod distrusting;
mod dressing;
mod embedding;
mod exemplifying;
mod explaining;
mod failing;
mod firmness;
mod framing;
mod guiding;
mod handing_in;
mod handing_on;
mod hosting;
mod languages;
mod leaving;
mod linking;
mod locking;
mod misleading;
mod narrowing;
mod phone;
mod reading;
mod routing;
mod settings;
mod settling;
mod small_phone;
mod starting;
mod staying;
mod studio;
mod taking_away;
mod telling;
mod undoing;
mod weighing;
mod weightings;

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
        settling::ALL,
        weighing::ALL,
        weightings::ALL,
        locking::ALL,
        undoing::ALL,
        telling::ALL,
        staying::ALL,
        reading::ALL,
        explaining::ALL,
        narrowing::ALL,
        comparing::ALL,
        firmness::ALL,
        guiding::ALL,
        taking_away::ALL,
        handing_on::ALL,
        linking::ALL,
        routing::ALL,
        embedding::ALL,
        settings::ALL,
        languages::ALL,
        framing::ALL,
        bare_frames::ALL,
        distrusting::ALL,
        dressing::ALL,
        hosting::ALL,
        failing::ALL,
        bringing::ALL,
        misleading::ALL,
        handing_in::ALL,
        browsing::ALL,
        leaving::ALL,
        exemplifying::ALL,
        phone::ALL,
        small_phone::ALL,
        accessibility::ALL,
        studio::ALL,
    ];
    topics.into_iter().flatten().copied()
}

/// Whether the reader of a scenario has a touch screen.
pub fn is_for_fingers(scenario: &str) -> bool {
    [phone::ALL, small_phone::ALL]
        .into_iter()
        .flatten()
        .any(|(name, _)| *name == scenario)
}
