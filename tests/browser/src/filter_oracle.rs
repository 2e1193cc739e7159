//! An independent implementation of the filters, which scenarios compare with.

use crate::data::{Data, Entry};

/// A filter of the entries.
#[derive(Clone, Copy)]
pub enum Filter<'n> {
    /// Any of these tags of a facet.
    Any(&'n str, &'n [&'n str]),
    /// All of these tags of a facet.
    All(&'n str, &'n [&'n str]),
    UseCase(&'n str),
}

impl Data {
    /// Returns the ids of the entries that match all filters, in the order of the file.
    pub fn entries_matching(&self, filters: &[Filter]) -> Vec<&str> {
        let matches_all =
            |entry: &&Entry| filters.iter().all(|filter| self.matches(entry, *filter));
        self.entries
            .iter()
            .filter(matches_all)
            .map(|entry| &*entry.id)
            .collect()
    }

    fn matches(&self, entry: &Entry, filter: Filter) -> bool {
        // The tag `global` matches every region.
        let has = |facet: &str, tag: &str| {
            let tags = entry.tags.get(facet).into_iter().flatten();
            tags.clone()
                .any(|entry_tag| entry_tag == tag || entry_tag == "global")
        };
        match filter {
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
