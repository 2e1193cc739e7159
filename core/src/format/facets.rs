use std::collections::HashMap;

use crate::dataset::{Comparison, Facet};
use crate::format::characters::is_stripped;
use crate::format::problems::{Located, Problems};
use crate::ids::{FacetIndex, TagIndex};

/// The tag that stands for every tag of its facet.
const GLOBAL: &str = "global";

/// The facets of a data set that is being read: entries may bring tags that no facet lists.
#[derive(Default)]
pub(super) struct Facets {
    pub(super) facets: Vec<Facet>,
    /// For every facet, the names of its tags.
    names: Vec<Vec<String>>,
    /// For every facet, which of its tags each id stands for.
    tag_indices: Vec<HashMap<String, usize>>,
}

impl Facets {
    /// Adds a facet with the ids and the names of the tags that it lists.
    pub(super) fn push(&mut self, id: String, name: String, tags: Vec<String>, names: Vec<String>) {
        let tag_indices = tags.iter().enumerate();
        let tag_indices = tag_indices.map(|(location, tag)| (tag.clone(), location));
        self.tag_indices.push(tag_indices.collect());
        self.names.push(names);
        self.facets.push(Facet {
            id,
            name,
            tags,
            global: None,
            is_multiple: false,
        });
    }

    /// The tag with this id, which its facet has from now on; reports at a place if it has too many.
    pub(super) fn find_or_add_tag(
        &mut self,
        problems: &mut Problems,
        location: &dyn Located,
        facet: usize,
        id: String,
    ) -> Option<(FacetIndex, TagIndex)> {
        let tags = &mut self.facets[facet].tags;
        let tag_indices = &mut self.tag_indices[facet];
        let tag = match tag_indices.get(&id) {
            Some(&tag) => tag,
            None if tags.len() == Comparison::MAX_TAGS => {
                let limit = Comparison::MAX_TAGS;
                problems.report(
                    location,
                    "",
                    format!("a facet can have at most {limit} tags"),
                );
                return None;
            }
            None => {
                self.names[facet].push(id.replace(is_stripped, ""));
                tags.push(id.clone());
                tag_indices.insert(id, tags.len() - 1);
                tags.len() - 1
            }
        };
        Some((FacetIndex(facet as u8), TagIndex(tag as u16)))
    }

    /// Puts an entry's tags into their order, each once.
    pub(super) fn sort(&mut self, tags: &mut Vec<(FacetIndex, TagIndex)>) {
        tags.sort_unstable();
        tags.dedup();
        for pair in tags.windows(2) {
            if pair[0].0 == pair[1].0 {
                self.facets[usize::from(pair[0].0.0)].is_multiple = true;
            }
        }
    }

    /// The facets, and the names of their tags.
    pub(super) fn finish(mut self) -> (Vec<Facet>, Vec<Vec<String>>) {
        for facet in &mut self.facets {
            facet.global = facet.tag_by_id(GLOBAL);
        }
        (self.facets, self.names)
    }
}

/// Reports at a place if a facet can't have this id.
pub(super) fn check_facet_id(problems: &mut Problems, location: &dyn Located, key: &str, id: &str) {
    if Facet::RESERVED.contains(&id) {
        let message = "this word has a meaning of its own in links: choose another id";
        problems.report(location, key, message);
    }
}
