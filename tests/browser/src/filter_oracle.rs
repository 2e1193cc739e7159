//! Which entries meet a need, worked out a second time.

use crate::data::{Data, Entry};

/// What a reader asks of the entries that shall be shown.
#[derive(Clone, Copy)]
pub enum Filter<'n> {
    /// Any of these tags of a facet.
    Any(&'n str, &'n [&'n str]),
    /// All of these tags of a facet.
    All(&'n str, &'n [&'n str]),
    UseCase(&'n str),
}

impl Data {
    /// The entries that meet all of these needs, in the order of the file.
    pub fn meeting(&self, needs: &[Filter]) -> Vec<&str> {
        let meets = |entry: &&Entry| needs.iter().all(|need| self.meets(entry, *need));
        self.entries
            .iter()
            .filter(meets)
            .map(|entry| &*entry.id)
            .collect()
    }

    fn meets(&self, entry: &Entry, need: Filter) -> bool {
        // Who works everywhere works in each region.
        let has = |facet: &str, tag: &str| {
            let tags = entry.tags.get(facet).into_iter().flatten();
            tags.clone().any(|own| own == tag || own == "global")
        };
        match need {
            Filter::Any(facet, tags) => tags.iter().any(|tag| has(facet, tag)),
            Filter::All(facet, tags) => tags.iter().all(|tag| has(facet, tag)),
            Filter::UseCase(id) => {
                let case = self.use_cases.iter().find(|case| case.id == id);
                case.expect("a use case of the data")
                    .entries
                    .contains(&entry.id)
            }
        }
    }
}
