use std::collections::HashMap;

use crate::dataset::{Comparison, Facet};
use crate::format::characters::is_stripped;
use crate::format::problems::{Located, Problems};
use crate::ids::{FacetIndex, TagIndex};

/// The id of the tag that stands for every tag of its facet.
const GLOBAL: &str = "global";

/// The facets of a data set under construction: entries can add tags that their facet does not list.
#[derive(Default)]
pub(super) struct Facets {
    pub(super) facets: Vec<Facet>,
    /// By facet: the names of its tags.
    names: Vec<Vec<String>>,
    /// By facet: the indices of its tags by id.
    tag_indices: Vec<HashMap<String, usize>>,
}

impl Facets {
    /// Adds a facet with the ids and the names of its listed tags.
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

    /// Returns the indices of a facet and its tag with this id, which is added if it is new; reports at `location` if the
    /// facet has too many tags.
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
                    format!("this facet has more than {limit} tags; remove some"),
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

    /// Sorts an entry's tags and removes duplicates.
    pub(super) fn sort(&mut self, tags: &mut Vec<(FacetIndex, TagIndex)>) {
        tags.sort_unstable();
        tags.dedup();
        for pair in tags.windows(2) {
            if pair[0].0 == pair[1].0 {
                self.facets[usize::from(pair[0].0.0)].is_multiple = true;
            }
        }
    }

    /// Returns the facets, and the names of their tags.
    pub(super) fn finish(mut self) -> (Vec<Facet>, Vec<Vec<String>>) {
        for facet in &mut self.facets {
            facet.global = facet.tag_by_id(GLOBAL);
        }
        (self.facets, self.names)
    }
}

/// Reports an id that is reserved.
pub(super) fn check_facet_id(problems: &mut Problems, location: &dyn Located, key: &str, id: &str) {
    if Facet::RESERVED.contains(&id) {
        let message = "this id is reserved for links; choose another one";
        problems.report(location, key, message);
    }
}
